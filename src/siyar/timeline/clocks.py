"""T4: the time since something became so, as the days of a case leave it.

A clock is a fact declared with `since`. It starts whenever an event says that what it counts from is so, stops when
one says otherwise, and has no value while it does not run. Between two dates that are sets of days lies an interval
of lengths; what that leaves open of a comparison stays open (D4).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from siyar.ground.accounts import Key
from siyar.model import CaseLine, Cite, Claim, Comparison, Denial, LineKind, Quantity, Relation, Sentence
from siyar.timeline.courses import Course
from siyar.timeline.moments import Moment

#: Days longer than anything happens in: a length not less than this, and not at least nothing, is none.
ENDLESS = Quantity("duration", Fraction(10**9), Fraction(10**9), "1000000000 days")
NOTHING = Quantity("duration", Fraction(0), Fraction(0), "0 days")


@dataclass(frozen=True, slots=True)
class Run:
    """From a moment on: since which moment each teller (nobody in particular: "") has the clock run, None if not."""

    place: int
    since: tuple[tuple[str, int | None], ...]
    cites: tuple[Cite, ...] = ()

    @property
    def starts(self) -> frozenset[int]:
        """The moments from which it runs, as some teller has it."""
        return frozenset(start for _, start in self.since if start is not None)


@dataclass(frozen=True, slots=True)
class Clock:
    """A duration that grows with the days. ``counts`` is the fact it counts from."""

    key: Key
    counts: Key
    runs: tuple[Run, ...]

    def at(self, place: int) -> Run | None:
        """How it runs once the moments up to an index have happened; None before the first event on it."""
        before = bisect_right(self.runs, place, key=lambda run: run.place)
        return self.runs[before - 1] if before else None


def clocks(all_courses: Mapping[Key, Course], sentences: Iterable[Sentence]) -> dict[Key, Clock]:
    """Every clock that an event of the case sets."""
    found: dict[Key, Clock] = {}
    counting = [s for s in sentences if s.since is not None]
    for course in all_courses.values():
        for sentence in counting:
            since = sentence.since
            assert since is not None
            if since.sentence != course.key[0]:
                continue
            filled = {str(v): who for v, who in zip(since.arguments, course.key[1], strict=True)}
            if any(slot.name not in filled for slot in sentence.slots):
                continue
            key: Key = (sentence.id, tuple(filled[slot.name] for slot in sentence.slots))
            found[key] = Clock(key, course.key, _runs(course, since))
    return found


def _runs(course: Course, since: Claim) -> tuple[Run, ...]:
    runs: list[Run] = []
    for change in course.changes:
        starts = []
        for telling in change.tellings:
            so = telling.claim is not None and (telling.claim.denial is Denial.NONE) == (since.denial is Denial.NONE)
            starts.append((telling.teller, telling.place if so else None))
        if len({start for _, start in starts}) == 1:
            starts = [("", starts[0][1])]
        cites = tuple(dict.fromkeys(c for line in change.lines for c in line.cites))
        runs.append(Run(change.place, tuple(starts), cites))
    return tuple(runs)


def lines(
    clock: Clock, place: int, low: int, high: int, told: Sequence[Moment], *, event: bool
) -> tuple[CaseLine, ...]:
    """What can be said of the clock on days from low to high, after the moments up to an index.

    ``event``: the days are those of that moment itself.
    """
    run = clock.at(place)
    if run is None:
        return _none(clock.key, LineKind.GIVEN, ())
    found: list[CaseLine] = []
    for teller, start in run.since:
        kind = LineKind.CONTESTED if teller else LineKind.GIVEN
        cites = tuple(c for c in run.cites if not teller or c.source == teller)
        if start is None:
            found += _none(clock.key, kind, cites)
            continue
        least, most = elapsed(told[start], low, high, same=event and start == place)
        words = f"{least} days" if least == most else f"between {least} and {most} days"
        value = Quantity("duration", Fraction(least), Fraction(most), words)
        claim = Claim(clock.key[0], clock.key[1], comparison=Comparison(Relation.IS, value))
        found.append(CaseLine(kind, claim, cites))
    return tuple(found)


def elapsed(start: Moment, low: int, high: int, *, same: bool = False) -> tuple[int, int]:
    """Least and most days from a moment to a day from low to high."""
    if same:
        return 0, 0
    return max(0, low - start.high), max(0, high - start.low)


def _none(key: Key, kind: LineKind, cites: tuple[Cite, ...]) -> tuple[CaseLine, ...]:
    """A clock that does not run has the value *none*, in which no comparison holds (D4)."""
    bounds = (Comparison(Relation.AT_LEAST, NOTHING), Comparison(Relation.LESS, ENDLESS))
    return tuple(CaseLine(kind, Claim(key[0], key[1], Denial.NOT_SO, comparison=b), cites) for b in bounds)
