"""The table of examples, and what is wrong with an answer to one of its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TypeVar

from siyar.conclusion import Outcome
from siyar.engines.protocol import Evaluate
from siyar.theory import Literal, Theory
from tests.engines.notation import Example, Expected, ExpectedRuling, rows
from tests.engines.translate import plain, result_of, seen
from tests.oracle import rulings
from tests.oracle.plain import Plain

T = TypeVar("T")

PAGE = Path(__file__).parents[1] / "spec" / "semantics.md"


@cache
def table() -> tuple[Example, ...]:
    """Every row of the page."""
    return rows(PAGE.read_text(encoding="utf-8"))


def example(id: str) -> Example:
    """One row."""
    return next(e for e in table() if e.id == id)


# ------------------------------------------------------------------------------------------------------- tags


def wrong_tags(expected: Expected, outcome: Outcome) -> Iterator[str]:
    """The literals whose tag is not the expected one, and those that should be definite and are not."""
    for literal, sign in expected.tags:
        if (tag := outcome.tags[literal]).value != sign:
            yield f"{literal} is {tag.value}, not {sign}"
    for literal in expected.definite:
        if literal not in outcome.definite:
            yield f"{literal} is not definite"


def wrong_propagated(expected: Expected, outcome: Outcome) -> Iterator[str]:
    """The same for what section 4 concludes and supports."""
    for literal, wanted in expected.propagated:
        if outcome.shown(literal) is not wanted:
            yield f"δ of {literal} is not {wanted}"
    for literal, wanted in expected.supported:
        if (literal in outcome.supported) is not wanted:
            yield f"σ of {literal} is not {wanted}"


# ---------------------------------------------------------------------------------------------------- rulings


@dataclass(frozen=True, slots=True)
class Ruled:
    """What somebody answers to a question. Status and words of ``known`` as in `status` and `values`."""

    status: str
    values: tuple[int, ...]
    between: tuple[int, ...]
    holds: tuple[int, ...]
    known: tuple[str, tuple[int, ...]] | None
    settled: bool
    turns_on: frozenset[frozenset[str]]


def wrong_ruling(expected: ExpectedRuling, got: Ruled) -> Iterator[str]:
    """The parts of an expected ruling that are not met."""
    about = f"the ruling on {expected.atom}"
    words = () if expected.value is None else (expected.value,)
    if (got.status, got.values) != (expected.status, words):
        yield f"{about} is {got.status} {got.values}, not {expected.status} {words}"
    if expected.between is not None and set(got.between) != expected.between:
        yield f"{about} is between {got.between}, not {sorted(expected.between)}"
    if expected.holds is not None and set(got.holds) != expected.holds:
        yield f"{about} leaves {got.holds}, not {sorted(expected.holds)}"
    if expected.known is not None:
        known = (expected.known[0], () if expected.known[1] is None else (expected.known[1],))
        if got.known != known:
            yield f"{about} is {got.known} on what is known, not {known}"
    if expected.settled is not None and got.settled is not expected.settled:
        yield f"{about}: settled is {got.settled}"
    if expected.turns_on is not None and got.turns_on != expected.turns_on:
        yield f"{about} turns on {sorted(map(sorted, got.turns_on))}"


def by_enumeration(theory: Theory, says: Mapping[str, Mapping[str, int]], atom: str, evaluate: Evaluate) -> Ruled:
    """Sections 5 and 6 as the oracle has them, over the outcomes of an engine."""

    def row(t: Plain, sentence: str) -> rulings.Row:
        outcome = evaluate(replace(theory, facts=dict(t.given)))
        return rulings.row(t, sentence, result_of(seen(outcome)))

    if says:
        accounts = rulings.judge_accounts(plain(theory), atom, says, row)
        return ruled(accounts.final, None, accounts.settled, frozenset())
    judged = rulings.judge(plain(theory), atom, row)
    return ruled(judged.final, judged.known, judged.settled, judged.turns_on)


def ruled(
    final: rulings.Row | None, known: rulings.Row | None, settled: bool, turns_on: frozenset[frozenset[str]]
) -> Ruled:
    """A row of the oracle as an answer; none is an impossible case."""
    if final is None:
        return Ruled("impossible", (), (), (), None, settled, turns_on)
    before = None if known is None else (known.status, known.values)
    return Ruled(final.status, final.values, final.between, final.holds, before, settled, turns_on)


Judge = Callable[[Theory, Mapping[str, Mapping[str, int]], str], Ruled]


def wrong(row: Example, evaluate: Evaluate) -> list[str]:
    """All that is wrong with what an engine says of a row, section 4 apart."""
    theory, says = row.written.theory, row.written.says
    found = list(wrong_tags(row.expected, evaluate(theory)))
    for ruling in row.expected.rulings:
        found += wrong_ruling(ruling, by_enumeration(theory, says, ruling.atom, evaluate))
    return found


def turned(expected: Expected) -> Iterator[Expected]:
    """The expectation with one part of it turned into something else, for every part."""
    for i, (literal, sign) in enumerate(expected.tags):
        for other in {"+", "-", "?"} - {sign}:
            yield replace(expected, tags=_with(expected.tags, i, (literal, other)))
    for i, literal in enumerate(expected.definite):
        yield replace(expected, definite=_with(expected.definite, i, Literal(literal.atom, 0)))
    for i, (literal, wanted) in enumerate(expected.propagated):
        yield replace(expected, propagated=_with(expected.propagated, i, (literal, not wanted)))
    for i, (literal, wanted) in enumerate(expected.supported):
        yield replace(expected, supported=_with(expected.supported, i, (literal, not wanted)))
    for i, ruling in enumerate(expected.rulings):
        for other_ruling in _turned_ruling(ruling):
            yield replace(expected, rulings=_with(expected.rulings, i, other_ruling))


def _turned_ruling(ruling: ExpectedRuling) -> Iterator[ExpectedRuling]:
    yield replace(ruling, status="nothing")
    if ruling.value is not None:
        yield replace(ruling, value=0)
    if ruling.between is not None:
        yield replace(ruling, between=ruling.between | {0})
    if ruling.holds is not None:
        yield replace(ruling, holds=ruling.holds | {0})
    if ruling.known is not None:
        yield replace(ruling, known=("nothing", None))
    if ruling.settled is not None:
        yield replace(ruling, settled=not ruling.settled)
    if ruling.turns_on is not None:
        yield replace(ruling, turns_on=ruling.turns_on | {frozenset({"nothing"})})


def _with(items: tuple[T, ...], place: int, item: T) -> tuple[T, ...]:
    return (*items[:place], item, *items[place + 1 :])
