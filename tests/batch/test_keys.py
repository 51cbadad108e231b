"""Keys that two rows have are found however the rows lie, and those of growing keys by one look."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

duckdb = pytest.importorskip("duckdb", reason="tables need the extra `batch`")

from siyar.batch import keys  # noqa: E402  # after the extra is known to be there
from siyar.batch.opening import Unreadable  # noqa: E402  # the same

A, B = Path("a.csv"), Path("b.csv")


def check(*files: list[object], key: tuple[str, ...] = ("id",), at_once: int = 10) -> str:
    """What is said of files of keys, each a list of cells; a cell of a key of two columns is a pair."""
    read, counts = {}, {}
    with duckdb.connect() as con:
        for file, cells in zip((A, B), files, strict=False):
            rows = [(*(cell if isinstance(cell, tuple) else (cell,)), i) for i, cell in enumerate(cells)]
            made = ", ".join(f"({', '.join('NULL' if c is None else repr(c) for c in row)})" for row in rows)
            read[file] = f"SELECT * FROM (VALUES {made}) t({', '.join(key)}, row)"
            counts[file] = len(cells)
        try:
            keys.check(con, key, read, counts, at_once)
        except Unreadable as error:
            return f"{error.problems[0].code}: {error.problems[0].message}"
    return ""


@pytest.mark.parametrize("cells", [[1, 2, 3], list(range(30)), ["a", "b"], [3, 1, 2], [None, 1, 2], [5], [None]])
def test_keys_of_one_row_each(cells: list[object]) -> None:
    assert check(cells) == ""


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ([1, 1, 2], "1 in rows 1 and 2"),
        ([2, 1, 2, 2], "2 in rows 1 and 3"),
        ([None, 1, None], "an empty cell in rows 1 and 3"),
        (["b", "a", "b"], "b in rows 1 and 3"),
        ([*range(100), 50, 7], "7 in rows 8 and 102; 50 in rows 51 and 101"),
    ],
)
def test_keys_of_two_rows(cells: list[object], said: str) -> None:
    assert check(cells) == f"T007: the key `id` is not one row's alone: {said}"


def test_rows_of_several_files_are_named_with_theirs() -> None:
    assert check([1, 2, 3], [4, 2]).endswith(": 2 in row 2 of `a.csv` and row 2 of `b.csv`")


def test_a_key_of_two_columns() -> None:
    both = ("state", "year")
    assert check([("a", 1), ("a", 2), ("b", 1)], key=both) == ""
    said = check([("a", 2), ("b", 1), ("a", 2)], key=both)
    assert said == "T007: the key `state`, `year` is not one row's alone: a, 2 in rows 1 and 3"


def test_any_order_and_any_number_at_once_find_the_same() -> None:
    chance = random.Random(3)
    for _ in range(20):
        cells: list[object] = [chance.randrange(60) for _ in range(chance.randrange(1, 25))]
        several = {cell for cell in cells if cells.count(cell) > 1}
        said = {check(cells, at_once=n) for n in (1, 4, 100)}
        assert len(said) == 1
        assert bool(said.pop()) == bool(several)
