"""Clocks over uncertain days, and events that may fall on either side of a reckoned one."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from siyar.model import Case, Claim, Denial, Event, Quantity
from siyar.timeline import Timeline, What
from siyar.timing import timeline
from tests.stance.shipped import bench

NOTICE = Claim("gave-notice", ("Westland", "the border treaty"))
BREACH = Claim("vclt-1969/materially-breached", ("Eastland", "the border treaty"))
START = 2448000


def event(claim: Claim, low: int, high: int | None = None) -> Event:
    last = low if high is None else high
    return Event(Quantity("date", Fraction(START + low), Fraction(START + last), f"{low} to {last}"), claim)


def found(*events: Event) -> Timeline:
    case: Case = replace(bench().library.cases["a-treaty-that-is-in-force"], events=events)
    one = timeline(bench(), case, doctrines=["vclt-1969"], about="notice-runs", narrowed=True)
    assert isinstance(one, Timeline)
    return one


def running(one: Timeline) -> list[tuple[int, str]]:
    (track,) = (t for t in one.tracks if t.hearing.about.startswith("the notice of Westland"))
    (thread,) = track.threads
    told = []
    for stage in thread.stages:
        outcome = stage.ruling.outcome
        told.append((one.rows[stage.row].low - START, outcome.value or outcome.status.value))
    return told


def test_a_notice_runs_from_its_day_and_not_from_the_breach() -> None:
    assert running(found(event(BREACH, 0), event(NOTICE, 10))) == [(0, "silent"), (10, "yes"), (102, "no")]


def test_a_notice_taken_back_reaches_nothing() -> None:
    one = found(event(BREACH, 0), event(NOTICE, 10), event(replace(NOTICE, denial=Denial.OPPOSITE), 50))
    assert running(one) == [(0, "silent"), (10, "yes"), (50, "silent")]
    assert not [row for row in one.rows if row.what is What.REACHED]


def test_a_notice_given_again_runs_anew() -> None:
    one = found(event(BREACH, 0), event(NOTICE, 10), event(NOTICE, 60))
    assert running(one) == [(0, "silent"), (10, "yes"), (152, "no")]


def test_a_notice_on_an_uncertain_day_leaves_its_end_open_between_two() -> None:
    one = found(event(BREACH, 0), event(NOTICE, 10, 40))
    assert running(one) == [(0, "silent"), (10, "yes"), (102, "open"), (132, "no")]
    assert [row.what for row in one.rows[3:5]] == [What.MAY_BE_REACHED, What.REACHED]


def test_an_event_that_may_have_come_before_a_reckoned_day_is_open_there() -> None:
    """The breach may end before the three months are over, or after: then no ground is known to be there."""
    back = replace(BREACH, denial=Denial.OPPOSITE)
    one = found(event(BREACH, 0), event(NOTICE, 10), event(back, 90, 120))
    (row,) = (row for row in one.rows if row.what is What.REACHED and row.low - START == 102)
    assert row.pending == 1
    assert dict(running(one))[102] == "open"
    assert running(one)[-1] == (90, "silent")


def test_an_event_that_says_what_was_so_already_leaves_nothing_open() -> None:
    """It may have come before a reckoned day or after: there was no breach either way, on whose word ever."""
    none = replace(BREACH, denial=Denial.OPPOSITE)
    told = (event(NOTICE, 10), event(none, 90, 120))
    lines = bench().library.cases["a-treaty-that-is-in-force"].lines
    assert any(line.claim == none and line.inherited for line in lines)
    (row,) = (row for row in found(*told).rows if row.what is What.REACHED and row.low - START == 102)
    assert row.pending == 1
    assert "open" not in {word for _, word in running(found(*told))}
