"""What rulings hang on: every count against cases written out one by one, what is refused, and every format."""

from __future__ import annotations

import csv
import io
import xml.etree.ElementTree as ET
from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

from siyar.asking import to_ask
from siyar.conclusion import Answer
from siyar.cone import completions, cone
from siyar.diagnostics import Diagnostic
from siyar.engines import reference
from siyar.engines.bits.diagrams import Diagrams
from siyar.export.influence import influence_csv, influence_json, influence_markdown, influence_text
from siyar.export.influence_svg import influence_svg
from siyar.framing import Frame
from siyar.hearing import posed
from siyar.influencing import influence
from siyar.model import CaseLine, Claim, Denial, LineKind
from siyar.ruling import answer
from siyar.study.abstract import abstract_case
from siyar.study.influence import Influence, Kind, Variant, pivotal, removable, weigh
from siyar.study.joint import Laid, laid
from siyar.theory import Literal
from siyar.workbench import Workbench
from tests.cli.command import run
from tests.export.schemas import valid
from tests.precedent.tolls import CLASH
from tests.precedent.tolls import bench as counting
from tests.stance.shipped import bench as shipped
from tests.study.towns import bench as towns
from tests.vectors import of_vectors
from tests.workbench.test_ranging import ONE, SOURCE, WORDS
from tests.workbench.test_ranging import bench as harbours

Places = tuple[int, ...]


def guilds() -> Workbench:
    """A doctrine that goes by its precedents, which are rules of it then."""
    return counting("\nprecedents: prevail", CLASH)


def found_on(of: Workbench, doctrine: str, question: str) -> Influence:
    found = influence(of, doctrine, questions=[question])
    assert isinstance(found, Influence), found
    return found


def every_case(space: Laid, frames: Sequence[Frame]) -> dict[Places, tuple[Answer, ...]]:
    """Each possible case with what the frames say in it, written as lines, grounded anew, by the reference engine."""
    said: dict[Places, tuple[Answer, ...]] = {}
    for places in product(*(range(len(values)) for _, values in space.facts)):
        literals = [(name, values[place]) for (name, values), place in zip(space.facts, places, strict=True)]
        claims = [claim for name, value in literals for claim in space.claims(Literal(name, value))]
        outright = [c for c in claims if c.comparison and isinstance(c.comparison.than, Claim)]
        if sum(claim.denial is Denial.NONE for claim in outright) > 1:
            continue  # of the same two quantities one is not both more than the other and at most it
        case = replace(space.case, lines=(*space.case.lines, *(CaseLine(LineKind.GIVEN, c) for c in claims)))
        here: list[Answer] = []
        for frame in frames:
            grounded, theory, atom = posed(frame, case, space.asked)
            if completions(grounded.theory, cone(grounded.theory, atom)).impossible or grounded.contradictions:
                break
            here.append(answer(theory, reference.evaluate(theory), atom))
        if len(here) == len(frames):
            said[places] = tuple(here)
    return said


@pytest.mark.parametrize(
    ("which", "doctrine", "question"),
    [
        ("harbours", "pilot-book", "admission"),
        ("harbours", "guard-book", "admission"),
        ("towns", "book", "admission"),
        ("guilds", "manual", "toll"),
        pytest.param("shipped", "hizb-qa", "help", marks=pytest.mark.long),
    ],
)
def test_every_count_is_that_of_the_cases_gone_through_by_hand(which: str, doctrine: str, question: str) -> None:
    worlds: dict[str, Callable[[], Workbench]] = {
        "harbours": harbours,
        "towns": towns,
        "guilds": guilds,
        "shipped": shipped,
    }
    of = worlds[which]()
    case = abstract_case(of.library, [question], [doctrine])
    asked = to_ask(of.library, case, [question], "", doctrines=[doctrine])
    assert not isinstance(asked, tuple)
    one = asked.claims[0]
    base = of.frame(doctrine)
    alone = laid([base], case, one)
    assert alone is not None
    variants = [
        Variant(kind, id, of.frame(doctrine, {id: option} if option else {}, () if option else (id,)), option)
        for kind, id, option in removable(alone.parts[0], one)
    ]
    found = weigh(base, variants, case, one)
    assert found is not None
    said = every_case(found.space, [base, *(v.frame for v in variants)])
    assert found.total == len(said)
    seen = set()
    for row in found.rows:
        if row.kind is Kind.FACT:
            place = [name for name, _ in found.space.facts].index(row.id)
            beside = {
                case: [said[o] for o in others(case, place, len(found.space.facts[place][1])) if o in said]
                for case in said
            }
            able = sum(bool(near) for near in beside.values())
            changes = sum(any(near[0] != said[case][0] for near in each) for case, each in beside.items())
        else:
            number = [(v.kind, v.id, v.option) for v in variants].index((row.kind, row.id, row.option)) + 1
            able, changes = len(said), sum(each[0] != each[number] for each in said.values())
        assert (row.changes, row.able) == (changes, able), row
        seen.add((row.kind, bool(changes)))
    assert (Kind.FACT, True) in seen
    assert (Kind.RULE, True) in seen
    assert which != "guilds" or (Kind.PRECEDENT, True) in seen


def others(case: Places, place: int, size: int) -> list[Places]:
    return [(*case[:place], value, *case[place + 1 :]) for value in range(size) if value != case[place]]


def test_the_count_of_a_variable_of_parity_of_and_and_of_a_voter() -> None:
    """Known values: parity hangs on each in every case, *and* of three in two of eight, a majority of three in four."""
    facts = Diagrams((2, 2, 2))
    # For how many ones of three there is a yes.
    known = (({1, 3}, 8), ({3}, 2), ({2, 3}, 4))
    for yes, wanted in known:
        vectors: dict[Hashable, int] = {
            label: sum(1 << i for i, bits in enumerate(product((0, 1), repeat=3)) if (sum(bits) in yes) is label)
            for label in (False, True)
        }
        root = of_vectors(facts, (0, 1, 2), vectors)
        assert [pivotal(facts, root, fact) for fact in range(3)] == [(wanted, 8)] * 3


def test_precedents_and_readings_of_a_shipped_doctrine_count() -> None:
    rows = found_on(shipped(), "hizb-qa", "help").lines[0].rows
    changing = {(row.kind, row.id) for row in rows if row.changes}
    assert (Kind.PRECEDENT, "squadron") in changing
    assert (Kind.READING, "ratio-of-the-squadron") in changing
    assert (Kind.EVIDENCE, "bayhaqi-squadron") in changing


def problem(found: object) -> Diagnostic:
    assert isinstance(found, tuple)
    (one,) = found
    assert isinstance(one, Diagnostic)
    assert one.help
    return one


def test_what_is_refused() -> None:
    assert problem(influence(towns(), "book", questions=["storming"])).code == "P004"
    assert problem(influence(towns(), "boek")).code == "R009"
    assert problem(influence(towns(), "rolls", questions=["storming"])).code == "C011"
    large = influence(towns(), "book", questions=["admission"], most=1)
    assert isinstance(large, tuple)
    assert {one.code for one in large} == {"C010"}
    assert all("these first: " in one.help for one in large)
    assert problem(influence(towns(), "book", given=["nobody says so"])).code.startswith("S")
    both = ["the Northern Trader brings a seal", "the Northern Trader has given no name to the Northern Town"]
    assert problem(influence(towns(), "book", questions=["admission"], given=both)).code == "C001"


def test_an_act_of_force_is_left_out_and_named() -> None:
    found = influence(towns(), "book")
    assert isinstance(found, Influence)
    assert {line.question.id for line in found.lines} == {"admission"}
    assert any("storm" in words for words in found.force)


def test_every_format_says_the_same_and_whose_it_is() -> None:
    found, library = found_on(towns(), "book", "admission"), towns().library
    text, page = influence_text(found, library, width=10**6), influence_markdown(found, library)
    drawing, data = influence_svg(found, library), influence_json(found, library)
    valid("influence", data)
    table = list(csv.DictReader(io.StringIO(influence_csv(found, library))))
    rows = [row for line in found.lines for row in line.rows]
    assert [int(row["changes"]) for row in table] == [row.changes for row in rows]
    assert [row["changes"] for line in data["sentences"] for row in line["hangs_on"]] == [r.changes for r in rows]
    for words in (text, page, drawing):
        assert "The book of gates" in words
        assert "reviewed by: no scholar yet" in words
        assert "percent" not in words
        assert "%" not in words
    root = ET.fromstring(drawing)
    space = "{http://www.w3.org/2000/svg}"
    assert root.find(f"{space}title") is not None
    assert root.find(f"{space}desc") is not None
    bars = [bar for bar in root.iter(f"{space}rect") if bar.get("class") == "changes"]
    assert len(bars) == len(rows)
    assert "href" not in drawing
    assert "url(" not in drawing


def test_ones_own_doctrine_beside_the_library(tmp_path: Path) -> None:
    for name, words in {"words.md": WORDS, "pilots.md": SOURCE.format(id="pilots"), "book.md": ONE}.items():
        (tmp_path / name).write_text(words, encoding="utf-8")
    own = ("--with", str(tmp_path))
    ran = run("influence", "pilot-book", "-q", "admission", *own, "--format", "json")
    assert (ran.status, ran.err) == (0, "")
    valid("influence", ran.json)
    assert not ran.json["doctrine"]["shipped"]
    fixed = run("influence", "pilot-book", "-q", "admission", "--given", "the Northern Vessel carries the sick", *own)
    assert "given: the Northern Vessel carries the sick" in fixed.out
    drawn = run("influence", "pilot-book", *own, "--format", "svg")
    assert ET.fromstring(drawn.out).tag.endswith("svg")
    assert "<h1>What rulings hang on" in run("influence", "pilot-book", *own, "--format", "html").out
    table = run("influence", "pilot-book", "-q", "admission", *own, "--format", "csv")
    assert {row["kind"] for row in csv.DictReader(io.StringIO(table.out))} == {"fact", "rule"}
    assert "not shipped with Siyar" in run("influence", "pilot-book", *own).out


@pytest.mark.parametrize(
    ("words", "status", "code"),
    [
        (("hizb-qa", "-q", "no-such"), 1, "R009"),
        (("no-such",), 1, "R009"),
        (("un-charter", "-q", "authority"), 1, "P004"),
        (("hizb-qa", "--reading", "all"), 2, "as it is"),
        (("hizb-qa", "--reading", "hanafi/x=y"), 1, "R009"),
        (("hizb-qa", "--reading", "hizb-essay/military-agreement=with"), 2, "not the doctrine asked about"),
        (("hizb-qa", "-q", "help", "--given", "nobody says so"), 1, "S0"),
    ],
)
def test_wrong_use_says_why(words: tuple[str, ...], status: int, code: str) -> None:
    ran = run("influence", *words)
    assert ran.status == status
    assert code in " ".join(ran.err.split())
    assert ran.out == ""
