"""T3: what a case says of a fact through its events: it stays as it was until an event says otherwise.

This is the event calculus (Kowalski and Sergot 1986) for facts: an event initiates what it says and terminates what it
denies, and what was initiated persists. Before its first event a yes-or-no fact was otherwise, unless the case says
how it was: something that *becomes* so was not so before.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from siyar.ground.accounts import Key, key
from siyar.model import Case, CaseLine, Cite, Claim, Denial, Event, LineKind, Sentence
from siyar.study.variant import TELLING
from siyar.timeline.moments import Moment

Lines = tuple[CaseLine, ...]


@dataclass(frozen=True, slots=True)
class Telling:
    """What a teller ("": whoever tells the case) holds of a fact, and the moment of the event that says it."""

    teller: str
    claim: Claim | None
    place: int | None


@dataclass(frozen=True, slots=True)
class Change:
    """From a moment on (its index): the lines of the case on a fact, and what each teller holds of it."""

    place: int
    lines: Lines
    tellings: tuple[Telling, ...]
    mark: int = 0  # the same for the same lines, within a course; 0 for those of the outset


@dataclass(frozen=True, slots=True)
class Course:
    """The lines on one fact: at the outset, and from moments on, in their order."""

    key: Key
    outset: Lines
    changes: tuple[Change, ...]


def courses(case: Case, told: Sequence[Moment], sentences: Mapping[str, Sentence]) -> dict[Key, Course]:
    """The course of every fact some event speaks of, in the order in which they come up."""
    events: dict[Key, list[tuple[int, Event]]] = {}
    for place, moment in enumerate(told):
        for event in moment.events:
            events.setdefault(key(event.claim), []).append((place, event))
    said: dict[Key, list[CaseLine]] = {}
    for line in case.lines:
        if line.kind in TELLING:
            said.setdefault(key(line.claim), []).append(line)
    return {k: _course(k, tuple(said.get(k, ())), of, sentences[k[0]]) for k, of in events.items()}


def _course(about: Key, said: Lines, events: list[tuple[int, Event]], sentence: Sentence) -> Course:
    outset = said
    if not outset and not sentence.choice and not sentence.measure:
        outset = (CaseLine(LineKind.GIVEN, denied(events[0][1].claim, sentence)),)
    tellers = tuple(dict.fromkeys(c.source for _, e in events if e.contested for c in e.cites))
    changes: list[Change] = []
    each: dict[str, Lines] = {t: held(outset, t) for t in tellers or ("",)}
    places: dict[str, int | None] = dict.fromkeys(each)
    marks: dict[Lines, int] = {outset: 0}
    for place, event in events:
        line = CaseLine(LineKind.GIVEN, event.claim, event.cites)
        told_by = {c.source for c in event.cites} if event.contested else set(each)
        for teller in each:
            if teller in told_by:
                each[teller], places[teller] = (line,), place
        lines: Lines = _together(each) if tellers else (line,)
        if changes and changes[-1].place == place:
            changes.pop()
        tellings = tuple(Telling(t, of[0].claim if of else None, places[t]) for t, of in each.items())
        changes.append(Change(place, lines, tellings, marks.setdefault(lines, len(marks))))
    return Course(about, outset, tuple(changes))


def denied(claim: Claim, sentence: Sentence) -> Claim:
    """The claim that it was otherwise."""
    if claim.denial is not Denial.NONE:
        return replace(claim, denial=Denial.NONE, span=None)
    return replace(claim, denial=Denial.OPPOSITE if sentence.opposite else Denial.NOT_SO, span=None)


def held(lines: Lines, teller: str) -> Lines:
    """The lines that a teller holds to: those given, and those he tells; none where the case has it unknown."""
    return tuple(
        [
            line
            for line in lines
            if line.kind is LineKind.GIVEN
            or line.kind is LineKind.STIPULATED
            or (line.kind is LineKind.CONTESTED and any(c.source == teller for c in line.cites))
        ]
    )


def _together(each: Mapping[str, Lines]) -> Lines:
    """What the tellers say, as lines of a case: given where all say the same, unknown as who says nothing has it."""
    found: list[CaseLine] = []
    claims = {tuple(line.claim for line in lines) for lines in each.values()}
    if len(claims) == 1:
        (first, *_) = each.values()
        cites = tuple(dict.fromkeys(c for lines in each.values() for line in lines for c in line.cites))
        return tuple(replace(line, kind=LineKind.GIVEN, cites=cites) for line in first)
    (spoken, *_) = (line for lines in each.values() for line in lines)
    for teller, lines in each.items():
        for line in lines or (spoken,):
            cites = tuple(c for c in line.cites if c.source == teller) or (Cite(teller),)
            found.append(replace(line, kind=LineKind.CONTESTED if lines else LineKind.UNKNOWN, cites=cites))
    return tuple(found)
