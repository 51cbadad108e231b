"""Each row of a table a case: its rows read, typed, numbered and answered some millions at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import duckdb

from siyar.batch import cells, keys, parts
from siyar.batch.answering import Answering
from siyar.batch.compiled import Compiled
from siyar.batch.coverage import Tell, seen
from siyar.batch.disk import copy
from siyar.batch.opening import Part
from siyar.batch.outputs import ROW
from siyar.batch.parts import Piece, Progress, Ran
from siyar.batch.staging import staged

#: Rows answered at once.
ROWS = 2_000_000


def run(
    found: Compiled,
    path: Path,
    out: Path,
    said: Mapping[str, Any],
    *,
    table: str = "",
    encoding: str = "",
    rows: int = ROWS,
    progress: Progress | None = None,
    tell: Tell | None = None,
) -> Ran:
    """Answer every row of a table. ``said``: what belongs to the output besides (library, doctrines, readings);
    ``tell`` is given what the mapping leaves out of the table, before anything is answered.

    Raises `Unreadable`.
    """

    def cut(con: duckdb.DuckDBPyConnection, given: Sequence[Path], aside: Path) -> list[Piece]:
        sheets = staged(con, given, found.mapping, aside, table=table, encoding=encoding)
        types, counts = cells.looked_at(con, sheets, found.mapping)
        read = {sheet.file: cells.typed(con, sheet, found.mapping, types) for sheet in sheets}
        if tell:
            tell(seen(con, path, sheets, found.mapping, types, sum(counts.values())))
        keys.check(con, found.mapping.key, read, counts)
        answering = Answering(con, found)
        return [
            Piece(part.last - part.first, partial(_write, con, answering, _rows(read[part.file], part)))
            for part in _parts(counts, rows)
        ]

    how = {"rows at once": rows, "table": table, "encoding": encoding}
    return parts.run(cut, path, out, {**said, **how}, progress=progress)


def _write(con: duckdb.DuckDBPyConnection, answering: Answering, rows: str, name: Path, _: int) -> None:
    copy(con, answering.part(rows), name, "parquet")


def _parts(counts: Mapping[Path, int], rows: int) -> Iterator[Part]:
    """Each file in parts of so many rows; one without rows is a part of none."""
    offset = 0
    for file, count in counts.items():
        yield from (Part(file, first, min(first + rows, count), offset) for first in range(0, max(count, 1), rows))
        offset += count


def _rows(read: str, part: Part) -> str:
    """The rows of a part, which are numbered from 1 through the whole table."""
    within = f"{ROW} >= {part.first} AND {ROW} < {part.last}"
    number = f"CAST({ROW} + {part.offset + 1} AS BIGINT)"
    return f"SELECT * REPLACE ({number} AS {ROW}) FROM ({read}) WHERE {within}"
