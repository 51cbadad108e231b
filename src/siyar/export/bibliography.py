"""The sources of a doctrine as a bibliography: CSL-JSON for reference managers, BibTeX for TeX.

Who wrote a source, when, and where a reader may find it, with how far it was seen for this library. Authors are given
as they stand on the source's page: most are names of another form than first and last.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from siyar.export.wording import SEEN
from siyar.model import Library, Source
from siyar.sources import citing

Json = dict[str, Any]

_NAMES = "January February March April May June July August September October November December"
_MONTHS = {name: i for i, name in enumerate(_NAMES.split(" "), 1)}
_DAY = re.compile(rf"(?:.*,\s*)?(\d{{1,2}}) ({'|'.join(_MONTHS)}) (\d{{3,4}})")
_MONTH = re.compile(rf"({'|'.join(_MONTHS)}) (\d{{3,4}})")
_YEAR = re.compile(r"\d{4}")
_TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "&": r"\&",
        "%": r"\%",
        "$": r"\$",
        "#": r"\#",
        "_": r"\_",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)


def cited_sources(library: Library, id: str) -> tuple[Source, ...]:
    """The sources a doctrine cites, in order of id; of a source itself, that one."""
    if id in library.sources:
        return (library.sources[id],)
    doctrine = library.doctrines[id]
    ids = {cite.source for _, _, cites in citing(doctrine) for cite in cites} | {doctrine.source}
    return tuple(library.sources[one] for one in sorted(ids) if one in library.sources)


def csl(sources: Iterable[Source]) -> list[Json]:
    """Items of CSL-JSON, the data format of the Citation Style Language."""
    return [{key: value for key, value in _item(source) if value} for source in sources]


def _item(source: Source) -> Iterator[tuple[str, Any]]:
    yield "id", source.id
    yield "type", "document"
    yield "title", source.title
    yield "author", [{"literal": source.author}] if source.author else None
    parts = date_parts(source.date)
    yield "issued", {"date-parts": [list(parts)]} if parts else {"literal": source.date} if source.date else None
    yield "edition", source.edition
    yield "language", source.language
    yield "note", _note(source)


def bibtex(sources: Iterable[Source]) -> str:
    """Entries of BibTeX; braces keep titles and names as they are."""
    return "\n".join(_entry(source) for source in sources)


def _entry(source: Source) -> str:
    parts = date_parts(source.date)
    fields = [
        ("title", f"{{{_tex(source.title)}}}"),
        ("author", f"{{{_tex(source.author)}}}" if source.author else ""),
        ("year", f"{parts[0]}" if parts else _tex(source.date)),
        ("month", f"{parts[1]}" if len(parts) > 1 else ""),
        ("edition", _tex(source.edition)),
        ("language", _tex(source.language)),
        ("note", _tex(_note(source))),
    ]
    lines = [f"  {name} = {{{value}}}," for name, value in fields if value]
    return "\n".join((f"@misc{{{source.id},", *lines, "}", ""))


def date_parts(words: str) -> Sequence[int]:
    """Year, month and day of a date, as far as it is one of the civil calendar and no more than that.

    >>> date_parts("26 Rajab 1438 AH, 23 April 2017"), date_parts("July 1833"), date_parts("1956"), date_parts("638 AH")
    ((2017, 4, 23), (1833, 7), (1956,), ())
    """
    if day := _DAY.fullmatch(words):
        return int(day[3]), _MONTHS[day[2]], int(day[1])
    if month := _MONTH.fullmatch(words):
        return int(month[2]), _MONTHS[month[1]]
    return (int(words),) if _YEAR.fullmatch(words) else ()


def _note(source: Source) -> str:
    found = f"To be found: {source.obtain}. " if source.obtain else ""
    return f"{found}For this library: {SEEN[source.seen]}."


def _tex(words: str) -> str:
    return words.translate(_TEX)
