"""Answers as they are typed, and how a session takes, changes and forgets them."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siyar.language.quantities import Unread
from siyar.model import Claim, Denial, LineKind, Relation
from siyar.study.interview import Inquiry
from siyar.study.session import Answer, Session, understood
from tests.study.towns import bench, case

WHO = ("the trader of the hills",)


def inquiry(sentence: str, answers: tuple[str, ...], measure: str = "", who: tuple[str, ...] = WHO) -> Inquiry:
    return Inquiry(Claim(sentence, who), f"{sentence}?", sentence, answers, (), Fraction(0), measure)


NAMED = inquiry("named", ("yes", "no"), who=(*WHO, "Norton"))
BOND = inquiry("bond", ("a seal", "a letter", "nothing"))
STAY = inquiry("stay", ("10 days", "none"), "duration")


def taken(of: Inquiry, words: str) -> Answer:
    found = understood(of, bench().sentences[of.claim.sentence], words)
    assert isinstance(found, Answer), found
    return found


@pytest.mark.parametrize(
    ("words", "denial"), [("1", ""), ("yes", ""), ("Y", ""), ("2", "opposite"), (" No ", "opposite")]
)
def test_yes_and_no(words: str, denial: str) -> None:
    claim = taken(NAMED, words).claim
    assert claim is not None
    assert claim.denial == denial


def test_no_without_words_of_its_own() -> None:
    claim = taken(inquiry("armed", ("yes", "no")), "no").claim
    assert claim is not None
    assert claim.denial is Denial.NOT_SO


@pytest.mark.parametrize("words", ["2", "a letter", "A LETTER", "letter"])
def test_a_choice(words: str) -> None:
    claim = taken(BOND, words).claim
    assert claim is not None
    assert claim.options == ("a letter",)


@pytest.mark.parametrize(
    ("words", "relation", "shown"),
    [
        ("12 days", Relation.IS, "12 days"),
        ("is 12 days", Relation.IS, "12 days"),
        ("more than 2 lunar months", Relation.MORE, "more than 2 lunar months"),
        ("at most 10 days", Relation.AT_MOST, "at most 10 days"),
    ],
)
def test_a_quantity(words: str, relation: Relation, shown: str) -> None:
    found = taken(STAY, words)
    assert found.claim is not None
    assert found.claim.comparison is not None
    assert found.claim.comparison.relation is relation
    assert found.words == shown


@pytest.mark.parametrize("words", ["?", "unknown", "Unknown"])
@pytest.mark.parametrize("of", [NAMED, BOND, STAY], ids=["yes or no", "choice", "quantity"])
def test_not_known(of: Inquiry, words: str) -> None:
    assert taken(of, words).claim is None


@pytest.mark.parametrize(
    ("of", "words"), [(NAMED, "3"), (NAMED, "perhaps"), (NAMED, ""), (BOND, "a"), (BOND, "0"), (STAY, "twelve moons")]
)
def test_what_is_no_answer_says_what_would_be(of: Inquiry, words: str) -> None:
    found = understood(of, bench().sentences[of.claim.sentence], words)
    assert isinstance(found, Unread)
    assert found.message
    assert found.help


@given(st.text(max_size=40), st.sampled_from([NAMED, BOND, STAY]))
def test_nothing_that_is_typed_breaks_it(words: str, of: Inquiry) -> None:
    understood(of, bench().sentences[of.claim.sentence], words)


def test_an_answer_is_changed_in_its_place_and_the_others_stay() -> None:
    session = Session(case("nothing-known"))
    for of, words in ((NAMED, "yes"), (BOND, "2"), (STAY, "?")):
        session = session.taking(taken(of, words))
    changed = session.taking(taken(NAMED, "no"))
    assert [a.words for a in changed.answers] == ["no", "a letter", "unknown"]
    assert changed.answers[1:] == session.answers[1:]
    assert changed.declined == {STAY.claim}
    assert changed.next((STAY, BOND)) == BOND
    lines = {(line.kind, line.claim.sentence) for line in changed.case.lines}
    assert lines == {(LineKind.GIVEN, "named"), (LineKind.GIVEN, "bond"), (LineKind.UNKNOWN, "stay")}


def test_an_answer_takes_the_place_of_what_the_case_said() -> None:
    session = Session(case("two-tales")).taking(taken(NAMED, "yes"))
    assert [line.kind for line in session.case.lines if line.claim.sentence == "named"] == [LineKind.GIVEN]
