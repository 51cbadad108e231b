"""Events read from tables: every stage is that of `siyar timeline` on the case written by hand, and of asking anew."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date
from fractions import Fraction
from itertools import groupby, product
from pathlib import Path
from typing import Any

import pytest

from siyar.asking import to_ask
from siyar.conclusion import Status
from siyar.engines import reference
from siyar.engines.bits.space import single_bits
from siyar.ground import Said
from siyar.hearing import Asked, Ruling, posed
from siyar.hearing.words import outcome
from siyar.language.moments import EPOCH
from siyar.language.read import read_claim
from siyar.language.sentences import Mood
from siyar.language.unparse import say
from siyar.model import Case, CaseLine, Claim, Denial, LineKind
from siyar.ruling import answer
from siyar.timeline.days import edtf
from siyar.timing import timeline
from siyar.workbench import Workbench
from tests.batch import happenings as h

duckdb = pytest.importorskip("duckdb", reason="tables need the extra `batch`")
pytest.importorskip("ibis", reason="tables need the extra `batch`")

DOCTRINES = ("vclt-1969", "hanafi", "shafii", "modern-jurists")

Stages = list[tuple[Any, ...]]


SAID = ("value", "status", "because", "settled", "rule", "accounts")


def stages(
    bench: Workbench,
    lines: str,
    rows: list[dict[str, Any]],
    doctrines: tuple[str, ...],
    placed: tuple[str, ...] = ("from",),
) -> dict[Any, Stages]:
    """For each key, doctrine and sentence: from when, and what is said."""
    from siyar.batch.stages import Teller

    teller = Teller(bench, h.mapped(bench.library, lines), {})
    found: dict[Any, Stages] = {}
    for told in teller.answers(doctrines, ["state"], rows):
        assert isinstance(told, dict), told
        said = tuple(told[name] for name in (*placed, *SAID))
        found.setdefault((told["treaty"], told["doctrine"], told["about"]), []).append(said)
    return found


def by_timeline(bench: Workbench, case: str | Case, doctrine: str) -> dict[str, Stages]:
    found = timeline(bench, case, doctrines=[doctrine], questions=["state"], narrowed=True)
    assert not isinstance(found, tuple), found
    told: dict[str, Stages] = {}
    for track in found.tracks:
        for thread in track.threads:
            each: list[tuple[object, tuple[object, ...]]] = []
            for stage in thread.stages:
                row, ruling = found.rows[stage.row], stage.ruling
                outcome = ruling.outcome
                accounts = [
                    f"{', '.join(a.tellers)}: {a.outcome.value or a.outcome.status.value}" for a in ruling.accounts
                ]
                said = (
                    outcome.value, outcome.status.value, outcome.because.value if outcome.because else None,
                    ruling.settled, " ".join(ruling.deciding) or None, "; ".join(accounts) or None,
                )  # fmt: skip
                each.append((row.when if row.edtf else None, said))
            told[thread.first.about] = [
                (next(iter(group))[0], *said) for said, group in groupby(each, key=lambda one: one[1])
            ]
    return told


@pytest.mark.parametrize(("tellers", "count"), [(("",), 8), (("", *h.TELLERS), 4)])
def test_every_stage_is_that_of_the_case_written_by_hand(tmp_path: Path, tellers: tuple[str, ...], count: int) -> None:
    chance = random.Random(7)
    each = [h.told(chance, tellers=tellers) for _ in range(count)]
    (tmp_path / "by-hand.md").write_text(
        h.cases_file([h.by_hand(n, of) for n, of in enumerate(each)]), encoding="utf-8"
    )
    bench = Workbench.open([tmp_path / "by-hand.md"])
    assert not bench.check([tmp_path / "by-hand.md"])
    found = stages(bench, h.lines(bench.library), h.table(each), DOCTRINES)
    compared = several = 0
    for number in range(len(each)):
        for doctrine in DOCTRINES:
            for about, expected in by_timeline(bench, f"by-hand-{number}", doctrine).items():
                assert found[number, doctrine, about] == expected, (number, doctrine, about, each[number])
                compared += 1
                several += len(expected) > 1
    assert compared >= len(each) * 5
    assert several > compared // 4


def closed(bench: Workbench, doctrine: str) -> Case:
    """The case that all take over, with all but one of the facts that it leaves open not so where that can be: the rest
    is gone through."""
    case = bench.library.cases[h.BASE]
    asked = to_ask(bench.library, case, ["state"], "", everything=True)
    assert not isinstance(asked, tuple)
    found: dict[str, Claim] = {}
    for one in asked.claims:
        _, theory, _ = posed(bench.frame(doctrine), case, one)
        for name in theory.open:
            said = theory.atoms[name].origin
            if (
                isinstance(said, Said)
                and said.comparison is None
                and not (said.sentence.measure or said.sentence.choice)
            ):
                found[name] = Claim(said.sentence.id, said.arguments, Denial.NOT_SO)
    for name in sorted(found)[1:]:
        more = replace(case, lines=(*case.lines, CaseLine(LineKind.GIVEN, found[name])))
        if all(isinstance(bench.hear(doctrine, more, one), Ruling) for one in asked.claims):
            case = more
    return case


def anew(
    bench: Workbench, case: Case, doctrine: str, about: str, on: int, of: list[tuple[int, str]]
) -> tuple[str | None, str, bool]:
    """What a doctrine says on one day: the facts of that day, written out here, put to the reference engine."""
    so: dict[str, tuple[int, str]] = {}
    for day, what in of:
        if day <= on:
            so[h.ABOUT[what]] = (day, what)
    facts = [h.HAPPENS[what] for _, what in so.values()]
    facts += [h.OTHERWISE[what] for what in {h.ABOUT[what] for _, what in of} - set(so)]
    for fact, clock in h.CLOCKS.items():
        day, what = so.get(fact, (0, ""))
        if what == fact:
            facts.append(f"{clock} is {on - day} days")
        elif any(h.ABOUT[what] == fact for _, what in of):  # no comparison holds of a clock that does not run
            facts += [
                f"it is not so that {clock} is at least 0 days",
                f"it is not so that {clock} is less than {10**9} days",
            ]
    signed = so.get("signed", (None, ""))[0]
    if any(what == "signed" for _, what in of):
        over = signed is not None and on - signed >= Fraction(20 * 3652425, 10000)
        facts.append(f"the term of {h.TREATY} has {'' if over else 'not '}run out")
    claims = [read_claim(words, bench.library, case=case, uses=["vclt-1969"], mood=Mood.CONDITION) for words in facts]
    assert all(isinstance(claim, Claim) for claim in claims), claims
    lines = {(line.claim.sentence, line.claim.arguments): [line] for line in case.lines}
    for claim in claims:
        assert isinstance(claim, Claim)
        lines[claim.sentence, claim.arguments] = []
    for claim in claims:
        assert isinstance(claim, Claim)
        lines[claim.sentence, claim.arguments].append(CaseLine(LineKind.GIVEN, claim))
    put = replace(case, lines=tuple(line for each in lines.values() for line in each), days=None)
    asked = to_ask(bench.library, put, ["state"], "", everything=True)
    assert not isinstance(asked, tuple)
    (one,) = (a for a in asked.claims if say(a.claim, bench.sentences) == about)
    return by_reference(bench, doctrine, put, one)


def by_reference(bench: Workbench, doctrine: str, case: Case, asked: Asked) -> tuple[str | None, str, bool]:
    """The definitions of sections 5 and 6 over every completion, one by one, by the reference engine."""
    _, theory, atom = posed(bench.frame(doctrine), case, asked)
    open_ = {name: single_bits(mask) for name, mask in theory.open.items() if name != atom}
    every = [dict(zip(open_, values, strict=True)) for values in product(*open_.values())]
    print(len(every), len(theory.rules))
    assert len(every) <= 1 << 10
    given = [{**theory.facts, **one} for one in every]
    allowed = [
        facts
        for facts in given
        if not any(
            all(facts.get(q.atom, 0) and not facts[q.atom] & ~q.values for q in barred) for barred in theory.impossible
        )
    ]
    found = {answer(theory, reference.evaluate(replace(theory, facts=facts)), atom) for facts in allowed}
    rulings = {(a.status, a.values) for a in found}
    if len(rulings) == 1:
        final, settled = next(iter(found)), True
    else:
        final, settled = answer(theory, reference.evaluate(theory), atom), False
    word = outcome(final, theory.atoms[atom], because=final.because).value
    if not settled and final.status is Status.SILENT:
        return None, "open", False
    return word, final.status.value, settled


def test_every_stage_is_what_asking_on_its_days_says() -> None:
    """Events on certain days: on the first and the last day of each stage the answer is that of the reference."""
    bench = Workbench.open()
    chance = random.Random(11)
    each: list[list[h.Told]] = []
    for _ in range(3):
        days = sorted(chance.sample(range(2_416_000, 2_425_000), 6))
        each.append([(edtf(day, day), chance.choice(list(h.HAPPENS)), "") for day in days])
    case = closed(bench, "vclt-1969")
    placed = ("from_first", "until_first")
    found = stages(bench, h.lines(bench.library, case), h.table(each), ("vclt-1969",), placed)
    compared = 0
    for (number, doctrine, about), of in found.items():
        told = [(date.fromisoformat(day).toordinal() + EPOCH, what) for day, what, _ in each[number]]
        for first, until, value, status, _, settled, *_ in of:
            start = told[0][0] - 1 if first is None else first.toordinal() + EPOCH
            end = start + 5000 if until is None else until.toordinal() + EPOCH - 1
            for on in {start, end}:
                assert anew(bench, case, doctrine, about, on, told) == (value, status, settled), (
                    number,
                    about,
                    on,
                    told,
                )
                compared += 1
    assert compared > 15


def test_moments_that_leave_the_same_facts_are_ruled_on_once() -> None:
    """Clocks stand otherwise in most moments of these; rulings are fewer, and what is said is what they say anew."""
    from siyar.batch.stages import Teller

    bench = Workbench.open()
    chance = random.Random(3)
    each = [[one for one in h.told(chance, most=9) if one[1] != "objection"] for _ in range(12)]
    mapping, table = h.mapped(bench.library, h.lines(bench.library)), h.table([of for of in each if of])
    together = Teller(bench, mapping, {})
    found = list(together.answers(("vclt-1969",), ["state"], table))
    assert 0 < together.ruled.heard < together.alike.heard
    alone: list[object] = []
    for _, of in groupby(table, lambda row: row["treaty"]):
        alone += Teller(bench, mapping, {}).answers(("vclt-1969",), ["state"], list(of))
    assert found == alone


MEMBERS = """
  title            Members and their notices
  key              treaty
  State            the member
  Counterpart      Eastland
  Treaty           the treaty
  each             the member by member
  given            the treaty is between the member and Eastland
  given            the treaty is a truce
  given            the treaty runs for a fixed term
  given            the term of the treaty is 12 years
  event            {signed}: the treaty has been concluded
  event            {left}: the member has given notice of ending the treaty when left is known
"""


def test_members_are_asked_about_by_their_own_names() -> None:
    """Cases with as many members share what is found; it is what a timeline of each says, whatever they are called."""
    from siyar.batch.histories import with_events
    from siyar.batch.stages import Teller
    from siyar.batch.together import cases

    bench = Workbench.open()
    mapping = h.mapped(bench.library, MEMBERS)
    called = [["Westland"], ["Northland"], ["Southland", "Westland"], ["Zealand", "Northland"]]
    rows: list[dict[str, Any]] = [
        {"treaty": number, "member": name, "signed": f"{1901 + number}-03-04", "left": left, "row": 0}
        for number, names in enumerate(called)
        for name, left in zip(names, (None if number % 2 else f"{1905 + number}-07-01", None), strict=False)
    ]
    teller = Teller(bench, mapping, {})
    found: dict[Any, Stages] = {}
    for told in teller.answers(("hanafi", "npt-1968"), ["state"], rows):
        assert isinstance(told, dict), told
        said = (told["from"], *(told[name] for name in SAID))
        found.setdefault((told["treaty"], told["doctrine"], told["about"]), []).append(said)
    notices = {(key[0], key[2]) for key in found if "notice" in key[2]}
    assert notices == {
        (number, f"the notice of {name} to end the treaty is still running")
        for number, names in enumerate(called)
        for name in names
    }
    compared = 0
    for (number,), group, plain in cases(mapping, rows):
        case = with_events(mapping, group, plain).case
        for doctrine in ("hanafi", "npt-1968"):
            for about, expected in by_timeline(bench, case, doctrine).items():
                assert found[number, doctrine, about] == expected
                compared += len(expected)
    assert compared >= 20
    before = teller.alike.heard
    others = [{**row, "member": f"Far {row['member']}"} for row in rows]
    assert len(list(teller.answers(("hanafi", "npt-1968"), ["state"], others))) == sum(map(len, found.values()))
    assert teller.alike.heard == before > 0
