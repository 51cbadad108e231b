"""A table brought where it can be looked at again and again: what is no Parquet is written out as such, once.

A look at a column of Parquet costs a tenth of one at CSV, and goes to any row at once, so that a run can begin again in
the middle. The cells are as they were; what they are taken for is for `siyar.batch.cells`.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb

from siyar.batch.cells import columns_in
from siyar.batch.disk import copy, of_writing
from siyar.batch.mapping import TableMapping
from siyar.batch.opening import FORMS, Sheet, Unreadable, cannot, relation, sheet
from siyar.batch.quoting import identifier


def staged(
    con: duckdb.DuckDBPyConnection,
    given: Sequence[Path],
    mapping: TableMapping,
    aside: Path,
    *,
    table: str = "",
    encoding: str = "",
) -> list[Sheet]:
    """The files of a table, with the columns that the mapping looks at in Parquet. Raises `Unreadable`."""
    found: list[Sheet] = []
    for place, file in enumerate(given):
        there = sheet(con, file, table=table, encoding=encoding)
        if FORMS[file.suffix] != "parquet":
            name = aside / f"table-{place:05}.parquet"
            columns_in(con, there, mapping)
            if not name.exists():
                picked = ", ".join(identifier(column) for column in mapping.columns)
                try:
                    # Several threads keep what is read ahead until its turn comes: more, the larger the file.
                    con.execute("SET threads = 1")
                    copy(con, f"SELECT {picked} FROM {there.rows}", name, "parquet")
                    con.execute("RESET threads")
                except duckdb.Error as error:
                    if of_writing(error):
                        raise
                    raise Unreadable(cannot(file, error, encoding)) from None
            there = Sheet(file, relation(con, name), "file_row_number", there.columns)
        found.append(there)
    return found
