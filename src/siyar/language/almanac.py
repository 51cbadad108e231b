"""Dates to Julian day numbers and back: the one door to convertdate (ADR 0014).

The civil calendar is Gregorian from 15 October 1582 and Julian before; the Islamic one is tabular, with the cycle of
thirty years and the civil epoch. Callers ask for the length of a month before they ask for a day of it: convertdate
counts on past the end of an Islamic month.

>>> civil_day(1582, 10, 15) - civil_day(1582, 10, 4)
1
>>> islamic_day(1, 1, 1) == civil_day(622, 7, 16)
True
>>> civil_date(islamic_day(6, 1, 1))
Civil(calendar='Julian', year=627, month=5, day=23)
"""

from __future__ import annotations

from typing import NamedTuple

from convertdate import gregorian, islamic, julian

#: The last day of the Julian calendar and the first of the Gregorian one, as (year, month, day).
LAST_JULIAN, FIRST_GREGORIAN = (1582, 10, 4), (1582, 10, 15)


class Civil(NamedTuple):
    """A day of the civil calendar, and by which of the two it is counted."""

    calendar: str
    year: int
    month: int
    day: int


def civil_day(year: int, month: int, day: int) -> int:
    """Julian day number of a day there is in the civil calendar."""
    calendar = gregorian if (year, month, day) >= FIRST_GREGORIAN else julian
    return _whole(calendar.to_jd(year, month, day))


def civil_month(year: int, month: int) -> int:
    """How many days a civil month has; October 1582 is counted to its 31st."""
    calendar = gregorian if (year, month) >= FIRST_GREGORIAN[:2] else julian
    return int(calendar.month_length(year, month))


def civil_date(day: int) -> Civil:
    """The civil day of a Julian day number."""
    by_gregorian = day >= civil_day(*FIRST_GREGORIAN)
    found = (gregorian if by_gregorian else julian).from_jd(day - 0.5)
    return Civil("Gregorian" if by_gregorian else "Julian", *(int(part) for part in found))


def islamic_day(year: int, month: int, day: int) -> int:
    """Julian day number in the tabular Islamic calendar; day 30 of a month of 29 is the day after its 29th."""
    return _whole(islamic.to_jd(year, month, day))


def islamic_date(day: int) -> tuple[int, int, int]:
    """The year, month and day of a Julian day number in the tabular Islamic calendar.

    >>> islamic_date(islamic_day(6, 1, 30))
    (6, 1, 30)
    """
    year, month, of_month = islamic.from_jd(day - 0.5)
    return int(year), int(month), int(of_month)


def islamic_month(year: int, month: int) -> int:
    """How many days a month has in the tabular Islamic calendar."""
    return int(islamic.month_length(year, month))


def _whole(midnight: float) -> int:
    # convertdate names a day by the midnight it begins with; its Julian day number is that of its noon.
    return int(midnight + 0.5)
