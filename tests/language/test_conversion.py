"""Islamic dates beside the civil calendar, against days counted from 16 July 622."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siyar.language.almanac import civil_date, civil_day, civil_month, islamic_day, islamic_month
from siyar.language.conversion import UNCERTAINTY, conversion, converted


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("1 Muharram 1 AH", "16 July 622, Julian"),
        ("1 AH", "16 July 622 to 4 July 623, Julian"),
        ("6 AH", "23 May 627 to 10 May 628, Julian"),
        ("Ramadan 8 AH", "23 December 629 to 21 January 630, Julian"),
        ("896 AH", "14 November 1490 to 3 November 1491, Julian"),
        ("990 AH", "26 January 1582, Julian, to 24 January 1583, Gregorian"),
        ("1200 AH", "4 November 1785 to 23 October 1786, Gregorian"),
        ("1 Muharram 1446 AH", "8 July 2024, Gregorian"),
    ],
)
def test_an_islamic_date_in_the_civil_calendar(words: str, days: str) -> None:
    assert conversion(words) == f"{days}; {UNCERTAINTY}"
    assert converted(words) == f"{words} ({days}; {UNCERTAINTY})"


@pytest.mark.parametrize("words", ["", "678", "September 1192", "30 March 1856", "31 Safar 3 AH", "the days of AH"])
def test_no_other_date_is_converted(words: str) -> None:
    assert conversion(words) == ""
    assert converted(words) == words


@given(st.integers(1, 3000), st.integers(1, 12), st.data())
def test_a_civil_day_comes_back(year: int, month: int, data: st.DataObject) -> None:
    day = data.draw(st.integers(1, civil_month(year, month)))
    if (year, month) != (1582, 10):
        assert civil_date(civil_day(year, month, day))[1:] == (year, month, day)


@given(st.integers(1, 3000), st.integers(1, 12))
def test_islamic_months_follow_each_other(year: int, month: int) -> None:
    after = (year, month + 1) if month < 12 else (year + 1, 1)
    assert islamic_day(year, month, islamic_month(year, month)) + 1 == islamic_day(*after, 1)
