"""What an audit finds. Pure data: every finding says over which cases it ranged, and counts are of these cases."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from siyar.hearing import Asked, Attributed
from siyar.model import Case, Question
from siyar.study.across import Scope, TooLarge


class Kind(StrEnum):
    """What was found, in the word a `note` uses that explains it (docs/audit.md)."""

    CONTRADICTION = "contradiction"
    CONTESTED = "contested"
    CIRCULAR = "circular"
    NEVER_ASKED = "never asked"
    NEVER_APPLIES = "never applies"
    ALWAYS_BEATEN = "always beaten"
    NEVER_DECIDES = "never decides"
    IDLE_PRIORITY = "idle priority"
    IDLE_READING = "idle reading"
    LIKE_OPTIONS = "like options"
    IDLE_FACT = "idle fact"
    BELIED = "belied"
    NO_PASSAGE = "no passage"
    UNUSED = "unused"
    IDLE_NOTE = "idle note"


@dataclass(frozen=True, slots=True)
class Witness:
    """A smallest case: ``given`` in words; whatever the other facts are, it is one of those found.

    ``case`` can be put to the doctrine on ``asked`` (``about`` in words), read with ``readings``.
    """

    case: Case
    given: tuple[str, ...]
    question: str
    about: str
    asked: Asked
    readings: tuple[tuple[str, str], ...]  # those not taken by default


@dataclass(frozen=True, slots=True)
class Counted:
    """So many of the cases of one sentence: ``line`` is its number among the lines of the audit.

    ``of``: its cases under each reading the finding ranged over, taken together. ``ways``: how many readings these are.
    """

    line: int
    count: int
    of: int
    ways: int


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding. ``subject``: what it is about, by ids; ``blocks``: ids of the blocks a note on it may stand in.

    ``says``: of a clash, what the doctrine says there. ``beside``: rules of which the words speak. ``why``: the notes
    that explain it, as the encoding has them; empty where nobody has.
    """

    kind: Kind
    subject: str
    blocks: tuple[str, ...]
    words: str
    counted: tuple[Counted, ...] = ()
    witness: Witness | None = None
    says: Attributed | None = None
    beside: tuple[str, ...] = ()
    why: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        return sum(one.count for one in self.counted)

    @property
    def of(self) -> int:
        return sum(one.of for one in self.counted)


@dataclass(frozen=True, slots=True)
class Said:
    """What is said in so many cases of a sentence, in the readings taken by default."""

    says: Attributed
    count: int


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence that was gone through. ``scope`` and ``said`` are those of the readings taken by default.

    ``number``: what findings call it by.
    ``readings``: the readings gone through, every option of each with every option of the others: ``ways`` in all.
    ``gap``: a smallest case in which nothing is said, if there is one. ``ruled``: whether any rule is about it.
    """

    number: int
    question: Question
    about: str
    asked: Asked
    scope: Scope
    said: tuple[Said, ...]
    silent: int
    gap: Witness | None
    readings: tuple[str, ...]
    ways: int
    ruled: bool


@dataclass(frozen=True, slots=True)
class Force:
    """A sentence about force, or of what rules about it turn on: counts alone, no case and no condition."""

    question: Question
    about: str
    total: int
    contested: int
    silent: int


@dataclass(frozen=True, slots=True)
class Audit:
    """Everything found of one doctrine. ``precedents``: whether its precedents take part as rules."""

    doctrine: str
    lines: tuple[Line, ...]
    findings: tuple[Finding, ...]
    force: tuple[Force, ...] = ()
    force_rules: tuple[str, ...] = ()  # rules that bear on nothing but acts of force
    too_large: tuple[TooLarge, ...] = ()
    precedents: bool = False
