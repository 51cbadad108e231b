"""Files to a `Library`: structure, homes, declarations, then everything that is said with them.

>>> from siyar.source import Text
>>> fence = "```siyar\\ntype Party\\n\\nfact muslim\\n  text    Party is Muslim\\n```\\n"
>>> result = read([Text("v.md", "---\\nvocabulary: v\\n---\\n" + fence)])
>>> list(result.library.sentences()), result.diagnostics
(['muslim'], ())
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass

from siyar.diagnostics import Diagnostic
from siyar.language.frontmatter import Kind, front_matter, invisible
from siyar.language.lines import INVISIBLE, Stretch, cut
from siyar.language.markdown import fences
from siyar.language.names import CaseNames, kin
from siyar.language.parse import Block, parse
from siyar.language.resolve.cases import Cases
from siyar.language.resolve.citing import sources
from siyar.language.resolve.declarations import declare
from siyar.language.resolve.doctrines import doctrine, expectations, shown, vocabulary
from siyar.language.resolve.gathered import File, gather
from siyar.language.resolve.rules import known
from siyar.language.sentences import Mood, Usage, read_sentence
from siyar.language.syntax import KINDS
from siyar.language.trie import Trie
from siyar.language.unfenced import unfenced
from siyar.model import Case, Claim, Doctrine, Library
from siyar.source import Text

LARGEST = 5_000_000  # characters of one file


@dataclass(frozen=True, slots=True)
class Read:
    """What could be read, and everything that is wrong, in order of file and place."""

    library: Library
    diagnostics: tuple[Diagnostic, ...]


def read(texts: Iterable[Text], first: Container[str] = ()) -> Read:
    """Read files together. Never fails: problems are diagnostics, and what could be read is in the library.

    Where two declare the same, those named ``first`` keep it, and otherwise the order of names decides, never that of
    ``texts``.
    """
    problems: list[Diagnostic] = []
    in_order = sorted(texts, key=lambda t: (t.name not in first, t.name))
    files = [file for text in in_order if (file := _file(text, problems)) is not None]
    found = gather(files, problems)
    sources(found)
    declare(found)
    cases = Cases(found)
    read_cases = cases.all()
    names = {home.id: known(home) for home in found.of(Kind.DOCTRINE)}
    library = Library(
        vocabularies={home.id: vocabulary(found, home) for home in found.of(Kind.VOCABULARY)},
        sources=found.sources,
        doctrines={home.id: doctrine(found, home, names, cases) for home in found.of(Kind.DOCTRINE)},
        cases=read_cases,
        expectations=tuple(e for home in found.of(Kind.CASES) for e in expectations(found, home, names, cases)),
        case_sentences=tuple(s for home in found.of(Kind.CASES) for s in home.sentences),
        shown=shown(found, read_cases),
    )
    return Read(library, _ordered(problems))


def read_claim(
    words: str | Stretch,
    library: Library,
    *,
    case: Case | None = None,
    doctrine: Doctrine | None = None,
    uses: Sequence[str] = (),
    mood: Mood = Mood.TOPIC,
) -> Claim | tuple[Diagnostic, ...]:
    """One sentence typed by a user, or standing in a file, in the names of a case (or of types, without one).

    It may use the sentences of the doctrine and what that uses, or else of all vocabularies, and of the case's home;
    ``uses``: and of these doctrines.
    """
    homes = _homes_of(library, doctrine)
    for home in (*uses, *([case.home] if case is not None else [])):
        homes.setdefault(home, None)
        if home in library.doctrines:
            for used in library.doctrines[home].uses:
                homes.setdefault(used, None)
    usage = Usage(
        tuple(_trie(library, home) for home in homes), library.once("kin", lambda: kin(library.types().values()))
    )
    names = CaseNames(case.entities, usage.kin) if case is not None else usage.type_names
    problems: list[Diagnostic] = []
    line = "" if isinstance(words, Stretch) else " ".join(words.split())
    stretch = words if isinstance(words, Stretch) else Stretch(Text("<sentence>", line), line, ((0, 0),))
    claim = read_sentence(stretch, usage, names, mood, problems)
    return tuple(problems) if claim is None or problems else claim


def _trie(library: Library, home: str) -> Trie:
    """The texts of one home, kept with the library: they are walked for every sentence that somebody types."""
    sentences = library.sentences().values()
    return library.once(f"texts {home}", lambda: Trie(s for s in sentences if s.home == home))


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
    """The blocks of one file. Problems: F002 to F007, M001 to M003, L-codes."""
    if len(text.characters) > LARGEST:
        problems.append(Diagnostic("F003", "this file is larger than 5 MB", None, "split it", file=text.name))
        return None
    if "\0" in text.characters or "\ufffd\ufffd\ufffd" in text.characters:
        problems.append(Diagnostic("F002", "this file is not text", None, "save it as UTF-8", file=text.name))
        return None
    front = front_matter(text)
    problems.extend(front.problems)
    if front.kind is None or front.kind is Kind.MAPPING:
        return None
    blocks: list[Block] = []
    fenced = fences(text, front.lines, problems)
    problems.extend(unfenced(text, front.lines, fenced))
    for fence in fenced:
        for raw in cut(text, fence.first, fence.last, problems):
            if not fence.closed and not _seems_head(raw.head.words):
                break  # the prose after a fence that was never closed
            block = parse(raw, front.kind, problems)
            if block is not None:
                blocks.append(block)
    _invisible(text, blocks, problems)
    return File(text, front, tuple(blocks))


def _seems_head(words: str) -> bool:
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
