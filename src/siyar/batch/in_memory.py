"""Cases of several rows each in a table that is in memory: the answers that `siyar batch` writes, as one Arrow table.

What is in memory has types already: words stay words, though all of them say whole numbers, and numbers that are whole
but for cells that are missing are whole.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pyarrow

from siyar.batch import cells
from siyar.batch.coverage import Tell, seen
from siyar.batch.gathering import asking, left_open, rows, schema_of, tables, together
from siyar.batch.mapping import TableMapping
from siyar.batch.opening import Sheet, columns_of, sheet
from siyar.batch.quoting import identifier
from siyar.workbench import Workbench


def gathered(
    bench: Workbench, mapping: TableMapping, doctrines: Sequence[str], questions: Sequence[str], table: Any
) -> Any:
    """The answers on every case of a table, one a line. ``table``: whatever DuckDB takes for one.

    Raises `siyar.batch.opening.Unreadable`: for columns that are not there or hold what they should not, and rows
    without a key.
    """
    with duckdb.connect() as con:
        con.register("given_rows", table)
        there = columns_of(con, "given_rows")
        sheet = Sheet(Path("the table"), "given_rows", "row_number() OVER () - 1", tuple(there))
        types, counts = cells.looked_at(con, [sheet], mapping)
        types = replace(types, whole=frozenset(name for name in types.whole if there[name] != "VARCHAR"))
        return _answers(con, bench, mapping, doctrines, questions, together(con, [sheet], mapping, types, counts))


def gathered_file(
    bench: Workbench, mapping: TableMapping, doctrines: Sequence[str], questions: Sequence[str], file: Path, tell: Tell
) -> Any:
    """The same of a small file, of which nothing is written anywhere; what is in it is typed as `siyar batch` does.

    ``tell`` is given what the mapping leaves out of the table, and what the table leaves open.
    """
    with duckdb.connect() as con:
        there = sheet(con, file)
        types, counts = cells.looked_at(con, [there], mapping)
        tell(seen(con, file, [there], mapping, types, sum(counts.values())))
        told = _answers(con, bench, mapping, doctrines, questions, together(con, [there], mapping, types, counts))
        con.register("told", told)
        tell(left_open(con, "told", mapping))
        return told


def in_words(told: Any) -> tuple[list[str], list[list[str]]]:
    """The columns of answers and their lines, each cell as a CSV file has it."""
    with duckdb.connect() as con:
        con.register("told", told)
        columns: list[str] = told.column_names
        each = ", ".join(f"coalesce(CAST({identifier(name)} AS VARCHAR), '')" for name in columns)
        return columns, [list(row) for row in con.execute(f"SELECT {each} FROM told").fetchall()]


def _answers(
    con: duckdb.DuckDBPyConnection,
    bench: Workbench,
    mapping: TableMapping,
    doctrines: Sequence[str],
    questions: Sequence[str],
    sql: str,
) -> Any:
    con.execute(f"CREATE TEMP TABLE siyar_rows AS {sql}")
    schema = schema_of(mapping, con.sql("SELECT * FROM siyar_rows LIMIT 0").to_arrow_table().schema)
    found = asking(bench, mapping, doctrines, questions)(rows(con, "SELECT * FROM siyar_rows"))
    return pyarrow.concat_tables([schema.empty_table(), *tables(schema, found)])
