"""From a row of an output back to the case it is, to be explained like any other."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from siyar.asking import to_ask
from siyar.batch.columns import WIDTH
from siyar.batch.conditions import Value
from siyar.batch.histories import with_events
from siyar.batch.mapping import TableMapping, case_of
from siyar.batch.opening import Unreadable
from siyar.batch.outputs import CODE, ROW
from siyar.batch.parts import about
from siyar.batch.quoting import identifier
from siyar.batch.reading import read_mapping
from siyar.batch.together import decoded as decoded_rows
from siyar.batch.together import rows_of
from siyar.diagnostics import Diagnostic
from siyar.hearing import Asked
from siyar.language.unparse import say
from siyar.model import Case, Library
from siyar.source import Text


@dataclass(frozen=True, slots=True)
class Explained:
    """A row as a case, and what was asked of it; ``asked``: the one sentence, where a row is about one."""

    case: Case
    doctrines: tuple[str, ...]
    questions: tuple[str, ...]
    reading: Mapping[str, Mapping[str, str]]
    changed: bool  # the library is not the one of the run
    asked: tuple[Asked, ...] = ()


def explain(out: Path, row: int, library: Library, digest: str) -> Explained:
    """The case of a row of an output, counted from 1. Raises `Unreadable`."""
    said = _said(out)
    mapping, problems = read_mapping(Text(said["mapping name"], said["mapping"]), library)
    if mapping is None or any(p.severity == "error" for p in problems):
        raise Unreadable(*problems)
    changed = said["library"] != digest
    if mapping.grouped:
        doctrine, question, about = _row(out, row, ("doctrine", "question", "about"))
        case = _together(mapping, _code(out, row, mapping))
        return Explained(
            case, (doctrine,), (question,), said["readings"], changed, _asked(library, case, doctrine, question, about)
        )
    code, *key = _row(out, row, (CODE, *mapping.key))
    case = case_of(mapping, decoded(mapping, code), " ".join(key) or f"row {row}")
    return Explained(case, tuple(said["doctrines"]), tuple(said["questions"]), said["readings"], changed)


def _together(mapping: TableMapping, code: str) -> Case:
    """The case that rows are together, with what happens in it."""
    case = decoded_rows(mapping, code)
    return with_events(mapping, rows_of(mapping, code), case).case if mapping.events else case


def _asked(library: Library, case: Case, doctrine: str, question: str, about: str) -> tuple[Asked, ...]:
    """The sentence of a question that the answer was about; none where the question is about another by now."""
    found = to_ask(library, case, [question], "", everything=True, doctrines=[doctrine])
    claims = () if isinstance(found, tuple) else found.claims
    return tuple(each for each in claims if say(each.claim, library.sentences()) == about)


def decoded(mapping: TableMapping, code: str) -> tuple[tuple[int, Value | None], ...]:
    """The lines that a code says hold, each with its amount."""
    bits, *amounts = code.split(":")
    numbers = [int(n) for n in bits.split(".")]
    left = iter(amounts)
    found: list[tuple[int, Value | None]] = []
    for place, line in enumerate(mapping.lines):
        amount = next(left, "") if line.amount else ""
        if numbers[place // WIDTH] >> place % WIDTH & 1:
            number = float(amount) if amount else None
            found.append((place, int(number) if number is not None and number.is_integer() else number))
    return tuple(found)


def _said(out: Path) -> dict[str, Any]:
    try:
        said: dict[str, Any] = json.loads(about(out).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        message = f"nothing is known of how `{out}` was made: `{about(out).name}` is not beside it"
        help = "keep the two files together; `siyar batch` writes both"
        raise Unreadable(Diagnostic("T005", message, file=str(out), help=help)) from None
    return said


def _code(out: Path, row: int, mapping: TableMapping) -> str:
    """What the case of a row is rebuilt from, which stands on one line of those with its key."""
    read = "read_parquet" if out.suffix == ".parquet" else "read_csv"
    key = " AND ".join(f"one.{identifier(name)} = other.{identifier(name)}" for name in mapping.key)
    sql = (
        f"SELECT CAST(other.{CODE} AS VARCHAR) FROM {read}(?) AS one JOIN {read}(?) AS other ON {key} "
        f"WHERE one.{ROW} = ? AND other.{CODE} IS NOT NULL LIMIT 1"
    )
    with duckdb.connect() as con:
        found = con.execute(sql, [str(out), str(out), row]).fetchall()
    if not found:
        message = f"`{out}` has no line with what the case of row {row} was made of"
        help = "it stands on the first line about a case; run `siyar batch` again"
        raise Unreadable(Diagnostic("T005", message, file=str(out), help=help))
    return str(found[0][0])


def _row(out: Path, row: int, columns: Sequence[str]) -> tuple[str, ...]:
    """Some cells of a row of an output, as words."""
    read = "read_parquet" if out.suffix == ".parquet" else "read_csv"
    picked = ", ".join(f"CAST({identifier(name)} AS VARCHAR)" for name in columns)
    try:
        with duckdb.connect() as con:
            found = con.execute(f"SELECT {picked} FROM {read}(?) WHERE {ROW} = ?", [str(out), row]).fetchall()
    except duckdb.Error as error:
        message = f"`{out}` cannot be read: {str(error).splitlines()[0]}"
        raise Unreadable(Diagnostic("T005", message, file=str(out), help="run `siyar batch` again")) from None
    if not found:
        raise Unreadable(Diagnostic("T005", f"`{out}` has no row {row}", file=str(out), help="rows are counted from 1"))
    return tuple(found[0])
