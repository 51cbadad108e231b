"""When something in a row happened: the words of a date as the language has them, with columns in braces.

``{signed}`` is a column of dates in words, whatever form of date the language reads; ``{begin year}`` a column of
years, and ``{begin year, month month, day day}`` three columns that come to one date, which is coarser where a month or
a day is missing. A year stays a year: it leaves open which of its days it was.

>>> from siyar.batch.conditions import of
>>> date = read_dating(of("between {first year} and {last year, month month}"), [])
>>> date.columns
(('first', 'year'), ('last', 'year'), ('month', 'month'))
>>> date.words({"first": 1905, "last": 1907, "month": 3}), date.words({"first": None, "last": 1907, "month": 3})
('between 1905 and March 1907', None)
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from siyar.batch.conditions import Cell
from siyar.diagnostics import Diagnostic
from siyar.language.lines import Stretch
from siyar.language.moments import when
from siyar.language.quantities import MONTHS, Unread
from siyar.model import Quantity

_HOLE = re.compile(r"\{([^{}]*)\}")
_PART = re.compile(r'\s*(?:"([^"]+)"|(\w+))(?:\s+(year|month|day))?\s*')
_CLOCK = re.compile(r"(\d{4}-\d\d-\d\d)[ T]\d\d:\d\d.*")
_ORDERS = ([""], ["year"], ["year", "month"], ["year", "month", "day"])
HELP = "write `{signed}`, `{begin year}`, `{begin year, month month, day day}` or `between {first} and {last}`"


@dataclass(frozen=True, slots=True)
class Hole:
    """One date in a row: each column with what it holds, ``year``, ``month`` or ``day``; one by itself holds words."""

    columns: tuple[tuple[str, str], ...]

    def words(self, row: Mapping[str, Cell]) -> str | None:
        """The date that a row has here; None where it has none."""
        first, *finer = (row[column] for column, _ in self.columns)
        if first is None:
            return None
        if not self.columns[0][1]:
            found = _CLOCK.fullmatch(str(first))
            return found[1] if found else str(first)
        words = str(first)
        for cell, (_, holds) in zip(finer, self.columns[1:], strict=True):
            if cell is None:
                break
            of_year = holds == "month" and isinstance(cell, int) and 1 <= cell <= len(MONTHS)
            words = f"{MONTHS[int(cell) - 1] if of_year else cell} {words}"
        return words


@dataclass(frozen=True, slots=True)
class Dating:
    """A date as it is written in a mapping: words, and holes that rows fill."""

    parts: tuple[str | Hole, ...]

    @property
    def columns(self) -> tuple[tuple[str, str], ...]:
        """The columns that it looks at, each with what it holds."""
        return tuple(column for part in self.parts if isinstance(part, Hole) for column in part.columns)

    def words(self, row: Mapping[str, Cell]) -> str | None:
        """The date of a row in words; None where a cell of it is missing, but for a month or a day."""
        said = [part if isinstance(part, str) else part.words(row) for part in self.parts]
        return None if None in said else "".join(word for word in said if word is not None)


Dated: TypeAlias = Quantity | Unread


@lru_cache(maxsize=100_000)
def dated(words: str) -> Dated:
    """The days that the words of a date leave open."""
    return when(words)


def read_dating(said: Stretch, problems: list[Diagnostic]) -> Dating | None:
    """The date that stands before the colon of a line, or nothing and T002."""
    parts: list[str | Hole] = []
    at = 0
    for found in _HOLE.finditer(said.words):
        hole = _hole(found[1])
        if hole is None:
            message = f"`{found[0]}` names no columns of a date"
            problems.append(Diagnostic("T002", message, said.span(found.start(), found.end()), HELP))
            return None
        parts += [said.words[at : found.start()], hole]
        at = found.end()
    parts.append(said.words[at:])
    dating = Dating(tuple(part for part in parts if part))
    # Whether the words around the columns are those of a date shows once there is one in place of each.
    tried = dated("".join(part if isinstance(part, str) else "1900" for part in dating.parts))
    if isinstance(tried, Unread):
        problems.append(Diagnostic("T002", f"`{said.words}` is no date: {tried.message}", said.span(), HELP))
        return None
    return dating


def _hole(words: str) -> Hole | None:
    read = [_PART.fullmatch(part) for part in words.split(",")]
    if not all(read):
        return None
    columns = tuple((one[1] or one[2], one[3] or "") for one in read if one)
    return Hole(columns) if [holds for _, holds in columns] in _ORDERS else None
