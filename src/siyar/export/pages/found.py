"""What an id names. Ids are unique within a kind only, so that one may name a question and an act."""

from __future__ import annotations

from dataclasses import dataclass

from siyar.model import (
    Case,
    Dimension,
    Doctrine,
    Duty,
    Evidence,
    Factor,
    Library,
    Precedent,
    Question,
    Reading,
    Rule,
    Scope,
    Sentence,
    Source,
    Vocabulary,
)

#: The page of all asserted duties.
ASSERTED_DUTIES = "asserted-duties"


@dataclass(frozen=True, slots=True)
class AssertedDuties:
    """Every asserted duty of a library with the doctrine that records it: to be read, never used."""

    duties: tuple[tuple[Doctrine, Duty], ...]
    id: str = ASSERTED_DUTIES


Part = Rule | Precedent | Factor | Dimension | Evidence | Reading | Scope
Thing = Doctrine | Case | Source | Question | Sentence | Vocabulary | AssertedDuties | Part


@dataclass(frozen=True, slots=True)
class Found:
    """A thing and, for a part of a doctrine, the doctrine it belongs to."""

    thing: Thing
    home: Doctrine | None = None


def found(library: Library, id: str) -> tuple[Found, ...]:
    """Everything ``id`` names, larger things first: ``hizb-qa``, ``help``, ``hizb-qa/help-of-an-entity``.

    ``asserted-duties`` names the table of all duties that somebody asserts.

    A part of a doctrine may be named without its doctrine. Nothing is found for an unknown id.
    """
    duties = tuple((doctrine, duty) for doctrine in library.doctrines.values() for duty in doctrine.duties)
    whole: tuple[Thing | None, ...] = (
        AssertedDuties(duties) if id == ASSERTED_DUTIES else None,
        library.doctrines.get(id),
        library.cases.get(id),
        library.sources.get(id),
        library.questions().get(id),
        library.sentences().get(id),
        library.vocabularies.get(id),
    )
    home, _, bare = id.rpartition("/")
    parts = tuple(
        Found(part, doctrine)
        for doctrine in library.doctrines.values()
        if home in ("", doctrine.id)
        for part in _parts(doctrine)
        if part.id == bare
    )
    return (*(Found(thing) for thing in whole if thing is not None), *parts)


def _parts(doctrine: Doctrine) -> tuple[Part, ...]:
    return (
        *doctrine.rules,
        *doctrine.precedents,
        *doctrine.factors,
        *doctrine.dimensions,
        *doctrine.evidence,
        *doctrine.readings,
        *doctrine.scopes,
    )
