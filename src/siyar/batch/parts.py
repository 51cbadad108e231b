"""Answers written part by part: whatever happens in between, what is there is whole, and a second run goes on.

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
from siyar.batch import opening
from siyar.batch.disk import alone, copy, make, rename, write, writing
from siyar.batch.joining import joined
from siyar.batch.opening import Unreadable
from siyar.batch.quoting import literal
from siyar.diagnostics import Diagnostic

Progress = Callable[[int, int, float], None]


@dataclass(frozen=True, slots=True)
class Piece:
    """Some of what is answered: how much it is, and what writes the answers on it to a Parquet file.

    ``write`` is told how many lines the pieces before have written.
    """

    size: int
    write: Callable[[Path, int], None]


#: From a table's files, and a folder for what is only needed on the way, to the pieces in which it is answered.
Cutting = Callable[[duckdb.DuckDBPyConnection, Sequence[Path], Path], Sequence[Piece]]


@dataclass(frozen=True, slots=True)
class Ran:
    """What a run left: the output, how much was answered in how many lines, and how many of its parts an earlier run
    had already written."""

    out: Path
    count: int
    lines: int
    parts: int
    found_done: int


def about(out: Path) -> Path:
    """Where it is said what an output is: which table, mapping, doctrines, questions and library it comes from."""
    return out.with_name(out.name + ".siyar.json")


def run(cutting: Cutting, path: Path, out: Path, said: Mapping[str, Any], *, progress: Progress | None = None) -> Ran:
    """Answer all of a table. ``said``: what belongs to the output besides (library, doctrines, readings, how the table
    is read).

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
            return _run(con, cutting, path, out, aside, said, progress)
    finally:
        con.close()


def _run(
    con: duckdb.DuckDBPyConnection,
    cutting: Cutting,
    path: Path,
    out: Path,
    aside: Path,
    said: Mapping[str, Any],
    progress: Progress | None,
) -> Ran:
    con.execute(f"SET temp_directory = {literal(str(aside / 'spill'))}")
    con.execute("SET preserve_insertion_order = true")
    con.execute("SET enable_progress_bar = false")  # it would be printed among the answers
    given = opening.files(path)
    asks = {**said, "version": __version__, "files": [[p.name, *opening.size(p)] for p in given]}
    mark = hashlib.sha256(json.dumps(asks, sort_keys=True).encode()).hexdigest()
    if (whole := _finished(out, mark)) is not None:
        shutil.rmtree(aside)
        return whole
    manifest = aside / "manifest.json"
    _own(manifest, out, mark)
    write(manifest, json.dumps({"run": mark}).encode())
    pieces = cutting(con, given, aside)
    total = sum(piece.size for piece in pieces)
    done, lines, began, found_done = 0, 0, time.monotonic(), 0
    written: list[Path] = []
    for place, piece in enumerate(pieces):
        name = aside / f"part-{place:05}.parquet"
        written.append(name)
        if name.exists():
            found_done += 1
        else:
            piece.write(name, lines)
        lines += _lines(con, name)
        done += piece.size
        if progress:
            progress(done, total, time.monotonic() - began)
    form = out.suffix.lower()[1:]
    told = {**asks, "run": mark, "count": total, "lines": lines}
    write(about(out), json.dumps(told, ensure_ascii=False, indent=1).encode())
    if form == "csv":
        copy(con, _all(written), out, form)
    elif len(written) == 1:
        rename(written[0], out)
    elif not make(out, partial(joined, written)):
        copy(con, _all(written), out, form)
    shutil.rmtree(aside)
    return Ran(out, total, lines, len(pieces), found_done)


def _all(written: Sequence[Path]) -> str:
    """The rows of all parts; where two files hold a key in different types, it is of the one that holds both."""
    listed = ", ".join(literal(str(part)) for part in written)
    return f"SELECT * FROM read_parquet([{listed}], union_by_name = true)"


def _lines(con: duckdb.DuckDBPyConnection, part: Path) -> int:
    ((count,),) = con.execute(f"SELECT count(*) FROM read_parquet({literal(str(part))})").fetchall()
    return int(count)


def _finished(out: Path, mark: str) -> Ran | None:
    """The output, where it is there already and this very run has written it."""
    try:
        said = json.loads(about(out).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    whole = out.exists() and said.get("run") == mark
    return Ran(out, said["count"], said["lines"], 0, 0) if whole else None


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
