"""A data frame in, one of the same kind out: pandas, polars, Spark, Arrow, DuckDB relations and ibis tables."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from siyar.batch.compiled import Compiled, compiled
from siyar.batch.mapping import TableMapping
from siyar.batch.reading import open_mapping
from siyar.diagnostics import Diagnostic
from siyar.workbench import Workbench


class NotEvaluated(Exception):
    """Why a frame could not be answered, as diagnostics."""

    def __init__(self, problems: Sequence[Diagnostic]) -> None:
        super().__init__("; ".join(f"{p.code}: {p.message}" for p in problems))
        self.problems = tuple(problems)


def evaluate(
    frame: Any,
    doctrine: str | Sequence[str],
    *,
    mapping: str | Path,
    question: str | Sequence[str],
    bench: Workbench | None = None,
) -> Any:
    """The answers on every row, as columns `doctrine_question_value`, `_status`, `_because`, `_settled`, `_rule`.

    Where the rows of one key are one case (`each`, `event`) there is an answer a line, with the columns that `siyar
    batch` writes of such a mapping. ``frame``: a pandas, polars or Spark frame, an Arrow table, a DuckDB relation or an
    ibis table; the same kind comes back, with the mapping's key in front. Of Spark's and ibis's nothing is run until it
    is asked for, but where rows are one case together: these are read. Empty cells, NaN and NULL are unknown. Raises
    `NotEvaluated`, and `TypeError` for any other kind.

    >>> evaluate(alliances, "hizb-qa", mapping="atop", question="treaty")  # doctest: +SKIP
    """
    import duckdb

    from siyar.batch.opening import Unreadable

    where = bench or Workbench.open()
    doctrines, questions = _several(doctrine), _several(question)
    read, problems = open_mapping(str(mapping), where.library)
    if read is None or any(p.severity == "error" for p in problems):
        raise NotEvaluated(problems)
    kind = type(frame).__module__.split(".")[0]
    if kind not in ("pandas", "polars", "pyarrow", "duckdb", "_duckdb", "ibis", "pyspark"):
        raise TypeError(f"a {type(frame).__name__} is no table that is read here")
    try:
        if read.grouped:
            return _together(frame, kind, where, read, doctrines, questions)
        found = compiled(where, read, doctrines, questions)
        if isinstance(found, tuple):
            raise NotEvaluated(found)
        if kind in ("ibis", "pyspark"):
            from siyar.batch.lazily import answered, answered_by_spark

            return answered(frame, found) if kind == "ibis" else answered_by_spark(frame, found)
        with duckdb.connect() as own:
            own.register("given_rows", _arrow(frame, kind))
            return _as(kind, own.sql(_sql(own, found)).to_arrow_table())
    except Unreadable as error:
        raise NotEvaluated(error.problems) from None


def _together(
    frame: Any, kind: str, bench: Workbench, mapping: TableMapping, doctrines: list[str], questions: list[str]
) -> Any:
    """The answers on cases of several rows each. Raises `NotEvaluated`, `siyar.batch.opening.Unreadable`."""
    from siyar.batch.in_memory import gathered

    if problems := bench.refusals((), doctrines, questions):
        raise NotEvaluated(problems)
    if kind in ("ibis", "pyspark"):
        frame = frame[list(mapping.columns)] if set(mapping.columns) <= set(frame.columns) else frame.limit(0)
    told = gathered(bench, mapping, doctrines, questions, _arrow(frame, kind))
    return frame.sparkSession.createDataFrame(told) if kind == "pyspark" else _as(kind, told)


def _arrow(frame: Any, kind: str) -> Any:
    """What DuckDB can read a frame as."""
    match kind:
        case "ibis":
            return frame.to_pyarrow()
        case "pyspark":
            return frame.toArrow()
        case "polars":
            return frame.to_arrow()
        case "duckdb" | "_duckdb":
            return frame.arrow().read_all()
    return frame


def _as(kind: str, told: Any) -> Any:
    """An Arrow table as a frame of a kind."""
    match kind:
        case "pandas":
            return told.to_pandas()
        case "polars":
            import polars

            return polars.from_arrow(told)
        case "duckdb" | "_duckdb":
            import duckdb

            return duckdb.from_arrow(told)
        case "ibis":
            import ibis

            return ibis.memtable(told)
    return told


def _sql(con: Any, found: Compiled) -> str:
    from siyar.batch.answering import Answering
    from siyar.batch.cells import typed_relation

    return Answering(con, found, as_enums=False).part(typed_relation(con, "given_rows", found.mapping))


def _several(names: str | Sequence[str]) -> list[str]:
    return [names] if isinstance(names, str) else list(names)
