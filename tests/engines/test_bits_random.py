"""Random theories with gaps: bits against the reference, case by case. The strategy serves the cone and rulings too."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from siyar.conclusion import Answer
from siyar.cone import cone
from siyar.engines import bits, reference
from siyar.engines.bits.space import single_bits
from siyar.rows import row
from siyar.ruling import answer
from siyar.theory import STANDING, STANDING_WORDS, YES_NO, Atom, GroundRule, Kind, Literal, Role, Theory

OPTIONS = ("one", "two", "three")


def draw(rng: Random, facts: int = 4, impossible: int = 3) -> Theory:
    """A theory with open facts. Priorities may go in a circle: the engines agree even on what `check` refuses."""
    atoms = {}
    for i in range(rng.randint(1, facts)):
        atoms[f"f{i}"] = Atom(f"f{i}", YES_NO if rng.randrange(4) else OPTIONS, Role.FACT)
    for i in range(rng.randint(1, 2)):
        atoms[f"c{i}"] = Atom(f"c{i}", YES_NO)
    if rng.randrange(2):
        atoms["k"] = Atom("k", OPTIONS)
    atoms["x"] = Atom("x", STANDING, Role.STANDING, two_sided=not rng.randrange(3))
    rules = tuple(_rule(rng, atoms, i) for i in range(rng.randint(1, 8)))
    superior, exceptions = set(), set()
    for _ in range(rng.randrange(5)):
        one, other = rng.choice(rules), rng.choice(rules)
        if one.name != other.name:
            superior.add((one.name, other.name))
    for _ in range(rng.randrange(2)):
        one, other = rng.choice(rules), rng.choice(rules)
        if one != other and other.kind is not Kind.STRICT:
            exceptions.add((one.label, other.label))
    declared = set()
    if not rng.randrange(3):
        p, q = _literal(rng, list(atoms.values())), _literal(rng, list(atoms.values()))
        if p.atom != q.atom:
            declared.add((p, q))
    only_facts = [a for a in atoms.values() if a.role is Role.FACT]
    return Theory(
        atoms,
        rules,
        _given(rng, atoms),
        frozenset(superior),
        frozenset(exceptions),
        frozenset(declared),
        tuple(
            tuple(_literal(rng, only_facts) for _ in range(rng.randint(1, 3)))
            for _ in range(rng.choice((0, 0, *range(1, impossible + 1))))
        ),
    )


def _given(rng: Random, atoms: dict[str, Atom]) -> dict[str, int]:
    given = {}
    for atom in atoms.values():
        if atom.role is Role.FACT and rng.randrange(5) < 2:
            # Sometimes only part of what a fact with three values may be is ruled out.
            given[atom.name] = rng.choice((1, 2) if len(atom.values) == 2 else (1, 2, 4, 3, 5, 6))
        elif atom.role is Role.CONCEPT and not rng.randrange(20):
            given[atom.name] = 1
    return given


def _rule(rng: Random, atoms: dict[str, Atom], number: int) -> GroundRule:
    kind = rng.choice((*[Kind.DEFEASIBLE] * 3, Kind.STRICT, Kind.DEFEATER))
    facts = [a for a in atoms.values() if a.role is Role.FACT]
    everything = list(atoms.values())
    concluded = everything if not rng.randrange(10) else [a for a in everything if a.role is not Role.FACT]
    head: Literal | None = _literal(rng, concluded)
    if not rng.randrange(16):
        head, kind = None, Kind.DEFEASIBLE
    needs = tuple(_literal(rng, rng.choice((facts, everything))) for _ in range(rng.choice((0, 1, 1, 2))))
    bars = () if kind is Kind.STRICT else tuple(_literal(rng, everything) for _ in range(rng.choice((0, 0, 1))))
    name = f"r{number - (number > 0 and not rng.randrange(10))}"
    return GroundRule(f"l{number}", name, kind, head, needs, bars)


def _literal(rng: Random, atoms: list[Atom]) -> Literal:
    atom = rng.choice(atoms)
    if atom.role is Role.STANDING:
        return Literal(atom.name, rng.choice(list(STANDING_WORDS.values())))
    return Literal(atom.name, rng.choice((1, 2) if len(atom.values) == 2 else (1, 2, 4, 1, 2, 4, 3, 6)))


def theories(facts: int = 4, impossible: int = 3) -> st.SearchStrategy[Theory]:
    """Theories with up to `facts` facts, open or given, and up to `impossible` impossible sets."""
    return st.randoms(use_true_random=False).map(lambda rng: draw(rng, facts, impossible))


def assignments(theory: Theory) -> Iterator[dict[str, int]]:
    """D10 by its definition: every value of every open fact, with what is given, that meets no impossible set."""
    for values in product(*(single_bits(mask) for mask in theory.open.values())):
        facts = {**theory.facts, **dict(zip(theory.open, values, strict=True))}
        if not any(all(_met(facts, q) for q in literals) for literals in theory.impossible):
            yield facts


def _met(facts: dict[str, int], q: Literal) -> bool:
    return q.atom in facts and facts[q.atom] & ~q.values == 0


def exact(given_answer: Answer) -> tuple[object, ...]:
    """An answer with its `because`, which equality ignores."""
    return (given_answer, given_answer.because)


@settings(max_examples=400, deadline=None)
@given(theories())
def test_one_case_is_evaluated_as_the_reference_does(theory: Theory) -> None:
    assert bits.evaluate(theory) == reference.evaluate(theory)


@pytest.mark.parametrize("seed", range(20))
def test_one_case_of_many_seeds(seed: int) -> None:
    for each in range(100 * seed, 100 * seed + 100):
        theory = draw(Random(each))
        assert bits.evaluate(theory) == reference.evaluate(theory), each


def test_the_seeds_reach_everything() -> None:
    drawn = [draw(Random(each)) for each in range(2000)]
    outcomes = [reference.evaluate(theory) for theory in drawn]
    tags = {tag.value for outcome in outcomes for tag in outcome.tags.values()}
    assert tags == {"+", "-", "?"}
    assert any(not (s.overridden or s.not_overridden) for o in outcomes for s in o.rules.values())
    answers = [exact(answer(t, o, a)) for t, o in zip(drawn, outcomes, strict=True) for a in t.atoms]
    assert len({because for _, because in answers}) == 8  # seven reasons, and none where the answer is a value
    assert any(t.declared for t in drawn)
    assert any(t.exceptions for t in drawn)


@settings(max_examples=150, deadline=None)
@given(theories())
def test_every_lane_of_a_survey_is_the_answer_of_the_reference(theory: Theory) -> None:
    for atom in theory.atoms:
        found = bits.survey(theory, atom)
        facts = cone(theory, atom).open(theory)
        allowed = {tuple(each[f] for f in facts) for each in assignments(theory)}
        assert found.space.facts == facts
        lanes = {tuple(found.space.decode(i).values()): i for i in range(found.space.lanes)}
        assert {values for values, i in lanes.items() if found.allowed >> i & 1} == allowed
        assert found.total == len(allowed)
        assert sum(mask.bit_count() for mask in found.answers.values()) == found.total
        for values in allowed:
            completed = replace(theory, facts={**theory.facts, **dict(zip(facts, values, strict=True))})
            expected = answer(completed, reference.evaluate(completed), atom)
            assert found.answers[expected] >> lanes[values] & 1


@settings(max_examples=200, deadline=None)
@given(theories())
def test_rows_are_the_same_from_lanes_and_from_an_outcome(theory: Theory) -> None:
    outcome = reference.evaluate(theory)
    for atom in theory.atoms:
        net = bits.network(theory, [q for q in theory.literals if q.atom == atom])
        ((lanes, found),) = bits.findings(bits.run_one(net, theory.facts), atom)
        assert lanes == 1
        assert exact(row(found)) == exact(answer(theory, outcome, atom))
