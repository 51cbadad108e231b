"""Texts a user saved: in SQLite, each with a version; saving over a version that is no longer the last is a conflict.

What `save` returned is on the disk: the database is written through, so that a process killed the moment after has lost
nothing it confirmed.
"""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from siyar.diagnostics import Diagnostic

#: Seconds waited for somebody else who writes.
WAIT = 10.0

#: Texts kept at most; nobody writes so many by hand.
MOST = 2000


@dataclass(frozen=True, slots=True)
class Saved:
    """``doctrine``: the id of the doctrine that the text is; empty where it holds none, or parts of one."""

    id: str
    title: str
    text: str
    version: int
    doctrine: str = ""


class Conflict(Exception):
    """Somebody saved in between; ``now`` is what stands there."""

    def __init__(self, now: Saved) -> None:
        super().__init__(f"`{now.id}` has been saved as version {now.version} meanwhile")
        self.now = now


class Unusable(Exception):
    """The database is locked, full, cannot be written or is none."""

    def __init__(self, why: object) -> None:
        super().__init__()
        self.why = why

    @property
    def problem(self) -> Diagnostic:
        """W107. Where the file is stays between the server and its owner."""
        return Diagnostic(
            "W107",
            f"what was saved cannot be used: {self.why}",
            help="nothing in it was changed: try again in a moment",
        )


class Full(Exception):
    """There is no place for one more."""


@dataclass(frozen=True, slots=True)
class Store:
    path: Path

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        """Raises `Unusable`."""
        try:
            with self._opened() as found:
                yield found
        except sqlite3.Error as error:
            raise Unusable(error) from None
        except OSError as error:
            raise Unusable(error.strerror) from None

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        found = sqlite3.connect(self.path, timeout=WAIT, isolation_level=None)
        try:
            found.execute("PRAGMA journal_mode=WAL")
            found.execute("PRAGMA synchronous=FULL")
            found.execute(
                "CREATE TABLE IF NOT EXISTS saved "
                "(id TEXT PRIMARY KEY, title TEXT NOT NULL, text TEXT NOT NULL, version INTEGER NOT NULL, "
                "doctrine TEXT NOT NULL DEFAULT '')"
            )
            if "doctrine" not in [row[1] for row in found.execute("PRAGMA table_info(saved)")]:
                _widen(found)
            yield found
        finally:
            found.close()

    def every(self) -> tuple[Saved, ...]:
        """All of them, the latest first, without their texts."""
        with self._open() as found:
            rows = found.execute("SELECT id, title, '', version, doctrine FROM saved ORDER BY rowid DESC").fetchall()
        return tuple(Saved(*row) for row in rows)

    def get(self, id: str) -> Saved | None:
        with self._open() as found:
            row = found.execute("SELECT id, title, text, version, doctrine FROM saved WHERE id = ?", (id,)).fetchone()
        return Saved(*row) if row else None

    def add(self, title: str, text: str, doctrine: str = "") -> Saved:
        """A new one. Raises `Full`."""
        made = Saved(secrets.token_urlsafe(9), title, text, 1, doctrine)
        with self._open() as found:
            # Counted and put there in one statement, since several processes may be at it.
            put = found.execute(
                "INSERT INTO saved SELECT ?, ?, ?, ?, ? WHERE (SELECT count(*) FROM saved) < ?",
                (made.id, title, text, made.version, doctrine, MOST),
            )
        if not put.rowcount:
            raise Full
        return made

    def save(self, id: str, version: int, title: str, text: str, doctrine: str = "") -> Saved | None:
        """The next version, if ``version`` is still the last; None for an id there is none of. Raises `Conflict`."""
        with self._open() as found:
            changed = found.execute(
                "UPDATE saved SET title = ?, text = ?, doctrine = ?, version = version + 1 "
                "WHERE id = ? AND version = ?",
                (title, text, doctrine, id, version),
            ).rowcount
        if changed:  # said as it was made: what stands there a moment later may be somebody else's
            return Saved(id, title, text, version + 1, doctrine)
        now = self.get(id)
        if now is not None:
            raise Conflict(now)
        return None

    def remove(self, id: str, version: int) -> None:
        """Lets go of it, if ``version`` is still the last. Raises `Conflict`."""
        with self._open() as found:
            gone = found.execute("DELETE FROM saved WHERE id = ? AND version = ?", (id, version)).rowcount
        now = self.get(id)
        if not gone and now is not None:
            raise Conflict(now)


def _widen(found: sqlite3.Connection) -> None:
    """Of a store from before, which does not say what is a doctrine: it is said when the text is saved again."""
    with suppress(sqlite3.OperationalError):  # another process did it meanwhile
        found.execute("ALTER TABLE saved ADD COLUMN doctrine TEXT NOT NULL DEFAULT ''")
