"""The cells of a table as a mapping takes them: numbers, dates, words, of one type in all files, and each row numbered.

Whether text can be read as what the mapping takes it for is looked at once, before anything is cast.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from siyar.batch.amounts import DAY, Amount, day_number, first_day
from siyar.batch.conditions import Value, mentioned, tests, truth
from siyar.batch.dating import dated as dated_words
from siyar.batch.mapping import TableMapping
from siyar.batch.opening import Sheet, Unreadable, columns_of, reading
from siyar.batch.outputs import ROW
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


def typed(con: duckdb.DuckDBPyConnection, sheet: Sheet, mapping: TableMapping, types: Types) -> str:
    """SQL that gives the mapping's columns of a file, typed, with the number of each row in it.

    Raises `Unreadable`.
    """
    with reading(sheet.file):
        return _select(columns_in(con, sheet, mapping), sheet.rows, sheet.number, mapping, types)


def typed_relation(con: duckdb.DuckDBPyConnection, rows: str, mapping: TableMapping) -> str:
    """SQL that gives the mapping's columns of a relation that DuckDB knows by name, typed, with a number of each row.

    Only what is declared to be whole numbers is. Raises `Unreadable`, with every column that is missing or holds what
    it should not.
    """
    sheet = Sheet(Path("the table"), rows, "row_number() OVER () - 1", tuple(columns_of(con, rows)))
    there = columns_in(con, sheet, mapping)
    _look(con, sheet, mapping, there, [])
    types = Types(frozenset(name for name in mapping.columns if there[name] not in _INTEGERS))
    return _select(there, rows, "row_number() OVER ()", mapping, types)


def columns_in(con: duckdb.DuckDBPyConnection, sheet: Sheet, mapping: TableMapping) -> dict[str, str]:
    """The columns of a file with their types. Raises `Unreadable` where one that the mapping looks at is missing."""
    there = columns_of(con, sheet.rows)
    missing = [name for name in mapping.columns if name not in there]
    if missing:
        # A column that the mapping looks at itself is not what another of its names was meant to be.
        left = [name for name in sheet.columns if name not in mapping.columns]
        raise Unreadable(*(_no_column(sheet.file, name, left) for name in missing))
    return there


def _select(there: Mapping[str, str], rows: str, number: str, mapping: TableMapping, types: Types) -> str:
    wanted = kinds(mapping)
    each = [_picked(name, there[name], wanted[name], mapping.missing, types) for name in mapping.columns]
    each += _dates(mapping, there)
    return f"SELECT {', '.join([*each, f'{number} AS {identifier(ROW)}'])} FROM {rows}"


def looked_at(
    con: duckdb.DuckDBPyConnection, sheets: Iterable[Sheet], mapping: TableMapping
) -> tuple[Types, dict[Path, int]]:
    """The types of a table's columns, from all of its files, and how many rows each has, by one look at each.

    Raises `Unreadable`, with every column that is missing or holds what it should not.
    """
    wanted = kinds(mapping)
    carried = {name for name, kind in wanted.items() if not kind}
    fractions: set[str] = set()
    whole = set(carried)
    counts: dict[Path, int] = {}
    for sheet in sheets:
        with reading(sheet.file):
            there = columns_in(con, sheet, mapping)
            tests = {name: test for name in wanted if (test := _whole(name, there[name], wanted[name], mapping))}
            count, *so = _look(con, sheet, mapping, there, list(tests.values()))
            counts[sheet.file] = count
            # Nothing is said of a column without cells. What is whole by its type needs no look.
            told = dict(zip(tests, so, strict=True))
            fractions |= {name for name, so in told.items() if so is False and name not in carried}
            whole &= {name for name in carried if name not in told or told[name]}
    return Types(frozenset(fractions), frozenset(whole)), counts


def _whole(name: str, type: str, kinds: set[str], mapping: TableMapping) -> str:
    """SQL of whether a cell is a whole number, where not all are by their type; of one that is only carried along,
    whether it says a whole number of at most 18 digits as it would be said again."""
    if type in _INTEGERS or "words" in kinds:
        return ""
    if kinds == {"number"}:
        number = _number(name, type, mapping.missing, trying=True)
        return f"{number} = floor({number})"
    return f"regexp_full_match(CAST({_cell(name, type, mapping.missing)} AS VARCHAR), '{_WHOLE}')"


def _no_column(file: Path, name: str, there: Sequence[str]) -> Diagnostic:
    from siyar.language.nearness import did_you_mean

    others = ", ".join(there[:12])
    near = did_you_mean(name, there).help or (
        f"the table has besides: {others}" if others else "it has no other column"
    )
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


def _number(name: str, type: str, missing: Sequence[Value], *, trying: bool = False) -> str:
    """A cell as a number that may have a fraction; text may say that it is none, too. ``trying``: nothing where it
    cannot be read as one."""
    cell = f"{'TRY_CAST' if trying else 'CAST'}({_cell(name, type, missing)} AS DOUBLE)"
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
    con: duckdb.DuckDBPyConnection, sheet: Sheet, mapping: TableMapping, there: Mapping[str, str], tests: Sequence[str]
) -> tuple[Any, ...]:
    """Numbers must be numbers, and dates dates: raises `Unreadable` with the first cell of each column that is none,
    with its row. By the same look at each row: how many there are, and what ``tests`` of all of them say."""
    file, problems = sheet.file, list[Diagnostic]()
    wanted = kinds(mapping)
    for name in [name for name, each in wanted.items() if each == {"number", "words"}]:
        message = f"the mapping compares the column `{name}` with numbers and with words"
        problems.append(Diagnostic("T003", message, file=str(file), help="write all values of one kind"))
    taken = [(name, _NUMBER) for name, each in wanted.items() if each == {"number"}]
    taken += [(amount.column, _DATE) for amount in dated(mapping) if amount.unit == DAY]
    unfit = {name for name, sort in taken if there[name] != _TEXT and not sort.holds(there[name])}
    for name, sort in [(name, sort) for name, sort in taken if name in unfit]:
        held = there[name].lower()
        message = f"the column `{name}` of `{file.name}` holds {held}, and the mapping takes it for {sort.word}s"
        problems.append(Diagnostic("T003", message, file=str(file), help=sort.otherwise))
    text = [(name, sort) for name, sort in taken if there[name] == _TEXT]
    wrong = [
        f"v{place} IS NOT NULL AND TRY_CAST(v{place} AS {sort.read_as}) IS NULL" for place, (_, sort) in enumerate(text)
    ]
    looks = [f"min(n) FILTER ({w}), arg_min(v{place}, n) FILTER ({w})" for place, w in enumerate(wrong)]
    looks += [f"bool_and(t{place})" for place in range(len(tests))]
    cells = [f"{_cell(name, _TEXT, mapping.missing)} AS v{place}" for place, (name, _) in enumerate(text)]
    # Where a column is of a type that nothing can be asked of, what is wrong with the others is still told.
    cells += [f"{'NULL' if unfit else test} AS t{place}" for place, test in enumerate(tests)]
    numbered = f"SELECT {', '.join([f'{sheet.number} AS n', *cells])} FROM {sheet.rows}"
    (row,) = con.execute(f"SELECT {', '.join(['count(*)', *looks])} FROM ({numbered})").fetchall()
    for place, (name, sort) in enumerate(text):
        first, cell = row[2 * place + 1 : 2 * place + 3]
        if first is not None:
            message = f"`{file.name}`, row {first + 1}, column `{name}`: `{cell}` is no {sort.word}"
            problems.append(Diagnostic("T006", message, file=str(file), help=sort.mend))
    if problems:
        raise Unreadable(*problems)
    return (row[0], *row[1 + 2 * len(text) :])


def never_seen(con: duckdb.DuckDBPyConnection, sqls: Iterable[str], mapping: TableMapping) -> list[tuple[str, Value]]:
    """Values that conditions ask for and no row of any file has, by column; ``sqls``: the typed rows of each file."""
    left: dict[tuple[str, Value], None] = {}
    for condition in mapping.conditions:
        for test in tests(condition):
            if test.relation in ("=", "!=", "in") and len(test.columns) == 1:
                left.update(dict.fromkeys((test.columns[0], value) for value in test.values))
    for sql in sqls:
        if not left:
            break
        here = [
            f"coalesce(bool_or({identifier(name)} = {literal(v) if isinstance(v, str) else v}), false)"
            for name, v in left
        ]
        (row,) = con.execute(f"SELECT {', '.join(here)} FROM ({sql})").fetchall()
        left = dict.fromkeys(each for each, so in zip(left, row, strict=True) if not so)
    return list(left)


def no_dates(con: duckdb.DuckDBPyConnection, rows: str, mapping: TableMapping, file: Path) -> Iterator[Diagnostic]:
    """Of each date of an event, the first row that holds none where something became so: T006. ``rows``: SQL of the
    typed rows of the file."""
    for dating, when in dict.fromkeys((event.dating, event.line.when) for event in mapping.events):
        names = list(dict.fromkeys((*(column for column, _ in dating.columns), *mentioned(when))))
        columns = ", ".join(map(identifier, names))
        sql = f"SELECT min({ROW}), {columns} FROM ({rows}) GROUP BY {columns} ORDER BY 1" if names else "SELECT 0"
        for number, *held in _all(con, sql):
            row = dict(zip(names, held, strict=True))
            words = dating.words(row) if truth(when, row) else None
            read = None if words is None else dated_words(words)
            if isinstance(read, Unread):
                which = ", ".join(f"`{name}`" for name, _ in dating.columns)
                message = f"`{file.name}`, row {number + 1}, column {which}: {read.message}"
                yield Diagnostic("T006", message, file=str(file), help=_DATE.mend)
                break


def _all(con: duckdb.DuckDBPyConnection, sql: str) -> Iterator[tuple[Any, ...]]:
    found = con.execute(sql)
    while batch := found.fetchmany(10_000):
        yield from batch
