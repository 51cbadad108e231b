"""Two rows with one key: a mistake in the table or in the mapping, looked for before anything is answered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb

from siyar.batch.opening import Unreadable
from siyar.batch.outputs import ROW
from siyar.batch.quoting import identifier
from siyar.diagnostics import Diagnostic

#: Keys that are compared with each other at once.
AT_ONCE = 2_000_000

#: Keys that are named in the message.
NAMED = 3


def check(
    con: duckdb.DuckDBPyConnection,
    key: Sequence[str],
    read: Mapping[Path, str],
    counts: Mapping[Path, int],
    at_once: int = AT_ONCE,
) -> None:
    """Raises `Unreadable` with T007. ``read``: for each file SQL for its rows, numbered from 0; ``counts``: how many.

    Keys that only grow from row to row are all different, which one look at each row shows. Others are compared by
    their hashes' classes, one class after the other, so that memory does not grow with the table.
    """
    if not key or not sum(counts.values()):
        return
    files: list[tuple[Path, int]] = []
    offset, each = 0, []
    for file, sql in read.items():
        files.append((file, offset))
        names = ", ".join(identifier(name) for name in key)
        each.append(f"SELECT {names}, {ROW} + {offset} AS {ROW} FROM ({sql})")
        offset += counts[file]
    rows = " UNION ALL ".join(each)
    if _grows(con, key, rows):
        return
    classes = -(-offset // at_once)
    names = ", ".join(identifier(name) for name in key)
    twice: list[tuple[Any, ...]] = []
    for place in range(classes):
        only = f" WHERE hash({names}) % {classes} = {place}" if classes > 1 else ""
        # Which rows they are is asked where there are any: it takes three times the memory.
        several = f"SELECT {names} FROM ({rows}){only} GROUP BY {names} HAVING count(*) > 1 LIMIT 1"
        if not con.execute(several).fetchall():
            continue
        twice += con.execute(
            f"SELECT {names}, min({ROW}), min({ROW}, 2)[2] FROM ({rows}){only} "
            f"GROUP BY {names} HAVING count(*) > 1 ORDER BY min({ROW}) LIMIT {NAMED}"
        ).fetchall()
    if twice:
        twice.sort(key=lambda row: row[-2])
        said = "; ".join(_said(row, files) for row in twice[:NAMED])
        message = f"the key {', '.join(f'`{name}`' for name in key)} is not one row's alone: {said}"
        raise Unreadable(
            Diagnostic("T007", message, help="name more columns in the mapping's line `key`, or mend the table")
        )


def _grows(con: duckdb.DuckDBPyConnection, key: Sequence[str], rows: str) -> bool:
    """Whether each key is larger than that of the row before; then none is there twice, whatever order that is."""
    here = f"({', '.join(identifier(name) for name in key)})" if len(key) > 1 else identifier(key[0])
    before = f"SELECT {here} AS here, lag({here}) OVER () AS before FROM ({rows})"
    ((others,),) = con.execute(f"SELECT count(*) FROM ({before}) WHERE (here > before) IS NOT TRUE").fetchall()
    return bool(others == 1)  # the first, which has none before it


def _said(row: tuple[Any, ...], files: Sequence[tuple[Path, int]]) -> str:
    *key, one, other = row
    held = ", ".join("an empty cell" if one is None else str(one) for one in key)
    if len(files) == 1:
        return f"{held} in rows {one + 1} and {other + 1}"
    return f"{held} in {_row(one, files)} and {_row(other, files)}"


def _row(place: int, files: Sequence[tuple[Path, int]]) -> str:
    file, offset = next((file, offset) for file, offset in reversed(files) if offset <= place)
    return f"row {place - offset + 1} of `{file.name}`"
