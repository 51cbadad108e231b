"""Rulings on what is known, in the language; and what the language cannot ask: grounds taken away, all readings."""

from __future__ import annotations

from pathlib import Path

import pytest

from siyar.explain import Obstacle, ReasonKind
from siyar.hearing import Ruling, reading_choices
from siyar.workbench import Workbench
from tests.hearing.houses import ask, bench, expectations, missed, obstacles, reasons, word

HERE = Path(__file__).parent
FILES = sorted(path for path in HERE.glob("*.md") if path.stem != "world")


@pytest.mark.parametrize(("path", "place"), expectations(FILES))
def test_an_expectation_is_met(path: Path, place: int) -> None:
    assert missed(bench(path), place) == []


def unknowns(about: str, case: str) -> Ruling:
    return ask(bench(HERE / "unknowns.md"), about, case=case, doctrine="unknowns")


def givens(about: str, case: str) -> Ruling:
    return ask(bench(HERE / "givens.md"), about, case=case, doctrine="givens")


# --------------------------------------------------------------------------- known and settled


def test_settled_though_what_is_known_is_silent() -> None:
    ruling = unknowns("for the Mill to admit Anselm", "plain")
    assert (word(ruling), ruling.settled, ruling.known.status.value) == ("forbidden", True, "silent")
    (either,) = ruling.why
    assert either.kind is ReasonKind.EITHER_WAY
    assert [part.words for part in either.parts] == ["if Anselm carries arms", "if Anselm carries no arms"]
    assert ruling.deciding == ("no-armed", "no-unarmed")
    assert ruling.turns_on == ()


def test_a_ruling_that_turns_on_two_facts_together_only() -> None:
    ruling = unknowns("for the Mill to trade grain with Anselm", "two")
    assert ruling.turns_on == (("Anselm is vouched for by Bertha", "Bertha is vouched for by Anselm"),)
    # Each settles it, since the impossible carries the other along.
    assert {s.answers for s in ruling.settled_by if s.outcome.value == "permitted"} == {
        (("Anselm is vouched for by Bertha", "Anselm is vouched for by Bertha"),),
        (("Bertha is vouched for by Anselm", "Bertha is vouched for by Anselm"),),
    }


def test_what_is_impossible_makes_a_fact_known() -> None:
    ruling = unknowns("for the Mill to feed Anselm", "invited")
    assert ruling.forced == ("Anselm is known to the Mill",)
    kinds = {reason.kind for reason in reasons(ruling.why)}
    assert kinds == {ReasonKind.RULE, ReasonKind.FORCED}
    assert ruling.assumptions == ("Anselm is ill",)


def test_numbers_over_what_is_unknown_are_of_completions() -> None:
    ruling = unknowns("for the Mill to feed Anselm", "plain")
    assert {(p.outcome.value, p.count, p.of) for p in ruling.possible} == {("permitted", 1, 4), (None, 3, 4)}


# --------------------------------------------------------------------------- what a case gives


def test_the_case_is_shown_beside_where_the_doctrine_has_rules_of_its_own() -> None:
    ruling = givens("for the Mill to feed Anselm", "said-to-be-a-friend")
    assert ruling.case_words == ("Anselm counts as a friend of the Mill",)
    assert word(ruling) == "silent, none applies"


def test_what_is_stipulated_is_shown_as_stipulated() -> None:
    ruling = givens("for the Mill to feed Anselm", "stipulated-friend")
    assert [r.kind for r in reasons(ruling.why)] == [ReasonKind.RULE, ReasonKind.STIPULATED]
    assert ruling.case_words == ()


def test_accounts_by_name_each_with_its_reasons() -> None:
    ruling = givens("for the Mill to conclude the bond with Anselm", "told")
    assert [(a.tellers, a.outcome.value or a.outcome.status.value) for a in ruling.accounts] == [
        (("old-book",), "permitted"),
        (("new-book", "old-book"), "silent"),  # he alone tells of the bond, and is followed in it throughout
    ]
    assert [r.kind for r in ruling.why] == [ReasonKind.ACCOUNT, ReasonKind.ACCOUNT]
    assert ruling.why[0].parts
    assert ruling.why[1].why_not


def test_two_groups_are_told_apart_in_every_combination() -> None:
    ruling = givens("for the Mill to trade cloth with Anselm", "told")
    assert [(a.tellers, a.outcome.value or a.outcome.status.value) for a in ruling.accounts] == [
        (("old-book",), "permitted"),
        (("old-book", "oracle"), "silent"),
        (("new-book", "old-book"), "silent"),
        (("new-book", "oracle"), "silent"),
    ]


def test_what_the_question_does_not_depend_on_makes_no_account() -> None:
    assert givens("for the Mill to feed Anselm", "told").accounts == ()


def test_an_account_that_cannot_be_is_dropped_and_named() -> None:
    about = "for the Mill to conclude the bond with Anselm"
    ruling = givens(about, "told-against-what-cannot-be")
    told = {account.tellers for account in ruling.accounts}
    assert ruling.dropped_accounts
    assert not told & set(ruling.dropped_accounts)


# --------------------------------------------------------------------------- readings and grounds

READINGS = HERE / "readings.md"


def test_readings_that_matter_are_gone_through_and_no_others() -> None:
    doctrine = bench(READINGS).library.doctrines["readings"]
    assert list(reading_choices(doctrine, ("trade",))) == [{}]
    assert list(reading_choices(doctrine, ("friend",))) == [{"who-is-known": "sight"}, {"who-is-known": "name"}]
    assert len(list(reading_choices(doctrine, ("admit",)))) == 4


def test_every_reading_gives_a_ruling_of_its_own() -> None:
    sitting = bench(READINGS).ask(
        "seen-armed", doctrines=["readings"], questions=["admission"], every_reading=True, narrowed=True
    )
    assert not isinstance(sitting, tuple)
    (hearing,) = sitting.hearings
    found = {tuple(option for _, option in r.readings): word(r) for r in hearing.asked}
    assert found == {
        ("sight", "letter"): "contested, rules",
        ("sight", "sense"): "permitted",
        ("name", "letter"): "forbidden",
        ("name", "sense"): "silent, none applies",
    }


@pytest.mark.parametrize(
    ("about", "without", "expected"),
    [
        ("trade grain", (), "permitted"),
        ("trade grain", ("first-saying",), "permitted"),
        ("trade grain", ("first-saying", "second-saying"), "silent, no rule"),
        ("trade cloth", ("second-saying",), "silent, no rule"),
        ("trade salt", ("third-saying",), "permitted"),
        ("trade salt", ("the-first-guest",), "silent, no rule"),
        ("trade salt", ("first-saying",), "silent, no rule"),
        ("conclude the bond", ("second-saying", "third-saying"), "permitted"),
        ("conclude the bond", ("first-saying",), "silent, no rule"),
        ("conclude the bond", ("salt-on-the-precedent",), "silent, no rule"),
    ],
)
def test_what_is_taken_away_takes_along_what_rests_on_it(about: str, without: tuple[str, ...], expected: str) -> None:
    ruling = ask(
        bench(READINGS),
        f"for the Mill to {about} with Anselm",
        case="with-a-pact",
        doctrine="readings",
        without=without,
    )
    assert word(ruling) == expected
    assert ruling.without == tuple(sorted(without))
    if expected != "permitted":
        assert any("is left out" in o.words for o in obstacles(ruling.why_not))


# --------------------------------------------------------------------------- in the words of the rule

SIDES = HERE.parent / "ground" / "sides.md"
EXCEPTIONS = HERE.parent / "ground" / "exceptions.md"


def test_a_rule_is_quoted_from_the_side_it_names() -> None:
    ruling = ask(bench(SIDES), "for the Mill to admit Anselm", case="armed", doctrine="sides")
    assert ruling.why[0].words == "recommended for the Mill to turn away Anselm"
    assert word(ruling) == "the opposite recommended"


def test_a_defeater_is_quoted_as_blocking() -> None:
    ruling = ask(bench(EXCEPTIONS), "for the Mill to admit Anselm", case="armed", doctrine="exceptions")
    assert ruling.deciding == ("no-arms",)
    about = "for the Mill to conclude the bond with Anselm"
    ruling = ask(bench(EXCEPTIONS), about, case="blue-sick-armed", doctrine="exceptions")
    (beaten,) = ruling.why[0].beaten
    assert beaten.words == "blocks permitted for the Mill to conclude the bond with Anselm"
    assert (beaten.overridden_by, beaten.origin) == ("the-armed-may", "notwithstanding not-while-sick")


def test_an_alternative_is_no_obstacle_where_another_is_met() -> None:
    about = "for the Mill to trade cloth with Anselm"
    barred = ask(bench(SIDES), about, case="sick-and-known", doctrine="sides")
    assert [o.obstacle for o in barred.why_not] == [Obstacle.EXCEPTION]
    neither = ask(bench(SIDES), about, case="known", doctrine="sides")
    assert "armed-or-sick needs: Anselm is ill (one way of 2); known otherwise (no)" in [
        o.words for o in neither.why_not
    ]


def test_what_a_scope_or_the_rule_excepted_from_adds_is_said_to_be_theirs() -> None:
    scoped = ask(
        bench(HERE.parent / "ground" / "scopes.md"), "for the Mill to admit Anselm", case="known", doctrine="scopes"
    )
    assert {(met.by, met.owner) for met in scoped.why[0].conditions} == {("scope", "daylight")}
    excepted = ask(bench(EXCEPTIONS), "for the Mill to admit Anselm", case="armed-known", doctrine="exceptions")
    assert [(met.by, met.owner) for met in excepted.why[0].conditions] == [
        ("rule", "but-the-known"),
        ("exception", "no-arms"),
    ]
    (beaten,) = excepted.why[0].beaten
    assert beaten.origin == "exception to no-arms"


# --------------------------------------------------------------------------- the shipped library


@pytest.fixture(scope="module")
def shipped() -> Workbench:
    return Workbench.open()


def test_the_accounts_of_a_broken_truce(shipped: Workbench) -> None:
    """Both contests of the case have the same tellers, who are therefore followed together (D16)."""
    about = "for Medina to end the truce"
    ruling = ask(shipped, about, case="hudaybiyya-broken", doctrine="hanafi")
    assert word(ruling) == "contested, accounts"
    assert [(a.tellers, a.outcome.value, a.settled) for a in ruling.accounts] == [
        (("ibn-ishaq",), "permitted", True),
        (("unnamed-reports",), None, False),
    ]
    assert [len(part.parts) for part in ruling.why] == [1, 0]
    assert ruling.why[1].why_not


def test_a_truce_against_the_common_good_is_silent_not_permitted(shipped: Workbench) -> None:
    sitting = shipped.ask(
        "a-truce-against-the-common-good", doctrines=["hizb-qa"], questions=["treaty", "truce"], narrowed=True
    )
    assert not isinstance(sitting, tuple)
    words = {r.sentence: word(r) for h in sitting.hearings for r in h.asked}
    assert words["conclude"].startswith("silent")
