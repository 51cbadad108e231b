"""The files read together, sorted into homes: who declares what, and whose sentences one may use.

A *home* is a vocabulary, a doctrine with all its files, or a cases file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from siyar.diagnostics import Diagnostic, Related
from siyar.language.frontmatter import FrontMatter, Kind
from siyar.language.lines import Stretch
from siyar.language.names import kin
from siyar.language.nearness import did_you_mean
from siyar.language.parse import Block
from siyar.language.sentences import Usage
from siyar.language.trie import Trie
from siyar.model import Question, Sentence, Source, Type
from siyar.source import Span, Text


@dataclass(frozen=True, slots=True)
class File:
    """One file: what it says it is, and its blocks."""

    text: Text
    front: FrontMatter
    blocks: tuple[Block, ...]


@dataclass(slots=True)
class Home:
    """A vocabulary, doctrine or cases file while it is being read. ``files`` begins with the one that opens it."""

    id: str
    kind: Kind
    files: list[File]
    uses: tuple[str, ...] = ()
    blind: bool = False
    types: list[Type] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    trie: Trie = field(default_factory=lambda: Trie(()))
    usage: Usage = field(default_factory=lambda: Usage((), {}))
    #: Own and used sentences by the id they have in their home, and by their full id.
    by_id: dict[str, Sentence] = field(default_factory=dict)

    def blocks(self, *kinds: str) -> Iterator[tuple[File, Block]]:
        for file in self.files:
            for block in file.blocks:
                if block.kind in kinds:
                    yield file, block


@dataclass(slots=True)
class Gathered:
    """All files, by what they are. ``problems`` grows as they are read."""

    homes: dict[str, Home] = field(default_factory=dict)
    pages: dict[str, File] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    problems: list[Diagnostic] = field(default_factory=list)
    #: (file, source) pairs that have been reported.
    missing: set[tuple[str, str]] = field(default_factory=set)

    def of(self, kind: Kind) -> Iterator[Home]:
        return (home for home in self.homes.values() if home.kind is kind)

    def questions(self, *homes: Home) -> dict[str, str]:
        """Questions by the names they have in some homes: every one by its full id, those in use there by their own."""
        known = {q.id: q.id for h in self.homes.values() for q in h.questions}
        for home in homes:
            known |= {q.id.rpartition("/")[2]: q.id for h in in_use(self, home) for q in h.questions}
        return known

    def report(self, code: str, message: str, span: Span | None, help: str = "", *related: Related) -> None:
        self.problems.append(Diagnostic(code, message, span, help, related=related))

    def unknown(self, code: str, kind: str, name: Stretch, known: Iterable[str]) -> str | None:
        """Report a name that nothing has; the one known name it is near to, if there is one."""
        names = list(known)
        near = did_you_mean(name.words, names)
        listed = ", ".join(names[:8]) + (" …" if len(names) > 8 else "")
        help = near.help or (f"there is: {listed}" if names else "there is none")
        self.report(code, f"no {kind} `{name.words}`", name.span(), help)
        return near.repair


def gather(files: Iterable[File], problems: list[Diagnostic]) -> Gathered:
    """Sort files into homes and pages, and join the parts of doctrines. Problems: V001, R009."""
    found = Gathered(problems=problems)
    parts: list[File] = []
    for file in files:
        kind = file.front.kind
        if kind is None:
            continue
        name = file.front.entries[kind.value]
        if kind is Kind.PART:
            parts.append(file)
            continue
        taken = found.pages.get(name.words) if kind is Kind.SOURCE else _first_file(found, name.words)
        if taken is not None:
            first = taken.front.entries[taken.front.kind.value] if taken.front.kind else name
            found.report(
                "V001", f"`{name.words}` is declared twice", name.span(), "every file has an id of its own",
                Related("first declared here", first.span()),
            )  # fmt: skip
        elif kind is Kind.SOURCE:
            found.pages[name.words] = file
        else:
            found.homes[name.words] = Home(name.words, kind, [file])
    for file in parts:
        name = file.front.entries[Kind.PART.value]
        home = found.homes.get(name.words)
        if home is None or home.kind is not Kind.DOCTRINE:
            near = found.unknown("R009", "doctrine", name, [h.id for h in found.of(Kind.DOCTRINE)])
            home = found.homes.get(near) if near else None
        if home is not None:
            home.files.append(file)
    for home in found.homes.values():
        _resolve_uses(found, home)
    return found


def _first_file(found: Gathered, name: str) -> File | None:
    home = found.homes.get(name)
    return home.files[0] if home else None


def _resolve_uses(found: Gathered, home: Home) -> None:
    uses: dict[str, None] = {}
    for file in home.files:
        for item in file.front.list("uses"):
            used: str | None = item.words
            target = found.homes.get(item.words)
            if target is None or target.kind is Kind.CASES:
                known = [h.id for h in found.homes.values() if h.kind is not Kind.CASES and h is not home]
                used = found.unknown("R009", "vocabulary or doctrine", item, known)
                if used is None:
                    home.blind = True
            if used is not None and used != home.id:
                uses[used] = None
    home.uses = tuple(uses)


def in_use(found: Gathered, home: Home) -> list[Home]:
    """The homes whose types and sentences a home may use, the home itself last."""
    seen: dict[str, None] = {home.id: None}
    queue = list(home.uses)
    while queue:
        name = queue.pop(0)
        if name not in seen:
            seen[name] = None
            queue.extend(found.homes[name].uses)
    return [found.homes[name] for name in seen if name != home.id] + [home]


def set_usage(home: Home, used: list[Home]) -> None:
    """What can be said in a home, once all homes have declared their types and sentences."""
    kinds = kin(t for h in used for t in h.types)
    blind = any(h.blind for h in used)
    home.usage = Usage(tuple(h.trie for h in used if h.sentences), kinds, blind)
    home.by_id = {}
    for h in used:
        for sentence in h.sentences:
            home.by_id.setdefault(sentence.id, sentence)
    for h in used:
        for sentence in h.sentences:
            home.by_id.setdefault(sentence.id.rpartition("/")[2], sentence)


def usage_of_types(used: list[Home]) -> Mapping[str, frozenset[str]]:
    """The types that texts of a home may have as slots, each with itself and its supertypes."""
    return kin(t for h in used for t in h.types)
