"""A condition that holds of just the wanted cases: a disjunction of conjunctions, short and exact.

A *cover* is a set of cubes within the wanted cases (`cubes`) that together leave all of them (Quine, "The problem of
simplifying truth functions", 1952; impossible cases are "don't cares").

>>> from siyar.engines.bits.diagrams import Diagrams
>>> facts = Diagrams((2, 2))
>>> both = facts.cut(facts.leaf("no"), {0: 1, 1: 1}, {"no": "yes"})
>>> cover(facts, both, {"no"})
({0: 2}, {1: 2})
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass
from functools import reduce

from siyar.engines.bits.diagrams import EVERY, NONE, Cube, Diagrams

#: A condition of more terms is not shortened: each of them costs as much as finding all of them.
MOST_SHORTENED = 512


@dataclass(frozen=True, slots=True)
class Condition:
    """Terms any of which holds in just the wanted cases. ``shortened``: they are those of `cover`.

    Otherwise no case is lost or added, but a term may have a condition it could do without, or be to spare.
    """

    terms: tuple[Cube, ...]
    shortened: bool


def condition(
    diagrams: Diagrams,
    root: int,
    wanted: Collection[Hashable],
    free: Collection[Hashable] = (),
    *,
    most: int = MOST_SHORTENED,
) -> Condition:
    """The cases of the ``wanted`` labels as a disjunction of conjunctions, few facts first; long ones as they come."""
    inside = diagrams.labelled(root, wanted)
    outside = diagrams.labelled(root, set(diagrams.labels) - set(wanted) - set(free))
    raw, _ = _Covering(diagrams).of(inside, diagrams.without(EVERY, outside))
    if len(raw) > most:
        return Condition(tuple(sorted(raw, key=_few_facts)), False)
    left = [inside]
    terms = []
    for cube in sorted(raw, key=_few_facts):
        if diagrams.meets(left[-1], cube):
            terms.append(_prime(diagrams, outside, cube))
            left.append(diagrams.without(left[-1], diagrams.cube(terms[-1])))
    return Condition(tuple(sorted(_needed(diagrams, left, terms), key=_few_facts)), True)


def cover(
    diagrams: Diagrams, root: int, wanted: Collection[Hashable], free: Collection[Hashable] = ()
) -> tuple[Cube, ...]:
    """A cover of the cases of the ``wanted`` labels: prime cubes, none of them to spare, few facts first.

    No condition can be taken from a term and no value added to one of its facts; each term has a case that the others
    do not leave. It is not always the shortest cover there is.
    """
    return condition(diagrams, root, wanted, free, most=1 << 62).terms


def covered(diagrams: Diagrams, root: int, terms: Collection[Cube], wanted: Collection[Hashable]) -> int:
    """How many cases of the ``wanted`` labels the terms leave."""
    union = NONE
    for term in terms:
        union = diagrams.either(union, diagrams.cube(term))
    return diagrams.count(diagrams.both(diagrams.labelled(root, wanted), union))


def _few_facts(term: Cube) -> tuple[int, list[tuple[int, int]]]:
    return len(term), sorted(term.items())


class _Covering:
    """Minato, "Fast generation of prime-irredundant covers from binary decision diagrams" (1993), for any number of
    values: first what needs a value of the fact given, then, of what is left, what needs none. Values that lead to the
    same are given together."""

    def __init__(self, diagrams: Diagrams) -> None:
        self.diagrams = diagrams
        self.known: dict[tuple[int, int], tuple[tuple[dict[int, int], ...], int]] = {}

    def of(self, must: int, may: int) -> tuple[tuple[dict[int, int], ...], int]:
        """Cubes within ``may`` that leave every case of ``must``, and the set of the cases they leave."""
        diagrams = self.diagrams
        if must == NONE:
            return (), NONE
        if may == EVERY:
            return ({},), EVERY
        if (must, may) in self.known:
            return self.known[must, may]
        fact = min(diagrams.nodes[must][0], diagrams.nodes[may][0])
        size = diagrams.sizes[fact]
        each = [(diagrams.step(must, fact, v), diagrams.step(may, fact, v)) for v in range(size)]
        always = reduce(diagrams.both, (might for _, might in each))
        values: dict[tuple[int, int], int] = {}
        for value, pair in enumerate(each):
            values[pair] = values.get(pair, 0) | 1 << value
        cubes: list[dict[int, int]] = []
        left, covers = NONE, {}
        for pair, mask in values.items():
            needing, inside = self.of(diagrams.without(pair[0], always), pair[1])
            cubes += ({fact: mask, **cube} for cube in needing)
            covers[pair] = inside
            left = diagrams.either(left, diagrams.without(pair[0], inside))
        more, beyond = self.of(left, always)
        cubes += more
        both = diagrams.node(fact, tuple([diagrams.either(covers[pair], beyond) for pair in each]))
        self.known[must, may] = tuple(cubes), both
        return self.known[must, may]


def _prime(diagrams: Diagrams, outside: int, cube: dict[int, int]) -> dict[int, int]:
    """The cube without conditions it can do without, and with every further value of the rest that keeps it within."""
    wide = dict(cube)
    for fact in sorted(cube):
        for value in range(diagrams.sizes[fact]):
            # What a value adds is enough to look at: the rest is within.
            if not wide[fact] >> value & 1 and not diagrams.meets(outside, {**wide, fact: 1 << value}):
                wide[fact] |= 1 << value
        if wide[fact] == (1 << diagrams.sizes[fact]) - 1:
            del wide[fact]
    return wide


def _needed(diagrams: Diagrams, left: Sequence[int], terms: Sequence[Cube]) -> list[Cube]:
    """The terms without those whose cases the others leave too, tried from the last; ``left``: before each of them,
    the cases that no term before it leaves."""
    after = NONE
    kept: list[Cube] = []
    for place in reversed(range(len(terms))):
        cases = diagrams.cube(terms[place])
        if diagrams.without(diagrams.both(cases, left[place]), after):
            kept.append(terms[place])
            after = diagrams.either(after, cases)
    return kept
