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
    covering = _Covering(diagrams).of(inside, diagrams.without(EVERY, outside))
    raw = [dict(term) for term in sorted(covering.terms(), key=lambda term: (len(term), term))]
    if len(raw) > most:
        return Condition(tuple(raw), False)
    left = [inside]
    terms = []
    for cube in raw:
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


@dataclass(frozen=True, slots=True, eq=False)
class _Cover:
    """Cubes, by the first fact they give: those that give it one of some values, go on as another cover does; the rest
    is another cover. ``cases``: the set of the cases they leave. Covers are shared, so that each is made once."""

    fact: int
    given: tuple[tuple[int, _Cover], ...]
    rest: _Cover | None
    cases: int

    def terms(self) -> list[tuple[tuple[int, int], ...]]:
        """The cubes, written out: (fact, mask of its values), in the order of the facts."""
        found: list[tuple[tuple[int, int], ...]] = []

        def write(cover: _Cover, before: tuple[tuple[int, int], ...]) -> None:
            if cover is _ALL:
                found.append(before)
                return
            for mask, onward in cover.given:
                write(onward, (*before, (cover.fact, mask)))
            if cover.rest is not None:
                write(cover.rest, before)

        write(self, ())
        return found


#: No cube, and the one that gives nothing.
_NOTHING, _ALL = _Cover(-1, (), None, NONE), _Cover(-1, (), None, EVERY)


class _Covering:
    """Minato, "Fast generation of prime-irredundant covers from binary decision diagrams" (1993), for any number of
    values: first what needs a value of the fact given, then, of what is left, what needs none. Values that lead to the
    same are given together."""

    def __init__(self, diagrams: Diagrams) -> None:
        self.diagrams = diagrams
        self.known: dict[tuple[int, int], _Cover] = {}

    def of(self, must: int, may: int) -> _Cover:
        """Cubes within ``may`` that leave every case of ``must``."""
        if must == NONE:
            return _NOTHING
        if may == EVERY:
            return _ALL
        found = self.known.get((must, may))
        if found is None:
            found = self.known[must, may] = self._made(must, may)
        return found

    def _made(self, must: int, may: int) -> _Cover:
        diagrams = self.diagrams
        fact = min(diagrams.nodes[must][0], diagrams.nodes[may][0])
        each = [(diagrams.step(must, fact, v), diagrams.step(may, fact, v)) for v in range(diagrams.sizes[fact])]
        always = reduce(diagrams.both, [might for _, might in each])
        values: dict[tuple[int, int], int] = {}
        for value, pair in enumerate(each):
            values[pair] = values.get(pair, 0) | 1 << value
        left, needing = NONE, {}
        for must_here, may_here in values:
            # What must be is within what may be, and what needs the value is left by the cubes that give it: where that
            # tells what remains, no diagram is worked.
            alone = NONE if may_here == always else diagrams.without(must_here, always)
            needing[must_here, may_here] = found = self.of(alone, may_here)
            if alone != must_here:
                left = diagrams.either(left, diagrams.without(must_here, found.cases))
        rest = self.of(left, always)
        given = tuple((mask, needing[pair]) for pair, mask in values.items() if needing[pair] is not _NOTHING)
        cases = diagrams.node(fact, tuple([diagrams.either(needing[pair].cases, rest.cases) for pair in each]))
        return _Cover(fact, given, None if rest is _NOTHING else rest, cases)


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
