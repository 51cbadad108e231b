"""Theories from publications and from other engines' bug lists, with the answers known beforehand."""

from __future__ import annotations

import pytest

from siyar.engines import reference
from siyar.theory import Kind, Theory
from tests.engines import scalable
from tests.engines.examples import wrong_propagated, wrong_tags
from tests.engines.notation import parse_expected, parse_theory
from tests.engines.registry import ENGINES
from tests.engines.translate import foreseen, foreseen_propagating, plain, seen, seen_propagating

#: name: where it is from, theory, what follows.
WITNESSES = {
    "nixon": (
        "R. Reiter, A logic for default reasoning, 1980",
        ">> quaker, republican; d1: quaker => pacifist; d2: republican => -pacifist",
        "-pacifist, --pacifist; δ-pacifist, δ--pacifist, σ+pacifist, σ+-pacifist",
    ),
    "tweety": (
        "the birds of every textbook; an exception below an exception",
        ">> penguin, wounded; s: penguin -> bird; f: bird => flies; p: penguin => -flies; w: wounded => -flies; "
        "g: gull => flies; p > f; w > f; g > p",
        "+bird, +-flies, -flies; δ+-flies, σ-flies",
    ),
    "platypus": (
        "Antoniou, Billington, Governatori, Maher, Representation results for defeasible logic, 2001: teams",
        ">> monotreme, furry, eggs, bill; r1: monotreme => mammal; r2: furry => mammal; r3: eggs => -mammal; "
        "r4: bill => -mammal; r1 > r3; r2 > r4",
        "+mammal, --mammal; δ+mammal, σ--mammal",
    ),
    "innocence": (
        "Governatori, on ambiguity blocking and propagating: two witnesses and the presumption of innocence",
        ">> first, second; r1: first => responsible; r2: second => -responsible; r3: responsible => guilty; "
        "r4: => -guilty; r3 > r4",
        "-responsible, --responsible, -guilty, +-guilty; δ--guilty, σ+guilty",
    ),
    "ambiguity in a chain": (
        "Billington, Antoniou, Governatori, Maher, An inclusion theorem for defeasible logics, 2010",
        "a1: => a; a2: => -a; b1: a => b; b2: => -b; c1: b => c; c2: => -c",
        "-a, --a, -b, +-b, -c, +-c; δ--b, δ--c, σ+b, σ+c",
    ),
    "strict rule over a defeasible one": (
        "minimal witness against SPINdle and its ports: the strict rule waits for a defeasible premise",
        "r0: q -> p; r1: => -p; r2: r => q; r3: => r; r0 > r1",
        "+r, +q, +p, --p; δ+p",
    ),
    "the same without priority": (
        "its counterpart: a strict rule on a defeasible premise beats nobody by itself",
        "r0: q -> p; r1: => -p; r2: r => q; r3: => r",
        "+r, +q, -p, --p; δ-p, σ+p, σ+-p",
    ),
    "two against two": (
        "an answer set encoding concluded and refuted the same literal here",
        ">> a1, a2, b1, b2; r1: a1 => p; r2: b1 => -p; r3: a2 => p; r4: b2 => -p; r1 > r2; r3 > r4",
        "+p, --p; δ+p",
    ),
    "even loop through conflict": (
        "each of two rules rests on the defeat of the other: neither is settled",
        "a: unless -p => q; b: unless q => -p",
        "?q, ?-p, -p, --q",
    ),
    "a rule for the opposite needs the thing": (
        "self-defeat: attacked only by its own consequence",
        "a: => p; b: p -> -p",
        "?p, --p",
    ),
    "definite loop": (
        "strict rules in a circle are not definite, with a fact they are",
        ">> c; a: p -> q; b: q -> p; d: c -> r; e: r -> s; f: s -> r",
        "-p, -q, +Δr, +Δs, +r, +s",
    ),
    "floating conclusion": (
        "Makinson and Schlechta, Floating conclusions and zombie paths, 1991: not drawn",
        "r1: => a; r2: => -a; r3: a => p; r4: -a => p",
        "-a, --a, -p; δ-p, σ+p",
    ),
    "zombie path": (
        "the same paper: a path that is itself contested still keeps another down when ambiguity propagates",
        "r1: => a; r2: => -a; r3: a => -p; r4: => p",
        "+p, --p; δ-p, σ+-p",
    ),
}

#: name: small theory, how many follow, how many conclusions of rules fail; then a large one likewise.
FAMILIES: dict[str, tuple[tuple[Theory, int, int], tuple[Theory, int, int]]] = {
    "chain": ((scalable.chain(30), 31, 0), (scalable.chain(1000), 1001, 0)),
    "strict chain": ((scalable.chain(30, Kind.STRICT), 31, 0), (scalable.chain(1000, Kind.STRICT), 1001, 0)),
    "circle": ((scalable.circle(30), 0, 30), (scalable.circle(300), 0, 300)),
    "strict circle": ((scalable.circle(30, Kind.STRICT), 0, 30), (scalable.circle(300, Kind.STRICT), 0, 300)),
    "levels": ((scalable.levels(6), 15, 14), (scalable.levels(100), 203, 202)),
    "teams": ((scalable.teams(2), 21, 5), (scalable.teams(4), 341, 85)),
    "tree": ((scalable.tree(3, 3), 40, 0), (scalable.tree(8, 3), 9841, 0)),
    "dag": ((scalable.dag(6, 3), 22, 0), (scalable.dag(100, 10), 1011, 0)),
    "mix": ((scalable.mix(3, 3, 3), 72, 2), (scalable.mix(10, 10, 10), 2200, 2)),
}


@pytest.mark.parametrize("name", WITNESSES)
@pytest.mark.parametrize("engine", ENGINES)
def test_a_published_theory(engine: str, name: str) -> None:
    _, cell, expected = WITNESSES[name]
    written = parse_theory(cell)
    assert list(wrong_tags(parse_expected(expected, written), ENGINES[engine](written.theory))) == []


@pytest.mark.parametrize("name", WITNESSES)
def test_a_published_theory_when_ambiguity_propagates(name: str) -> None:
    _, cell, expected = WITNESSES[name]
    written = parse_theory(cell)
    outcome = reference.evaluate(written.theory, propagating=True)
    assert list(wrong_propagated(parse_expected(expected, written), outcome)) == []
    assert seen_propagating(outcome) == foreseen_propagating(plain(written.theory))


@pytest.mark.parametrize("name", WITNESSES)
def test_the_oracle_agrees_on_a_published_theory(name: str) -> None:
    theory = parse_theory(WITNESSES[name][1]).theory
    assert foreseen(plain(theory)) == seen(reference.evaluate(theory))


def _counts(engine: str, theory: Theory) -> tuple[int, int]:
    """How many literals follow; how many conclusions of rules do not."""
    said = seen(ENGINES[engine](theory))
    assert said.shown | said.failed == said.literals
    concluded = {(r.head.atom, r.head.values) for r in theory.rules if r.head}
    return len(said.shown), len(said.failed & concluded)


@pytest.mark.parametrize("name", FAMILIES)
@pytest.mark.parametrize("engine", ENGINES)
def test_a_family_of_known_size(engine: str, name: str) -> None:
    """A circle without beginning fails as a whole: engines without loop detection leave it undecided."""
    theory, follow, fail = FAMILIES[name][0]
    assert _counts(engine, theory) == (follow, fail)


@pytest.mark.parametrize("name", FAMILIES)
@pytest.mark.parametrize("engine", ["bits", "counting"])
def test_a_large_family_of_known_size(engine: str, name: str) -> None:
    theory, follow, fail = FAMILIES[name][1]
    assert _counts(engine, theory) == (follow, fail)


@pytest.mark.parametrize(
    ("theory", "rules", "superior"),
    [
        (scalable.levels(5), 4 * 5 + 5, 5 + 1),
        (scalable.teams(3), 4 * (1 + 4 + 16) + 64, 2 * (1 + 4 + 16)),
        (scalable.tree(4, 3), 1 + 3 + 9 + 27, 0),
        (scalable.dag(5, 3), 16, 0),
        (scalable.mix(2, 3, 4), 2 * 2 + 2 * 2 * 3 * 4, 0),
    ],
    ids=["levels", "teams", "tree", "dag", "mix"],
)
def test_a_family_is_built_as_described(theory: Theory, rules: int, superior: int) -> None:
    assert (len(theory.rules), len(theory.superior)) == (rules, superior)
