"""D4: the constants a quantity is compared with cut its line into cells, and these are its values.

>>> ten = Quantity("duration", Fraction(10), Fraction(10), "10 days")
>>> four = Quantity("duration", Fraction(4), Fraction(4), "4 days")
>>> [c.name for c in cells("duration", [ten, four])]
['less than 4 days', '4 days', 'between 4 days and 10 days', '10 days', 'more than 10 days', 'none']
>>> line = cells("duration", [ten])
>>> bin(inside(line, Relation.MORE, ten)), bin(touching(line, Relation.AT_LEAST, four))
('0b100', '0b111')
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from siyar.model import Quantity, Relation

#: What a comparison is called from the other side.
TURNED: Mapping[Relation, Relation] = {
    Relation.MORE: Relation.LESS,
    Relation.LESS: Relation.MORE,
    Relation.AT_LEAST: Relation.AT_MOST,
    Relation.AT_MOST: Relation.AT_LEAST,
    Relation.AFTER: Relation.BEFORE,
    Relation.BEFORE: Relation.AFTER,
    Relation.NOT_BEFORE: Relation.NOT_AFTER,
    Relation.NOT_AFTER: Relation.NOT_BEFORE,
}

NONE = "none"  # an endless truce has no term; no comparison holds of it
SOME = "some"  # any value at all, where no rule compares it with one


@dataclass(frozen=True, slots=True)
class Cell:
    """A point (``low == high``, closed) or an open interval; ``None`` is no bound. `empty` is the value *none*."""

    name: str
    low: Fraction | None = None
    high: Fraction | None = None
    empty: bool = False

    @property
    def point(self) -> bool:
        return not self.empty and self.low is not None and self.low == self.high


def cells(kind: str, constants: Iterable[Quantity]) -> tuple[Cell, ...]:
    """The cells of a quantity of that kind, in order, *none* last.

    Durations begin at 0; dates are whole days, so that an interval between two neighbouring days is no cell.
    """
    words: dict[Fraction, str] = {}
    for constant in constants:
        for bound in (constant.low, constant.high):
            words.setdefault(bound, constant.words)
    points = sorted(words)
    found: list[Cell] = []
    floor = Fraction(0) if kind == "duration" else None
    if not points:
        return (Cell(SOME, floor, None), Cell(NONE, empty=True))
    less, more = ("before", "after") if kind == "date" else ("less than", "more than")
    if floor is None or points[0] > floor:
        found.append(Cell(f"{less} {words[points[0]]}", None, points[0]))
    for i, point in enumerate(points):
        found.append(Cell(words[point], point, point))
        after = points[i + 1] if i + 1 < len(points) else None
        if after is None:
            found.append(Cell(f"{more} {words[point]}", point, None))
        elif not (kind == "date" and after - point <= 1):
            found.append(Cell(_between(words[point], words[after], kind), point, after))
    names = [cell.name for cell in found]
    distinct = [
        cell if names.count(cell.name) == 1 else Cell(f"{cell.name} ({i + 1})", cell.low, cell.high)
        for i, cell in enumerate(found)
    ]
    return (*distinct, Cell(NONE, empty=True))


def _between(low: str, high: str, kind: str) -> str:
    return f"within {low}" if low == high and kind == "date" else f"between {low} and {high}"


def inside(line: tuple[Cell, ...], relation: Relation, than: Quantity) -> int:
    """The mask of the cells in which the comparison holds throughout."""
    return _mask(line, lambda cell: holds(relation, cell.low, cell.high, cell.point, than))


def touching(line: tuple[Cell, ...], relation: Relation, than: Quantity) -> int:
    """The mask of the cells in which the comparison can hold: what a case that says so leaves open."""
    return _mask(line, lambda cell: _can_hold(relation, cell, than))


def _mask(line: tuple[Cell, ...], test: Callable[[Cell], bool]) -> int:
    return sum(1 << i for i, cell in enumerate(line) if not cell.empty and test(cell))


def holds(relation: Relation, low: Fraction | None, high: Fraction | None, point: bool, than: Quantity) -> bool:
    """Whether the comparison holds of every quantity from low to high (both left out, unless it is a point)."""
    above = low is not None and (low > than.high or (not point and low >= than.high))
    below = high is not None and (high < than.low or (not point and high <= than.low))
    at_least = low is not None and low >= than.low
    at_most = high is not None and high <= than.high
    match relation:
        case Relation.IS | Relation.ON:
            return at_least and at_most
        case Relation.MORE | Relation.AFTER:
            return above
        case Relation.LESS | Relation.BEFORE:
            return below
        case Relation.AT_LEAST | Relation.NOT_BEFORE:
            return at_least
        case Relation.AT_MOST | Relation.NOT_AFTER:
            return at_most


def _can_hold(relation: Relation, cell: Cell, than: Quantity) -> bool:
    reaches_up = cell.high is None or cell.high > than.low or (cell.point and cell.high >= than.low)
    reaches_down = cell.low is None or cell.low < than.high or (cell.point and cell.low <= than.high)
    match relation:
        case Relation.IS | Relation.ON:
            return reaches_up and reaches_down
        case Relation.MORE | Relation.AFTER:
            return cell.high is None or cell.high > than.high
        case Relation.LESS | Relation.BEFORE:
            return cell.low is None or cell.low < than.low
        case Relation.AT_LEAST | Relation.NOT_BEFORE:
            return reaches_up
        case Relation.AT_MOST | Relation.NOT_AFTER:
            return reaches_down


def compare(relation: Relation, one: Quantity, other: Quantity) -> bool | None:
    """Whether the comparison of two given quantities holds; None where a date given as a year leaves it undecided.

    >>> year = Quantity("date", Fraction(1), Fraction(365), "that year")
    >>> day = Quantity("date", Fraction(365), Fraction(365), "its last day")
    >>> compare(Relation.NOT_AFTER, year, day), compare(Relation.BEFORE, year, day)
    (True, None)
    """
    match relation:
        case Relation.IS | Relation.ON:
            every = one.low == one.high == other.low == other.high
            some = one.low <= other.high and other.low <= one.high
        case Relation.MORE | Relation.AFTER:
            every, some = one.low > other.high, one.high > other.low
        case Relation.LESS | Relation.BEFORE:
            every, some = one.high < other.low, one.low < other.high
        case Relation.AT_LEAST | Relation.NOT_BEFORE:
            every, some = one.low >= other.high, one.high >= other.low
        case Relation.AT_MOST | Relation.NOT_AFTER:
            every, some = one.high <= other.low, one.low <= other.high
    return True if every else None if some else False
