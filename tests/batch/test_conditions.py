"""Conditions on columns: how they are read, what they mean, what is said of those that cannot be read."""

from __future__ import annotations

import pytest

from siyar.batch.conditions import Cell, mentioned, of, read_condition, truth
from siyar.diagnostics import Diagnostic

ROW: dict[str, Cell] = {"a": 1, "b": 0, "c": None, "kind": "truce", "m1": 2, "m2": None, "odd name": 3.5}


@pytest.mark.parametrize(
    ("words", "so"),
    [
        ("a = 1", True),
        ("a = 1 and b = 1", False),
        ("b = 1 or a = 1", True),
        ("c = 1", None),
        ("c = 1 or a = 1", True),
        ("c = 1 and b = 1", False),
        ("not c = 1", None),
        ("not (a = 1 and b = 0)", False),
        ("c is known", False),
        ("c is unknown and a is known", True),
        ("kind = 'truce'", True),
        ("kind in ('peace', 'truce')", True),
        ("a != 1", False),
        ("a >= 1 and a <= 1 and a > 0 and a < 2", True),
        ("m1-m2 in (2, 4)", True),
        ("m1-m2 = 4", None),
        ('"odd name" > 3.4', True),
        ("a = 1 or b = 1 and b = 2", True),  # `and` binds closer
    ],
)
def test_what_a_condition_means(words: str, so: bool | None) -> None:
    problems: list[Diagnostic] = []
    condition = read_condition(of(words), problems)
    assert condition is not None, problems
    assert truth(condition, ROW) is so
    assert set(mentioned(condition)) <= set(ROW)


@pytest.mark.parametrize(
    ("words", "start", "message"),
    [
        ("= 1", 0, "the name of a column was expected, not `=`"),
        ("a = ", 4, "a number, or words between `'`, was expected, not the end"),
        ("a = 1 b", 6, "`and`, `or` or the end was expected, not `b`"),
        ("(a = 1", 6, "`)` was expected, not the end"),
        ("a ; 1", 2, "`;` cannot stand in a condition"),
        ("m1-n2 = 1", 0, "from `m1` to `n2` there are no columns to count"),
        ("a is open", 5, "`known` or `unknown`, of one column, was expected, not `open`"),
    ],
)
def test_what_cannot_be_read(words: str, start: int, message: str) -> None:
    problems: list[Diagnostic] = []
    assert read_condition(of(words), problems) is None
    (problem,) = problems
    assert (problem.code, problem.message) == ("T002", message)
    assert problem.span is not None
    assert problem.span.start == start
