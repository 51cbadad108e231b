"""Large spaces by compiled programs, on all cores: the same counts and surveys as on Python's integers.

The door of numpy. A space is worked in pieces, each by one call that leaves the interpreter to others; between pieces
a worker looks whether it was told to stop, so that an interruption ends within a fraction of a second.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from threading import Event, Lock
from typing import Any, Generic, TypeVar

from siyar.conclusion import Answer
from siyar.cone import Completions
from siyar.cone.network import Network
from siyar.engines.bits import native
from siyar.engines.bits.assembly import HALF, Layout, Written, fits, program
from siyar.engines.bits.circuit import Circuit, Signal, Wire, operations
from siyar.engines.bits.drawing import drawn
from siyar.engines.bits.found import Split, gathered, ruled, splits
from siyar.engines.bits.numbers import Numbers
from siyar.engines.bits.space import Space
from siyar.engines.bits.wide import Wide, lowest, population
from siyar.rows import Findings, row
from siyar.theory import Literal

T = TypeVar("T")

#: From so many cases on a program pays for a count: one in memory, one on disk, one that is still to be compiled.
PAYS = {native.Readiness.IN_MEMORY: 1 << 20, native.Readiness.ON_DISK: 1 << 24, native.Readiness.NOTHING: 1 << 25}

#: The same for a survey, on which more is then done, which arrays make faster too.
PAYS_KEPT = {native.Readiness.IN_MEMORY: 1 << 20, native.Readiness.ON_DISK: 1 << 23, native.Readiness.NOTHING: 1 << 23}

#: More cases than this are not counted: beyond, search is the way (clingo).
MOST_COUNTED = 1 << 36

#: Cases in a piece of which only numbers are kept, and in one of which vectors are.
PIECE, KEPT_PIECE = 1 << 26, 1 << 20


@dataclass(frozen=True)
class Kernel:
    """A circuit with what is wanted of it: the signals whose lanes are counted, and those that are kept."""

    circuit: Circuit
    layout: Layout
    counted: tuple[Signal, ...] = ()
    kept: tuple[Signal, ...] = ()

    @cached_property
    def written(self) -> Written:
        return program(self.circuit, self.layout, _wires(self.counted), _wires(self.kept))

    @property
    def operations(self) -> int:
        """Logic operations for a word of cases."""
        return operations(self.circuit.needed([*self.counted, *self.kept]))

    def pays(self) -> bool:
        """Whether the program is faster than Python's integers, what must still be done for it included."""
        lanes, least = self.layout.space.lanes, PAYS if self.counted else PAYS_KEPT
        return lanes >= least[native.Readiness.NOTHING] or lanes >= least[native.readiness(self.written.text)]


def _wires(signals: Iterable[Signal]) -> list[Wire]:
    return list(dict.fromkeys(s for s in signals if isinstance(s, Wire)))


def worth_drawing(ranged: Completions, *, kept: bool = False) -> bool:
    """Whether a space is large enough for a kernel, and of a kind that one can work; nothing is imported for it."""
    ready = native.Readiness.IN_MEMORY if "llvmlite" in sys.modules else native.Readiness.ON_DISK
    least = (PAYS_KEPT if kept else PAYS)[ready]
    return Space.of(ranged.facts).lanes >= least and possible(ranged)


def possible(ranged: Completions) -> bool:
    """Whether a kernel can work the space, and what compiles it is there."""
    return native.available() and fits(ranged.facts) is not None


@dataclass(frozen=True, slots=True)
class Made(Generic[T]):
    """A kernel and the act of running it on so many threads, with what that gives."""

    kernel: Kernel
    act: Callable[[int], T]


# --------------------------------------------------------------------------- what can be asked


def counting(net: Network, ranged: Completions, literals: Sequence[Literal], atoms: Sequence[str]) -> Made[Numbers]:
    """The kernel that counts what `Numbers` has."""
    circuit = Circuit()
    lanes, allowed = drawn(net, ranged, circuit)
    numbers = [net.number[q] for q in literals]
    lower = [lanes.lower.shown[q] & allowed for q in numbers]
    open_ = [(lanes.lower.shown[q] ^ lanes.upper.shown[q]) & allowed for q in numbers]
    told = {atom: splits(lanes, atom) for atom in atoms}
    kept = (allowed, *(vector for some in told.values() for _, vector in some)) if told else ()
    kernel = Kernel(circuit, _layout(ranged), (allowed, *lower, *open_), kept)

    def act(threads: int) -> Numbers:
        counts = Counter[Signal]()
        tallies = {atom: Counter[Findings]() for atom in atoms}
        guard = Lock()

        def fold(_: int, numbers: dict[Signal, int], rows: dict[Signal, Any]) -> None:
            found = {
                atom: [
                    (gathered(seen, ruled(net, atom)), population(lanes))
                    for lanes, seen in _groups(some, rows, rows[allowed])
                ]
                for atom, some in told.items()
            }
            with guard:
                counts.update(numbers)
                for atom, groups in found.items():
                    for seen, number in groups:
                        tallies[atom][seen] += number

        _worked(kernel, threads, fold)
        (total,), middle, last = (
            [_of(counts, s, kernel.layout.space.lanes) for s in some] for some in ((allowed,), lower, open_)
        )
        return Numbers(total, middle, last, tallies)

    return Made(kernel, act)


def _of(counts: Counter[Signal], signal: Signal, lanes: int) -> int:
    return counts[signal] if isinstance(signal, Wire) else -signal * lanes


def surveying(net: Network, atom: str, ranged: Completions) -> Made[Wide]:
    """The kernel that finds the answers on an atom in every case; facts with two values come first in its space."""
    import numpy as np

    circuit = Circuit()
    lanes, allowed = drawn(net, ranged, circuit)
    told = splits(lanes, atom)
    kernel = Kernel(circuit, _layout(ranged), (), (allowed, *(vector for _, vector in told)))
    words = kernel.layout.space.lanes // 64

    def act(threads: int) -> Wide:
        some = ruled(net, atom)
        masks: dict[Answer, Any] = {}
        first: dict[Answer, tuple[int, Answer]] = {}
        everything: Any = np.zeros(words, np.uint64)
        guard = Lock()

        def fold(at: int, _: dict[Signal, int], rows: dict[Signal, Any]) -> None:
            here = slice(at, at + len(rows[allowed]))
            everything[here] = rows[allowed]
            for lanes, seen in _groups(told, rows, rows[allowed]):
                answer = row(gathered(seen, some))
                lane = at * 64 + lowest(lanes)
                with guard:
                    if answer not in masks:
                        masks[answer] = np.zeros(words, np.uint64)
                    if answer not in first or lane < first[answer][0]:
                        first[answer] = (lane, answer)
                masks[answer][here] |= lanes

        _worked(kernel, threads, fold)
        ordered = sorted(first.values(), key=lambda pair: pair[0])
        return Wide(kernel.layout.space, everything, {each: masks[each] for _, each in ordered})

    return Made(kernel, act)


def _layout(ranged: Completions) -> Layout:
    space = fits(ranged.facts)
    assert space is not None
    return Layout.of(space, native.register_words())


# --------------------------------------------------------------------------- work


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


Fold = Callable[[int, dict[Signal, int], dict[Signal, Any]], None]


def _worked(kernel: Kernel, threads: int, fold: Fold) -> None:
    """Every piece of the space worked once: its place in words, its counts and what it keeps are handed to ``fold``."""
    program_ = native.compiled(kernel.written.text)
    layout = kernel.layout
    step = max(1, (KEPT_PIECE if kernel.kept else PIECE) // layout.width)
    pieces = iter(range(0, layout.steps, step))
    guard, stop = Lock(), Event()

    def work() -> None:
        while not stop.is_set():
            with guard:
                start = next(pieces, None)
            if start is None:
                return
            end = min(start + step, layout.steps)
            fold(start * layout.width // 64, *_piece(kernel, program_, start, end))

    threads = min(threads, -(-layout.steps // step))
    if threads == 1:
        work()
        return
    with ThreadPoolExecutor(threads) as pool:
        try:
            for done in [pool.submit(work) for _ in range(threads)]:
                done.result()
        finally:
            # However it ends, nobody begins another piece; the pool waits for those under way.
            stop.set()


def _piece(
    kernel: Kernel, program_: native.Program, start: int, stop: int
) -> tuple[dict[Signal, int], dict[Signal, Any]]:
    import numpy as np

    layout = kernel.layout
    kept = _wires(kernel.kept)
    words = (stop - start) * layout.width // 64
    counts: Any = np.zeros((len(kernel.written.places) // 2 + 1, layout.words), np.uint64)
    rows: Any = np.empty((max(1, len(kept)), words if kept else 1), np.uint64)
    program_.work(start, stop, counts.ctypes.data, rows.ctypes.data)
    half = np.uint64((1 << HALF) - 1)
    halves = {0: (counts & half).sum(axis=1), HALF: (counts >> np.uint64(HALF)).sum(axis=1)}
    numbers: dict[Signal, int] = {}
    for signal, (line, shift) in kernel.written.places.items():
        numbers[signal] = int(halves[shift][line])
    found: dict[Signal, Any] = dict(zip(kept, rows, strict=False))
    for signal in kernel.kept:
        if not isinstance(signal, Wire):
            found[signal] = np.full(words, signal & (1 << 64) - 1, np.uint64)
    return numbers, found


def _groups(
    told: Sequence[tuple[Split, Signal]], rows: dict[Signal, Any], allowed: Any
) -> Iterator[tuple[Any, tuple[Split, ...]]]:
    """The lanes that are allowed in groups, each with the splits all of its lanes are in."""
    groups: list[tuple[Any, tuple[Split, ...]]] = [(allowed, ())] if allowed.any() else []
    for split, signal in told:
        vector = rows[signal]
        parted = []
        for lanes, seen in groups:
            inside = lanes & vector
            if not inside.any():
                parted.append((lanes, seen))
                continue
            outside = lanes ^ inside
            parted.append((inside, (*seen, split)))
            if outside.any():
                parted.append((outside, seen))
        groups = parted
    yield from groups
