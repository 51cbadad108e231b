"""T2: the moments of a case, in the order in which they are told.

Events of one date are one moment. Dates may overlap; the order told then decides, and narrows the days: what is told
after something was not earlier.

>>> from fractions import Fraction
>>> from siyar.model import Claim
>>> def event(low, high): return Event(Quantity("date", Fraction(low), Fraction(high), f"{low} to {high}"), Claim("s"))
>>> [(m.low, m.high) for m in moments([event(10, 90), event(5, 60), event(50, 99)])]
[(10, 60), (10, 60), (50, 99)]
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import groupby

from siyar.model import Event, Quantity


@dataclass(frozen=True, slots=True)
class Moment:
    """Events of one date. ``low`` and ``high``: the days it may have been, as the order of all events leaves them."""

    when: Quantity
    low: int
    high: int
    events: tuple[Event, ...]


def moments(events: Iterable[Event]) -> tuple[Moment, ...]:
    """The moments of events that are told in order (C007)."""
    found: list[Moment] = []
    low = 0
    for _, group in groupby(events, key=lambda event: event.when.words):
        of_one_date = tuple(group)
        when = of_one_date[0].when
        low = max(low, int(when.low))
        found.append(Moment(when, low, int(when.high), of_one_date))
    high: int | None = None
    for place in range(len(found) - 1, -1, -1):
        high = found[place].high if high is None else min(high, found[place].high)
        found[place] = replace(found[place], high=high)
    return tuple(found)
