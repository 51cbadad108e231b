"""Doctrines over all cases of a question: every case against the reference engine, smallest cases, what is refused."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from functools import cache
from itertools import combinations, product

import pytest

from siyar.asking import to_ask
from siyar.conclusion import Answer
from siyar.cone import completions, cone
from siyar.diagnostics import Diagnostic
from siyar.engines import asp, reference
from siyar.export.across import across_html, across_markdown, across_text
from siyar.export.across_data import COLUMNS, across_csv, across_json
from siyar.framing import Frame
from siyar.hearing import Outcome, posed
from siyar.model import CaseLine, Claim, Denial, LineKind
from siyar.ranging import compare_doctrines, verb
from siyar.ranging.ways import ways
from siyar.ruling import answer
from siyar.source import Text
from siyar.study.abstract import abstract_case
from siyar.study.across import Across, Line
from siyar.study.branches import branches
from siyar.study.joint import IMPOSSIBLE, MANY_FACTS, MOST_NODES, Joint, joint, laid
from siyar.workbench import Workbench
from tests.export.schemas import valid
from tests.stance.shipped import bench as shipped
from tests.study.test_branches import fitting

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


@pytest.mark.parametrize("most", [0, 1, 2, 4, 128])
@pytest.mark.parametrize(
    ("doctrines", "question"),
    [(("pilot-book", "guard-book"), "admission"), (("hanafi", "un-charter"), "help")],
    ids=str,
)
def test_the_lists_of_each_tell_what_both_say(doctrines: tuple[str, ...], question: str, most: int) -> None:
    """The list of each doctrine alone, gone down in every case that can be, ends where the space of both does."""
    found, _ = space(bench() if "pilot-book" in doctrines else shipped(), doctrines, question)
    lists = []
    for place in range(len(doctrines)):
        said = list(dict.fromkeys(answers[place] for answers in found.counts))
        lists.append((said, branches(found.diagrams, found.alone(place), [{one} for one in said], most=most)))
    assert most < 4 or all(branching for _, branching in lists)
    for places in product(*(range(len(values)) for _, values in found.facts)):
        label = found.diagrams.at(found.root, places)
        for place, (said, branching) in enumerate(lists):
            if branching and isinstance(label, tuple):
                assert said[fitting(branching, places, found.diagrams.sizes).group] == label[place]


def test_what_would_be_long_is_told_by_each_alone() -> None:
    found = compare_doctrines(shipped(), ["npt-1968", "un-charter"], questions=["state"], turning=False)
    assert isinstance(found, Across)
    (long,) = (d for line in found.lines for d in line.differences if d.terms is None)
    assert [each.doctrine for each in long.alone] == ["npt-1968", "un-charter"]
    assert all(branch.says.doctrine == each.doctrine for each in long.alone for branch in each.branches)
    assert max(len(branch.terms) for each in long.alone for branch in each.branches) < 30
    data = across_json(found, shipped().library)
    valid("compare-doctrines", data)
    told = [d for sentence in data["sentences"] for d in sentence["differences"] if d["where"] is None]
    assert [[b["form"] for b in each["branches"]][-1] for d in told for each in d["alone"]] == ["rest", "rest"]
    text, whole = (write(found, shipped().library) for write in (across_text, across_markdown))
    assert "where what each says by itself is not the same" in " ".join(text.split())
    assert "more of these conditions" in " ".join(text.split())
    assert "more of these conditions" not in whole


def test_of_many_facts_the_order_does_not_hang_on_who_is_named_first() -> None:
    pair = ("un-charter", "vclt-1969")
    case = abstract_case(shipped().library, ["state"], pair)
    asked = to_ask(shipped().library, case, ["state"], "")
    assert not isinstance(asked, tuple)
    one, other = (laid([shipped().frame(d) for d in named], case, asked.claims[0]) for named in (pair, pair[::-1]))
    assert one is not None
    assert other is not None
    assert one.facts == other.facts
    assert len(one.facts) > MANY_FACTS


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


@pytest.mark.parametrize("doctrines", [("hizb-qa", "maliki"), ("hanbali", "vclt-1969")])
def test_a_ruling_that_is_certain_is_that_of_going_through_what_is_open(doctrines: tuple[str, ...]) -> None:
    each = [compare_doctrines(shipped(), doctrines, turning=turning) for turning in (False, True)]
    certain, gone_through = (
        [r for line in found.lines for d in line.differences for k in d.kinds for r in k.rulings]
        for found in each
        if isinstance(found, Across)
    )
    assert certain
    for one, other in zip(certain, gone_through, strict=True):
        assert (one.outcome, one.known, one.settled, one.deciding) == (
            other.outcome,
            other.known,
            other.settled,
            other.deciding,
        )
        assert (one.why, one.why_not, one.sources) == (other.why, other.why_not, other.sources)


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
    elsewhere = compare_doctrines(bench(), pair, reading={"siyar-book": {"a": "b"}})
    assert problem(elsewhere).code == "R009"
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


def test_a_space_too_large_is_refused_with_its_size_and_what_to_fix(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asp, "installed", lambda: False)
    found = problem(compare_doctrines(bench(), ["pilot-book", "guard-book"], questions=["admission"], most=4))
    assert found.code == "C010"
    assert "144 cases" in found.message
    assert "--given" in found.help
    assert "the crew of the Northern Vessel" in found.help
    assert "siyar[space]" in found.help
    both = compare_doctrines(shipped(), ["hanafi", "hanbali"], questions=["help"], search=False, most=30)
    assert isinstance(both, Across)
    assert both.lines
    assert len(both.too_large) == 3
    printed = across_text(both, shipped().library, width=10**6)
    assert "it depends on 72 cases; fix facts with --given, first: Southland is Muslim" in printed
    valid("compare-doctrines", across_json(both, shipped().library))


def test_a_space_too_large_is_searched_where_that_can_be_done() -> None:
    pytest.importorskip("clingo", reason="needs the extra `space`")
    pair = ["pilot-book", "guard-book"]
    found = compare_doctrines(bench(), pair, questions=["admission"], most=4)
    assert isinstance(found, Across)
    (sought,) = found.sought
    (apart,) = sought.separations
    (difference,) = one_line().differences
    assert {(gist(k.says[0].outcome), gist(k.says[1].outcome), len(k.given)) for k in apart.kinds} == {
        (gist(k.says[0].outcome), gist(k.says[1].outcome), len(k.given)) for k in difference.kinds
    }
    assert all(ruling.settled for kind in apart.kinds for ruling in kind.rulings)
    printed = across_text(found, bench().library, width=10**6)
    assert "Searched, not counted: 5 facts can be together in up to 144 ways" in printed
    valid("compare-doctrines", across_json(found, bench().library))
    rows = list(csv.DictReader(io.StringIO(across_csv(found, bench().library))))
    assert len(rows) == 2 * len(apart.kinds)
    assert {row["cases"] for row in rows} == {""}


def test_the_table_has_a_row_for_each_doctrine_in_each_combination() -> None:
    rows = list(csv.DictReader(io.StringIO(across_csv(harbour(), bench().library))))
    assert tuple(rows[0]) == COLUMNS
    cells = one_line().cells
    assert len(rows) == 2 * len(cells)
    counted = {row["combination"]: int(row["cases"]) for row in rows}
    assert sum(counted.values()) == one_line().scope.total == int(rows[0]["of_cases"])
    for row in rows:
        assert row["title"]
        assert row["encoded_by"] == "me"
    alike = {r["combination"] for r in rows if not r["smallest"]}
    for number, cell in enumerate(cells, 1):
        same = gist(cell.says[0].outcome) == gist(cell.says[1].outcome)
        assert same == (str(number) in alike)


def test_every_way_of_reading_that_matters_is_a_result_of_its_own_and_equals_that_reading_named() -> None:
    pair = ("hanbali", "maliki")
    every = compare_doctrines(shipped(), pair, questions=["help"], every_reading=True)
    assert isinstance(every, Across)
    alike = (every.lines[0].scope.case, every.lines[0].about)
    first = [line for line in every.lines if (line.scope.case, line.about) == alike]
    assert len(first) > 4
    seen = set()
    for line in (first[0], first[5], first[-1]):
        chosen = {way.doctrine: dict(way.chosen) for way in line.scope.ways}
        named = compare_doctrines(shipped(), pair, questions=["help"], reading=chosen)
        assert isinstance(named, Across)
        same = next(one for one in named.lines if one.about == line.about)
        assert (same.cells, same.differences) == (line.cells, line.differences)
        assert same.scope.readings == line.scope.readings
        seen.add(tuple(cell.count for cell in line.cells))
    assert len(seen) == 3
    valid("compare-doctrines", across_json(every, shipped().library))
    printed = across_text(every, shipped().library, width=10**6)
    assert printed.count(f"The same, read in {len(first) - 1} other ways") > 1
    assert "read with helpers-unasked: barred: they differ in 12 of 48 cases" in printed
    fixed = compare_doctrines(
        shipped(), pair, questions=["help"], every_reading=True, reading={"hanbali": {"help-of-polytheists": "ban"}}
    )
    assert isinstance(fixed, Across)
    assert (
        len([line for line in fixed.lines if line.about == first[0].about]) == len(first) // 4
    )  # hanbali in four ways


def test_two_ways_are_told_apart_just_where_some_case_tells_them_apart() -> None:
    """Every pair of ways of reading a doctrine on a question, case by case of their common space."""
    doctrine, question = "hizb-qa", "help"
    case = abstract_case(shipped().library, [question], (doctrine,))
    asked = to_ask(shipped().library, case, [question], "")
    assert not isinstance(asked, tuple)
    found = ways(shipped(), doctrine, case, asked.claims[0], {}, most=MOST_NODES)
    assert len(found) > 3
    for one, other in combinations(found, 2):
        both = joint([shipped().frame(doctrine, way.chosen) for way in (one, other)], case, asked.claims[0])
        assert both is not None
        assert any(a != b for a, b in both.counts)
    for way in found:
        for other_options in way.alike:
            frames = [
                shipped().frame(doctrine, options) for options in (way.chosen, {**way.chosen, **dict(other_options)})
            ]
            both = joint(frames, case, asked.claims[0])
            assert both is not None
            assert all(a == b for a, b in both.counts)


def test_more_ways_of_reading_than_anybody_reads_are_refused_with_what_to_choose(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(verb, "MOST_WAYS", 15)
    found = problem(compare_doctrines(shipped(), ["hanbali", "maliki"], questions=["help"], every_reading=True))
    assert found.code == "C010"
    assert "28 ways" in found.message
    assert "hanbali: help-of-polytheists" in found.help
