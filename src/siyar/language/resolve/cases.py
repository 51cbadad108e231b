"""Cases: entities, lines, and what is taken over by ``as in``.

Problems: C002, C003, C007, C008, L009, R009, S-codes, V001, V005.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from siyar.diagnostics import Related
from siyar.language.frontmatter import ID
from siyar.language.lines import Stretch
from siyar.language.names import CaseNames
from siyar.language.parse import Block, Line
from siyar.language.quantities import Unread
from siyar.language.quantities import date as read_date
from siyar.language.resolve.citing import cites
from siyar.language.resolve.conditions import Speech
from siyar.language.resolve.contradictions import clash
from siyar.language.resolve.events import EVENTS, event, in_order
from siyar.language.resolve.gathered import File, Gathered, Home
from siyar.language.sentences import Mood
from siyar.language.syntax import ENTITY
from siyar.language.texts import fold
from siyar.model import Case, CaseLine, Claim, Entity, Event, LineKind, Quantity
from siyar.source import Span

_SHORT = re.compile(r"\s*\(([^()]+)\)$")
_KINDS = {kind.value: kind for kind in LineKind}
#: What `as in` takes over: the situation, not what anybody concluded from it.
_INHERITED = (LineKind.GIVEN, LineKind.CONTESTED, LineKind.UNKNOWN, LineKind.STIPULATED)


@dataclass(frozen=True, slots=True)
class Written:
    """A case as it stands in its file."""

    home: Home
    file: File
    block: Block


class Cases:
    """All cases read together, resolved one after the other as they refer to each other."""

    def __init__(self, found: Gathered) -> None:
        self.found = found
        self.written: dict[str, Written] = {}
        self.resolved: dict[str, Case] = {}
        self._names: dict[tuple[str, str], CaseNames] = {}
        self._under_way: list[str] = []
        seen: dict[str, Span] = {}
        for home in found.homes.values():
            for file, block in home.blocks("case"):
                first = seen.setdefault(block.id, block.name.span())
                if block.id in self.written:
                    found.report(
                        "V001", f"`{block.id}` is declared twice", block.name.span(), "give one of them another id",
                        Related("first declared here", first),
                    )  # fmt: skip
                    continue
                self.written[block.id] = Written(home, file, block)

    def all(self) -> dict[str, Case]:
        for name in self.written:
            self.case(name)
        return {name: self.resolved[name] for name in self.written}

    def case(self, name: str) -> Case:
        """A case that is written somewhere, with what it takes over."""
        if name not in self.resolved:
            self._under_way.append(name)
            self.resolved[name] = self._resolve(self.written[name])
            self._under_way.pop()
        return self.resolved[name]

    def names(self, case: Case, home: Home) -> CaseNames:
        """The names of a case, for sentences written in ``home``."""
        key = (case.id, home.id)
        if key not in self._names:
            self._names[key] = CaseNames(case.entities, home.usage.kin)
        return self._names[key]

    def _older(self, written: Written) -> Case | None:
        line = written.block.first("as in")
        if line is None:
            return None
        name: str | None = line.value.words
        if name not in self.written:
            name = self.found.unknown("R009", "case", line.value, [n for n in self.written if n != written.block.id])
        if name is None:
            return None
        if name in self._under_way:
            circle = [*self._under_way[self._under_way.index(name) :], name]
            said = ", ".join(f"`{n}`" for n in circle)
            self.found.report(
                "R009", f"`as in` goes in a circle: {said}", line.value.span(), "take one of these lines out"
            )
            return None
        return self.case(name)

    def _resolve(self, written: Written) -> Case:
        found, block, home = self.found, written.block, written.home
        older = self._older(written)
        entities = _entities(found, home, block, older)
        speech = Speech(found, written.file, home, CaseNames(entities, home.usage.kin))
        own: list[CaseLine] = []
        asks: list[str | Claim] = []
        notes = []
        events: list[Event] = []
        questions = found.questions(home)
        for line in block.lines:
            if line.keyword in _KINDS:
                own.extend(_line(speech, line))
            elif line.keyword in EVENTS:
                events.extend(event(speech, line))
            elif line.keyword == "ask":
                ask = _ask(speech, line, questions)
                if ask is not None:
                    asks.append(ask)
            elif line.keyword == "note":
                notes.append((line.value.words, cites(found, written.file, line.cites)))
        _contradictions(found, own)
        said = {(line.claim.sentence, line.claim.arguments) for line in own if line.kind in _INHERITED}
        kept = [
            replace(line, inherited=line.inherited or line_home)
            for line_home, lines in (((older.id, older.lines),) if older else ())
            for line in lines
            if line.kind in _INHERITED and (line.claim.sentence, line.claim.arguments) not in said
        ]
        when = _date(found, block)
        taken = tuple(replace(e, inherited=e.inherited or older.id) for e in older.events) if older else ()
        in_order(found, (*taken, *events))
        return Case(
            id=block.id,
            title=block.prose("title") or block.id,
            entities=entities,
            lines=(*kept, *own),
            date=block.prose("date"),
            days=_with_events(when, (*taken, *events)),
            as_in=older.id if older else "",
            asks=tuple(asks),
            notes=tuple(notes),
            events=(*taken, *events),
            home=home.id,
            uses=home.uses,
            span=block.name.span(),
        )


def _unknown_type(found: Gathered, home: Home, name: Stretch) -> str | None:
    """V005, which in a file that uses nothing, or the wrong words, says whose words have the type."""
    having = [other.id for other in found.homes.values() if any(t.name == name.words for t in other.types)]
    if having and not home.blind:
        help = f"say in the front matter whose words are used: `uses: {having[0]}`"
        found.report("V005", f"no type `{name.words}` in the words this file uses", name.span(), help)
        return None
    return found.unknown("V005", "type", name, home.usage.kin)


def _entities(found: Gathered, home: Home, block: Block, older: Case | None) -> tuple[Entity, ...]:
    """The entities of the older case and the block's own, which replace those of the same name."""
    entities = {entity.name: entity for entity in (older.entities if older else ())}
    own: dict[str, Span] = {}
    for line in block.all(ENTITY):
        type_: str | None = line.key.words
        if type_ not in home.usage.kin:
            type_ = None if home.blind else _unknown_type(found, home, line.key)
        words = line.value.words
        if not words:
            found.report(
                "L008", "this entity has no name", line.key.span(), "write it after the type, as in `State  Medina`"
            )
        if type_ is None or not words:
            continue
        short = _SHORT.search(words)
        name = words[: short.start()] if short else words
        shown = short[1].strip() if short else ""
        for said in filter(None, (name, shown)):
            first = own.setdefault(fold(said), line.value.span())
            if first.start != line.value.offset(0):
                found.report(
                    "V001", f"`{said}` is declared twice", line.value.span(), "give one of the two another name",
                    Related("first declared here", first),
                )  # fmt: skip
        entities[name] = Entity(name, type_, shown, line.value.span())
    return tuple(entities.values())


def _line(speech: Speech, line: Line) -> list[CaseLine]:
    kind = _KINDS[line.keyword]
    claim = speech.claim(line.value, Mood.REPORT if kind is LineKind.REPORTED else Mood.CONDITION)
    said_by = cites(speech.found, speech.file, line.cites)
    return [CaseLine(kind, claim, said_by, "", line.value.span())] if claim else []


def _ask(speech: Speech, line: Line, questions: Mapping[str, str]) -> str | Claim | None:
    """A question's id, or one act or concept written out."""
    words = line.value.words
    if words in questions:
        return questions[words]
    if ID.fullmatch(words):
        near = speech.found.unknown("R009", "question", line.value, sorted(questions))
        return questions[near] if near else None
    return speech.claim(line.value, Mood.TOPIC)


def _contradictions(found: Gathered, lines: list[CaseLine]) -> None:
    """C002: two given lines that cannot both be so."""
    given: dict[tuple[object, ...], CaseLine] = {}
    for line in lines:
        if line.kind not in (LineKind.GIVEN, LineKind.STIPULATED) or line.claim.modality is not None:
            continue
        key = (line.claim.sentence, line.claim.arguments)
        first = given.setdefault(key, line)
        if first is not line and line.span is not None and first.span is not None and clash(first.claim, line.claim):
            found.report(
                "C002", "this line says otherwise than an earlier one", line.span,
                "keep one of the two, or write both as `contested` with their tellers",
                Related("the earlier line", first.span),
            )  # fmt: skip


def _date(found: Gathered, block: Block) -> Quantity | None:
    """The days of the case's date, S006 if they are none."""
    line = block.first("date")
    if line is None:
        return None
    said = read_date(line.value.words)
    if isinstance(said, Unread):
        found.report("S006", said.message, line.value.span(said.start, said.end), said.help)
        return None
    return said


def _with_events(when: Quantity | None, events: Sequence[Event]) -> Quantity | None:
    """From the date of a case to the last of its events."""
    return replace(when, high=max(when.high, *(e.when.high for e in events))) if when and events else when
