"""The same answers as SQL for an engine elsewhere: nothing is run here."""

from __future__ import annotations

from pathlib import Path

import ibis

from siyar.batch import opening
from siyar.batch.amounts import DAY
from siyar.batch.columns import answers
from siyar.batch.compiled import Compiled
from siyar.batch.lazily import days

#: The table that the SQL reads from.
TABLE = "cases"


def emitted(found: Compiled, path: Path, dialect: str, *, inside: str = "", encoding: str = "") -> str:
    """SQL over a table `cases` with the mapping's columns: numbers where it compares with numbers, dates, else words.

    Empty cells are NULL there. ``path``: the table whose columns it must have, or one that is not there yet.
    """
    kinds = opening.kinds(found.mapping)
    types = {name: "float64" if kind == {"number"} else "string" for name, kind in kinds.items()}
    dates = opening.dated(found.mapping)
    types |= {amount.column: "date" for amount in dates if amount.unit == DAY}
    named = ibis.table(ibis.schema(types), name=TABLE)
    for amount in dates:
        named = named.mutate(**days(named[amount.column], amount))
    keep = [found.mapping.period] if found.mapping.period else []
    told = answers(named, found, keep=keep)
    if dialect != "pyspark":
        return str(ibis.to_sql(told, dialect=dialect))
    # For Spark ibis wants a session at hand, if only to ask it what NaN is; sqlglot, which writes for ibis, does not.
    import sqlglot

    (sql,) = sqlglot.transpile(str(ibis.to_sql(told, dialect="duckdb")), read="duckdb", write="spark", pretty=True)
    return sql
