"""What rests on evidence: an invented doctrine counted by hand, and the shipped ones."""

from __future__ import annotations

from functools import cache

from siyar.diagnostics import Diagnostic
from siyar.evidence import Holdings
from siyar.evidence.grading import Rank
from siyar.evidence.hung import Hanging
from siyar.hanging import hanging
from siyar.source import Text
from siyar.study.support import Removal
from siyar.workbench import Workbench
from tests.cli.command import run, shipped
from tests.export.schemas import valid
from tests.sample import some

WORDS = """---
vocabulary: towns
---
```siyar
type Town

type Guild

fact walled
  text             Town is walled

fact calm
  text             Town is calm

act toll
  text             for Town to take toll of Guild

act raid
  text             for Town to raid Guild
  kind             force

question toll
  asks             May toll be taken?
  about            toll

question raid
  asks             May it be raided?
  about            raid
```
"""
BOOK = "---\nsource: book\ntitle: A book\nauthor: nobody\ndate: 1900\nseen: read\nobtain: nowhere\npassages: P1\n---\n"
LAW = """---
doctrine: law
title: A law
voice: the town
source: book
uses: towns
encoded by: the tests
questions: toll, raid
---
```siyar
evidence saying
  kind             hadith
  cited as         al-Nasa'i [book P1]
  locus            nasai 5209
  way of proof     metaphor

evidence other-saying
  kind             hadith
  cited as         Muslim [book P1]
  locus            muslim 1817
  way of proof     general wording

evidence old-charter
  kind             document
  cited as         a charter [book P1]

precedent fair
  case             fair
  held             permitted for Northgate to take toll of the weavers
  because          Northgate is walled
  rests on         old-charter
  source           book P1

rule toll-of-the-walled
  permitted        for Town to take toll of Guild
  when             Town is walled
  rests on         fair
  source           book P1

rule no-toll-of-the-calm
  forbidden        for Town to take toll of Guild
  when             Town is calm
  unless           Town is walled
  supported by     saying
  source           book P1

rule no-raid
  forbidden        for Town to raid Guild
  supported by     saying, other-saying
  source           book P1
```
"""
CASE = """---
cases: fairs
uses: towns
---
```siyar
case fair
  title            A fair
  Town             Northgate
  Guild            the weavers
  given            Northgate is walled
  ask              toll
```
"""


@cache
def bench() -> Workbench:
    texts = (Text("towns.md", WORDS), Text("book.md", BOOK), Text("law.md", LAW), Text("fairs.md", CASE))
    opened = Workbench.read(texts, set())
    assert not opened.problems, opened.problems
    return opened


def of_law(**asked: object) -> Hanging:
    found = hanging(bench(), "law", Holdings(without=True), **asked)  # type: ignore[arg-type]  # options of several types, passed on
    assert isinstance(found, Hanging), found
    return found


def alone(found: Hanging, id: str) -> Removal:
    (removal,) = (r for r in found.each if r.left.gone == (id,))
    return removal


def test_a_rule_whose_only_support_is_gone() -> None:
    removal = alone(of_law(), "saying")
    assert removal.left.without == ("no-toll-of-the-calm",)
    assert removal.left.fall == ()
    assert removal.left.fewer == (("no-raid", ("other-saying",)),)
    (change,) = removal.changes
    assert change.scope
    # Walled or not, calm or not; the ban speaks where it is calm and not walled.
    assert (change.changes, change.scope.total) == (1, 4)
    assert change.before
    assert change.after
    assert (change.before.outcome.value, change.after.outcome.value) == ("forbidden", None)
    assert sorted(change.given) == ["Northgate is calm", "Northgate is not walled"] or len(change.given) == 2


def test_a_rule_that_rests_on_a_precedent_that_rests_on_evidence() -> None:
    removal = alone(of_law(), "old-charter")
    assert (removal.left.precedents, removal.left.fall) == (("fair",), ("toll-of-the-walled",))
    (change,) = removal.changes
    assert change.scope
    assert (change.changes, change.scope.total) == (2, 4)
    assert len(change.given) == 1


def test_evidence_no_rule_hangs_on_alone() -> None:
    removal = alone(of_law(), "other-saying")
    assert removal.left.without == removal.left.fall == ()
    assert removal.changes == ()


def test_by_a_place_and_by_its_id() -> None:
    for words in ("nasai-5209", "nasai 5209", "saying"):
        found = of_law(without=[words])
        assert found.asked
        assert found.asked.left.gone == ("saying",)


def test_by_a_grade_of_somebody() -> None:
    found = of_law(least=Rank.HASAN, by="Albani")
    assert found.asked
    assert found.asked.left.gone == ("saying",)
    # Of the other nothing is known by this grader: it is kept, and that is said.
    assert found.kept == ("other-saying",)
    nothing = of_law(least=Rank.DAIF, by="Albani").asked
    assert nothing
    assert nothing.left.gone == ()


def test_by_a_way_of_proof() -> None:
    found = of_law(way="metaphor")
    assert found.asked
    assert found.asked.left.gone == ("saying",)


def test_both_supports_gone_and_force_left_out() -> None:
    found = of_law(without=["saying", "other-saying"])
    assert found.asked
    assert found.asked.left.without == ("no-toll-of-the-calm", "no-raid")
    assert [c.question.id for c in found.asked.changes] == ["toll"], "acts of force are not gone through"
    assert found.asked.force


def test_what_is_not_there() -> None:
    for asked, code in (
        ({"without": ["nasai-1"]}, "R009"),
        ({"least": Rank.HASAN, "by": "nobody"}, "W002"),
        ({"way": "poetry"}, "R009"),
        ({"questions": ["none"]}, "R009"),
    ):
        found = hanging(bench(), "law", Holdings(without=True), **asked)
        assert isinstance(found, tuple)
        assert isinstance(found[0], Diagnostic)
        assert found[0].code == code


def test_shipped_doctrines() -> None:
    for id, doctrine in some(sorted(shipped().library.doctrines.items()), 5):
        found = hanging(shipped(), id, Holdings(without=True))
        assert isinstance(found, Hanging)
        assert len(found.each) == len(found.cited) == len(doctrine.evidence)
        for removal in found.each:
            for change in removal.changes:
                assert change.before
                assert change.after
                assert change.before.outcome != change.after.outcome


def test_the_metaphor_alone_leaves_no_rule_of_the_answer_without_support() -> None:
    found = hanging(shipped(), "hizb-qa", Holdings(without=True), without=["nasai-5209"])
    assert isinstance(found, Hanging)
    assert found.asked
    assert found.asked.left.without == found.asked.left.fall == ()
    assert "help-of-an-entity" in dict(found.asked.left.fewer)
    (fire,) = (c for c in found.cited if c.evidence.id == "fire-of-the-polytheists")
    assert {g.rank for graded in fire.graded for g in graded.grades} == {Rank.DAIF}


# --------------------------------------------------------------------------- the command


def test_formats() -> None:
    words = run("evidence", "hizb-qa", "--min-grade", "hasan", "--grader", "al-Albani").out
    assert "al-Albani: daif (weak)" in words
    assert "What the author would then hold is not known" in " ".join(words.split())
    assert "reviewed by: no scholar yet" in words
    for format in ("markdown", "html"):
        said = run("evidence", "hizb-essay", "--without", "q-4-141", "--format", format)
        assert said.status == 0
        assert "no-military-agreement" in said.out


def test_json() -> None:
    value = run("evidence", "hizb-qa", "--without-way", "metaphor", "--format", "json").json
    valid("evidence", value)
    assert value["asked"]["gone"] == ["fire-of-the-polytheists"]
    valid("evidence", run("evidence", "hanafi", "--format", "json").json)
    valid("evidence", run("evidence", "vcdr-1961", "--format", "json").json)


def test_wrong_use() -> None:
    assert run("evidence", "hizb-qa", "--min-grade", "hasan").status == 2
    assert run("evidence", "hizb-qa", "--grader", "al-Albani").status == 2
    assert run("evidence", "notes.txt", "--without", "x").status == 2
    assert run("evidence", "hizb-qa", "--reading", "all").status == 2
    assert run("evidence", "no-such-doctrine").status == 1
    assert "R009" in run("evidence", "hizb-qa", "--without", "nasai-1").err
    assert "al-Albani" in run("evidence", "hizb-qa", "--min-grade", "hasan", "--grader", "nobody").err
