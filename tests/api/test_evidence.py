"""Evidence from Python: what is cited, what is set aside, displays, and what is refused."""

from __future__ import annotations

import pytest

import siyar
from tests.export.schemas import valid


def test_what_is_cited_and_what_is_left() -> None:
    found = siyar.load("hizb-essay").evidence(without=["q-4-141"], question="treaty")
    assert found.asked
    assert "no-military-agreement" in found.asked.left.without
    assert {c.question.id for c in found.asked.changes} == {"treaty"}
    assert len(found.cited) == len(found.each)
    valid("evidence", found.json())
    assert "q-4-141" in found.text(width=80)
    assert found.html().startswith("<!doctype html>")
    assert "# Evidence of" in found.markdown()
    assert "q-4-141" in found._repr_html_()
    assert repr(found).startswith("<siyar.Evidence of hizb-essay:")


def test_what_is_refused() -> None:
    with pytest.raises(siyar.Problems):
        siyar.load("hizb-qa", "hanafi").evidence()
    with pytest.raises(siyar.Problems):
        siyar.load("hizb-qa").evidence(without=["nasai-1"])
    with pytest.raises(ValueError, match="somebody's"):
        siyar.load("hizb-qa").evidence(least="hasan")
