"""Which positions stand beside: some always, some where they speak of the question; the others are asked."""

from __future__ import annotations

from siyar.hearing import Sitting
from siyar.positions import contemporaries_first
from siyar.source import Text
from siyar.workbench import Workbench

WORDS = """---
vocabulary: towns
beside: old, late
further: speaks, silent, unfinished, elsewhere
---
```siyar
type Town

type Guild

fact walled
  text             Town is walled
  opposite         Town is not walled

act toll
  text             for Town to take toll of Guild

act tax
  text             for Town to tax Guild

question toll
  asks             May Town take toll of Guild?
  about            toll

question tax
  asks             May Town tax Guild?
  about            tax
```
"""
BOOK = "---\nsource: book\ntitle: A book\nseen: read\npassages: P1\n---\n"
FAIR = """---
cases: fairs
uses: towns
---
```siyar
case fair
  date             1300
  Town             Ford
  Guild            the Weavers
  given            Ford is not walled
  ask              toll
```
"""
TOLL = """```siyar
rule toll-of-the-walled
  permitted        for Town to take toll of Guild
  when             Town is walled
  source           book P1
```
"""


def doctrine(id: str, questions: str, body: str = TOLL, more: str = "") -> Text:
    front = f"---\ndoctrine: {id}\ntitle: {id}\nuses: towns\nsource: book\nquestions: {questions}\n{more}---\n"
    return Text(f"{id}.md", front + body)


def bench() -> Workbench:
    texts = [Text("words.md", WORDS), Text("book.md", BOOK), Text("fair.md", FAIR)]
    texts += [
        doctrine("asked", "toll, tax"),
        doctrine("late", "toll", more="from: 1400\n"),
        doctrine("old", "tax", ""),
        doctrine("silent", "toll, tax", ""),
        doctrine("speaks", "toll, tax", more="from: 1200\n"),
        doctrine("unfinished", "tax"),
    ]
    opened = Workbench.read(texts, set())
    assert not opened.problems
    return opened


def beside(question: str, **options: object) -> list[str]:
    found = bench().ask("fair", questions=[question], **options)  # type: ignore[arg-type]  # of several types
    assert isinstance(found, Sitting), found
    (hearing,) = found.hearings
    return [r.attributed.doctrine for r in hearing.beside]


def test_some_stand_there_always_and_some_where_a_rule_of_theirs_is_about_the_question() -> None:
    """A rule that does not apply in this case is still one about the question: what it says does not matter."""
    assert beside("toll") == ["old", "speaks", "late"]
    assert beside("tax") == ["old", "late"]


def test_a_narrowed_view_leaves_out_both() -> None:
    assert beside("toll", narrowed=True) == []


def test_one_that_is_asked_does_not_stand_beside_as_well() -> None:
    assert beside("toll", doctrines=["speaks"]) == ["old", "late"]


def test_those_in_neither_list_are_asked_when_none_is_named() -> None:
    opened = bench()
    assert opened.beside == ("old", "late")
    assert opened.further == ("speaks", "silent", "unfinished")
    assert opened.under_study == ("asked",)


def test_contemporaries_come_first_in_the_order_given() -> None:
    library = bench().library
    assert contemporaries_first(library, library.cases["fair"], ("late", "speaks", "old")) == ("speaks", "old", "late")


def test_one_that_nobody_has_read_is_told_of_and_left_out() -> None:
    (problem,) = (p for p in bench().check() if p.code == "V007")
    assert problem.severity == "warning"
    assert problem.span is not None
    assert problem.span.words == "elsewhere"
