"""What the columns of a table say of a case, as a mapping has it (`siyar.batch.reading` reads one)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from siyar.batch.amounts import Amount, times
from siyar.batch.conditions import Condition, Value, mentioned
from siyar.batch.dating import Dating
from siyar.model import Case, CaseLine, Claim, LineKind
from siyar.source import Span, Text


@dataclass(frozen=True, slots=True)
class Line:
    """A claim that holds of the rows of which the condition is so; with an amount, of its value there."""

    claim: Claim
    when: Condition
    amount: Amount | None = None
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Happening:
    """A line ``event``: what becomes so on a day that the row names, where the condition is so.

    ``lasting``: a line ``during``, of what was so then; it became so in the first of the rows that say so one after
    another.
    """

    dating: Dating
    line: Line
    lasting: bool = False


@dataclass(frozen=True, slots=True)
class TableMapping:
    """What the columns of a table say. ``case``: the parties, of whom nothing is said yet.

    ``addressed``: for a doctrine the rows whose polity it addresses; one that is not named addresses every row.
    ``missing``: values that say a cell is empty, besides an empty one. ``each``: parties of whom there is one for each
    value of a column; ``events``: what happens on the day of a row, told by whom the column ``teller`` names. With
    either of them all rows with one key are one case (`siyar.batch.together`).
    """

    id: str
    title: str
    case: Case
    lines: tuple[Line, ...]
    key: tuple[str, ...] = ()
    period: str = ""
    missing: tuple[Value, ...] = ()
    addressed: Mapping[str, Condition] = field(default_factory=dict)
    unused: tuple[str, ...] = ()
    each: Mapping[str, str] = field(default_factory=dict)
    events: tuple[Happening, ...] = ()
    teller: str = ""
    source: str = ""
    text: Text | None = field(default=None, compare=False, repr=False)

    @property
    def grouped(self) -> bool:
        """Whether all rows with one key are one case."""
        return bool(self.each or self.events)

    @property
    def said(self) -> tuple[Line, ...]:
        """What holds of a row, and what happens on its day."""
        return (*self.lines, *(event.line for event in self.events))

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """Every condition on columns."""
        return (*(line.when for line in self.said), *self.addressed.values())

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column that a line looks at, in order of mention."""
        found: dict[str, None] = dict.fromkeys(self.key)
        if self.period:
            found[self.period] = None
        for line in self.said:
            found.update(dict.fromkeys(mentioned(line.when)))
            if line.amount:
                found[line.amount.column] = None
        for event in self.events:
            found.update(dict.fromkeys(column for column, _ in event.dating.columns))
        if self.teller:
            found[self.teller] = None
        for condition in self.addressed.values():
            found.update(dict.fromkeys(mentioned(condition)))
        found.update(dict.fromkeys(self.each.values()))
        return tuple(found)


def case_of(mapping: TableMapping, holding: Iterable[tuple[int, Value | None]], key: str) -> Case:
    """The case that a row is: its parties, and the lines (by number) that hold of it, each with its amount."""
    lines = [(mapping.lines[place], amount) for place, amount in holding]
    given = tuple(CaseLine(LineKind.GIVEN, filled(line, amount), span=line.span) for line, amount in lines)
    return replace(mapping.case, id=key, title=f"{mapping.case.title}: {key}", lines=given)


def filled(line: Line, amount: Value | None) -> Claim:
    if line.amount is None:
        return line.claim
    assert isinstance(amount, int | float)
    assert line.claim.comparison is not None
    return replace(line.claim, comparison=replace(line.claim.comparison, than=times(line.amount.unit, amount)))
