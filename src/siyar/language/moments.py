"""When an event happened, read from words: a date, ``between`` two dates, or a day as EDTF writes it.

The days are those the words leave open, and the words stay as given. A day written as EDTF writes it (ISO 8601-2:2019,
level 0: ``1990-06-01``, ``1990-06``) is of the proleptic Gregorian calendar, as that standard has it; any other date
is read by `quantities`. What says "about" gives no days, and is refused: nothing is made precise in silence.

>>> when("between 3 March 1985 and May 1985").words
'between 3 March 1985 and May 1985'
>>> int(when("1990-06").high - when("1990-06").low) + 1
30
>>> when("about 628").help
'say between which dates, as in `between 627 and 629`'
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date as gregorian
from fractions import Fraction

from siyar.language.quantities import Unread, date
from siyar.model import Quantity

_BETWEEN = re.compile(r"between\s+(.+?)\s+and\s+(.+)")
_EDTF = re.compile(r"([0-9]{4})-([0-9]{2})(?:-([0-9]{2}))?")
_VAGUE = re.compile(r"(?:about|around|circa|c\.|ca\.)\s|.*[~?%]$|.*[0-9]X")

#: The Julian day number of the day before 1 January of the year 1, proleptic Gregorian.
EPOCH = 1721425


def when(words: str) -> Quantity | Unread:
    """The days an event may have been on; `Unread` where the words name none."""
    plain = " ".join(words.split())
    if _VAGUE.match(plain):
        help = "say between which dates, as in `between 627 and 629`"
        return Unread(f"`{plain}` does not say which days it leaves open", help, 0, len(words))
    if (found := _BETWEEN.fullmatch(words)) is not None:
        return _between(words, found)
    if (written := _EDTF.fullmatch(plain)) is not None:
        return _edtf(plain, int(written[1]), int(written[2]), int(written[3] or 0))
    return date(words)


def _between(words: str, found: re.Match[str]) -> Quantity | Unread:
    ends: list[Quantity] = []
    for group in (1, 2):
        read = when(found[group])
        if isinstance(read, Unread):
            at = found.start(group)
            return Unread(read.message, read.help, at + read.start, at + read.end)
        ends.append(read)
    first, last = ends
    if last.high < first.low:
        message = f"`{last.words}` is before `{first.words}`"
        return Unread(message, "the earlier date comes first", found.start(2), found.end(2))
    return Quantity("date", first.low, last.high, " ".join(words.split()))


def _edtf(words: str, year: int, month: int, day: int) -> Quantity | Unread:
    try:
        first = gregorian(year, month, day or 1)
    except ValueError:
        return Unread(f"`{words}` is no day of the calendar", "write `1990-06-01` or `1 June 1990`", 0, len(words))
    length = 1 if day else monthrange(year, month)[1]
    low = first.toordinal() + EPOCH
    return Quantity("date", Fraction(low), Fraction(low + length - 1), words)
