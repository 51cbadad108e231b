"""What a library may not say: P001 duties of force, P002 states and persons of the present.

A doctrine may be encoded and studied without Siyar ever concluding that somebody must fight; such assertions are kept
as assertions, with their speaker. Facts are historical or abstract.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from functools import cache
from importlib.resources import files

from siyar.check.places import name_in
from siyar.check.values import is_a
from siyar.diagnostics import Diagnostic, Severity
from siyar.framing.masks import mirrored, standing_mask
from siyar.model import (
    Case,
    Choice,
    Claim,
    Library,
    Modality,
    Piece,
    SentenceKind,
    Type,
    Word,
)
from siyar.source import Span
from siyar.theory import STANDING_WORDS

PRESENT = 1950
_DUTY = STANDING_WORDS["recommended"]  # implied by obligatory (D3)
_HIJRA = 622
_LUNAR = 0.970224  # solar years in a lunar year
_LETTERS = re.compile(r"[^\W\d_]+")
_YEAR = re.compile(r"(\d{1,4})(\s*AH\b)?\s*$")


def stance(library: Library, shipped: Container[str] = ()) -> Iterator[Diagnostic]:
    """P001 in every doctrine, P002 in cases, facts and options."""
    sentences, types = library.sentences(), library.types()
    yield from duties_of_force(library)
    for sentence in sentences.values():
        for keyword, pieces in (("text", sentence.text), ("opposite", sentence.opposite)):
            for words in _names(pieces):
                yield from _present(words, sentence.span, keyword, shipped)
    for case in library.cases.values():
        if not historical(case):
            yield from _case(case, types, shipped)


def historical(case: Case) -> bool:
    """Whether the case has a date before 1950."""
    found = _YEAR.search(case.date.strip())
    if found is None:
        return False
    year = int(found[1])
    return (year * _LUNAR + _HIJRA if found[2] else year) < PRESENT


def duties_of_force(library: Library) -> Iterator[Diagnostic]:
    """P001 in every doctrine."""
    acts = _acts_of_force(library)
    for doctrine in library.doctrines.values():
        # A defeater only holds conclusions back; all others, also holdings of precedents, would establish a duty.
        concluded = [(rule.id, head, rule.span) for rule in doctrine.rules if not rule.blocks for head in rule.heads]
        concluded += [(precedent.id, precedent.held, precedent.span) for precedent in doctrine.precedents]
        concluded += [(factor.id, factor.favours, factor.span) for factor in doctrine.factors]
        concluded += [(dimension.id, dimension.favours, dimension.span) for dimension in doctrine.dimensions]
        for id, head, span in concluded:
            if _makes_a_duty(head, acts):
                yield Diagnostic(
                    "P001",
                    f"`{id}` concludes a duty to an act of force",
                    head.span or span,
                    "Siyar records such assertions and derives none: write a `duty` block with its speaker and source",
                )


def _makes_a_duty(head: Claim, acts: Mapping[str, frozenset[bool]]) -> bool:
    """Whether a norm implies that an act of force is recommended or obligatory, from whichever side it is force."""
    if not isinstance(head.modality, Modality):
        return False
    mask = standing_mask(head)
    return any(not (mirrored(mask) if opposite else mask) & ~_DUTY for opposite in acts.get(head.sentence, ()))


def _acts_of_force(library: Library) -> Mapping[str, frozenset[bool]]:
    """The acts of force by id, and whether it is the text (False) or the opposite (True) that is one.

    An act is one if it is marked, if another declaration of its id is, or if it reads, but for who acts on whom, as a
    marked one does: a vocabulary of one's own does not take the mark off.
    """
    declared = [
        *(s for v in library.vocabularies.values() for s in v.sentences),
        *(s for d in library.doctrines.values() for s in d.sentences),
        *library.case_sentences,
    ]
    acts = [s for s in declared if s.kind is SentenceKind.ACT]
    marked = [s for s in acts if s.force]
    ids, texts = {s.id for s in marked}, {_bare(s.text) for s in marked}
    found: dict[str, set[bool]] = {}
    for act in acts:
        if act.id in ids or _bare(act.text) in texts:
            found.setdefault(act.id, set()).add(False)
        if act.opposite and _bare(act.opposite) in texts:
            found.setdefault(act.id, set()).add(True)
    return {id: frozenset(sides) for id, sides in found.items()}


def _bare(pieces: tuple[Piece, ...]) -> tuple[str, ...]:
    """The words and options of a text, without who fills its slots."""
    said: list[str] = []
    for piece in pieces:
        if isinstance(piece, Word):
            said.append(piece.text.casefold())
        elif isinstance(piece, Choice):
            said.append(" | ".join(piece.options).casefold())
    return tuple(said)


def _case(case: Case, types: Mapping[str, Type], shipped: Container[str]) -> Iterator[Diagnostic]:
    yield from _present(case.title, case.span, "title", shipped)
    for entity in case.entities:
        span = entity.span or case.span
        named = list(_present(f"{entity.name} ({entity.short})", span, "", shipped))
        yield from named
        if not named and is_a(entity.type, "Person", types) and _proper(entity.name, types):
            yield _problem(
                f"`{entity.name}` is a person, and the case has no date before {PRESENT}",
                span,
                "give the date of the case, or name the person in the abstract, as in `the envoy`",
                shipped,
            )


def _present(words: str, span: Span | None, keyword: str, shipped: Container[str]) -> Iterator[Diagnostic]:
    """P002 under the name: in the span itself, or in the block at the span, on the line of the keyword."""
    if _begun_with().isdisjoint(_LETTERS.findall(words)):
        return
    found = _states().search(words)
    if found:
        if keyword:
            span = name_in(span, keyword, found[0])
        elif span and found[0] in span.words:
            at = span.start + span.words.index(found[0])
            span = Span(span.text, at, at + len(found[0]))
        yield _problem(
            f"`{found[0]}` is a present-day state",
            span,
            f"use an abstract name; a historical case has a date before {PRESENT}",
            shipped,
        )


def _problem(message: str, span: Span | None, help: str, shipped: Container[str]) -> Diagnostic:
    error = span is not None and span.text.name in shipped
    return Diagnostic("P002", message, span, help, Severity.ERROR if error else Severity.WARNING)


def _proper(name: str, types: Mapping[str, Type]) -> bool:
    return any(word[:1].isupper() and word not in types for word in name.split())


def _names(pieces: tuple[Piece, ...]) -> Iterator[str]:
    """The words of a text that could be a name, and its options."""
    run: list[str] = []
    for piece in pieces:
        if isinstance(piece, Word):
            run.append(piece.text)
        else:
            yield " ".join(run)
            run = []
        if isinstance(piece, Choice):
            yield from piece.options
    yield " ".join(run)


@cache
def _listed() -> tuple[str, ...]:
    """The names of the list; longer ones first."""
    data = files("siyar").joinpath("library", "present_states.txt").read_text(encoding="utf-8")
    names = [line.strip() for line in data.splitlines() if line.strip() and not line.startswith("#")]
    return tuple(sorted(names, key=lambda name: (-len(name), name)))


@cache
def _begun_with() -> frozenset[str]:
    """The first words of the names: where none of them stands no name does, and that is nearly everywhere."""
    return frozenset(_LETTERS.findall(name)[0] for name in _listed())


@cache
def _states() -> re.Pattern[str]:
    """Any name of the list as whole words."""
    return re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, _listed()))})(?!\w)")
