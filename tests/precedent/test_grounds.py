"""Grounds: which explain the decided cases, and the smallest that do."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given

from siyar.precedent import CaseBase, Side, common_grounds, explains, sufficient_grounds, unexplained_together
from tests.precedent.bases import AGAINST, FACTORS, FOR, base, bases, decided

NAMES = [f.name for f in FACTORS]


def test_a_ground_must_be_in_every_case_of_its_side_and_in_no_other() -> None:
    one = base(
        decided("a", "p1 p2 c1", FOR, "p1"),
        decided("b", "p1 p3 c1", FOR, "p1"),
        decided("c", "p3 c1", AGAINST, "c1"),
    )
    assert common_grounds(one, FOR) == (frozenset({"p1"}),)
    assert unexplained_together(one, FOR) == ()
    assert sufficient_grounds(one, one.decisions[1]) == (frozenset({"p1"}),)


def test_a_case_like_those_of_the_other_side_leaves_no_ground() -> None:
    """A fourth case has all that the accepted ones have in common, and was refused."""
    one = base(
        decided("a", "p1 p2", FOR, "p1"),
        decided("b", "p1 p3", FOR, "p1"),
        decided("refused", "p1", AGAINST, ""),
    )
    assert common_grounds(one, FOR) == ()
    assert [[d.name for d in ds] for ds in unexplained_together(one, FOR)] == [["a", "b", "refused"]]


def test_tard_alone_asks_less() -> None:
    absent = decided("a", "p2", FOR, "p2")
    ground = frozenset({"p1"})
    assert not explains(ground, absent, FOR)
    assert explains(ground, absent, FOR, both_ways=False)
    assert not explains(ground, decided("b", "p1", AGAINST, ""), FOR, both_ways=False)


@given(bases(dimensions=False))
def test_the_smallest_grounds_are_all_the_smallest_that_explain_everything(base: CaseBase) -> None:
    if not any(d.side is Side.FOR for d in base.decisions):
        return
    passing = [
        frozenset(pick)
        for size in range(len(NAMES) + 1)
        for pick in combinations(NAMES, size)
        if all(explains(frozenset(pick), d, Side.FOR) for d in base.decisions)
    ]
    smallest = {g for g in passing if not any(other < g for other in passing)}
    assert set(common_grounds(base, Side.FOR)) == smallest
    assert bool(smallest) is not bool(unexplained_together(base, Side.FOR))


@given(bases(dimensions=False))
def test_what_is_unexplained_together_is_explained_without_any_one(base: CaseBase) -> None:
    for together in unexplained_together(base, Side.FOR):
        assert not common_grounds(CaseBase(base.factors, (), together), Side.FOR)
        for left_out in together:
            rest = tuple(d for d in together if d is not left_out)
            fewer = CaseBase(base.factors, (), rest)
            assert common_grounds(fewer, Side.FOR) or not any(d.side is Side.FOR for d in rest)
