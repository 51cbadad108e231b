"""The same answers as SQL for an engine elsewhere: nothing is run here."""

from __future__ import annotations

import ibis

from siyar.batch import cells
from siyar.batch.amounts import DAY
from siyar.batch.columns import answers
from siyar.batch.compiled import Compiled
from siyar.batch.lazily import days

#: The table that the SQL reads from.
TABLE = "cases"


def emitted(found: Compiled, dialect: str) -> str:
    """SQL over a table `cases` with the mapping's columns: numbers where it compares with numbers, dates, else words.

    Empty cells are NULL there.
    """
    types = {n: "float64" if kind == {"number"} else "string" for n, kind in cells.kinds(found.mapping).items()}
    dates = cells.dated(found.mapping)
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
