"""Functions of facts with finitely many values, each as a diagram in which equal parts are one.

A diagram asks for one fact after the other, in a fixed order, and ends in a label (Srinivasan, Kam, Malik and Brayton,
"Algorithms for discrete function manipulation", 1990). Facts on which nothing depends are not asked for, so that the
cases of many facts are counted and searched without being gone through one by one.

A *set of cases* is a diagram that ends in False or True: no case is node `NONE`, every case node `EVERY`. Sets have
operations of their own, whose results are kept (Bryant, "Graph-based algorithms for Boolean function manipulation",
1986); equal sets are one node.

>>> facts = Diagrams((2, 3))
>>> root = facts.cut(facts.leaf("no"), {0: 0b10, 1: 0b011}, {"no": "yes"})
>>> facts.counts(root)
{'no': 4, 'yes': 2}
>>> some, others = facts.where(1, 0b101), facts.where(0, 0b01)
>>> facts.count(facts.both(some, others)), facts.count(facts.either(some, others)), facts.without(some, some) == NONE
(2, 5, True)
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from functools import reduce
from math import prod

#: What is given of some facts: place of the fact → mask of places of its values.
Cube = Mapping[int, int]

#: The sets of no case and of every case, in any diagrams.
NONE, EVERY = 0, 1


class TooManyNodes(Exception):
    """Diagrams would need more nodes than they may have."""


class Diagrams:
    """Diagrams over the same facts. A node is a number; ``sizes``: how many values each fact has, in order.

    Whatever makes a node raises `TooManyNodes` where there are ``most``.
    """

    def __init__(self, sizes: Sequence[int], *, most: int = 1 << 62) -> None:
        self.sizes = tuple(sizes)
        self.most = most
        self.nodes: list[tuple[int, tuple[int, ...]]] = []  # the fact asked for, and where each value leads
        self.labels: list[Hashable] = []
        self.reach: list[int] = []  # for each node, the labels it can end in, a bit for each
        self._known: dict[tuple[int, tuple[int, ...]], int] = {}
        self._leaves: dict[Hashable, int] = {}
        self._label_of: dict[int, Hashable] = {}
        self._both: dict[tuple[int, int], int] = {}
        self._either: dict[tuple[int, int], int] = {}
        self._without: dict[tuple[int, int], int] = {}
        self._given: dict[tuple[int, int, int], int] = {}
        assert (self.leaf(False), self.leaf(True)) == (NONE, EVERY)

    # ------------------------------------------------------------------ making

    def leaf(self, label: Hashable) -> int:
        """The diagram that ends in this label whatever the facts."""
        if label not in self._leaves:
            node = self._leaves[label] = len(self.nodes)
            self.nodes.append((len(self.sizes), ()))
            self.reach.append(1 << len(self.labels))
            self.labels.append(label)
            self._label_of[node] = label
        return self._leaves[label]

    def node(self, fact: int, children: tuple[int, ...]) -> int:
        """The diagram that asks for a fact first."""
        if children.count(children[0]) == len(children):
            return children[0]
        key = fact, children
        known = self._known.get(key)
        if known is None:
            known = len(self.nodes)
            if known >= self.most:
                raise TooManyNodes
            self._known[key] = known
            self.nodes.append(key)
            reach = 0
            for child in children:
                reach |= self.reach[child]
            self.reach.append(reach)
        return known

    def combined(self, roots: Sequence[int], label: Callable[[tuple[Hashable, ...]], Hashable]) -> int:
        """The diagram whose label is a function of what each of the diagrams ends in."""
        return self._combined(tuple(roots), label, {})

    def _combined(
        self,
        here: tuple[int, ...],
        label: Callable[[tuple[Hashable, ...]], Hashable],
        known: dict[tuple[int, ...], int],
    ) -> int:
        if here not in known:
            fact = min(self.nodes[n][0] for n in here)
            if fact == len(self.sizes):
                known[here] = self.leaf(label(tuple(self._label_of[n] for n in here)))
            else:
                each = (tuple(self.step(n, fact, v) for n in here) for v in range(self.sizes[fact]))
                known[here] = self.node(fact, tuple([self._combined(child, label, known) for child in each]))
        return known[here]

    def cut(self, root: int, cube: Cube, labels: Mapping[Hashable, Hashable]) -> int:
        """The same with other labels in the cases that the cube leaves; labels that are not named stay."""
        return self._cut(root, sorted(cube.items()), 0, labels, {})

    def _cut(
        self,
        node: int,
        cube: Sequence[tuple[int, int]],
        done: int,
        labels: Mapping[Hashable, Hashable],
        known: dict[tuple[int, int], int],
    ) -> int:
        fact = self.nodes[node][0]
        inside = done < len(cube) and cube[done][0] <= fact
        if inside:
            fact, mask = cube[done]
        elif fact == len(self.sizes):
            label = self._label_of[node]
            return self.leaf(labels.get(label, label))
        else:
            mask = -1
        if (node, done) not in known:
            each = [(self.step(node, fact, v), mask >> v & 1) for v in range(self.sizes[fact])]
            known[node, done] = self.node(
                fact, tuple([self._cut(n, cube, done + inside, labels, known) if here else n for n, here in each])
            )
        return known[node, done]

    def labelling(self, root: int, cases: int, label: Hashable) -> int:
        """The same with one label in all the cases of a set."""
        return self._labelling(root, cases, self.leaf(label), {})

    def _labelling(self, node: int, inside: int, leaf: int, known: dict[tuple[int, int], int]) -> int:
        if inside == NONE:
            return node
        if inside == EVERY:
            return leaf
        found = known.get((node, inside))
        if found is None:
            fact = min(self.nodes[node][0], self.nodes[inside][0])
            each = [(self.step(node, fact, v), self.step(inside, fact, v)) for v in range(self.sizes[fact])]
            found = self.node(fact, tuple([self._labelling(*here, leaf, known) for here in each]))
            known[node, inside] = found
        return found

    # ------------------------------------------------------------------ sets of cases

    def where(self, fact: int, values: int) -> int:
        """The cases in which a fact has one of the values, a mask of their places."""
        return self.node(fact, tuple([values >> v & 1 for v in range(self.sizes[fact])]))

    def labelled(self, root: int, labels: Collection[Hashable]) -> int:
        """The cases in which a diagram ends in one of the labels."""
        wanted = 0
        for label in labels:
            if label in self._leaves:
                wanted |= self.bit(label)
        return self._labelled(root, wanted, {})

    def _labelled(self, node: int, wanted: int, known: dict[int, int]) -> int:
        reach = self.reach[node]
        if not reach & wanted:
            return NONE
        if not reach & ~wanted:
            return EVERY
        if node not in known:
            fact, children = self.nodes[node]
            known[node] = self.node(fact, tuple([self._labelled(child, wanted, known) for child in children]))
        return known[node]

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

    def _fork(self, fact: int, low: int, high: int) -> int:
        """`node`, of a fact with two values."""
        if low == high:
            return low
        key = fact, (low, high)
        known = self._known.get(key)
        if known is None:
            known = len(self.nodes)
            if known >= self.most:
                raise TooManyNodes
            self._known[key] = known
            self.nodes.append(key)
            self.reach.append(self.reach[low] | self.reach[high])
        return known

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

    def count(self, cases: int) -> int:
        """How many cases are in a set."""
        return self.counts(cases).get(True, 0)

    def first(self, cases: int) -> tuple[int, ...]:
        """The first case of a set that is not empty, by the places of its values; facts are compared in order."""
        found, node = [0] * len(self.sizes), cases
        while node != EVERY:
            fact, children = self.nodes[node]
            found[fact] = next(v for v, child in enumerate(children) if child)
            node = children[found[fact]]
        return tuple(found)

    # ------------------------------------------------------------------ reading

    def step(self, node: int, fact: int, value: int) -> int:
        """Where a diagram leads once a fact, of those it asks for none before, has that value."""
        first, children = self.nodes[node]
        return children[value] if first == fact else node

    def at(self, root: int, values: Sequence[int]) -> Hashable:
        """The label of one case, by the places of its values."""
        while root not in self._label_of:
            fact, children = self.nodes[root]
            root = children[values[fact]]
        return self._label_of[root]

    def under(self, root: int) -> list[int]:
        """The nodes of a diagram that ask for a fact, each after those it leads to: these were made before it."""
        found: set[int] = set()
        waiting = [root]
        while waiting:
            node = waiting.pop()
            if node not in found and self.nodes[node][1]:
                found.add(node)
                waiting += self.nodes[node][1]
        return sorted(found)

    def counts(self, root: int) -> dict[Hashable, int]:
        """How many cases end in each label; labels without any are left out."""
        # By the leaf that a case ends in: a number is looked up faster than a label. Of each node, over the facts from
        # the one it asks for.
        known: dict[int, dict[int, int]] = {leaf: {leaf: 1} for leaf in self._label_of}
        for node in self.under(root):
            fact, children = self.nodes[node]
            found = known[node] = {}
            for child in children:
                times = self._between(fact + 1, self.nodes[child][0])
                for leaf, count in known[child].items():
                    found[leaf] = found.get(leaf, 0) + count * times
        times = self._between(0, self.nodes[root][0])
        return {self._label_of[leaf]: count * times for leaf, count in known[root].items()}

    def counts_by_value(self, cases: int) -> tuple[tuple[int, ...], ...]:
        """For each fact and each of its values, how many cases of a set have it; in one pass down and one up."""
        below: dict[int, int] = {NONE: 0, EVERY: 1}  # over the facts from the one the node asks for
        order = self.under(cases)
        for node in order:
            fact, children = self.nodes[node]
            below[node] = sum([below[child] * self._between(fact + 1, self.nodes[child][0]) for child in children])
        total = below[cases] * self._between(0, self.nodes[cases][0])
        found = [[0] * size for size in self.sizes]
        above = {cases: self._between(0, self.nodes[cases][0])}
        for node in reversed(order):
            fact, children = self.nodes[node]
            for value, child in enumerate(children):
                ways = above[node] * self._between(fact + 1, self.nodes[child][0])
                found[fact][value] += ways * below[child]
                above[child] = above.get(child, 0) + ways
        for counts in found:  # where a fact is not asked for, each of its values has as many cases
            rest = (total - sum(counts)) // len(counts)
            counts[:] = [count + rest for count in counts]
        return tuple(tuple(counts) for counts in found)

    def reach_by_value(self, root: int) -> list[list[int]]:
        """For each fact and each of its values, the labels that cases with it can end in, a bit for each."""
        found = [[0] * size for size in self.sizes]
        passed = {(0, self.nodes[root][0]): self.reach[root]}  # what is reached without asking for the facts between
        for node in self.under(root):
            fact, children = self.nodes[node]
            here = found[fact]
            for value, child in enumerate(children):
                reach = self.reach[child]
                here[value] |= reach
                span = fact + 1, self.nodes[child][0]
                passed[span] = passed.get(span, 0) | reach
        for (start, end), reach in passed.items():
            for each in found[start:end]:
                each[:] = [labels | reach for labels in each]
        return found

    def _between(self, start: int, end: int) -> int:
        """How many cases the facts from one on have together, up to another."""
        return prod(self.sizes[start:end]) if start < end else 1

    def label(self, node: int) -> Hashable:
        """What a leaf ends in."""
        return self._label_of[node]

    def bit(self, label: Hashable) -> int:
        """The bit of a label in ``reach``."""
        return self.reach[self.leaf(label)]
