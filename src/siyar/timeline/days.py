"""Days by name: in the calendar of the words they are reckoned from, and as EDTF writes them.

Civil dates are Gregorian from 15 October 1582 and Julian before, Islamic ones of the tabular calendar (ADR 0008). EDTF
(ISO 8601-2:2019) is of the proleptic Gregorian calendar; one of a set of days is written ``[first..last]`` there.

>>> day(2431753), day(1948440, "6 AH"), day(1948440)
('24 October 1945', '1 Muharram 1 AH', '16 July 622')
>>> edtf(2431753, 2431753), edtf(1950498, 1950851)
('1945-10-24', '[0628-03-07..0629-02-23]')
"""

from __future__ import annotations

from datetime import date as gregorian

from siyar.language.almanac import civil_date, islamic_date, islamic_day
from siyar.language.moments import EPOCH
from siyar.language.quantities import MONTHS

#: The months of the Islamic year as this library writes them.
ISLAMIC = (
    "Muharram", "Safar", "Rabi al-Awwal", "Rabi al-Thani", "Jumada al-Ula", "Jumada al-Akhira",
    "Rajab", "Sha'ban", "Ramadan", "Shawwal", "Dhu al-Qa'da", "Dhu al-Hijja",
)  # fmt: skip

#: The last day that EDTF names with four figures of a year.
LAST = EPOCH + gregorian.max.toordinal()


def day(number: int, like: str = "") -> str:
    """A Julian day number as a date, in the calendar of the words ``like``."""
    if like.rstrip().endswith("AH") and number >= islamic_day(1, 1, 1):
        year, month, of_month = islamic_date(number)
        return f"{of_month} {ISLAMIC[month - 1]} {year} AH"
    civil = civil_date(number)
    return f"{civil.day} {MONTHS[civil.month - 1]} {civil.year}"


def edtf(low: int, high: int) -> str:
    """A day, or one of several days, as EDTF writes it; nothing for days it cannot name."""
    if not EPOCH < low <= high <= LAST:
        return ""
    first, last = (gregorian.fromordinal(number - EPOCH).isoformat() for number in (low, high))
    return first if low == high else f"[{first}..{last}]"
