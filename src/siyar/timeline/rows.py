"""T5: the rows of a timeline: the outset, every moment, and the days on which a length of time is reached.

A length is reached on no certain day where its beginning has none: then there are two rows, the first day on which it
may be and the first on which it is. An event that may fall before such a day or after it leaves what it says open
there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import ceil

from siyar.ground.accounts import Key
from siyar.model import Event
from siyar.timeline.clocks import Clock
from siyar.timeline.days import day, edtf
from siyar.timeline.moments import Moment


class What(StrEnum):
    """What makes a row."""

    OUTSET = "outset"
    EVENTS = "events"
    MAY_BE_REACHED = "may be reached"
    REACHED = "reached"


@dataclass(frozen=True, slots=True)
class Reached:
    """A length of time of a clock: ``words`` as the rule or the case gives it."""

    clock: Key
    words: str


@dataclass(frozen=True, slots=True)
class Row:
    """From when something is otherwise. ``after``: how many moments have happened; ``pending``: how many more may have.

    ``when`` is the date as the source gives it, or a day reckoned in its calendar.
    """

    what: What
    when: str
    low: int
    high: int
    after: int
    pending: int = 0
    events: tuple[Event, ...] = ()
    lengths: tuple[Reached, ...] = ()

    @property
    def edtf(self) -> str:
        """The days as EDTF; nothing for the outset."""
        return "" if self.what is What.OUTSET else edtf(self.low, self.high)


def rows(
    told: Sequence[Moment], running: Mapping[Key, Clock], lengths: Mapping[Key, Iterable[tuple[Fraction, str]]]
) -> tuple[Row, ...]:
    """All rows in order. ``lengths``: for each clock the lengths that some rule compares it with, in days."""
    reached: dict[tuple[int, What, str], dict[Reached, None]] = {}
    for key, clock in running.items():
        for length, words in lengths.get(key, ()):
            for number, what, calendar in _deadlines(clock, length, told):
                reached.setdefault((number, what, calendar), {})[Reached(key, words)] = None
    found = [Row(What.OUTSET, f"before {told[0].when.words}", told[0].low, told[0].low, 0)] if told else []
    waiting = sorted(reached.items(), key=lambda item: (item[0][0], item[0][1] is What.REACHED, item[0][2]))
    at = 0
    for place in range(len(told) + 1):
        until = told[place].high if place < len(told) else None
        while at < len(waiting) and (until is None or waiting[at][0][0] < until):
            (number, what, calendar), which = waiting[at]
            pending = 0
            while place + pending < len(told) and told[place + pending].low <= number:
                pending += 1
            words = day(number, calendar)
            found.append(Row(what, words, number, number, place, pending, (), tuple(which)))
            at += 1
        if place < len(told):
            moment = told[place]
            found.append(Row(What.EVENTS, moment.when.words, moment.low, moment.high, place + 1, 0, moment.events))
    return tuple(found)


def _deadlines(clock: Clock, length: Fraction, told: Sequence[Moment]) -> Iterator[tuple[int, What, str]]:
    """The days on which a clock reaches a length, unless it is surely set anew or stopped before."""
    running: frozenset[int] = frozenset()
    for number, run in enumerate(clock.runs):
        before, running = running, run.starts
        later = clock.runs[number + 1] if number + 1 < len(clock.runs) else None
        for start in sorted(running - before) if length > 0 else ():
            first, last = ceil(told[start].low + length), ceil(told[start].high + length)
            if later is not None and start not in later.starts and told[later.place].high <= first:
                continue
            calendar = told[start].when.words
            if first < last:
                yield first, What.MAY_BE_REACHED, calendar
            yield last, What.REACHED, calendar
