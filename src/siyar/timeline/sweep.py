"""T6: what a doctrine says of a sentence at every row, asked again only where something it can depend on has changed.

What a ruling can depend on are the facts of the theory grounded for its sentence, which do not change with the days.
Two rows that leave these facts the same lines, and these clocks on the same side of every length they are compared
with, have the same ruling: it is found once.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction
from functools import cached_property
from math import floor
from typing import Any, Generic, TypeVar

from siyar.framing import Frame
from siyar.framing.frame import claims_of
from siyar.ground import Grounded, Said
from siyar.ground.accounts import Key, key
from siyar.model import Case, CaseLine, Claim, LineKind, Quantity, Sentence
from siyar.study.variant import TELLING
from siyar.timeline.alike import Shared
from siyar.timeline.clocks import Clock, clocks, elapsed, lines
from siyar.timeline.courses import Change, Course, Lines, courses
from siyar.timeline.defined import Defined, defined
from siyar.timeline.defined import lines as settled
from siyar.timeline.moments import Moment, moments
from siyar.timeline.rows import Row, What

#: What is said of a case: a ruling, or what somebody makes of one.
T = TypeVar("T")
Hear = Callable[[Case], T]


@dataclass(frozen=True)
class History:
    """A case with its events taken apart: what stays, what changes, what runs."""

    case: Case
    sentences: Mapping[str, Sentence]

    @cached_property
    def told(self) -> tuple[Moment, ...]:
        return moments(self.case.events)

    @cached_property
    def courses(self) -> dict[Key, Course]:
        return courses(self.case, self.told, self.sentences)

    @cached_property
    def clocks(self) -> dict[Key, Clock]:
        return clocks(self.courses, self.sentences.values())

    @cached_property
    def said(self) -> dict[Key, Lines]:
        """The lines of the case on each fact or quantity."""
        found: dict[Key, Lines] = {}
        for line in self.case.lines:
            if line.kind in TELLING:
                found[key(line.claim)] = (*found.get(key(line.claim), ()), line)
        return found

    @cached_property
    def defined(self) -> dict[Key, Defined]:
        moving = (*self.courses, *self.clocks)
        stated = (k for k, lines in self.said.items() if any(line.kind is not LineKind.UNKNOWN for line in lines))
        return defined(self.sentences.values(), moving, (*self.courses, *stated))

    @cached_property
    def changing(self) -> frozenset[Key]:
        """What the days change: the facts events speak of, the clocks they set, and what follows from these."""
        return frozenset((*self.courses, *self.clocks, *self.defined))

    @cached_property
    def static(self) -> tuple[CaseLine, ...]:
        return tuple(line for line in self.case.lines if key(line.claim) not in self.changing)

    def values(self, sentence: str) -> tuple[Quantity, ...]:
        """The values of a quantity that the case gives somewhere, on whatever day."""
        claims = (*(line.claim for line in self.case.lines), *(event.claim for event in self.case.events))
        found = (c.comparison.than for c in claims if c.sentence == sentence and c.comparison)
        return tuple(dict.fromkeys(than for than in found if isinstance(than, Quantity)))

    def lengths(self, frame: Frame, clock: str) -> tuple[Quantity, ...]:
        """What a doctrine compares a clock with: constants, and quantities that the case gives."""
        others = frame.once(("compared with", clock), lambda: _compared_with(frame, clock))
        return tuple(dict.fromkeys((*frame.constants.get(clock, ()), *(q for o in others for q in self.values(o)))))

    @cached_property
    def _numbers(self) -> dict[tuple[Key, int], int]:
        return {}

    def numbered(self, of: Key, mark: int, lines: Lines, number: Callable[[Lines], int]) -> int:
        """The number of what is said of a fact under a mark: it is asked for once for each."""
        if (of, mark) not in self._numbers:
            self._numbers[of, mark] = number(lines)
        return self._numbers[of, mark]

    def at(self, states: Mapping[Key, Lines]) -> Case:
        """The case at one moment, with these lines on what changes."""
        return replace(self.case, lines=(*self.static, *(line for of in states.values() for line in of)), events=())


@dataclass(slots=True)
class State:
    """What events have made of every fact at a row, changed in place from row to row.

    ``marks`` tell the lines of one fact apart without comparing them; `OPEN` where an event may have come or not.
    ``decided``: what the days decide at this row, as the first strand that asked has found it.
    """

    lines: dict[Key, Lines]
    marks: dict[Key, int]
    changed: frozenset[Key] = frozenset()
    decided: dict[Key, Lines] = field(default_factory=dict)


#: The mark of a fact that is open, since an event may have come or not.
OPEN = -1


def states(history: History, rows: Sequence[Row]) -> Iterator[tuple[Row, State]]:
    """Row by row what holds, and of which facts that is not what held at the row before."""
    state = State({k: c.outset for k, c in history.courses.items()}, dict.fromkeys(history.courses, 0))
    by_place: dict[int, list[tuple[Key, Change]]] = {}
    for k, course in history.courses.items():
        for change in course.changes:
            by_place.setdefault(change.place, []).append((k, change))
    counted = {clock.counts for clock in history.clocks.values()}
    after = 0
    opened: dict[Key, tuple[Lines, int]] = {}
    for number, row in enumerate(rows):
        changed = set(opened) if number else set(history.courses)
        for k, before in opened.items():
            state.lines[k], state.marks[k] = before
        opened = {}
        for place in range(after, row.after):
            for k, change in by_place.get(place, ()):
                state.lines[k], state.marks[k] = change.lines, change.mark
                changed.add(k)
        after = row.after
        for place in range(row.after, row.after + row.pending):
            for k, change in by_place.get(place, ()):
                if k in counted or (change.mark != state.marks[k] and _otherwise(change.lines, state.lines[k])):
                    opened.setdefault(k, (state.lines[k], state.marks[k]))
                    state.lines[k], state.marks[k] = (), OPEN
                    changed.add(k)
        state.changed, state.decided = frozenset(changed), {}
        yield row, state


def _compared_with(frame: Frame, clock: str) -> tuple[str, ...]:
    """The quantities that rules of a doctrine compare a clock with."""
    found: dict[str, None] = {}
    for active in frame.active:
        for claim in claims_of(active):
            than = claim.comparison.than if claim.comparison else None
            if isinstance(than, Claim) and clock in (claim.sentence, than.sentence):
                found[than.sentence if claim.sentence == clock else claim.sentence] = None
    return tuple(found)


def _otherwise(one: Lines, other: Lines) -> bool:
    """Whether lines say otherwise than others, whoever is cited for what is given; who tells the rest is part of it."""

    def said(lines: Lines) -> set[object]:
        tellers = ({c.source for c in line.cites} if line.kind is not LineKind.GIVEN else () for line in lines)
        return {(line.kind, line.claim, frozenset(who)) for line, who in zip(lines, tellers, strict=True)}

    return said(one) != said(other)


def lengths_of(strands: Iterable[Strand[Any]]) -> dict[Key, list[tuple[Fraction, str]]]:
    """For each clock the lengths that somebody who is asked compares it with."""
    found: dict[Key, dict[tuple[Fraction, str], None]] = {}
    for strand in strands:
        for clock, lengths in strand.lengths().items():
            found.setdefault(clock, {}).update(dict.fromkeys((q.low, q.words) for q in lengths))
    return {clock: list(lengths) for clock, lengths in found.items()}


@dataclass
class Strand(Generic[T]):
    """One doctrine on one sentence, through the rows."""

    history: History
    hear: Hear[T]
    frame: Frame
    relevant: tuple[Key, ...]  # the facts its answer can depend on, of those that change
    running: tuple[Key, ...]  # the clocks among them
    defined: tuple[Key, ...] = ()  # what the days decide
    asked_again: int = 0
    shared: Shared[T] | None = None  # with other cases

    @staticmethod
    def of(history: History, frame: Frame, grounded: Grounded, hear: Hear[T]) -> Strand[T]:
        return Strand.about(history, frame, spoken_of(grounded), hear)

    @staticmethod
    def about(
        history: History, frame: Frame, spoken: frozenset[Key], hear: Hear[T], shared: Shared[T] | None = None
    ) -> Strand[T]:
        """The same, where it is known what the theory is about."""
        about = spoken & history.changing
        clocks = tuple(k for k in history.clocks if k in about)
        decided = tuple(k for k in history.defined if k in about)
        relevant = tuple(k for k in history.courses if k in about)
        return Strand(history, hear, frame, relevant, clocks, decided, shared=shared)

    def __post_init__(self) -> None:
        self._known: dict[object, T] = {}
        self._last: T | None = None
        self._ticked: object = None
        self._changes = frozenset(self.relevant)
        self._points = {k: self._bounds(k[0]) for k in self.running}

    def _bounds(self, clock: str) -> list[int]:
        return sorted({_twice(b) for q in self.history.lengths(self.frame, clock) for b in (q.low, q.high)})

    def lengths(self) -> dict[Key, tuple[Quantity, ...]]:
        """For each clock the lengths on which something turns here."""
        found = {k: self.history.lengths(self.frame, k[0]) for k in self.running}
        for decided in self.defined:
            of = self.history.defined[decided]
            for clock, other in ((of.one, of.two), (of.two, of.one)):
                if clock in self.history.clocks:
                    found[clock] = (*found.get(clock, ()), *self.history.values(other[0]))
        return found

    def step(self, row: Row, state: State) -> T:
        """What the doctrine says at a row, from what was found before where nothing has changed."""
        ticks = tuple(self._tick(k, row, state) for k in self.running)
        decided = {k: self._decided(k, row, state) for k in self.defined}
        settled_ones = tuple(decided.values())
        if (ticks, settled_ones) == self._ticked and not self._changes.intersection(state.changed):
            assert self._last is not None
            return self._last
        self._ticked = (ticks, settled_ones)
        signature = (tuple(state.marks[k] for k in self.relevant), ticks, settled_ones)
        found = self._known.get(signature)
        if found is None:
            self.asked_again += 1

            def make() -> T:
                ticking = {k: self._lines(k, row, state) for k in self.running}
                return self.hear(self.history.at({**state.lines, **ticking, **decided}))

            shared = self.shared
            found = shared.alike.once(self._likeness(shared, state, ticks, decided), make) if shared else make()
            self._known[signature] = found
        self._last = found
        return found

    def _likeness(
        self, shared: Shared[T], state: State, ticks: Sequence[object], decided: Mapping[Key, Lines]
    ) -> object:
        """All that the ruling can depend on: moments in which it is the same, of whatever cases, have one ruling."""
        number = shared.alike.number
        changing = frozenset(
            (k, self.history.numbered(k, state.marks[k], state.lines[k], number)) for k in self.relevant
        )
        ticking = frozenset(zip(self.running, ticks, map(tuple, self._points.values()), strict=True))
        return shared.stays, changing, ticking, frozenset((k, number(lines)) for k, lines in decided.items())

    def _tick(self, of: Key, row: Row, state: State) -> object:
        """How a clock stands but for its figures: on which side of every length it is compared with."""
        clock = self.history.clocks[of]
        if state.marks[clock.counts] == OPEN:
            return OPEN
        run = clock.at(row.after - 1)
        if run is None:
            return None
        points, told = self._points[of], self.history.told
        sides: list[tuple[str, object]] = []
        for teller, start in run.since:
            if start is None:
                sides.append((teller, None))
                continue
            least, most = elapsed(told[start], row.low, row.high, same=_same(start, row))
            bounds = tuple(f(points, 2 * days) for days in (least, most) for f in (bisect_left, bisect_right))
            sides.append((teller, (bounds, least == most)))
        return tuple(sides), run.cites

    def _decided(self, decided: Key, row: Row, state: State) -> Lines:
        if decided in state.decided:
            return state.decided[decided]
        of = self.history.defined[decided]
        one, two = (
            self._lines(k, row, state)
            if k in self.history.clocks
            else state.lines[k] if k in state.lines else self.history.said.get(k, ())
            for k in (of.one, of.two)
        )  # fmt: skip
        found = state.decided[decided] = settled(of, one, two)
        return found

    def _lines(self, of: Key, row: Row, state: State) -> Lines:
        clock = self.history.clocks[of]
        if state.marks[clock.counts] == OPEN:  # it may have been set by now, or stopped
            return ()
        event = row.what is What.EVENTS
        return lines(clock, row.after - 1, row.low, row.high, self.history.told, event=event)


def _same(start: int, row: Row) -> bool:
    """Whether a row is the very moment from which a clock runs."""
    return row.what is What.EVENTS and start == row.after - 1


def _twice(length: Fraction) -> int:
    """A length as a figure that whole days, doubled, compare with as they do with the length."""
    return 2 * int(length) if length.denominator == 1 else 2 * floor(length) + 1


def spoken_of(grounded: Grounded) -> frozenset[Key]:
    """The sentences the atoms of a theory are about, and of whom; they depend on who is in the case, not its lines."""
    found: set[Key] = set()
    for atom in grounded.theory.atoms.values():
        said = atom.origin
        if isinstance(said, Said):
            found.add((said.sentence.id, said.arguments))
            if said.comparison and said.comparison.comparison and isinstance(said.comparison.comparison.than, Claim):
                found.add(key(said.comparison.comparison.than))
    return frozenset(found)
