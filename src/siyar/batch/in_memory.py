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
from siyar.batch.gathering import asking, rows, schema_of, tables, together
from siyar.batch.mapping import TableMapping
from siyar.batch.opening import Sheet, columns_of
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
        sql = together(con, [sheet], mapping, types, counts)
        con.execute(f"CREATE TEMP TABLE siyar_rows AS {sql}")
        schema = schema_of(mapping, con.sql("SELECT * FROM siyar_rows LIMIT 0").to_arrow_table().schema)
        found = asking(bench, mapping, doctrines, questions)(rows(con, "SELECT * FROM siyar_rows"))
        return pyarrow.concat_tables([schema.empty_table(), *tables(schema, found)])
