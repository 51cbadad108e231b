"""What doctrines say over every case of a question, side by side: counts, smallest cases, conditions. Pure data.

Nothing is merged, and nothing is a score: every count is of so many cases out of so many, with what was ranged over
(docs/comparing-doctrines.md).
"""

from __future__ import annotations

from dataclasses import dataclass

from siyar.hearing import Attributed, Ruling
from siyar.model import Case, Question


@dataclass(frozen=True, slots=True)
class Scope:
    """What was ranged over: the case with all that is given, the facts in words, each doctrine's readings."""

    case: Case
    given: tuple[str, ...]
    facts: tuple[str, ...]
    readings: tuple[tuple[str, str, str], ...]  # doctrine, reading, option
    total: int


@dataclass(frozen=True, slots=True)
class Cell:
    """What the doctrines say together, in their order, and in how many cases."""

    says: tuple[Attributed, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of difference: what two doctrines say, in how many cases, and a smallest case of it.

    ``given``: the facts of that case in words; whatever the others are, both rulings are these.
    """

    says: tuple[Attributed, Attributed]
    count: int
    given: tuple[str, ...]
    case: Case
    rulings: tuple[Ruling, Ruling]


@dataclass(frozen=True, slots=True)
class Difference:
    """Two doctrines (ids) that differ in ``count`` cases: ``terms``, any of which holds in just these cases."""

    one: str
    other: str
    count: int
    kinds: tuple[Kind, ...]
    terms: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of a question."""

    question: Question
    about: str
    scope: Scope
    cells: tuple[Cell, ...]
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class TooLarge:
    """A sentence that was not gone through: whose cases are too many, and how many they are."""

    question: Question
    about: str
    doctrine: str
    count: int


@dataclass(frozen=True, slots=True)
class Across:
    """Everything `siyar compare` found of doctrines.

    ``force``: acts of force, in words, that were left out. ``unshared``: sentences of the questions, in words, with the
    doctrines that have no rule about them. ``differences``: the user wants only lines on which some differ.
    """

    doctrines: tuple[str, ...]
    lines: tuple[Line, ...]
    too_large: tuple[TooLarge, ...] = ()
    force: tuple[str, ...] = ()
    unshared: tuple[tuple[str, tuple[str, ...]], ...] = ()
    differences: bool = False
