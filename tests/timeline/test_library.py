"""The cases with events that are shipped, end to end: which answer holds from when, by which rule."""

from __future__ import annotations

from dataclasses import replace

import pytest

import siyar
from siyar.api import Timelines

Told = tuple[str, str, tuple[str, ...]]


def answers(case: str, doctrine: str, about: str, *, account: str = "") -> list[Told]:
    """From when, what, by which rules; under the account of the tellers named, if any."""
    found: Timelines = siyar.load(doctrine).timeline(case, narrowed=True)
    (track,) = (t for t in found.tracks if t.hearing.about.startswith(about))
    (thread,) = (t for t in track.threads if t.first.attributed.doctrine == doctrine)
    told = []
    for stage in thread.stages:
        value = stage.ruling.outcome.value or stage.ruling.outcome.status.value
        under = [a.outcome for a in stage.ruling.accounts if set(a.tellers) <= set(account.split())]
        if under:
            value = under[0].value or under[0].status.value
        told.append((found.rows[stage.row].when, value, stage.ruling.deciding))
    return told


def dates(case: str, doctrine: str, about: str, *, account: str = "") -> list[tuple[str, str]]:
    return [(when, value) for when, value, _ in answers(case, doctrine, about, account=account)]


def test_hudaybiyya_ends_by_the_attack_on_a_joined_people_as_one_teller_has_it() -> None:
    case = "hudaybiyya-through-time"
    assert dates(case, "hanafi", "the truce counts", account="ibn-ishaq")[1:3] == [
        ("Dhu al-Qa'da 6 AH", "in force"),
        ("Sha'ban 8 AH", "ended"),
    ]
    assert ("Sha'ban 8 AH", "in force") in dates(case, "hanafi", "the truce counts", account="unnamed-reports")
    assert dates(case, "hanafi", "for Medina to end the truce without", account="ibn-ishaq")[-1][1] == "permitted"
    assert dates(case, "hanafi", "Quraysh has broken", account="ibn-ishaq")[-1] == ("Sha'ban 8 AH", "yes")
    assert answers(case, "hanafi", "Quraysh has broken")[-1][2] == (
        "breach-through-a-joined-people",
        "attack-without-leave",
    )


def test_two_tales_of_a_term_end_on_two_days() -> None:
    case = "hudaybiyya-through-time"
    short = dates(case, "hanafi", "the truce counts", account="unnamed-reports reports-of-a-shorter-term")
    assert ("30 Dhu al-Qa'da 8 AH", "expired") in short
    rows = [row.when for row in siyar.load("hanafi").timeline(case, narrowed=True).rows]
    assert rows.index("30 Dhu al-Qa'da 8 AH") < rows.index("1 Dhu al-Hijja 16 AH")


def test_the_march_to_the_border_is_spoken_of_while_the_truce_runs() -> None:
    found = answers("an-army-at-the-end-of-a-truce", "hanafi", "for the caliphate to bring its army")
    assert [(value, rules) for _, value, rules in found] == [
        ("silent", ()),
        ("discouraged", ("no-approach-under-a-truce",)),
        ("silent", ()),
    ]


def test_what_one_teller_leaves_open_is_not_open_as_the_other_has_it() -> None:
    """In the month in which ten years may be over the two years of the other tale have long been."""
    case = "hudaybiyya-through-time"
    whole = siyar.load("maliki").timeline(case, narrowed=True)
    (track,) = (t for t in whole.tracks if t.hearing.about.startswith("the truce counts"))
    (thread,) = track.threads
    (stage,) = (s for s in thread.stages if whole.rows[s.row].when == "2 Dhu al-Qa'da 16 AH")
    told = {a.tellers: (a.outcome.value, a.settled, a.deciding) for a in stage.ruling.accounts}
    assert told[("ibn-ishaq",)] == ("in force", False, ("a-truce-stands",))
    assert told[("reports-of-a-shorter-term",)] == ("expired", True, ("over-with-its-term",))


def test_who_has_not_joined_is_attacked_without_a_breach() -> None:
    """The opt-in clause matters: without the line that Khuza'a joined nobody has broken anything."""
    doctrine = siyar.load("hanafi")
    whole = doctrine.library.cases["hudaybiyya-through-time"]
    without = tuple(e for e in whole.events if e.claim.sentence != "joined")
    told = doctrine.timeline(replace(whole, events=without), about="Quraysh has broken the truce", narrowed=True)
    values = [s.ruling.outcome.value for track in told.tracks for s in track.threads[0].stages]
    assert values
    assert "yes" not in values


def test_the_army_waits_until_the_term_has_run_out() -> None:
    case = "an-army-at-the-end-of-a-truce"
    assert answers(case, "hanafi", "the truce counts")[1:] == [
        ("between 41 AH and 59 AH", "in force", ("a-truce-stands",)),
        ("between 41 AH and 60 AH", "expired", ("over-with-its-term",)),
    ]
    assert answers(case, "maliki", "for the caliphate to keep") == [
        ("before between 41 AH and 59 AH", "obligatory", ("kept-within-its-term",)),
        ("between 41 AH and 60 AH", "open", ()),
    ]
    last = answers(case, "hanafi", "for the caliphate to give Byzantium notice")[-1]
    assert last == ("between 41 AH and 60 AH", "not obligatory", ("no-notice-after-the-term",))


def test_cyprus_is_told_in_two_ways_at_its_beginning_and_at_its_end() -> None:
    case = "cyprus-through-time"
    first = dates(case, "hanafi", "the treaty counts", account="baladhuri")
    other = dates(case, "hanafi", "the treaty counts", account="unnamed-reports")
    assert first[1] == ("28 AH", "in force")
    assert other[1] == ("28 AH", "silent")
    assert first[2] == other[2] == ("29 AH", "in force")
    broken = [
        dates(case, "hanafi", "Cyprus has broken", account=a)[-1][1] for a in ("ibn-uyayna-on-cyprus", "musa-on-cyprus")
    ]
    assert broken == ["yes", "no"]


def test_three_months_of_notice_and_a_declaration() -> None:
    case = "a-notice-of-three-months"
    assert answers(case, "vclt-1969", "the border treaty counts")[1:] == [
        ("1 June 1985", "in force", ("entered-into-force",)),
        ("20 September 1990", "ended", ("measure-carried-out",)),
    ]
    assert answers(case, "vclt-1969", "the notice of Westland")[1:] == [
        ("1990-06-10", "yes", ("three-months-running",)),
        ("10 September 1990", "no", ("three-months-over",)),
    ]
    ending = dates(case, "vclt-1969", "for Westland to end")
    assert ending[-3:] == [("May 1990", "forbidden"), ("1990-06-10", "forbidden"), ("10 September 1990", "permitted")]


def test_an_objection_keeps_the_treaty_until_its_term() -> None:
    case = "a-notice-met-by-an-objection"
    assert dates(case, "vclt-1969", "the border treaty counts")[1:] == [
        ("1 June 1985", "in force"),
        ("3 March 2005", "expired"),
    ]
    ending = dates(case, "vclt-1969", "for Westland to end")
    noticed = [when for when, _ in ending].index("10 June 1990")
    assert {value for _, value in ending[noticed:]} == {"forbidden"}


def test_a_notice_whose_day_is_not_known_leaves_its_end_open() -> None:
    case = "a-notice-of-a-year"
    running = dates(case, "vclt-1969", "the notice of Westland")
    assert ("2 May 1991", "open") in running
    assert running[-1] == ("1 July 1991", "no")
    assert dates(case, "vclt-1969", "the border treaty counts")[-1] == ("1 July 1991", "ended")


def test_a_suspension_is_lifted_and_a_term_runs_out() -> None:
    told = answers("a-treaty-that-ran-out", "vclt-1969", "the border treaty counts")
    assert [t[1:] for t in told[1:]] == [
        ("in force", ("entered-into-force",)),
        ("suspended", ("suspended-by-consent",)),
        ("in force", ("entered-into-force",)),
        ("expired", ("expired-by-its-terms",)),
    ]
    assert told[-1][0] == "3 March 2005"


@pytest.mark.parametrize(
    ("doctrine", "told", "rule"),
    [
        ("hanafi", "Ramadan 402 AH", "given-back"),
        ("maliki", "Sha'ban 402 AH", "given-back"),
        ("shafii", "Sha'ban 402 AH", "given-back"),
        ("hanbali", "Sha'ban 402 AH", "given-back"),
    ],
)
def test_a_truce_given_back_ends_with_the_notice_or_when_the_news_has_spread(
    doctrine: str, told: str, rule: str
) -> None:
    found = answers("a-truce-given-back-in-time", doctrine, "the truce counts")
    assert [(when, value) for when, value, _ in found[1:]] == [("1 Muharram 400 AH", "in force"), (told, "ended")]
    assert found[-1][2] == (rule,)


def test_a_truce_longer_than_the_most_is_over_after_ten_years_until_it_is_renewed() -> None:
    case = "a-truce-of-twenty-years-in-time"
    assert dates(case, "shafii", "the truce counts")[1:] == [
        ("1 Muharram 400 AH", "in force"),
        ("1 Muharram 410 AH", "expired"),
        ("1 Muharram 411 AH", "in force"),
        ("1 Muharram 416 AH", "expired"),
    ]
    assert dates(case, "hanafi", "the truce counts")[1:] == [
        ("1 Muharram 400 AH", "in force"),
        ("1 Muharram 416 AH", "expired"),
    ]
    assert dates(case, "other-voices", "the truce counts")[-2:] == [
        ("1 Muharram 410 AH", "expired"),
        ("1 Muharram 411 AH", "silent"),
    ]


def test_a_party_is_bound_from_its_accession_to_the_end_of_its_notice() -> None:
    case = "a-party-that-comes-and-goes"
    assert answers(case, "npt-1968", "the pact counts")[1:] == [
        ("5 March 1975", "in force", ("in-force-for-its-parties",)),
        ("10 September 1980", "ended", ("withdrawn",)),
    ]
    assert dates("a-member-that-goes", "oic-charter", "the pact counts")[-1] == ("2 February 2011", "ended")


def test_a_warning_ends_an_armistice_of_a_member_only_when_force_is_authorised() -> None:
    case = "an-armistice-and-a-membership"
    assert dates(case, "un-charter", "for Westland to end")[-2:] == [
        ("1 June 1946", "forbidden"),
        ("1 May 1948", "permitted"),
    ]
    assert answers(case, "un-charter", "the truce counts")[-1] == ("1 May 1948", "ended", ("ended-on-warning",))


def test_one_of_many_parties_suspends_and_does_not_end() -> None:
    case = "a-breach-among-many"
    assert dates(case, "vclt-1969", "the border treaty counts")[1:] == [
        ("1 June 1985", "in force"),
        ("20 September 1990", "suspended"),
        ("1 March 1992", "in force"),
        ("3 March 2005", "expired"),
    ]
    assert "permitted" not in {value for _, value in dates(case, "vclt-1969", "for Westland to end")}
    assert ("10 September 1990", "permitted") in dates(case, "vclt-1969", "for Westland to suspend")


def test_a_case_without_events_has_no_timeline() -> None:
    with pytest.raises(siyar.Problems) as refused:
        siyar.load("hanafi").timeline("hudaybiyya")
    assert refused.value.diagnostics[0].code == "C009"
