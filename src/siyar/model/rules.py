"""Rules and what they rest on: conditions, scopes, readings, evidence, precedents, principles."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from siyar.model.citing import Cite
from siyar.model.claims import Claim
from siyar.source import Span


@dataclass(frozen=True, slots=True)
class Condition:
    """One conjunct: any of its alternatives will do (D20)."""

    alternatives: tuple[Claim, ...]
    cites: tuple[Cite, ...] = ()
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class InReading:
    reading: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. ``heads`` has several claims only for a norm over several options, none for a bare exception.

    ``rests_on`` is a conjunction of alternatives: ``rests on a or b`` is one group of two, ``a and b`` two of one.
    """

    id: str
    heads: tuple[Claim, ...] = ()
    strict: bool = False
    presumption: bool = False  # may conclude a fact (D17)
    blocks: bool = False  # the defeater
    otherwise: bool = False  # the residual rule, D23
    when: tuple[Condition, ...] = ()
    unless: tuple[Condition, ...] = ()  # each an exception by itself; one claim each
    whether_or_not: tuple[Claim, ...] = ()
    notwithstanding: tuple[str, ...] = ()
    subject_to: tuple[str, ...] = ()
    exception_to: str = ""
    term: str = ""  # the source's own word for the status it concludes, `NAMED`
    in_reading: tuple[InReading, ...] = ()
    rests_on: tuple[tuple[str, ...], ...] = ()
    supported_by: tuple[str, ...] = ()
    reason: str = ""
    cites: tuple[Cite, ...] = ()
    voice: str = ""
    notes: tuple[str, ...] = ()
    precedent: str = ""  # the case it was decided in, of a rule that a precedent was made into
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Scope:
    """Conditions that every rule of its file carries, but for those it excepts (or only those it covers)."""

    id: str
    when: tuple[Condition, ...] = ()
    unless: tuple[Condition, ...] = ()
    excepts: tuple[str, ...] = ()
    covers: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()  # the rules of its file it applies to, computed by the reader
    cites: tuple[Cite, ...] = ()
    notes: tuple[str, ...] = ()
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Option:
    id: str
    words: str
    cites: tuple[Cite, ...] = ()
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Reading:
    id: str
    asks: str
    options: tuple[Option, ...]
    default: str
    notes: tuple[str, ...] = ()
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Evidence:
    id: str
    kind: str  # verse, hadith, report, work, consensus, analogy …
    cited_as: tuple[str, ...] = ()
    cites: tuple[Cite, ...] = ()
    locus: tuple[str, ...] = ()  # corpus and number, "quran 8:39"
    wording: tuple[str, ...] = ()
    way: str = ""  # of proof: general wording, metaphor, ground …
    sense: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Precedent:
    """A doctrine's view of a past case: what was held there and on what ground."""

    id: str
    case: str
    held: Claim
    because: tuple[Claim, ...] = ()
    not_because: tuple[Claim, ...] = ()
    apart_from: tuple[str, ...] = ()
    in_reading: tuple[InReading, ...] = ()
    rests_on: tuple[tuple[str, ...], ...] = ()
    supported_by: tuple[str, ...] = ()
    reason: str = ""
    cites: tuple[Cite, ...] = ()
    voice: str = ""
    notes: tuple[str, ...] = ()
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Factor:
    """A fact or concept, or its denial, that favours an answer wherever it is there (docs/precedents.md).

    Variables of ``when`` that are not among those of ``favours`` are *some* such entity.
    """

    id: str
    when: Claim
    favours: Claim
    in_reading: tuple[InReading, ...] = ()
    cites: tuple[Cite, ...] = ()
    notes: tuple[str, ...] = ()
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Dimension:
    """An ordered value of which more favours an answer: a quantity, or a choice whose options stand in ``order``.

    ``of`` is the id of the sentence; its slots are the variables of the same names in ``favours``.
    """

    id: str
    of: str
    favours: Claim
    order: tuple[str, ...] = ()  # least first; of a choice
    in_reading: tuple[InReading, ...] = ()
    cites: tuple[Cite, ...] = ()
    notes: tuple[str, ...] = ()
    span: Span | None = field(default=None, compare=False, repr=False)


class Prevailing(StrEnum):
    """Which prevail where a doctrine's precedents and its rules part: its own word, ``precedents:`` in the header."""

    PRECEDENTS = "prevail"
    RULES = "give way"


@dataclass(frozen=True, slots=True)
class Impossible:
    """Conditions, all of facts, that no case can meet together."""

    id: str
    when: tuple[Condition, ...]
    unless: tuple[Condition, ...] = ()
    home: str = ""
    notes: tuple[str, ...] = ()
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Opposition:
    """``opposes``: two sentences the doctrine says cannot both hold."""

    id: str
    one: Claim
    other: Claim
    cites: tuple[Cite, ...] = ()
    span: Span | None = field(default=None, compare=False, repr=False)


class Preference(StrEnum):
    MORE_SPECIFIC = "more specific"
    HIGHER_SOURCE = "higher source"
    LATER = "later"


@dataclass(frozen=True, slots=True)
class Principle:
    """D22: adds priorities between opposed rules; ``order`` lists sources, highest first, for HIGHER_SOURCE."""

    id: str
    prefers: Preference
    order: tuple[str, ...] = ()
    cites: tuple[Cite, ...] = ()
    notes: tuple[str, ...] = ()
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Duty:
    """An asserted duty: read-only, never a rule (product.md, stance 5)."""

    id: str
    speaker: str
    to: str
    condition: str = ""
    authority: str = ""
    date: str = ""
    cites: tuple[Cite, ...] = ()
    notes: tuple[str, ...] = ()
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Passages:
    """What the sentences of a source do that no rule, ground or citation carries: (role, loci)."""

    source: str
    roles: tuple[tuple[str, tuple[str, ...]], ...]
    span: Span | None = field(default=None, compare=False, repr=False)
