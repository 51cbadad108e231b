"""What diagrams are made of: nodes, of which equal ones are one, and leaves with labels.

A node is a number. It asks for a fact and leads on for each of its values; a leaf ends in a label. The leaves of False
and True come first, so that in any table no case is node `NONE` and every case node `EVERY`.

>>> table = Nodes((2, 3))
>>> node = table.node(1, (NONE, EVERY, EVERY))
>>> node == table.node(1, (NONE, EVERY, EVERY)), table.node(0, (node, node)) == node, table.at(node, (0, 2))
(True, True, True)
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from math import prod

#: What is given of some facts: place of the fact → mask of places of its values.
Cube = Mapping[int, int]

#: The sets of no case and of every case, in any diagrams.
NONE, EVERY = 0, 1


class TooManyNodes(Exception):
    """Diagrams would need more nodes than they may have."""


class Nodes:
    """Nodes over the same facts; ``sizes``: how many values each fact has, in order.

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
        assert (self.leaf(False), self.leaf(True)) == (NONE, EVERY)

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
            reach = 0
            for child in children:
                reach |= self.reach[child]
            known = self._new(key, reach)
        return known

    def _fork(self, fact: int, low: int, high: int) -> int:
        """`node`, of a fact with two values."""
        if low == high:
            return low
        key = fact, (low, high)
        known = self._known.get(key)
        if known is None:
            known = self._new(key, self.reach[low] | self.reach[high])
        return known

    def _new(self, key: tuple[int, tuple[int, ...]], reach: int) -> int:
        """A node that is not there yet. Raises `TooManyNodes`."""
        made = len(self.nodes)
        if made >= self.most:
            raise TooManyNodes
        self._known[key] = made
        self.nodes.append(key)
        self.reach.append(reach)
        return made

    def step(self, node: int, fact: int, value: int) -> int:
        """Where a diagram leads once a fact, of those it asks for none before, has that value."""
        first, children = self.nodes[node]
        return children[value] if first == fact else node

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

    def at(self, root: int, values: Sequence[int]) -> Hashable:
        """The label of one case, by the places of its values."""
        while root not in self._label_of:
            fact, children = self.nodes[root]
            root = children[values[fact]]
        return self._label_of[root]

    def label(self, node: int) -> Hashable:
        """What a leaf ends in."""
        return self._label_of[node]

    def bit(self, label: Hashable) -> int:
        """The bit of a label in ``reach``."""
        return self.reach[self.leaf(label)]

    def _between(self, start: int, end: int) -> int:
        """How many cases the facts from one on have together, up to another."""
        return prod(self.sizes[start:end]) if start < end else 1
