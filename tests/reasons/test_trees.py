"""Every explanation is a proof, and every obstacle true: on theories at random and on the shipped library."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from siyar.asking import choices_of, favoured
from siyar.cone import cone, restrict
from siyar.engines import bits, reference
from siyar.explain import Evaluated, Obstacle, why, why_not, why_rule
from siyar.ground import Grounded, ground
from siyar.model import Case, SentenceKind
from siyar.theory import Atom, GroundRule, Kind, Literal, Theory
from siyar.workbench import Workbench
from tests.hearing import houses
from tests.reasons.recheck import Recheck
from tests.sample import some
from tests.strategies import GROUND, WIDE, theories

YES, NO = 1, 2


@cache
def nobody() -> Grounded:
    """What is grounded of a doctrine without rules: theories at random have no document behind them."""
    bench = houses.opened(houses.doctrine(houses.CASE))
    return ground(bench.frame("law"), bench.library.cases["one"], ("admit",))


def evaluated(theory: Theory) -> Evaluated:
    return Evaluated(replace(nobody(), theory=theory), theory, reference.evaluate(theory))


def wrong(case: Evaluated) -> Iterator[str]:
    """Everything wrong with the explanations of all literals and rules of a theory."""
    recheck = Recheck(case.theory, case.outcome)
    for literal in case.theory.literals:
        tree, obstacles = why(case, literal), why_not(case, literal)
        if case.outcome.shown(literal):
            if tree is None:
                yield f"{literal} is +d and has no tree"
            else:
                yield from recheck.tree(tree)
            if obstacles:
                yield f"{literal} is +d and has obstacles"
        else:
            if tree is not None:
                yield f"{literal} is not +d and has a tree"
            if not obstacles:
                yield f"{literal} is not +d and has no obstacle"
            for obstacle in obstacles:
                yield from recheck.obstacle(literal, obstacle)
    for rule in case.theory.rules:
        if (why_rule(case, rule) is not None) is not (rule.head is not None and case.outcome.rules[rule.label].stands):
            yield f"{rule.label} stands and has no reasons, or the other way round"


@settings(max_examples=250, deadline=None)
@given(theories(GROUND))
def test_explanations_of_theories_at_random(theory: Theory) -> None:
    assert list(wrong(evaluated(theory))) == []


@settings(max_examples=250, deadline=None)
@given(theories(WIDE))
def test_explanations_of_theories_that_leave_facts_open(theory: Theory) -> None:
    assert list(wrong(evaluated(theory))) == []


@pytest.mark.long
@settings(max_examples=5_000, deadline=None)
@given(st.one_of(theories(GROUND), theories(WIDE)))
def test_explanations_of_many_theories(theory: Theory) -> None:
    assert list(wrong(evaluated(theory))) == []


# --------------------------------------------------------------------------- particular theories


def small(*rules: GroundRule, **facts: int) -> Evaluated:
    names = dict.fromkeys(q.atom for r in rules for q in (*([r.head] if r.head else []), *r.needs, *r.bars))
    return evaluated(Theory({name: Atom(name, ("yes", "no")) for name in (*names, *facts)}, rules, facts))


def rule(label: str, head: str, *needs: str, kind: Kind = Kind.DEFEASIBLE) -> GroundRule:
    return GroundRule(label, label, kind, Literal(head, YES), tuple(Literal(n, YES) for n in needs))


def test_a_circle_of_strict_rules_is_explained_from_outside() -> None:
    """Of two ways to a definite conclusion, the one that leads back to it explains nothing."""
    strict = Kind.STRICT
    case = small(rule("a", "p", "q", kind=strict), rule("b", "q", "p", kind=strict), rule("c", "p", kind=strict))
    assert list(wrong(case)) == []


def test_a_circle_of_defeasible_rules_is_explained_from_outside() -> None:
    case = small(rule("a", "p", "q"), rule("b", "q", "p"), rule("c", "p"))
    assert list(wrong(case)) == []


def test_a_defeater_is_named_where_an_override_is_undetermined() -> None:
    """`a` goes in a circle, so that whether it sets `b` aside is undetermined; the defeater stops `b` all the same."""
    no, yes = Literal("p", NO), Literal("p", YES)
    rules = (
        GroundRule("a", "a", Kind.DEFEASIBLE, no, (), (no,)),
        GroundRule("b", "b", Kind.DEFEASIBLE, yes),
        GroundRule("c", "c", Kind.DEFEATER, no),
    )
    case = evaluated(Theory({"p": Atom("p", ("yes", "no"))}, rules, superior=frozenset({("a", "b")})))
    assert [o.obstacle for o in why_not(case, yes)] == [Obstacle.UNDETERMINED, Obstacle.DEFEATER]
    assert list(wrong(case)) == []


def test_many_ways_to_the_same_are_explained_in_time() -> None:
    """A ladder of thirty rungs, two rules a rung: as many paths as there are numbers of thirty binary places."""
    rules = [rule("foot", "p0")]
    for i in range(30):
        rules += [rule(f"left{i}", f"p{i + 1}", f"p{i}", f"s{i}"), rule(f"side{i}", f"s{i}", f"p{i}")]
    case = small(*rules)
    assert why(case, Literal("p30", YES)) is not None


def test_many_ways_to_nothing_are_told_in_time() -> None:
    rules = []
    for i in range(30):
        rules += [rule(f"left{i}", f"p{i + 1}", f"p{i}", f"s{i}"), rule(f"side{i}", f"s{i}", f"p{i}")]
    case = small(*rules)
    assert {o.obstacle for o in why_not(case, Literal("p30", YES))} == {Obstacle.NOT_SHOWN}


# --------------------------------------------------------------------------- the shipped library


@cache
def shipped() -> Workbench:
    return Workbench.open()


CASES = sorted(shipped().library.cases)
DOCTRINES = sorted(shipped().library.doctrines)


def check_shipped(doctrine: str, cases: list[str]) -> None:
    """Every sentence a doctrine answers for, of whom the case says most."""
    bench = shipped()
    acts = [id for q in bench.library.doctrines[doctrine].questions for id in bench.questions[q].about]
    for name in cases:
        for case in grounded(bench, doctrine, bench.library.cases[name], acts):
            assert list(wrong(case)) == [], name


@pytest.mark.parametrize("doctrine", DOCTRINES)
def test_explanations_of_the_shipped_library(doctrine: str) -> None:
    """Each doctrine on some cases, beginning with another one each."""
    check_shipped(doctrine, some(CASES, 5, start=DOCTRINES.index(doctrine)))


@pytest.mark.long
@pytest.mark.parametrize("doctrine", DOCTRINES)
def test_explanations_of_much_of_the_library(doctrine: str) -> None:
    check_shipped(doctrine, some(CASES, 60, start=DOCTRINES.index(doctrine)))


def grounded(bench: Workbench, doctrine: str, case: Case, sentences: list[str]) -> Iterator[Evaluated]:
    frame = bench.frame(doctrine)
    for id in sentences:
        claims = choices_of(bench.library, case, bench.sentences[id])
        if not claims:
            continue
        put = favoured(case, claims)[0]
        whole = ground(frame, case, (id,))
        act = bench.sentences[id].kind is SentenceKind.ACT
        atom = whole.atom(put, put.options[0] if act and put.options else "")
        theory = restrict(whole.theory, cone(whole.theory, atom))
        yield Evaluated(whole, theory, bits.evaluate(theory))
