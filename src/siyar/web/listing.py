"""Lists of the pages as rows: cases, doctrines, sources, what a search finds. A row names what its page shows."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence

from siyar.export.wording import SEEN
from siyar.model import Case, Claim, Library
from siyar.web.desk import SAVED
from siyar.web.finding import Entry, search
from siyar.web.saving import Saved

Row = dict[str, str]


def of_cases(library: Library, query: Mapping[str, str]) -> list[Row]:
    """Those that fit what is looked for, as the page of cases lists them."""
    return [
        {"id": case.id, "title": case.title, "date": case.date, "asks": ", ".join(asks(case))}
        for case in fitting(library, query)
    ]


def of_doctrines(library: Library, query: Mapping[str, str]) -> list[Row]:
    return [
        {
            "id": doctrine.id,
            "title": doctrine.title,
            "voice": doctrine.voice,
            "encoded_by": doctrine.encoded_by,
            "reviewed_by": doctrine.reviewed_by or "no scholar yet",
            "questions": ", ".join(doctrine.questions),
            "rules": str(len(doctrine.rules)),
            "shipped": "yes" if doctrine.shipped else "not the shipped one" if doctrine.edited else "no",
        }
        for doctrine in library.doctrines.values()
    ]


def of_sources(library: Library, query: Mapping[str, str]) -> list[Row]:
    """By title; what users keep of them is theirs and in no list."""
    return [
        {"id": s.id, "title": s.title, "author": s.author, "date": s.date, "seen": SEEN[s.seen], "obtain": s.obtain}
        for s in sorted(library.sources.values(), key=lambda s: s.title.casefold())
    ]


def of_saved(every: Sequence[Saved]) -> list[Row]:
    """The latest first. ``as``: what it is asked about as, in an address."""
    asked = ((one, f"{'d' if one.doctrine else 'case'}={SAVED}{one.id}") for one in every)
    return [{"id": one.id, "title": one.title, "version": str(one.version), "as": words} for one, words in asked]


def of_search(entries: tuple[Entry, ...], query: Mapping[str, str]) -> list[Row]:
    """All that is found, of every kind or of one."""
    found = search(entries, looked_for(query))
    only = query.get("kind", "")
    return [
        {"kind": kind, "words": one.words, "under": one.under, "id": one.id}
        for kind, some in found.items()
        if only in ("", kind)
        for one in some
    ]


def looked_for(query: Mapping[str, str]) -> str:
    return " ".join(query.get("find", "").split())[:200]


def fitting(library: Library, query: Mapping[str, str]) -> list[Case]:
    """The cases with the words, the question and the date that are asked for."""
    words, question, dated = looked_for(query).lower().split(), query.get("q", ""), bool(query.get("dated"))
    return [
        case
        for case in library.cases.values()
        if (not question or question in asks(case)) and (case.date or not dated) and _has(case, words)
    ]


def asks(case: Case) -> list[str]:
    """The questions a case asks, without sentences of its own."""
    return [one for one in case.asks if not isinstance(one, Claim)]


def _has(case: Case, words: list[str]) -> bool:
    among = f"{case.title} {case.id} {case.date} {' '.join(e.name for e in case.entities)}".lower()
    return all(word in among for word in words)


def table(rows: list[Row], columns: tuple[str, ...]) -> str:
    """The rows as CSV; a list that is empty still has its columns."""
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


#: The columns of each list.
COLUMNS: dict[str, tuple[str, ...]] = {
    "cases": ("id", "title", "date", "asks"),
    "doctrines": ("id", "title", "voice", "encoded_by", "reviewed_by", "questions", "rules", "shipped"),
    "sources": ("id", "title", "author", "date", "seen", "obtain"),
    "saved": ("id", "title", "version", "as"),
    "search": ("kind", "words", "under", "id"),
}
