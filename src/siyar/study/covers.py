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

from siyar.engines.bits.diagrams import Diagrams
from siyar.engines.bits.nodes import EVERY, NONE, Cube

#: A condition of more terms, before it is shortened, is told otherwise (`branches`): nobody reads it.
MOST_TERMS = 128

#: For cases that are a larger diagram no condition of few terms is looked for: to find that there is none takes long.
MOST_NODES = 2048

#: Steps in which a case is looked for that only one term leaves; then the sets of cases are worked.
MOST_STEPS = 128

#: As many terms as there are.
ANY = 1 << 62


class TooLong(Exception):
    """A cover would have more cubes than it may."""


class Covering:
    """The work on a cover of the cases of one set and none of another; what was found with few terms allowed is kept.

    A cover is of prime cubes, none of them to spare, few facts first: no condition can be taken from a term and no
    value added to one of its facts, and each term has a case that the others do not leave. It is not always the
    shortest there is. Cases in neither set do not count.
    """

    def __init__(self, diagrams: Diagrams, inside: int, outside: int) -> None:
        self.diagrams, self.inside, self.outside = diagrams, inside, outside
        self._work = _Work(diagrams)

    @classmethod
    def of(
        cls, diagrams: Diagrams, root: int, wanted: Collection[Hashable], free: Collection[Hashable] = ()
    ) -> Covering:
        """Of the cases of the ``wanted`` labels; those of ``free`` labels do not count."""
        others = set(diagrams.labels) - set(wanted) - set(free)
        return cls(diagrams, diagrams.labelled(root, wanted), diagrams.labelled(root, others))

    def shortened(self, most: int = ANY) -> tuple[Cube, ...]:
        """The cover. Raises `TooLong` where it would have more terms before it is shortened."""
        terms: list[Cube] = []
        for cube in self.unshortened(most):
            if _leaves(self.diagrams, self.inside, cube, terms):
                terms.append(_prime(self.diagrams, self.outside, cube))
        return tuple(sorted(_needed(self.diagrams, self.inside, terms), key=_few_facts))

    def unshortened(self, most: int = ANY) -> tuple[Cube, ...]:
        """Cubes that leave all wanted cases and no other that counts: a term may have a condition it could do without,
        or be to spare. Raises `TooLong`."""
        found = self._work.of(self.inside, self.diagrams.without(EVERY, self.outside), most)
        return tuple(dict(term) for term in sorted(found.terms(), key=lambda term: (len(term), term)))


def cover(
    diagrams: Diagrams, root: int, wanted: Collection[Hashable], free: Collection[Hashable] = ()
) -> tuple[Cube, ...]:
    """The cover of the cases of the ``wanted`` labels, however long."""
    return Covering.of(diagrams, root, wanted, free).shortened()


def condition(
    diagrams: Diagrams,
    root: int,
    wanted: Collection[Hashable],
    free: Collection[Hashable] = (),
    *,
    most: int = MOST_TERMS,
) -> tuple[Cube, ...] | None:
    """The cover of the cases of the ``wanted`` labels; None where it would have more than ``most`` terms before it is
    shortened, or where the cases are a diagram of more than `MOST_NODES` nodes."""
    covering = Covering.of(diagrams, root, wanted, free)
    if len(diagrams.under(covering.inside)) > MOST_NODES:
        return None
    try:
        return covering.shortened(most)
    except TooLong:
        return None


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
    is another cover. ``cases``: the set of the cases they leave; ``size``: how many cubes. Covers are shared, so that
    each is made once."""

    fact: int
    given: tuple[tuple[int, _Cover], ...]
    rest: _Cover | None
    cases: int
    size: int

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
_NOTHING, _ALL = _Cover(-1, (), None, NONE, 0), _Cover(-1, (), None, EVERY, 1)


class _Work:
    """Minato, "Fast generation of prime-irredundant covers from binary decision diagrams" (1993), for any number of
    values: first what needs a value of the fact given, then, of what is left, what needs none. Values that lead to the
    same are given together.

    Every cover that is made is part of the one asked for, so that a part which has more cubes than are left for it ends
    the work as soon as it is met."""

    def __init__(self, diagrams: Diagrams) -> None:
        self.diagrams = diagrams
        self.known: dict[tuple[int, int], _Cover] = {}

    def of(self, must: int, may: int, most: int) -> _Cover:
        """Cubes within ``may`` that leave every case of ``must``. Raises `TooLong` where there are more."""
        if must == NONE:
            return _NOTHING
        found = _ALL if may == EVERY else self.known.get((must, may))
        if found is None:
            found = self.known[must, may] = self._made(must, may, most)
        if found.size > most:
            raise TooLong
        return found

    def _made(self, must: int, may: int, most: int) -> _Cover:
        diagrams = self.diagrams
        fact = min(diagrams.nodes[must][0], diagrams.nodes[may][0])
        each = [(diagrams.step(must, fact, v), diagrams.step(may, fact, v)) for v in range(diagrams.sizes[fact])]
        always = reduce(diagrams.both, [might for _, might in each])
        values: dict[tuple[int, int], int] = {}
        for value, pair in enumerate(each):
            values[pair] = values.get(pair, 0) | 1 << value
        left, needing, size = NONE, {}, 0
        for must_here, may_here in values:
            # What must be is within what may be, and what needs the value is left by the cubes that give it: where that
            # tells what remains, no diagram is worked.
            alone = NONE if may_here == always else diagrams.without(must_here, always)
            needing[must_here, may_here] = found = self.of(alone, may_here, most - size)
            size += found.size
            if alone != must_here:
                left = diagrams.either(left, diagrams.without(must_here, found.cases))
        rest = self.of(left, always, most - size)
        given = tuple((mask, needing[pair]) for pair, mask in values.items() if needing[pair] is not _NOTHING)
        cases = diagrams.node(fact, tuple([diagrams.either(needing[pair].cases, rest.cases) for pair in each]))
        return _Cover(fact, given, None if rest is _NOTHING else rest, cases, size + rest.size)


def _prime(diagrams: Diagrams, outside: int, cube: Cube) -> dict[int, int]:
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


def _needed(diagrams: Diagrams, inside: int, terms: Sequence[Cube]) -> list[Cube]:
    """The terms without those whose cases the others leave too, tried from the last."""
    kept: list[Cube] = []
    for place in reversed(range(len(terms))):
        if _leaves(diagrams, inside, terms[place], [*terms[:place], *kept]):
            kept.append(terms[place])
    return kept


def _leaves(diagrams: Diagrams, cases: int, cube: Cube, others: Sequence[Cube]) -> bool:
    """Whether the cube leaves a case of the set that none of the others leaves.

    Mostly it does, and one such case is soon found: what is left of the cube without the first of the others is some
    cubes, of each of which the next is taken away, and so on. Where that takes many steps the sets are worked.
    """
    waiting: list[tuple[Cube, int]] = [(cube, 0)]
    for _ in range(MOST_STEPS):
        if not waiting:
            return False
        here, place = waiting.pop()
        if not diagrams.meets(cases, here):
            continue
        while place < len(others) and any(not here.get(f, -1) & mask for f, mask in others[place].items()):
            place += 1  # they have no case in common
        if place == len(others):
            return True
        within = dict(here)
        for fact, mask in others[place].items():
            left = within.get(fact, (1 << diagrams.sizes[fact]) - 1)
            if left & ~mask:
                waiting.append(({**within, fact: left & ~mask}, place + 1))
            within[fact] = left & mask
    left = diagrams.both(cases, diagrams.cube(cube))
    for other in others:
        left = diagrams.without(left, diagrams.cube(other))
    return left != NONE
