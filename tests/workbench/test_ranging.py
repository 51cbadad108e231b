"""Doctrines over all cases of a question: every case against the reference engine, smallest cases, what is refused."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import product

import pytest

from siyar.asking import to_ask
from siyar.conclusion import Answer
from siyar.cone import completions, cone
from siyar.diagnostics import Diagnostic
from siyar.engines import reference
from siyar.export.across import across_html, across_json, across_markdown, across_text
from siyar.framing import Frame
from siyar.hearing import Outcome, posed
from siyar.model import CaseLine, Claim, Denial, LineKind
from siyar.ranging import compare_doctrines
from siyar.ruling import answer
from siyar.source import Text
from siyar.study.abstract import abstract_case
from siyar.study.across import Across, Line
from siyar.study.joint import IMPOSSIBLE, Joint, joint
from siyar.workbench import Workbench
from tests.export.schemas import valid
from tests.stance.shipped import bench as shipped

WORDS = """---
vocabulary: harbour-words
title: Harbours
version: 1
beside: rolls
---
```siyar
type Harbour

type Vessel

fact flag
  text             Vessel flies {a flag | a pennant | nothing}

fact crew
  text             the crew of Vessel is {number}

fact stay
  text             the stay of Vessel is {duration}

fact promised
  text             the stay promised to Vessel is {duration}

fact sick
  text             Vessel carries the sick
  opposite         Vessel carries nobody sick

concept clean
  text             Vessel is clean

act admit
  text             for Harbour to admit Vessel

act sink
  text             for Harbour to sink Vessel
  kind             force

impossible idle-flag
  when             Vessel flies nothing
  and              the crew of Vessel is more than 40

question admission
  asks             May Harbour admit Vessel?
  about            admit, clean

question sinking
  asks             May Harbour sink Vessel?
  about            sink
```
"""

SOURCE = """---
source: {id}
title: The {id}
author: a harbour
date: 1700
language: en
---
"""

ONE = """---
doctrine: pilot-book
title: A book for pilots
voice: a pilot
source: pilots
uses: harbour-words
encoded by: me
questions: admission, sinking
---
```siyar
rule few
  permitted        for Harbour to admit Vessel
  when             the crew of Vessel is at most 40
  unless           Vessel carries the sick
  source           pilots 1

rule over-long
  forbidden        for Harbour to admit Vessel
  when             the stay of Vessel is more than the stay promised to Vessel
  notwithstanding  few
  source           pilots 2

rule never-sink
  forbidden        for Harbour to sink Vessel
  source           pilots 3
```
"""

TWO = """---
doctrine: guard-book
title: A book for guards
voice: a guard
source: guards
uses: harbour-words
encoded by: me
questions: admission, sinking
---
```siyar
rule washed
  then             Vessel is clean
  when             Vessel carries nobody sick
  source           guards 1

rule clean-ones
  permitted        for Harbour to admit Vessel
  when             Vessel is clean
  and              the crew of Vessel is less than 60
  source           guards 2

rule no-flag
  forbidden        for Harbour to admit Vessel
  when             Vessel flies nothing
  source           guards 3

rule in-time
  permitted        for Harbour to admit Vessel
  when             the stay of Vessel is at most the stay promised to Vessel
  source           guards 4

rule never-sink
  forbidden        for Harbour to sink Vessel
  when             Vessel flies a flag
  source           guards 5
```
"""


@cache
def bench() -> Workbench:
    pages = [Text(f"{id}.md", SOURCE.format(id=id)) for id in ("pilots", "guards")]
    opened = Workbench.read((Text("words.md", WORDS), *pages, Text("one.md", ONE), Text("two.md", TWO)), set())
    assert not [p for p in opened.problems if p.severity == "error"], opened.problems
    return opened


@cache
def harbour() -> Across:
    found = compare_doctrines(bench(), ["pilot-book", "guard-book"], questions=["admission"])
    assert isinstance(found, Across), found
    return found


def one_line() -> Line:
    (line,) = harbour().lines
    return line


def space(of: Workbench, doctrines: tuple[str, ...], question: str, place: int = 0) -> tuple[Joint, list[Frame]]:
    case = abstract_case(of.library, [question], doctrines)
    asked = to_ask(of.library, case, [question], "")
    assert not isinstance(asked, tuple)
    frames = [of.frame(d) for d in doctrines]
    found = joint(frames, case, asked.claims[place])
    assert found is not None
    return found, frames


def check_every_case(found: Joint, frames: list[Frame]) -> int:
    """Every way of giving all the facts, told as lines of a case, grounded anew and put to the reference engine."""
    possible = 0
    for places in product(*(range(len(values)) for _, values in found.facts)):
        cube = {fact: 1 << value for fact, value in enumerate(places)}
        told = tuple(CaseLine(LineKind.GIVEN, c) for q in found.literals(cube) for c in found.claims(q))
        case = replace(found.case, lines=(*found.case.lines, *told))
        said: list[Answer] = []
        outright = [
            line.claim for line in told if line.claim.comparison and isinstance(line.claim.comparison.than, Claim)
        ]
        # Of the same two quantities one is not both more than the other and at most it.
        apart = sum(claim.denial is Denial.NONE for claim in outright) > 1
        for frame in () if apart else frames:
            grounded, theory, atom = posed(frame, case, found.asked)
            if completions(grounded.theory, cone(grounded.theory, atom)).impossible or grounded.contradictions:
                said = []
                break
            assert not cone(theory, atom).open(theory), "all facts are given"
            said.append(answer(theory, reference.evaluate(theory), atom))
        label = found.diagrams.at(found.root, places)
        assert label == (tuple(said) if said else IMPOSSIBLE), case.lines
        possible += bool(said)
    assert possible == found.total
    return possible


def test_every_case_of_a_world_with_choices_numbers_and_comparisons() -> None:
    found, frames = space(bench(), ("pilot-book", "guard-book"), "admission")
    assert {len(values) for _, values in found.facts} == {2, 3, 6}
    # 6 · 2 · 3 · 3: of two quantities one is not more than the other and at most it; 18 fly nothing with a large crew.
    assert check_every_case(found, frames) == 108 - 18


@pytest.mark.parametrize(
    ("doctrines", "question"),
    [(("hanafi", "un-charter"), "help"), (("hanafi", "hanbali", "shafii"), "domain")],
    ids=str,
)
def test_every_case_of_shipped_doctrines(doctrines: tuple[str, ...], question: str) -> None:
    found, frames = space(shipped(), doctrines, question)
    assert check_every_case(found, frames) > 10


def test_a_concept_of_one_doctrine_is_a_fact_only_for_the_others() -> None:
    """`clean` is concluded by the guards; the pilots do not speak of it, and no case gives it."""
    found, _ = space(bench(), ("pilot-book", "guard-book"), "admission")
    assert not any("clean" in name for name, _ in found.facts)


def gist(outcome: Outcome) -> object:
    return outcome.status, outcome.value, outcome.between


@pytest.mark.parametrize("doctrines", [("hanafi", "hanbali"), ("hizb-qa", "maliki"), ("npt-1968", "un-charter")])
def test_in_a_smallest_case_the_workbench_says_the_same_whatever_else_is_so(doctrines: tuple[str, ...]) -> None:
    found = compare_doctrines(shipped(), doctrines)
    assert isinstance(found, Across)
    kinds = [kind for line in found.lines for d in line.differences for kind in d.kinds]
    assert kinds
    for kind in kinds:
        for says, ruling in zip(kind.says, kind.rulings, strict=True):
            assert ruling.settled
            assert gist(ruling.outcome) == gist(says.outcome), kind.given


def test_counts_add_up() -> None:
    for found in (harbour(), compare_doctrines(shipped(), ["hanafi", "hanbali", "shafii"], questions=["help"])):
        assert isinstance(found, Across)
        for line in found.lines:
            assert sum(cell.count for cell in line.cells) == line.scope.total
            for difference in line.differences:
                assert sum(kind.count for kind in difference.kinds) == difference.count
                i, j = (found.doctrines.index(d) for d in (difference.one, difference.other))
                apart = [c for c in line.cells if gist(c.says[i].outcome) != gist(c.says[j].outcome)]
                assert sum(cell.count for cell in apart) == difference.count


def test_facts_can_be_fixed() -> None:
    words = "the Northern Vessel carries the sick"
    found = compare_doctrines(bench(), ["pilot-book", "guard-book"], questions=["admission"], given=[words])
    assert isinstance(found, Across)
    (line,) = found.lines
    assert line.scope.given == (words,)
    assert line.scope.total * 2 == one_line().scope.total
    assert not any("sick" in fact for fact in line.scope.facts)


def problem(found: object) -> Diagnostic:
    assert isinstance(found, tuple)
    (one,) = found
    assert isinstance(one, Diagnostic)
    assert one.help
    return one


def test_what_is_refused() -> None:
    pair = ["pilot-book", "guard-book"]
    assert problem(compare_doctrines(bench(), pair, questions=["sinking"])).code == "P006"
    assert problem(compare_doctrines(bench(), pair[:1])).code == "C011"
    assert problem(compare_doctrines(bench(), [*pair, "pilot-bok"])).code == "R009"
    large = compare_doctrines(bench(), pair, questions=["admission"], most=4)
    assert problem(large).code == "C010"
    assert "cases" in problem(large).message
    assert problem(compare_doctrines(bench(), pair, given=["nobody says so"])).code.startswith("S")


def test_acts_of_force_are_named_and_left_out() -> None:
    found = compare_doctrines(bench(), ["pilot-book", "guard-book"])
    assert isinstance(found, Across)
    assert [line.question.id for line in found.lines] == ["admission"]
    assert len(found.force) == 1
    assert "sink" in found.force[0]


def test_what_is_printed_says_whose_every_status_is() -> None:
    found, library = harbour(), bench().library
    assert across_markdown(found, library).startswith("# Over all cases")
    for words in (across_text(found, library, width=10**6),):
        for line in words.splitlines():
            if any(word in line for word in ("permitted", "forbidden", "silent", "contested")):
                assert "A book for pilots" in line or "A book for guards" in line or "applies" in line, line
        assert "%" not in words
    assert all(len(line) <= 80 for line in across_text(found, library, width=80).splitlines())
    assert "<main" in across_html(found, library)
    valid("compare-doctrines", across_json(found, library))
