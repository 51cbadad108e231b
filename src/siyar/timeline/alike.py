"""Answers that cases share: where all that a sentence can depend on is alike in two of them, it is asked about once.

A table of treaties is thousands of small cases with the same parties, in which much the same happens on other days.
What days do to a ruling is on which side of every length they leave a clock (`siyar.timeline.sweep`), so that two
moments of two cases have the same ruling where that and all lines on what the question can reach are the same.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from itertools import count
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(slots=True)
class Alike(Generic[T]):
    """At most so many answers, and so many parts of cases with a number; beyond that all is forgotten."""

    most: int = 50_000
    found: dict[Hashable, T] = field(default_factory=dict)
    heard: int = 0
    _numbers: dict[Hashable, int] = field(default_factory=dict)
    #: Never the same number twice, so that what was told one before all was forgotten takes nothing for another's.
    _next: count[int] = field(default_factory=count)

    def number(self, part: Hashable) -> int:
        """A number for equal parts, to be compared in their place."""
        known = self._numbers.get(part)
        if known is None:
            if len(self._numbers) >= self.most:
                self._numbers.clear()
            known = self._numbers[part] = next(self._next)
        return known

    def once(self, likeness: Hashable, make: Callable[[], T]) -> T:
        """The answer to what is alike, found if it is not known."""
        known = self.found.get(likeness)
        if known is None:
            if len(self.found) >= self.most:
                self.found.clear()
            self.heard += 1
            known = self.found[likeness] = make()
        return known


@dataclass(frozen=True, slots=True)
class Shared(Generic[T]):
    """What one sentence of one case has in common with others. ``stays``: all that its days do not change."""

    alike: Alike[T]
    stays: Hashable
