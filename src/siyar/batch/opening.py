"""A table on disk, whatever its form, as a question to DuckDB: the columns a mapping needs, typed, with their rows.

The door to DuckDB together with `siyar.batch.running`. Parquet is read where it lies; everything else is first written
out once as Parquet beside the output, so that a run can begin again in the middle.
"""

from __future__ import annotations

import csv
import gzip
import os
import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from siyar.batch.amounts import DAY, Amount, day_number, first_day
from siyar.batch.conditions import Condition, Value, mentioned, tests
from siyar.batch.mapping import TableMapping
from siyar.diagnostics import Diagnostic

FORMS = {
    ".csv": "csv",
    ".tsv": "csv",
    ".gz": "csv",
    ".parquet": "parquet",
    ".pq": "parquet",
    ".arrow": "arrow",
    ".feather": "arrow",
    ".xlsx": "excel",
    ".duckdb": "duckdb",
    ".sqlite": "sqlite",
    ".db": "sqlite",
}

ROW = "row"
#: Types whose values all are whole numbers of 64 bits with a sign.
_INTEGERS = {"TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER"}
_WHOLE = "-?(0|[1-9][0-9]{0,17})"


class Unreadable(Exception):
    """A table that cannot be read, with what to tell the user."""

    def __init__(self, *problems: Diagnostic) -> None:
        super().__init__(problems[0].message if problems else "")
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Part:
    """Some rows of one file: from the first to the last, counted from 0; ``offset`` rows of the table come before."""

    file: Path
    first: int
    last: int
    offset: int


def files(path: Path) -> list[Path]:
    """The files of a table: itself, or those of a folder in order of name. Raises `Unreadable`."""
    if not path.exists():
        raise Unreadable(Diagnostic("T005", f"there is no table `{path}`", file=str(path), help="check the path"))
    found = sorted(p for p in path.rglob("*") if p.suffix in FORMS and p.is_file()) if path.is_dir() else [path]
    if not found or found[0].suffix not in FORMS:
        what = "holds no table" if path.is_dir() else "is no table that can be read"
        known = ", ".join(f"`{suffix}`" for suffix in FORMS)
        raise Unreadable(Diagnostic("T005", f"`{path}` {what}", file=str(path), help=f"tables end in {known}"))
    return found


def relation(con: duckdb.DuckDBPyConnection, file: Path, *, table: str = "", encoding: str = "") -> str:
    """SQL that gives the rows of a file, all columns, as they are. Raises `Unreadable`."""
    form, place = FORMS[file.suffix], _quoted(str(file))
    if form == "csv":
        how = f", encoding = {_quoted(encoding)}" if encoding else ""
        mark, names = _head(file, encoding)
        columns = ", ".join(f"{_quoted(name)}: 'VARCHAR'" for name in names)
        marks = f"delim = {_quoted(mark)}, quote = '\"', escape = '\"'"
        return f"read_csv({place}, auto_detect = false, header = true, {marks}, columns = {{{columns}}}{how})"
    if form == "parquet":
        return f"read_parquet({place}, file_row_number = true)"
    if form == "duckdb":
        con.execute(f"ATTACH IF NOT EXISTS {place} AS given (READ_ONLY)")
        return f"given.{_name(_only(_tables(con), table, file))}"
    con.register("given_rows", _arrow(file, form, table))
    return "given_rows"


def _head(file: Path, encoding: str) -> tuple[str, list[str]]:
    """What stands between the cells of a CSV file (the usual mark that its first line has most), and its columns."""
    opened = gzip.open if file.suffix == ".gz" else open
    try:
        with opened(file, "rt", encoding=encoding or "utf-8-sig", newline="") as lines:
            first = lines.readline()
    except (OSError, EOFError, LookupError, UnicodeDecodeError) as error:
        raise Unreadable(cannot(file, error)) from None
    mark = max((",", ";", "\t", "|"), key=first.count)
    names = next(csv.reader([first], delimiter=mark), [])
    if not names or len(set(names)) < len(names):
        what = "has no first line with the names of its columns" if not names else "has two columns of one name"
        raise Unreadable(Diagnostic("T005", f"`{file.name}` {what}", file=str(file), help="mend its first line"))
    return mark, names


def _tables(con: duckdb.DuckDBPyConnection) -> list[str]:
    return [
        r[0] for r in con.execute("SELECT table_name FROM duckdb_tables() WHERE database_name = 'given'").fetchall()
    ]


def _only(names: Sequence[str], wanted: str, file: Path) -> str:
    if wanted in names or (not wanted and len(names) == 1):
        return wanted or names[0]
    said = f"`{file.name}` has no table `{wanted}`" if wanted else f"`{file.name}` holds {len(names)} tables"
    listed = ", ".join(f"`{n}`" for n in names) or "none"
    raise Unreadable(Diagnostic("T005", said, file=str(file), help=f"choose one with `--table`: {listed}"))


def _arrow(file: Path, form: str, table: str) -> Any:
    """Files that DuckDB does not read by itself, in memory."""
    import pyarrow
    from pyarrow import feather

    try:
        if form == "arrow":
            return feather.read_table(file)
        if form == "excel":
            return pyarrow.table(_columns(*_sheet(file, table)))
        with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as base:
            names = [r[0] for r in base.execute("SELECT name FROM sqlite_master WHERE type IN ('table', 'view')")]
            found = base.execute(f"SELECT * FROM {_name(_only(names, table, file))}")
            return pyarrow.table(_columns([c[0] for c in found.description], found.fetchall()))
    except (OSError, ValueError, KeyError, sqlite3.Error, pyarrow.ArrowException) as error:
        raise Unreadable(cannot(file, error)) from None


def _sheet(file: Path, sheet: str) -> tuple[list[str], list[tuple[object, ...]]]:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(file, read_only=True, data_only=True)
    except (InvalidFileException, OSError, KeyError, ValueError) as error:
        raise ValueError(str(error)) from None
    rows = book[_only(book.sheetnames, sheet, file)].iter_rows(values_only=True)
    return [str(name) for name in next(rows, ())], [tuple(row) for row in rows]


def _columns(names: Sequence[str], rows: Sequence[Sequence[object]]) -> dict[str, list[str | None]]:
    """Every column as words, as a CSV file has them; they are typed like those."""
    return {n: [None if row[i] is None else str(row[i]) for row in rows] for i, n in enumerate(names)}


_PLACE = re.compile(r"CSV Error on Line: (\d+)")
_CELLS = re.compile(r"Expected Number of Columns: (\d+) Found: (\d+)")


def cannot(file: Path, error: Exception) -> Diagnostic:
    """T005, with the line of a CSV file where the engine names one."""
    words = str(error).strip()
    reason = words.splitlines()[0] if words else type(error).__name__
    place, cells = _PLACE.search(words), _CELLS.search(words)
    if place and cells:
        reason = f"line {place[1]} has {cells[2]} cells, and the first line {cells[1]}"
    elif place:
        reason = f"line {place[1]}: {reason}"
    help = "check that it is whole and in the form its name says; for a CSV file see `--encoding`"
    return Diagnostic("T005", f"`{file.name}` cannot be read: {reason}", file=str(file), help=help)


# --------------------------------------------------------------------------- typed


def kinds(mapping: TableMapping) -> Mapping[str, set[str]]:
    """What each column is taken for: ``number`` or ``words``; what is only carried along is neither."""
    found: dict[str, set[str]] = {name: set() for name in mapping.columns}
    conditions: list[Condition] = [line.when for line in mapping.lines] + list(mapping.addressed.values())
    for condition in conditions:
        for test in tests(condition):
            for name in test.columns:
                found[name] |= {"words" if isinstance(v, str) else "number" for v in test.values}
    for line in mapping.lines:
        if line.amount and line.amount.unit != DAY:
            found[line.amount.column].add("number")
    return found


def typed(
    con: duckdb.DuckDBPyConnection,
    file: Path,
    mapping: TableMapping,
    *,
    table: str = "",
    encoding: str = "",
    types: Types | None = None,
) -> tuple[str, int]:
    """SQL that gives the mapping's columns of a file, typed, with the number of each row in it; and how many rows.

    ``types``: see `types_in`. Raises `Unreadable`, with every column that is missing or holds what it should not.
    """
    try:
        rows = relation(con, file, table=table, encoding=encoding)
        there = _types(con, rows)
        missing = [name for name in mapping.columns if name not in there]
        if missing:
            raise Unreadable(*(_no_column(file, name, there) for name in missing))
        wanted = kinds(mapping)
        picked = [
            _picked(name, there[name], wanted[name], mapping.missing, types or Types(frozenset(mapping.columns)))
            for name in mapping.columns
        ]
        picked += _dates(mapping, there)
        _look(con, file, rows, mapping, there, wanted)
        number = "file_row_number" if FORMS[file.suffix] == "parquet" else "row_number() OVER () - 1"
        ((count,),) = con.execute(f"SELECT count(*) FROM {rows}").fetchall()
        return f"SELECT {', '.join([*picked, f'{number} AS {_name(ROW)}'])} FROM {rows}", count
    except duckdb.Error as error:
        raise Unreadable(cannot(file, error)) from None


def typed_relation(con: duckdb.DuckDBPyConnection, rows: str, mapping: TableMapping) -> str:
    """SQL that gives the mapping's columns of a relation that DuckDB knows by name, typed. Raises `Unreadable`."""
    there = _types(con, rows)
    table = Path("the table")
    missing = [name for name in mapping.columns if name not in there]
    if missing:
        raise Unreadable(*(_no_column(table, name, there) for name in missing))
    wanted = kinds(mapping)
    _look(con, table, rows, mapping, there, wanted)
    types = Types(frozenset(name for name in mapping.columns if "INT" not in there[name]))
    each = [_picked(name, there[name], wanted[name], mapping.missing, types) for name in mapping.columns]
    each += _dates(mapping, there)
    return f"SELECT {', '.join([*each, f'row_number() OVER () AS {_name(ROW)}'])} FROM {rows}"


def _types(con: duckdb.DuckDBPyConnection, rows: str) -> dict[str, str]:
    """The columns of a relation with their types."""
    return {name: str(type) for name, type, *_ in con.execute(f"DESCRIBE SELECT * FROM {rows}").fetchall()}


@dataclass(frozen=True, slots=True)
class Types:
    """What is the same in all files of a table: columns of numbers that are not all whole, and columns that nothing is
    compared with, such as a key, whose cells are all whole numbers."""

    fractions: frozenset[str]
    whole: frozenset[str] = frozenset()


def types_in(
    con: duckdb.DuckDBPyConnection,
    files: Sequence[Path],
    mapping: TableMapping,
    *,
    table: str = "",
    encoding: str = "",
) -> Types:
    """The types of a table's columns, from all of its files. Raises `Unreadable`."""
    wanted = kinds(mapping)
    numbers = [name for name, kind in wanted.items() if kind == {"number"}]
    carried = [name for name, kind in wanted.items() if not kind]
    fractions: set[str] = set()
    whole = set(carried)
    for file in files:
        # Every column for a fraction is one that `typed` has looked at, so that nothing is cast that cannot be.
        sql, _ = typed(con, file, mapping, table=table, encoding=encoding, types=Types(frozenset(numbers)))
        there = _types(con, relation(con, file, table=table, encoding=encoding))
        looked = {n: f"coalesce(bool_and({_name(n)} = floor({_name(n)})), true)" for n in numbers}
        looked |= {
            n: f"coalesce(bool_and(regexp_full_match(CAST({_name(n)} AS VARCHAR), '{_WHOLE}')), false)" for n in carried
        }
        # What the file itself says holds whole numbers needs no look.
        looked = {n: test for n, test in looked.items() if there[n] not in _INTEGERS}
        (row,) = con.execute(f"SELECT {', '.join(looked.values())} FROM ({sql})").fetchall() if looked else ((),)
        so = dict(zip(looked, row, strict=True))
        fractions |= {name for name in numbers if not so.get(name, True)}
        whole &= {name for name in carried if so.get(name, True)}
    return Types(frozenset(fractions), frozenset(whole))


def _no_column(file: Path, name: str, there: Mapping[str, str]) -> Diagnostic:
    from siyar.language.nearness import did_you_mean

    near = did_you_mean(name, there).help or "the table has: " + ", ".join(list(there)[:12])
    return Diagnostic(
        "T003", f"`{file.name}` has no column `{name}`, which the mapping looks at", file=str(file), help=near
    )


def _cell(name: str, type: str, missing: Sequence[Value]) -> str:
    """A cell, empty where it is blank or one of the values that say so."""
    cell = _name(name)
    if type == "VARCHAR":
        cell = f"nullif(trim({cell}), '')"
    elif type in ("FLOAT", "DOUBLE"):
        cell = f"CASE WHEN NOT isnan({cell}) THEN {cell} END"  # larger than any number otherwise
    for value in missing:
        if isinstance(value, str) == (type == "VARCHAR") or type == "VARCHAR":
            cell = f"nullif({cell}, {_quoted(str(value)) if type == 'VARCHAR' else value})"
    return cell


def _picked(name: str, type: str, kinds: set[str], missing: Sequence[Value], types: Types) -> str:
    cell = _cell(name, type, missing)
    if kinds == {"number"}:
        if name in types.fractions:
            cell = f"CAST({cell} AS DOUBLE)"
        else:
            cell = f"CAST({cell} AS BIGINT)" if type in _INTEGERS else f"CAST(CAST({cell} AS DOUBLE) AS BIGINT)"
    elif name in types.whole:
        cell = f"CAST({cell} AS BIGINT)"
    elif "words" in kinds:
        cell = f"CAST({cell} AS VARCHAR)"
    return f"{cell} AS {_name(name)}"


def dated(mapping: TableMapping) -> list[Amount]:
    """The dates that columns hold, each column once."""
    return list(dict.fromkeys(line.amount for line in mapping.lines if line.amount and line.amount.is_date))


def _dates(mapping: TableMapping, there: Mapping[str, str]) -> list[str]:
    """SQL for the first and the last day of each date in a column."""
    found: list[str] = []
    for amount in dated(mapping):
        cell = _cell(amount.column, there[amount.column], mapping.missing)
        if amount.unit == DAY:
            each = [day_number(cell)] * 2
        else:
            year = f"CAST(CAST({cell} AS DOUBLE) AS BIGINT)"
            each = [first_day(year), f"{first_day(f'({year} + 1)')} - 1"]
        found += [f"{sql} AS {_name(bound)}" for sql, bound in zip(each, amount.bounds, strict=True)]
    return found


def _look(
    con: duckdb.DuckDBPyConnection,
    file: Path,
    rows: str,
    mapping: TableMapping,
    there: Mapping[str, str],
    wanted: Mapping[str, set[str]],
) -> None:
    """Numbers must be numbers: the first cell of each column that is none, with its row."""
    problems: list[Diagnostic] = []
    for name, kinds in wanted.items():
        if kinds == {"number", "words"}:
            message = f"the mapping compares the column `{name}` with numbers and with words"
            problems.append(Diagnostic("T003", message, file=str(file), help="write all values of one kind"))
        if kinds != {"number"} or there[name] != "VARCHAR":
            if kinds == {"number"} and not _numeric(there[name]):
                held = there[name].lower()
                message = f"the column `{name}` of `{file.name}` holds {held}, and the mapping takes it for numbers"
                problems.append(Diagnostic("T003", message, file=str(file), help="compare it with words between `'`"))
            continue
        cell = _cell(name, "VARCHAR", mapping.missing)
        wrong = con.execute(
            f"SELECT n, v FROM (SELECT row_number() OVER () AS n, {cell} AS v FROM {rows}) "
            "WHERE v IS NOT NULL AND TRY_CAST(v AS DOUBLE) IS NULL LIMIT 1"
        ).fetchall()
        for number, held in wrong:
            message = f"`{file.name}`, row {number}, column `{name}`: `{held}` is no number"
            help = "mend the cell, or name the value in the mapping's line `missing`"
            problems.append(Diagnostic("T006", message, file=str(file), help=help))
    problems += [problem for amount in dated(mapping) for problem in _no_date(con, file, rows, mapping, there, amount)]
    if problems:
        raise Unreadable(*problems)


def _no_date(
    con: duckdb.DuckDBPyConnection,
    file: Path,
    rows: str,
    mapping: TableMapping,
    there: Mapping[str, str],
    amount: Amount,
) -> Iterator[Diagnostic]:
    """Dates must be dates: the first cell that is none, with its row."""
    name, type = amount.column, there[amount.column]
    if amount.unit != DAY or type == "DATE" or type.startswith("TIMESTAMP"):
        return
    if type != "VARCHAR":
        message = f"the column `{name}` of `{file.name}` holds {type.lower()}, and the mapping takes it for dates"
        yield Diagnostic("T003", message, file=str(file), help="of a year write `{column year}` in the mapping")
        return
    wrong = con.execute(
        f"SELECT n, v FROM (SELECT row_number() OVER () AS n, {_cell(name, type, mapping.missing)} AS v FROM {rows}) "
        "WHERE v IS NOT NULL AND TRY_CAST(v AS DATE) IS NULL LIMIT 1"
    ).fetchall()
    for number, held in wrong:
        message = f"`{file.name}`, row {number}, column `{name}`: `{held}` is no date"
        yield Diagnostic("T006", message, file=str(file), help="write dates as in `1856-03-30`")


def _numeric(type: str) -> bool:
    return type.split("(")[0] in {
        "BOOLEAN", "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "UTINYINT", "USMALLINT", "UINTEGER",
        "UBIGINT", "FLOAT", "DOUBLE", "DECIMAL",
    }  # fmt: skip


def never_seen(con: duckdb.DuckDBPyConnection, sql: str, mapping: TableMapping) -> Iterator[tuple[str, Value]]:
    """Values that conditions ask for and no row has, by column."""
    asked: dict[str, dict[Value, None]] = {}
    for condition in [line.when for line in mapping.lines] + list(mapping.addressed.values()):
        for test in tests(condition):
            if test.relation in ("=", "!=", "in") and len(test.columns) == 1:
                asked.setdefault(test.columns[0], {}).update(dict.fromkeys(test.values))
    for name, values in asked.items():
        held = {r[0] for r in con.execute(f"SELECT DISTINCT {_name(name)} FROM ({sql})").fetchall()}
        yield from ((name, value) for value in values if value not in held)


def looked_at(mapping: TableMapping) -> set[str]:
    """The columns that lines look at, the key's excepted."""
    found = {c for line in mapping.lines for c in mentioned(line.when)}
    return found | {line.amount.column for line in mapping.lines if line.amount}


def _quoted(words: str) -> str:
    return "'" + words.replace("'", "''") + "'"


def _name(words: str) -> str:
    return '"' + words.replace('"', '""') + '"'


def size(path: Path) -> tuple[int, int]:
    """What tells one state of a file from another: its length and when it was written."""
    found = os.stat(path)
    return found.st_size, found.st_mtime_ns
