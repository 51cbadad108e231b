"""Words of the library and what is built from them, said in the language of a page.

A `Phrase` is said by the translation of its template with its slots filled, each said in turn; a plain word by its own
translation. What has none stays in English and is marked as such, so that a browser sets it and a screen reader reads
it as English. Names of a case stay as they are: nobody is renamed.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from siyar.diagnostics.dresses import visible
from siyar.export.to_html import escape
from siyar.phrase import CHAIN, Phrase, filled
from siyar.web.catalogue import LANGUAGES, Catalogue, catalogue, parsed

#: "10 lunar years": a number and a unit, of which a length of time may have several.
_LENGTH = re.compile(r"(\d+(?:\.\d+)?) ([a-z]+(?: [a-z]+)?)")

_BETWEEN = " and "

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


def plain(words: str, language: str) -> str:
    """As text, for titles and labels that hold no marks."""
    return words if language == "en" else _say(words, language, str, str).words


def _say(words: str, language: str, dress: Callable[[str], str], foreign: Callable[[str], str]) -> Spoken:
    """``dress``: words of the language; ``foreign``: words left as they are."""
    if isinstance(words, Phrase) and words.template == CHAIN:
        each = [_say(part, language, dress, foreign) for part in words.parts.values()]
        if not any(one.heard for one in each):
            return Spoken(foreign(words), heard=False)
        return Spoken("".join(one.words for one in each), heard=True)
    template = words.template if isinstance(words, Phrase) else words
    found = _translation(template, language)
    if found:
        parts: Mapping[str, str] = words.parts if isinstance(words, Phrase) else {}
        said = filled(found, lambda slot: _say(parts[slot], language, dress, foreign).words if parts else slot, dress)
        for apart, together in _WRITTEN_TOGETHER:
            said = said.replace(apart, together)
        said = _TWICE.sub(r"\1", said)
        return Spoken(said, heard=True)
    if not any(letter.isalpha() for letter in words):
        return Spoken(dress(visible(words)), heard=False)
    if length := _length(words, language):
        return Spoken(dress(length), heard=True)
    return Spoken(foreign(words), heard=False)


def _translation(template: str, language: str) -> str:
    """The translation of a template; nothing where it has none."""
    for known in (words_catalogue(language), library_catalogue(language), catalogue(language)):
        if found := known.messages.get((template, 0)):
            return found
    return ""


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
