"""The copies of documents that a user keeps: in his own data folder, in SQLite, and nowhere else.

What is added is added whole or not at all; what is removed is deleted, its pages overwritten.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from siyar import places
from siyar.diagnostics import Diagnostic
from siyar.sources.aligning import Found, State, align
from siyar.sources.copies import Unreadable
from siyar.sources.marks import Mark

_SCHEMA = """
CREATE TABLE IF NOT EXISTS copy (
    source TEXT PRIMARY KEY, file TEXT NOT NULL, obtained TEXT NOT NULL, added TEXT NOT NULL,
    sha256 TEXT NOT NULL, text TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS passage (
    source TEXT NOT NULL REFERENCES copy ON DELETE CASCADE, place INTEGER NOT NULL, passage TEXT NOT NULL,
    state TEXT NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL, common REAL NOT NULL, moved INTEGER NOT NULL,
    PRIMARY KEY (source, passage)
);
"""


@dataclass(frozen=True, slots=True)
class Copy:
    """A user's copy of a source. ``obtained``: where and when he says he had it; ``added``: when it was put here."""

    source: str
    file: str
    obtained: str
    added: str
    sha256: str
    text: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """The copies in one database. Every method raises `Unreadable` where it cannot be opened or written."""

    path: Path

    @staticmethod
    def own() -> Shelf:
        return Shelf(places.data() / "sources.sqlite3")

    def add(self, source: str, file: str, obtained: str, text: str, found: Sequence[Found]) -> Copy:
        """Keep a copy, in place of any other of the source."""
        now = datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
        kept = Copy(source, file, obtained, now, hashlib.sha256(text.encode()).hexdigest(), text)
        rows = [(source, i, f.passage, f.state, f.start, f.end, f.common, f.moved) for i, f in enumerate(found)]
        with self._open(write=True) as base:
            base.execute("DELETE FROM copy WHERE source = ?", (source,))
            base.execute("INSERT INTO copy VALUES (?, ?, ?, ?, ?, ?)", (source, file, obtained, now, kept.sha256, text))
            base.executemany("INSERT INTO passage VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)
        return kept

    def take(
        self, source: str, file: str, obtained: str, text: str, marks: Sequence[Mark], *, anyway: bool = False
    ) -> tuple[Found, ...]:
        """Keep a text as the copy of a source, and say where its passages stand in it.

        Raises `Unreadable` where there are no words at all, or where none does and a copy is kept already, whose place
        another document would take. ``anyway``: it is a copy none the less, a translation.
        """
        found = align(text, marks)
        lost = bool(found) and all(f.state is State.LOST for f in found)
        if not text.strip() or (lost and not anyway and self.copy(source)):
            what = f"none of the {len(found)} passages of `{source}` stands in" if text.strip() else "no words are in"
            help = "check that it is that document; a translation takes the place of the copy with `--anyway`"
            raise Unreadable(Diagnostic("W106", f"{what} `{file}`", file=file, help=help))
        self.add(source, file, obtained, text, found)
        return found

    def copies(self) -> tuple[Copy, ...]:
        """All copies, by source."""
        if not self.path.exists():
            return ()
        with self._open() as base:
            return tuple(Copy(*row) for row in base.execute("SELECT * FROM copy ORDER BY source"))

    def copy(self, source: str) -> Copy | None:
        return next((c for c in self.copies() if c.source == source), None)

    def found(self, source: str) -> tuple[Found, ...]:
        """Where the passages of a source stand in the copy."""
        if not self.path.exists():
            return ()
        with self._open() as base:
            rows = base.execute(
                "SELECT passage, state, start, end, common, moved FROM passage WHERE source = ? ORDER BY place",
                (source,),
            ).fetchall()
        return tuple(Found(p, State(state), a, b, common, bool(moved)) for p, state, a, b, common, moved in rows)

    def remove(self, source: str) -> bool:
        """Delete a copy; whether there was one."""
        if not self.path.exists():
            return False
        with self._open(write=True) as base:
            return base.execute("DELETE FROM copy WHERE source = ?", (source,)).rowcount > 0

    @contextmanager
    def _open(self, *, write: bool = False) -> Iterator[sqlite3.Connection]:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            base = sqlite3.connect(self.path, timeout=5)
            try:
                base.execute("PRAGMA foreign_keys = ON")
                base.execute("PRAGMA secure_delete = ON")
                base.executescript(_SCHEMA)
                if write:
                    base.execute("BEGIN IMMEDIATE")
                yield base
                base.commit()
            finally:
                base.close()
        except (sqlite3.Error, OSError) as error:
            raise Unreadable(_cannot(self.path, error)) from None


def _cannot(path: Path, error: Exception) -> Diagnostic:
    reason = str(error) or type(error).__name__
    help = "nothing was changed: close what else uses it, make room, or name another folder with SIYAR_DATA"
    return Diagnostic("W105", f"the copies in `{path}` cannot be used: {reason}", file=str(path), help=help)


def passages(text: str, found: Sequence[Found]) -> dict[str, str]:
    """The words of each passage that was found."""
    return {f.passage: text[f.start : f.end] for f in found if f.state is not State.LOST}
