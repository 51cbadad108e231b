"""All theories of the small family (`small_family`), on every engine, the oracle, clingo and the textbook.

By default a fixed part of the theories of at most three rules; with --long, as continuous integration runs it, all of
at most two, all of three without `unless`, all without facts and a part of the rest; all 618,888 with --whole.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations_with_replacement, islice, product

import pytest

from siyar.engines import reference
from siyar.theory import Theory
from tests.engines.registry import due
from tests.engines.small_family import RENAMINGS, family, shapes
from tests.engines.translate import Seen, foreseen, foreseen_propagating, plain, seen, seen_propagating
from tests.oracle import asp, propagating, textbook
from tests.oracle.plain import Plain


def check(theories: Iterable[Theory]) -> int:
    """Compare everything on each theory; how many there were."""
    count = 0
    batch: list[tuple[Plain, Seen]] = []
    for theory in theories:
        count += 1
        t = plain(theory)
        expected = foreseen(t)
        for name, evaluate in due(count).items():
            assert seen(evaluate(theory)) == expected, (name, theory)
        low, high = textbook.blocking(t)
        assert (low, t.literals - high) == (expected.shown, expected.failed), theory
        _check_propagating(theory, t)
        if expected.shown | expected.failed == expected.literals:
            batch.append((t, expected))
        if len(batch) == 500:
            _check_models(batch)
            batch = []
    _check_models(batch)
    return count


def _check_propagating(theory: Theory, t: Plain) -> None:
    assert seen_propagating(reference.evaluate(theory, propagating=True)) == foreseen_propagating(t), theory
    said = propagating.evaluate(t)
    if said.certain == said.possible and not any(r.bars for r in t.rules):
        assert textbook.propagating(t) == (said.certain.shown, said.certain.supported), theory


def _check_models(batch: list[tuple[Plain, Seen]]) -> None:
    if batch:
        assert asp.models([t for t, _ in batch]) == [[expected.shown for _, expected in batch]]


def _orbits(size: int) -> int:
    """How many theories of `size` rules without `unless` there are, by listing all and taking the least of each."""
    least: set[tuple[object, ...]] = set()
    for rules in combinations_with_replacement(shapes(bars=False), size):
        pairs = [(i, j) for i in range(size) for j in range(i) if rules[i][1] ^ rules[j][1] == 1]
        ways = [[(), *(((u, v),) for u, v in ((i, j), (j, i)) if rules[u][0] != 2)] for i, j in pairs]
        for choice in product(*ways):
            above = {pair for way in choice for pair in way}
            for mask in range(16):
                least.add(min(_written(rules, above, mask, g) for g in RENAMINGS))
    return len(least)


def _written(
    rules: tuple[tuple[int, int, int | None, bool], ...], above: set[tuple[int, int]], mask: int, g: tuple[int, ...]
) -> tuple[object, ...]:
    """The theory after renaming, with two rules at most, in the least order of its rules."""
    moved = [(kind, g[head], -1 if body is None else g[body]) for kind, head, body, _ in rules]
    given = tuple(sorted(g[i] for i in range(4) if mask >> i & 1))
    orders = ([0], [0]) if len(rules) == 1 else ([0, 1], [1, 0])
    return min(
        (tuple(moved[i] for i in order), tuple(sorted((order.index(u), order.index(v)) for u, v in above)), given)
        for order in orders
    )


@pytest.mark.parametrize("size", [1, 2])
def test_the_family_has_one_theory_of_each_shape(size: int) -> None:
    assert sum(1 for _ in family(size, bars=False)) == _orbits(size)


def test_a_part_of_the_theories_of_two_rules(capsys: pytest.CaptureFixture[str]) -> None:
    counts = [check(family(0)), check(family(1)), check(islice(family(2), 0, None, 7))]
    assert counts == [6, 236, 1_770]
    _tell(capsys, f"{sum(counts):,} theories of up to two rules: every 7th of two")


@pytest.mark.long
def test_all_theories_of_two_rules(capsys: pytest.CaptureFixture[str]) -> None:
    counts = [check(family(size)) for size in (0, 1, 2)]
    assert counts == [6, 236, 12_385]
    _tell(capsys, f"{sum(counts):,} theories of up to two rules: all of them")


def test_a_part_of_the_theories_of_three_rules(capsys: pytest.CaptureFixture[str]) -> None:
    count = check(islice(family(3, bars=False), 0, None, 155))
    count += check(islice(family(3, facts=False), 0, None, 85))
    assert count == 1_201 + 476
    _tell(capsys, f"{count:,} theories of three rules: every 155th without unless, every 85th without facts")


@pytest.mark.long
def test_all_theories_of_three_rules(capsys: pytest.CaptureFixture[str]) -> None:
    count = check(family(3, bars=False)), check(family(3, facts=False))
    assert count == (186_040, 40_400)
    _tell(capsys, f"{count[0]:,} theories of three rules without unless, {count[1]:,} without facts: all of them")


@pytest.mark.long
def test_a_wider_part_of_the_theories_of_three_rules(capsys: pytest.CaptureFixture[str]) -> None:
    count = check(islice(family(3), 3, None, 11))
    assert count == 56_263
    _tell(capsys, f"{count:,} theories of three rules with unless and facts: every 11th")


#: In how many parts the whole family is taken, so that several processors share it.
PARTS = 16


@pytest.mark.whole
@pytest.mark.parametrize("part", range(PARTS))
def test_every_theory_of_three_rules(part: int) -> None:
    assert check(islice(family(3), part, None, PARTS)) == (618_888 + PARTS - 1 - part) // PARTS


def _tell(capsys: pytest.CaptureFixture[str], words: str) -> None:
    with capsys.disabled():
        print(f"\n  {words}")
