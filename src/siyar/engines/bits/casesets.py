"""Sets of cases, as diagrams that end in False or True.

The operations keep their results (Bryant, "Graph-based algorithms for Boolean function manipulation", 1986); equal sets
are one node.

>>> sets = CaseSets((2, 3))
>>> some, others = sets.where(1, 0b101), sets.where(0, 0b01)
>>> sets.both(some, others) == sets.cube({0: 0b01, 1: 0b101}), sets.without(some, some) == NONE
(True, True)
>>> sets.either(some, sets.where(1, 0b010)) == EVERY, sets.first(sets.without(some, others))
(True, (1, 0))
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce

from siyar.engines.bits.nodes import EVERY, NONE, Cube, Nodes


class CaseSets(Nodes):
    """Sets of cases over the same facts; a set is the number of its node."""

    def __init__(self, sizes: Sequence[int], *, most: int = 1 << 62) -> None:
        super().__init__(sizes, most=most)
        self._both: dict[tuple[int, int], int] = {}
        self._either: dict[tuple[int, int], int] = {}
        self._without: dict[tuple[int, int], int] = {}
        self._given: dict[tuple[int, int, int], int] = {}

    def where(self, fact: int, values: int) -> int:
        """The cases in which a fact has one of the values, a mask of their places."""
        return self.node(fact, tuple([values >> v & 1 for v in range(self.sizes[fact])]))

    def cube(self, cube: Cube) -> int:
        """The cases that a cube leaves."""
        found = EVERY
        for fact in sorted(cube, reverse=True):
            mask = cube[fact]
            found = self.node(fact, tuple([found if mask >> v & 1 else NONE for v in range(self.sizes[fact])]))
        return found

    def both(self, one: int, other: int) -> int:
        """The cases in both sets."""
        if other < one:
            one, other = other, one
        if one < 2:
            return other if one == EVERY else NONE
        if one == other:
            return one
        found = self._both.get((one, other))
        if found is None:
            fact, mine, theirs = self._by_value(one, other)
            if len(mine) == 2:
                found = self._fork(fact, self.both(mine[0], theirs[0]), self.both(mine[1], theirs[1]))
            else:
                found = self.node(fact, tuple([self.both(a, b) for a, b in zip(mine, theirs, strict=True)]))
            self._both[one, other] = found
        return found

    def either(self, one: int, other: int) -> int:
        """The cases in either set."""
        if other < one:
            one, other = other, one
        if one < 2:
            return EVERY if one == EVERY else other
        if one == other:
            return one
        found = self._either.get((one, other))
        if found is None:
            fact, mine, theirs = self._by_value(one, other)
            if len(mine) == 2:
                found = self._fork(fact, self.either(mine[0], theirs[0]), self.either(mine[1], theirs[1]))
            else:
                found = self.node(fact, tuple([self.either(a, b) for a, b in zip(mine, theirs, strict=True)]))
            self._either[one, other] = found
        return found

    def without(self, one: int, other: int) -> int:
        """The cases of the one set that are not in the other."""
        if other == NONE:
            return one
        if one in (other, NONE) or other == EVERY:
            return NONE
        found = self._without.get((one, other))
        if found is None:
            fact, mine, theirs = self._by_value(one, other)
            if len(mine) == 2:
                found = self._fork(fact, self.without(mine[0], theirs[0]), self.without(mine[1], theirs[1]))
            else:
                found = self.node(fact, tuple([self.without(a, b) for a, b in zip(mine, theirs, strict=True)]))
            self._without[one, other] = found
        return found

    # Most of the time of a comparison goes by in these three, and most facts have two values: each calls itself, and
    # two values are written out. To share that would cost a tenth more.

    def _by_value(self, one: int, other: int) -> tuple[int, tuple[int, ...], tuple[int, ...]]:
        """The first fact that either set asks for, and where each leads, value by value."""
        first, mine = self.nodes[one]
        fact, theirs = self.nodes[other]
        if first < fact:
            return first, mine, (other,) * len(mine)
        if fact < first:
            return fact, (one,) * len(theirs), theirs
        return fact, mine, theirs

    def given(self, cases: int, fact: int, value: int) -> int:
        """The cases that would be in the set if the fact had this value, whatever value it has."""
        first, children = self.nodes[cases]
        if first > fact:
            return cases
        if first == fact:
            return children[value]
        found = self._given.get((cases, fact, value))
        if found is None:
            found = self.node(first, tuple([self.given(child, fact, value) for child in children]))
            self._given[cases, fact, value] = found
        return found

    def otherwise(self, cases: int, fact: int) -> int:
        """The cases that differ from one of the set in this fact and in nothing else."""
        return self._otherwise(cases, fact, {})

    def _otherwise(self, node: int, fact: int, known: dict[int, int]) -> int:
        first, children = self.nodes[node]
        if first > fact:
            return node if self.sizes[fact] > 1 else NONE
        if node not in known:
            if first < fact:
                each = [self._otherwise(child, fact, known) for child in children]
            else:
                each = [
                    reduce(self.either, [child for u, child in enumerate(children) if u != v], NONE)
                    for v in range(len(children))
                ]
            known[node] = self.node(first, tuple(each))
        return known[node]

    def meets(self, node: int, cube: Cube) -> bool:
        """Whether the cube leaves a case of the set."""
        seen: set[int] = set()
        waiting = [node]
        while waiting:
            here = waiting.pop()
            if here == EVERY:
                return True
            if here and here not in seen:
                seen.add(here)
                fact, children = self.nodes[here]
                mask = cube.get(fact)
                if mask is None:
                    waiting += children
                else:
                    waiting += [child for v, child in enumerate(children) if mask >> v & 1]
        return False

    def first(self, cases: int) -> tuple[int, ...]:
        """The first case of a set that is not empty, by the places of its values; facts are compared in order."""
        found, node = [0] * len(self.sizes), cases
        while node != EVERY:
            fact, children = self.nodes[node]
            found[fact] = next(v for v, child in enumerate(children) if child)
            node = children[found[fact]]
        return tuple(found)
