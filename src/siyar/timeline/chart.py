"""A timeline as found: pure data, and every status in it with whose it is."""

from __future__ import annotations

from dataclasses import dataclass

from siyar.hearing import Hearing, Ruling
from siyar.model import Case
from siyar.timeline.rows import Row


@dataclass(frozen=True, slots=True)
class Stage:
    """From a row (an index) on the doctrine says this, until its next stage."""

    row: int
    ruling: Ruling


@dataclass(frozen=True, slots=True)
class Thread:
    """What one doctrine says of one sentence through a case: its answers, each from when on."""

    stages: tuple[Stage, ...]
    beside: bool

    @property
    def first(self) -> Ruling:
        return self.stages[0].ruling


@dataclass(frozen=True, slots=True)
class Track:
    """One sentence through a case. ``hearing`` says which, of whom and in which question; it has no rulings."""

    hearing: Hearing
    threads: tuple[Thread, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """What doctrines say of a case from the outset to its last event, and to the last day that is reached after it.

    ``asked``: how many rulings had to be found for it.
    """

    case: Case
    rows: tuple[Row, ...]
    tracks: tuple[Track, ...]
    narrowed: bool = False
    more: tuple[str, ...] = ()
    asked: int = 0
