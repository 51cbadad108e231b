"""Words of the library and what is built from them, said in the language of a page.

A `Phrase` is said by the translation of its template with its slots filled, each said in turn; a plain word by its own
translation. What has none stays in English and is marked as such, so that a browser sets it and a screen reader reads
it as English. Names in shipped and abstract cases are said as Arabic has them, invented ones by their sound; others
stay.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from siyar.diagnostics.dresses import visible
from siyar.export.lettering import ENGLISH, Lettering, Stretch
from siyar.export.to_html import escape
from siyar.phrase import CHAIN, Phrase, filled
from siyar.web.catalogue import LANGUAGES, RIGHT_TO_LEFT, Catalogue, catalogue, parsed
from siyar.web.dating import dated

#: "10 lunar years": a number and a unit, of which a length of time may have several.
_LENGTH = re.compile(r"(\d+(?:\.\d+)?) ([a-z]+(?: [a-z]+)?)")

_BETWEEN = " and "

_NUMBER = re.compile(r"\d+")

#: U+2068 first strong isolate, and U+2069 that ends it: what a page marks with an element, for words without marks.
ISOLATE, ENDED = "\u2068", "\u2069"

#: A word, and the tradition's own word for it, where both are one in the language.
_TWICE = re.compile(r"(?<!\S)([^\s()]+) \(\1\)")

#: A particle of one letter before the article of a word that fills a slot is written in one with it.
_WRITTEN_TOGETHER = (("لـال", "لل"), ("ـال", "ال"))


@cache
def library_catalogue(language: str) -> Catalogue:
    """The library's sentences, titles, questions and readings."""
    return _read(files("siyar") / "library" / "locale" / f"{language}.po", language)


@cache
def words_catalogue(language: str) -> Catalogue:
    """What explanations and answers are built with."""
    return _read(files("siyar.web") / "locale" / f"words.{language}.po", language)


def _read(found: object, language: str) -> Catalogue:
    if language == "en" or language not in LANGUAGES:
        return Catalogue({})
    return Catalogue(parsed(found.read_text(encoding="utf-8")))  # type: ignore[attr-defined]  # a file of the package


@dataclass(frozen=True, slots=True)
class Spoken:
    """How words are said, and whether any of them were said in the language asked for."""

    words: str
    heard: bool


def spoken(words: str, language: str) -> Spoken:
    """As HTML, what stays English marked."""
    return _say(words, language, html.escape, lambda said: f'<bdi lang="en" dir="ltr">{escape(said)}</bdi>')


def heard(words: str, language: str) -> str:
    """The same as HTML alone, also in the language of the library."""
    return escape(words) if language == "en" else spoken(words, language).words


def plain(words: str, language: str) -> str:
    """As text, for titles and labels that hold no marks: what stays English is isolated (U+2068, U+2069)."""
    return words if language == "en" else _say(words, language, visible, _isolated).words


def lettering(language: str) -> Lettering:
    """How drawings say their words."""
    if language == "en":
        return ENGLISH
    return Lettering(language, language in RIGHT_TO_LEFT, lambda words: _stretches(plain(words, language)))


def _isolated(words: str) -> str:
    return f"{ISOLATE}{visible(words)}{ENDED}"


def _stretches(words: str) -> tuple[Stretch, ...]:
    """Words with isolated parts, by those parts: no words of a case hold such a mark, since `visible` shows them."""
    found: list[Stretch] = []
    for part in words.split(ISOLATE):
        foreign, ended, rest = part.rpartition(ENDED)
        found += [Stretch(foreign, foreign=True)] if ended else []
        found += [Stretch(rest)] if rest else []
    return tuple(found)


def _say(words: str, language: str, dress: Callable[[str], str], foreign: Callable[[str], str]) -> Spoken:
    """``dress``: words of the language; ``foreign``: words left as they are."""
    if isinstance(words, Phrase) and words.template == CHAIN:
        each = [_say(part, language, dress, foreign) for part in words.parts.values()]
        if not any(one.heard for one in each):
            return Spoken(foreign(words), heard=False)
        return Spoken("".join(one.words for one in each), heard=True)
    template = words.template if isinstance(words, Phrase) else words
    found = _translation(template, language, words.number if isinstance(words, Phrase) else None)
    if found:
        parts: Mapping[str, str] = words.parts if isinstance(words, Phrase) else {}
        said = filled(found, lambda slot: _say(parts[slot], language, dress, foreign).words if parts else slot, dress)
        for apart, together in _WRITTEN_TOGETHER:
            said = said.replace(apart, together)
        said = _TWICE.sub(r"\1", said)
        return Spoken(said, heard=True)
    if not any(letter.isalpha() for letter in words):
        return Spoken(_numbers(words, dress), heard=False)
    if length := _length(words, language):
        return Spoken(dress(length), heard=True)
    if date := dated(words, lambda template: _translation(template, language) or None):
        return Spoken(dress(date), heard=True)
    return Spoken(foreign(words), heard=False)


def _translation(template: str, language: str, number: int | None = None) -> str:
    """The translation of a template, for a number of things in the form it takes; nothing where it has none."""
    for known in (words_catalogue(language), library_catalogue(language), catalogue(language)):
        form = known.place(number) if number is not None else 0
        if found := known.messages.get((template, form)) or known.messages.get((template, 0)):
            return found
    return ""


def _numbers(words: str, dress: Callable[[str], str]) -> str:
    """Numbers and signs; several numbers are kept in their order, which a browser would else turn round."""
    said = dress(visible(words))
    if dress is html.escape and len(_NUMBER.findall(words)) > 1:
        return f'<bdi dir="ltr">{said}</bdi>'
    return said


def _length(words: str, language: str) -> str:
    """A length of time with its numbers; nothing for anything else."""
    said = []
    for part in words.split(_BETWEEN):
        read = _LENGTH.fullmatch(part)
        if read is None:
            return ""
        one = f"{{number}} {read[2].removesuffix('s')}"
        several = f"{one}s"
        known = words_catalogue(language)
        if (one, 0) not in known.messages:
            return ""
        said.append(known.ngettext(one, several, int(float(read[1]))).format(number=read[1]))
    return _translation(_BETWEEN, language).join(said)
