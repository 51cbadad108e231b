"""A text and stretches of it.

>>> text = Text("doctrine.md", "one\\ntwo\\n")
>>> text.position(5)
(2, 2)
>>> Span(text, 4, 7).words
'two'
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import NamedTuple

_END = re.compile("\n")


@dataclass(frozen=True, slots=True)
class Text:
    """The characters of one file and the name under which it is shown."""

    name: str
    characters: str = field(repr=False)
    # Where the lines begin: counted when first asked, since of most files of a library nobody asks.
    _begins: list[int] = field(default_factory=list, init=False, repr=False, compare=False)

    @property
    def _starts(self) -> list[int]:
        if not self._begins:
            self._begins.append(0)
            self._begins.extend([found.end() for found in _END.finditer(self.characters)])
        return self._begins

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of a character offset, both counted from 1."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def offset(self, line: int, column: int = 1) -> int:
        """The character offset of a line and column, both counted from 1."""
        return self._starts[line - 1] + column - 1

    def line(self, number: int) -> str:
        """The characters of a line (counted from 1), without its end."""
        start = self._starts[number - 1]
        end = self._starts[number] - 1 if number < len(self._starts) else len(self.characters)
        return self.characters[start:end].rstrip("\r")


@dataclass(frozen=True, slots=True)
class Span:
    """The stretch ``text.characters[start:end]``."""

    text: Text
    start: int
    end: int

    @property
    def words(self) -> str:
        return self.text.characters[self.start : self.end]

    @property
    def line(self) -> int:
        """The line of its first character, counted from 1."""
        return self.text.position(self.start)[0]

    @property
    def column(self) -> int:
        """The column of its first character, counted from 1."""
        return self.text.position(self.start)[1]


class Anchor(NamedTuple):
    """A passage of a source: paragraph, sentence, half; ``P9.S4a`` is ``Anchor(9, 4, "a")``.

    ``sentence`` is 0 for a whole paragraph.
    """

    paragraph: int
    sentence: int = 0
    half: str = ""

    def __str__(self) -> str:
        return f"P{self.paragraph}" + (f".S{self.sentence}{self.half}" if self.sentence else "")
