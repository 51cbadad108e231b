"""Evidence is described: grades are somebody's, letters are compared, and nobody is told what an author would hold."""

from __future__ import annotations

import re

import pytest

from siyar.evidence import Holdings, resolved
from siyar.evidence.grading import graders
from siyar.evidence.hung import Hanging
from siyar.export.hanging import NOTICE, hanging_json, hanging_text
from siyar.export.resolved import NOTICE as LETTERS
from siyar.export.resolved import resolved_text
from siyar.hanging import hanging
from siyar.source import Text
from tests.cli.command import shipped
from tests.sample import some
from tests.stance.shipped import library

RANK = re.compile(r"\b(?:sahih|hasan|daif|mawdu)\b \(")
#: Words that would say more than letters or graders do.
TOO_MUCH = re.compile(
    r"\bauthentic(?:ity|ated)?\b|\bunreliable\b|\brefutes?\b|\bwould (?:then )?(?:have to|no longer)\b", re.I
)


def texts() -> list[tuple[str, str]]:
    with_evidence = [id for id, d in library().doctrines.items() if d.evidence]
    found = []
    for id in [*some(with_evidence, 4), "hizb-qa"]:
        one = hanging(shipped(), id, Holdings(without=True))
        assert isinstance(one, Hanging)
        found.append((id, hanging_text(one, library(), Holdings(without=True), width=10**6)))
    return found


@pytest.mark.parametrize(("id", "words"), texts())
def test_each_grade_is_somebodys_and_the_notice_is_there(id: str, words: str) -> None:
    assert NOTICE in words
    assert "no scholar yet" in words
    for line in words.split("\n"):
        for grade in RANK.finditer(line):
            before = line[: grade.start()]
            assert any(before.rstrip().endswith(f"{by}:") for by in graders()), line
    assert TOO_MUCH.search(words.replace(NOTICE, "")) is None


def test_grades_are_not_counted_nor_put_together() -> None:
    one = hanging(shipped(), "hizb-qa", Holdings(without=True))
    assert isinstance(one, Hanging)
    data = hanging_json(one, library(), Holdings(without=True))
    for evidence in data["evidence"]:
        for hadith in evidence["grades"]:
            assert set(hadith) == {"hadith", "grades", "remarks", "ungraded"}
            assert all(set(grade) == {"by", "rank", "of", "words", "source", "seen"} for grade in hadith["grades"])


def test_a_text_is_told_that_letters_are_compared() -> None:
    text = Text("notes.txt", "as in (al-Baqara 2:256)")
    words = resolved_text("notes.txt", resolved(text, Holdings(without=True)), Holdings(without=True), width=10**6)
    assert LETTERS in words
    assert TOO_MUCH.search(words.replace(LETTERS, "")) is None
