"""docs/audits.md is what audits find in the shipped library, and every finding is explained there."""

from __future__ import annotations

from functools import cache

import pytest

from siyar.auditing import audit_doctrines
from siyar.cli.audits import page
from siyar.export.audit import UNEXPLAINED, Audited, audits_page, unexplained
from siyar.study.audit import audit_shared
from tests.docs.pages import ROOT
from tests.sample import some
from tests.stance.shipped import bench

MAKE = "run python -m siyar.cli.audits > docs/audits.md"


@cache
def committed() -> str:
    return (ROOT / "docs" / "audits.md").read_text(encoding="utf-8")


def few() -> list[str]:
    return some(sorted(bench().library.doctrines), 6)


@cache
def audited() -> Audited:
    found = audit_doctrines(bench(), few())
    assert isinstance(found, Audited)
    return found


def test_the_chapters_of_some_doctrines_are_up_to_date() -> None:
    made = audits_page(audited(), bench().library).partition("\n## ")[2]
    for chapter in made.split("\n## "):
        assert chapter.rstrip("\n") in committed(), MAKE


@pytest.mark.long
def test_the_page_is_up_to_date() -> None:
    assert committed() == page(), MAKE


def test_every_finding_of_some_doctrines_is_explained() -> None:
    assert [(d, f.kind.value, f.subject) for d, f in unexplained(audited().audits)] == []


def test_what_no_doctrine_uses_is_explained() -> None:
    assert [f.subject for f in audit_shared(bench().library) if not f.why] == []


def test_every_finding_on_the_page_is_explained() -> None:
    assert UNEXPLAINED not in committed()
