"""Front matter: what a file is and its defaults, as ``key: value`` lines between two lines of ``---``.

The format is ours and small: a value is words, a list separated by commas, or a map ``{a: b, c: d}``; an indented line
continues the value above. Every value keeps its place.

>>> from siyar.source import Text
>>> front = front_matter(Text("d.md", "---\\ndoctrine: manual\\nuses: siyar, manual-b\\n---\\n"))
>>> front.kind, front.id, front.uses
(<Kind.DOCTRINE: 'doctrine'>, 'manual', ('siyar', 'manual-b'))
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache

from siyar.diagnostics import Diagnostic
from siyar.language.lines import INVISIBLE, Stretch
from siyar.language.nearness import did_you_mean
from siyar.source import Span, Text


class Kind(StrEnum):
    """What a file is, by the key of its front matter that says so."""

    DOCTRINE = "doctrine"
    PART = "part of"
    VOCABULARY = "vocabulary"
    CASES = "cases"
    MAPPING = "mapping"  # of a table's columns; read by `siyar.batch`, never into a library
    SOURCE = "source"


#: The keys each kind of file may have; the first names it.
KEYS: Mapping[Kind, tuple[str, ...]] = {
    Kind.DOCTRINE: (
        "doctrine", "title", "source", "voice", "uses", "terms", "addresses", "encoded by", "reviewed by",
        "from", "until", "needs", "questions", "readings", "precedents",
    ),
    Kind.PART: ("part of", "title", "source", "uses"),
    Kind.VOCABULARY: ("vocabulary", "title", "version", "uses", "beside", "further"),
    Kind.CASES: ("cases", "title", "source", "uses", "shows"),
    Kind.SOURCE: (
        "source", "title", "author", "date", "edition", "language", "seen", "voices", "passages", "obtain",
    ),
    Kind.MAPPING: ("mapping", "title", "uses", "source"),
}  # fmt: skip

_KNOWN = frozenset(key for keys in KEYS.values() for key in keys)
ID = re.compile(r"[a-z](?:[a-z0-9]|-(?=[a-z0-9]))*")
_KEY = re.compile(r"([^\s:][^:]*?)[ \t]*:(?:[ \t]+|$)")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The entries of a front matter, by key. ``kind`` is missing where the file does not say what it is.

    ``lines`` is how many lines of the file it takes, its two rules included.
    """

    kind: Kind | None
    id: str
    uses: tuple[str, ...]
    entries: Mapping[str, Stretch] = field(repr=False)
    lines: int
    problems: tuple[Diagnostic, ...]

    def words(self, key: str, default: str = "") -> str:
        return self.entries[key].words if key in self.entries else default

    def list(self, key: str) -> tuple[Stretch, ...]:
        """The items of a list, each with its place."""
        return self.entries[key].split(",") if key in self.entries else ()

    def map(self, key: str) -> tuple[tuple[Stretch, Stretch], ...]:
        """The entries ``{a: b, c: d}`` of a map; what is no such entry is left out (see `front_matter`)."""
        return tuple(_pairs(self.entries[key])) if key in self.entries else ()


@lru_cache(maxsize=1024)  # whoever looks what a file is, and there are several, looks once
def front_matter(text: Text) -> FrontMatter:
    """The front matter of a text. Cheap: looks at nothing below it. Problems: F004 to F007, L008."""
    problems: list[Diagnostic] = []
    first = 1
    count = text.characters.count("\n") + 1
    while first <= count and not text.line(first).strip("\ufeff \t"):
        first += 1
    if first > count or text.line(first).strip("\ufeff \t") != "---":
        empty = not text.characters.strip("\ufeff \t\r\n")
        what = "this file is empty" if empty else "this file has no front matter"
        help = "begin with `---`, a line such as `doctrine: an-id`, and `---`"
        place = None if empty else Span(text, 0, len(text.line(1)))
        problems.append(Diagnostic("F004", what, place, help, file=text.name))
        return FrontMatter(None, "", (), {}, 0, tuple(problems))
    entries, last = _entries(text, first, count, problems)
    # A doctrine has a default source too, so `source` says what the file is only where nothing else does.
    kind: Kind | None = next((k for k in Kind if k.value in entries), None)
    if kind is None:
        help = "say one of: " + ", ".join(f"`{k.value}: an-id`" for k in Kind)
        near = [d for d in problems if d.code == "F006"]
        if not near:
            problems.append(
                Diagnostic("F007", "the front matter does not say what the file is", _rule(text, first), help)
            )
        return FrontMatter(None, "", (), entries, last, tuple(problems))
    _unknown(kind, entries, problems)
    name = entries[kind.value]
    if not ID.fullmatch(name.words):
        problems.append(not_an_id(name))
    uses = tuple(item.words for item in entries["uses"].split(",")) if "uses" in entries else ()
    for key in ("readings", "voices", "shows"):
        if key in entries:
            _check_map(entries[key], problems)
    return FrontMatter(kind, name.words, uses, entries, last, tuple(problems))


def not_an_id(name: Stretch, example: str = "help-of-an-entity") -> Diagnostic:
    """L008 for words that stand where an id should."""
    words = name.words or "nothing"
    help = f"an id is small letters, figures and hyphens, as in `{example}`"
    return Diagnostic("L008", f"`{words}` is not an id", name.span(), help)


def _entries(text: Text, first: int, count: int, problems: list[Diagnostic]) -> tuple[dict[str, Stretch], int]:
    raw: list[tuple[str, Stretch, list[tuple[int, str]]]] = []
    last = count
    for number in range(first + 1, count + 1):
        line = text.line(number).rstrip()
        if line in ("---", "..."):
            last = number
            break
        if line.startswith(("# ", "```")):  # the prose has begun
            problems.append(_unclosed(text, first))
            last = number - 1
            break
        start = text.offset(number)
        for found in INVISIBLE.finditer(line):
            problems.append(invisible(text, start + found.start()))
        words = line.lstrip()
        if not words:
            continue
        if line != words and raw:
            raw[-1][2].append((start + len(line) - len(words), words))
            continue
        key = _KEY.match(words)
        if key is None:
            help = "a line of front matter reads `key: value`"
            problems.append(Diagnostic("F005", "this line cannot be read", Span(text, start, start + len(line)), help))
            if len([d for d in problems if d.code == "F005"]) >= 20:
                break  # this is no front matter; the rest would only repeat it
            continue
        at = start + len(line) - len(words)
        place = Stretch(text, key[1], ((0, at),))
        raw.append((key[1], place, [(at + key.end(), words[key.end() :])]))
    else:
        problems.append(_unclosed(text, first))
    entries: dict[str, Stretch] = {}
    for name, place, pieces in raw:
        key_name = name
        if name not in _KNOWN:
            near = did_you_mean(name, sorted(_KNOWN))
            problems.append(
                Diagnostic("F006", f"front matter has no key `{name}`", place.span(), near.help or _all_keys(_KNOWN))
            )
            if near.repair is None:
                continue
            key_name = near.repair
        if key_name in entries:
            problems.append(Diagnostic("L009", f"`{key_name}` stands twice", place.span(), "keep one of the two"))
            continue
        entries[key_name] = _value(text, pieces)
    return entries, last


def _unclosed(text: Text, first: int) -> Diagnostic:
    return Diagnostic("F005", "the front matter is never closed", _rule(text, first), "close it with `---`")


def invisible(text: Text, offset: int) -> Diagnostic:
    """L007 for a character that cannot be seen or turns the direction of writing."""
    code = ord(text.characters[offset])
    return Diagnostic(
        "L007",
        f"an invisible or direction-changing character (U+{code:04X})",
        Span(text, offset, offset + 1),
        "take it out; such characters may stand only in `wording` and `arabic`",
    )


def _value(text: Text, pieces: list[tuple[int, str]]) -> Stretch:
    kept = [p for p in pieces if p[1]] or pieces[:1]
    at, places = 0, []
    for offset, words in kept:
        places.append((at, offset))
        at += len(words) + 1
    return Stretch(text, " ".join(words for _, words in kept), tuple(places))


def _unknown(kind: Kind, entries: dict[str, Stretch], problems: list[Diagnostic]) -> None:
    for key, value in list(entries.items()):
        if key not in KEYS[kind]:
            help = "it may have: " + ", ".join(KEYS[kind])
            what = "a further file of a doctrine" if kind is Kind.PART else f"a `{kind}` file"
            problems.append(Diagnostic("F006", f"{what} has no key `{key}`", _key_span(value, key), help))
            del entries[key]


def _key_span(value: Stretch, key: str) -> Span:
    line = value.text.position(value.offset(0))[0]
    start = value.text.offset(line)
    found = value.text.line(line).find(key)
    return Span(value.text, start + found, start + found + len(key)) if found >= 0 else value.span()


def _all_keys(known: Collection[str]) -> str:
    return "known keys: " + ", ".join(sorted(_KNOWN))


def _check_map(value: Stretch, problems: list[Diagnostic]) -> None:
    words = value.words
    if not (words.startswith("{") and words.endswith("}")):
        problems.append(Diagnostic("F005", "this is not a map", value.span(), "a map reads `{a: b, c: d}`"))
        return
    for item in value.part(1, len(words) - 1).split(","):
        if ":" not in item.words:
            problems.append(
                Diagnostic("F005", f"`{item.words}` is no entry of a map", item.span(), "write `name: value`")
            )


def _pairs(value: Stretch) -> list[tuple[Stretch, Stretch]]:
    words = value.words
    if not (words.startswith("{") and words.endswith("}")):
        return []
    found = []
    for item in value.part(1, len(words) - 1).split(","):
        colon = item.words.find(":")
        if colon > 0:
            found.append((item.part(0, colon), item.part(colon + 1)))
    return found


def _rule(text: Text, line: int) -> Span:
    start = text.offset(line)
    return Span(text, start, start + len(text.line(line)))
