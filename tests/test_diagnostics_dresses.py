"""How problems look: in a terminal, on one line, as data; and the page that documents the codes."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from siyar.diagnostics import (
    CODES,
    FAMILIES,
    Diagnostic,
    Related,
    Severity,
    ordered,
    summary,
    to_json,
    to_short,
    to_terminal,
)
from siyar.diagnostics.dresses import columns
from siyar.diagnostics.page import page
from siyar.source import Span, Text

TEXT = Text("towns.md", "rule toll\n  forbiden         for City to tax Guild\n  source           a-book P1\n")
KEYWORD = Span(TEXT, TEXT.offset(2, 3), TEXT.offset(2, 11))
MISSPELT = Diagnostic("L003", "a rule has no line `forbiden`", KEYWORD, "did you mean `forbidden`?")


def under(text: str, line: str, words: str, width: int = 100) -> tuple[str, str]:
    """The source line and the line of carets, without the gutter."""
    start = text.index(words)
    lines = to_terminal(
        [Diagnostic("S001", "m", Span(Text("a.md", text), start, start + len(words)))], width=width
    ).splitlines()
    assert line in lines[3]
    return lines[3][4:], lines[4][4:]


def test_for_a_terminal() -> None:
    assert to_terminal([MISSPELT]) == (
        "error[L003]: a rule has no line `forbiden`\n"
        " --> towns.md:2:3\n"
        "  |\n"
        "2 |   forbiden         for City to tax Guild\n"
        "  |   ^^^^^^^^\n"
        "  = help: did you mean `forbidden`?\n"
    )


def test_related_places_follow() -> None:
    first = Span(TEXT, 5, 9)
    twice = Diagnostic("V001", "`toll` is declared twice", KEYWORD, related=(Related("first here", first),))
    assert to_terminal([twice]).splitlines()[5:] == [
        " --> towns.md:1:6",
        "  |",
        "1 | rule toll",
        "  |      ---- first here",
    ]


def test_colour_changes_no_word() -> None:
    coloured = to_terminal([MISSPELT], colour=True)
    assert "\x1b[1;31merror[L003]" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == to_terminal([MISSPELT])


@pytest.mark.parametrize(
    ("text", "words", "lead"),
    [
        ("given plain here", "here", 12),
        ("given الهدنة here", "here", 13),
        ("given كَتَبَ here", "here", 10),  # three combining marks take no column
        ("given 条約 here", "here", 11),  # two wide characters take two columns each
        ("given e\u0301te\u0301 here", "here", 10),
    ],
)
def test_carets_stand_under_the_words(text: str, words: str, lead: int) -> None:
    _, carets = under(text, text, words)
    assert carets == " " * lead + "^" * columns(words)


def test_wide_words_get_wide_carets() -> None:
    assert under("given 条約 here", "here", "条約")[1].strip() == "^^^^"


def test_a_tab_is_four_columns() -> None:
    source, carets = under("\tgiven", "    given", "given")
    assert source.index("g") == carets.index("^") == 4


def test_long_lines_are_cut_around_the_words() -> None:
    text = "word " * 60 + "wrong" + " word" * 60
    source, carets = under(text, "wrong", "wrong", width=60)
    assert columns(source) <= 60
    assert source.startswith("…")
    assert source.endswith("…")
    assert source[carets.index("^") :].startswith("wrong")


def test_nothing_to_point_at_is_one_caret() -> None:
    text = Text("a.md", "rule\n")
    assert to_terminal([Diagnostic("L006", "m", Span(text, 4, 4))]).splitlines()[4] == "  |     ^"


def test_a_stretch_over_lines_is_underlined_on_the_first() -> None:
    text = Text("a.md", "one two\nthree\n")
    assert to_terminal([Diagnostic("L006", "m", Span(text, 4, 13))]).splitlines()[3:5] == [
        "1 | one two",
        "  |     ^^^",
    ]


def test_a_file_cannot_repaint_the_terminal() -> None:
    text = Text("a\x1b.md", "name \x1b[31m\u202e end")
    for dressed in (
        to_terminal([Diagnostic("S001", "no `\x1b\u202e`", Span(text, 5, 11), "\u2066x")]),
        to_short([Diagnostic("S001", "no `\x1b\u202e`\nerror", Span(text, 5, 11))]),
    ):
        assert not {"\x1b", "\u202e", "\u2066"} & set(dressed)
    assert to_short([Diagnostic("S001", "a\nb", file="x")]).count("\n") == 1


def test_on_one_line() -> None:
    warning = Diagnostic("R002", "never clash", severity=Severity.WARNING, file="other.md")
    assert to_short([MISSPELT, warning]) == (
        "other.md: warning: never clash [R002]\ntowns.md:2:3: error: a rule has no line `forbiden` [L003]\n"
    )


def test_as_data() -> None:
    (data,) = to_json([MISSPELT])
    assert json.loads(json.dumps(data)) == {
        "code": "L003",
        "severity": "error",
        "message": "a rule has no line `forbiden`",
        "help": "did you mean `forbidden`?",
        "file": "towns.md",
        "line": 2,
        "column": 3,
        "end_line": 2,
        "end_column": 11,
        "words": "forbiden",
        "related": [],
    }


def test_order_is_by_place_and_nothing_is_said_twice() -> None:
    later = Diagnostic("L001", "m", Span(TEXT, 60, 61))
    assert ordered([later, MISSPELT, later]) == (MISSPELT, later)


def test_summary() -> None:
    warning = Diagnostic("R002", "m", severity=Severity.WARNING, file="other.md")
    assert summary([]) == "no problems"
    assert summary([MISSPELT]) == "1 error in 1 file"
    assert summary([MISSPELT, warning]) == "1 error and 1 warning in 2 files"
    assert summary([Diagnostic("F001", "m"), Diagnostic("F002", "m")]) == "2 errors"


def test_codes_are_well_worded() -> None:
    for code in CODES.values():
        assert code.code[0] in FAMILIES
        assert not code.example.endswith(".")
        assert code.title == code.title.strip()
        assert code.meaning.endswith((".", "?"))
        assert code.remedy.endswith(".")


def test_the_page_of_codes_is_up_to_date() -> None:
    written = Path(__file__).parents[1] / "docs" / "diagnostics.md"
    assert written.read_text(encoding="utf-8") == page(), "run: python -m siyar.diagnostics > docs/diagnostics.md"
