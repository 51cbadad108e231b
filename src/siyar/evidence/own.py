"""Corpora a user brings along in a table: one row a record, as docs/evidence.md describes it.

>>> rows = ["work,number,text", "my-book,1,قلم جديد", "my-book,2,ورقة بيضاء"]
>>> (found,), _, problems = read_rows("mine.csv", rows)
>>> found.id, [r.number for r in found.records], problems
('my-book', ['1', '2'], ())
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from siyar.diagnostics import Diagnostic
from siyar.evidence import quran
from siyar.evidence.collections import collection, named
from siyar.evidence.corpus import Corpus, Index, Record
from siyar.evidence.letters import fold

NEEDED = ("work", "number", "text")
MAY = ("place", "language", "title", "notice")
#: A larger table is no corpus anybody made by hand; the Qur'an with two translations has 5 MB.
LARGEST = 64 * 1024 * 1024
ARABIC = "ar"


@dataclass(frozen=True)
class Translation:
    """A work in another language, by a named translator: its words by number."""

    work: str
    title: str
    texts: dict[str, str]


Read = tuple[tuple[Corpus, ...], tuple[Translation, ...], tuple[Diagnostic, ...]]


def read(path: Path) -> Read:
    """The corpora and translations of a file; W003 where it is none."""
    name = path.as_posix()
    try:
        size = path.stat().st_size
        if size > LARGEST:
            return _no(name, f"`{name}` is {size // (1024 * 1024)} MB large; a table of records has at most 64 MB")
        words = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        return _no(name, f"`{name}` cannot be read: {(error.strerror or 'it cannot be opened').lower()}")
    except UnicodeDecodeError:
        return _no(name, f"`{name}` is not UTF-8 text")
    return read_rows(name, words.splitlines())


def read_rows(name: str, lines: Iterable[str]) -> Read:
    """The same of lines of CSV whose first names the columns."""
    reader = csv.DictReader(lines, strict=True)
    try:
        columns = [c.strip() for c in reader.fieldnames or ()]
        if lacking := [c for c in NEEDED if c not in columns]:
            return _no(name, f"`{name}` has no column {', '.join(f'`{c}`' for c in lacking)}")
        rows = []
        for row in reader:
            kept = {key.strip(): (value or "").strip() for key, value in row.items() if isinstance(key, str)}
            if not all(kept[c] for c in NEEDED):
                return _no(name, f"line {reader.line_num} of `{name}` lacks its work, number or text")
            kept["work"] = _work(kept["work"])
            rows.append(kept)
    except csv.Error as error:
        return _no(name, f"line {reader.line_num} of `{name}` cannot be read: {error}")
    if not rows:
        return _no(name, f"`{name}` holds no record")
    return tuple(_corpora(rows)), tuple(_translations(rows)), ()


def _work(words: str) -> str:
    """The id of a work that is called so or by a name of its collection."""
    return named(words) or collection(words.lower().replace(" ", "-"))


def _corpora(rows: list[dict[str, str]]) -> Iterator[Corpus]:
    for work in dict.fromkeys(r["work"] for r in rows if _arabic(r)):
        own = [r for r in rows if r["work"] == work and _arabic(r)]
        records = [Record(work, r["number"], r.get("place", "")) for r in own]
        written = [r["text"] for r in own]
        digest = hashlib.sha256("\n".join(f"{r['number']} {r['text']}" for r in own).encode()).hexdigest()
        title = next((r["title"] for r in own if r.get("title")), work)
        notice = next((r["notice"] for r in own if r.get("notice")), "")
        index = Index.of([fold(words) for words in written], [r["number"] for r in own])
        yield Corpus(work, title, records, written, index, digest, notice, running=work == quran.ID)


def _translations(rows: list[dict[str, str]]) -> Iterator[Translation]:
    others = [r for r in rows if not _arabic(r)]
    for work, title in dict.fromkeys((r["work"], r.get("title", "")) for r in others):
        texts = {r["number"]: r["text"] for r in others if (r["work"], r.get("title", "")) == (work, title)}
        yield Translation(work, title or "a translation without a name", texts)


def _arabic(row: dict[str, str]) -> bool:
    return (row.get("language") or ARABIC) == ARABIC


def _no(name: str, message: str) -> Read:
    help = "the first line names the columns work, number, text; docs/evidence.md shows one"
    return (), (), (Diagnostic("W003", message, file=name, help=help),)
