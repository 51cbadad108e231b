"""Where in a block a name stands, for problems with names that the model keeps without their places."""

from __future__ import annotations

import re
from collections.abc import Iterator

from siyar.source import Span


def name_in(block: Span | None, keyword: str, name: str) -> Span | None:
    """The place of an id in the lines of a block that begin with ``keyword``; else the block's own place.

    ``block`` begins at the head of the block; its end does not matter.
    """
    if block is None:
        return None
    pattern = re.compile(rf"(?<![\w/-]){re.escape(name)}(?![\w-])")
    inside = False
    for start, words in _lines(block):
        bare = words.lstrip(" ")
        if len(words) - len(bare) <= 2:
            rest = bare[len(keyword) :]
            inside = bare.startswith(keyword) and (not rest or rest[0] == " ")
        found = pattern.search(words, words.index(bare) + (len(keyword) if inside and bare.startswith(keyword) else 0))
        if inside and found:
            return Span(block.text, start + found.start(), start + found.end())
    return block


def line_of(block: Span | None, keyword: str) -> Span | None:
    """The first line of a block that begins with ``keyword``, without its indentation; else the block's own place."""
    if block is None:
        return None
    for start, words in _lines(block):
        bare = words.lstrip(" ")
        if bare.startswith(keyword + " "):
            at = start + len(words) - len(bare)
            return Span(block.text, at, at + len(bare.rstrip()))
    return block


def _lines(block: Span) -> Iterator[tuple[int, str]]:
    """The indented lines under the head: offset and characters."""
    text = block.text
    number = block.line + 1
    last = text.characters.count("\n") + 1
    while number <= last:
        words = text.line(number)
        if words.strip() and not words.startswith((" ", "\t")):
            return
        if words.strip():
            yield text.offset(number), words
        number += 1
