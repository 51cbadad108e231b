"""A table answered part by part: whatever happens in between, what is there is whole, and a second run goes on.

Every part is written aside, brought to disk and only then given its name; a manifest beside the parts says what run
they belong to. The output takes its own name last.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import duckdb

from siyar import __version__
from siyar.batch import cells, keys, opening
from siyar.batch.answering import Answering
from siyar.batch.columns import ROW
from siyar.batch.compiled import Compiled
from siyar.batch.disk import alone, copy, make, rename, write, writing
from siyar.batch.joining import joined
from siyar.batch.opening import Part, Unreadable
from siyar.batch.quoting import literal
from siyar.diagnostics import Diagnostic

#: Rows answered at once.
ROWS = 2_000_000

Progress = Callable[[int, int, float], None]


@dataclass(frozen=True, slots=True)
class Ran:
    """What a run left: the output, how many rows, and how many of its parts an earlier run had already written."""

    out: Path
    rows: int
    parts: int
    found_done: int


def about(out: Path) -> Path:
    """Where it is said what an output is: which table, mapping, doctrines, questions and library it comes from."""
    return out.with_name(out.name + ".siyar.json")


def run(
    found: Compiled,
    path: Path,
    out: Path,
    said: Mapping[str, Any],
    *,
    table: str = "",
    encoding: str = "",
    rows: int = ROWS,
    progress: Progress | None = None,
) -> Ran:
    """Answer every row of a table. ``said``: what belongs to the output besides (library, doctrines, readings).

    Raises `Unreadable`.
    """
    form = out.suffix.lower()
    if form not in (".parquet", ".csv"):
        message = f"`{out}` ends neither in `.parquet` nor in `.csv`"
        raise Unreadable(Diagnostic("T008", message, file=str(out), help="choose one of the two for `--out`"))
    aside = out.with_name(out.name + ".parts")
    con = duckdb.connect()
    try:
        with writing(out):
            aside.mkdir(parents=True, exist_ok=True)
        with writing(out), alone(aside):
            return _run(con, found, path, out, aside, said, table, encoding, rows, progress)
    finally:
        con.close()


def _run(
    con: duckdb.DuckDBPyConnection,
    found: Compiled,
    path: Path,
    out: Path,
    aside: Path,
    said: Mapping[str, Any],
    table: str,
    encoding: str,
    rows: int,
    progress: Progress | None,
) -> Ran:
    con.execute(f"SET temp_directory = {literal(str(aside / 'spill'))}")
    con.execute("SET preserve_insertion_order = true")
    con.execute("SET enable_progress_bar = false")  # it would be printed among the answers
    given = opening.files(path)
    asks = {
        **said,
        "version": __version__,
        "files": [[p.name, *opening.size(p)] for p in given],
        "rows at once": rows,
        "table": table,
        "encoding": encoding,
    }
    mark = hashlib.sha256(json.dumps(asks, sort_keys=True).encode()).hexdigest()
    if (whole := _finished(out, mark)) is not None:
        shutil.rmtree(aside)
        return Ran(out, whole, 0, 0)
    manifest = aside / "manifest.json"
    _own(manifest, out, mark)
    write(manifest, json.dumps({"run": mark}).encode())
    read, counts, parts = _parts(con, found, given, aside, table, encoding, rows)
    total = sum(p.last - p.first for p in parts)
    done, began, found_done = 0, time.monotonic(), 0
    keys.check(con, found.mapping.key, read, counts)
    written: list[Path] = []
    answering = Answering(con, found)
    for place, part in enumerate(parts):
        name = aside / f"part-{place:05}.parquet"
        written.append(name)
        if name.exists():
            found_done += 1
        else:
            copy(con, answering.part(_rows(read[part.file], part)), name, "parquet")
        done += part.last - part.first
        if progress:
            progress(done, total, time.monotonic() - began)
    form = out.suffix.lower()[1:]
    write(about(out), json.dumps({**asks, "run": mark, "count": total}, ensure_ascii=False, indent=1).encode())
    if form == "csv":
        copy(con, _all(written), out, form)
    elif len(written) == 1:
        rename(written[0], out)
    elif not make(out, partial(joined, written)):
        copy(con, _all(written), out, form)
    shutil.rmtree(aside)
    return Ran(out, total, len(parts), found_done)


def _all(written: Sequence[Path]) -> str:
    """The rows of all parts; where two files hold a key in different types, it is of the one that holds both."""
    listed = ", ".join(literal(str(part)) for part in written)
    return f"SELECT * FROM read_parquet([{listed}], union_by_name = true)"


def _finished(out: Path, mark: str) -> int | None:
    """How many rows the output has, where it is there already and this very run has written it."""
    try:
        said = json.loads(about(out).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return said["count"] if out.exists() and said.get("run") == mark else None


def _own(manifest: Path, out: Path, mark: str) -> None:
    """Parts and outputs of another run are not written over; of one that has only read its table nothing is kept."""
    try:
        left = json.loads(manifest.read_text(encoding="utf-8")) if manifest.exists() else None
    except ValueError:
        left = {}
    other = left is not None and left.get("run") != mark
    if other and any(manifest.parent.glob("part-*.parquet")):
        message = f"`{manifest.parent.name}` holds parts of another run, or of a table that has changed since"
        help = f"remove the folder `{manifest.parent}` to begin again"
        raise Unreadable(Diagnostic("T008", message, file=str(manifest.parent), help=help))
    if out.exists():
        message, help = f"there is already a file `{out}`", "remove it, or choose another `--out`"
        raise Unreadable(Diagnostic("T008", message, file=str(out), help=help))
    if other:
        for staged in manifest.parent.glob("table-*.parquet"):
            staged.unlink()


def _parts(
    con: duckdb.DuckDBPyConnection,
    found: Compiled,
    given: Sequence[Path],
    aside: Path,
    table: str,
    encoding: str,
    rows: int,
) -> tuple[dict[Path, str], dict[Path, int], list[Part]]:
    """For each file how its rows are read, typed, and how many there are; and the parts of all of them."""
    read: dict[Path, str] = {}
    counts: dict[Path, int] = {}
    parts: list[Part] = []
    offset = 0
    types = cells.types_in(con, given, found.mapping, table=table, encoding=encoding)
    for place, file in enumerate(given):
        sql, count = cells.typed(con, file, found.mapping, table=table, encoding=encoding, types=types)
        if opening.FORMS[file.suffix] != "parquet":
            staged = aside / f"table-{place:05}.parquet"
            if not staged.exists():
                try:
                    copy(con, sql, staged, "parquet")
                except duckdb.Error as error:
                    if "No space" in str(error):
                        raise
                    raise Unreadable(opening.cannot(file, error)) from None
            sql = f"SELECT * FROM read_parquet({literal(str(staged))})"
        read[file], counts[file] = sql, count
        parts += [Part(file, first, min(first + rows, count), offset) for first in range(0, max(count, 1), rows)]
        offset += count
    return read, counts, parts


def _rows(read: str, part: Part) -> str:
    """The rows of a part, which are numbered from 1 through the whole table."""
    within = f"{ROW} >= {part.first} AND {ROW} < {part.last}"
    number = f"CAST({ROW} + {part.offset + 1} AS BIGINT)"
    return f"SELECT * REPLACE ({number} AS {ROW}) FROM ({read}) WHERE {within}"
