"""From book and position to the number a hadith is cited by, and back as far as that is certain.

>>> nasai = numbering("nasai")
>>> nasai.book(5209), nasai.number(48, 170, 339), nasai.number(1, 5, 325)
(48, '5209', '')

The second answer is certain since the installed book 48 has as many records as it has numbers; book 1 has one more. Of
al-Bukhari the books in which records and numbers part are known record by record:

>>> numbering("bukhari").number(56, 233, 294), numbering("bukhari").number(5, 25, 45)
('3025', '272-273')
"""

from __future__ import annotations

import hashlib
import tomllib
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True)
class Runs:
    """A book of ``size`` records: from each of the positions ``starts`` on, numbers are counted from that of ``given``,
    which is ``272``, ``272-273`` or ``-`` for none."""

    size: int
    starts: tuple[int, ...]
    given: tuple[str, ...]

    @staticmethod
    def of(words: str) -> Runs:
        size, _, runs = words.partition(":")
        pairs = [run.split("=") for run in runs.split()]
        return Runs(int(size), tuple(int(start) for start, _ in pairs), tuple(number for _, number in pairs))

    def number(self, position: int) -> str:
        at = bisect_right(self.starts, position) - 1
        start, given = self.starts[at], self.given[at]
        if position == start:
            return given.strip("-")
        return str(int(given) + position - start) if given.isdigit() else ""


@dataclass(frozen=True)
class Numbering:
    """``first``: the first number of each book, of which the first is called ``begins``; ``several``: one number may
    stand for several records; ``known``: numbers looked up one by one, with book and position; ``others``: other
    numberings that are in use go beyond ``last``; ``package`` and ``sha256``: of the places the numbers were compared
    with."""

    begins: int = 1
    first: tuple[int, ...] = ()
    last: int = 0
    several: bool = False
    known: Mapping[str, str] = field(default_factory=dict)
    runs: Mapping[int, Runs] = field(default_factory=dict)
    others: bool = False
    package: str = ""
    sha256: str = ""

    def book(self, number: int) -> int | None:
        """The book in which a number stands."""
        if not self.first or not self.first[0] <= number <= self.last:
            return None
        return bisect_right(self.first, number) - 1 + self.begins

    def number(self, book: int, position: int, size: int) -> str:
        """The number of a record, where it is certain: the book has ``size`` records and as many numbers."""
        for number, place in self.known.items():
            if place == f"{book}:{position}":
                return number
        if (runs := self.runs.get(book)) and runs.size == size:
            return runs.number(position)
        at = book - self.begins
        if self.several or not 0 <= at < len(self.first):
            return ""
        after = self.first[at + 1] if at + 1 < len(self.first) else self.last + 1
        return str(self.first[at] + position - 1) if after - self.first[at] == size else ""


def _data() -> bytes:
    return (files("siyar.evidence") / "numbering.toml").read_bytes()


@lru_cache(maxsize=1)
def version() -> str:
    """What numbers that are kept somewhere depend on: another with every change of the table."""
    return hashlib.sha256(_data()).hexdigest()[:12]


@lru_cache(maxsize=1)
def _tables() -> dict[str, dict[str, Any]]:
    return tomllib.loads(_data().decode("utf-8"))


@lru_cache(maxsize=32)
def numbering(work: str) -> Numbering:
    """The numbering of a collection; an empty one where none is known."""
    table = _tables().get(work)
    if table is None:
        return Numbering()
    known = {str(number): str(place) for number, place in table.get("known", {}).items()}
    runs = {int(book): Runs.of(words) for book, words in table.get("runs", {}).items()}
    return Numbering(
        table["from"],
        tuple(table["first"]),
        table["last"],
        table.get("several", False),
        known,
        runs,
        table.get("others", False),
        table.get("package", ""),
        table.get("sha256", ""),
    )
