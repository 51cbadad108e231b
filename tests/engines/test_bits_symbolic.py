"""What a doctrine says, worked on diagrams: the same answers in the same cases as the bit-parallel engine gives."""

from __future__ import annotations

from random import Random

import pytest

from siyar.cone import Completions, completions, cone
from siyar.engines import bits
from siyar.engines.bits.diagrams import Diagrams
from siyar.engines.bits.symbolic import Sets, answers, diagram
from siyar.theory import Theory
from tests.engines.test_bits_random import draw
from tests.vectors import of_vectors


def same(theory: Theory, atom: str) -> int:
    """Compare every case of the cone of an atom, impossible ones too; how many answers there are."""
    net = bits.network(theory, [q for q in theory.literals if q.atom == atom])
    ranged = completions(theory, cone(theory, atom))
    found = bits.survey_of(net, atom, Completions(ranged.facts))
    # The last fact of a diagram changes fastest, the first of a space.
    names = [*reversed(found.space.facts)]
    values = dict(zip(found.space.facts, found.space.values, strict=True))
    diagrams = Diagrams([len(values[name]) for name in names])
    sets = Sets(diagrams)
    said = answers(net, atom, ((place, name, values[name]) for place, name in enumerate(names)), sets)
    assert list(said) == list(found.answers), "in the order of their first cases"
    assert [a.because for a in said] == [a.because for a in found.answers]
    for answer, cases in said.items():
        assert diagrams.count(cases) == found.answers[answer].bit_count()
    whole = of_vectors(diagrams, range(len(names)), dict(found.answers.items()))
    assert diagram(said, diagrams) == whole
    return len(said)


def test_random_theories_with_loops_priorities_in_circles_and_oppositions() -> None:
    several = sum(same(draw(Random(seed), facts=5), "x") > 1 for seed in range(1000))
    assert several > 100


@pytest.mark.long
def test_many_random_theories() -> None:
    for seed in range(1000, 20_000):
        theory = draw(Random(seed), facts=6)
        for atom in theory.atoms:
            same(theory, atom)


def test_a_space_that_nobody_could_go_through() -> None:
    """A sum of forty facts, all but one of which must hold: 2^40 cases, counted by diagrams alone."""
    facts = Diagrams((2,) * 40)
    every = facts.cube(dict.fromkeys(range(40), 1))
    but_one = 0
    for left in range(40):
        but_one = facts.either(but_one, facts.cube({fact: 2 if fact == left else 1 for fact in range(40)}))
    assert facts.count(but_one) == 40
    assert facts.count(facts.without(facts.either(every, but_one), every)) == 40
    assert facts.first(but_one) == (*(0,) * 39, 1)
