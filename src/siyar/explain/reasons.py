"""Reasons: the nodes of an explanation. Pure data; docs/semantics.md section 9.

Every node can be checked by evaluating again the one clause of section 3 it stands for.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from siyar.conclusion import Tag
from siyar.model import CaseLine, Cite
from siyar.theory import Literal


class ReasonKind(StrEnum):
    GIVEN = "given"
    STIPULATED = "stipulated"
    FORCED = "forced"
    RULE = "rule"
    DEFINITE = "definite rule"
    EITHER_WAY = "either way"
    NOT_SHOWN = "not shown"
    ACCOUNT = "account"
    READING = "reading"


class Needed(StrEnum):
    """What a condition asks for."""

    SHOWN = "shown"
    KNOWN_FALSE = "known false"
    NOT_SHOWN = "not shown"


class State(StrEnum):
    """How a condition was met."""

    GIVEN = "given"
    DERIVED = "derived"
    FORCED = "forced"
    ASSUMED = "unknown, assumed absent"
    ABSENT = "not shown"


class Obstacle(StrEnum):
    """Why something does not follow: the closed list W1 to W13."""

    NO_RULE = "W1"
    OTHER_READING = "W2"
    NO_ENTITY = "W3"
    UNKNOWN = "W4"
    OTHERWISE = "W5"
    NOT_SHOWN = "W6"
    EXCEPTION = "W7"
    LOOP = "W8"
    OVERRIDDEN = "W9"
    OPPOSED = "W10"
    DEFEATER = "W11"
    DEFINITELY_OPPOSED = "W12"
    UNDETERMINED = "W13"


@dataclass(frozen=True, slots=True)
class RuleUse:
    """A rule as it stands in an explanation: whose, where it is said, and what it rests on."""

    id: str
    label: str
    doctrine: str
    voice: str
    cites: tuple[Cite, ...]
    strict: bool = False
    blocks: bool = False
    readings: tuple[tuple[str, str], ...] = ()  # (reading, chosen option)
    rests_on: tuple[tuple[str, ...], ...] = ()
    supported_by: tuple[str, ...] = ()
    reason: str = ""
    notes: tuple[str, ...] = ()
    precedent: str = ""  # the case, where a precedent stands in place of a rule


@dataclass(frozen=True, slots=True)
class Met:
    """A condition of a rule that was met, and how.

    ``node`` explains it; None for one that need not be shown, and for one the same tree explains further up.
    """

    words: str
    needed: Needed
    state: State
    literal: Literal
    by: str = "rule"  # who added it: rule, scope, exception
    owner: str = ""
    cites: tuple[Cite, ...] = ()  # who says that very line
    node: Reason | None = None


@dataclass(frozen=True, slots=True)
class Beaten:
    """A rule against the conclusion, and why it did not prevail."""

    use: RuleUse
    words: str  # what it would conclude
    failed: tuple[str, ...] = ()  # the conditions that failed, in words
    overridden_by: str = ""  # the rule that overrides it
    origin: str = ""  # the word, principle or exception that gives the priority
    origin_cites: tuple[Cite, ...] = ()  # where a principle is stated
    applies: bool = False


@dataclass(frozen=True, slots=True)
class WhyNot:
    """One obstacle, in words, with the rule it concerns and, where one looks deeper, the why-nots below."""

    obstacle: Obstacle
    words: str
    use: RuleUse | None = None
    literal: Literal | None = None
    below: tuple[WhyNot, ...] = ()
    origin_cites: tuple[Cite, ...] = ()  # where the principle is stated by which another rule prevails


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a literal has its tag."""

    kind: ReasonKind
    words: str
    literal: Literal | None = None
    tag: Tag | None = None
    definite: bool = False
    use: RuleUse | None = None
    conditions: tuple[Met, ...] = ()
    beaten: tuple[Beaten, ...] = ()
    also: tuple[RuleUse, ...] = ()  # further rules that stand for the same
    lines: tuple[CaseLine, ...] = ()  # what gave it
    why_not: tuple[WhyNot, ...] = ()
    parts: tuple[Reason, ...] = ()  # either way, account, reading: one for each
