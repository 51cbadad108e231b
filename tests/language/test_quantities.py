"""Lengths of time, numbers and dates."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siyar.language.almanac import civil_day, islamic_day
from siyar.language.quantities import Unread, date, duration, number, quantity
from siyar.model import Quantity

LUNAR_YEAR = 354 + Fraction(11, 30)


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("1 hour", Fraction(1, 24)),
        ("1 day", 1),
        ("2 weeks", 14),
        ("1 month", Fraction(3652425, 120000)),
        ("1 year", Fraction(3652425, 10000)),
        ("10 lunar years", 10 * LUNAR_YEAR),
        ("1 lunar month", LUNAR_YEAR / 12),
        ("10 lunar years and 3 days", 10 * LUNAR_YEAR + 3),
        ("1 week, 2 days and 12 hours", Fraction(19, 2)),
        ("1.5 days", Fraction(3, 2)),
        ("0 days", 0),
    ],
)
def test_a_length_of_time_is_exact(words: str, days: Fraction) -> None:
    assert duration(words) == Quantity("duration", Fraction(days), Fraction(days), words)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("10 moons", "`moons` is no unit of time"),
        ("10", "`10` has no unit of time"),
        ("ten years", "`ten years` is no duration"),
        ("3 days 4 hours", "`4 hours` is no duration"),
        ("3 days and", "`and` is no duration"),
        ("-3 days", "`-3 days` is no duration"),
        ("١٠ days", "`١٠ days` is no duration"),
        ("", "`` is no duration"),
    ],
)
def test_what_is_no_length_of_time(words: str, message: str) -> None:
    said = duration(words)
    assert isinstance(said, Unread)
    assert said.message == message
    assert 0 <= said.start <= said.end <= len(words)


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("24 October 1945", 2431753, 2431753),
        ("October 1945", 2431730, 2431760),
        ("1945", 2431457, 2431821),
        ("4 October 1582", 2299160, 2299160),
        ("15 October 1582", 2299161, 2299161),
        ("29 February 1500", 2268992, 2268992),
        ("1 Muharram 1 AH", 1948440, 1948440),
        ("29 Ramadan 1445 AH", 2460409, 2460409),
        ("Shawwal 3 AH", 1949415, 1949443),
        ("29 Safar 1 AH", 1948498, 1948498),
        ("30 Safar 1 AH", 1948499, 1948499),  # 29 days in the table, perhaps 30 by observation
        ("6 AH", 1950212, 1950565),
        ("14 Sha’ban 8 AH", 1951141, 1951141),
        ("Dhu al-Hijja 10 AH", 1951954, 1951983),
        ("Rabi' al-Awwal 11 AH", 1952043, 1952072),
    ],
)
def test_a_date_is_the_set_of_its_days(words: str, low: int, high: int) -> None:
    said = date(words)
    assert isinstance(said, Quantity)
    assert (said.kind, int(said.low), int(said.high)) == ("date", low, high)


@pytest.mark.parametrize(
    "words",
    [
        "10 October 1582",
        "31 April 1900",
        "29 February 1900",
        "0",
        "12 Shawwal 1945",
        "circa 1945",
        "31 Safar 1 AH",
        "0 Safar 1 AH",
        "1 Safar 0 AH",
        "14/10/3 AH",
        "13 6 AH",
        "1945 October",
        "",
        "3 October",
        "99999",
        "١٩٤٥",
        "24  Oktober 1945",
    ],
)
def test_what_is_no_date(words: str) -> None:
    said = date(words)
    assert isinstance(said, Unread)
    assert 0 <= said.start <= said.end <= max(len(words), 1)


@pytest.mark.parametrize(
    ("words", "message", "place"),
    [
        ("31 February 1229", "February has no day 31: in 1229 it has 28", "31"),
        ("29 February 1900", "February has no day 29: in 1900 it has 28", "29"),
        ("31 Safar 3 AH", "Safar has no day 31: a month of the Islamic calendar has 29 or 30", "31"),
        ("1 Safar 0 AH", "there is no year 0", "0"),
        ("0 AH", "there is no year 0", "0"),
        ("5/13/6 AH", "there is no month 13: a year has twelve, and they are written by name", "13"),
        ("month 13 of 6 AH", "there is no month 13: a year has twelve, and they are written by name", "13"),
        ("1229-02-18", "month 02 is written as a figure; months are written by name", "02"),
        (
            "10 October 1582",
            "there was no 10 October 1582: the Julian 4th was followed by the Gregorian 15th",
            "10",
        ),
        ("3 Shawwil 3 AH", "`Shawwil` is no month of the Islamic calendar", "Shawwil"),
    ],
)
def test_a_date_there_is_not_says_why_and_where(words: str, message: str, place: str) -> None:
    said = date(words)
    assert isinstance(said, Unread)
    assert (said.message, words[said.start : said.end]) == (message, place)
    assert said.help


def test_numbers() -> None:
    assert number("12") == Quantity("number", Fraction(12), Fraction(12), "12")
    assert number("2.50") == Quantity("number", Fraction(5, 2), Fraction(5, 2), "2.50")
    assert isinstance(number("two"), Unread)
    assert isinstance(number("1e3"), Unread)


@given(st.integers(1, 3000), st.integers(1, 12), st.integers(1, 27))
def test_days_follow_each_other(year: int, month: int, day: int) -> None:
    if (year, month) != (1582, 10):
        assert civil_day(year, month, day + 1) == civil_day(year, month, day) + 1
    assert civil_day(year + 1, month, day) - civil_day(year, month, day) in (355, 356, 365, 366)
    assert islamic_day(year, month, day + 1) == islamic_day(year, month, day) + 1
    assert islamic_day(year + 1, month, day) - islamic_day(year, month, day) in (354, 355)


@given(st.sampled_from(["duration", "number", "date"]), st.text(max_size=40))
def test_no_words_break_it(kind: str, words: str) -> None:
    said = quantity(kind, words)
    assert isinstance(said, Quantity) or 0 <= said.start <= said.end <= max(len(words), 1)
