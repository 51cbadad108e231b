"""A network as a circuit: the logic operations that decide it, the same in every lane, in an order to work them in.

The circuit is drawn by evaluating the network once with *wires* in place of vectors (symbolic evaluation): the rules of
`run` are followed as they stand, so that what is compiled is what Python's integers would do. A wire is "and", "or",
"xor" or "not" of others, or what the case says of a fact; nothing is drawn twice, and constants are the integers 0 (no
lane) and -1 (all lanes). Steps that wait for each other become loops with variables, repeated until no lane moves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

#: A wire, or one of the constants 0 and -1. The functions of `run` take it for a vector.
Signal = Any


class Wire:
    """One signal. ``op``: "input", "load", "not", "and", "or" or "xor"; ``of``: what it is made of."""

    __slots__ = ("circuit", "number", "of", "op")

    def __init__(self, circuit: Circuit, number: int, op: str, of: tuple[Any, ...]) -> None:
        self.circuit = circuit
        self.number = number
        self.op = op
        self.of = of

    def __and__(self, other: Signal) -> Signal:
        return self.circuit.both(self, other)

    def __or__(self, other: Signal) -> Signal:
        return self.circuit.either(self, other)

    def __xor__(self, other: Signal) -> Signal:
        return self.circuit.unlike(self, other)

    __rand__ = __and__
    __ror__ = __or__
    __rxor__ = __xor__


@dataclass(frozen=True, slots=True)
class Store:
    """A variable takes the value of a signal."""

    variable: int
    signal: Signal


@dataclass(frozen=True, slots=True)
class Loop:
    """Its items in turn, again and again as long as ``moved`` has a lane at their end."""

    items: list[Wire | Store | Loop]
    moved: list[Signal] = field(default_factory=list)


Item = Wire | Store | Loop


class Circuit:
    """``items`` in the order of working; ``inputs``: for a fact and some of its values, the wire."""

    def __init__(self) -> None:
        self.items: list[Item] = []
        self.inputs: dict[tuple[str, int], Wire] = {}
        self.variables = 0
        self._here = self.items
        self._known: dict[tuple[str, Any], Wire] = {}
        self._count = 0

    # -- wires

    def input(self, fact: str, values: int) -> Wire:
        """The lanes in which the value of a fact is among these."""
        if (fact, values) not in self.inputs:
            self.inputs[fact, values] = self._new("input", (fact, values))
        return self.inputs[fact, values]

    def negated(self, a: Signal) -> Signal:
        if not isinstance(a, Wire):
            return -1 - a
        return a.of[0] if a.op == "not" else self._wire("not", (a,))

    def both(self, a: Signal, b: Signal) -> Signal:
        if not isinstance(a, Wire) or not isinstance(b, Wire):
            constant, other = (b, a) if isinstance(a, Wire) else (a, b)
            return other if constant == -1 else 0
        if a is b or (b.op == "or" and a in b.of):
            return a
        if a.op == "or" and b in a.of:
            return b
        if _opposite(a, b):
            return 0
        return self._wire("and", _ordered(a, b))

    def either(self, a: Signal, b: Signal) -> Signal:
        if not isinstance(a, Wire) or not isinstance(b, Wire):
            constant, other = (b, a) if isinstance(a, Wire) else (a, b)
            return other if constant == 0 else -1
        if a is b or (b.op == "and" and a in b.of):
            return a
        if a.op == "and" and b in a.of:
            return b
        if _opposite(a, b):
            return -1
        return self._wire("or", _ordered(a, b))

    def unlike(self, a: Signal, b: Signal) -> Signal:
        if not isinstance(a, Wire) or not isinstance(b, Wire):
            constant, other = (b, a) if isinstance(a, Wire) else (a, b)
            return other if constant == 0 else self.negated(other)
        if a is b:
            return 0
        for one, other in ((a, b), (b, a)):
            # x ^ (x & y) is how `run` says "x and not y".
            if other.op == "and" and one in other.of:
                rest = other.of[1] if other.of[0] is one else other.of[0]
                return self.both(one, self.negated(rest))
        return self._wire("xor", _ordered(a, b))

    def _wire(self, op: str, of: tuple[Wire, ...]) -> Wire:
        known = self._known.get((op, of))
        if known is None:
            known = self._known[op, of] = self._new(op, of)
        return known

    def _new(self, op: str, of: tuple[Any, ...]) -> Wire:
        wire = Wire(self, self._count, op, of)
        self._count += 1
        if op != "input":
            self._here.append(wire)
        return wire

    # -- variables and loops

    def variable(self) -> int:
        self.variables += 1
        return self.variables - 1

    def store(self, variable: int, signal: Signal) -> None:
        self._here.append(Store(variable, signal))

    def load(self, variable: int) -> Wire:
        """What a variable holds at this point; never the same wire twice."""
        return self._new("load", (variable,))

    def loop(self, body: Callable[[], Sequence[Signal]]) -> None:
        """A loop of what ``body`` draws, which gives back the signals of what moved in a round."""
        outside, here = self._here, Loop([])
        outside.append(here)
        self._here = here.items
        here.moved.extend(s for s in body() if isinstance(s, Wire))
        self._here = outside

    # -- what is needed

    def needed(self, roots: Sequence[Signal]) -> set[Wire]:
        """The wires that the roots and the loops depend on."""
        waiting = [s for s in (*roots, *_kept(self.items)) if isinstance(s, Wire)]
        found = set(waiting)
        while waiting:
            for part in waiting.pop().of:
                if isinstance(part, Wire) and part not in found:
                    found.add(part)
                    waiting.append(part)
        return found


def operations(wires: set[Wire]) -> int:
    """How many "and", "or" and "xor" there are; a "not" is part of the operation it goes into."""
    return sum(wire.op in ("and", "or", "xor") for wire in wires)


def _ordered(a: Wire, b: Wire) -> tuple[Wire, Wire]:
    return (a, b) if a.number < b.number else (b, a)


def _opposite(a: Wire, b: Wire) -> bool:
    return (a.op == "not" and a.of[0] is b) or (b.op == "not" and b.of[0] is a)


def _kept(items: Sequence[Item]) -> Iterator[Signal]:
    """What loops need: the values of variables, and what says that they moved."""
    for item in items:
        if isinstance(item, Store):
            yield item.signal
        elif isinstance(item, Loop):
            yield from item.moved
            yield from _kept(item.items)
