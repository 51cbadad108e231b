"""Sheets as HTML: everything escaped, well formed, nothing fetched, foreign writing isolated, reasons folded."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siyar.export import fragment, page, sitting_html, why_not_html
from siyar.export.pages import found, list_html, show_html
from siyar.export.sheet import Heading, Item, Table
from siyar.export.to_html import escape
from siyar.hearing import Sitting
from tests.export.market import ask, bench
from tests.stance.shipped import bench as shipped

VOID = frozenset({"meta"})


class Outline(HTMLParser):
    """The text of a page, its elements with their attributes; raises AssertionError where tags do not nest."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.words: list[str] = []
        self.seen: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style":
            self.words.append(data)


def outline(text: str) -> Outline:
    found = Outline()
    found.feed(text)
    found.close()
    assert found.open == []
    return found


def test_the_page_of_an_answer(golden: Callable[[str, str], None]) -> None:
    golden("market-trade.html", sitting_html(ask(), bench().library))


@pytest.mark.parametrize("case", ["banu-qaynuqa-squadron", "hudaybiyya", "two-polities"])
def test_pages_of_the_library_are_well_formed(case: str) -> None:
    sitting = shipped().ask(case)
    assert isinstance(sitting, Sitting)
    seen = outline(sitting_html(sitting, shipped().library)).seen
    assert ("details", {"open": None}) in seen, "the first level is unfolded"
    assert ("details", {}) in seen, "what is below is folded"


def test_nothing_is_fetched() -> None:
    texts = [list_html(shipped().library, "all"), sitting_html(ask(), bench().library)]
    texts += [show_html(found(shipped().library, "hizb-qa"), shipped().library)]
    for text in texts:
        tags = {tag for tag, _ in outline(text).seen}
        assert not tags & {"script", "link", "img", "iframe", "a", "object", "form"}
        assert "url(" not in text
        assert "@import" not in text
        assert not [
            a for _, attributes in outline(text).seen for a in attributes if a.startswith("on") or a in ("src", "href")
        ]


def test_what_a_user_wrote_is_shown_and_not_obeyed() -> None:
    wicked = "<script>alert('x')</script> & \"quotes\" \u202eesrever"
    for text in (
        fragment((Heading(wicked), Item(wicked, (Item(wicked),)), Table((wicked,), ((wicked,),)))),
        page((Heading(wicked, 1), Item(wicked))),
    ):
        assert "<script" not in text
        assert "\u202e" not in text
        assert "".join(outline(text).words).count("<script>alert('x')</script>") >= 2


@given(st.text(max_size=60))
def test_any_words_come_back(words: str) -> None:
    assume_plain = "".join(outline(f"<p>{escape(words)}</p>").words)
    from siyar.diagnostics.dresses import visible

    assert assume_plain == visible(words)


def test_foreign_writing_is_isolated_and_named() -> None:
    text = show_html(found(shipped().library, "fire-of-the-polytheists"), shipped().library)
    stretches = [a for tag, a in outline(text).seen if tag == "bdi"]
    assert stretches
    assert all(a == {"dir": "rtl", "lang": "ar"} for a in stretches)
    assert escape("שלום") == '<bdi dir="rtl">שלום</bdi>'
    assert outline(text).seen[0] == ("html", {"lang": "en", "dir": "ltr"})


def test_text_and_html_say_the_same_words() -> None:
    from siyar.export.layout import lay_out
    from siyar.export.whys import why_sheet

    sheet = why_sheet(ask(), bench().library)
    said = re.sub(r"\W+", "", lay_out(sheet, width=10_000).replace("  - ", ""))
    shown = re.sub(r"\W+", "", "".join(outline(fragment(sheet)).words))
    assert shown == said


def test_why_not_is_a_page_too() -> None:
    sitting = bench().why("market-day", doctrines=["manual"], questions=["trade"], why_not="forbidden")
    assert isinstance(sitting, Sitting)
    text = why_not_html(sitting, "forbidden", bench().library)
    assert "What stands in its way" in html.unescape(text)
