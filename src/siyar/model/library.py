"""What files hold: vocabularies, doctrines, and the library read from all of them."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from typing import Any

from siyar.model.cases import Case, Expectation, Question
from siyar.model.citing import Source
from siyar.model.rules import (
    Dimension,
    Duty,
    Evidence,
    Factor,
    Impossible,
    Opposition,
    Passages,
    Precedent,
    Prevailing,
    Principle,
    Reading,
    Rule,
    Scope,
)
from siyar.model.sentences import Sentence, Type
from siyar.once import Once
from siyar.source import Span


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Types, sentences and questions that doctrines and cases share.

    ``beside``: the positions shown beside every ruling; ``further``: those shown where they speak of the question.
    """

    id: str
    title: str = ""
    version: str = ""
    uses: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    further: tuple[str, ...] = ()
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
    factors: tuple[Factor, ...] = ()
    dimensions: tuple[Dimension, ...] = ()
    prevailing: Prevailing | None = None  # `precedents:`; None: the doctrine does not say
    impossible: tuple[Impossible, ...] = ()
    oppositions: tuple[Opposition, ...] = ()
    principles: tuple[Principle, ...] = ()
    duties: tuple[Duty, ...] = ()
    passages: tuple[Passages, ...] = ()
    expectations: tuple[Expectation, ...] = ()
    files: tuple[str, ...] = ()
    shipped: bool = False
    edited: bool = False  # a version that takes the place of a shipped doctrine
    digest: str = ""  # SHA-256 over the files, in order of name
    span: Span | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Library(Once):
    """Everything read together, by id. Sentence, question and type ids are unique over what a doctrine uses."""

    vocabularies: Mapping[str, Vocabulary] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    doctrines: Mapping[str, Doctrine] = field(default_factory=dict)
    cases: Mapping[str, Case] = field(default_factory=dict)
    #: Expectations written in `cases:` files, which name their doctrine.
    expectations: tuple[Expectation, ...] = ()
    #: Sentences declared in cases files, by file id.
    case_sentences: tuple[Sentence, ...] = ()
    #: The cases that show a question best: (question, cases), as files of cases say in `shows`.
    shown: tuple[tuple[str, tuple[str, ...]], ...] = ()

    # What is asked of a library over and over, put together once: it is frozen, so it stays as it is.
    _once: dict[Hashable, Any] = field(default_factory=dict, init=False, compare=False, repr=False)

    def types(self, home: str = "") -> Mapping[str, Type]:
        """All types by name; of a vocabulary or doctrine those that may be said there.

        Two vocabularies that are not used together may declare a type of the same name, each in its own way; over the
        whole library the first stands.
        """
        return self.once(f"types {home}", lambda: self._types(home))

    def _types(self, home: str) -> Mapping[str, Type]:
        homes: list[Vocabulary | Doctrine] = [*self.vocabularies.values(), *self.doctrines.values()]
        if home:
            homes = [self._home(id) for id in self.in_use(home)] or homes
        found: dict[str, Type] = {}
        for one in homes:
            for type in one.types:
                found.setdefault(type.name, type)
        return found

    def _home(self, id: str) -> Vocabulary | Doctrine:
        return self.vocabularies[id] if id in self.vocabularies else self.doctrines[id]

    def in_use(self, *homes: str) -> list[str]:
        """Of some vocabularies and doctrines, themselves and what they use, directly or not; other names are passed."""
        seen: dict[str, None] = {}
        left = list(homes)
        while left:
            id = left.pop(0)
            if id not in seen and (id in self.vocabularies or id in self.doctrines):
                seen[id] = None
                left += self._home(id).uses
        return list(seen)

    def sentences(self) -> Mapping[str, Sentence]:
        """All sentences by id."""
        return self.once("sentences", self._sentences)

    def _sentences(self) -> Mapping[str, Sentence]:
        found = {s.id: s for v in self.vocabularies.values() for s in v.sentences}
        found.update({s.id: s for d in self.doctrines.values() for s in d.sentences})
        found.update({s.id: s for s in self.case_sentences})
        return found

    def questions(self) -> Mapping[str, Question]:
        """All questions by id."""
        return self.once("questions", self._questions)

    def _questions(self) -> Mapping[str, Question]:
        found = {q.id: q for v in self.vocabularies.values() for q in v.questions}
        found.update({q.id: q for d in self.doctrines.values() for q in d.own_questions})
        return found
