"""Conditions on columns of truth values, none of them ever missing: what SQL is made of, and checked against in tests.

>>> a, b = Column("a"), Column("b")
>>> every([a, TRUE, some([b, FALSE])])
Every(parts=(Column(name='a'), Column(name='b')))
>>> some([a, no(a)]) is TRUE, every([no(no(a)), FALSE]) is FALSE
(True, True)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Column:
    name: str


@dataclass(frozen=True, slots=True)
class Not:
    part: Formula


@dataclass(frozen=True, slots=True)
class Every:
    """All of the parts; of none it is so."""

    parts: tuple[Formula, ...]


@dataclass(frozen=True, slots=True)
class Some:
    """One of the parts at least; of none it is not so."""

    parts: tuple[Formula, ...]


Formula: TypeAlias = Column | Not | Every | Some

TRUE = Every(())
FALSE = Some(())


def no(part: Formula) -> Formula:
    if part is TRUE:
        return FALSE
    if part is FALSE:
        return TRUE
    return part.part if isinstance(part, Not) else Not(part)


def every(parts: Iterable[Formula]) -> Formula:
    """All of the parts, as short as constants and repetitions allow."""
    found = _joined(parts, Every)
    if FALSE in found or any(no(part) in found for part in found):
        return FALSE
    return next(iter(found)) if len(found) == 1 else Every(tuple(found)) if found else TRUE


def some(parts: Iterable[Formula]) -> Formula:
    """One of the parts, as short as constants and repetitions allow."""
    found = _joined(parts, Some)
    if TRUE in found or any(no(part) in found for part in found):
        return TRUE
    return next(iter(found)) if len(found) == 1 else Some(tuple(found)) if found else FALSE


def _joined(parts: Iterable[Formula], kind: type[Every] | type[Some]) -> dict[Formula, None]:
    found: dict[Formula, None] = {}
    for part in parts:
        if isinstance(part, kind):
            found.update(dict.fromkeys(part.parts))
        else:
            found[part] = None
    return found


def columns(formula: Formula) -> Iterator[str]:
    """The names of the columns it looks at."""
    match formula:
        case Column(name):
            yield name
        case Not(part):
            yield from columns(part)
        case Every(parts) | Some(parts):
            for part in parts:
                yield from columns(part)


def holds(formula: Formula, row: Mapping[str, bool]) -> bool:
    """Whether it holds of a row: the meaning of a formula."""
    match formula:
        case Column(name):
            return row[name]
        case Not(part):
            return not holds(part, row)
        case Every(parts):
            return all(holds(part, row) for part in parts)
        case Some(parts):
            return any(holds(part, row) for part in parts)
