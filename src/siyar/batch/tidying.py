"""The answers one a line, for statistics programs: a row for each row of the table, doctrine and question."""

from __future__ import annotations

from pathlib import Path

import duckdb

from siyar.batch.compiled import SAID, Compiled
from siyar.batch.opening import ROW


def tidy(out: Path, found: Compiled, to: Path) -> int:
    """Write the answers of an output in long form, as Parquet; how many lines there are."""
    kept = [ROW, *found.mapping.key, *([found.mapping.period] if found.mapping.period else [])]
    keys = ", ".join(f'"{name}"' for name in dict.fromkeys(kept))
    read = "read_parquet" if out.suffix == ".parquet" else "read_csv"
    each = [
        f"SELECT {keys}, {_quoted(a.program.doctrine)} AS doctrine, {_quoted(a.question)} AS question, "
        + ", ".join(f'"{a.name}_{part}" AS {part}' for part in SAID)
        + f" FROM {read}({_quoted(str(out))})"
        for a in found.answered
    ]
    wet = to.with_name(to.name + ".tmp")
    with duckdb.connect() as con:
        con.execute(f"COPY ({' UNION ALL '.join(each)}) TO {_quoted(str(wet))} (FORMAT parquet, COMPRESSION zstd)")
        ((count,),) = con.execute(f"SELECT count(*) FROM read_parquet({_quoted(str(wet))})").fetchall()
    wet.replace(to)
    return int(count)


def _quoted(words: str) -> str:
    return "'" + words.replace("'", "''") + "'"
