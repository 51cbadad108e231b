"""A circuit as the text of a straight-line program for LLVM: one bit a case, as many words at once as a register holds.

The first facts of the space differ from bit to bit, the six lowest within a word and up to three more from word to word
of a register: their inputs are constants. The facts after them have one value throughout a step. Steps are counted by
the facts of `Layout.middle`, in the inner loop, and of `Layout.high`, in the outer one; the program works the outer
steps from `%start` to `%stop`.

For each counted signal it adds, word by word of a register, the number of its lanes to a row of `%counts`; two signals
share a row, each half of a word. Each kept signal is written to a stretch of `%kept`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import prod

from siyar.engines.bits.circuit import Circuit, Item, Loop, Signal, Store, Wire
from siyar.engines.bits.space import WORD, Space, places

#: Facts of the inner loop.
MIDDLE = 4

#: The first bit of the second half of a word: one call may count no more than 2^32 lanes.
HALF = 32


@dataclass(frozen=True)
class Layout:
    """A space whose first facts have two values each. ``words``: how many words of 64 cases a register holds."""

    space: Space
    words: int

    @cached_property
    def low(self) -> int:
        """How many facts, from the first, differ within a register."""
        return WORD + self.words.bit_length() - 1

    @cached_property
    def middle(self) -> int:
        """How many facts after them have two values and are counted by the inner loop."""
        return min(MIDDLE, _two_valued(self.space) - self.low)

    @cached_property
    def steps(self) -> int:
        """Steps of the outer loop."""
        return prod(len(values) for values in self.space.values[self.low + self.middle :])

    @cached_property
    def width(self) -> int:
        """Cases in a step of the outer loop."""
        return 1 << self.low + self.middle

    @staticmethod
    def of(space: Space, most_words: int) -> Layout:
        """The layout for registers of at most ``most_words``; the space has at least `WORD` two-valued facts first."""
        fitting = 1 << max(0, _two_valued(space) - WORD)
        return Layout(space, min(most_words, fitting))


def _two_valued(space: Space) -> int:
    """How many facts, from the first, have two values."""
    count = 0
    while count < len(space.values) and len(space.values[count]) == 2:
        count += 1
    return count


def fits(facts: Mapping[str, int]) -> Space | None:
    """The space of the facts, those with two values first, if a program can work it."""
    two = {name: mask for name, mask in facts.items() if mask.bit_count() == 2}
    if len(two) < WORD:
        return None
    return Space.of({**two, **facts})


@dataclass(frozen=True)
class Written:
    """The text of a program, a function `work(start, stop, counts, kept)`, and where it counts what.

    ``places``: for each counted wire its row of `%counts` and in which half of each word, from bit 0 or from `HALF`.
    """

    text: str
    places: Mapping[Wire, tuple[int, int]]


def program(circuit: Circuit, layout: Layout, counted: Sequence[Wire], kept: Sequence[Wire]) -> Written:
    """The program that counts and keeps these wires."""
    writer = _Writer(circuit, layout, counted, kept)
    text = "\n".join(writer.written())
    return Written(text, writer.places)


class _Writer:
    def __init__(self, circuit: Circuit, layout: Layout, counted: Sequence[Wire], kept: Sequence[Wire]) -> None:
        self.circuit = circuit
        self.layout = layout
        self.needed = circuit.needed([*counted, *kept])
        self.counted = frozenset(counted)
        self.places: dict[Wire, tuple[int, int]] = {}
        self.waiting: Wire | None = None  # counted, and not yet added to its row
        self.kept: dict[Wire, int] = {wire: i for i, wire in enumerate(kept)}
        self.vector = f"<{layout.words} x i64>"
        self.lines: list[str] = []
        self.depth = 0
        self.due: list[Wire] = []
        self.fresh = 0

    def written(self) -> Iterable[str]:
        layout, vector = self.layout, self.vector
        self.say("define void @work(i64 %start, i64 %stop, ptr noalias %counts, ptr noalias %kept) {")
        self.say("entry:")
        for variable in range(self.circuit.variables):
            self.say(f"  %x{variable} = alloca {vector}")
        self.say("  br label %outer")
        self.say("outer:")
        self.say("  %h = phi i64 [ %start, %entry ], [ %h.next, %outer.end ]")
        inner = layout.low + layout.middle
        for (fact, values), wire in self.inputs():
            if (place := layout.space.facts.index(fact)) >= inner:
                self.high(wire, place, values)
        self.say("  br label %inner")
        self.say("inner:")
        self.say("  %t = phi i64 [ 0, %outer ], [ %t.next, %inner.end ]")
        self.say("  %s = sub i64 %h, %start")
        self.say(f"  %s.m = shl i64 %s, {layout.middle}")
        self.say("  %place = or i64 %s.m, %t")
        self.say("  %h.count = sub i64 %stop, %start")
        self.say(f"  %stretch = shl i64 %h.count, {layout.middle}")
        for (fact, values), wire in self.inputs():
            if layout.low <= (place := layout.space.facts.index(fact)) < inner:
                self.middle(wire, place, values)
        for _, wire in self.inputs():
            self.emit(wire)
        self.items(self.circuit.items)
        if self.waiting is not None:
            n = self.waiting.number
            self.add(f"%p{n}", self.places[self.waiting][0], n)
        self.say("  br label %inner.end")
        self.say("inner.end:")
        self.say("  %t.next = add i64 %t, 1")
        self.say(f"  %t.done = icmp eq i64 %t.next, {1 << layout.middle}")
        self.say("  br i1 %t.done, label %outer.end, label %inner")
        self.say("outer.end:")
        self.say("  %h.next = add i64 %h, 1")
        self.say("  %h.done = icmp eq i64 %h.next, %stop")
        self.say("  br i1 %h.done, label %end, label %outer")
        self.say("end:")
        self.say("  ret void")
        self.say("}")
        self.say(f"declare {vector} @llvm.ctpop.v{layout.words}i64({vector})")
        self.say(f"declare i64 @llvm.vector.reduce.or.v{layout.words}i64({vector})")
        return self.lines

    def say(self, line: str) -> None:
        self.lines.append(line)

    # -- facts

    def inputs(self) -> list[tuple[tuple[str, int], Wire]]:
        return [(key, wire) for key, wire in self.circuit.inputs.items() if wire in self.needed]

    def high(self, wire: Wire, place: int, values: int) -> None:
        """A fact of the outer loop: its digit in the number of the step looks up a bit."""
        space, layout = self.layout.space, self.layout
        unit = prod(len(v) for v in space.values[layout.low + layout.middle : place])
        table = places(values, space.values[place])
        n = wire.number
        self.say(f"  %a{n} = udiv i64 %h, {unit}")
        self.say(f"  %b{n} = urem i64 %a{n}, {len(space.values[place])}")
        self.say(f"  %c{n} = lshr i64 {table}, %b{n}")
        self.spread(n)

    def middle(self, wire: Wire, place: int, values: int) -> None:
        n = wire.number
        first = self.layout.space.values[place][0] & values != 0
        self.say(f"  %b{n} = lshr i64 %t, {place - self.layout.low}")
        self.say(f"  %c{n} = xor i64 %b{n}, {int(first)}")
        self.spread(n)

    def spread(self, n: int) -> None:
        """The lowest bit of %c in every lane."""
        words = self.layout.words
        self.say(f"  %d{n} = and i64 %c{n}, 1")
        self.say(f"  %e{n} = sub i64 0, %d{n}")
        self.say(f"  %f{n} = insertelement {self.vector} poison, i64 %e{n}, i32 0")
        self.say(f"  %w{n} = shufflevector {self.vector} %f{n}, {self.vector} poison, <{words} x i32> zeroinitializer")

    def name(self, signal: Signal) -> str:
        if not isinstance(signal, Wire):
            return "zeroinitializer" if signal == 0 else self.constant([-1] * self.layout.words)
        if signal.op == "input" and (place := self.layout.space.facts.index(signal.of[0])) < self.layout.low:
            return self.pattern(place, signal.of[1])
        return f"%w{signal.number}"

    def pattern(self, place: int, values: int) -> str:
        """A fact whose value differs within a register, as a constant."""
        space = self.layout.space
        lanes = Space.of({name: sum(space.values[i]) for i, name in enumerate(space.facts[: self.layout.low])})
        where = lanes.where(space.facts[place], values)
        words = [where >> 64 * i & (1 << 64) - 1 for i in range(self.layout.words)]
        return self.constant([w - (1 << 64) if w >> 63 else w for w in words])

    def constant(self, words: Sequence[int]) -> str:
        return "<" + ", ".join(f"i64 {word}" for word in words) + ">"

    # -- the circuit

    def items(self, items: Sequence[Item]) -> None:
        for item in items:
            if isinstance(item, Wire):
                if item in self.needed:
                    self.wire(item)
                    self.emit(item)
            elif isinstance(item, Store):
                self.say(f"  store {self.vector} {self.name(item.signal)}, ptr %x{item.variable}")
            else:
                self.loop(item)

    def wire(self, wire: Wire) -> None:
        target, vector = f"%w{wire.number}", self.vector
        if wire.op == "load":
            self.say(f"  {target} = load {vector}, ptr %x{wire.of[0]}")
        elif wire.op == "not":
            self.say(f"  {target} = xor {vector} {self.name(wire.of[0])}, {self.name(-1)}")
        else:
            self.say(f"  {target} = {wire.op} {vector} {self.name(wire.of[0])}, {self.name(wire.of[1])}")

    def loop(self, loop: Loop) -> None:
        self.fresh += 1
        n = self.fresh
        self.say(f"  br label %loop{n}")
        self.say(f"loop{n}:")
        self.depth += 1
        self.items(loop.items)
        self.depth -= 1
        moved = "zeroinitializer"
        for i, signal in enumerate(loop.moved):
            self.say(f"  %m{n}.{i} = or {self.vector} {moved}, {self.name(signal)}")
            moved = f"%m{n}.{i}"
        self.say(f"  %r{n} = call i64 @llvm.vector.reduce.or.v{self.layout.words}i64({self.vector} {moved})")
        self.say(f"  %q{n} = icmp ne i64 %r{n}, 0")
        self.say(f"  br i1 %q{n}, label %loop{n}, label %done{n}")
        self.say(f"done{n}:")
        if not self.depth:
            due, self.due = self.due, []
            for wire in due:
                self.emit(wire)

    def emit(self, wire: Wire) -> None:
        """Count and keep a wire that is wanted; inside a loop not before its last round."""
        if wire not in self.counted and wire not in self.kept:
            return
        if self.depth:
            self.due.append(wire)
            return
        n, vector = wire.number, self.vector
        size = 8 * self.layout.words
        if wire in self.counted:
            self.count(wire)
        if wire in self.kept:
            self.say(f"  %i{n} = mul i64 %stretch, {self.kept[wire]}")
            self.say(f"  %j{n} = add i64 %i{n}, %place")
            self.say(f"  %k{n} = mul i64 %j{n}, {size}")
            self.say(f"  %l{n} = getelementptr i8, ptr %kept, i64 %k{n}")
            self.say(f"  store {vector} {self.name(wire)}, ptr %l{n}, align 8")

    def count(self, wire: Wire) -> None:
        """Two at a time, so that a row is read and written half as often."""
        n, vector, words = wire.number, self.vector, self.layout.words
        self.say(f"  %p{n} = call {vector} @llvm.ctpop.v{words}i64({vector} {self.name(wire)})")
        if self.waiting is None:
            self.places[wire] = (len(self.places) // 2, 0)
            self.waiting = wire
            return
        other, self.waiting = self.waiting, None
        self.places[wire] = (self.places[other][0], HALF)
        self.say(f"  %z{n} = shl {vector} %p{n}, {self.constant([HALF] * words)}")
        self.say(f"  %y{n} = or {vector} %p{other.number}, %z{n}")
        self.add(f"%y{n}", self.places[wire][0], n)

    def add(self, numbers: str, row: int, n: int) -> None:
        self.say(f"  %g{n} = getelementptr i8, ptr %counts, i64 {row * 8 * self.layout.words}")
        self.say(f"  %o{n} = load {self.vector}, ptr %g{n}, align 8")
        self.say(f"  %u{n} = add {self.vector} %o{n}, {numbers}")
        self.say(f"  store {self.vector} %u{n}, ptr %g{n}, align 8")
