"""From book and position to the number a hadith is cited by, and back as far as that is certain.

>>> nasai = numbering("nasai")
>>> nasai.book(5209), nasai.number(48, 170, 339), nasai.number(1, 5, 325)
(48, '5209', '')

The second answer is certain since the installed book 48 has as many records as it has numbers; book 1 has one more.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True)
class Numbering:
    """``first``: the first number of each book, of which the first is called ``begins``; ``several``: one number may
    stand for several records; ``known``: numbers looked up one by one, with book and position."""

    begins: int = 1
    first: tuple[int, ...] = ()
    last: int = 0
    several: bool = False
    known: Mapping[str, str] = field(default_factory=dict)

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
        at = book - self.begins
        if self.several or not 0 <= at < len(self.first):
            return ""
        after = self.first[at + 1] if at + 1 < len(self.first) else self.last + 1
        return str(self.first[at] + position - 1) if after - self.first[at] == size else ""


@lru_cache(maxsize=1)
def _tables() -> dict[str, dict[str, Any]]:
    return tomllib.loads((files("siyar.evidence") / "numbering.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=32)
def numbering(work: str) -> Numbering:
    """The numbering of a collection; an empty one where none is known."""
    table = _tables().get(work)
    if table is None:
        return Numbering()
    known = {str(number): str(place) for number, place in table.get("known", {}).items()}
    return Numbering(table["from"], tuple(table["first"]), table["last"], table.get("several", False), known)
