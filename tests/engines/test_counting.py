"""The counting engine where it is easiest to be wrong: circles in circles, priorities in circles, compiled functions.

That it says what the reference says is also tested wherever all engines are: test_small, test_random, test_contract.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from random import Random

import pytest

import siyar.engines.counting.compiled as compiled
from siyar.conclusion import Tag
from siyar.engines import counting, reference
from siyar.framing import frame
from siyar.ground import ground
from siyar.theory import NO, YES, YES_NO, Atom, GroundRule, Kind, Literal, Theory
from tests.cli.command import shipped
from tests.engines import scalable
from tests.engines.small_family import family
from tests.engines.translate import seen
from tests.sample import some
from tests.strategies import Shape, seeded


def agree(theory: Theory) -> None:
    assert seen(counting.evaluate(theory)) == seen(reference.evaluate(theory)), theory


# --------------------------------------------------------------------------- circles


def tangled(seed: int, *, most: int = 24) -> Theory:
    """Rules over few atoms, so that nearly everything waits for itself: conditions, bars, superiority, exceptions."""
    rng = Random(seed)
    names = [f"a{i}" for i in range(rng.randrange(2, 9))]
    kinds = (Kind.DEFEASIBLE, Kind.DEFEASIBLE, Kind.DEFEASIBLE, Kind.STRICT, Kind.DEFEATER)

    def literal() -> Literal:
        return Literal(rng.choice(names), rng.choice((YES, YES, NO)))

    rules = []
    for i in range(rng.randrange(2, most)):
        kind = rng.choice(kinds)
        needs = tuple(literal() for _ in range(rng.choice((0, 1, 1, 2))))
        bars = () if kind is Kind.STRICT else tuple(literal() for _ in range(rng.choice((0, 0, 1))))
        head = None if kind is Kind.DEFEASIBLE and rng.randrange(12) == 0 else literal()
        rules.append(GroundRule(f"r{i}", f"r{i}", kind, head, needs, bars))
    pairs = [(u.label, v.label) for u in rules for v in rules if u is not v and rng.randrange(6) == 0]
    headless = {r.label for r in rules if r.head is None}
    soft = {r.label for r in rules if r.kind is not Kind.STRICT}
    return Theory(
        {name: Atom(name, YES_NO) for name in names},
        tuple(rules),
        # As drawn, priorities go round in circles too: the reading of section 3 has an answer there all the same.
        superior=frozenset(pairs),
        exceptions=frozenset((u, v) for u, v in pairs if u in headless and v in soft),
    )


def test_whatever_waits_for_itself() -> None:
    undetermined = 0
    for seed in range(1500):
        theory = tangled(seed)
        agree(theory)
        undetermined += Tag.UNDETERMINED in counting.evaluate(theory).tags.values()
    assert undetermined > 100


@pytest.mark.long
def test_whatever_waits_for_itself_at_length() -> None:
    for seed in range(1500, 40_000):
        agree(tangled(seed))


def test_theories_of_more_rules() -> None:
    for seed in range(800):
        agree(seeded(seed, Shape(most_rules=30)))


def test_circles_one_upon_the_other() -> None:
    """Each circle fails only when the one below it has failed: worked one at a time, from below."""
    edges: list[GroundRule] = []
    for i in range(0, 3000, 2):
        a, b = Literal(f"a{i}", YES), Literal(f"a{i + 1}", YES)
        below = () if i == 0 else (Literal(f"a{i - 2}", YES),)
        edges.append(GroundRule(f"r{i}", f"r{i}", Kind.DEFEASIBLE, a, (b,)))
        edges.append(GroundRule(f"s{i}", f"s{i}", Kind.DEFEASIBLE, b, (a,)))
        edges.append(GroundRule(f"t{i}", f"t{i}", Kind.DEFEASIBLE, a, (), below))
    theory = Theory({f"a{i}": Atom(f"a{i}", YES_NO) for i in range(3000)}, tuple(edges))
    outcome = counting.evaluate(theory)
    # The first circle is entered through its rule without conditions, which shuts the second, which opens the third.
    assert [outcome.shown(Literal(f"a{i}", YES)) for i in range(0, 12, 2)] == [True, False] * 3
    assert sum(outcome.shown(q) for q in theory.literals) == 1500


def test_a_circle_on_undetermined_ground_stays_undetermined() -> None:
    p, q, w = (Literal(name, YES) for name in "pqw")
    rules = (
        GroundRule("a", "a", Kind.DEFEASIBLE, p, (), (p,)),
        GroundRule("b", "b", Kind.DEFEASIBLE, q, (w,)),
        GroundRule("c", "c", Kind.DEFEASIBLE, w, (q,)),
        GroundRule("d", "d", Kind.DEFEASIBLE, q, (p,)),
    )
    theory = Theory({name: Atom(name, YES_NO) for name in "pqw"}, rules)
    agree(theory)
    assert {counting.evaluate(theory).tags[x] for x in (p, q, w)} == {Tag.UNDETERMINED}


# --------------------------------------------------------------------------- compiled


@contextmanager
def everything_compiled() -> Iterator[None]:
    kept = compiled.PAYS, compiled.PAYS_AGAIN
    compiled.PAYS = compiled.PAYS_AGAIN = 0
    try:
        yield
    finally:
        compiled.PAYS, compiled.PAYS_AGAIN = kept


@pytest.mark.long  # compiling takes some seconds
@pytest.mark.skipif(not compiled.available(), reason='the extra "space" is not installed')
def test_compiled_functions_say_the_same() -> None:
    theories = [*map(tangled, range(300)), *map(seeded, range(300)), Theory({})]
    theories += [scalable.circle(500), scalable.levels(50), scalable.teams(3)]
    as_it_stands = [counting.evaluate(theory) for theory in theories]
    with everything_compiled():
        assert compiled.worthwhile("counting", 0)
        assert compiled.worthwhile("circles", 0)
        assert [counting.evaluate(theory) for theory in theories] == as_it_stands


def test_without_the_extra_nothing_is_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiled, "available", lambda: False)
    with everything_compiled():
        assert not compiled.worthwhile("counting", 10**9)
        agree(scalable.levels(20))


# --------------------------------------------------------------------------- doctrines


def test_every_doctrine_on_every_question_in_some_cases() -> None:
    bench = shipped()
    cases = some(list(bench.library.cases.values()), 12)
    grounded = 0
    for i, doctrine in enumerate(bench.library.doctrines.values()):
        framed = frame(doctrine, bench.library)
        for j, question in enumerate(bench.questions.values()):
            case = cases[(i + j) % len(cases)]
            theory = ground(framed, case, [name for name in question.about if name in framed.sentences]).theory
            grounded += bool(theory.rules)
            agree(theory)
            closed = {name: 1 << Random(f"{i} {j} {name}").randrange(2) for name in theory.open}
            agree(replace(theory, facts={**theory.facts, **closed}))
    assert grounded > 30


@pytest.mark.long
def test_the_small_family_at_length() -> None:
    for theory in family(3, bars=False):
        agree(theory)
