"""What holds of every theory: the laws of sections 3 and 4, and that names and order do not matter."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from siyar.conclusion import Outcome, Tag
from siyar.engines import reference
from siyar.theory import GroundRule, Kind, Literal, Theory
from tests.engines.notation import parse_theory
from tests.engines.registry import ENGINES
from tests.strategies import GROUND, NO_BARS, theories

every_engine = pytest.mark.parametrize("engine", ENGINES)
quick = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
Renaming = Callable[[str], str]


def contradictory(theory: Theory, outcome: Outcome) -> bool:
    return any(theory.opposed(a, b) for a in outcome.definite for b in outcome.definite)


@every_engine
@quick
@given(theory=theories(GROUND))
def test_coherent(engine: str, theory: Theory) -> None:
    """No rule is labelled both ways, and every literal and rule has its tag and its labels."""
    outcome = ENGINES[engine](theory)
    assert set(outcome.tags) == set(theory.literals)
    assert set(outcome.rules) == {r.label for r in theory.rules}
    for state in outcome.rules.values():
        assert not (state.applies and state.fails)
        assert not (state.overridden and state.not_overridden)
        assert not state.stands or (state.applies and state.not_overridden)


@every_engine
@quick
@given(theory=theories(GROUND))
def test_consistent(engine: str, theory: Theory) -> None:
    """Two opposed literals that both follow are both definite."""
    outcome = ENGINES[engine](theory)
    shown = [q for q in theory.literals if outcome.shown(q)]
    for a in shown:
        for b in shown:
            assert not theory.opposed(a, b) or {a, b} <= outcome.definite


@quick
@given(theory=theories(GROUND), both_ways=st.booleans())
def test_consistent_even_if_priorities_go_round_in_a_circle(theory: Theory, both_ways: bool) -> None:
    names = sorted({r.name for r in theory.rules})
    circle = frozenset(zip(names, names[1:] + names[:1], strict=True))
    if both_ways:
        circle |= frozenset((b, a) for a, b in circle)
    outcome = reference.evaluate(replace(theory, superior=theory.superior | circle))
    shown = [q for q in theory.literals if outcome.shown(q)]
    for a in shown:
        for b in shown:
            assert not theory.opposed(a, b) or {a, b} <= outcome.definite


@every_engine
@quick
@given(theory=theories(GROUND))
def test_the_definite_follows(engine: str, theory: Theory) -> None:
    outcome = ENGINES[engine](theory)
    assert all(outcome.shown(q) for q in outcome.definite)


@every_engine
@quick
@given(theory=theories(GROUND))
def test_monotone_along_implication(engine: str, theory: Theory) -> None:
    """Without a definite contradiction: what implies what follows does not fail alone, and the other way round."""
    outcome = ENGINES[engine](theory)
    if contradictory(theory, outcome):
        return
    for a in theory.literals:
        for b in theory.literals:
            if a.implies(b):
                assert not outcome.shown(a) or outcome.shown(b)
                assert outcome.tags[b] is not Tag.NOT_SHOWN or outcome.tags[a] is Tag.NOT_SHOWN


@every_engine
@quick
@given(theory=theories(GROUND))
def test_a_contradiction_makes_nothing_else_follow(engine: str, theory: Theory) -> None:
    """What follows without being definite is opposed to nothing definite, and some rule for it stands."""
    outcome = ENGINES[engine](theory)
    for q in theory.literals:
        if outcome.shown(q) and q not in outcome.definite:
            assert not any(theory.opposed(q, m) for m in outcome.definite)
            assert any(outcome.rules[r.label].applies for r in theory.supporters[q])


@quick
@given(theory=theories(NO_BARS))
def test_propagating_is_stricter_and_support_is_looser(theory: Theory) -> None:
    """Section 4, without bars: +δ implies +∂, and +∂ implies +σ."""
    blocking, propagating = reference.evaluate(theory), reference.evaluate(theory, propagating=True)
    for q in theory.literals:
        assert not propagating.shown(q) or blocking.shown(q)
        assert not blocking.shown(q) or q in propagating.supported


def test_with_bars_propagating_may_show_what_blocking_does_not() -> None:
    """The law stops at bars: q follows where ambiguity is blocked and bars w, and does not where it propagates."""
    written = parse_theory("r1: => p; r2: => -p; r3: p => -q; r4: => q; d: unless q => w")
    w = written.literal("w")
    assert reference.evaluate(written.theory, propagating=True).shown(w)
    assert not reference.evaluate(written.theory).shown(w)


# --------------------------------------------------------------------------------------------- names and order


@every_engine
@quick
@given(theory=theories(GROUND), rng=st.randoms(use_true_random=False))
def test_the_order_of_rules_does_not_matter(engine: str, theory: Theory, rng: Random) -> None:
    shuffled = list(theory.rules)
    rng.shuffle(shuffled)
    again = ENGINES[engine](replace(theory, rules=tuple(shuffled)))
    assert again.tags == ENGINES[engine](theory).tags


@every_engine
@quick
@given(theory=theories(GROUND))
def test_names_do_not_matter(engine: str, theory: Theory) -> None:
    outcome = ENGINES[engine](theory)
    # Names that sort the other way round, so that an order by name would show.
    order = {name: f"z{len(theory.atoms) - i}" for i, name in enumerate(sorted(theory.atoms))}
    renamed = ENGINES[engine](_renamed(theory, order.__getitem__, lambda label: f"y{99 - int(label[1:])}"))
    assert renamed.tags == {Literal(order[q.atom], q.values): tag for q, tag in outcome.tags.items()}


@every_engine
@quick
@given(theory=theories(GROUND))
def test_rules_that_cannot_apply_change_nothing(engine: str, theory: Theory) -> None:
    """A rule that needs what nothing concludes is as if it were not there."""
    first = next(iter(theory.literals))
    never = Literal("never", 1)
    idle = GroundRule("idle", "idle", Kind.DEFEASIBLE, first, (never,))
    atoms = {**theory.atoms, "never": replace(theory.atoms["p"], name="never")}
    wider = replace(theory, atoms=atoms, rules=(*theory.rules, idle))
    before, after = ENGINES[engine](theory), ENGINES[engine](wider)
    assert {q: t for q, t in after.tags.items() if q.atom != "never"} == dict(before.tags)


def _renamed(theory: Theory, atom: Renaming, rule: Renaming) -> Theory:
    def literal(q: Literal) -> Literal:
        return Literal(atom(q.atom), q.values)

    return Theory(
        atoms={atom(n): replace(a, name=atom(n)) for n, a in theory.atoms.items()},
        rules=tuple(
            GroundRule(
                rule(r.label),
                rule(r.name),
                r.kind,
                r.head and literal(r.head),
                tuple(map(literal, r.needs)),
                tuple(map(literal, r.bars)),
            )
            for r in theory.rules
        ),
        facts={atom(n): mask for n, mask in theory.facts.items()},
        superior=frozenset((rule(u), rule(v)) for u, v in theory.superior),
        exceptions=frozenset((rule(u), rule(v)) for u, v in theory.exceptions),
        declared=frozenset((literal(a), literal(b)) for a, b in theory.declared),
        impossible=tuple(tuple(map(literal, clause)) for clause in theory.impossible),
    )
