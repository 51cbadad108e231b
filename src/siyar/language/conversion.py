"""An Islamic date in the civil calendar, with its uncertainty: what is shown beside a date, and never put in its place.

>>> conversion("6 AH")
'23 May 627 to 10 May 628, Julian; tabular calendar, a day or two either way'
>>> conversion("14 Shawwal 3 AH")
'30 March 625, Julian; tabular calendar, a day or two either way'
>>> conversion("October 1945")
''
"""

from __future__ import annotations

from siyar.language.almanac import Civil, civil_date
from siyar.language.quantities import MONTHS, date
from siyar.model import Quantity

#: The Islamic calendar by observation cannot be computed; the table keeps within a day or two of it.
UNCERTAINTY = "tabular calendar, a day or two either way"


def conversion(words: str) -> str:
    """The days that an Islamic date may mean; empty for any other date, and for what is no date."""
    said = date(words) if words.rstrip().endswith("AH") else None
    if not isinstance(said, Quantity):
        return ""
    first, last = civil_date(int(said.low)), civil_date(int(said.high))
    if first == last:
        days = f"{_day(first)}, {first.calendar}"
    elif first.calendar == last.calendar:
        days = f"{_day(first)} to {_day(last)}, {first.calendar}"
    else:
        days = f"{_day(first)}, {first.calendar}, to {_day(last)}, {last.calendar}"
    return f"{days}; {UNCERTAINTY}"


def converted(words: str) -> str:
    """The date with its conversion in round brackets; the date alone where it needs none.

    >>> converted("1211 AH")
    '1211 AH (7 July 1796 to 25 June 1797, Gregorian; tabular calendar, a day or two either way)'
    >>> converted("1229")
    '1229'
    """
    found = conversion(words)
    return f"{words} ({found})" if found else words


def _day(day: Civil) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
