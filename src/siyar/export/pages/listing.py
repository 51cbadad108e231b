"""`siyar list`: the ids of a kind, with titles and one line of facts each."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import Any, assert_never

from siyar.export.layout import Paint, lay_out, plain
from siyar.export.sheet import Heading, Sheet, Table
from siyar.export.to_markdown import markdown
from siyar.export.wording import SEEN, UNREVIEWED
from siyar.model import Library


class Kind(StrEnum):
    DOCTRINES = "doctrines"
    CASES = "cases"
    QUESTIONS = "questions"
    SOURCES = "sources"
    READINGS = "readings"


KINDS = tuple(Kind)


def list_text(library: Library, kind: Kind, *, width: int = 100, paint: Paint = plain) -> str:
    """A table of ids, titles and facts."""
    return lay_out(sheet(library, kind), width=width, paint=paint)


def list_markdown(library: Library, kind: Kind) -> str:
    return markdown(sheet(library, kind))


def list_json(library: Library, kind: Kind) -> dict[str, Any]:
    """``{"kind", "entries": [{"id", "title", "facts"}]}``."""
    entries = [{"id": id, "title": title, "facts": facts} for id, title, facts in rows(library, kind)]
    return {"kind": kind.value, "entries": entries}


def sheet(library: Library, kind: Kind) -> Sheet:
    found = tuple((id, f"{title} – {facts}" if facts else title) for id, title, facts in rows(library, kind))
    return (Heading(kind.value.capitalize(), 1), Table(("id", "title"), found))


def rows(library: Library, kind: Kind) -> Iterator[tuple[str, str, str]]:
    """(id, title, facts) in the order of the library."""
    match kind:
        case Kind.DOCTRINES:
            for d in library.doctrines.values():
                encoded = f"{_count(len(d.questions), 'question')} encoded, {_count(len(d.rules), 'rule')}"
                own = "" if d.shipped else "; not the shipped one"
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
        case _:
            assert_never(kind)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
