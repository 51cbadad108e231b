"""Lengths of time, numbers and dates, read from words into exact `Quantity` values.

Lengths are days, by the fixed ratios of D4. Dates are the Julian day numbers of the days they may mean (ADR 0008).
`siyar.language.almanac` counts them; here it is decided which dates there are.

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

MONTHS = (
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
#: A month by its figure: `14/10/3 AH`, `1229-02-18`, `month 13 of 6 AH`.
_BY_FIGURE = re.compile(r"(?:([0-9]{1,4})[-./ ])?(?:month )?([0-9]{1,2})(?:[-./ ]| of )([0-9]{1,4})(?:\s+AH)?")
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
    >>> date("31 Shawwal 3 AH").message
    'Shawwal has no day 31: a month of the Islamic calendar has 29 or 30'
    """
    plain = " ".join(words.split())
    if by_figure := _BY_FIGURE.fullmatch(plain):
        return _by_figure(words, by_figure)
    found = _DATE.fullmatch(plain)
    if found is None:
        return _none("date", words)
    day, month_words, year, islamic = found[1], found[2], int(found[3]), bool(found[4])
    month = 0
    if month_words is not None:
        month = _islamic_month(month_words) if islamic else _month(month_words)
        if not month and not _near_a_month(month_words, islamic):
            return _none("date", words)
        if not month:
            calendar = "the Islamic calendar" if islamic else "the civil calendar"
            return _unread(words, month_words, f"`{month_words}` is no month of {calendar}", f"write {_SHAPES['date']}")
    if year == 0:
        return _unread(words, found[3], "there is no year 0", "years are counted from 1", last=True)
    if day and (why := _no_such_day(year, month, int(day), islamic)):
        message, help = why
        return _unread(words, day, message.format(month=month_words, year=year), help)
    first, last = (_islamic_days if islamic else _civil_days)(year, month, int(day) if day else 0)
    return Quantity("date", Fraction(first), Fraction(last), plain)


def _no_such_day(year: int, month: int, day: int, islamic: bool) -> tuple[str, str] | None:
    """Why there is no such day, and what to write; None where there is one.

    Day 30 of an Islamic month that has 29 in the table is a day: by observation the month may have had 30.
    """
    from siyar.language import almanac  # convertdate is imported when the first date is read

    length = 30 if islamic else almanac.civil_month(year, month)
    if not 1 <= day <= length:
        count = "a month of the Islamic calendar has 29 or 30" if islamic else f"in {{year}} it has {length}"
        return f"{{month}} has no day {day}: {count}", "write a day the month has, or the month alone"
    if not islamic and almanac.LAST_JULIAN < (year, month, day) < almanac.FIRST_GREGORIAN:
        return (
            f"there was no {day} October 1582: the Julian 4th was followed by the Gregorian 15th",
            "dates up to the 4th are Julian, dates from the 15th are Gregorian",
        )
    return None


def _by_figure(words: str, found: re.Match[str]) -> Unread:
    month = found[2]
    if not 1 <= int(month) <= 12:
        message = f"there is no month {month}: a year has twelve, and they are written by name"
    else:
        message = f"month {month} is written as a figure; months are written by name"
    start = found.start(2) if found.string == words else 0
    end = found.end(2) if found.string == words else len(words)
    return Unread(message, f"write {_SHAPES['date']}", start, end)


def _unread(words: str, part: str, message: str, help: str, last: bool = False) -> Unread:
    """A problem with a part of the words; with all of them where the part is spread over lines."""
    start = words.rfind(part) if last else words.find(part)
    return Unread(message, help, start, start + len(part)) if start >= 0 else Unread(message, help, 0, len(words))


def _none(kind: str, words: str, at: int = 0) -> Unread:
    said = words[at:].strip() or words
    start = max(words.find(said, at), 0)
    article = "date" if kind == "date" else kind
    how = "write it in figures, as in" if kind != "date" else "write"
    return Unread(f"`{said}` is no {article}", f"{how} {_SHAPES[kind]}", start, start + len(said))


def _no_unit(words: str, start: int, end: int) -> Unread:
    return Unread(f"`{words[start:end]}` is no unit of time", f"write {_UNIT_LIST}", start, end)


def _month(words: str) -> int:
    return MONTHS.index(words) + 1 if words in MONTHS else 0


def _islamic_month(words: str) -> int:
    return _ISLAMIC_MONTHS.get(words.translate(_MARKS).lower(), 0)


def _near_a_month(words: str, islamic: bool) -> bool:
    names = list(_ISLAMIC_MONTHS) if islamic else [m.lower() for m in MONTHS]
    return bool(get_close_matches(words.translate(_MARKS).lower()[:40], names, n=1, cutoff=0.6))


def _civil_days(year: int, month: int, day: int) -> tuple[int, int]:
    """First and last Julian day number of a day, month (day 0) or year (month 0)."""
    from siyar.language import almanac

    first = almanac.civil_day(year, month or 1, day or 1)
    if day:
        return first, first
    return first, almanac.civil_day(year, month or 12, almanac.civil_month(year, month or 12))


def _islamic_days(year: int, month: int, day: int) -> tuple[int, int]:
    from siyar.language import almanac

    first = almanac.islamic_day(year, month or 1, day or 1)
    if day:
        return first, first
    return first, almanac.islamic_day(year, month or 12, almanac.islamic_month(year, month or 12))
