"""The sheet and the data of `siyar precedents`: what they hold, in which words, and the schema shipped with them."""

from __future__ import annotations

import pytest

import siyar
from siyar.api import Precedents
from tests.export.schemas import valid


def found(case: str, *doctrines: str) -> Precedents:
    return siyar.load(*doctrines).precedents(case, narrowed=True)


@pytest.mark.parametrize(
    "case", ["banu-qaynuqa-squadron", "quzman-at-uhud", "hudaybiyya", "hudaybiyya-as-alliance", "a-truce-of-the-weak"]
)
def test_the_data_meet_their_schema(case: str) -> None:
    valid("precedents", siyar.load("hizb-qa", "shafii", "hanbali", "opposed-fatwas").precedents(case).json())


def test_the_sheet_says_what_binds_and_why() -> None:
    text = found("refused-at-harrat-al-wabara", "hizb-qa").text(width=10_000)
    assert "The precedents of A question-and-answer of 2017 force on what is known: permitted" in text
    assert "khaybar, a fortiori: all that spoke for its outcome is here" in text
    assert "quzman: its ground is here (the man comes singly)" in text
    assert "Rules and precedents come to the same" in text
    assert "contradict refused-at-harrat-al-wabara (reported) and khubayb-before-badr (reported)" in text
    assert "the price: no longer explained are khaybar, quzman and safwan-at-hunayn" in text
    assert "played down: both bear alike on “Party counts as individuals”" in text


def test_dimensions_are_said_in_the_words_of_the_cases() -> None:
    text = found("a-shorter-truce-of-the-weak", "shafii").text(width=10_000)
    assert "value: the term of Treaty is 10 lunar years" in text
    assert "value: the Muslims are weak when Treaty is made" in text
    assert "{" not in text
    longer = found("a-longer-truce-of-the-weak", "shafii").text(width=10_000)
    assert "less for that outcome here: “the term of Treaty”" in longer
    assert "were it that the term of Treaty is 10 lunar years" in longer


def test_markdown_and_html_say_the_same() -> None:
    one = found("quzman-at-uhud", "hizb-qa")
    assert "khaybar" in one.markdown()
    assert "<details" in one.html()
    assert repr(one) == "<siyar.Precedents on quzman-at-uhud>"
