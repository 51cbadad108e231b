"""A declared sentence and what it is made of: words, slots, choices, measures."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from siyar.model.citing import Cite
from siyar.model.claims import Claim, Quantity
from siyar.source import Span


@dataclass(frozen=True, slots=True)
class Word:
    text: str


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for somebody. ``name`` tells slots of one type apart: ``Group``, ``another Group``, ``Group B``."""

    type: str
    name: str
    possessive: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """``{a | b}``: exhaustive and exclusive in a fact or concept; in an act each option is an act of its own."""

    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """``{duration}``, ``{number}`` or ``{date}``: always the end of a text."""

    kind: str


Piece = Word | Slot | Choice | Measure


class SentenceKind(StrEnum):
    FACT = "fact"
    CONCEPT = "concept"
    ACT = "act"


@dataclass(frozen=True, slots=True)
class Earliest:
    """The day before which a fact cannot be so (D26), and on whose word: nobody is a party to what is not there yet."""

    day: Quantity
    cites: tuple[Cite, ...] = ()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A declared fact, concept or act: one English sentence with slots, and at most one choice or measure.

    ``id`` is the bare id in a vocabulary, ``hizb-essay/relations-violate`` where a doctrine or cases file declares it
    for itself: unique in a library, and what `Claim.sentence` holds. ``opposite`` denies the text in words of its own
    (for an act: the opposite act); its slots are those of the text, matched by name. `arguments` of a `Claim` always
    follow the slots of ``text``.
    """

    id: str
    kind: SentenceKind
    home: str  # the vocabulary, doctrine or case file that declares it
    text: tuple[Piece, ...]
    opposite: tuple[Piece, ...] = ()
    means: str = ""
    asks: str = ""
    judged_by: str = ""
    arabic: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    force: bool = False  # `kind force`, product.md stance 5
    notes: tuple[str, ...] = ()
    #: Of a duration that is the time since something became so: what became so, with the slots of the text.
    since: Claim | None = None
    #: Of a fact that is a comparison of two quantities in words of its own: that comparison.
    once: Claim | None = None
    #: Of a fact that is so or not so: the day before which it cannot be.
    earliest: Earliest | None = None
    span: Span | None = field(default=None, compare=False, repr=False)
    # Found in the text once: grounding asks for them again and again.
    slots: tuple[Slot, ...] = field(init=False, compare=False, repr=False)  # in order, each name once
    choice: Choice | None = field(init=False, compare=False, repr=False)
    measure: Measure | None = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        slots = tuple(dict.fromkeys(Slot(p.type, p.name) for p in self.text if isinstance(p, Slot)))
        object.__setattr__(self, "slots", slots)
        object.__setattr__(self, "choice", next((p for p in self.text if isinstance(p, Choice)), None))
        object.__setattr__(self, "measure", next((p for p in self.text if isinstance(p, Measure)), None))


@dataclass(frozen=True, slots=True)
class Type:
    name: str
    is_a: str = ""
    means: str = ""
    home: str = ""
    span: Span | None = field(default=None, compare=False, repr=False)
