"""Files that are whole or not there: written aside, brought to disk, and only then given their names."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from siyar.batch.opening import Unreadable, cannot
from siyar.batch.quoting import literal
from siyar.diagnostics import Diagnostic

_UNREAD = re.compile(r'Failed to read file "([^"]+)"')
_CAUSE = re.compile(r'"exception_message":"((?:[^"\\]|\\.)*)"')


def of_writing(error: duckdb.Error) -> bool:
    """Whether the engine could not write, and not read, where it did both."""
    return "Could not write" in str(error) or "No space left" in str(error)


def copy(con: duckdb.DuckDBPyConnection, sql: str, out: Path, form: str) -> None:
    """What a query gives, as a file; ``form``: ``parquet`` or ``csv``."""
    how = "FORMAT parquet, COMPRESSION zstd" if form == "parquet" else "FORMAT csv, HEADER true"
    con.execute(f"COPY ({sql}) TO {literal(str(_aside(out)))} ({how})")
    _name(out)


def write(out: Path, content: bytes) -> None:
    _aside(out).write_bytes(content)
    _name(out)


def make(out: Path, making: Callable[[Path], bool]) -> bool:
    """A file that a function writes where it is told to; if it says that it has."""
    if not making(_aside(out)):
        return False
    _name(out)
    return True


def rename(one: Path, other: Path) -> None:
    os.replace(one, other)
    _sync(other.parent)


def _aside(out: Path) -> Path:
    return out.with_name(out.name + ".tmp")


def _name(out: Path) -> None:
    with open(_aside(out), "rb") as file:
        os.fsync(file.fileno())
    rename(_aside(out), out)


def _sync(folder: Path) -> None:
    place = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(place)
    finally:
        os.close(place)


@contextmanager
def writing(out: Path) -> Iterator[None]:
    """What keeps an output from being written, in words."""
    try:
        yield
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        help = "nothing is lost: run the same again when there is room and leave to write"
        raise Unreadable(Diagnostic("T008", f"`{out}` cannot be written: {reason}", file=str(out), help=help)) from None
    except duckdb.Error as error:
        words = str(error).strip()
        if unread := _UNREAD.search(words):
            raise Unreadable(cannot(Path(unread[1]), error)) from None
        cause = _CAUSE.search(words)
        reason = cause[1].replace("\\", "") if cause else words.splitlines()[0]
        help = "what was written is kept: run the same again when the cause is gone"
        raise Unreadable(Diagnostic("T008", f"`{out}` was not finished: {reason}", file=str(out), help=help)) from None


@contextmanager
def alone(aside: Path) -> Iterator[None]:
    """One run at a time; the lock is gone with the process that holds it."""
    try:
        import fcntl
    except ImportError:  # no such locks on this system: two runs at once are the user's own care
        yield
        return
    with open(aside / "lock", "w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            message = f"another run is writing to `{aside}`"
            raise Unreadable(Diagnostic("T008", message, file=str(aside), help="wait for it, or stop it")) from None
        yield
