"""The fences of a Markdown file that are tagged ``siyar``; the one door to markdown-it-py.

Front matter is blanked first, because Markdown takes it for a heading. Only the block structure is parsed, and a fence
is read from the file's own lines, so columns are right and an unclosed fence loses nothing.

>>> from siyar.source import Text
>>> [(f.first, f.last) for f in fences(Text("d.md", "words\\n\\n```siyar\\ntype State\\n```\\n"), 0, [])]
[(4, 4)]
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from siyar.diagnostics import Diagnostic
from siyar.source import Span, Text

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_OPENS = re.compile(r"^(`{3,})[ \t]*siyar[ \t]*\r?$")
#: What can make a line like a fence's something else than that (CommonMark 0.31): another kind of fence, or HTML.
_OTHERWISE = re.compile(r"~~~|^[ ]{0,3}<|\r(?!\n)", re.MULTILINE)
_TICKS = re.compile(r"^[^\n]*```[^\n]*", re.MULTILINE)
_PLAIN_OPENING = re.compile(r"```siyar[ \t]*\r?")
_PLAIN_CLOSING = re.compile(r"```[ \t]*\r?")
_MENTIONS = re.compile(r"^[^\n]*(?:`{3}|~{3})[^\n]*siyar", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Fence:
    """Lines ``first`` to ``last`` (counted from 1, ends included) stand inside a fence opened one line before."""

    first: int
    last: int
    closed: bool = True


def fences(text: Text, front: int, problems: list[Diagnostic]) -> tuple[Fence, ...]:
    """The siyar fences of a text whose first ``front`` lines are front matter."""
    if not _MENTIONS.search(text.characters):
        return ()
    found = plain(text, front)
    return _asked(text, front, problems) if found is None else found


def _asked(text: Text, front: int, problems: list[Diagnostic]) -> tuple[Fence, ...]:
    """The fences as Markdown has them."""
    lines = _lines(text, front)
    found: list[Fence] = []
    for token in tokens(text, front):
        if token.type != "fence" or token.map is None or token.info.split()[:1] != ["siyar"]:
            continue
        opening = token.map[0] + 1
        words = text.line(opening)
        if token.level or not words.startswith(token.markup):
            problems.append(_misplaced(text, opening))
            continue
        end = min(token.map[1], len(lines))
        closed = end > opening and _closes(lines[end - 1], token.markup)
        found.extend(_parts(text, opening, end - 1 if closed else len(lines), closed, problems))
    return tuple(found)


def plain(text: Text, front: int) -> tuple[Fence, ...] | None:
    """The fences, where no Markdown need be known to find them; None where it must be asked.

    A line at the margin opens or closes a fence whatever stands before it, but inside another fence and in HTML. So it
    is enough that siyar fences are the only ones, each is closed, and three backticks stand nowhere else.
    """
    if _OTHERWISE.search(text.characters):
        return None
    found: list[Fence] = []
    opening = 0
    for line in _TICKS.finditer(text.characters):
        number, _ = text.position(line.start())
        if number <= front:
            continue
        if not (_PLAIN_CLOSING if opening else _PLAIN_OPENING).fullmatch(line[0]):
            return None
        if opening:
            found.append(Fence(opening + 1, number - 1))
        opening = 0 if opening else number
    return None if opening else tuple(found)


def tokens(text: Text, front: int) -> list[Token]:
    """The block structure of a text whose first ``front`` lines are front matter."""
    return _markdown().parse("\n".join(_lines(text, front)))


def prose_of(words: str) -> str:
    """What a reader of Markdown sees, a paragraph for each block of words."""
    from markdown_it import MarkdownIt

    kinds = ("text", "code_inline")
    inline = (t.children or () for t in MarkdownIt().parse(words) if t.type == "inline")
    found = ["".join(c.content if c.type in kinds else " " if "break" in c.type else "" for c in t) for t in inline]
    return "\n\n".join(found)


def _lines(text: Text, front: int) -> list[str]:
    # A lone carriage return ends a line for Markdown but not for us; a space keeps the count of lines equal.
    lines = re.sub(r"\r(?!\n)", " ", text.characters).split("\n")
    lines[:front] = [""] * front
    return lines


def _parts(text: Text, opening: int, last: int, closed: bool, problems: list[Diagnostic]) -> list[Fence]:
    """The fence, cut where another siyar fence opens inside it: then the first was never closed."""
    found: list[Fence] = []
    start = opening
    for number in range(opening + 1, last + 1):
        if _OPENS.match(text.line(number)):
            problems.append(_unclosed(text, start))
            found.append(Fence(start + 1, number - 1, False))
            start = number
    if not closed:
        problems.append(_unclosed(text, start))
    found.append(Fence(start + 1, last, closed))
    return found


def _closes(line: str, markup: str) -> bool:
    words = line.strip()
    return len(words) >= len(markup) and not words.strip(markup[0])


def _unclosed(text: Text, line: int) -> Diagnostic:
    return Diagnostic("M001", "this fence is never closed", _line(text, line), "close it with ``` at the margin")


def _misplaced(text: Text, line: int) -> Diagnostic:
    return Diagnostic(
        "M002",
        "a siyar fence starts at the margin",
        _line(text, line),
        "this one stands inside a list or a quotation, or is indented, and is not read",
    )


def _line(text: Text, number: int) -> Span:
    words = text.line(number)
    start = text.offset(number) + len(words) - len(words.lstrip())
    return Span(text, start, max(start, text.offset(number) + len(words.rstrip())))


@cache
def _markdown() -> MarkdownIt:
    from markdown_it import MarkdownIt

    markdown = MarkdownIt("commonmark")
    markdown.core.ruler.enableOnly(["normalize", "block"])
    markdown.block.ruler.disable("reference")  # never a fence, and slow on hostile input
    return markdown
