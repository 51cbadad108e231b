"""docs/python-api.md leaves nothing out; what it shows is tried in tests/docs."""

from __future__ import annotations

from siyar.api import Answer, Doctrines
from tests.docs.pages import ROOT

PAGE = ROOT / "docs" / "python-api.md"


def test_everything_public_is_on_the_page() -> None:
    words = PAGE.read_text(encoding="utf-8")
    for of in (Answer, Doctrines):
        for name in vars(of):
            if not name.startswith("_") and name not in ("sitting", "library", "names", "bench", "cases", "questions"):
                assert name in words, name
