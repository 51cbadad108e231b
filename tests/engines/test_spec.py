"""Every row of tests/spec/semantics.md on every engine, and on the oracle."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from siyar.conclusion import Outcome
from siyar.engines import reference
from siyar.ruling import judge
from tests.engines.examples import (
    Ruled,
    by_enumeration,
    example,
    ruled,
    table,
    turned,
    wrong,
    wrong_propagated,
    wrong_ruling,
)
from tests.engines.notation import Example, parse_expected, parse_theory, rows
from tests.engines.registry import ENGINES
from tests.engines.translate import foreseen, foreseen_propagating, plain, seen, seen_propagating
from tests.oracle import rulings

every_row = pytest.mark.parametrize("row", table(), ids=lambda row: row.id)
every_engine = pytest.mark.parametrize("engine", ENGINES)


@every_row
@every_engine
def test_an_engine_says_what_the_row_says(engine: str, row: Example) -> None:
    assert wrong(row, ENGINES[engine]) == []


@every_row
@every_engine
def test_an_engine_labels_rules_as_the_oracle_does(engine: str, row: Example) -> None:
    assert seen(ENGINES[engine](row.written.theory)) == foreseen(plain(row.written.theory))


@every_row
def test_propagating_says_what_the_row_says(row: Example) -> None:
    outcome = reference.evaluate(row.written.theory, propagating=True)
    assert list(wrong_propagated(row.expected, outcome)) == []
    assert seen_propagating(outcome) == foreseen_propagating(plain(row.written.theory))


@every_row
def test_the_oracle_says_what_the_row_says(row: Example) -> None:
    said = foreseen(plain(row.written.theory))
    signs = {**dict.fromkeys(said.shown, "+"), **dict.fromkeys(said.failed, "-")}
    for literal, sign in row.expected.tags:
        assert signs.get((literal.atom, literal.values), "?") == sign
    assert {(q.atom, q.values) for q in row.expected.definite} <= said.definite
    for expected in row.expected.rulings:
        theory = plain(row.written.theory)
        if row.written.says:
            accounts = rulings.judge_accounts(theory, expected.atom, row.written.says)
            got = ruled(accounts.final, None, accounts.settled, frozenset())
        else:
            judged = rulings.judge(theory, expected.atom)
            got = ruled(judged.final, judged.known, judged.settled, judged.turns_on)
        assert list(wrong_ruling(expected, got)) == []


def _judged(row: Example, atom: str) -> Ruled:
    """The package's own judgment: of the theory, or under each account and then put together as D16 says."""
    judgments = [judge(theory, atom) for _, theory in row.written.accounts()]
    possible = [j for j in judgments if not j.impossible]
    if not possible:
        return ruled(None, None, False, frozenset())
    first = possible[0]
    if any((j.final, j.settled) != (first.final, first.settled) for j in possible):
        sides = tuple(sorted({v for j in possible for v in j.final.values}))
        return Ruled("contested", (), sides, (), None, False, frozenset())
    known = None if row.written.says else (first.known.status.value, first.known.values)
    turns_on = frozenset(map(frozenset, first.turns_on))
    final = first.final
    return Ruled(final.status.value, final.values, final.between, final.holds, known, first.settled, turns_on)


@every_row
def test_a_judgment_says_what_the_row_says(row: Example) -> None:
    for expected in row.expected.rulings:
        assert list(wrong_ruling(expected, _judged(row, expected.atom))) == []


@every_row
def test_every_part_of_an_expectation_is_looked_at(row: Example) -> None:
    """Turning any one part of a row into something else is noticed: no part is parsed and then passed over."""
    theory = row.written.theory
    assert (row.expected.tags, row.expected.rulings, row.expected.definite) != ((), (), ())
    propagating = reference.evaluate(theory, propagating=True)
    for other in turned(row.expected):
        noticed = list(wrong_propagated(other, propagating)) or wrong(replace(row, expected=other), reference.evaluate)
        assert noticed


def test_the_table_is_whole() -> None:
    ids = [row.id for row in table()]
    assert len(ids) == len(set(ids))
    assert ids[:60] == [f"T{i:02d}" for i in range(1, 61)]
    assert all(row.what for row in table())


def test_all_of_section_4_is_in_the_table() -> None:
    assert example("T06").expected.propagated
    assert example("T06").expected.supported


@pytest.mark.parametrize(
    "cell", ["r: => p; q > r", "r => p", "r: => p; r: => q", "r: => X.p", "p p", "r: => p; s: => F.p"]
)
def test_a_theory_that_cannot_be_read_is_refused(cell: str) -> None:
    with pytest.raises(ValueError, match=r"not a|named twice|an act and"):
        parse_theory(cell)


@pytest.mark.parametrize("cell", ["p", "+p, p", "+p and more"])
def test_an_expectation_that_cannot_be_read_is_refused(cell: str) -> None:
    with pytest.raises(ValueError, match=r"not a"):
        parse_expected(cell, parse_theory("r: => p"))


def test_a_row_that_cannot_be_read_is_refused() -> None:
    with pytest.raises(ValueError, match="not a row"):
        rows("| T01 | no code | r: => p | +p |")


def test_rulings_are_compared_over_completions() -> None:
    """The rows on unknown facts would pass an engine that never looks at them, were this not so."""
    calls: list[Outcome] = []

    def counted(evaluate: Callable[..., Outcome]) -> Callable[..., Outcome]:
        def run(*args: object) -> Outcome:
            calls.append(evaluate(*args))
            return calls[-1]

        return run

    row = example("T46")
    by_enumeration(row.written.theory, {}, "x", counted(reference.evaluate))
    assert len(calls) == 3
