"""A data frame in, one of the same kind out: pandas, polars, Spark, Arrow, DuckDB relations and ibis tables."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from siyar.batch.compiled import Compiled, compiled
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

    ``frame``: a pandas, polars or Spark frame, an Arrow table, a DuckDB relation or an ibis table; the same kind comes
    back, with the mapping's key in front; of Spark's and ibis's nothing is run until it is asked for. Empty cells, NaN
    and NULL are unknown. Raises `NotEvaluated`, and `TypeError` for any other kind.

    >>> evaluate(alliances, "hizb-qa", mapping="atop", question="treaty")  # doctest: +SKIP
    """
    import duckdb

    from siyar.batch.opening import Unreadable

    where = bench or Workbench.open()
    read, problems = open_mapping(str(mapping), where.library)
    if read is None or any(p.severity == "error" for p in problems):
        raise NotEvaluated(problems)
    found = compiled(where, read, _several(doctrine), _several(question))
    if isinstance(found, tuple):
        raise NotEvaluated(found)
    kind = type(frame).__module__.split(".")[0]
    if kind in ("ibis", "pyspark"):
        from siyar.batch.lazily import answered, answered_by_spark

        try:
            return answered(frame, found) if kind == "ibis" else answered_by_spark(frame, found)
        except Unreadable as error:
            raise NotEvaluated(error.problems) from None
    if kind not in ("pandas", "polars", "pyarrow", "duckdb", "_duckdb"):
        raise TypeError(f"a {type(frame).__name__} is no table that is read here")
    with duckdb.connect() as own:
        arrow = frame.arrow().read_all() if "duckdb" in kind else frame.to_arrow() if kind == "polars" else frame
        own.register("given_rows", arrow)
        try:
            told = own.sql(_sql(own, found)).to_arrow_table()
        except Unreadable as error:
            raise NotEvaluated(error.problems) from None
    if kind == "pandas":
        return told.to_pandas()
    if kind == "polars":
        import polars

        return polars.from_arrow(told)
    return duckdb.from_arrow(told) if "duckdb" in kind else told


def _sql(con: Any, found: Compiled) -> str:
    from siyar.batch.answering import Answering
    from siyar.batch.cells import typed_relation

    return Answering(con, found, as_enums=False).part(typed_relation(con, "given_rows", found.mapping))


def _several(names: str | Sequence[str]) -> list[str]:
    return [names] if isinstance(names, str) else list(names)
