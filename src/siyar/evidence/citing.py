"""What is found in a text: citations, quotations, and what was made of each. Frozen data."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from siyar.evidence.corpus import Record
from siyar.source import Span


class Kind(StrEnum):
    """What is cited."""

    VERSE = "verse"
    HADITH = "hadith"
    ARTICLE = "article"
    NOTE = "footnote mark"


class Wording(StrEnum):
    """How the words quoted stand to the words of a corpus."""

    EXACT = "exact"
    FRAGMENT = "exact fragment"
    VARIANT = "variant"
    PARTIAL = "partial"
    NOT_FOUND = "not found"
    UNCHECKED = "English paraphrase, not checked"
    TRANSLATION = "matches a named translation"
    NONE = "nothing quoted"
    TOO_SHORT = "too short to look for"
    NOT_LOOKED_FOR = "not looked for"


class Reference(StrEnum):
    """How the place named stands to the place where the words are."""

    RIGHT = "right"
    IN_BOOK = "in the book of that number"
    WRONG = "wrong reference"
    EXISTS = "exists"
    NO_SUCH = "no such place"
    WITHOUT_NUMBER = "no number given"
    MISSING = "citation missing"
    NOT_IN_CORPUS = "collection not in corpus"
    NOT_INSTALLED = "corpus not installed"
    UNCLEAR = "not confirmed"
    OUTSIDE = "outside the corpora"
    DANGLING = "mark without a note"


@dataclass(frozen=True, slots=True)
class Citation:
    """A place that a text names. ``numbers``: the records meant, as a corpus numbers them; several for a range.

    ``work``: ``quran``, the id of a collection, or nothing where only a narrator is named. ``problem``: why there can
    be no such place.
    """

    kind: Kind
    span: Span
    work: str = ""
    numbers: tuple[str, ...] = ()
    narrator: str = ""
    problem: str = ""

    @property
    def written(self) -> str:
        return " ".join(self.span.words.split())


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words that a text gives as another's. ``arabic``: else they are in Latin letters."""

    span: Span
    arabic: bool

    @property
    def written(self) -> str:
        return " ".join(self.span.words.split())


@dataclass(frozen=True, slots=True)
class Difference:
    """Words of the text under review and what the record has in their place; one of them may be empty."""

    quoted: str
    record: str


@dataclass(frozen=True, slots=True)
class Place:
    """Where a citation leads. ``right``: the places where the words stand, where they are not in the one named."""

    citation: Citation | None
    reference: Reference
    record: Record | None = None
    right: tuple[Record, ...] = ()
    narrator: bool | None = None  # whether the record names the narrator; None: not looked for


@dataclass(frozen=True, slots=True)
class Finding:
    """What was made of a quotation, of a citation, or of the two together."""

    span: Span
    wording: Wording
    places: tuple[Place, ...]
    quotation: Quotation | None = None
    differences: tuple[Difference, ...] = ()
    parallels: tuple[Record, ...] = ()
    repeats: int = 0  # the line where the same words were quoted before; 0: nowhere
    translation: str = ""  # the named translation whose words these are

    @property
    def line(self) -> int:
        return self.span.line
