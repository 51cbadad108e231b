"""The declared texts of facts, concepts and acts: words, slots, and at most one choice or measure (D1).

>>> from siyar.source import Text
>>> from siyar.language.lines import Stretch
>>> words = "Group has attacked another Group"
>>> pieces = declared(Stretch(Text("", words), words, ((0, 0),)), {"Group"}, act=False, problems=[])
>>> spoken(pieces)
'Group has attacked another Group'
>>> pieces[-1]
Slot(type='Group', name='another Group', possessive=False)
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container

from siyar.diagnostics import Diagnostic
from siyar.language.lines import Stretch
from siyar.language.quantities import KINDS
from siyar.model import Choice, Measure, Piece, Slot, Word

#: ’ ‘ ʿ ʾ and ' are one mark; directional and other invisible marks are none.
_FOLD = {ord(c): "'" for c in "’‘ʿʾʼ`´"} | dict.fromkeys(
    (0xAD, 0x61C, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF)
)
ARTICLES = frozenset({"a", "an", "the"})
OTHERS = (("another",), ("the", "other"))
MOST_SLOTS = 12
_TOKEN = re.compile(r"\{[^{}]*\}|[^\s{}]+|[{}]")
_EDGES = ".,;:()"


def fold(word: str) -> str:
    """A word as it is compared: NFC, one apostrophe, no invisible marks; case counts."""
    if word.isascii():
        return word.replace("`", "'") if "`" in word else word
    return unicodedata.normalize("NFC", word.translate(_FOLD))


def possessive(word: str) -> str | None:
    """The word without its ending ``'s`` (or ``'`` after an s), where it has one; ``word`` is folded."""
    if word.endswith("'s"):
        return word[:-2]
    return word[:-1] if word.endswith("s'") else None


def declared(text: Stretch, types: Container[str], *, act: bool, problems: list[Diagnostic]) -> tuple[Piece, ...]:
    """The pieces of a declared text; empty, with a V006, where it is malformed."""
    tokens = [(m[0], m.start(), m.end()) for m in _TOKEN.finditer(text.words)]
    pieces: list[Piece] = []

    def bad(message: str, start: int, end: int, help: str) -> tuple[Piece, ...]:
        problems.append(Diagnostic("V006", message, text.span(start, end), help))
        return ()

    i = 0
    special = False
    while i < len(tokens):
        word, start, end = tokens[i]
        if word in "{}":
            return bad("a brace without its fellow", start, end, "a choice reads `{one | another}`")
        if word[0] == "{":
            if special:
                return bad("a text has one choice or measure at most", start, end, "declare a second sentence")
            special = True
            piece = _braces(word)
            if isinstance(piece, str):
                return bad(piece, start, end, "write `{one | another}`, `{duration}`, `{number}` or `{date}`")
            if isinstance(piece, Measure):
                if act:
                    return bad("an act has no measure", start, end, "put the quantity into a fact")
                if i + 1 < len(tokens) or not pieces or pieces[-1] != Word("is"):
                    return bad(
                        "a measure ends the text, after `is`", start, end, "as in `the term of Treaty is {duration}`"
                    )
            pieces.append(piece)
            i += 1
            continue
        slot = _slot(tokens, i, types)
        if slot is not None:
            pieces.append(slot[0])
            i = slot[1]
            continue
        bare = fold(word).strip(_EDGES)
        if bare in types or (possessive(bare) or "") in types:
            return bad(f"`{word}` joins a type and a mark", start, end, "leave the mark out beside a slot")
        pieces.append(Word(unicodedata.normalize("NFC", word)))
        i += 1
    if sum(isinstance(p, Slot) for p in pieces) > MOST_SLOTS:
        return bad(f"a text has {MOST_SLOTS} slots at most", 0, len(text.words), "split it into two sentences")
    if not pieces:
        return bad("a text without words", 0, len(text.words), "write one English sentence")
    if act and not (isinstance(pieces[0], Word) and pieces[0].text == "for" and Word("to") in pieces):
        return bad("this is no act", 0, len(text.words), "an act reads `for … to …`")
    if pieces[0] == Word("it") and spoken(tuple(pieces)).startswith("it is not so that"):
        return bad("a text cannot begin with a denial", 0, len(text.words), "declare what is denied")
    return tuple(pieces)


def _braces(word: str) -> Piece | str:
    inside = word[1:-1]
    options = tuple(" ".join(unicodedata.normalize("NFC", o).split()) for o in inside.split("|"))
    if len(options) == 1:
        return Measure(options[0]) if options[0] in KINDS else "this is neither a choice nor a measure"
    if not all(options):
        return "a choice has an empty option"
    return Choice(options) if len({fold(o) for o in options}) == len(options) else "a choice names one option twice"


def _slot(tokens: list[tuple[str, int, int]], i: int, types: Container[str]) -> tuple[Slot, int] | None:
    """The noun phrase at token ``i``: its slot and the token after it."""
    found = phrase([fold(t[0]) for t in tokens[i : i + 4]], 0, types)
    if found is None:
        return None
    type_, mark, owner, length = found
    name = f"another {type_}" if mark == "another" else f"{type_} {mark}".strip()
    return Slot(type_, name, owner), i + length


def phrase(words: list[str], i: int, types: Container[str]) -> tuple[str, str, bool, int] | None:
    """``Type``, ``another Type``, ``the other Type``, ``Type B`` at word ``i``: (type, mark, possessive, next word)."""
    count = len(words)
    if i >= count:
        return None
    mark, word = "", words[i]
    if word in types:
        pass
    elif word == "another":
        mark, i = "another", i + 1
    elif word in ARTICLES:
        i += 1
        if word == "the" and i < count and words[i] == "other":
            mark, i = "another", i + 1
    if i >= count:
        return None
    word = words[i]
    if word in types:
        if not mark and i + 1 < count:
            letter = words[i + 1]
            if len(letter) == 1 and letter.isupper():
                return word, letter, False, i + 2
            owner = possessive(letter)
            if owner is not None and len(owner) == 1 and owner.isupper():
                return word, owner, True, i + 2
        return word, mark, False, i + 1
    owner = possessive(word)
    return (owner, mark, True, i + 1) if owner is not None and owner in types else None


def spoken(pieces: tuple[Piece, ...]) -> str:
    """A text as it is declared, for messages."""
    return " ".join(_said(piece) for piece in pieces)


def _said(piece: Piece) -> str:
    match piece:
        case Word(text):
            return text
        case Slot(_, name, owner):
            return f"{name}'s" if owner else name
        case Choice(options):
            return "{" + " | ".join(options) + "}"
        case Measure(kind):
            return "{" + kind + "}"
