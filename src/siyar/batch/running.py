"""Each row of a table a case: its rows read, typed, numbered and answered some millions at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import duckdb

from siyar.batch import cells, keys, opening, parts
from siyar.batch.answering import Answering
from siyar.batch.columns import ROW
from siyar.batch.compiled import Compiled
from siyar.batch.disk import copy
from siyar.batch.opening import Part, Unreadable
from siyar.batch.parts import Piece, Progress, Ran
from siyar.batch.quoting import literal

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
) -> Ran:
    """Answer every row of a table. ``said``: what belongs to the output besides (library, doctrines, readings).

    Raises `Unreadable`.
    """

    def cut(con: duckdb.DuckDBPyConnection, given: Sequence[Path], aside: Path) -> list[Piece]:
        read, counts, cut = _parts(con, found, given, aside, table, encoding, rows)
        keys.check(con, found.mapping.key, read, counts)
        answering = Answering(con, found)
        return [Piece(p.last - p.first, partial(_write, con, answering, _rows(read[p.file], p))) for p in cut]

    how = {"rows at once": rows, "table": table, "encoding": encoding}
    return parts.run(cut, path, out, {**said, **how}, progress=progress)


def _write(con: duckdb.DuckDBPyConnection, answering: Answering, rows: str, name: Path, _: int) -> None:
    copy(con, answering.part(rows), name, "parquet")


def _parts(
    con: duckdb.DuckDBPyConnection,
    found: Compiled,
    given: Sequence[Path],
    aside: Path,
    table: str,
    encoding: str,
    rows: int,
) -> tuple[dict[Path, str], dict[Path, int], list[Part]]:
    """For each file how its rows are read, typed, and how many there are; and the parts of all of them."""
    read: dict[Path, str] = {}
    counts: dict[Path, int] = {}
    parts: list[Part] = []
    offset = 0
    types = cells.types_in(con, given, found.mapping, table=table, encoding=encoding)
    for place, file in enumerate(given):
        sql, count = cells.typed(con, file, found.mapping, table=table, encoding=encoding, types=types)
        if opening.FORMS[file.suffix] != "parquet":
            staged = aside / f"table-{place:05}.parquet"
            if not staged.exists():
                try:
                    copy(con, sql, staged, "parquet")
                except duckdb.Error as error:
                    if "No space" in str(error):
                        raise
                    raise Unreadable(opening.cannot(file, error)) from None
            sql = f"SELECT * FROM read_parquet({literal(str(staged))})"
        read[file], counts[file] = sql, count
        parts += [Part(file, first, min(first + rows, count), offset) for first in range(0, max(count, 1), rows)]
        offset += count
    return read, counts, parts


def _rows(read: str, part: Part) -> str:
    """The rows of a part, which are numbered from 1 through the whole table."""
    within = f"{ROW} >= {part.first} AND {ROW} < {part.last}"
    number = f"CAST({ROW} + {part.offset + 1} AS BIGINT)"
    return f"SELECT * REPLACE ({number} AS {ROW}) FROM ({read}) WHERE {within}"
