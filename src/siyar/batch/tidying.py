"""The answers one a line, for statistics programs: a row for each row of the table, doctrine and question."""

from __future__ import annotations

from pathlib import Path

import duckdb

from siyar.batch.compiled import Compiled
from siyar.batch.disk import copy, writing
from siyar.batch.outputs import ROW, RULED
from siyar.batch.quoting import identifier, literal


def tidy(out: Path, found: Compiled, to: Path) -> int:
    """Write the answers of an output in long form, as Parquet; how many lines there are.

    Raises `siyar.batch.opening.Unreadable`.
    """
    kept = [ROW, *found.mapping.key, *([found.mapping.period] if found.mapping.period else [])]
    keys = ", ".join(identifier(name) for name in dict.fromkeys(kept))
    read = "read_parquet" if out.suffix == ".parquet" else "read_csv"
    each = [
        f"SELECT {keys}, {literal(a.program.doctrine)} AS doctrine, {literal(a.question)} AS question, "
        + ", ".join(f'"{a.name}_{part}" AS {part}' for part in RULED)
        + f" FROM {read}({literal(str(out))})"
        for a in found.answered
    ]
    with writing(to), duckdb.connect() as con:
        copy(con, " UNION ALL ".join(each), to, "parquet")
        ((count,),) = con.execute(f"SELECT count(*) FROM read_parquet({literal(str(to))})").fetchall()
    return int(count)
