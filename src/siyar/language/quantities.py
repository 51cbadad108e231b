"""Lengths of time, numbers and dates, read from words into exact `Quantity` values.

Lengths are days, by the fixed ratios of D4. Dates are Julian day numbers: the civil calendar is Gregorian from
15 October 1582 and Julian before, the Islamic one is the tabular calendar (30-year cycle, civil epoch). The arithmetic
is that of E. G. Richards, "Calendars", in the Explanatory Supplement to the Astronomical Almanac (3rd ed. 2013,
section 15.11), and of Reingold and Dershowitz, "Calendrical Calculations" (4th ed. 2018, chapter 7).

>>> duration("10 lunar years and 3 days").low
Fraction(10640, 3)
>>> date("24 October 1945").low
Fraction(2431753, 1)
>>> date("1 Muharram 1 AH").low, date("16 July 622").low
(Fraction(1948440, 1), Fraction(1948440, 1))
>>> duration("10 moons").message
'`moons` is no unit of time'
"""

from __future__ import annotations

import re
from calendar import isleap, monthrange
from dataclasses import dataclass
from difflib import get_close_matches
from fractions import Fraction

from siyar.model import Quantity

_YEAR = Fraction(3652425, 10000)
_LUNAR_YEAR = 354 + Fraction(11, 30)

#: D4: how many days a unit has.
UNITS: dict[str, Fraction] = {
    "hour": Fraction(1, 24),
    "day": Fraction(1),
    "week": Fraction(7),
    "month": _YEAR / 12,
    "year": _YEAR,
    "lunar month": _LUNAR_YEAR / 12,
    "lunar year": _LUNAR_YEAR,
}

KINDS = ("duration", "number", "date")

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

#: Months of the Islamic year; spellings are compared without marks and hyphens, in small letters.
_ISLAMIC_MONTHS: dict[str, int] = {
    "muharram": 1, "safar": 2,
    "rabi alawwal": 3, "rabi i": 3, "rabi 1": 3,
    "rabi althani": 4, "rabi alakhir": 4, "rabi ii": 4, "rabi 2": 4,
    "jumada alula": 5, "jumada alawwal": 5, "jumada i": 5, "jumada 1": 5,
    "jumada althaniya": 6, "jumada alakhira": 6, "jumada alakhir": 6, "jumada ii": 6, "jumada 2": 6,
    "rajab": 7, "shaban": 8, "ramadan": 9, "shawwal": 10,
    "dhu alqada": 11, "dhu lqada": 11, "dhulqada": 11,
    "dhu alhijja": 12, "dhu lhijja": 12, "dhulhijja": 12, "dhu alhijjah": 12,
}  # fmt: skip

_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_PART = re.compile(r"([0-9]+(?:\.[0-9]+)?)\s+((?:lunar\s+)?[^\W\d_]+)")
_JOIN = re.compile(r"\s*,\s*(?:and\s+)?|\s+and\s+")
_DATE = re.compile(r"(?:(?:([0-9]{1,2})\s+)?([^\W\d_].*?)\s+)?([0-9]{1,4})(\s+AH)?")
_MARKS = str.maketrans(dict.fromkeys("'’‘ʿʾ`-", ""))

_UNIT_LIST = "hours, days, weeks, months, years, lunar months or lunar years"
_SHAPES = {
    "duration": "`10 lunar years` or `10 lunar years and 3 days`",
    "number": "`3` or `2.5`",
    "date": "`24 October 1945`, `October 1945`, `1945`, `14 Shawwal 3 AH` or `6 AH`",
}


@dataclass(frozen=True, slots=True)
class Unread:
    """Why words are no quantity; ``start`` and ``end`` say where in them."""

    message: str
    help: str
    start: int
    end: int


def quantity(kind: str, words: str) -> Quantity | Unread:
    """``words`` as a duration, number or date; `Unread` where they are none."""
    if kind == "duration":
        return duration(words)
    return date(words) if kind == "date" else number(words)


def number(words: str) -> Quantity | Unread:
    """A whole number or a decimal.

    >>> number("2.5").low
    Fraction(5, 2)
    """
    if not _NUMBER.fullmatch(words):
        return _none("number", words)
    value = Fraction(words)
    return Quantity("number", value, value, words)


def duration(words: str) -> Quantity | Unread:
    """A length of time in days: one or more parts of a figure and a unit, joined by commas or ``and``."""
    total, at = Fraction(0), 0
    while True:
        found = _PART.match(words, at)
        if found is None:
            figure = _NUMBER.match(words, at)
            if figure is None:
                return _none("duration", words, at)
            rest = words[figure.end() :].strip()
            if not rest:
                return Unread(f"`{words[at:]}` has no unit of time", f"write {_UNIT_LIST}", at, len(words))
            start = words.index(rest, figure.end())
            return _no_unit(words, start, len(words))
        unit = " ".join(found[2].split())
        days = UNITS.get(unit) or UNITS.get(unit.removesuffix("s"))
        if days is None:
            return _no_unit(words, found.start(2), found.end(2))
        total += Fraction(found[1]) * days
        at = found.end()
        if at == len(words):
            return Quantity("duration", total, total, " ".join(words.split()))
        join = _JOIN.match(words, at)
        if join is None or join.end() == at:
            return _none("duration", words, at)
        at = join.end()


def date(words: str) -> Quantity | Unread:
    """A day, month or year as the Julian day numbers of its first and last day.

    >>> q = date("6 AH"); int(q.high - q.low) + 1
    354
    >>> date("10 October 1582").message
    '`10 October 1582` is no day of the calendar'
    """
    plain = " ".join(words.split())
    found = _DATE.fullmatch(plain)
    if found is None or int(found[3]) == 0:
        return _none("date", words)
    day, month_words, year, islamic = found[1], found[2], int(found[3]), bool(found[4])
    month = 0
    if month_words is not None:
        month = _islamic_month(month_words) if islamic else _month(month_words)
        if not month and not _near_a_month(month_words, islamic):
            return _none("date", words)
        if not month:
            calendar = "the Islamic calendar" if islamic else "the civil calendar"
            start = words.find(month_words)
            start, end = (start, start + len(month_words)) if start >= 0 else (0, len(words))
            return Unread(f"`{month_words}` is no month of {calendar}", f"write {_SHAPES['date']}", start, end)
    to_days = _islamic_days if islamic else _civil_days
    bounds = to_days(year, month, int(day) if day else 0)
    if bounds is None:
        return Unread(f"`{plain}` is no day of the calendar", f"write {_SHAPES['date']}", 0, len(words))
    return Quantity("date", Fraction(bounds[0]), Fraction(bounds[1]), plain)


def _none(kind: str, words: str, at: int = 0) -> Unread:
    said = words[at:].strip() or words
    start = max(words.find(said, at), 0)
    article = "date" if kind == "date" else kind
    how = "write it in figures, as in" if kind != "date" else "write"
    return Unread(f"`{said}` is no {article}", f"{how} {_SHAPES[kind]}", start, start + len(said))


def _no_unit(words: str, start: int, end: int) -> Unread:
    return Unread(f"`{words[start:end]}` is no unit of time", f"write {_UNIT_LIST}", start, end)


def _month(words: str) -> int:
    return _MONTHS.index(words) + 1 if words in _MONTHS else 0


def _islamic_month(words: str) -> int:
    return _ISLAMIC_MONTHS.get(words.translate(_MARKS).lower(), 0)


def _near_a_month(words: str, islamic: bool) -> bool:
    names = list(_ISLAMIC_MONTHS) if islamic else [m.lower() for m in _MONTHS]
    return bool(get_close_matches(words.translate(_MARKS).lower()[:40], names, n=1, cutoff=0.6))


def _civil_days(year: int, month: int, day: int) -> tuple[int, int] | None:
    """First and last Julian day of a day, month (day 0) or year (month 0)."""
    if not month:
        return civil_day(year, 1, 1), civil_day(year, 12, 31)
    length = 29 if month == 2 and _leap(year) else 28 if month == 2 else monthrange(2001, month)[1]
    if not day:
        return civil_day(year, month, 1), civil_day(year, month, length)
    if not 1 <= day <= length or (1582, 10, 4) < (year, month, day) < (1582, 10, 15):
        return None
    found = civil_day(year, month, day)
    return found, found


def _leap(year: int) -> bool:
    return isleap(year) if year > 1582 else year % 4 == 0


def civil_day(year: int, month: int, day: int) -> int:
    """Julian day number of a civil date (Richards 2013): Gregorian from 15 October 1582, Julian before.

    >>> civil_day(1582, 10, 15) - civil_day(1582, 10, 4)
    1
    """
    early = (14 - month) // 12
    y, m = year + 4800 - early, month + 12 * early - 3
    julian = day + (153 * m + 2) // 5 + 365 * y + y // 4 - 32083
    if (year, month, day) < (1582, 10, 15):
        return julian
    return julian + 38 - y // 100 + y // 400


def _islamic_days(year: int, month: int, day: int) -> tuple[int, int] | None:
    if not month:
        return islamic_day(year, 1, 1), islamic_day(year + 1, 1, 1) - 1
    last = islamic_day(year, month + 1, 1) - 1 if month < 12 else islamic_day(year + 1, 1, 1) - 1
    first = islamic_day(year, month, 1)
    if not day:
        return first, last
    found = first + day - 1
    return (found, found) if day >= 1 and found <= last else None


def islamic_day(year: int, month: int, day: int) -> int:
    """Julian day number in the tabular Islamic calendar (Reingold and Dershowitz 2018, chapter 7).

    >>> islamic_day(1446, 1, 1)
    2460500
    """
    return day + 29 * (month - 1) + month // 2 + 354 * (year - 1) + (3 + 11 * year) // 30 + 1948439
