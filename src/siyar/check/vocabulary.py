"""V002: no two declared texts that nobody could tell apart (docs/language.md, How it is read).

A text is a row of words, slots and values. Two rows clash where they have the same words in the same places and each
pair of slots can be filled by the same party. Only sentences that some file sees together are compared; for two
vocabularies used together the reader says it (V004).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from siyar.check.values import is_a
from siyar.diagnostics import Diagnostic, Related
from siyar.model import Choice, Library, Measure, Piece, Sentence, Slot, Type, Word

#: Apostrophes and their like, and directional marks, are one or nothing to the reader.
_FOLD = str.maketrans({"’": "'", "‘": "'", "ʿ": "'", "ʾ": "'", "\u200e": "", "\u200f": ""})


@dataclass(frozen=True, slots=True)
class _Row:
    """One way to say a sentence: words where it has words, "" where it has a slot of the type beside it."""

    sentence: Sentence
    opposite: bool
    words: tuple[str, ...]
    types: tuple[str, ...]


def vocabulary(library: Library) -> Iterator[Diagnostic]:
    """V002 for every pair of clashing texts, at the later of the two."""
    types = library.types()
    rows: dict[tuple[str, ...], list[_Row]] = {}
    together = _together(library)
    reported: set[tuple[str, str]] = set()
    for sentence in library.sentences().values():
        for row in _rows(sentence):
            for older in rows.setdefault(row.words, []):
                pair = (older.sentence.id, sentence.id)
                if pair in reported or (older.sentence is sentence and older.opposite == row.opposite):
                    continue
                if _seen_together(older.sentence, sentence, together) and _overlap(older, row, types):
                    reported.add(pair)
                    yield _clash(older, row)
            rows[row.words].append(row)


def _clash(older: _Row, row: _Row) -> Diagnostic:
    one, other = _bare(row.sentence.id), _bare(older.sentence.id)
    if row.sentence is older.sentence:
        message = f"the opposite of `{one}` reads like its text: no sentence could tell them apart"
    else:
        message = f"`{one}` reads like `{other}`: no sentence could tell them apart"
    related: tuple[Related, ...] = ()
    if older.sentence.span and older.sentence is not row.sentence:
        related = (Related(f"`{other}` is declared here", older.sentence.span),)
    return Diagnostic("V002", message, row.sentence.span, "change a word of one of them", related=related)


def _rows(sentence: Sentence) -> Iterator[_Row]:
    for opposite, pieces in ((False, sentence.text), (True, sentence.opposite)):
        if not pieces:
            continue
        for words, types in _said(pieces):
            yield _Row(sentence, opposite, words, types)


def _said(pieces: Iterable[Piece]) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """The text with each choice in turn."""
    found: list[tuple[list[str], list[str]]] = [([], [])]
    for piece in pieces:
        match piece:
            case Word(text):
                ways = [([_fold(text)], [""])]
            case Slot(type, _, possessive):
                ways = [(["'s" if possessive else ""], [type])]
            case Choice(options):
                ways = [(_fold(o).split(), [""] * len(o.split())) for o in options]
            case Measure(kind):
                ways = [([f"{{{kind}}}"], [""])]
        found = [(w + more, t + kinds) for w, t in found for more, kinds in ways]
    for words, types in found:
        yield tuple(words), tuple(types)


def _fold(word: str) -> str:
    return unicodedata.normalize("NFC", word).translate(_FOLD)


def _overlap(one: _Row, other: _Row, types: Mapping[str, Type]) -> bool:
    return all(not a or is_a(a, b, types) or is_a(b, a, types) for a, b in zip(one.types, other.types, strict=True))


def _together(library: Library) -> Mapping[str, frozenset[str]]:
    """For each home of sentences, the homes seen from it."""
    uses = {v.id: v.uses for v in library.vocabularies.values()}
    uses |= {d.id: d.uses for d in library.doctrines.values()}
    found: dict[str, frozenset[str]] = {}
    for home in uses:
        seen: dict[str, None] = {}
        left = [home]
        while left:
            next_ = left.pop()
            if next_ not in seen:
                seen[next_] = None
                left.extend(uses.get(next_, ()))
        found[home] = frozenset(seen)
    return found


def _seen_together(one: Sentence, other: Sentence, together: Mapping[str, frozenset[str]]) -> bool:
    if one.home == other.home:
        return True
    return other.home in together.get(one.home, ()) or one.home in together.get(other.home, ())


def _bare(id: str) -> str:
    return id.rpartition("/")[2]
