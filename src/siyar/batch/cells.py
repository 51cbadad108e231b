"""The cells of a table as a mapping takes them: numbers, dates, words, of one type in all files, and each row numbered.

Whether text can be read as what the mapping takes it for is looked at once, before anything is cast.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from siyar.batch.amounts import DAY, Amount, day_number, first_day
from siyar.batch.columns import ROW
from siyar.batch.conditions import Value, tests
from siyar.batch.dating import dated as dated_words
from siyar.batch.mapping import TableMapping
from siyar.batch.opening import FORMS, Unreadable, columns_of, reading, relation
from siyar.batch.quoting import identifier, literal
from siyar.diagnostics import Diagnostic
from siyar.language.quantities import Unread

#: Types whose values all are whole numbers of 64 bits with a sign.
_INTEGERS = frozenset({"TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER"})
_NUMBERS = _INTEGERS | {"BOOLEAN", "HUGEINT", "UBIGINT", "FLOAT", "DOUBLE", "DECIMAL"}
_TEXT = "VARCHAR"
_WHOLE = "-?(0|[1-9][0-9]{0,17})"
_NAN = "CAST('NaN' AS DOUBLE)"


def kinds(mapping: TableMapping) -> Mapping[str, set[str]]:
    """What each column is taken for: ``number`` or ``words``; what is only carried along is neither."""
    found: dict[str, set[str]] = {name: set() for name in mapping.columns}
    for condition in mapping.conditions:
        for test in tests(condition):
            for name in test.columns:
                found[name] |= {"words" if isinstance(v, str) else "number" for v in test.values}
    for line in mapping.said:
        if line.amount and line.amount.unit != DAY:
            found[line.amount.column].add("number")
    for event in mapping.events:
        for column, holds in event.dating.columns:
            found[column].add("number" if holds else "words")
    return found


@dataclass(frozen=True, slots=True)
class Types:
    """What is the same in all files of a table: columns of numbers that are not all whole, and columns that nothing is
    compared with, such as a key, whose cells are all whole numbers."""

    fractions: frozenset[str]
    whole: frozenset[str] = frozenset()


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

    It is good until the next file is asked for. ``types``: see `typed_relation`. Raises `Unreadable`.
    """
    with reading(file):
        rows = relation(con, file, table=table, encoding=encoding)
        number = "file_row_number" if FORMS[file.suffix] == "parquet" else "row_number() OVER () - 1"
        sql = typed_relation(con, rows, mapping, file=file, number=number, types=types)
        ((count,),) = con.execute(f"SELECT count(*) FROM {rows}").fetchall()
        return sql, count


def typed_relation(
    con: duckdb.DuckDBPyConnection,
    rows: str,
    mapping: TableMapping,
    *,
    file: Path = Path("the table"),
    number: str = "row_number() OVER ()",
    types: Types | None = None,
) -> str:
    """SQL that gives the mapping's columns of a relation that DuckDB knows by name, typed, with a ``number`` of each
    row.

    ``types``: those of `types_in`, which has looked at every cell; without them they are looked at here, and only what
    is declared to be whole numbers is. Raises `Unreadable`, with every column that is missing or holds what it should
    not.
    """
    there = columns_of(con, rows)
    missing = [name for name in mapping.columns if name not in there]
    if missing:
        raise Unreadable(*(_no_column(file, name, there) for name in missing))
    if types is None:
        _look(con, file, rows, mapping, there)
        types = Types(frozenset(name for name in mapping.columns if there[name] not in _INTEGERS))
    wanted = kinds(mapping)
    each = [_picked(name, there[name], wanted[name], mapping.missing, types) for name in mapping.columns]
    each += _dates(mapping, there)
    return f"SELECT {', '.join([*each, f'{number} AS {identifier(ROW)}'])} FROM {rows}"


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
        with reading(file):
            rows = relation(con, file, table=table, encoding=encoding)
            sql = typed_relation(con, rows, mapping, file=file)
            there = columns_of(con, rows)
            cells = {name: identifier(name) for name in wanted}
            looked = {n: f"coalesce(bool_and({cells[n]} = floor({cells[n]})), true)" for n in numbers}
            looked |= {
                n: f"coalesce(bool_and(regexp_full_match(CAST({cells[n]} AS VARCHAR), '{_WHOLE}')), false)"
                for n in carried
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
    """A cell, empty where it is blank, no number, or one of the values that say so."""
    cell = identifier(name)
    if type == _TEXT:
        cell = f"nullif(trim({cell}), '')"
    elif type in ("FLOAT", "DOUBLE"):
        cell = f"nullif({cell}, {_NAN})"  # larger than any number otherwise
    for value in missing:
        if type == _TEXT:
            cell = f"nullif({cell}, {literal(str(value))})"
        elif _is_number(type) and not isinstance(value, str):
            cell = f"nullif({cell}, {value})"
    return cell


def _number(name: str, type: str, missing: Sequence[Value]) -> str:
    """A cell as a number that may have a fraction; text may say that it is none, too."""
    cell = f"CAST({_cell(name, type, missing)} AS DOUBLE)"
    return f"nullif({cell}, {_NAN})" if type == _TEXT else cell


def _picked(name: str, type: str, kinds: set[str], missing: Sequence[Value], types: Types) -> str:
    cell = _cell(name, type, missing)
    if kinds == {"number"}:
        if name in types.fractions:
            cell = _number(name, type, missing)
        else:
            cell = f"CAST({cell if type in _INTEGERS else _number(name, type, missing)} AS BIGINT)"
    elif name in types.whole:
        cell = f"CAST({cell} AS BIGINT)"
    elif "words" in kinds:
        cell = f"CAST({cell} AS VARCHAR)"
    return f"{cell} AS {identifier(name)}"


def dated(mapping: TableMapping) -> list[Amount]:
    """The dates that columns hold, each column once."""
    return list(dict.fromkeys(line.amount for line in mapping.said if line.amount and line.amount.is_date))


def _dates(mapping: TableMapping, there: Mapping[str, str]) -> list[str]:
    """SQL for the first and the last day of each date in a column."""
    found: list[str] = []
    for amount in dated(mapping):
        name, type = amount.column, there[amount.column]
        if amount.unit == DAY:
            each = [day_number(_cell(name, type, mapping.missing))] * 2
        else:
            year = f"CAST({_number(name, type, mapping.missing)} AS BIGINT)"
            each = [first_day(year), f"{first_day(f'({year} + 1)')} - 1"]
        found += [f"{sql} AS {identifier(bound)}" for sql, bound in zip(each, amount.bounds, strict=True)]
    return found


# --------------------------------------------------------------------------- what cells hold


def _is_number(type: str) -> bool:
    return type.split("(")[0] in _NUMBERS


def _is_date(type: str) -> bool:
    return type == "DATE" or type.startswith("TIMESTAMP")


@dataclass(frozen=True, slots=True)
class _Sort:
    """What a mapping takes a column for: which types hold it, what text is read as, and what to do about others."""

    word: str
    holds: Callable[[str], bool]
    read_as: str
    otherwise: str
    mend: str


_NUMBER = _Sort(
    "number", _is_number, "DOUBLE", "compare it with words between `'`",
    "mend the cell, or name the value in the mapping's line `missing`",
)  # fmt: skip
_DATE = _Sort(
    "date", _is_date, "DATE", "of a year write `{column year}` in the mapping", "write dates as in `1856-03-30`",
)  # fmt: skip


def _look(
    con: duckdb.DuckDBPyConnection, file: Path, rows: str, mapping: TableMapping, there: Mapping[str, str]
) -> None:
    """Numbers must be numbers, and dates dates: the first cell of each column that is none, with its row."""
    problems: list[Diagnostic] = []
    wanted = kinds(mapping)
    for name in [name for name, each in wanted.items() if each == {"number", "words"}]:
        message = f"the mapping compares the column `{name}` with numbers and with words"
        problems.append(Diagnostic("T003", message, file=str(file), help="write all values of one kind"))
    taken = [(name, _NUMBER) for name, each in wanted.items() if each == {"number"}]
    taken += [(amount.column, _DATE) for amount in dated(mapping) if amount.unit == DAY]
    for name, sort in taken:
        if there[name] != _TEXT and not sort.holds(there[name]):
            held = there[name].lower()
            message = f"the column `{name}` of `{file.name}` holds {held}, and the mapping takes it for {sort.word}s"
            problems.append(Diagnostic("T003", message, file=str(file), help=sort.otherwise))
    text = [(name, sort) for name, sort in taken if there[name] == _TEXT]
    cells = [(_cell(name, _TEXT, mapping.missing), sort.read_as) for name, sort in text]
    for (name, sort), (number, cell) in zip(text, _unread(con, rows, cells), strict=True):
        if number is not None:
            message = f"`{file.name}`, row {number}, column `{name}`: `{cell}` is no {sort.word}"
            problems.append(Diagnostic("T006", message, file=str(file), help=sort.mend))
    if problems:
        raise Unreadable(*problems)


def _unread(
    con: duckdb.DuckDBPyConnection, rows: str, cells: Sequence[tuple[str, str]]
) -> list[tuple[int | None, str | None]]:
    """For each cell and the type it is to be read as, the first row in which it cannot be, with what it holds; found by
    one look at each row."""
    if not cells:
        return []
    held = ", ".join(f"{cell} AS v{i}" for i, (cell, _) in enumerate(cells))
    wrong = [f"v{i} IS NOT NULL AND TRY_CAST(v{i} AS {type}) IS NULL" for i, (_, type) in enumerate(cells)]
    first = ", ".join(f"min(n) FILTER ({w}), arg_min(v{i}, n) FILTER ({w})" for i, w in enumerate(wrong))
    numbered = f"SELECT row_number() OVER () AS n, {held} FROM {rows}"
    (row,) = con.execute(f"SELECT {first} FROM ({numbered})").fetchall()
    return list(zip(row[::2], row[1::2], strict=True))


def never_seen(con: duckdb.DuckDBPyConnection, sql: str, mapping: TableMapping) -> Iterator[tuple[str, Value]]:
    """Values that conditions ask for and no row has, by column."""
    asked: dict[str, dict[Value, None]] = {}
    for condition in mapping.conditions:
        for test in tests(condition):
            if test.relation in ("=", "!=", "in") and len(test.columns) == 1:
                asked.setdefault(test.columns[0], {}).update(dict.fromkeys(test.values))
    for name, values in asked.items():
        held = {r[0] for r in con.execute(f"SELECT DISTINCT {identifier(name)} FROM ({sql})").fetchall()}
        yield from ((name, value) for value in values if value not in held)


def no_dates(
    con: duckdb.DuckDBPyConnection, rows: str, mapping: TableMapping, file: Path, before: int
) -> Iterator[Diagnostic]:
    """Of each date of an event, the first row that holds none where one is to be: T006. ``rows``: a typed table, which
    has so many rows ``before`` those of the file."""
    for dating in dict.fromkeys(event.dating for event in mapping.events):
        names = [column for column, _ in dating.columns]
        columns = ", ".join(map(identifier, names))
        sql = f"SELECT min({ROW}), {columns} FROM {rows} GROUP BY {columns} ORDER BY 1" if names else "SELECT 0"
        for number, *held in _all(con, sql):
            words = dating.words(dict(zip(names, held, strict=True)))
            read = None if words is None else dated_words(words)
            if isinstance(read, Unread):
                which = ", ".join(f"`{name}`" for name in names)
                message = f"`{file.name}`, row {number - before + 1}, column {which}: {read.message}"
                yield Diagnostic("T006", message, file=str(file), help=_DATE.mend)
                break


def _all(con: duckdb.DuckDBPyConnection, sql: str) -> Iterator[tuple[Any, ...]]:
    found = con.execute(sql)
    while batch := found.fetchmany(10_000):
        yield from batch
