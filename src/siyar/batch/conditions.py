"""What a mapping says of columns: ``defense = 1 or offense = 1``, ``mem1-mem59 in (600, 616)``, ``length is known``.

Three-valued, as SQL is: what is said of a missing value is unknown, and a line holds of a row only where it is so.

>>> condition = read_condition(of("not (bilat = 1) and length > 0"), [])
>>> sorted(set(mentioned(condition))), truth(condition, {"bilat": 0, "length": None})
(['bilat', 'length'], None)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from siyar.diagnostics import Diagnostic
from siyar.language.lines import Stretch
from siyar.source import Text

Value: TypeAlias = int | float | str
Cell: TypeAlias = Value | None


@dataclass(frozen=True, slots=True)
class Test:
    """A comparison of a column, or of any of several, with a value or with any of several."""

    columns: tuple[str, ...]
    relation: str  # one of = != < <= > >= in
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """Whether a column has a value in the row; never unknown itself."""

    column: str


@dataclass(frozen=True, slots=True)
class Scaled:
    """How the amounts of two columns compare: ``column`` times ``factor`` with ``other`` times ``other_factor``."""

    column: str
    factor: int
    relation: str  # one of = < <= > >=
    other: str
    other_factor: int


@dataclass(frozen=True, slots=True)
class Negation:
    part: Condition


@dataclass(frozen=True, slots=True)
class AllOf:
    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    parts: tuple[Condition, ...]


Condition: TypeAlias = Test | Known | Scaled | Negation | AllOf | AnyOf

ALWAYS = AllOf(())

RELATIONS = ("!=", "<=", ">=", "=", "<", ">")
_TOKEN = re.compile(
    r"""\s*(?:(?P<number>-?\d+(?:\.\d+)?)(?![\w.])|(?P<text>'[^']*')|(?P<name>"[^"]+"|[^\W\d]\w*)"""
    r"""|(?P<mark>!=|<=|>=|[=<>(),-]))"""
)
_RANGE = re.compile(r"(\D*)(\d+)")
_WORDS = ("and", "or", "not", "in", "is", "known", "unknown")
HELP = "write for instance `defense = 1 or offense = 1`, `mem1-mem9 in (600, 616)`, `length is known`"


def of(words: str) -> Stretch:
    """Words that stand in no file."""
    return Stretch(Text("<condition>", words), words, ((0, 0),))


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    words: str
    start: int
    end: int


class _Unreadable(Exception):
    def __init__(self, message: str, start: int, end: int) -> None:
        super().__init__(message)
        self.start, self.end = start, end


def read_condition(stretch: Stretch, problems: list[Diagnostic]) -> Condition | None:
    """The condition that a stretch states, or nothing and T002."""
    try:
        reader = _Reader(stretch.words)
        found = reader.any_of()
        reader.end()
    except _Unreadable as error:
        problems.append(
            Diagnostic("T002", str(error), stretch.span(error.start, max(error.end, error.start + 1)), HELP)
        )
        return None
    return found


class _Reader:
    def __init__(self, words: str) -> None:
        self.words = words
        self.tokens: list[_Token] = []
        at = 0
        while words[at:].strip():
            match = _TOKEN.match(words, at)
            if match is None:
                start = at + len(words[at:]) - len(words[at:].lstrip())
                raise _Unreadable(f"`{words[start]}` cannot stand in a condition", start, start + 1)
            kind = match.lastgroup or ""
            self.tokens.append(_Token(kind, match[kind], match.start(kind), match.end(kind)))
            at = match.end()
        self.place = 0

    def peek(self) -> _Token:
        if self.place < len(self.tokens):
            return self.tokens[self.place]
        return _Token("end", "", len(self.words), len(self.words))

    def take(self, *words: str) -> bool:
        token = self.peek()
        if token.kind != "text" and token.words in words:
            self.place += 1
            return True
        return False

    def fail(self, wanted: str) -> _Unreadable:
        token = self.peek()
        said = f"`{token.words}`" if token.words else "the end"
        return _Unreadable(f"{wanted} was expected, not {said}", token.start, token.end)

    def end(self) -> None:
        if self.peek().kind != "end":
            raise self.fail("`and`, `or` or the end")

    def any_of(self) -> Condition:
        parts = [self.all_of()]
        while self.take("or"):
            parts.append(self.all_of())
        return parts[0] if len(parts) == 1 else AnyOf(tuple(parts))

    def all_of(self) -> Condition:
        parts = [self.one()]
        while self.take("and"):
            parts.append(self.one())
        return parts[0] if len(parts) == 1 else AllOf(tuple(parts))

    def one(self) -> Condition:
        if self.take("not"):
            return Negation(self.one())
        if self.take("("):
            inside = self.any_of()
            if not self.take(")"):
                raise self.fail("`)`")
            return inside
        return self.test()

    def test(self) -> Condition:
        first = self.peek()
        columns = [self.column()]
        if self.take("-"):
            columns = _between(columns[0], self.column(), first.start, self.tokens[self.place - 1].end)
        if self.take("is"):
            if len(columns) == 1 and self.take("known"):
                return Known(columns[0])
            if len(columns) == 1 and self.take("unknown"):
                return Negation(Known(columns[0]))
            raise self.fail("`known` or `unknown`, of one column,")
        if self.take("in"):
            if not self.take("("):
                raise self.fail("`(`")
            values = [self.value()]
            while self.take(","):
                values.append(self.value())
            if not self.take(")"):
                raise self.fail("`)`")
            return Test(tuple(columns), "in", tuple(values))
        for relation in RELATIONS:
            if self.take(relation):
                return Test(tuple(columns), relation, (self.value(),))
        raise self.fail("`=`, `!=`, `<`, `<=`, `>`, `>=`, `in` or `is`")

    def column(self) -> str:
        token = self.peek()
        if token.kind != "name" or token.words in _WORDS:
            raise self.fail("the name of a column")
        self.place += 1
        return token.words.strip('"')

    def value(self) -> Value:
        token = self.peek()
        if token.kind == "number":
            self.place += 1
            return float(token.words) if "." in token.words else int(token.words)
        if token.kind == "text":
            self.place += 1
            return token.words[1:-1]
        raise self.fail("a number, or words between `'`,")


def _between(first: str, last: str, start: int, end: int) -> list[str]:
    one, two = _RANGE.fullmatch(first), _RANGE.fullmatch(last)
    if one is None or two is None or one[1] != two[1] or int(one[2]) > int(two[2]):
        raise _Unreadable(f"from `{first}` to `{last}` there are no columns to count", start, end)
    return [f"{one[1]}{n}" for n in range(int(one[2]), int(two[2]) + 1)]


def mentioned(condition: Condition) -> Iterator[str]:
    """The columns a condition looks at."""
    match condition:
        case Test(columns, _, _):
            yield from columns
        case Known(column):
            yield column
        case Scaled(column, _, _, other, _):
            yield from (column, other)
        case Negation(part):
            yield from mentioned(part)
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from mentioned(part)


def tests(condition: Condition) -> Iterator[Test]:
    """The comparisons in a condition."""
    match condition:
        case Test():
            yield condition
        case Negation(part):
            yield from tests(part)
        case AllOf(parts) | AnyOf(parts):
            for part in parts:
                yield from tests(part)
        case Known() | Scaled():
            pass


def truth(condition: Condition, row: Mapping[str, Cell]) -> bool | None:
    """Whether it holds of a row; None where a missing value leaves it open (Kleene's strong logic, as in SQL)."""
    match condition:
        case Known(column):
            return row[column] is not None
        case Scaled(column, factor, relation, other, other_factor):
            one, two = row[column], row[other]
            if one is None or two is None:
                return None
            assert isinstance(one, int | float)
            assert isinstance(two, int | float)
            return _compared(one * factor, relation, (two * other_factor,))
        case Negation(part):
            found = truth(part, row)
            return None if found is None else not found
        case AllOf(parts):
            each = [truth(part, row) for part in parts]
            return False if False in each else None if None in each else True
        case AnyOf(parts):
            each = [truth(part, row) for part in parts]
            return True if True in each else None if None in each else False
        case Test(columns, relation, values):
            each = [_compared(row[c], relation, values) for c in columns]
            return True if True in each else None if None in each else False


def _compared(cell: Cell, relation: str, values: tuple[Value, ...]) -> bool | None:
    if cell is None:
        return None
    if relation == "in":
        return cell in values
    value = values[0]
    if relation in ("=", "!="):
        return (cell == value) is (relation == "=")
    assert isinstance(cell, int | float), "looked at when the table is opened"
    assert isinstance(value, int | float), "words have no order here"
    return {"<": cell < value, "<=": cell <= value, ">": cell > value, ">=": cell >= value}[relation]
