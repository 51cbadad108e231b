"""A status is said only with whose it is: `said` of every format, and every kind of answer in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from siyar.conclusion import Because, Status
from siyar.export import to_json, to_markdown, to_text, wording
from siyar.hearing import Attributed, Outcome

FORBIDDEN = Outcome("forbidden", Status.RULED)
MANUAL = Attributed(
    FORBIDDEN, "manual", "A manual of 1910", "the clerk", "1910", "the tests", "no scholar yet", True, ""
)

SPEAKERS: tuple[Callable[[Any], Any], ...] = (
    wording.said,
    wording.clause,
    to_text.said,
    to_markdown.said,
    to_json.said,
    lambda bare: wording.as_said(bare, FORBIDDEN),
)


@pytest.mark.parametrize("said", SPEAKERS)
@pytest.mark.parametrize("bare", [FORBIDDEN, "forbidden", Status.RULED, None])
def test_nothing_barer_than_attributed_is_said(said: Callable[[Any], Any], bare: object) -> None:
    with pytest.raises(TypeError, match="whose it is"):
        said(bare)


SILENT, CONTESTED, OPEN = Status.SILENT, Status.CONTESTED, Status.OPEN


@pytest.mark.parametrize(
    ("outcome", "words"),
    [
        (FORBIDDEN, "states: forbidden"),
        (Outcome("the opposite recommended", Status.RULED), "states: the opposite is recommended"),
        (Outcome(None, SILENT, Because.NO_RULE), "is silent: no rule speaks of it"),
        (Outcome(None, SILENT, Because.NONE_APPLIES), "is silent on this kind of case: no rule of it applies"),
        (Outcome(None, SILENT, Because.OUT_OF_SCOPE), "is silent: the case lies outside the scope it sets itself"),
        (Outcome(None, SILENT, Because.NO_ENTITY), "is silent: it speaks of a Bridge; the case has none"),
        (
            Outcome(None, SILENT, Because.HELD_BACK),
            "is silent: a rule that would decide is held back by another, which itself decides nothing",
        ),
        (
            Outcome(None, SILENT, Because.OVERRIDDEN),
            "is silent: the rules that apply are overridden, and what overrides them decides nothing here",
        ),
        (
            Outcome(None, CONTESTED, Because.RULES, ("forbidden", "discouraged"), ("not obligatory",)),
            "is contested: its rules say both forbidden and discouraged, and none of them sets the other aside; "
            "either way it holds: not obligatory",
        ),
        (
            Outcome(None, CONTESTED, Because.CONTRADICTION, ("forbidden", "permitted")),
            "states both forbidden and permitted, each without exception: a contradiction",
        ),
        (Outcome(None, CONTESTED, Because.CIRCULAR), "is contested: its rules on this go in a circle"),
        (
            Outcome(None, CONTESTED, Because.ACCOUNTS),
            "is contested: the answer depends on whose account of the facts is followed",
        ),
        (Outcome(None, OPEN), "leaves it open so far: what is known does not decide it"),
        (Outcome(None, OPEN, Because.NOT_ENCODED), "is not encoded yet on this question"),
    ],
)
def test_every_kind_of_answer_in_words(outcome: Outcome, words: str) -> None:
    assert wording.said(wording.as_said(MANUAL, outcome), "a Bridge") == f"A manual of 1910 {words}"


def test_every_reason_for_no_value_has_words_of_its_own() -> None:
    plain = {
        because: wording.said(wording.as_said(MANUAL, Outcome(None, status, because)))
        for status, group in (
            (SILENT, [b for b in Because if b.value in _SILENCES]),
            (CONTESTED, [Because.CONTRADICTION, Because.RULES, Because.CIRCULAR, Because.ACCOUNTS]),
            (OPEN, [Because.NOT_ENCODED]),
        )
        for because in group
    }
    assert set(plain) == set(Because)
    assert len(set(plain.values())) == len(plain)


_SILENCES = {"no rule", "none applies", "out of scope", "no entity", "held back", "overridden"}


def test_not_encoded_is_never_silent() -> None:
    words = wording.said(wording.as_said(MANUAL, Outcome(None, OPEN, Because.NOT_ENCODED)))
    assert "silent" not in words


def test_a_changed_doctrine_is_marked_with_its_digest() -> None:
    changed = replace(MANUAL, shipped=False, edited=True, digest="abcdef0123456789")
    assert wording.said(changed) == "A manual of 1910 (not the shipped one, abcdef012345) states: forbidden"
