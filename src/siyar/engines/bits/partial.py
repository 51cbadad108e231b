"""Partial answers looked at in the order of their facts: which answers are left after one, and after one value more.

A survey becomes a diagram that asks for the first fact first, and for each fact exactly once, and ends in the sets of
answers that are left. A partial answer leads to a node of it: facts that it passes by are taken together,
whatever their values. Many partial answers lead to the same node, and that is looked at once.

>>> looking = Partial.of_lanes((0b1001, 0b0100), (2, 2), (True, True))
>>> every = ((0, 0), (0, 1), (1, 0), (1, 1))
>>> [(value, number, only) for value, number, only, _ in looking.looks(looking.start, every, lambda value: False)]
[((0, 0), 0, False), ((0, 1), 0, True), ((1, 0), 0, True), ((1, 1), 0, False)]
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import prod
from typing import Generic, Protocol, TypeVar

from siyar.engines.bits.diagrams import Diagrams
from siyar.engines.bits.space import Value

#: How many facts are behind, and which diagram over the others is left; of no others a set of answers, as bits.
Node = tuple[int, int]

S = TypeVar("S", bound=Hashable)
T = TypeVar("T")

#: Where a fact, by its place, leads with a value; and what is left where all have one.
Step = Callable[[S, int, int], S]
Left = Callable[[S], int]

#: A value, one answer that is left after it, whether it is the only one, and the longer partial answer.
Look = tuple[Value, int, bool, T]

#: Digits as numbers.
_DIGITS = bytes.maketrans(b"01", b"\0\1")


class Looking(Protocol[T]):
    """A way to look at partial answers, each of which it knows by something of its own."""

    #: Nothing is answered yet.
    start: T

    def looks(
        self, after: T, values: Iterable[Value], idle: Callable[[Value], bool], settling: bool = False
    ) -> Iterable[Look[T]]:
        """After a partial answer and one more of the values: one answer that is left, whether it is the only one.

        ``values``: those of all facts after those of the partial answer; passed by are those that leave no completion,
        and those that all completions left have anyway. Those that are idle need not be looked at. ``settling``: only
        values that leave one answer are wanted.
        """


@dataclass(frozen=True, slots=True)
class _Growing(Generic[S]):
    """What `Partial` is made of, and the nodes of states so far, by how many facts have a value."""

    sizes: Sequence[int]
    wanted: Sequence[bool]
    step: Step[S]
    left: Left[S]
    known: list[dict[S, int]]


class Partial:
    """What is left of a survey after partial answers about some of its facts.

    A node over some of the facts is a number, and 0 if no case is left.
    """

    def __init__(self, sizes: Sequence[int], wanted: Sequence[bool], start: S, step: Step[S], left: Left[S]) -> None:
        """``sizes``: how many values each fact has; ``wanted``: whether partial answers may speak of it.

        The facts are given a value in their order, from ``start`` on; where all have one ``left`` says which answers
        there are, as bits.
        """
        self.sizes = [size for size, this in zip(sizes, wanted, strict=True) if this]
        none = [(0,) * size for size in self.sizes]
        self._nodes: list[list[tuple[int, ...]]] = [[children] for children in none]
        self._known = [{children: 0} for children in none]
        self._reach = [[0] for _ in none]
        self._either: list[dict[tuple[int, int], int]] = [{} for _ in none]
        self._seen: dict[Node, tuple[Look[Node], ...]] = {}
        self._settling: dict[Node, tuple[Look[Node], ...]] = {}
        whole = _Growing(sizes, wanted, step, left, [{} for _ in sizes])
        self.start: Node = 0, self._grown(whole, start, 0, 0)

    @staticmethod
    def of_lanes(masks: Sequence[int], sizes: Sequence[int], wanted: Sequence[bool]) -> Partial:
        """Of a survey with a mask of lanes for each answer."""
        lanes = numbered(masks, prod(sizes))
        return Partial(
            sizes,
            wanted,
            lanes,
            lambda lanes, at, value: lanes[value :: sizes[at]],  # of those that are left the first changes fastest
            lambda lanes: 1 << lanes[0] >> 1,
        )

    @staticmethod
    def of_diagram(diagrams: Diagrams, root: int, labels: Sequence[Hashable], wanted: Sequence[bool]) -> Partial:
        """Of a diagram that ends in answers, by the places of these among the labels; what has no place is no case."""
        bits = {diagrams.leaf(label): 1 << place for place, label in enumerate(labels)}
        return Partial(diagrams.sizes, wanted, root, diagrams.step, lambda leaf: bits.get(leaf, 0))

    def looks(
        self, after: Node, values: Iterable[Value], idle: Callable[[Value], bool], settling: bool = False
    ) -> tuple[Look[Node], ...]:
        """What each of the values, all those of later facts, leaves; see `Looking`."""
        seen = self._seen.get(after)
        if seen is None:
            seen = self._seen[after] = tuple(self._looked(*after))
            self._settling[after] = tuple([look for look in seen if look[2]])
        return self._settling[after] if settling else seen

    def _looked(self, fact: int, node: int) -> Iterator[Look[Node]]:
        for here in range(fact, len(self.sizes)):
            children = self._nodes[here][node]
            left = [self._answers(here + 1, child) for child in children]
            if left.count(0) < len(left) - 1:
                for value, answers in enumerate(left):
                    if answers:
                        first = (answers & -answers).bit_length() - 1
                        yield (here, value), first, not answers & (answers - 1), (here + 1, children[value])
            node = self._together(here + 1, children)

    # ------------------------------------------------------------------ the diagram

    def _grown(self, whole: _Growing[S], state: S, at: int, fact: int) -> int:
        """``at``: how many facts of the whole have a value, ``fact``: of those that are wanted."""
        if at == len(whole.sizes):
            return whole.left(state)
        found = whole.known[at].get(state)
        if found is None:
            wanted = whole.wanted[at]
            states = [whole.step(state, at, value) for value in range(whole.sizes[at])]
            each = [self._grown(whole, one, at + 1, fact + wanted) for one in states]
            found = self._node(fact, tuple(each)) if wanted else self._together(fact, each)
            whole.known[at][state] = found
        return found

    def _node(self, fact: int, children: tuple[int, ...]) -> int:
        found = self._known[fact].get(children)
        if found is None:
            found = self._known[fact][children] = len(self._nodes[fact])
            self._nodes[fact].append(children)
            answers = 0
            for child in children:
                answers |= self._answers(fact + 1, child)
            self._reach[fact].append(answers)
        return found

    def _answers(self, fact: int, node: int) -> int:
        """The answers a node leads to, as a set of bits."""
        return node if fact == len(self.sizes) else self._reach[fact][node]

    def _together(self, fact: int, nodes: Sequence[int]) -> int:
        """What is left where one of some nodes is."""
        found = 0
        for node in nodes:
            found = self._both(fact, found, node)
        return found

    def _both(self, fact: int, one: int, other: int) -> int:
        if one == other or not other:
            return one
        if not one:
            return other
        if fact == len(self.sizes):
            return one | other
        known = self._either[fact]
        found = known.get((one, other))
        if found is None:
            pairs = zip(self._nodes[fact][one], self._nodes[fact][other], strict=True)
            found = self._node(fact, tuple([self._both(fact + 1, a, b) for a, b in pairs]))
            known[one, other] = known[other, one] = found
        return found


def numbered(masks: Sequence[int], lanes: int) -> bytes | tuple[int, ...]:
    """For each lane the number, from 1 on, of the mask that has it; 0 where none has. No two masks share a lane.

    >>> list(numbered((0b1001, 0b0100), 4))
    [1, 0, 2, 1]
    """
    if len(masks) > 255:
        return tuple(next((n for n, mask in enumerate(masks, 1) if mask >> lane & 1), 0) for lane in range(lanes))
    found = 0
    for number, mask in enumerate(masks, 1):
        found |= number * int.from_bytes(format(mask, f"0{lanes}b").encode().translate(_DIGITS), "big")
    return found.to_bytes(lanes, "little")
