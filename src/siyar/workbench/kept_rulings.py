"""Rulings that are kept by what they were made of, so that a server does not judge the same twice.

A ruling depends on the doctrine as it is read, the sentence asked about, who is in the case and when it is, and on the
lines of the case that speak of a sentence the question can reach (`siyar.ground.reached`). A fact supposed that no rule
of a doctrine looks at leaves its ruling as it is, and it need not be made again.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, field
from itertools import count
from threading import Lock

from siyar.framing import Frame
from siyar.ground import reached
from siyar.hearing import Asked, ImpossibleCase, Ruling
from siyar.model import Case, CaseLine, Claim

#: Parts of cases that have a number; beyond that everything is forgotten and begun anew.
MOST_PARTS = 20_000


@dataclass
class KeptRulings:
    """``most`` rulings, those used last; asked from several threads."""

    most: int = 0
    _rulings: OrderedDict[Hashable, Ruling | ImpossibleCase] = field(default_factory=OrderedDict, repr=False)
    _numbers: dict[Hashable, int] = field(default_factory=dict, repr=False)
    #: Never the same number twice: who was told one before all was forgotten may still ask by it.
    _next: Iterator[int] = field(default_factory=count, repr=False)
    _lock: Lock = field(default_factory=Lock, repr=False)

    def of(self, case: Case) -> KeptOfCase:
        """What is kept of one case: its parts are numbered once, however many are asked about it."""
        with self._lock:
            if len(self._numbers) > MOST_PARTS:
                self._numbers.clear()
                self._rulings.clear()
            whole = self._number((case.id, case.entities, case.date, case.days, case.events))
            lines = tuple((self._number(_line(line)), frozenset(_sentences(line.claim))) for line in case.lines)
        return KeptOfCase(self, whole, lines)

    def _number(self, part: Hashable) -> int:
        if part not in self._numbers:
            self._numbers[part] = next(self._next)
        return self._numbers[part]

    def once(self, key: Hashable, make: Callable[[], Ruling | ImpossibleCase]) -> Ruling | ImpossibleCase:
        with self._lock:
            if key in self._rulings:
                self._rulings.move_to_end(key)
                return self._rulings[key]
        made = make()
        with self._lock:
            self._rulings[key] = made
            while len(self._rulings) > self.most:
                self._rulings.popitem(last=False)
        return made

    def __len__(self) -> int:
        return len(self._rulings)


@dataclass(frozen=True, slots=True)
class KeptOfCase:
    """``whole``: who is in the case and when it is, as a number; ``lines``: each as one, with its sentences."""

    kept: KeptRulings
    whole: int
    lines: tuple[tuple[int, frozenset[str]], ...]

    def once(
        self, frame: Frame, asked: Asked, manner: Hashable, make: Callable[[], Ruling | ImpossibleCase]
    ) -> Ruling | ImpossibleCase:
        """The ruling, made if it is not kept. ``manner``: whatever else it depends on."""
        within = reached(frame, (asked.claim.sentence,))
        lines = tuple(number for number, sentences in self.lines if not within.isdisjoint(sentences))
        return self.kept.once((self.whole, lines, asked, manner), make)


def _line(line: CaseLine) -> Hashable:
    """A line with its place, which reasons point to; the same words elsewhere are another line."""
    span = line.claim.span
    return line, (span.text.name, span.start) if span else None


def _sentences(claim: Claim) -> Iterator[str]:
    yield claim.sentence
    if claim.comparison and isinstance(claim.comparison.than, Claim):
        yield claim.comparison.than.sentence
