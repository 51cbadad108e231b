"""Audits from Python: findings, data, displays, and what is refused."""

from __future__ import annotations

import pytest

import siyar
from tests.export.schemas import valid


def test_findings_data_and_displays() -> None:
    audits = siyar.load("opposed-fatwas").audit(question="help")
    assert {a.doctrine for a in audits.audits} == {"opposed-fatwas"}
    assert {line.question.id for line in audits.audits[0].lines} == {"help"}
    valid("audit", audits.json())
    assert "Narrowed by the user" in audits.text()
    assert audits.html().startswith("<!doctype html>")
    assert "<siyar.Audits of opposed-fatwas:" in repr(audits)
    assert "cases: audited" in audits.cases()
    assert "Opposed modern rulings" in audits._repr_html_()
    assert "facts: " in audits.markdown()


def test_an_unknown_question_is_refused() -> None:
    with pytest.raises(siyar.Problems) as refused:
        siyar.load("opposed-fatwas").audit(question="hlep")
    assert [p.code for p in refused.value.diagnostics] == ["R009"]
