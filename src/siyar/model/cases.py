"""Questions, the cases they are put to, and what a doctrine is expected to answer."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from siyar.model.citing import Cite
from siyar.model.claims import Claim, Quantity
from siyar.once import Once
from siyar.source import Span


@dataclass(frozen=True, slots=True)
class Question:
    id: str
    asks: str
    about: tuple[str, ...]  # ids of acts and concepts
    home: str = ""
    notes: tuple[str, ...] = ()
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Entity:
    name: str
    type: str
    short: str = ""
    span: Span | None = field(default=None, compare=False, repr=False)


class LineKind(StrEnum):
    GIVEN = "given"
    CONTESTED = "contested"
    UNKNOWN = "unknown"
    STIPULATED = "stipulated"
    REPORTED = "reported"


@dataclass(frozen=True, slots=True)
class CaseLine:
    """One line of a case: a claim and who says it."""

    kind: LineKind
    claim: Claim
    cites: tuple[Cite, ...] = ()
    inherited: str = ""  # the case it was taken over from, by `as in`
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that becomes so on a day: a fact (docs/timeline.md, T1). ``when`` keeps the words of the source."""

    when: Quantity  # a date: the days it may have been
    claim: Claim
    cites: tuple[Cite, ...] = ()
    contested: bool = False  # told by those cited, and by nobody else
    inherited: str = ""  # the case it was taken over from, by `as in`
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Case(Once):
    """One moment, or with events several. `as in` is resolved: entities, lines and events of the older case are in
    here, lines replaced where restated."""

    id: str
    title: str
    entities: tuple[Entity, ...]
    lines: tuple[CaseLine, ...]
    date: str = ""
    #: The days of the date; with events, up to the last of them.
    days: Quantity | None = field(default=None, compare=False)
    as_in: str = ""
    asks: tuple[str | Claim, ...] = ()  # a question's id, or one act or concept written out
    notes: tuple[tuple[str, tuple[Cite, ...]], ...] = ()
    events: tuple[Event, ...] = ()  # in the order in which they are told
    home: str = ""
    uses: tuple[str, ...] = field(default=(), compare=False)  # whose words its home uses
    span: Span | None = field(default=None, compare=False, repr=False)
    _once: dict[Hashable, Any] = field(default_factory=dict, init=False, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Expectation:
    """``expect question in case``: run by `siyar check` with the doctrine of its file, or the one named."""

    question: str
    case: str
    status: str  # a word of a ruling, or silent, contested, open
    doctrine: str = ""
    about: Claim | None = None
    entity: str = ""  # `for`
    reading: tuple[tuple[str, str], ...] = ()  # `in reading r: o`
    account: tuple[str, ...] = ()
    settled: bool | None = None
    because: str = ""
    by: tuple[str, ...] = ()
    holds: tuple[str, ...] = ()
    between: tuple[str, ...] = ()
    turns_on: tuple[tuple[Claim, ...], ...] = ()  # each line one set of facts
    notes: tuple[str, ...] = ()
    span: Span | None = field(default=None, compare=False, repr=False)
