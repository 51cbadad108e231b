"""Rows of one key brought together, and the answers on them written: so many cases a part.

The rows of all files are sorted by key once, aside, and their cases numbered, so that a part is a stretch of cases.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, TypeAlias

import duckdb
import pyarrow
from pyarrow import parquet

from siyar.batch import cells, parts
from siyar.batch.cells import Types
from siyar.batch.coverage import Tell, seen
from siyar.batch.disk import copy, make
from siyar.batch.mapping import TableMapping
from siyar.batch.opening import Sheet, Unreadable
from siyar.batch.outputs import CODE, ROW, ROWS, said_of_cases
from siyar.batch.parts import Piece, Progress, Ran
from siyar.batch.quoting import identifier, literal
from siyar.batch.stages import Teller
from siyar.batch.staging import staged
from siyar.batch.together import Row, answers
from siyar.diagnostics import Diagnostic
from siyar.workbench import Workbench

#: Cases of a part.
CASES = 1_000
#: Rows that are read, and answers that are written, at once.
AT_ONCE = 10_000

#: The columns of an output that hold no words.
_TYPES = {
    **dict.fromkeys((ROW, ROWS, "events", "undated", "stage"), pyarrow.int64()),
    **dict.fromkeys(("settled", "by_order"), pyarrow.bool_()),
    **dict.fromkeys(("from_first", "from_last", "until_first", "until_last"), pyarrow.date32()),
}

#: The column that numbers cases while they are worked on; no table has one of that name.
_CASE = "siyar case"


def run(
    bench: Workbench,
    mapping: TableMapping,
    doctrines: Sequence[str],
    questions: Sequence[str],
    path: Path,
    out: Path,
    said: Mapping[str, Any],
    reading: Mapping[str, Mapping[str, str]] | None = None,
    *,
    table: str = "",
    encoding: str = "",
    at_once: int = CASES,
    progress: Progress | None = None,
    tell: Tell | None = None,
) -> Ran:
    """Write the answers on every case of a table, one a line. ``said``, ``tell``: see `siyar.batch.running`.

    Raises `Unreadable`: for what cannot be read, asked or written.
    """

    def cut(con: duckdb.DuckDBPyConnection, given: Sequence[Path], aside: Path) -> list[Piece]:
        in_order = aside / "table-sorted.parquet"
        if not in_order.exists():
            sheets = staged(con, given, mapping, aside, table=table, encoding=encoding)
            types, counts = cells.looked_at(con, sheets, mapping)
            if tell:
                tell(seen(con, path, sheets, mapping, types, sum(counts.values())))
            copy(con, together(con, sheets, mapping, types, counts), in_order, "parquet")
        read = f"SELECT * FROM read_parquet({literal(str(in_order))})"
        ((count,),) = con.execute(f"SELECT coalesce(max({identifier(_CASE)}), 0) FROM ({read})").fetchall()
        schema = schema_of(mapping, parquet.read_schema(in_order))
        ask = asking(bench, mapping, doctrines, questions, reading)

        def written(first: int, name: Path, before: int) -> None:
            last = first + at_once
            some = f"{read} WHERE {identifier(_CASE)} > {first} AND {identifier(_CASE)} <= {last}"
            make(name, partial(_write, schema, ask(rows(con, some)), before))

        return [
            Piece(min(at_once, count - first), partial(written, first)) for first in range(0, max(count, 1), at_once)
        ]

    how = {"cases at once": at_once, "table": table, "encoding": encoding}
    return parts.run(cut, path, out, {**said, **how}, progress=progress)


#: From the rows of cases to the answers on them, and to problems in place of answers.
Asking: TypeAlias = Callable[[Iterable[Row]], Iterator[dict[str, Any] | tuple[Diagnostic, ...]]]


def asking(
    bench: Workbench,
    mapping: TableMapping,
    doctrines: Sequence[str],
    questions: Sequence[str],
    reading: Mapping[str, Mapping[str, str]] | None = None,
) -> Asking:
    """Whoever is asked about the cases of one table, some after others: by stages where things happen in them."""
    if mapping.events:
        return partial(Teller(bench, mapping, reading or {}).answers, doctrines, questions)
    return partial(answers, bench, mapping, doctrines, questions, reading=reading)


def together(
    con: duckdb.DuckDBPyConnection,
    sheets: Sequence[Sheet],
    mapping: TableMapping,
    types: Types,
    counts: Mapping[Path, int],
) -> str:
    """SQL for the rows of all files, typed, those of one key together and numbered; and otherwise in order.

    Raises `Unreadable`.
    """
    read: list[str] = []
    before = 0
    for sheet in sheets:
        sql = cells.typed(con, sheet, mapping, types)
        _without_key(con, sheet.file, mapping, sql)
        if problems := tuple(cells.no_dates(con, sql, mapping, sheet.file)):
            raise Unreadable(*problems)
        read.append(f"SELECT * REPLACE ({ROW} + {before} AS {ROW}) FROM ({sql})")
        before += counts[sheet.file]
    key = ", ".join(identifier(name) for name in mapping.key)
    each = " UNION ALL ".join(read)
    number = f"dense_rank() OVER (ORDER BY {key}) AS {identifier(_CASE)}"
    return f"SELECT *, {number} FROM ({each}) ORDER BY {key}, {ROW}"


def left_open_in(out: Path, mapping: TableMapping) -> Iterator[str]:
    """The same of an output that is written."""
    read = "read_parquet" if out.suffix == ".parquet" else "read_csv"
    with duckdb.connect() as con:
        yield from left_open(con, f"{read}({literal(str(out))})", mapping)


def left_open(con: duckdb.DuckDBPyConnection, told: str, mapping: TableMapping) -> Iterator[str]:
    """Lines about answers: in how many cases something happened on a day that is not known, or the order of rows
    decides what came first. ``told``: SQL of the answers."""
    if not mapping.events:
        return
    key = ", ".join(map(identifier, mapping.key))
    sql = f"SELECT any_value(undated) AS undated, any_value(by_order) AS by_order FROM {told} GROUP BY {key}"
    found = con.execute(
        "SELECT count(*) FILTER (undated > 0), coalesce(sum(undated), 0), count(*) FILTER (by_order), count(*) "
        f"FROM ({sql})"
    ).fetchall()
    undated, times, by_order, every = found[0]
    if undated:
        yield (
            f"in {undated:,} of {every:,} cases something became so on a day that is missing ({times:,} times in all): "
            "it is unknown there throughout"
        )
    if by_order:
        yield f"in {by_order:,} of {every:,} cases the days leave open what came first, and the order of rows decides"


def _without_key(con: duckdb.DuckDBPyConnection, file: Path, mapping: TableMapping, rows: str) -> None:
    """A row that belongs to no case: T006."""
    for name in mapping.key:
        ((first,),) = con.execute(f"SELECT min({ROW}) FROM ({rows}) WHERE {identifier(name)} IS NULL").fetchall()
        if first is not None:
            message = f"`{file.name}`, row {first + 1}, column `{name}`: it is empty, and rows are one case by it"
            help = "mend the cell, or name another column in the mapping's line `key`"
            raise Unreadable(Diagnostic("T006", message, file=str(file), help=help))


def rows(con: duckdb.DuckDBPyConnection, sql: str) -> Iterator[Row]:
    """The rows of some cases, as `together` has them."""
    found = con.execute(f"{sql} ORDER BY {identifier(_CASE)}, {ROW}")
    names = [column[0] for column in found.description or ()]
    while batch := found.fetchmany(AT_ONCE):
        yield from (dict(zip(names, row, strict=True)) for row in batch)


def schema_of(mapping: TableMapping, table: pyarrow.Schema) -> pyarrow.Schema:
    """The columns of the answers: the key and the period are of the type that they have in the table."""
    carried = [name for name in dict.fromkeys((*mapping.key, mapping.period)) if name]
    said = said_of_cases(in_time=bool(mapping.events))
    types = _TYPES | {name: table.field(name).type for name in carried}
    return pyarrow.schema([(name, types.get(name, pyarrow.string())) for name in (ROW, *carried, *said)])


def tables(
    schema: pyarrow.Schema, found: Iterable[dict[str, Any] | tuple[Diagnostic, ...]], before: int = 0
) -> Iterator[pyarrow.Table]:
    """Answers, numbered after those that were told before, some thousands at once. Raises `Unreadable`.

    What a case is rebuilt from stands on the first line about it: it may be long, and the lines many.
    """
    told = _once(each if isinstance(each, dict) else _refused(each) for each in found)
    numbered = ({ROW: number, **each} for number, each in enumerate(told, before + 1))
    while some := list(islice(numbered, AT_ONCE)):
        yield pyarrow.Table.from_pylist(some, schema)


def _write(
    schema: pyarrow.Schema, found: Iterable[dict[str, Any] | tuple[Diagnostic, ...]], before: int, place: Path
) -> bool:
    """Answers as a Parquet file, numbered through the whole output."""
    with parquet.ParquetWriter(place, schema, compression="zstd") as writer:
        for some in tables(schema, found, before):
            writer.write_table(some)
    return True


def _once(found: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    before = None
    for each in found:
        yield {**each, CODE: None} if each[CODE] == before else each
        before = each[CODE]


def _refused(problems: tuple[Diagnostic, ...]) -> dict[str, Any]:
    raise Unreadable(*problems)
