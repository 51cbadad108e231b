"""Vocabularies and doctrines, put together from the blocks of their files.

Problems: V001, R007, R009, S006, and those of the blocks.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

from siyar.diagnostics import Related
from siyar.language.frontmatter import FrontMatter, Kind
from siyar.language.parse import Block
from siyar.language.quantities import Unread
from siyar.language.quantities import date as read_date
from siyar.language.resolve import rules as rulebook
from siyar.language.resolve.cases import Cases
from siyar.language.resolve.conditions import Speech
from siyar.language.resolve.factors import dimension, factor, prevailing
from siyar.language.resolve.gathered import File, Gathered, Home, in_use
from siyar.language.resolve.rules import RULES, Known
from siyar.language.resolve.verdicts import expectation, precedent
from siyar.model import Case, Doctrine, Expectation, Vocabulary
from siyar.source import Span

T = TypeVar("T")


def vocabulary(found: Gathered, home: Home) -> Vocabulary:
    file = home.files[0]
    speech = Speech(found, file, home, home.usage.type_names)
    return Vocabulary(
        id=home.id,
        title=file.front.words("title"),
        version=file.front.words("version"),
        uses=home.uses,
        beside=tuple(item.words for item in file.front.list("beside")),
        further=tuple(item.words for item in file.front.list("further")),
        types=tuple(home.types),
        sentences=tuple(home.sentences),
        questions=tuple(home.questions),
        impossible=_each(home, "impossible", lambda _, block: rulebook.impossible(speech, block)),
        span=file.front.entries[home.kind.value].span(),
    )


def doctrine(found: Gathered, home: Home, names: dict[str, Known], cases: Cases) -> Doctrine:
    file, own = home.files[0], names[home.id]
    front = file.front
    speeches = {id(f): Speech(found, f, home, home.usage.type_names) for f in home.files}
    _unique(found, home)

    def speech(at: File) -> Speech:
        return speeches[id(at)]

    return Doctrine(
        id=home.id,
        title=front.words("title", home.id),
        voice=front.words("voice"),
        source=front.words("source"),
        uses=home.uses,
        terms=front.words("terms"),
        addresses=front.words("addresses"),
        encoded_by=front.words("encoded by"),
        reviewed_by=front.words("reviewed by", "no scholar yet"),
        since=_period(found, front, "from"),
        until=_period(found, front, "until"),
        needs=_needs(found, home, front),
        questions=_encoded(found, home, front),
        chosen=_chosen(found, front, own),
        types=tuple(home.types),
        sentences=tuple(home.sentences),
        own_questions=tuple(home.questions),
        rules=_each(home, RULES, lambda f, b: rulebook.rule(speech(f), b, own)),
        scopes=_each(home, "scope", lambda f, b: rulebook.scope(speech(f), b, own)),
        readings=_each(home, "reading", lambda f, b: rulebook.reading(speech(f), b, own)),
        evidence=_each(home, "evidence", lambda f, b: rulebook.evidence(speech(f), b)),
        precedents=_each(home, "precedent", lambda f, b: precedent(found, f, home, b, own, cases)),
        factors=_each(home, "factor", lambda f, b: factor(speech(f), b, own)),
        dimensions=_each(home, "dimension", lambda f, b: dimension(speech(f), b, own)),
        prevailing=prevailing(found, front),
        impossible=_each(home, "impossible", lambda f, b: rulebook.impossible(speech(f), b)),
        oppositions=_each(home, "opposes", lambda f, b: rulebook.opposition(speech(f), b)),
        principles=_each(home, "principle", lambda f, b: rulebook.principle(speech(f), b)),
        duties=_each(home, "duty", lambda f, b: rulebook.duty(speech(f), b)),
        passages=_each(home, "passages", lambda f, b: rulebook.passages(found, f, b)),
        expectations=tuple(expectations(found, home, names, cases)),
        files=tuple(f.text.name for f in home.files),
        digest=_digest(home.files),
        span=front.entries[home.kind.value].span(),
    )


def _each(home: Home, kinds: str | tuple[str, ...], build: Callable[[File, Block], T | None]) -> tuple[T, ...]:
    """What is built of every block of some kinds, in order of writing."""
    wanted = (kinds,) if isinstance(kinds, str) else kinds
    built = (build(file, block) for file, block in home.blocks(*wanted))
    return tuple(one for one in built if one is not None)


def expectations(found: Gathered, home: Home, names: dict[str, Known], cases: Cases) -> Iterator[Expectation]:
    for file, block in home.blocks("expect"):
        one = expectation(found, file, home, block, cases, names)
        if one is not None:
            yield one


_FAMILIES = (
    (*RULES, "evidence", "precedent"),
    ("factor", "dimension"),
    ("scope",), ("reading",), ("impossible",), ("opposes",), ("principle",), ("duty",),
)  # fmt: skip


def _unique(found: Gathered, home: Home) -> None:
    """V001: rules, evidence and precedents share their ids; every other kind has its own."""
    for family in _FAMILIES:
        seen: dict[str, Span] = {}
        for _, block in home.blocks(*family):
            first = seen.setdefault(block.id, block.name.span())
            here = block.name.span()
            if block.id and (first.text, first.start) != (here.text, here.start):
                found.report(
                    "V001", f"`{block.id}` is declared twice", here, "give one of them another id",
                    Related("first declared here", first),
                )  # fmt: skip


def _encoded(found: Gathered, home: Home, front: FrontMatter) -> tuple[str, ...]:
    questions = found.questions(home)
    read = []
    for item in front.list("questions"):
        name: str | None = item.words
        if name not in questions:
            name = found.unknown("R009", "question", item, sorted(questions))
        if name is not None:
            read.append(questions[name])
    return tuple(read)


def _needs(found: Gathered, home: Home, front: FrontMatter) -> str:
    """V008: the vocabularies a doctrine uses have the versions it is written for: ``2``, or ``siyar 2, market 1``.

    A bare version is that of the one vocabulary in use.
    """
    used = [h for h in in_use(found, home) if h.kind is Kind.VOCABULARY]
    for item in front.list("needs"):
        name, _, version = item.words.rpartition(" ")
        meant = [h for h in used if name.strip() in ("", h.id)]
        if len(meant) != 1:
            known = [h.id for h in used]
            which = item.part(0, len(name)) if name else item
            if name:
                found.unknown("R009", "vocabulary in use", which, known)
            else:
                help = f"say which one: `{known[0]} {version}`" if known else "it `uses` none"
                found.report(
                    "V008", f"`{home.id}` needs version {version} of no vocabulary in particular", which.span(), help
                )
            continue
        has = meant[0].files[0].front.words("version")
        if has != version:
            read_here = f"version {has} is read here" if has else "the one read here states no version"
            message = f"`{home.id}` needs version {version} of `{meant[0].id}`, and {read_here}"
            there = meant[0].files[0].front.entries
            span = (there["version"] if has else there[Kind.VOCABULARY.value]).span()
            help = "get the version it needs, or look through the doctrine again and change `needs`"
            found.report("V008", message, item.span(), help, Related("the vocabulary that was read", span))
    return front.words("needs")


def shown(found: Gathered, cases: Mapping[str, Case]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The cases that show a question best, as files of cases say in ``shows``. Problems: R009."""
    read: dict[str, dict[str, None]] = {}
    for home in found.of(Kind.CASES):
        questions = found.questions(home)
        for question, places in home.files[0].front.map("shows"):
            name: str | None = question.words
            if name not in questions:
                name = found.unknown("R009", "question", question, sorted(questions))
            for match in re.finditer(r"\S+", places.words):
                case: str | None = match[0]
                if case not in cases:
                    case = found.unknown("R009", "case", places.part(match.start(), match.end()), sorted(cases))
                if name is not None and case is not None:
                    read.setdefault(questions[name], {})[case] = None
    return tuple((name, tuple(ids)) for name, ids in read.items())


def _chosen(found: Gathered, front: FrontMatter, names: Known) -> tuple[tuple[str, str], ...]:
    chosen = []
    for reading, option in front.map("readings"):
        name = reading.words
        if name not in names.readings:
            near = found.unknown("R009", "reading", reading, names.readings)
            if near is None:
                continue
            name = near
        words = rulebook.option(found, name, option, names)
        if words is not None:
            chosen.append((name, words))
    return tuple(chosen)


def _period(found: Gathered, front: FrontMatter, key: str) -> str:
    """`from` and `until` are dates, for anachronisms."""
    if key in front.entries:
        said = read_date(front.words(key))
        if isinstance(said, Unread):
            place = front.entries[key].span(said.start, said.end)
            found.report("S006", said.message, place, said.help)
    return front.words(key)


def _digest(files: Iterable[File]) -> str:
    """SHA-256 over the files of a doctrine, in order of name."""
    digest = hashlib.sha256()
    for file in sorted(files, key=lambda f: f.text.name):
        digest.update(file.text.characters.encode("utf-8", "surrogatepass"))
    return digest.hexdigest()
