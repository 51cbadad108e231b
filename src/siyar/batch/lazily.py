"""Tables of an engine that ibis speaks to, DuckDB or Spark: typed and answered where they are, nothing is read."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import ibis

from siyar.batch.columns import answers
from siyar.batch.compiled import Compiled
from siyar.batch.conditions import Value
from siyar.batch.opening import Unreadable, kinds
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
