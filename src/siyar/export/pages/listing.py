"""`siyar list`: the ids of a kind, with titles and one line of facts each."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Any, assert_never

from siyar.export.folding import folded
from siyar.export.layout import Paint, lay_out, plain
from siyar.export.sheet import Block, Heading, Item, Sheet, Table
from siyar.export.to_html import page
from siyar.export.to_markdown import markdown
from siyar.export.wording import SEEN, UNREVIEWED, origin
from siyar.model import Library


class Kind(StrEnum):
    ALL = "all"
    DOCTRINES = "doctrines"
    CASES = "cases"
    QUESTIONS = "questions"
    SOURCES = "sources"
    READINGS = "readings"


#: The kinds there are, without `all` of them.
KINDS = tuple(kind for kind in Kind if kind is not Kind.ALL)


def list_text(library: Library, kind: str, words: str = "", *, width: int = 100, paint: Paint = plain) -> str:
    """A table of ids, titles and facts for one of the `Kind`s. Raises ValueError for anything else.

    ``words``: only lines in which all of these stand, as people type them; the same for the other forms.
    """
    return lay_out(sheet(library, Kind(kind), words), width=width, paint=paint)


def list_markdown(library: Library, kind: str, words: str = "") -> str:
    """The same tables as Markdown."""
    return markdown(sheet(library, Kind(kind), words))


def list_html(library: Library, kind: str, words: str = "") -> str:
    """The same tables as an HTML page."""
    return page(sheet(library, Kind(kind), words))


def list_json(library: Library, kind: str, words: str = "") -> dict[str, Any]:
    """``{"doctrines": [{"id", "title", "facts"}], …}``, the kinds asked for."""
    return {
        one.value: [{"id": id, "title": title, "facts": facts} for id, title, facts in _with(words, library, one)]
        for one in _kinds(Kind(kind))
    }


def sheet(library: Library, kind: Kind, words: str = "") -> Sheet:
    """The tables; with ``words`` without those in which nothing has them, and a line where nothing has."""
    blocks: list[Block] = []
    for one in _kinds(kind):
        found = tuple((id, f"{title} – {facts}" if facts else title) for id, title, facts in _with(words, library, one))
        if found or not words:
            blocks += [Heading(one.value.capitalize()), Table(("id", "title"), found)]
    return tuple(blocks) or (Item(f"Nothing has all of these words in its line: {words}"),)


def _with(words: str, library: Library, kind: Kind) -> Iterator[tuple[str, str, str]]:
    wanted = folded(words).split()
    for row in rows(library, kind):
        line = folded(" ".join(row))
        if all(word in line for word in wanted):
            yield row


def _kinds(kind: Kind) -> tuple[Kind, ...]:
    return KINDS if kind is Kind.ALL else (kind,)


def rows(library: Library, kind: Kind) -> Iterator[tuple[str, str, str]]:
    """(id, title, facts) in the order of the library."""
    match kind:
        case Kind.DOCTRINES:
            for d in library.doctrines.values():
                encoded = f"{_count(len(d.questions), 'question')} encoded, {_count(len(d.rules), 'rule')}"
                own = "" if d.shipped else f"; {origin(d)}"
                facts = f"{encoded}; encoded by {d.encoded_by}; reviewed by: {d.reviewed_by or UNREVIEWED}{own}"
                yield d.id, d.title, facts
        case Kind.CASES:
            for c in library.cases.values():
                asks = ", ".join(a for a in c.asks if isinstance(a, str))
                facts = "; ".join(part for part in (c.date, f"asks {asks}" if asks else "") if part)
                yield c.id, c.title or c.id, facts
        case Kind.QUESTIONS:
            for q in library.questions().values():
                encoded = ", ".join(d.id for d in library.doctrines.values() if q.id in d.questions)
                yield q.id, q.asks, f"Encoded in: {encoded or 'no doctrine yet'}"
        case Kind.SOURCES:
            for s in library.sources.values():
                parts = (s.author, s.date, s.language, SEEN[s.seen])
                yield s.id, s.title, "; ".join(part for part in parts if part)
        case Kind.READINGS:
            for d in library.doctrines.values():
                for r in d.readings:
                    options = ", ".join(o.id for o in r.options)
                    yield f"{d.id}/{r.id}", r.asks, f"Options: {options}; {r.default} unless another is chosen"
        case Kind.ALL:
            for one in KINDS:
                yield from rows(library, one)
        case _:
            assert_never(kind)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
