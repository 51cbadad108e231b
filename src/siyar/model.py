"""The waist: what a library of doctrines and cases is, once read. Frozen data, no behaviour beyond looking things up.

The nouns are those of docs/language.md. Ids are qualified only where they leave their home: inside a `Doctrine` a rule
is ``help-of-an-entity``, from outside ``hizb-qa/help-of-an-entity``. Spans say where a thing was written and are
ignored by equality, so that two readings of the same words are equal.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from siyar.source import Anchor, Span

# --------------------------------------------------------------------------- sentences


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
    span: Span | None = field(default=None, compare=False, repr=False)

    @property
    def slots(self) -> tuple[Slot, ...]:
        """The slots of the text, in order, each name once."""
        return tuple(dict.fromkeys(Slot(p.type, p.name) for p in self.text if isinstance(p, Slot)))

    @property
    def choice(self) -> Choice | None:
        return next((p for p in self.text if isinstance(p, Choice)), None)

    @property
    def measure(self) -> Measure | None:
        return next((p for p in self.text if isinstance(p, Measure)), None)


@dataclass(frozen=True, slots=True)
class Type:
    name: str
    is_a: str = ""
    means: str = ""
    home: str = ""
    span: Span | None = field(default=None, compare=False, repr=False)


# --------------------------------------------------------------------------- what is said with them


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


# --------------------------------------------------------------------------- where it is said


class Seen(StrEnum):
    """The state of a citation (product.md, stance 1)."""

    READ = "read"
    EXCERPT = "excerpt"
    UNCHECKED = "not checked"


@dataclass(frozen=True, slots=True)
class Cite:
    """``qa-2017 P5.S1, P10.S4`` or ``hidaya muwadaa (not checked)``.

    ``loci`` are anchors (``P5.S1``, ``P1.S1-S3``, ``P9.S4-P10.S1``) or whatever the work is cited by.
    """

    source: str
    loci: tuple[str, ...] = ()
    seen: Seen | None = None  # None: as the source's page says
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Sentences that nothing carries although a rule might, and why nothing does."""

    loci: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Inventory:
    """What each sentence of a source does: (function, loci). It stands on the source's page, without its words."""

    source: str
    functions: tuple[tuple[str, tuple[str, ...]], ...]
    left_out: tuple[LeftOut, ...] = ()
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Source:
    """A document under study. ``voices`` maps a voice to the anchors in which it speaks; ``passages`` lists all."""

    id: str
    title: str
    author: str = ""
    date: str = ""
    dated: Quantity | None = None  # the date, where the words of `date` can be read as one
    edition: str = ""
    language: str = ""
    seen: Seen = Seen.UNCHECKED
    voices: tuple[tuple[str, tuple[str, ...]], ...] = ()
    passages: tuple[Anchor, ...] = ()
    obtain: str = ""  # where a reader may find it
    inventory: Inventory | None = None
    span: Span | None = field(default=None, compare=False, repr=False)


# --------------------------------------------------------------------------- rules and what they rest on


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
    in_reading: tuple[InReading, ...] = ()
    rests_on: tuple[tuple[str, ...], ...] = ()
    supported_by: tuple[str, ...] = ()
    reason: str = ""
    cites: tuple[Cite, ...] = ()
    voice: str = ""
    notes: tuple[str, ...] = ()
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


# --------------------------------------------------------------------------- questions, cases, expectations


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
class Case:
    """One moment. `as in` is resolved: entities and lines of the older case are in here, replaced where restated."""

    id: str
    title: str
    entities: tuple[Entity, ...]
    lines: tuple[CaseLine, ...]
    date: str = ""
    as_in: str = ""
    asks: tuple[str | Claim, ...] = ()  # a question's id, or one act or concept written out
    notes: tuple[tuple[str, tuple[Cite, ...]], ...] = ()
    home: str = ""
    span: Span | None = field(default=None, compare=False, repr=False)


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


# --------------------------------------------------------------------------- files


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Types, sentences and questions that doctrines and cases share. ``beside``: the positions shown by default."""

    id: str
    title: str = ""
    version: str = ""
    uses: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    types: tuple[Type, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    questions: tuple[Question, ...] = ()
    impossible: tuple[Impossible, ...] = ()
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Doctrine:
    """Rules, readings, precedents and evidence in one voice, or a digest of named works.

    ``questions`` are those whose encoding is done; any other is *not encoded*, never silent.
    """

    id: str
    title: str
    voice: str = ""
    source: str = ""
    uses: tuple[str, ...] = ()
    terms: str = ""
    addresses: str = ""
    encoded_by: str = ""
    reviewed_by: str = "no scholar yet"
    since: str = ""  # `from`
    until: str = ""
    needs: str = ""
    questions: tuple[str, ...] = ()
    chosen: tuple[tuple[str, str], ...] = ()  # `readings: {a: b}`
    types: tuple[Type, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    own_questions: tuple[Question, ...] = ()
    rules: tuple[Rule, ...] = ()
    scopes: tuple[Scope, ...] = ()
    readings: tuple[Reading, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    precedents: tuple[Precedent, ...] = ()
    impossible: tuple[Impossible, ...] = ()
    oppositions: tuple[Opposition, ...] = ()
    principles: tuple[Principle, ...] = ()
    duties: tuple[Duty, ...] = ()
    passages: tuple[Passages, ...] = ()
    expectations: tuple[Expectation, ...] = ()
    files: tuple[str, ...] = ()
    shipped: bool = False
    digest: str = ""  # SHA-256 over the files, in order of name
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Library:
    """Everything read together, by id. Sentence, question and type ids are unique over what a doctrine uses."""

    vocabularies: Mapping[str, Vocabulary] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    doctrines: Mapping[str, Doctrine] = field(default_factory=dict)
    cases: Mapping[str, Case] = field(default_factory=dict)
    #: Expectations written in `cases:` files, which name their doctrine.
    expectations: tuple[Expectation, ...] = ()
    #: Sentences declared in cases files, by file id.
    case_sentences: tuple[Sentence, ...] = ()

    def types(self) -> Mapping[str, Type]:
        """All types by name."""
        found = {t.name: t for v in self.vocabularies.values() for t in v.types}
        found.update({t.name: t for d in self.doctrines.values() for t in d.types})
        return found

    def sentences(self) -> Mapping[str, Sentence]:
        """All sentences by id."""
        found = {s.id: s for v in self.vocabularies.values() for s in v.sentences}
        found.update({s.id: s for d in self.doctrines.values() for s in d.sentences})
        found.update({s.id: s for s in self.case_sentences})
        return found

    def questions(self) -> Mapping[str, Question]:
        """All questions by id."""
        found = {q.id: q for v in self.vocabularies.values() for q in v.questions}
        found.update({q.id: q for d in self.doctrines.values() for q in d.own_questions})
        return found
