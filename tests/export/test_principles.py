"""Where a principle or a word of priority decides, every explanation says so, with what it rests on.

An invented law of houses: one rule is more specific, one from a higher source, one later, one says it prevails.
"""

from __future__ import annotations

import html
from functools import cache

import pytest

from siyar.comparing import compare
from siyar.export import sitting_html, sitting_json, sitting_text, why_markdown, why_not_text, why_text
from siyar.export.comparison import comparison_markdown, comparison_text
from siyar.export.comparison_data import comparison_json
from siyar.export.comparison_html import comparison_html
from siyar.hearing import Sitting
from siyar.source import Text
from siyar.study.compare import Comparison
from siyar.workbench import Workbench
from tests.hearing import houses

WIDE = 1_000_000

#: (what a principle says, the two rules, what explanations say of it)
LAWS = {
    "specific": (
        "principle narrow\n  prefers          more specific\n  source           oracle 9\n",
        ("old-book 1", "old-book 2"),
        "by the principle narrow, which prefers the more specific rule",
    ),
    "higher": (
        "principle first\n  prefers          higher source\n  order            new-book, old-book\n"
        "  source           oracle 9\n",
        ("old-book 1", "new-book 2"),
        "by the principle first, which prefers the rule of the higher source",
    ),
    "later": (
        "principle after\n  prefers          later\n  source           oracle 9\n",
        ("old-book 1", "new-book 2"),
        "by the principle after, which prefers the later rule",
    ),
    "word": ("", ("old-book 1", "old-book 2"), "notwithstanding admit-the-known"),
}
RULES = """
rule admit-the-known
  permitted        for House to admit Guest
  when             Guest is known to House
  source           {}

rule no-known-armed
  forbidden        for House to admit Guest
  when             Guest is known to House
  and              Guest carries arms{}
  source           {}
"""
OTHER = """
rule all-the-known
  permitted        for House to admit Guest
  when             Guest is known to House
  source           old-book 3
"""


@cache
def bench(law: str) -> Workbench:
    principle, (first, second), _ = LAWS[law]
    word = "\n  notwithstanding  admit-the-known" if law == "word" else ""
    case = (
        houses.CASE.strip()
        + "\n  given            Anselm is known to the Mill\n  given            Anselm carries arms\n"
    )
    cases = Text("c.md", f"---\ncases: c\nuses: houses\n---\n```siyar\n{case}```\n")
    blocks = principle + RULES.format(first, word, second)
    return houses.opened(houses.doctrine(blocks), houses.doctrine(OTHER, id="other"), cases)


def sitting(law: str, why_not: str = "") -> Sitting:
    found = bench(law).why("one", doctrines=["law"], questions=["admission"], why_not=why_not)
    assert isinstance(found, Sitting), found
    return found


@pytest.mark.parametrize("law", LAWS)
def test_every_explanation_says_what_decides(law: str) -> None:
    library, found, words = bench(law).library, sitting(law), LAWS[law][2]
    assert found.hearings[0].asked[0].outcome.value == "forbidden"
    texts = {
        "text": sitting_text(found, library, width=WIDE),
        "why": why_text(found, library, width=WIDE),
        "markdown": why_markdown(found, library),
        "html": html.unescape(sitting_html(found, library)),
    }
    for form, text in texts.items():
        (line,) = (
            line for line in text.replace("\\", "").splitlines() if "set aside by the rule no-known-armed" in line
        )
        assert words in line, form
        assert ("oracle 9" in line) == (law != "word"), form
    beaten = sitting_json(found, library)["rulings"][0]["why"][0]["beaten"]
    assert [(b["overridden_by"], b["origin"]) for b in beaten] == [("no-known-armed", words)]
    assert [s["source"] for s in beaten[0]["origin_sources"]] == ([] if law == "word" else ["oracle"])


@pytest.mark.parametrize("law", LAWS)
def test_so_does_why_not(law: str) -> None:
    library, found = bench(law).library, sitting(law, "permitted")
    text = why_not_text(found, "permitted", library, width=WIDE)
    (line,) = (line for line in text.splitlines() if "no-known-armed prevails" in line)
    assert LAWS[law][2] in line
    assert ("oracle 9" in line) == (law != "word")


@pytest.mark.parametrize("law", LAWS)
def test_so_does_the_point_at_which_two_doctrines_part(law: str) -> None:
    library = bench(law).library
    found = compare(bench(law), ["one"], questions=["admission"])
    assert isinstance(found, Comparison)
    (parting,) = found.cases[0].rows[0].partings
    said = f"prevailing over admit-the-known ({LAWS[law][2]})"
    assert said in parting.sides[0]
    assert "prevailing" not in parting.sides[1]
    assert comparison_json(found, library)["cases"][0]["rows"][0]["partings"][0]["one_says"] == parting.sides[0]
    for text in (
        comparison_text(found, library, width=WIDE),
        comparison_markdown(found, library),
        html.unescape(comparison_html(found, library)),
    ):
        assert said in text


def test_without_the_principle_nothing_decides() -> None:
    principle, (first, second), _ = LAWS["specific"]
    case = (
        houses.CASE.strip()
        + "\n  given            Anselm is known to the Mill\n  given            Anselm carries arms\n"
    )
    of = houses.opened(houses.doctrine(RULES.format(first, "", second) + "\n" + case))
    found = of.ask("one", questions=["admission"])
    assert isinstance(found, Sitting)
    assert principle
    assert found.hearings[0].asked[0].outcome.status.value == "contested"
