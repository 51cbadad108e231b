"""Collections of hadith from packages a user has installed: detected, never required, never imported, never exported.

The six packages are under the AGPL, so no extra of Siyar brings them, and their words stay where they are. What they
call `id` is a running index and not the number of the citation: that follows from book and position (`numbering`).
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from siyar.evidence.collections import BY_ID
from siyar.evidence.corpus import Corpus, Record, Written
from siyar.evidence.keeping import index_of
from siyar.evidence.letters import fold
from siyar.evidence.numbering import numbering, version


class OtherText(Exception):
    """The installed file has not the form that is expected; the message says in what."""


def file(work: str) -> Path | None:
    """Where the installed package of a collection keeps it, if it is installed."""
    collection = BY_ID[work]
    spec = find_spec(collection.package) if collection.package else None
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        path = Path(folder) / "data" / collection.file
        if path.is_file():
            return path
    return None


@lru_cache(maxsize=32)
def corpus(work: str) -> Corpus | None:
    """The corpus of a collection, or nothing where its package is not installed. Raises `OtherText`."""
    path = file(work)
    return read(work, path) if path else None


def read(work: str, path: Path) -> Corpus:
    """The corpus of a package's file. Raises `OtherText` where it is no such file."""
    data = path.read_bytes()
    digest = hashlib.sha256(data).hexdigest()

    def all_of_it() -> tuple[list[str], list[str]]:
        rows = _rows(data)
        return [fold(words) for _, words in rows], list(_labels(work, [book for book, _ in rows]))

    index = index_of(work, f"{digest} {version()}", all_of_it)
    records = [Record(work, *label.split("|")) for label in index.labels]
    written = Written(len(records), lambda: [words for _, words in _rows(data)])
    how = numbering(work)
    another = how.package if digest != how.sha256 else ""
    return Corpus(work, BY_ID[work].title, records, written, index, digest, numbering=how, another=another)


def _rows(data: bytes) -> list[tuple[int | None, str]]:
    """(book, words) of each record. Raises `OtherText`."""
    try:
        rows: list[dict[str, Any]] = json.loads(gzip.decompress(data))["hadiths"]
        return [(row["chapterId"], str(row["arabic"])) for row in rows]
    except (OSError, EOFError, ValueError, KeyError, TypeError) as error:
        raise OtherText(f"it cannot be read ({type(error).__name__})") from error


def _labels(work: str, books: Sequence[int | None]) -> Iterator[str]:
    """The number of each record, where it is certain, and its book and position: ``5209|48:170``."""
    sizes, counted, how = Counter(books), Counter[int | None](), numbering(work)
    for book in books:
        counted[book] += 1
        if isinstance(book, int):
            yield f"{how.number(book, counted[book], sizes[book])}|{book}:{counted[book]}"
        else:
            yield "|"
