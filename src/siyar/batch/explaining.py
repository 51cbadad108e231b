"""From a row of an output back to the case it is, to be explained like any other."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from siyar.batch.columns import CODE, ROW, WIDTH
from siyar.batch.conditions import Value
from siyar.batch.mapping import TableMapping, case_of, read_mapping
from siyar.batch.opening import Unreadable
from siyar.batch.parts import about
from siyar.batch.quoting import identifier
from siyar.diagnostics import Diagnostic
from siyar.model import Case, Library
from siyar.source import Text


@dataclass(frozen=True, slots=True)
class Explained:
    """A row as a case, and what was asked of it."""

    case: Case
    doctrines: tuple[str, ...]
    questions: tuple[str, ...]
    reading: Mapping[str, Mapping[str, str]]
    changed: bool  # the library is not the one of the run


def explain(out: Path, row: int, library: Library, digest: str) -> Explained:
    """The case of a row of an output, counted from 1. Raises `Unreadable`."""
    said = _said(out)
    mapping, problems = read_mapping(Text(said["mapping name"], said["mapping"]), library)
    if mapping is None or any(p.severity == "error" for p in problems):
        raise Unreadable(*problems)
    code, key = _code(out, row, mapping)
    return Explained(
        case_of(mapping, decoded(mapping, code), key),
        tuple(said["doctrines"]),
        tuple(said["questions"]),
        said["readings"],
        said["library"] != digest,
    )


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


def _code(out: Path, row: int, mapping: TableMapping) -> tuple[str, str]:
    import duckdb

    read = "read_parquet" if out.suffix == ".parquet" else "read_csv"
    columns = ", ".join(f"CAST({identifier(c)} AS VARCHAR)" for c in (CODE, *mapping.key))
    try:
        with duckdb.connect() as con:
            found = con.execute(f"SELECT {columns} FROM {read}(?) WHERE {ROW} = ?", [str(out), row]).fetchall()
    except duckdb.Error as error:
        message = f"`{out}` cannot be read: {str(error).splitlines()[0]}"
        raise Unreadable(Diagnostic("T005", message, file=str(out), help="run `siyar batch` again")) from None
    if not found:
        raise Unreadable(Diagnostic("T005", f"`{out}` has no row {row}", file=str(out), help="rows are counted from 1"))
    code, *key = found[0]
    return code, " ".join(key) or f"row {row}"
