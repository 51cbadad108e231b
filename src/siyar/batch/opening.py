"""A table on disk, whatever its form, as a question to DuckDB: its files, and the rows of each as they are.

The door to DuckDB together with `siyar.batch.cells` and `siyar.batch.parts`. Parquet is read where it lies;
everything else is first written out once as Parquet beside the output, so that a run can begin again in the middle.
"""

from __future__ import annotations

import csv
import gzip
import os
import re
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import duckdb

from siyar.batch.quoting import identifier, literal
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


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of one file of a table: SQL of them, what numbers each from 0, and the columns of the file."""

    file: Path
    rows: str
    number: str
    columns: tuple[str, ...]


def sheet(con: duckdb.DuckDBPyConnection, file: Path, *, table: str = "", encoding: str = "") -> Sheet:
    """The rows of a file where they lie: good until the next file is asked for. Raises `Unreadable`."""
    with reading(file):
        rows = relation(con, file, table=table, encoding=encoding)
        number = "file_row_number" if FORMS[file.suffix] == "parquet" else "row_number() OVER () - 1"
        return Sheet(file, rows, number, tuple(name for name in columns_of(con, rows) if name != "file_row_number"))


def relation(con: duckdb.DuckDBPyConnection, file: Path, *, table: str = "", encoding: str = "") -> str:
    """SQL that gives the rows of a file, all columns, as they are: good until the next file is asked for.

    Raises `Unreadable`.
    """
    form, place = FORMS[file.suffix], literal(str(file))
    if form == "csv":
        how = f", encoding = {literal(encoding)}" if encoding else ""
        mark, names = _head(file, encoding)
        columns = ", ".join(f"{literal(name)}: 'VARCHAR'" for name in names)
        marks = f"delim = {literal(mark)}, quote = '\"', escape = '\"'"
        return f"read_csv({place}, auto_detect = false, header = true, {marks}, columns = {{{columns}}}{how})"
    if form == "parquet":
        return f"read_parquet({place}, file_row_number = true)"
    if form == "duckdb":
        con.execute("DETACH DATABASE IF EXISTS given")
        con.execute(f"ATTACH {place} AS given (READ_ONLY)")
        return f"given.{identifier(_only(_tables(con), table, file))}"
    con.register("given_rows", _arrow(file, form, table))
    return "given_rows"


def columns_of(con: duckdb.DuckDBPyConnection, rows: str) -> dict[str, str]:
    """The columns of a relation with their types."""
    return {name: str(type) for name, type, *_ in con.execute(f"DESCRIBE SELECT * FROM {rows}").fetchall()}


def _opened(file: Path) -> Callable[..., Any]:
    return gzip.open if file.suffix == ".gz" else open


def _head(file: Path, encoding: str) -> tuple[str, list[str]]:
    """What stands between the cells of a CSV file (the usual mark that its first line has most), and its columns."""
    try:
        if encoding:
            with _opened(file)(file, "rt", encoding=encoding, newline="") as lines:
                first = lines.readline()
        else:
            with _opened(file)(file, "rb") as raw:  # no line but the first is read, and so none but it is refused here
                first = raw.readline().decode("utf-8-sig")
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
            found = base.execute(f"SELECT * FROM {identifier(_only(names, table, file))}")
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
_DAMAGED = re.compile(r'Failed to read file "[^"]+": (.*)')


def cannot(file: Path, error: Exception, encoding: str = "") -> Diagnostic:
    """T005, with the line of a CSV file where the engine names one, and the column where the line shows it."""
    words = str(error).strip()
    damaged = _DAMAGED.search(words)
    reason = damaged[1] if damaged else words.splitlines()[0] if words else type(error).__name__
    place, cells = _PLACE.search(words), _CELLS.search(words)
    if place and cells:
        reason = f"line {place[1]} has {cells[2]} cells, and the first line {cells[1]}"
    elif place and "Invalid unicode" in words and not encoding:
        reason = f"line {place[1]}{_undecoded(file, int(place[1]))} is not in UTF-8"
    elif place:
        said = words.splitlines()
        reason = f"line {place[1]}: {said[2] if len(said) > 2 else said[0]}"  # after the line itself
    help = "check that it is whole and in the form its name says; for a CSV file see `--encoding`"
    return Diagnostic("T005", f"`{file.name}` cannot be read: {reason}", file=str(file), help=help)


def _undecoded(file: Path, line: int) -> str:
    """The column of a line whose cell is not in UTF-8, to be named."""
    mark, names = _head(file, "")
    with _opened(file)(file, "rb") as lines:
        there = next(islice(lines, line - 1, None), b"").decode("latin-1")  # which has a character for every byte
    for name, cell in zip(names, next(csv.reader([there], delimiter=mark), []), strict=False):
        try:
            cell.encode("latin-1").decode("utf-8")
        except UnicodeDecodeError:
            return f", column `{name}`,"
    return ""


@contextmanager
def reading(file: Path) -> Iterator[None]:
    """What keeps a file from being read, in words."""
    try:
        yield
    except duckdb.Error as error:
        raise Unreadable(cannot(file, error)) from None


def size(path: Path) -> tuple[int, int]:
    """What tells one state of a file from another: its length and when it was written."""
    found = os.stat(path)
    return found.st_size, found.st_mtime_ns
