"""What is said of cases: the precedents of a doctrine, and expectations. Problems: R001, R007, R009, S-codes."""

from __future__ import annotations

import re

from siyar.language.lines import Stretch
from siyar.language.names import CaseNames, Names
from siyar.language.parse import Block, Line
from siyar.language.resolve.cases import Cases
from siyar.language.resolve.citing import ids
from siyar.language.resolve.conditions import Speech
from siyar.language.resolve.gathered import File, Gathered, Home
from siyar.language.resolve.rules import Known, grounds, option
from siyar.language.sentences import Mood, Usage, tokens
from siyar.model import Case, Claim, Expectation, Precedent

_SETTLED = re.compile(r"\s*,\s*(settled|unsettled)$")
_AND = re.compile(r"\s*,\s*(?:and\s+)?|\s+and\s+")


def precedent(found: Gathered, file: File, home: Home, block: Block, names: Known, cases: Cases) -> Precedent | None:
    """A precedent, its sentences in the names of its case; nothing where the holding cannot be read."""
    line, held_line = block.first("case"), block.first("held")
    case: Case | None = None
    if line is not None:
        case = _case(found, line.value, cases)
    if case is None or held_line is None:
        return None
    speech = Speech(found, file, home, cases.names(case, home))
    held = speech.claim(held_line.value, Mood.CONCLUSION)
    because = _claims(speech, block.all("because", "and"))
    not_because = _claims(speech, block.all("not because"))
    apart = []
    for place in (p for line in block.all("apart from") for p in ids(line)):
        name: str | None = place.words
        if name not in names.precedents:
            name = found.unknown("R009", "precedent", place, sorted(names.precedents))
        if name is not None:
            apart.append(name)
    shared = grounds(speech, block, names)
    if held is None:
        return None
    return Precedent(block.id, case.id, held, because, not_because, tuple(apart), span=block.name.span(), **shared)


def _case(found: Gathered, place: Stretch, cases: Cases) -> Case | None:
    name: str | None = place.words
    if name not in cases.written:
        name = found.unknown("R009", "case", place, cases.written)
    return cases.case(name) if name is not None else None


def _claims(speech: Speech, lines: tuple[Line, ...]) -> tuple[Claim, ...]:
    read = (speech.claim(line.value, Mood.CONDITION) for line in lines)
    return tuple(claim for claim in read if claim is not None)


def expectation(
    found: Gathered, file: File, home: Home, block: Block, cases: Cases, doctrines: dict[str, Known]
) -> Expectation | None:
    """``expect question in case``; in a cases file ``of`` names the doctrine."""
    parts = [block.name.part(m.start(), m.end()) for m in re.finditer(r"\S+", block.id)]
    if len(parts) != 3:
        return None
    doctrine = _doctrine(found, home, block, doctrines)
    questions = found.questions(*(found.homes[id] for id in (doctrine,) if id in found.homes), home)
    question: str | None = parts[0].words
    if question not in questions:
        question = found.unknown("R009", "question", parts[0], sorted(questions))
    case = _case(found, parts[2], cases)
    if question is None or case is None:
        return None
    question = questions[question]
    of = doctrine or home.id
    known = doctrines.get(of)
    speaker = _speaker(found, home, of)
    speech = Speech(found, file, speaker, CaseNames(case.entities, speaker.usage.kin))
    about = block.first("about")
    entity = block.first("for")
    status, settled = _status(block.prose("is"))
    return Expectation(
        question=question,
        case=case.id,
        status=status,
        doctrine=doctrine,
        about=speech.claim(about.value, Mood.TOPIC) if about else None,
        entity=_entity(found, entity.value, case, speech.names) if entity else "",
        reading=_reading(found, block, known),
        account=tuple(p.words for line in block.all("on account") for p in ids(line)),
        settled=settled,
        because=block.prose("because"),
        by=_by(found, block, known),
        holds=_words(block.prose("holds")),
        between=_words(block.prose("between")),
        turns_on=_turns_on(speech, block),
        notes=block.proses("note"),
        span=block.name.span(),
    )


def _doctrine(found: Gathered, home: Home, block: Block, doctrines: dict[str, Known]) -> str:
    """The doctrine an expectation names; in a doctrine's own file it need not."""
    line = block.first("of")
    if line is None:
        if home.id not in doctrines:
            help = "say `of` and the id of a doctrine; only in a doctrine's own file it goes without saying"
            found.report("R009", "this expectation names no doctrine", block.name.span(), help)
        return ""
    if line.value.words in doctrines:
        return line.value.words
    return found.unknown("R009", "doctrine", line.value, doctrines) or ""


def _speaker(found: Gathered, home: Home, doctrine: str) -> Home:
    """Whose sentences an expectation may use: those of its own file and those of the doctrine it is about."""
    other = found.homes.get(doctrine)
    if other is None or other is home:
        return home
    tries = tuple(dict.fromkeys((*home.usage.tries, *other.usage.tries)))
    kin = {**other.usage.kin, **home.usage.kin}
    usage = Usage(tries, kin, home.usage.blind or other.usage.blind)
    return Home(home.id, home.kind, home.files, usage=usage, by_id={**other.by_id, **home.by_id})


def _status(words: str) -> tuple[str, bool | None]:
    found = _SETTLED.search(words)
    if found is None:
        return words, None
    return words[: found.start()], found[1] == "settled"


def _entity(found: Gathered, place: Stretch, case: Case, names: Names) -> str:
    words = [token.word for token in tokens(place)]
    for term, _, _, after in names.phrases(words, 0):
        if after == len(words) and isinstance(term, str):
            return term
    known = [name for e in case.entities for name in (e.name, e.short) if name]
    found.unknown("R009", "entity", place, known)
    return ""


def _reading(found: Gathered, block: Block, known: Known | None) -> tuple[tuple[str, str], ...]:
    chosen = []
    for line in block.all("in reading"):
        colon = line.value.words.find(":")
        if colon < 0:
            found.report(
                "R009", "a reading and its option are missing", line.value.span(), "write `in reading ID: OPTION`"
            )
            continue
        name, place = line.value.part(0, colon), line.value.part(colon + 1)
        if known is None:
            continue
        reading = name.words if name.words in known.readings else found.unknown("R009", "reading", name, known.readings)
        if reading is not None and (words := option(found, reading, place, known)) is not None:
            chosen.append((reading, words))
    return tuple(chosen)


def _by(found: Gathered, block: Block, known: Known | None) -> tuple[str, ...]:
    read = []
    for place in (p for line in block.all("by") for p in ids(line)):
        name: str | None = place.words
        if known is not None and name not in known.rules | known.precedents:
            name = found.unknown("R001", "rule", place, sorted(known.rules))
        if name is not None:
            read.append(name)
    return tuple(read)


def _words(said: str) -> tuple[str, ...]:
    return tuple(w for w in _AND.split(said) if w)


def _turns_on(speech: Speech, block: Block) -> tuple[tuple[Claim, ...], ...]:
    sets = []
    for line in block.all("turns on"):
        claims = [speech.claim(place, Mood.CONDITION) for place in line.value.split(" + ")]
        if claims and all(claims):
            sets.append(tuple(claim for claim in claims if claim is not None))
    return tuple(sets)
