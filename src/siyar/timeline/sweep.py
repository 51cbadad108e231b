"""T6: what a doctrine says of a sentence at every row, asked again only where something it can depend on has changed.

What a ruling can depend on are the facts of the theory grounded for its sentence, which do not change with the days.
Two rows that leave these facts the same lines, and these clocks on the same side of every length they are compared
with, have the same ruling: it is found once.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property

from siyar.framing import Frame
from siyar.framing.frame import claims_of
from siyar.ground import Grounded, Said
from siyar.ground.accounts import Key, key
from siyar.hearing import ImpossibleCase, Ruling
from siyar.model import Case, CaseLine, Claim, Quantity, Sentence
from siyar.study.variant import TELLING
from siyar.timeline.clocks import Clock, clocks, lines
from siyar.timeline.courses import Course, Lines, courses
from siyar.timeline.defined import Defined, defined
from siyar.timeline.defined import lines as settled
from siyar.timeline.moments import Moment, moments
from siyar.timeline.rows import Row

Hear = Callable[[Case], Ruling | ImpossibleCase]


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
        return defined(self.sentences.values(), moving, (*self.courses, *self.said))

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
        found = dict.fromkeys(frame.constants.get(clock, ()))
        for active in frame.active:
            for claim in claims_of(active):
                than = claim.comparison.than if claim.comparison else None
                if isinstance(than, Claim) and clock in (claim.sentence, than.sentence):
                    other = than.sentence if claim.sentence == clock else claim.sentence
                    found |= dict.fromkeys(self.values(other))
        return tuple(found)

    def at(self, states: Mapping[Key, Lines]) -> Case:
        """The case at one moment, with these lines on what changes."""
        return replace(self.case, lines=(*self.static, *(line for of in states.values() for line in of)), events=())


def states(history: History, rows: Sequence[Row]) -> Iterator[tuple[Row, dict[Key, Lines], frozenset[Key]]]:
    """Row by row: the lines on every fact that events change, and which of them are not those of the row before.

    The mapping is one and the same, changed in place.
    """
    current = {k: course.outset for k, course in history.courses.items()}
    by_place: dict[int, list[tuple[Key, Lines]]] = {}
    for k, course in history.courses.items():
        for change in course.changes:
            by_place.setdefault(change.place, []).append((k, change.lines))
    counted = {clock.counts for clock in history.clocks.values()}
    after = 0
    open_: dict[Key, Lines] = {}
    for number, row in enumerate(rows):
        changed = set(open_) if number else set(current)
        current.update(open_)
        open_ = {}
        for place in range(after, row.after):
            for k, of in by_place.get(place, ()):
                current[k] = of
                changed.add(k)
        after = row.after
        for place in range(row.after, row.after + row.pending):
            for k, of in by_place.get(place, ()):
                if k in counted or of != current[k]:
                    open_.setdefault(k, current[k])
                    current[k] = ()
                    changed.add(k)
        yield row, current, frozenset(changed)


@dataclass
class Strand:
    """One doctrine on one sentence, through the rows."""

    history: History
    hear: Hear
    frame: Frame
    relevant: tuple[Key, ...]  # the facts its answer can depend on, of those that change
    running: tuple[Key, ...]  # the clocks among them
    defined: tuple[Key, ...] = ()  # what the days decide
    asked_again: int = 0

    @staticmethod
    def of(history: History, frame: Frame, grounded: Grounded, hear: Hear) -> Strand:
        about = _spoken_of(grounded) & history.changing
        clocks = tuple(k for k in history.clocks if k in about)
        decided = tuple(k for k in history.defined if k in about)
        return Strand(history, hear, frame, tuple(k for k in history.courses if k in about), clocks, decided)

    def __post_init__(self) -> None:
        self._known: dict[object, Ruling | ImpossibleCase] = {}
        self._last: Ruling | ImpossibleCase | None = None
        self._points = {k: self._bounds(k[0]) for k in self.running}

    def _bounds(self, clock: str) -> list[Fraction]:
        return sorted({bound for q in self.history.lengths(self.frame, clock) for bound in (q.low, q.high)})

    def lengths(self) -> dict[Key, tuple[Quantity, ...]]:
        """For each clock the lengths on which something turns here."""
        found = {k: self.history.lengths(self.frame, k[0]) for k in self.running}
        for decided in self.defined:
            of = self.history.defined[decided]
            for clock, other in ((of.one, of.two), (of.two, of.one)):
                if clock in self.history.clocks:
                    found[clock] = (*found.get(clock, ()), *self.history.values(other[0]))
        return found

    def touched(self, changed: Collection[Key]) -> bool:
        return bool(self.running or self.defined) or any(k in changed for k in self.relevant)

    def step(self, row: Row, current: Mapping[Key, Lines], changed: Collection[Key]) -> Ruling | ImpossibleCase:
        """What the doctrine says at a row, from what was found before where nothing has changed."""
        if self._last is not None and not self.touched(changed):
            return self._last
        ticking = {k: self._lines(k, row, current) for k in self.running}
        decided = {k: self._decided(self.history.defined[k], row, current) for k in self.defined}
        signature = (
            tuple(current[k] for k in self.relevant),
            tuple(decided.values()),
            tuple(tuple(_place(line, self._points[k]) for line in of) for k, of in ticking.items()),
        )
        found = self._known.get(signature)
        if found is None:
            self.asked_again += 1
            found = self._known[signature] = self.hear(self.history.at({**current, **ticking, **decided}))
        self._last = found
        return found

    def _decided(self, of: Defined, row: Row, current: Mapping[Key, Lines]) -> Lines:
        one, two = (
            self._lines(k, row, current)
            if k in self.history.clocks
            else current[k] if k in current else self.history.said.get(k, ())
            for k in (of.one, of.two)
        )  # fmt: skip
        return settled(of, one, two)

    def _lines(self, of: Key, row: Row, current: Mapping[Key, Lines]) -> Lines:
        clock = self.history.clocks[of]
        if not current[clock.counts]:  # it may have been set by now, or stopped
            return ()
        return lines(clock, row.after - 1, row.low, row.high, self.history.told)


def _place(line: CaseLine, points: list[Fraction]) -> object:
    """A line on a clock but for its figures: on which side of every length it is compared with."""
    than = line.claim.comparison.than if line.claim.comparison else None
    assert isinstance(than, Quantity)
    if line.claim.comparison and line.claim.denial:
        return line
    sides = tuple(f(points, bound) for bound in (than.low, than.high) for f in (bisect_left, bisect_right))
    return line.kind, line.cites, sides, than.low == than.high


def _spoken_of(grounded: Grounded) -> set[Key]:
    """The sentences the atoms of a theory are about, and of whom."""
    found: set[Key] = set()
    for atom in grounded.theory.atoms.values():
        said = atom.origin
        if isinstance(said, Said):
            found.add((said.sentence.id, said.arguments))
            if said.comparison and said.comparison.comparison and isinstance(said.comparison.comparison.than, Claim):
                found.add(key(said.comparison.comparison.than))
    return found
