"""What doctrines say over every case of a question, side by side: counts, smallest cases, conditions. Pure data.

Nothing is merged, and nothing is a score: every count is of so many cases out of so many, with what was ranged over
(docs/comparing-doctrines.md).
"""

from __future__ import annotations

from dataclasses import dataclass

from siyar.hearing import Attributed, Ruling
from siyar.model import Case, Question
from siyar.study.branches import Form


@dataclass(frozen=True, slots=True)
class Reading:
    """One of several ways of reading a doctrine, where every one that matters is asked for.

    ``chosen``: options (reading, option) that set it apart; ``alike``: others under which the doctrine says the same in
    every case; ``idle``: readings about the sentence that change nothing in any case.
    """

    doctrine: str
    chosen: tuple[tuple[str, str], ...]
    alike: tuple[tuple[tuple[str, str], ...], ...]
    idle: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scope:
    """What was ranged over: the case with all that is given, the facts in words, each doctrine's readings.

    ``ways``: with every reading asked for, how each doctrine is read on this line, where it can be read otherwise.
    """

    case: Case
    given: tuple[str, ...]
    facts: tuple[str, ...]
    readings: tuple[tuple[str, str, str], ...]  # doctrine, reading, option
    total: int
    ways: tuple[Reading, ...] = ()


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
class Branch:
    """What a doctrine says in some of the cases that no branch above has: ``form`` and ``terms`` tell in which."""

    says: Attributed
    form: Form
    terms: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Alone:
    """What a doctrine (id) says, whatever the other says: the first branch that fits a case."""

    doctrine: str
    branches: tuple[Branch, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """Two doctrines (ids) that differ in ``count`` cases: ``terms``, any of which holds in just these cases.

    Where they would be very many they are None, and ``alone`` is what each says by itself: just in these cases it is
    not the same. ``shortened``: no part of a term can be left out, and no term; not so of very many terms that
    ``alone`` could not do without.
    """

    one: str
    other: str
    count: int
    kinds: tuple[Kind, ...]
    terms: tuple[tuple[str, ...], ...] | None
    shortened: bool = True
    alone: tuple[Alone, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of a question, the doctrines read in one way."""

    question: Question
    about: str
    scope: Scope
    cells: tuple[Cell, ...]
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Separation:
    """Two doctrines (ids) that differ, in each way they do a smallest case; kinds have no counts here (0)."""

    one: str
    other: str
    kinds: tuple[Kind, ...]


@dataclass(frozen=True, slots=True)
class Sought:
    """A sentence with too many cases to count them: what a search found. ``total`` of its scope is without regard to
    what cannot be."""

    question: Question
    about: str
    scope: Scope
    separations: tuple[Separation, ...]


@dataclass(frozen=True, slots=True)
class TooLarge:
    """A sentence that was not gone through: how many cases it has, and the facts to fix first, in words."""

    question: Question
    about: str
    cases: int
    facts: tuple[str, ...] = ()


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
    every_reading: bool = False
    sought: tuple[Sought, ...] = ()
