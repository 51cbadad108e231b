"""Files to a `Library`: structure, homes, declarations, then everything that is said with them.

>>> from siyar.source import Text
>>> text = Text("v.md", "---\\nvocabulary: v\\n---\\n```siyar\\ntype Party\\n\\nfact muslim\\n  text    Party is Muslim\\n```\\n")
>>> result = read([text])
>>> list(result.library.sentences()), result.diagnostics
(['muslim'], ())
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from siyar.diagnostics import Diagnostic, Related
from siyar.language.frontmatter import FrontMatter, Kind, front_matter, invisible
from siyar.language.lines import INVISIBLE, Stretch, cut
from siyar.language.markdown import fences
from siyar.language.names import CaseNames, kin
from siyar.language.parse import Block, parse
from siyar.language.quantities import Unread
from siyar.language.quantities import date as read_date
from siyar.language.resolve import rules as rulebook
from siyar.language.resolve.cases import Cases
from siyar.language.resolve.citing import sources
from siyar.language.resolve.conditions import Speech
from siyar.language.resolve.declarations import declare
from siyar.language.resolve.gathered import File, Gathered, Home, gather
from siyar.language.resolve.rules import RULES, Known, known
from siyar.language.resolve.verdicts import expectation, precedent
from siyar.language.sentences import Mood, Usage, read_sentence
from siyar.language.trie import Trie
from siyar.model import Case, Claim, Doctrine, Expectation, Library, Vocabulary
from siyar.source import Span, Text

T = TypeVar("T")

LARGEST = 5_000_000  # characters of one file


@dataclass(frozen=True, slots=True)
class Read:
    """What could be read, and everything that is wrong, in order of file and place."""

    library: Library
    diagnostics: tuple[Diagnostic, ...]


def read(texts: Iterable[Text]) -> Read:
    """Read files together. Never fails: problems are diagnostics, and what could be read is in the library."""
    problems: list[Diagnostic] = []
    files = [file for text in sorted(texts, key=lambda t: t.name) if (file := _file(text, problems)) is not None]
    found = gather(files, problems)
    sources(found)
    declare(found)
    cases = Cases(found)
    read_cases = cases.all()
    names = {home.id: known(home) for home in found.of(Kind.DOCTRINE)}
    library = Library(
        vocabularies={home.id: _vocabulary(found, home) for home in found.of(Kind.VOCABULARY)},
        sources=found.sources,
        doctrines={home.id: _doctrine(found, home, names, cases) for home in found.of(Kind.DOCTRINE)},
        cases=read_cases,
        expectations=tuple(e for home in found.of(Kind.CASES) for e in _expectations(found, home, names, cases)),
        case_sentences=tuple(s for home in found.of(Kind.CASES) for s in home.sentences),
    )
    return Read(library, _ordered(problems))


def read_claim(
    words: str, library: Library, *, case: Case | None = None, doctrine: Doctrine | None = None
) -> Claim | tuple[Diagnostic, ...]:
    """One sentence typed by a user, in the names of a case (or of types, without one).

    It may use the sentences of the doctrine and what it uses, or else of all vocabularies, and those of the case's home.
    """
    homes = _homes_of(library, doctrine)
    if case is not None:
        homes.setdefault(case.home, None)
        if case.home in library.doctrines:
            for used in library.doctrines[case.home].uses:
                homes.setdefault(used, None)
    everything = library.sentences().values()
    tries = tuple(Trie(s for s in everything if s.home == home) for home in homes)
    usage = Usage(tries, kin(t for t in library.types().values()))
    names = CaseNames(case.entities, usage.kin) if case is not None else usage.type_names
    problems: list[Diagnostic] = []
    line = " ".join(words.split())
    stretch = Stretch(Text("<sentence>", line), line, ((0, 0),))
    claim = read_sentence(stretch, usage, names, Mood.TOPIC, problems)
    return tuple(problems) if claim is None or problems else claim


def _homes_of(library: Library, doctrine: Doctrine | None) -> dict[str, None]:
    if doctrine is None:
        return dict.fromkeys(library.vocabularies)
    homes: dict[str, None] = {doctrine.id: None}
    queue = list(doctrine.uses)
    while queue:
        name = queue.pop(0)
        if name in homes:
            continue
        homes[name] = None
        if name in library.doctrines:
            queue.extend(library.doctrines[name].uses)
        elif name in library.vocabularies:
            queue.extend(library.vocabularies[name].uses)
    return homes


# --------------------------------------------------------------------------- structure


def _file(text: Text, problems: list[Diagnostic]) -> File | None:
    """The blocks of one file. Problems: F002 to F007, M001, M002, L-codes."""
    if len(text.characters) > LARGEST:
        problems.append(Diagnostic("F003", "this file is larger than 5 MB", None, "split it", file=text.name))
        return None
    if "\0" in text.characters or "\ufffd\ufffd\ufffd" in text.characters:
        problems.append(Diagnostic("F002", "this file is not text", None, "save it as UTF-8", file=text.name))
        return None
    front = front_matter(text)
    problems.extend(front.problems)
    if front.kind is None:
        return None
    blocks: list[Block] = []
    for fence in fences(text, front.lines, problems):
        for raw in cut(text, fence.first, fence.last, problems):
            if not fence.closed and not _seems_head(raw.head.words):
                break  # the prose after a fence that was never closed
            block = parse(raw, front.kind, problems)
            if block is not None:
                blocks.append(block)
    _invisible(text, blocks, problems)
    return File(text, front, tuple(blocks))


def _seems_head(words: str) -> bool:
    from siyar.language.syntax import KINDS

    return any(words == head or words.startswith(head + " ") for head in KINDS)


def _invisible(text: Text, blocks: Iterable[Block], problems: list[Diagnostic]) -> None:
    """L007: characters that cannot be seen stand in blocks only where words are quoted."""
    if INVISIBLE.search(text.characters) is None:
        return
    for block in blocks:
        quoted = [line.value.span() for line in block.lines if line.keyword in ("wording", "arabic")]
        for match in INVISIBLE.finditer(text.characters, block.span.start, block.span.end):
            at = match.start()
            if not any(q.start <= at < q.end for q in quoted):
                problems.append(invisible(text, at))


def _ordered(problems: list[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Without repetitions, in order of file and place."""

    def place(problem: Diagnostic) -> tuple[str, int, str, str]:
        span = problem.span
        return (span.text.name if span else problem.file, span.start if span else -1, problem.code, problem.message)

    kept: dict[tuple[object, ...], Diagnostic] = {}
    for problem in problems:
        end = problem.span.end if problem.span else -1
        kept.setdefault((*place(problem), end), problem)
    return tuple(sorted(kept.values(), key=place))


# --------------------------------------------------------------------------- homes


def _vocabulary(found: Gathered, home: Home) -> Vocabulary:
    file = home.files[0]
    speech = Speech(found, file, home, home.usage.type_names)
    return Vocabulary(
        id=home.id,
        title=file.front.words("title"),
        version=file.front.words("version"),
        uses=home.uses,
        beside=tuple(item.words for item in file.front.list("beside")),
        types=tuple(home.types),
        sentences=tuple(home.sentences),
        questions=tuple(home.questions),
        impossible=_each(home, "impossible", lambda _, block: rulebook.impossible(speech, block)),
        span=file.front.entries[home.kind.value].span(),
    )


def _doctrine(found: Gathered, home: Home, names: dict[str, Known], cases: Cases) -> Doctrine:
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
        needs=front.words("needs"),
        questions=_encoded(found, front),
        chosen=_chosen(found, front, own),
        types=tuple(home.types),
        sentences=tuple(home.sentences),
        own_questions=tuple(home.questions),
        rules=_each(home, RULES, lambda f, b: rulebook.rule(speech(f), b, own)),
        scopes=_each(home, "scope", lambda f, b: rulebook.scope(speech(f), b, own)),
        readings=_each(home, "reading", lambda f, b: rulebook.reading(speech(f), b, own)),
        evidence=_each(home, "evidence", lambda f, b: rulebook.evidence(speech(f), b)),
        precedents=_each(home, "precedent", lambda f, b: precedent(found, f, home, b, own, cases)),
        impossible=_each(home, "impossible", lambda f, b: rulebook.impossible(speech(f), b)),
        oppositions=_each(home, "opposes", lambda f, b: rulebook.opposition(speech(f), b)),
        principles=_each(home, "principle", lambda f, b: rulebook.principle(speech(f), b)),
        duties=_each(home, "duty", lambda f, b: rulebook.duty(speech(f), b)),
        passages=_each(home, "passages", lambda f, b: rulebook.passages(found, f, b)),
        expectations=tuple(_expectations(found, home, names, cases)),
        files=tuple(f.text.name for f in home.files),
        digest=_digest(home.files),
        span=front.entries[home.kind.value].span(),
    )


def _each(
    home: Home, kinds: str | tuple[str, ...], build: Callable[[File, Block], T | None]
) -> tuple[T, ...]:
    """What is built of every block of some kinds, in order of writing."""
    wanted = (kinds,) if isinstance(kinds, str) else kinds
    built = (build(file, block) for file, block in home.blocks(*wanted))
    return tuple(one for one in built if one is not None)


def _expectations(found: Gathered, home: Home, names: dict[str, Known], cases: Cases) -> Iterator[Expectation]:
    for file, block in home.blocks("expect"):
        one = expectation(found, file, home, block, cases, names)
        if one is not None:
            yield one


_FAMILIES = (
    (*RULES, "evidence", "precedent"), ("scope",), ("reading",), ("impossible",), ("opposes",), ("principle",), ("duty",),
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


def _encoded(found: Gathered, front: FrontMatter) -> tuple[str, ...]:
    questions = {q.id for h in found.homes.values() for q in h.questions}
    read = []
    for item in front.list("questions"):
        name: str | None = item.words
        if name not in questions:
            name = found.unknown("R009", "question", item, sorted(questions))
        if name is not None:
            read.append(name)
    return tuple(read)


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
