"""Every reason a ruling can give on what is known is reached by an example (tests/coverage_of_reasons.md)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from siyar.conclusion import Because
from siyar.ruling import judge
from tests.engines.examples import example
from tests.engines.translate import plain
from tests.oracle import rulings

PAGE = Path(__file__).with_name("coverage_of_reasons.md")
LINES = re.findall(r"^\| (S\d) \| ([a-z –]+) \| (T\d+) \| (\w+) \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)

#: Reasons that one theory by itself never gives: they belong to what was asked, to readings or to accounts.
BEYOND_A_THEORY = {"out of scope", "no entity", "not addressed", "not encoded", "accounts"}


@pytest.mark.parametrize(("row", "because", "id", "sentence"), LINES)
def test_an_example_reaches_its_reason(row: str, because: str, id: str, sentence: str) -> None:
    theory = example(id).written.theory
    assert rulings.row(plain(theory), sentence).row == row
    given = judge(theory, sentence).known.because
    assert (given.value if given else "–") == because


def test_no_row_and_no_word_is_left_out() -> None:
    assert {row for row, *_ in LINES} == {"S1", "S2", "S3", "S4", "S5", "S6"}
    assert {because for _, because, *_ in LINES} - {"–"} == {b.value for b in Because} - BEYOND_A_THEORY
