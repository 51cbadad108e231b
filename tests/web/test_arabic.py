"""Arabic pages: what they show is in Arabic, or says of itself in which language it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from siyar.web.untranslated import page as counts
from siyar.workbench import Workbench
from tests.docs.pages import ROOT
from tests.web.document import Node, page
from tests.web.test_pages import PAGES

if TYPE_CHECKING:
    from starlette.testclient import TestClient

#: What is the same in every language: the name of the program, formats, encodings, commands.
SAME = re.compile(
    r"\b(Siyar|HTML|Markdown|JSON|CSV|SVG|DOCX|PDF|SQLite|UTF-8|Unicode|windows-1256|OpenAPI|siyar check)\b"
)

#: What is isolated where no element can stand: in titles and labels.
ISOLATED = re.compile("[\u2066-\u2068][^\u2069]*\u2069")

LABELS = ("aria-label", "alt", "title", "placeholder", "label", "data-done")


def shown(node: Node, lang: str = "") -> Iterator[tuple[str, str, str]]:
    """Every text of a page with the language it says it is in: the element or attribute, the language, the words."""
    lang = node.attributes.get("lang", lang)
    for name in LABELS:
        if words := node.attributes.get(name):
            yield f"{node.tag} {name}", lang, ISOLATED.sub("", words)
    for part in node.parts:
        if isinstance(part, Node):
            yield from shown(part, lang)
        elif part.strip() and node.tag not in ("script", "style"):
            yield node.tag, lang, ISOLATED.sub("", part)


def unmarked(html: str) -> list[tuple[str, str]]:
    """What stands among Arabic words in Latin letters, and is not marked."""
    found = []
    for where, lang, words in shown(page(html)):
        if lang == "ar" and re.search("[A-Za-z]{2}", SAME.sub("", words)):
            found.append((where, words.strip()[:100]))
    return found


def test_what_is_neither_said_nor_marked_is_found() -> None:
    html = '<html lang="ar"><p>نص <bdi lang="en">Medina</bdi></p><p title="a title">and words</p>{}</html>'
    assert unmarked(html.format("")) == [("p title", "a title"), ("p", "and words")]
    assert unmarked(html.format("<title>\u2068A case\u2069: Siyar</title>"))[2:] == []


@pytest.mark.parametrize("address", PAGES)
def test_everything_is_in_arabic_or_says_that_it_is_not(client: TestClient, address: str) -> None:
    html = client.get(f"{address}{'&' if '?' in address else '?'}lang=ar").text
    assert unmarked(html) == []


def test_the_page_that_counts_what_is_translated_is_up_to_date() -> None:
    committed = (ROOT / "docs" / "arabic.md").read_text(encoding="utf-8")
    assert committed == counts(Workbench.open().library), "run python -m siyar.web.untranslated > docs/arabic.md"
