"""Text of the user on a terminal and in Markdown: nothing hidden, nothing taken for markup."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from siyar.diagnostics.dresses import columns
from siyar.export.layout import clean, lay_out, wrap
from siyar.export.sheet import Heading, Item, Table
from siyar.export.to_markdown import escape, markdown


def test_arabic_is_isolated_and_its_end_is_where_it_ends() -> None:
    assert clean("help, الاستعانة (istiʿana)") == "help, \u2068الاستعانة\u2069 (istiʿana)"
    # Digits of both kinds in one number: it ends where the number does.
    assert clean("verse ٢:2٥6 exists") == "verse \u2068٢:2٥6\u2069 exists"
    assert clean("wording لا تستضيئوا بنار المشركين end") == "wording \u2068لا تستضيئوا بنار المشركين\u2069 end"


def test_a_file_cannot_repaint_the_terminal() -> None:
    assert "\x1b" not in lay_out((Item("red \x1b[31m and \u202e back"),))
    assert "\u202e" not in lay_out((Item("red \x1b[31m and \u202e back"),))


@given(st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Z"]), max_size=200), st.integers(20, 120))
def test_wrapping_loses_no_word(words: str, width: int) -> None:
    lines = wrap(clean(words), width, "- ", "  ")
    assert " ".join(" ".join(lines).split()) == " ".join(("- " + clean(words)).split())
    assert all(columns(line) <= width or " " not in line.strip("- ") for line in lines)


def test_parts_are_indented_below_what_they_belong_to() -> None:
    text = lay_out(
        (Heading("Title", 1), Item("one", (Item("two", (Item("three"),)),)), Table(("a", "b"), (("1", "x"),)))
    )
    assert text == "Title\none\n  - two\n    - three\na  b\n1  x\n"


@given(st.text(st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp"]), min_size=1, max_size=80))
def test_markdown_shows_the_words_and_nothing_else(words: str) -> None:
    source = markdown((Item(f"said {words}"),))
    html = MarkdownIt("commonmark").render(source)
    tags = set(re.findall(r"</?(\w+)", html))
    assert tags <= {"ul", "li"}


def test_markdown_escapes_what_is_markup() -> None:
    assert escape("<b>*x*</b> [y](z) `c` a_b | #1 ~ &amp;") == (
        "\\<b\\>\\*x\\*\\</b\\> \\[y\\](z) \\`c\\` a\\_b \\| \\#1 \\~ \\&amp;"
    )
    assert escape("1. first") == "1\\. first"
    assert escape("- dash") == "\\- dash"


def test_markdown_tables_and_headings() -> None:
    found = markdown((Heading("T", 1), Table(("a", "b"), (("x|y", "z"),)), Heading("U")))
    assert found == "# T\n\n| a | b |\n|---|---|\n| x\\|y | z |\n\n## U\n"
