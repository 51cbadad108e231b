"""Laws of timelines, over events made at random: what is found step by step is what is found by asking anew."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from siyar.hearing import Asked, ImpossibleCase, Ruling, posed
from siyar.language.quantities import UNITS
from siyar.model import Case, CaseLine, Cite, Claim, Denial, Event, LineKind, Quantity
from siyar.timeline import History, Strand, Timeline, rows, states
from siyar.timeline.clocks import elapsed
from siyar.timeline.courses import courses
from siyar.timeline.days import day, edtf
from siyar.timeline.moments import Moment, moments
from siyar.timing import timeline
from siyar.workbench import Workbench
from tests.stance.shipped import bench

SLOW = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])

WEST, TREATY = "Westland", "the border treaty"
FACTS = {
    "concluded": (TREATY,),
    "in-force": (TREATY,),
    "gave-notice": (WEST, TREATY),
    "vclt-1969/materially-breached": ("Eastland", TREATY),
    "vclt-1969/objected": ("Eastland", TREATY),
    "declared-ended": (WEST, TREATY),
}


@st.composite
def histories(draw: st.DrawFn) -> tuple[Event, ...]:
    """Events in order, each on a day, in a month or on one of many days."""
    found, at = [], 2446200
    for _ in range(draw(st.integers(1, 7))):
        at += draw(st.integers(0, 120))
        spread = draw(st.sampled_from([0, 0, 29, 400]))
        fact = draw(st.sampled_from(list(FACTS)))
        denial = draw(st.sampled_from([Denial.NONE, Denial.NONE, Denial.NOT_SO]))
        when = Quantity("date", Fraction(at), Fraction(at + spread), f"{at} to {at + spread}")
        found.append(Event(when, Claim(fact, FACTS[fact], denial)))
    return tuple(found)


def put(events: tuple[Event, ...]) -> Case:
    return replace(bench().library.cases["a-treaty-of-twenty-years"], events=events)


def found(case: Case) -> Timeline:
    one = timeline(bench(), case, doctrines=["vclt-1969"], questions=["state"], narrowed=True)
    assert isinstance(one, Timeline)
    return one


@SLOW
@given(histories())
def test_what_is_kept_is_what_asking_anew_would_say(events: tuple[Event, ...]) -> None:
    """Every row heard by a strand that knows nothing yet, against the one that goes through all of them."""
    case = put(events)
    whole = found(case)
    history = History(case, bench().sentences)
    for track in whole.tracks:
        (thread,) = track.threads
        claim = thread.first.claim
        assert claim is not None
        told: dict[int, Ruling] = {s.row: s.ruling for s in thread.stages}
        current: Ruling | None = None
        for number, (row, state) in enumerate(states(history, whole.rows)):
            current = told.get(number, current)
            strand = _strand(bench(), history, thread.first)
            anew = strand.step(row, state)
            assert isinstance(anew, Ruling)
            assert current is not None
            assert (anew.outcome, anew.settled, anew.deciding) == (current.outcome, current.settled, current.deciding)


def _strand(of: Workbench, history: History, ruling: Ruling) -> Strand[Ruling | ImpossibleCase]:
    assert ruling.claim is not None
    asked = Asked(ruling.question, ruling.claim)
    frame = of.frame("vclt-1969")
    grounded, _, _ = posed(frame, replace(history.case, events=()), asked)
    return Strand.of(history, frame, grounded, lambda case: of.hear("vclt-1969", case, asked))


@SLOW
@given(histories())
def test_an_event_that_says_what_is_so_changes_no_answer(events: tuple[Event, ...]) -> None:
    """Persistence: a fact without a clock may be said again on a later day."""
    plain = [e for e in events if e.claim.sentence == "in-force"]
    if not plain:
        return
    last = events[-1].when
    later = Quantity("date", last.high + 1000, last.high + 1000, "later")
    again = (*events, Event(later, plain[-1].claim))
    one, other = found(put(events)), found(put(again))
    for before, after in zip(one.tracks, other.tracks, strict=True):
        values = [s.ruling.outcome for s in before.threads[0].stages]
        assert [s.ruling.outcome for s in after.threads[0].stages] == values


def test_what_one_teller_says_is_not_given_where_the_case_has_it_unknown_for_the_other() -> None:
    claim = Claim("in-force", FACTS["in-force"])
    first, second = (Quantity("date", Fraction(n), Fraction(n), str(n)) for n in (10, 20))
    events = (
        Event(first, claim, (Cite("a"),), contested=True),
        Event(second, replace(claim, denial=Denial.NOT_SO), (Cite("b"),), contested=True),
    )
    case = replace(put(events), lines=(CaseLine(LineKind.UNKNOWN, claim),))
    (course,) = courses(case, moments(events), bench().sentences).values()
    then, later = course.changes
    assert [(line.kind, line.cites) for line in then.lines] == [
        (LineKind.CONTESTED, (Cite("a"),)),
        (LineKind.UNKNOWN, (Cite("b"),)),
    ]
    assert [(t.teller, t.claim) for t in then.tellings] == [("a", claim), ("b", None)]
    assert [line.kind for line in later.lines] == [LineKind.CONTESTED, LineKind.CONTESTED]


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(0, 300)), min_size=1, max_size=8))
def test_moments_keep_their_order_and_only_lose_days(drawn: list[tuple[int, int]]) -> None:
    latest, events = 0, []
    for low, spread in drawn:
        high = max(low + spread, latest)  # in order: none is surely before an earlier one
        latest = max(latest, low)
        events.append(Event(Quantity("date", Fraction(low), Fraction(high), f"{low} to {high}"), Claim("s")))
    told = moments(events)
    for one, other in pairwise(told):
        assert one.low <= other.low
        assert one.high <= other.high
    assert all(m.when.low <= m.low <= m.high <= m.when.high for m in told)


@given(st.integers(0, 400), st.integers(0, 400), st.integers(0, 400), st.integers(0, 400))
def test_a_length_is_between_any_two_days_of_its_dates(a: int, b: int, c: int, d: int) -> None:
    start, low, high = Moment(Quantity("date", Fraction(0), Fraction(0), ""), a, a + b, ()), a + b + c, a + b + c + d
    least, most = elapsed(start, low, high)
    assert least == low - start.high
    assert most == high - start.low
    assert 0 <= least <= most


def test_days_have_their_names_in_both_calendars() -> None:
    assert day(2299160) == "4 October 1582"
    assert day(2299161) == "15 October 1582"
    assert day(1950507, "Dhu al-Qa'da 6 AH") == "1 Dhu al-Qa'da 6 AH"
    assert edtf(2299161, 2299161) == "1582-10-15"
    assert edtf(0, 10) == ""


@pytest.mark.parametrize("months", [3, 12])
def test_a_reckoned_day_is_the_first_on_which_the_length_is_reached(months: int) -> None:
    whole = found(
        put(
            (
                Event(
                    Quantity("date", Fraction(2448053), Fraction(2448053), "then"),
                    Claim("gave-notice", FACTS["gave-notice"]),
                ),
            )
        )
    )
    reached = [row for row in whole.rows if any(r.words == f"{months} months" for r in row.lengths)]
    (row,) = reached
    length = months * UNITS["month"]
    assert row.low - 1 - 2448053 < length <= row.low - 2448053
    assert rows((), {}, {}) == ()
