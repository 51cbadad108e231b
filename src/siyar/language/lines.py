"""Cutting the inside of a fence into logical lines: a head at the margin, lines indented by two, continuations deeper.

A `Stretch` is a run of words that remembers where each character stood in the file, also across continuation lines,
so that every message can point at the very words.

>>> from siyar.source import Text
>>> text = Text("d.md", "fact kind\\n  text     Treaty is {a truce\\n           | a peace}\\n")
>>> block = cut(text, 1, 3, [])[0]
>>> block.head.words, block.lines[0].words
('fact kind', 'text     Treaty is {a truce | a peace}')
>>> block.lines[0].span(29, 36).line
3
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from siyar.diagnostics import Diagnostic
from siyar.source import Span, Text


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words and where they stand: ``pieces`` are (index in words, offset in the file) of each physical piece."""

    text: Text
    words: str
    pieces: tuple[tuple[int, int], ...]

    def offset(self, index: int) -> int:
        """The offset in the file of a character of ``words``."""
        if len(self.pieces) == 1:
            return self.pieces[0][1] + index
        at, offset = self.pieces[bisect_right(self.pieces, (index, 1 << 62)) - 1]
        return offset + index - at

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """The place of ``words[start:end]``."""
        end = len(self.words) if end is None else end
        first = self.offset(start)
        return Span(self.text, first, self.offset(end - 1) + 1 if end > start else first)

    def part(self, start: int, end: int | None = None) -> Stretch:
        """``words[start:end]`` without the white space around it."""
        cut_off = self.words[start:end]
        words = cut_off.lstrip()
        start += len(cut_off) - len(words)
        words = words.rstrip()
        if len(self.pieces) == 1:
            return Stretch(self.text, words, ((0, self.pieces[0][1] + start),))
        later = tuple((i - start, o) for i, o in self.pieces if i > start)
        return Stretch(self.text, words, ((0, self.offset(start) if words else self.pieces[0][1]), *later))

    def split(self, mark: str) -> tuple[Stretch, ...]:
        """The parts between marks, without white space and without empty parts."""
        found, at = [], 0
        for piece in self.words.split(mark):
            if piece.strip():
                found.append(self.part(at, at + len(piece)))
            at += len(piece) + len(mark)
        return tuple(found)


@dataclass(slots=True)
class RawBlock:
    """A head and the logical lines under it, before keywords are known. ``head`` is missing for lines above any."""

    head: Stretch
    lines: list[Stretch] = field(default_factory=list)


_TRAILING = " \t\r"
#: Characters that cannot be seen or that change the direction of what follows (Unicode Cc, Cf and separators).
INVISIBLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]"
    "|\r(?!\n|\\Z)"
)


def cut(text: Text, first: int, last: int, problems: list[Diagnostic]) -> list[RawBlock]:
    """The blocks in lines ``first`` to ``last`` (counted from 1) of a text."""
    blocks: list[RawBlock] = []
    pieces: list[tuple[int, str]] = []  # (offset, words) of the logical line being gathered

    def finish() -> None:
        if pieces:
            line = _join(text, pieces)
            if blocks:
                blocks[-1].lines.append(line)
            pieces.clear()

    for number in range(first, last + 1):
        line = text.line(number).rstrip(_TRAILING)
        words = line.lstrip(_TRAILING)
        if not words.strip():  # also lines of other white space
            continue
        indent, start = len(line) - len(words), text.offset(number)
        offset = start + indent
        if "\t" in line[:indent]:
            at = start + line.index("\t")
            problems.append(Diagnostic("L002", "a tab", Span(text, at, at + 1), "indent with spaces"))
            indent = 2
        if indent == 0:
            finish()
            blocks.append(RawBlock(Stretch(text, words, ((0, offset),))))
            continue
        if not blocks:
            problems.append(
                Diagnostic(
                    "L004",
                    f"indented by {indent}, and no block is open",
                    Span(text, offset, offset + len(words)),
                    "a block begins at the margin with its head, as in `rule an-id`",
                )
            )
            blocks.append(RawBlock(Stretch(text, "", ((0, offset),))))
        wrong = indent == 1 or (indent > 2 and not pieces)
        if wrong and blocks[-1].head.words:
            problems.append(
                Diagnostic(
                    "L004",
                    f"indented by {indent}",
                    Span(text, start, offset),
                    "a line of a block is indented by 2, its continuation by more",
                )
            )
        if indent > 2 and pieces:
            pieces.append((offset, words))
        else:
            finish()
            pieces.append((offset, words))
    finish()
    return [block for block in blocks if block.head.words]


def _join(text: Text, pieces: list[tuple[int, str]]) -> Stretch:
    if len(pieces) == 1:
        return Stretch(text, pieces[0][1], ((0, pieces[0][0]),))
    at, places = 0, []
    for offset, words in pieces:
        places.append((at, offset))
        at += len(words) + 1
    return Stretch(text, " ".join(words for _, words in pieces), tuple(places))
