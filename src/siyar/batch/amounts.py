"""Amounts in columns: numbers, lengths of time and dates; what they leave of a quantity, and how two of them compare.

A date given as a year may be any of its days, so that a column of dates is two columns of Julian day numbers: the first
day that it may be, and the last.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

from siyar.batch.conditions import AllOf, Condition, Negation, Scaled, Test, Value
from siyar.ground.cells import Cell
from siyar.language.almanac import civil_date
from siyar.language.quantities import date
from siyar.model import Quantity, Relation
from siyar.timeline.days import day

_RELATIONS = {
    Relation.IS: "=",
    Relation.MORE: ">",
    Relation.LESS: "<",
    Relation.AT_LEAST: ">=",
    Relation.AT_MOST: "<=",
}

#: The same of the other side.
_TURNED = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "=": "="}

DAY = Quantity("date", Fraction(0), Fraction(0), "day")
YEAR = Quantity("date", Fraction(0), Fraction(0), "year")


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity in a column: its value times ``unit`` (for a number, 1), or a date, of which the unit is `DAY` (cells
    are dates) or `YEAR` (cells are years of the civil calendar)."""

    column: str
    unit: Quantity

    @property
    def is_date(self) -> bool:
        return self.unit.kind == "date"

    @property
    def bounds(self) -> tuple[str, str]:
        """The columns of the typed table in which its least and its greatest value stand; both are there or neither."""
        return (f"{self.column} from", f"{self.column} until") if self.is_date else (self.column, self.column)


#: An amount in a column, or the same for every row.
Side: TypeAlias = Amount | Quantity


def times(unit: Quantity, amount: int | float) -> Quantity:
    """So many of a unit; of a date the amount is its first day."""
    if unit == DAY:
        return Quantity("date", Fraction(amount), Fraction(amount), day(int(amount)))
    if unit == YEAR:
        year = date(str(civil_date(int(amount)).year))
        assert isinstance(year, Quantity)
        return year
    exact = Fraction(str(amount))
    words = unit.words.replace("1", f"{amount}", 1)
    return Quantity(unit.kind, unit.low * exact, unit.high * exact, words)


def within(cell: Cell, amount: Amount) -> Condition:
    """Whether an amount can lie in a cell; *none* holds no amount."""
    least, most = amount.bounds
    if cell.empty:
        return Test((least,), "in", ())
    unit = Fraction(1) if amount.is_date else amount.unit.low
    if cell.point:
        assert cell.low is not None
        point = _number(cell.low / unit)
        if least == most:
            return Test((least,), "=", (point,))
        return AllOf((Test((least,), "<=", (point,)), Test((most,), ">=", (point,))))
    parts: list[Condition] = []
    if cell.low is not None:
        parts.append(Test((most,), ">=" if cell.low == 0 else ">", (_number(cell.low / unit),)))
    if cell.high is not None:
        parts.append(Test((least,), "<", (_number(cell.high / unit),)))
    return AllOf(tuple(parts))


def compared(relation: Relation, one: Side, other: Side) -> tuple[Condition, Condition]:
    """Whether a comparison can hold, and whether it can fail (`siyar.ground.cells.compare`); one side is a column."""
    if isinstance(one, Amount) and not one.is_date:
        holds = _measured(relation, one, other)
        return holds, Negation(holds)
    if isinstance(other, Amount) and not other.is_date:
        assert isinstance(one, Quantity)
        turned = _TURNED[_RELATIONS[relation]]
        holds = Test((other.column,), turned, (_number(one.low / other.unit.low),))
        return holds, Negation(holds)
    (a_from, a_until), (b_from, b_until) = _days(one), _days(other)
    match relation:
        case Relation.AFTER | Relation.MORE:
            return _than(a_until, ">", b_from), _than(a_from, "<=", b_until)
        case Relation.BEFORE | Relation.LESS:
            return _than(a_from, "<", b_until), _than(a_until, ">=", b_from)
        case Relation.NOT_BEFORE | Relation.AT_LEAST:
            return _than(a_until, ">=", b_from), _than(a_from, "<", b_until)
        case Relation.NOT_AFTER | Relation.AT_MOST:
            return _than(a_from, "<=", b_until), _than(a_until, ">", b_from)
        case Relation.ON | Relation.IS:
            same = (_than(a_from, "=", a_until), _than(b_from, "=", b_until), _than(a_from, "=", b_from))
            return AllOf((_than(a_from, "<=", b_until), _than(a_until, ">=", b_from))), Negation(AllOf(same))


def _measured(relation: Relation, one: Amount, other: Side) -> Condition:
    sign = _RELATIONS[relation]
    if isinstance(other, Quantity):
        return Test((one.column,), sign, (_number(other.low / one.unit.low),))
    ratio = one.unit.low / other.unit.low
    return Scaled(one.column, ratio.numerator, sign, other.column, ratio.denominator)


def _days(side: Side) -> tuple[str | int, str | int]:
    return side.bounds if isinstance(side, Amount) else (int(side.low), int(side.high))


def _than(one: str | int, sign: str, other: str | int) -> Condition:
    """A comparison of two columns, or of a column and a number, or of two numbers."""
    if isinstance(one, str) and isinstance(other, str):
        return Scaled(one, 1, sign, other, 1)
    if isinstance(one, str):
        return Test((one,), sign, (other,))
    if isinstance(other, str):
        return Test((other,), _TURNED[sign], (one,))
    so = {"<": one < other, ">": one > other, "<=": one <= other, ">=": one >= other, "=": one == other}[sign]
    return AllOf(()) if so else Negation(AllOf(()))


def _number(exact: Fraction) -> Value:
    return int(exact) if exact.denominator == 1 else float(exact)


# --------------------------------------------------------------------------- how a typed table comes by them


def first_day(year: str) -> str:
    """SQL for the Julian day number of the first day of a civil year, given SQL for the year; none before year 1.

    The civil calendar is the Julian one to 1582, and the Gregorian from then on (ADR 0014).
    """
    before = f"({year} - 1)"
    julian = f"365 * {before} + {before} // 4 + 1721424"
    gregorian = f"365 * {before} + {before} // 4 - {before} // 100 + {before} // 400 + 1721426"
    return f"CASE WHEN {year} >= 1583 THEN {gregorian} WHEN {year} >= 1 THEN {julian} END"


def day_number(day: str) -> str:
    """SQL for the Julian day number of a date, given SQL for the date, which is Gregorian (ISO 8601)."""
    return f"CAST(date_diff('day', DATE '1970-01-01', CAST({day} AS DATE)) + 2440588 AS BIGINT)"
