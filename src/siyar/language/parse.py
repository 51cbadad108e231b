"""Blocks: which keyword each line has, and whether it may stand where it stands.

The grammar ``siyar.lark`` is LALR(1) over line tokens and is fed one token a line (`siyar.language.automaton`), so a
line that cannot stand is reported, left out, and the rest of the block is still read. A misspelt keyword with one near
neighbour is reported and repaired.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from siyar.diagnostics import Diagnostic
from siyar.language.automaton import Order
from siyar.language.frontmatter import ID, Kind, not_an_id
from siyar.language.lines import RawBlock, Stretch
from siyar.language.nearness import Near, did_you_mean
from siyar.language.syntax import BLOCKS, ENTITY, KINDS, MEANT, BlockKind, cites_at_end, head_token, token
from siyar.source import Span


@dataclass(frozen=True, slots=True)
class Line:
    """One logical line. ``key`` is the keyword as written, ``cites`` what stands in the brackets at its end."""

    keyword: str
    key: Stretch
    value: Stretch
    cites: Stretch | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A block in order of writing. ``misplaced`` lines mean nothing, but what they say is still checked."""

    kind: str
    name: Stretch
    lines: tuple[Line, ...]
    misplaced: tuple[Line, ...]
    span: Span

    @property
    def id(self) -> str:
        return self.name.words

    def first(self, keyword: str) -> Line | None:
        return next((line for line in self.lines if line.keyword == keyword), None)

    def all(self, *keywords: str) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.keyword in keywords)

    def prose(self, keyword: str) -> str:
        """The words of the one line of a keyword, or nothing."""
        line = self.first(keyword)
        return line.value.words if line else ""

    def proses(self, keyword: str) -> tuple[str, ...]:
        return tuple(line.value.words for line in self.lines if line.keyword == keyword)


def parse(raw: RawBlock, file: Kind, problems: list[Diagnostic]) -> Block | None:
    """The block of these lines; nothing where no kind of block can be made out. Problems: L001, L003, L005 to L009."""
    head = _head(raw.head, file, problems)
    if head is None:
        return None
    kind, name = head
    lines: list[Line] = []
    seen: set[str] = set()
    for words in raw.lines:
        line = _line(kind, words, problems)
        if line is None:
            continue
        if line.keyword in kind.once and line.keyword in seen:
            message = f"{kind.name} has one line `{line.keyword}`, and this is a second"
            problems.append(Diagnostic("L009", message, line.key.span(), "keep one of the two"))
            continue
        seen.add(line.keyword)
        lines.append(line)
    kept, misplaced = _in_place(kind, raw.head, lines, problems)
    end = raw.lines[-1] if raw.lines else raw.head
    span = Span(raw.head.text, raw.head.offset(0), end.span().end)
    return Block(kind.head, name, tuple(kept), tuple(misplaced), span)


# --------------------------------------------------------------------------- heads


def _head(head: Stretch, file: Kind, problems: list[Diagnostic]) -> tuple[BlockKind, Stretch] | None:
    words = head.words
    kind, length = None, 0
    for name in sorted(KINDS, key=len, reverse=True):
        if words.startswith(name) and (len(words) == len(name) or words[len(name)].isspace()):
            kind, length = KINDS[name], len(name)
            break
    if kind is None:
        found = _near_keyword(words, KINDS)
        said = found[0] if found else words.split(None, 1)[0]
        near = did_you_mean(said, KINDS)
        inside = [k for k in KINDS.values() if k.head in BLOCKS[file] and k.keyword(words)]
        if inside and not near.help:
            help = f"a line of {inside[0].name} is indented by two spaces"
        else:
            help = near.help or "a declaration begins with: " + ", ".join(KINDS)
        problems.append(Diagnostic("L001", f"no declaration begins with `{said}`", head.span(0, len(said)), help))
        if near.repair is None:
            return None
        kind, length = KINDS[near.repair], len(said)
    name_at = head.part(length)
    if kind.head not in BLOCKS[file]:
        may = ", ".join(BLOCKS[file]) or "prose only"
        what = "a further file of a doctrine" if file is Kind.PART else f"a `{file}` file"
        problems.append(
            Diagnostic("L005", f"`{kind.head}` cannot stand in {what}", head.span(0, length), f"here may stand: {may}")
        )
        return None
    _check_name(kind, head, length, name_at, problems)
    return kind, name_at


def _check_name(kind: BlockKind, head: Stretch, length: int, name: Stretch, problems: list[Diagnostic]) -> None:
    words = name.words
    if not words:
        example = {
            "name": "`type State`",
            "source": "`passages a-manual`",
            "question in case": "`expect breach in a-case`",
        }
        help = "write it after the word, as in " + example.get(kind.named, f"`{kind.head} an-id`")
        problems.append(Diagnostic("L008", f"this `{kind.head}` has no name", head.span(0, length), help))
    elif kind.named == "name":
        if not (words.isalpha() and words[0].isupper()):
            help = "a type is one word with a capital letter, as in `State`"
            problems.append(Diagnostic("L008", f"`{words}` is not the name of a type", name.span(), help))
    elif kind.named == "question in case":
        parts = words.split()
        if len(parts) != 3 or parts[1] != "in":
            help = "write `expect QUESTION in CASE`"
            problems.append(Diagnostic("L008", f"`{words}` names no question in a case", name.span(), help))
    elif not ID.fullmatch(words):
        problems.append(not_an_id(name))


# --------------------------------------------------------------------------- lines


def _line(kind: BlockKind, words: Stretch, problems: list[Diagnostic]) -> Line | None:
    keyword = kind.keyword(words.words)
    if keyword is not None:
        return _with_cites(kind, keyword, words, len(keyword), problems)
    first = words.words.split(None, 1)[0]
    if kind.entities and first[0].isupper():
        return _with_cites(kind, ENTITY, words, len(first), problems)
    found = _near_keyword(words.words, kind.lines)
    said = found[0] if found else first
    meant = _meant(kind, words.words)
    near = Near(f"the word here is `{MEANT[meant]}`", MEANT[meant]) if meant else did_you_mean(said, kind.lines)
    said = meant or said
    help = near.help or "it may have: " + ", ".join(kind.lines)
    problems.append(Diagnostic("L003", f"{kind.name} has no line `{said}`", words.span(0, len(said)), help))
    return _with_cites(kind, near.repair, words, len(said), problems) if near.repair else None


def _meant(kind: BlockKind, words: str) -> str:
    """The other word for a keyword of this kind of block that the line begins with, the longest there is."""
    found = [w for w, keyword in MEANT.items() if keyword in kind.lines and (words + " ").startswith(w + " ")]
    return max(found, key=len, default="")


def _near_keyword(words: str, known: Iterable[str]) -> tuple[str, str] | None:
    """What seems to be the keyword of a line, and the known one it is near to."""
    gap = words.find("  ")
    said = [words[:gap]] if gap > 0 else []
    parts = words.split(" ")
    said += [" ".join(parts[:n]) for n in (2, 1, 3) if n <= len(parts)]
    names = list(known)
    for candidate in said:
        near = did_you_mean(candidate, [n for n in names if n.count(" ") == candidate.count(" ")])
        if near.repair:
            return candidate, near.repair
    return (said[0], "") if gap > 0 else None


def _with_cites(kind: BlockKind, keyword: str, words: Stretch, length: int, problems: list[Diagnostic]) -> Line:
    key, value = words.part(0, length), words.part(length)
    said = value.words
    if "[" not in said or not cites_at_end(kind.head, keyword):
        return Line(keyword, key, value)
    prose = keyword in ("note", "cited as", "option")
    at = said.rfind("[") if prose else said.find("[")
    if prose and not said.endswith("]"):
        return Line(keyword, key, value)
    end = said.find("]", at)
    if end < 0:
        help = "close it with `]` at the end of the line"
        problems.append(Diagnostic("L010", "this bracket is never closed", value.span(at, at + 1), help))
        end = len(said)
    elif end + 1 < len(said):
        rest = value.part(end + 1)
        problems.append(Diagnostic("L010", "words after the brackets", rest.span(), "the brackets end the line"))
    return Line(keyword, key, value.part(0, at), value.part(at + 1, end))


# --------------------------------------------------------------------------- order


def _in_place(
    kind: BlockKind, head: Stretch, lines: list[Line], problems: list[Diagnostic]
) -> tuple[list[Line], list[Line]]:
    """The lines that may stand where they stand, and the others."""
    types = (head_token(kind.head), *(token(line.keyword) for line in lines))
    if _well_formed(types):
        return lines, []
    order, kept, misplaced = Order.of(types[0]), [], []
    may_stand: str | None = None
    for line, name in zip(lines, types[1:], strict=True):
        after = order.copy()
        if after.take(name):
            order, may_stand = after, None
            kept.append(line)
            continue
        misplaced.append(line)
        if may_stand is None:
            may_stand = _listed(kind, order.next) or "nothing more"
        message = f"`{line.key.words}` cannot stand here"
        problems.append(Diagnostic("L005", message, line.key.span(), f"here may stand: {may_stand}"))
    if not order.finished:
        # A line that should have come first cannot stand at the end, but it is what the block lacks.
        needed = order.finishing() | Order.of(types[0]).finishing() or order.next - {"NOTE"}
        message = f"this {kind.head} is not finished"
        help = f"it still needs one of: {_listed(kind, needed)}"
        problems.append(Diagnostic("L006", message, head.span(), help))
    return kept, misplaced


@lru_cache(maxsize=4096)
def _well_formed(types: tuple[str, ...]) -> bool:
    order = Order.of()
    return all(order.take(name) for name in types) and order.finished


def _listed(kind: BlockKind, names: frozenset[str]) -> str:
    return ", ".join(line for line in (*kind.lines, ENTITY) if token(line) in names)
