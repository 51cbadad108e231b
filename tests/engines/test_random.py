"""Random theories by seed, on every engine: wide opposition, options, exceptions, bars, defeaters, standing words."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings

from siyar.engines import reference
from siyar.theory import Kind, Role, Theory
from tests.engines.registry import due
from tests.engines.translate import foreseen, foreseen_propagating, plain, seen, seen_propagating
from tests.strategies import seeded, theories

#: The default run is short; continuous integration takes the long one (`.ci/run`).
DEFAULT, LONG = 2_500, 100_000


def check(theory: Theory, number: int = 0) -> None:
    """All engines and the oracle agree on a theory."""
    t = plain(theory)
    expected = foreseen(t)
    for name, evaluate in due(number).items():
        assert seen(evaluate(theory)) == expected, name
    assert seen_propagating(reference.evaluate(theory, propagating=True)) == foreseen_propagating(t)


def test_some_thousand_seeds() -> None:
    for seed in range(DEFAULT):
        check(seeded(seed), seed)


@pytest.mark.long
def test_a_hundred_thousand_seeds() -> None:
    for seed in range(DEFAULT, LONG):
        check(seeded(seed), seed)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(theories())
def test_theories_that_shrink(theory: Theory) -> None:
    check(theory)


def test_the_seeds_reach_what_they_should() -> None:
    """Each construct, and each odd thing that may come of it, is met often enough to be tested at all."""
    met: Counter[str] = Counter()
    for seed in range(1000):
        theory = seeded(seed)
        outcome = reference.evaluate(theory)
        rules = theory.rules
        now = {
            "strict": any(r.kind is Kind.STRICT for r in rules),
            "defeater": any(r.kind is Kind.DEFEATER for r in rules),
            "bar": any(r.bars for r in rules),
            "exception": bool(theory.exceptions),
            "bare": any(r.head is None and theory.overriders for r in rules),
            "superior": any(theory.overriders.values()),
            "instance": len({r.name for r in rules}) < len(rules),
            "standing": any(a.role is Role.STANDING for a in theory.atoms.values()),
            "option": "c" in theory.atoms,
            "declared": bool(theory.declared),
            "impossible": bool(theory.impossible),
            "open": bool(theory.open),
            "many-valued": "n" in theory.open,
            "presumption": any(r.head and theory.atoms[r.head.atom].role is Role.FACT for r in rules),
            "contradiction": any(theory.opposed(l, m) for l in outcome.definite for m in outcome.definite),  # noqa: E741 - as in D3
            "undetermined": any(tag.value == "?" for tag in outcome.tags.values()),
            "overridden": any(state.overridden for state in outcome.rules.values()),
        }
        met.update({what: int(yes) for what, yes in now.items()})
    assert min(met.values()) >= 10, met
