"""What an id names. Ids are unique within a kind only, so that one may name a question and an act."""

from __future__ import annotations

from dataclasses import dataclass

from siyar.model import (
    Case,
    Doctrine,
    Evidence,
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

Part = Rule | Precedent | Evidence | Reading | Scope
Thing = Doctrine | Case | Source | Question | Sentence | Vocabulary | Part


@dataclass(frozen=True, slots=True)
class Found:
    """A thing and, for a part of a doctrine, the doctrine it belongs to."""

    thing: Thing
    home: Doctrine | None = None


def found(library: Library, id: str) -> tuple[Found, ...]:
    """Everything ``id`` names, larger things first: ``hizb-qa``, ``help``, ``hizb-qa/help-of-an-entity``.

    A part of a doctrine may be named without its doctrine. Nothing is found for an unknown id.
    """
    whole: tuple[Thing | None, ...] = (
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
        for group in (doctrine.rules, doctrine.precedents, doctrine.evidence, doctrine.readings, doctrine.scopes)
        for part in group
        if part.id == bare
    )
    return (*(Found(thing) for thing in whole if thing is not None), *parts)
