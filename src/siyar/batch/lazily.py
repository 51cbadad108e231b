"""Tables of an engine that ibis speaks to, DuckDB or Spark: typed and answered where they are, nothing is read."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import ibis

from siyar.batch.amounts import DAY, Amount
from siyar.batch.cells import dated, kinds
from siyar.batch.columns import answers
from siyar.batch.compiled import Compiled
from siyar.batch.conditions import Value
from siyar.batch.opening import Unreadable
from siyar.diagnostics import Diagnostic


def answered(table: Any, found: Compiled) -> Any:
    """The answers on an ibis table, as an ibis table.

    Raises `Unreadable` for columns that it has not, and for text where the mapping looks for numbers: whether it could
    be read as numbers is not known before it is.
    """
    mapping = found.mapping
    missing = [name for name in mapping.columns if name not in table.columns]
    problems = [Diagnostic("T003", f"the table has no column `{name}`") for name in missing]
    schema = table.schema()
    cells: dict[str, Any] = {}
    for name, kind in kinds(mapping).items():
        if name in missing:
            continue
        if kind == {"number"} and not (schema[name].is_numeric() or schema[name].is_boolean()):
            message = f"the column `{name}` holds {schema[name]}, and the mapping takes it for numbers"
            problems.append(Diagnostic("T003", message, help="make a column of numbers of it first"))
        cells[name] = _cell(table[name], "words" in kind, mapping.missing)
    for amount in dated(mapping):
        if amount.column not in missing:
            if amount.unit == DAY and not schema[amount.column].is_temporal():
                message = (
                    f"the column `{amount.column}` holds {schema[amount.column]}, and the mapping takes it for dates"
                )
                problems.append(Diagnostic("T003", message, help="make a column of dates of it first"))
                continue
            cells |= days(cells[amount.column], amount)
    if problems:
        raise Unreadable(*problems)
    keep = [mapping.period] if mapping.period else []
    return answers(table.select(**cells), found, keep=keep)


def answered_by_spark(frame: Any, found: Compiled) -> Any:
    """The answers on a data frame of Spark, as one of the same session. Raises `Unreadable`."""
    session, name = frame.sparkSession, f"siyar_{uuid4().hex}"
    frame.createOrReplaceTempView(name)
    try:
        told = answered(ibis.pyspark.connect(session).table(name), found)
        # A query is resolved at once, so that the frame needs the name no longer.
        return session.sql(str(ibis.to_sql(told, dialect="pyspark")))
    finally:
        session.catalog.dropTempView(name)


def days(cell: Any, amount: Amount) -> dict[str, Any]:
    """The first and the last day that a date in a column may be, as `siyar.batch.amounts` says."""
    if amount.unit == DAY:
        number = (cell.cast("timestamp").epoch_seconds() / 86400).floor().cast("int64") + 2440588
        return dict.fromkeys(amount.bounds, number)
    year = cell.cast("int64")
    return dict(zip(amount.bounds, (_first_day(year), _first_day(year + 1) - 1), strict=True))


def _first_day(year: Any) -> Any:
    before = year - 1
    leap = (before / 4).floor().cast("int64")
    gregorian = before * 365 + leap - (before / 100).floor().cast("int64") + (before / 400).floor().cast("int64")
    return ibis.cases((year >= 1583, gregorian + 1721426), (year >= 1, before * 365 + leap + 1721424), else_=None)


def _cell(column: Any, words: bool, missing: tuple[Value, ...]) -> Any:
    """A cell, empty where it is blank or one of the values that say so."""
    text = column.type().is_string()
    if text:
        column = column.strip().nullif("")
    elif column.type().is_boolean():
        column = column.cast("int8")
    elif column.type().is_floating():
        column = column.isnan().ifelse(ibis.null(column.type()), column)
    for value in missing:
        if text:
            column = column.nullif(str(value))
        elif column.type().is_numeric() and not isinstance(value, str):
            column = column.nullif(value)
    return column.cast("string") if words and not text else column
