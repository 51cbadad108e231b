"""Words in a drawing: lines of stretches, each in its language, from the side where the writing of the drawing begins.

A drawing is laid out as if it ran from left to right; one for a language written from right to left is the same in a
mirror. SVG has no element that isolates words of another direction, so characters do it.

>>> [line_words(line) for line in ENGLISH.lines("from the first of May", 9, 2)]
['from the', 'first …']
>>> ENGLISH.text("a < b", 8, 16)
'<text x="8" y="16">a &lt; b</text>'
>>> mirrored = Lettering("ar", leftward=True, say=lambda words: (Stretch("\u062d\u0643\u0645 "), Stretch(words, True)))
>>> mirrored.within(200).text("Medina", 8, 16)[:20]
'<text x="192" y="16"'
"""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from siyar.diagnostics.dresses import visible
from siyar.export.layout import clean


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words in one language; ``foreign``: in English, in a drawing for another language."""

    words: str
    foreign: bool = False


Line = tuple[Stretch, ...]

#: A word that nothing may part: of one stretch, or of several without a space between them.
Word = tuple[Stretch, ...]


def _as_it_stands(words: str) -> Line:
    return (Stretch(words),)


@dataclass(frozen=True, slots=True)
class Lettering:
    """How words of a drawing are said and set. ``leftward``: from right to left, in a drawing ``width`` wide."""

    language: str = "en"
    leftward: bool = False
    say: Callable[[str], Line] = _as_it_stands
    width: float = 0

    def within(self, width: float) -> Lettering:
        """The same in a drawing of that width."""
        return replace(self, width=width)

    @property
    def attributes(self) -> str:
        """What the root of the drawing says of its language."""
        direction = "rtl" if self.leftward else "ltr"
        return f'lang="{self.language}" xml:lang="{self.language}" direction="{direction}"'

    def at(self, x: float, width: float = 0) -> float:
        """Where something that wide begins from the left."""
        return round(self.width - x - width, 1) if self.leftward else x

    def label(self, words: str) -> str:
        """Escaped, for a title or an attribute: stretches of another direction isolated."""
        if self.language == "en":
            return html.escape(clean(words))
        return "".join(
            _isolated(one.words) if one.foreign else html.escape(visible(one.words)) for one in self.say(words)
        )

    def lines(self, words: str, fits: int, most: int | None = None) -> list[Line]:
        """The words on lines of so many letters; what finds no room on ``most`` lines is left out, after dots."""
        found: list[list[Word]] = [[]]
        for word in _words(self.say(words)):
            if found[-1] and _size(found[-1]) + 1 + _size([word]) > fits:
                found.append([])
            found[-1].append(word)
        kept = [_cut(line, fits) for line in found[:most]]
        if len(found) > len(kept):
            kept[-1] = _dotted(kept[-1], fits)
        return [_merged(line) for line in kept]

    def text(self, words: str | Line, x: float, y: float, look: str = "") -> str:
        """A line of words whose beginning stands at ``x``; ``look``: attributes of the element."""
        line = self.say(words) if isinstance(words, str) else words
        inside = "".join(self._stretch(one) for one in line)
        return f'<text{f" {look}" if look else ""} x="{self.at(x):g}" y="{y:g}">{inside}</text>'

    def _stretch(self, one: Stretch) -> str:
        if self.language == "en":
            return html.escape(clean(one.words))
        if not one.foreign:
            return html.escape(visible(one.words))
        # A direction of its own would turn the whole line round its beginning, where the line begins with it.
        return f'<tspan lang="en" xml:lang="en">{_isolated(one.words)}</tspan>'


def _isolated(words: str) -> str:
    """From left to right, whatever stands around it (U+2066, U+2069)."""
    return f"\u2066{html.escape(clean(words))}\u2069"


#: Words as they stand, from left to right.
ENGLISH = Lettering()


def line_words(line: Line) -> str:
    """What a line says."""
    return "".join(one.words for one in line)


def _words(said: Iterable[Stretch]) -> list[Word]:
    """The words, those of two stretches that nothing parts as one."""
    found: list[Word] = []
    going_on = False
    for one in said:
        for number, word in enumerate(one.words.split(" ")):
            if not word:
                going_on = False
                continue
            piece = Stretch(word, one.foreign)
            if number == 0 and going_on:
                found[-1] = (*found[-1], piece)
            else:
                found.append((piece,))
            going_on = True
        going_on = going_on and not one.words.endswith(" ")
    return found


def _size(words: Iterable[Word]) -> int:
    each = [sum(len(one.words) for one in word) for word in words]
    return sum(each) + max(len(each) - 1, 0)


def _cut(words: list[Word], fits: int) -> list[Word]:
    """A single word that is longer than a line, cut."""
    if _size(words) <= fits or len(words) > 1:
        return words
    room, kept = fits - 1, list[Stretch]()
    for one in words[0]:
        kept += [Stretch(one.words[:room], one.foreign)] if room > 0 else []
        room -= len(one.words)
    return [(*kept, Stretch("…"))]


def _dotted(words: list[Word], fits: int) -> list[Word]:
    if words and words[-1][-1].words.endswith("…"):
        return words
    kept = words if _size(words) + 2 <= fits else words[:-1] or words
    return [*kept, (Stretch("…"),)]


def _merged(words: list[Word]) -> Line:
    """The words of a line as stretches; a space between words of one language belongs to it."""
    found: list[Stretch] = []
    for number, word in enumerate(words):
        for place, one in enumerate(word):
            before = found[-1] if found else None
            gap = " " if number and place == 0 else ""
            if before and before.foreign is one.foreign:
                found[-1] = Stretch(f"{before.words}{gap}{one.words}", one.foreign)
            elif before and gap and before.foreign:
                found.append(Stretch(f" {one.words}", one.foreign))
            elif before and gap:
                found[-1] = Stretch(f"{before.words} ", before.foreign)
                found.append(one)
            else:
                found.append(one)
    return tuple(found)
