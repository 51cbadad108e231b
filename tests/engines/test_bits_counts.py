"""Counting a space in blocks, and the cases themselves: against the reference, case by case."""

from __future__ import annotations

import sys
import tracemalloc
from collections import Counter
from dataclasses import replace
from itertools import islice, product
from random import Random

import pytest

from siyar.conclusion import Answer, Tag
from siyar.cone import Completions
from siyar.cone.completions import completions_of
from siyar.engines import bits, reference
from siyar.engines.bits import SpaceTooLarge
from siyar.engines.bits.space import single_bits
from siyar.ruling import answer
from siyar.theory import YES, YES_NO, Atom, GroundRule, Kind, Literal, Role, Theory
from tests.engines.test_bits_random import draw


def ranged_over(theory: Theory) -> Completions:
    """All open facts of the theory."""
    return completions_of(theory, list(theory.open))


Counted = tuple[int, Counter[tuple[Literal, Tag]], dict[str, Counter[Answer]]]


def by_reference(theory: Theory, ranged: Completions) -> Counted:
    total, tags, answers = 0, Counter[tuple[Literal, Tag]](), {atom: Counter[Answer]() for atom in theory.atoms}
    for values in product(*(single_bits(mask) for mask in ranged.facts.values())):
        case = dict(zip(ranged.facts, values, strict=True))
        if any(all(case[q.atom] & q.values for q in barred) for barred in ranged.barred):
            continue
        completed = replace(theory, facts={**theory.facts, **case}, worded=theory.literals)
        outcome = reference.evaluate(completed)
        total += 1
        tags.update(outcome.tags.items())
        for atom, found in answers.items():
            found[answer(completed, outcome, atom)] += 1
    return total, tags, answers


@pytest.mark.parametrize("seed", range(60))
def test_counts_are_those_of_the_reference(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    theory = draw(Random(seed), facts=5)
    ranged = ranged_over(theory)
    monkeypatch.setattr(sys.modules[bits.blocks.__module__], "BLOCK", 1 << seed % 6)
    total, tags, answers = by_reference(theory, ranged)
    net = bits.network(theory)
    found = bits.count(net, ranged, literals=theory.literals, atoms=[*theory.atoms])
    assert found.total == total
    for q in theory.literals:
        assert (found.shown[q], found.undetermined[q]) == (tags[q, Tag.SHOWN], tags[q, Tag.UNDETERMINED])
    assert {atom: Counter(some) for atom, some in found.answers.items()} == answers
    for some in found.answers.values():
        assert list(some.values()) == sorted(some.values(), reverse=True)


@pytest.mark.parametrize("seed", range(20))
def test_cases_come_in_one_order_whatever_the_blocks(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    theory = draw(Random(seed), facts=5)
    ranged = ranged_over(theory)
    net = bits.network(theory)
    whole = list(bits.cases(net, ranged))
    space = bits.Space.of(ranged.facts)
    places = [sum(space.values[i].index(v) * space.strides[i] for i, v in enumerate(c.values())) for c in whole]
    assert places == sorted(set(places))
    found = bits.count(net, ranged, atoms=["x"])
    assert found.total == len(whole)
    for each, number in found.answers["x"].items():
        picked = list(bits.cases(net, ranged, where=bits.answering("x", each)))
        assert len(picked) == number
        monkeypatch.setattr(sys.modules[bits.blocks.__module__], "BLOCK", 2)
        assert list(bits.cases(net, ranged, where=bits.answering("x", each))) == picked
        monkeypatch.undo()
        for case in picked:
            completed = replace(theory, facts={**theory.facts, **case})
            assert answer(completed, reference.evaluate(completed), "x") == each


def test_cases_where_a_literal_is_shown() -> None:
    theory = replace(draw(Random(3), facts=5), facts={})
    ranged = ranged_over(theory)
    net = bits.network(theory)
    for q, number in bits.count(net, ranged).shown.items():
        assert len(list(bits.cases(net, ranged, where=bits.shown(q)))) == number


def conjunction(facts: int) -> Theory:
    """`p` where all facts hold, which no two neighbours are allowed to after the first twenty."""
    atoms = {f"f{i}": Atom(f"f{i}", YES_NO, Role.FACT) for i in range(facts)} | {"p": Atom("p", YES_NO)}
    needs = tuple(Literal(f"f{i}", YES) for i in range(20))
    return Theory(atoms, (GroundRule("r", "r", Kind.DEFEASIBLE, Literal("p", YES), needs),))


def test_the_first_cases_of_a_space_nobody_goes_through() -> None:
    theory = conjunction(200)
    ranged, net = ranged_over(theory), bits.network(theory)
    found = list(islice(bits.cases(net, ranged, where=bits.shown(Literal("p", YES))), 3))
    assert [sum(v == YES for v in case.values()) for case in found] == [200, 199, 199]
    with pytest.raises(SpaceTooLarge) as refused:
        bits.count(net, ranged, compiled=False)
    assert (refused.value.count, refused.value.limit) == (1 << 200, bits.MOST_COUNTED)


def test_counting_keeps_nothing_of_a_block() -> None:
    theory = conjunction(23)
    ranged, net = ranged_over(theory), bits.network(theory)
    tracemalloc.start()
    found = bits.count(net, ranged, atoms=["p"], compiled=False)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found.shown[Literal("p", YES)] == 8
    assert (found.total, sum(found.answers["p"].values())) == (1 << 23, 1 << 23)
    # A vector of a block of 2^20 cases takes an eighth of a megabyte, one of the whole space would take a whole one.
    assert peak < 5 * len(net.literals) * (1 << 17)


def test_a_count_that_is_too_large_is_refused_with_its_size() -> None:
    theory = conjunction(21)
    with pytest.raises(SpaceTooLarge, match="2097152 cases, more than 1000"):
        bits.count(bits.network(theory), ranged_over(theory), most=1000)
