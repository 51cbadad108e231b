"""What is said with sentences: claims about somebody, norms, quantities compared."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from siyar.source import Span


@dataclass(frozen=True, slots=True)
class Variable:
    """Somebody in a rule: ``Group``, ``another Group`` (mark "another"), ``Group B`` (mark "B")."""

    type: str
    mark: str = ""

    def __str__(self) -> str:
        if self.mark == "another":
            return f"another {self.type}"
        return f"{self.type} {self.mark}".strip()


Term = Variable | str  # a str is the full name of an entity of a case


@dataclass(frozen=True, slots=True)
class Quantity:
    """A length of time in days, a number, or a date as a set of days (Julian day numbers, ends included).

    ``low == high`` but for a date given as a month or a year. ``words`` is how the source gives it, in its calendar.
    """

    kind: str  # duration, number, date
    low: Fraction
    high: Fraction
    words: str


class Relation(StrEnum):
    """How a value sentence compares. ``ON`` is for dates what ``IS`` is for the others."""

    IS = "is"
    MORE = "more than"
    LESS = "less than"
    AT_LEAST = "at least"
    AT_MOST = "at most"
    AFTER = "after"
    BEFORE = "before"
    NOT_BEFORE = "not before"
    NOT_AFTER = "not after"
    ON = "on"


@dataclass(frozen=True, slots=True)
class Comparison:
    relation: Relation
    than: Quantity | Claim  # a Claim of another value sentence, said up to its "is"


class Modality(StrEnum):
    """The words of docs/semantics.md D3."""

    FORBIDDEN = "forbidden"
    DISCOURAGED = "discouraged"
    OPTIONAL = "optional"
    PERMITTED = "permitted"
    RECOMMENDED = "recommended"
    OBLIGATORY = "obligatory"
    NOT_OBLIGATORY = "not obligatory"


class Denial(StrEnum):
    """How a claim denies its sentence.

    For an act OPPOSITE means that the opposite act is named (``to end Treaty`` for ``to keep Treaty``). The two ways
    of denying a fact or concept mean the same but for a variable that occurs nowhere else (D19): under NOT_SO it is
    "of nobody is it so", under OPPOSITE "of somebody it is not so".
    """

    NONE = ""
    OPPOSITE = "opposite"
    NOT_SO = "it is not so that"


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence said of somebody: a fact, a concept with its value, an act, or a norm (a modality and an act).

    ``sentence`` is the id of a `Sentence`; ``arguments`` follow its slots. ``options`` names options of a choice, any
    of which will do (in the conclusion of a norm: each of which is meant). ``modality`` makes it a norm.
    """

    sentence: str
    arguments: tuple[Term, ...] = ()
    denial: Denial = Denial.NONE
    options: tuple[str, ...] = ()
    comparison: Comparison | None = None
    modality: Modality | None = None
    span: Span | None = field(default=None, compare=False, repr=False)
