"""Finding what a text quotes: Arabic, in its marks or without, and words in English marks.

>>> from siyar.source import Text
>>> [q.written for q in arabic(Text("a.txt", "he said: «لا إكراه في الدين» and more"))]
['لا إكراه في الدين']
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from siyar.evidence.citing import Quotation
from siyar.evidence.letters import fold
from siyar.evidence.likening import FEWEST
from siyar.source import Span, Text

_LETTERS = "\u0610-\u061a\u0620-\u0669\u066e-\u06ef\u0870-\u08ff\ufb50-\ufd3d\ufd40-\ufdff\ufe70-\ufefc"
_BETWEEN = r" \t\u00a0.,:;،؛؟!'’\"…\u200b-\u200f\u202a-\u202e\u2066-\u2069()\[\]{}«»“”﴾﴿*\-"
#: A stretch of Arabic, whatever stands between its words, within one line.
_STRETCH = re.compile(rf"[{_LETTERS}](?:[{_LETTERS}{_BETWEEN}\d]*[{_LETTERS}])?")
#: Marks of quotation within Arabic; where they stand, what is between them is the quotation.
_MARKED = re.compile(r"«([^«»]*(?:«[^«»]*»[^«»]*)*)»|﴿([^﴾﴿]+)﴾|﴾([^﴾﴿]+)﴿|“([^“”]+)”|\"([^\"]+)\"|\{([^{}]+)\}")
_ENGLISH = re.compile(r"“([^“”]{3,800})”|\"([^\"\n]{3,800})\"")
#: A paragraph that begins in the middle of a quotation: its first mark closes.
_UNOPENED = re.compile(r"(?:\A|\n[ \t]{0,40}\n)[ \t]{0,40}(?=\S)([^“”\"\n]{3,400}(?:\n[^“”\"\n]{1,400}){0,3})”")
#: Where more of the letters are Arabic, only what stands in marks is a quotation.
_ARABIC_TEXT = 0.8
_LATIN = re.compile(r"[A-Za-z]")


def arabic(text: Text) -> tuple[Quotation, ...]:
    """The Arabic quotations, in order: of three words or more, or in marks and of two."""
    words = text.characters
    letters = sum(1 for c in words if "\u0620" <= c <= "\u06ff")
    mostly = letters > _ARABIC_TEXT * (letters + len(_LATIN.findall(words)))
    found: list[Quotation] = []
    for stretch in [(0, len(words))] if mostly else [m.span() for m in _STRETCH.finditer(words)]:
        found += _of_stretch(text, *stretch, mostly)
    return tuple(found)


def _of_stretch(text: Text, start: int, end: int, mostly: bool) -> Iterator[Quotation]:
    # The marks at its ends belong to it: they are no letters, so that the stretch stops short of them.
    first, last = max(0, start - 1), min(len(text.characters), end + 1)
    marked = [m for m in _MARKED.finditer(text.characters, first, last) if len(fold(m[m.lastindex or 0]).split()) > 1]
    for mark in marked:
        a, b = mark.span(mark.lastindex or 0)
        if len(fold(text.characters[a:b]).split()) >= FEWEST:
            yield Quotation(Span(text, a, b), arabic=True)
    if not marked and not mostly and len(fold(text.characters[start:end]).split()) >= FEWEST:
        yield Quotation(Span(text, start, end), arabic=True)


def nested(quotation: Quotation) -> Iterator[Quotation]:
    """What stands in marks within a quotation, the widest first."""
    text, (start, end) = quotation.span.text, (quotation.span.start, quotation.span.end)
    for mark in _MARKED.finditer(text.characters, start, end):
        a, b = mark.span(mark.lastindex or 0)
        if len(fold(text.characters[a:b]).split()) >= FEWEST:
            inner = Quotation(Span(text, a, b), arabic=True)
            yield inner
            yield from nested(inner)


def english(text: Text) -> tuple[Quotation, ...]:
    """What stands in English marks and has Latin letters; also where the opening mark was forgotten."""
    found = []
    for mark in _UNOPENED.finditer(text.characters):
        if len(mark[1].split()) >= FEWEST and _LATIN.search(mark[1]):
            found.append(Quotation(Span(text, *mark.span(1)), arabic=False))
    for mark in _ENGLISH.finditer(text.characters):
        group = mark.lastindex or 0
        if len(_LATIN.findall(mark[group])) >= 3 and len(mark[group].split()) >= FEWEST:
            found.append(Quotation(Span(text, *mark.span(group)), arabic=False))
    return tuple(sorted(found, key=lambda q: q.span.start))
