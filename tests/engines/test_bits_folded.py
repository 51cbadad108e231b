"""Surveys folded into diagrams: what is told of a space, and what rulings turn on there, is what vectors tell."""

from __future__ import annotations

import gc
import sys
from itertools import combinations
from random import Random
from weakref import ref

import pytest

from siyar.cone import completions, cone
from siyar.engines import bits
from siyar.ruling import judge
from siyar.ruling.turning import settled_by, turns_on
from siyar.theory import NO, YES, YES_NO, Atom, GroundRule, Kind, Literal, Role, Theory
from tests.engines.test_bits_random import draw


def same(theory: Theory, atom: str) -> int:
    """Compare all that is told of an atom; how many answers there are."""
    ranged = completions(theory, cone(theory, atom))
    if ranged.impossible:
        return 0
    net = bits.network(theory, theory.words(atom))
    flat = bits.survey_of(net, atom, ranged, compiled=False)
    found = bits.folded(net, atom, ranged, most=1 << 20)
    assert [*found.answers] == [*flat.answers], "in the order of their first lanes"
    assert [a.because for a in found.answers] == [a.because for a in flat.answers]
    assert (found.total, found.counts, found.space) == (flat.total, flat.counts, flat.space)
    assert found.told(list(ranged.facts)) == flat.told(list(ranged.facts))
    turning, complete = turns_on(flat, ranged)
    assert turns_on(found, ranged) == (turning, complete)
    settling = settled_by(flat, ranged, turning)
    assert settled_by(found, ranged, turning) == settling
    with pytest.MonkeyPatch.context() as where:
        where.setattr(sys.modules[bits.Folded.__module__], "MANY", 0)  # looked for, and not followed
        assert settled_by(found, ranged, turning) == settling
    return len(flat.answers)


def test_random_theories_with_loops_choices_and_what_is_impossible() -> None:
    several = 0
    for seed in range(500):
        theory = draw(Random(seed), facts=6, impossible=4)
        several += sum(same(theory, atom) > 1 for atom in theory.atoms if theory.atoms[atom].role is not Role.FACT)
    assert several > 100


def test_facts_that_can_only_be_otherwise_together() -> None:
    atoms = {name: Atom(name, YES_NO, Role.FACT) for name in "abc"} | {"x": Atom("x", YES_NO)}
    needs = (Literal("a", YES), Literal("b", YES))
    rule = GroundRule("r", "r", Kind.DEFEASIBLE, Literal("x", YES), needs=needs)
    impossible = ((Literal("a", YES), Literal("b", NO)), (Literal("a", NO), Literal("b", YES)))
    theory = Theory(atoms, (rule,), impossible=impossible)
    assert same(theory, "x") == 2
    net = bits.network(theory, theory.words("x"))
    ranged = completions(theory, cone(theory, "x"))
    assert turns_on(bits.folded(net, "x", ranged, most=100), ranged)[0] == (("a", "b"),)


@pytest.mark.long
def test_many_random_theories() -> None:
    for seed in range(500, 10_000):
        theory = draw(Random(seed), facts=8, impossible=4)
        for atom in theory.atoms:
            same(theory, atom)


def test_cases_differ_in_every_one_of_some_facts() -> None:
    """Sets of two and three facts with choices: `turns` against the lanes one by one."""
    for seed in range(60):
        theory = draw(Random(seed), facts=5, impossible=2)
        ranged = completions(theory, cone(theory, "x"))
        if ranged.impossible:
            continue
        net = bits.network(theory, theory.words("x"))
        found = bits.folded(net, "x", ranged, most=1 << 20)
        flat = bits.survey_of(net, "x", ranged, compiled=False)
        said = {lane: answer for answer in flat.answers for lane in flat.lanes(answer)}
        cases = {lane: flat.space.decode(lane) for lane in said}
        for facts in (some for size in (1, 2, 3) for some in combinations(ranged.facts, size)):
            apart = any(
                said[a] != said[b]
                and all((cases[a][fact] != cases[b][fact]) is (fact in facts) for fact in ranged.facts)
                for a, b in combinations(said, 2)
            )
            assert found.turns(facts) is apart, (seed, facts)


def judged_both_ways(theory: Theory, monkeypatch: pytest.MonkeyPatch) -> None:
    where = sys.modules[judge.__module__]
    for turning in (True, False):
        monkeypatch.setattr(where, "FOLDED", 1 << 62)
        flat = judge(theory, "x", turning=turning)
        monkeypatch.setattr(where, "FOLDED", 2)
        assert judge(theory, "x", turning=turning) == flat


def test_judgments_are_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    for seed in range(300):
        judged_both_ways(draw(Random(seed), facts=6, impossible=4), monkeypatch)


def wide(facts: int) -> Theory:
    """x if all facts but the last two are so, unless the last but one is; x if the last is. The last two exclude each
    other."""
    names = [f"f{i}" for i in range(facts)]
    atoms = {name: Atom(name, YES_NO, Role.FACT) for name in names} | {"x": Atom("x", YES_NO)}
    rule = GroundRule(
        "r",
        "r",
        Kind.DEFEASIBLE,
        Literal("x", YES),
        needs=tuple(Literal(name, YES) for name in names[:-2]),
        bars=(Literal(names[-2], YES),),
    )
    other = GroundRule("s", "s", Kind.DEFEASIBLE, Literal("x", YES), needs=(Literal(names[-1], YES),))
    return Theory(atoms, (rule, other), impossible=((Literal(names[-1], YES), Literal(names[-2], YES)),))


def test_a_question_that_nobody_could_go_through() -> None:
    found = judge(wide(60), "x")
    assert (found.cases, found.total, found.surveyed) == (1 << 60, 3 << 58, True)
    assert found.turns_on == tuple((f"f{i}",) for i in range(60))
    said = {answer.status.value: number for answer, number in found.possible}
    assert said == {"ruled": (1 << 58) + 1, "silent": (1 << 59) - 1}
    assert [s.given for s in found.settled_by][:2] == [(Literal("f58", YES),), (Literal("f59", YES),)]


def test_diagrams_that_grow_too_large_are_gone_through_or_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    where = sys.modules[judge.__module__]
    monkeypatch.setattr(where, "MOST_NODES", 10)
    assert not judge(wide(60), "x").surveyed
    monkeypatch.setattr(where, "MOST_NODES", 1000)
    told = judge(wide(60), "x")  # what is said fits into so many, and what it turns on does not
    assert (told.surveyed, told.total, told.complete, told.turns_on) == (True, 3 << 58, False, ())
    assert sum(number for _, number in told.possible) == 3 << 58
    monkeypatch.setattr(where, "MOST_NODES", 10)
    few = judge(wide(17), "x", turning=False)
    assert few.surveyed
    monkeypatch.undo()
    assert judge(wide(17), "x", turning=False) == few


def test_what_does_not_fit_into_diagrams_is_looked_for_in_vectors(monkeypatch: pytest.MonkeyPatch) -> None:
    where = sys.modules[judge.__module__]
    plain = judge(wide(14), "x")
    monkeypatch.setattr(where, "FOLDED", 2)
    tried = []
    for nodes in range(10, 500, 10):
        monkeypatch.setattr(where, "MOST_NODES", nodes)
        with monkeypatch.context() as here:
            here.setattr(where, "unfolded", lambda *_: None)
            alone = judge(wide(14), "x")
        tried.append(alone.surveyed and not alone.complete)
        assert judge(wide(14), "x") == plain
    assert any(tried)
    assert not all(tried)


def test_diagrams_go_with_their_survey() -> None:
    """Nothing of them waits for the collector of garbage."""
    theory = wide(8)
    gc.collect()
    gc.disable()
    try:
        found = bits.folded(
            bits.network(theory, theory.words("x")), "x", completions(theory, cone(theory, "x")), most=500
        )
        there = ref(found.diagrams)
        assert found.counts
        assert found.turns(("f0",))
        assert found.told(["f0"])
        del found
        assert there() is None
    finally:
        gc.enable()
