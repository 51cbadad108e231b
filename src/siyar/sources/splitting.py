"""A text cut into paragraphs and sentences, English and Arabic.

A paragraph is a stretch without an empty line, or, in a text without empty lines between paragraphs, a line. A sentence
ends at a full stop, a question mark (also ``؟``) or an exclamation mark, where a space and a new beginning follow;
marks of quotation and brackets after it belong to it. A verse between ``﴿`` and ``﴾`` is never cut.

>>> [s.words for s in sentences("He came. Did he? (He did.) ‘So he did.’ Cf. p. 3.")]
['He came.', 'Did he? (He did.)', '‘So he did.’', 'Cf. p. 3.']
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words and where they stand in the text: ``text[start:end]``; ``paragraph`` and ``number`` are counted from 0."""

    words: str
    start: int
    end: int
    paragraph: int
    number: int

    @property
    def arabic(self) -> bool:
        """Whether most of its letters are Arabic."""
        letters = [c for c in self.words if c.isalpha()]
        return sum("\u0600" <= c <= "\u08ff" or "\ufb50" <= c <= "\ufeff" for c in letters) * 2 > len(letters)


#: Short words that end in a full stop without ending a sentence.
ABBREVIATIONS = frozenset(
    {"al", "b", "cf", "ch", "d", "dr", "ed", "eds", "e.g", "etc", "fig", "i.e", "ibid", "mr", "mrs", "ms", "no", "nos",
     "op", "p", "pp", "prof", "r", "st", "trans", "v", "vol", "vols", "vs"}
)  # fmt: skip
_END = re.compile("[.!?؟۔…]+[\"'”’»\\])﴾]*(?=\\s)")
_OPENS = "\"'“‘«([﴿"
_VERSE = re.compile("﴿.*?﴾", re.DOTALL)
#: A short saying within a sentence, from marks that open after the sentence has begun to those that close.
_QUOTED = re.compile("(?<=[\\w:,»] )“[^“”]{1,170}”|(?<=\xa0)“[^“”]{1,170}”")
_WORD = re.compile(r"\S+$")


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Where the paragraphs of a text begin and end."""
    by_block = re.search(r"\S[ \t]*\n[ \t]*\n", text) is not None and not _single_lines(text)
    pattern = r"\S(?:.*?)(?=\n[ \t]*\n|\Z)" if by_block else r"\S[^\n]*"
    for found in re.finditer(pattern, text, re.DOTALL if by_block else 0):
        yield found.start(), found.start() + len(found[0].rstrip())


def _single_lines(text: str) -> bool:
    """Whether lines are paragraphs themselves: long ones, as programs that do not wrap write them."""
    lines = [line for line in text.split("\n") if line.strip()]
    return sum(len(line) for line in lines) > 200 * len(lines)


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences of a text, paragraph by paragraph."""
    for number, (start, end) in enumerate(paragraphs(text)):
        pieces: list[tuple[int, int]] = []
        at, carried = start, -1
        for cut in (*_cuts(text, start, end), end):
            words = text[at:cut].strip()
            first = at + len(text[at:cut]) - len(text[at:cut].lstrip())
            last = first + len(words)
            at = cut
            if not words:
                continue
            if pieces and carried < 0 and _belongs_to_what_precedes(words):
                pieces[-1] = (pieces[-1][0], last)
            elif _belongs_to_what_follows(words) and cut < end:
                carried = first if carried < 0 else carried
            else:
                pieces.append((first if carried < 0 else carried, last))
                carried = -1
        for place, (first, last) in enumerate(pieces):
            yield Sentence(text[first:last], first, last, number, place)


def _belongs_to_what_precedes(words: str) -> bool:
    """A note in brackets, or the word that ends a quotation."""
    bare = words.rstrip(".")
    in_brackets = words[0] in "([" and bare[-1:] in ")]" and bare.find(bare[-1]) >= len(bare) - 2
    return in_brackets or bare.lower() in ("end", "end quote", "انتهى")


def _belongs_to_what_follows(words: str) -> bool:
    """The number of an article, or dots for what was left out before."""
    return re.fullmatch(r"(?:Article|Art|Section|المادة)\W*\d+\W*|\W+", words) is not None


def _cuts(text: str, start: int, end: int) -> Iterator[int]:
    verses = [(m.start(), m.end()) for m in _VERSE.finditer(text, start, end)]
    verses += [(m.start(), m.end()) for m in _QUOTED.finditer(text, start, end)]
    for mark in _END.finditer(text, start, end):
        here = mark.end()
        if any(a < here < b for a, b in verses):
            continue
        after = text[here:end].lstrip()
        if not after or not (_begins(after) or "…" in mark[0]):
            continue
        word = _WORD.search(text[start : mark.start()])
        said = word[0].lstrip(_OPENS).lower() if word else ""
        if mark[0].startswith(".") and (said in ABBREVIATIONS or (len(said) == 1 and said.isalpha())):
            continue
        yield here


def _begins(after: str) -> bool:
    """Whether a sentence can begin so: a capital, a figure, a letter of a script without capitals, a quotation."""
    first = after.lstrip(_OPENS)[:1]
    return bool(first) and (first.isdigit() or unicodedata.category(first) in ("Lu", "Lo", "Lt") or after[0] in "[(﴿")
