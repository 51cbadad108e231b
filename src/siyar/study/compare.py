"""What doctrines say of one or several cases, cell by cell: rows of questions, columns of doctrines.

Nothing is merged or counted over doctrines (docs/stance.md, line 2): a row holds the rulings side by side, and for
each two that differ where their explanations part.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from siyar.conclusion import Because, Status
from siyar.hearing import Parting, Ruling, Side, parted, told
from siyar.model import Case, CaseLine, Question


@dataclass(frozen=True, slots=True)
class Reported:
    """What somebody is reported to have held on the sentence of a row: a line of the case, in words."""

    words: str
    line: CaseLine


@dataclass(frozen=True, slots=True)
class Row:
    """One sentence of a question, in one case: a ruling for each doctrine, in the order of the columns.

    ``lacking``: the types of entity the question needs and the case does not have; then there are no rulings, and the
    row stands for the whole question. ``otherwise``: what the doctrines say under other readings that matter
    here, where every reading is asked for.
    """

    question: Question
    about: str
    rulings: tuple[Ruling, ...] = ()
    partings: tuple[Parting, ...] = ()
    reported: tuple[Reported, ...] = ()
    lacking: tuple[str, ...] = ()
    otherwise: tuple[Ruling, ...] = ()


@dataclass(frozen=True, slots=True)
class Compared:
    """One case: its columns, those of its time first, and its rows. ``wordless``: others, which can say none of it."""

    case: Case
    doctrines: tuple[str, ...]
    anachronisms: tuple[str, ...]  # for each doctrine, words where it was formulated after the case
    rows: tuple[Row, ...]
    wordless: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything `siyar compare` found.

    ``narrowed``: the user chose the doctrines. ``differences``: he wants only rows on which some of them part.
    ``reading``: options he chose (doctrine, reading, option). ``every_reading``: he wants all others too.
    """

    cases: tuple[Compared, ...]
    narrowed: bool = False
    differences: bool = False
    reading: tuple[tuple[str, str, str], ...] = ()
    every_reading: bool = False


def row(question: Question, rulings: Sequence[Ruling], reported: Sequence[Reported] = ()) -> Row:
    """The rulings on one sentence, with where each two that differ part."""
    return Row(question, rulings[0].about, tuple(rulings), tuple(partings(rulings)), tuple(reported))


def partings(rulings: Sequence[Ruling]) -> list[Parting]:
    """For each two rulings that differ, where their explanations part; see `differ`."""
    pairs = combinations([Side(r) for r in rulings if explained(r)], 2)
    return [found for a, b in pairs if differ(a.ruling, b.ruling) and (found := parted(a, b))]


def differ(one: Ruling, other: Ruling) -> bool:
    """Whether two rulings, each with an explanation, do not say the same.

    What is not encoded, and the silence of a doctrine without any rule about it, have no explanation that could part
    from another. Where neither rules, what is open and one silence or another do not part either: the cells keep
    them apart.
    """
    if not (explained(one) and explained(other) and (speaks(one) or speaks(other))):
        return False
    return _gist(one) != _gist(other)


def explained(ruling: Ruling) -> bool:
    """Whether a doctrine has rules about the sentence, so that it can be told why it says what it says."""
    return ruling.outcome.because not in (Because.NOT_ENCODED, Because.NO_RULE)


def speaks(ruling: Ruling) -> bool:
    """Whether a doctrine rules on the sentence here, or its rules stand against each other."""
    return ruling.outcome.status in (Status.RULED, Status.CONTESTED)


def _gist(ruling: Ruling) -> object:
    outcome = ruling.outcome
    return outcome.status, outcome.value, outcome.between, told(ruling)
