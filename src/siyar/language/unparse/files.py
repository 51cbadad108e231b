"""A file in canonical form (docs/language.md, Canonical form): fences rewritten, prose and front matter untouched.

A block is printed from the model. What the model does not keep (a note on a type, which of two alternatives a citation
belongs to) must not be lost: a block whose printed form lacks something of the written one stays as written. A file
with an error that shows in its blocks stays as it is.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from siyar.diagnostics import Diagnostic
from siyar.language.frontmatter import Kind, front_matter
from siyar.language.lines import Stretch, cut
from siyar.language.markdown import Fence, fences
from siyar.language.parse import Block as Written
from siyar.language.parse import parse
from siyar.language.syntax import CONCLUSIONS, CONDITIONS
from siyar.language.unparse.blocks import Block, print_block
from siyar.model import Case, Expectation, Library, Precedent, Sentence
from siyar.source import Text

#: Lines whose value is a sentence, of which the model keeps every one; but in these blocks they are prose.
_SENTENCES = frozenset(
    {
        *CONDITIONS,
        *CONCLUSIONS,
        "unless",
        "whether or not",
        "held",
        "because",
        "not because",
        "one",
        "to",
        "given",
        "favours",
    }
    | {"contested", "unknown", "stipulated", "reported", "text", "opposite", "turns on"}
)
_PROSE = frozenset({("duty", "to"), ("expect", "because")})


def fmt(text: Text, library: Library) -> str:
    """The characters of the file in canonical form, or as they are where something in a fence is wrong.

    ``library`` is what reading the text gave, together with the texts it uses. Idempotent; reading the result gives the
    same library but for places and the order of lines.
    """
    problems: list[Diagnostic] = []
    front = front_matter(text)
    if front.kind is None or front.problems:
        return text.characters
    found = fences(text, front.lines, problems)
    blocks = {b.span.start: b for b in _all(library) if b.span is not None and b.span.text == text}
    sentences = library.sentences()
    lines = text.characters.split("\n")
    for fence in reversed(found):
        printed = _fence(text, fence, front.kind, blocks, sentences, library, problems)
        if problems or printed is None:
            return text.characters
        if printed:
            ending = "\r" if lines[fence.first - 2].endswith("\r") else ""
            lines[fence.first - 1 : fence.last] = [words + ending for words in printed.rstrip("\n").split("\n")]
    return "\n".join(lines)


def _fence(
    text: Text,
    fence: Fence,
    kind: Kind,
    blocks: Mapping[int, Block],
    sentences: Mapping[str, Sentence],
    library: Library,
    problems: list[Diagnostic],
) -> str | None:
    """The printed blocks of a fence; None where one of them was not read whole."""
    printed: list[str] = []
    for raw in cut(text, fence.first, fence.last, problems):
        written = parse(raw, kind, problems)
        if problems or written is None:
            return None
        block = blocks.get(written.name.offset(0)) or blocks.get(written.span.start)
        if block is None:
            return None
        canonical = print_block(block, sentences, names=_names(block, library))
        again = _parsed(canonical, kind)
        if again is None or _spoken(again) != _spoken(written):
            return None
        lost = _words(written) - _words(again) or _cited(written) - _cited(again)
        printed.append(_as_written(text, written) if lost else canonical)
    return "\n".join(printed)


def _parsed(printed: str, kind: Kind) -> Written | None:
    problems: list[Diagnostic] = []
    text = Text("", printed)
    raw = cut(text, 1, printed.count("\n"), problems)
    block = parse(raw[0], kind, problems) if len(raw) == 1 else None
    return None if problems else block


def _as_written(text: Text, block: Written) -> str:
    last = text.position(max(block.span.end - 1, block.span.start))[0]
    lines = (text.line(number).rstrip() for number in range(block.span.line, last + 1))
    return "\n".join(line for line in lines if line) + "\n"


def _spoken(block: Written) -> int:
    """How many sentences the block says."""
    return sum(not _is_prose(block, line.keyword) for line in block.lines)


def _words(block: Written) -> Counter[str]:
    """The words of everything but sentences, whatever their order; lists may be joined anew."""
    found: Counter[str] = Counter()
    for line in block.lines:
        if _is_prose(block, line.keyword) and line.keyword not in ("about", "ask"):
            found.update(_split(line.value))
        if line.cites is not None:
            found.update(_split(line.cites))
    for joint in ("and", "or"):
        del found[joint]
    return found


def _cited(block: Written) -> Counter[tuple[str, ...]]:
    """What each line cites: the model may keep the citations of several lines together."""
    return Counter(
        (line.keyword, *(_split(line.value) if _is_prose(block, line.keyword) else ()), "", *_split(line.cites))
        for line in block.lines
        if line.cites is not None
    )


def _is_prose(block: Written, keyword: str) -> bool:
    return keyword not in _SENTENCES or (block.kind, keyword) in _PROSE


def _split(words: Stretch) -> list[str]:
    return re.sub("[,;]", " ", words.words).split()


def _names(block: Block, library: Library) -> Mapping[str, str]:
    """Short names of the case that a precedent or an expectation is about."""
    case: Case | None = None
    if isinstance(block, Precedent | Expectation):
        case = library.cases.get(block.case)
    return {e.name: e.short for e in case.entities if e.short} if case else {}


def _all(library: Library) -> Iterator[Block]:
    vocabularies, doctrines = library.vocabularies.values(), library.doctrines.values()
    rows: list[Iterable[Block]] = [library.case_sentences, library.cases.values(), library.expectations]
    rows.append(s.inventory for s in library.sources.values() if s.inventory)
    for v in vocabularies:
        rows += [v.types, v.sentences, v.questions, v.impossible]
    for d in doctrines:
        rows += [d.types, d.sentences, d.own_questions, d.rules, d.scopes, d.readings, d.evidence, d.precedents]
        rows += [
            d.factors,
            d.dimensions,
            d.impossible,
            d.oppositions,
            d.principles,
            d.duties,
            d.passages,
            d.expectations,
        ]
    for row in rows:
        yield from row
