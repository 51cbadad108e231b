"""A corpus: records with a number, their folded words, and an index over these.

>>> from siyar.evidence.letters import fold
>>> lines = [fold("لا إكراه في الدين"), fold("وقاتلوهم حتى لا تكون فتنة")]
>>> index = Index.of(lines)
>>> index.holding(fold("حتى لا تكون")), index.holding(fold("لا تكون حتى"))
([1], [])
>>> index.nearest(fold("لا اكراه في دين"))[:1]
[0]
"""

from __future__ import annotations

import json
import math
import sys
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import nlargest
from itertools import accumulate, pairwise
from typing import overload

from siyar.evidence.numbering import Numbering

#: How many records are compared letter by letter, of those that share most of the rare words.
CANDIDATES = 40
#: A word that stands in a larger part of the records tells nothing about which is meant.
COMMON = 0.1

_MAGIC = b"siyar-index-2\n"


@dataclass(frozen=True, slots=True)
class Record:
    """One verse or hadith: ``number`` as it is cited, ``place`` in book and position where the corpus counts so."""

    corpus: str
    number: str
    place: str = ""

    def __str__(self) -> str:
        return f"{self.corpus} {self.number or self.place}"


@dataclass(frozen=True)
class Index:
    """Folded records, what each is called, and for each word the records that hold it, in order."""

    lines: Sequence[str]
    labels: Sequence[str]
    _word: Mapping[str, int] = field(repr=False)
    _starts: array[int] = field(repr=False)
    _records: array[int] = field(repr=False)

    @classmethod
    def of(cls, lines: Sequence[str], labels: Sequence[str] = ()) -> Index:
        held: dict[str, list[int]] = {}
        for place, line in enumerate(lines):
            for word in set(line.split(" ")):
                held.setdefault(word, []).append(place)
        held.pop("", None)
        names = sorted(held)
        starts = array("I", accumulate((len(held[n]) for n in names), initial=0))
        records = array("I", (place for name in names for place in held[name]))
        return cls(lines, labels, {name: i for i, name in enumerate(names)}, starts, records)

    def _of(self, word: str) -> array[int]:
        at = self._word.get(word)
        return self._records[self._starts[at] : self._starts[at + 1]] if at is not None else array("I")

    def holding(self, folded: str) -> list[int]:
        """The records in which the words stand one after the other."""
        lists = [self._of(word) for word in set(folded.split(" "))]
        if not folded or not all(lists):
            return []
        sought = f" {folded} "
        return [place for place in min(lists, key=len) if sought in f" {self.lines[place]} "]

    def nearest(self, folded: str, most: int = CANDIDATES) -> list[int]:
        """The records that share most of the words, rare words counting more (inverse document frequency)."""
        total = len(self.lines)
        lists = sorted((found for w in set(folded.split(" ")) if (found := self._of(w))), key=len)
        rare = [found for found in lists if len(found) <= max(COMMON * total, 50)] or lists[:2]
        weights: dict[int, float] = {}
        for found in rare:
            weight = math.log(1 + total / len(found))
            for place in found:
                weights[place] = weights.get(place, 0.0) + weight
        return nlargest(most, weights, key=lambda place: (weights[place], -place))

    # ------------------------------------------------------------------ kept between runs

    def packed(self, key: str) -> bytes:
        """The index as bytes; ``key`` says of what, so that an older one is known for it."""
        texts = "\n".join(self.lines).encode()
        names = "\n".join(self._word).encode()
        labels = "\n".join(self.labels).encode()
        parts = [texts, labels, names, _little(self._starts), _little(self._records)]
        head = json.dumps({"key": key, "sizes": [len(part) for part in parts]}).encode()
        return b"".join((_MAGIC, head, b"\n", *parts))

    @classmethod
    def unpacked(cls, data: bytes, key: str) -> Index | None:
        """The index those bytes hold, or nothing where they are another's, older or damaged."""
        if not data.startswith(_MAGIC):
            return None
        end = data.find(b"\n", len(_MAGIC))
        try:
            head = json.loads(data[len(_MAGIC) : end])
            sizes = [int(size) for size in head["sizes"]]
            if head["key"] != key or len(sizes) != 5 or end + 1 + sum(sizes) != len(data):
                return None
            bounds = list(accumulate(sizes, initial=end + 1))
            texts, labels, names, starts, records = (data[a:b] for a, b in pairwise(bounds))
            words = names.decode().split("\n")
            numbers = {name: i for i, name in enumerate(words)}
            called = labels.decode().split("\n")
            found = cls(texts.decode().split("\n"), called, numbers, _array(starts), _array(records))
        except (ValueError, KeyError, TypeError):
            return None
        return found if len(found._starts) == len(words) + 1 and found._starts[-1] == len(found._records) else None


def _little(values: array[int]) -> bytes:
    if sys.byteorder == "big":
        values = values[:]
        values.byteswap()
    return values.tobytes()


def _array(data: bytes) -> array[int]:
    values = array("I")
    values.frombytes(data)
    if sys.byteorder == "big":
        values.byteswap()
    return values


class Written(Sequence[str]):
    """Records as a corpus writes them, read when the first is looked at: most of the time none is."""

    def __init__(self, count: int, read: Callable[[], Sequence[str]]) -> None:
        self._count, self._read = count, read
        self._words: Sequence[str] | None = None

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, at: int) -> str: ...

    @overload
    def __getitem__(self, at: slice) -> Sequence[str]: ...

    def __getitem__(self, at: int | slice) -> str | Sequence[str]:
        if self._words is None:
            self._words = self._read()
        return self._words[at]


def _numbers(number: str) -> Iterator[str]:
    """The numbers of a record: ``272-273`` is cited by either."""
    first, _, last = number.partition("-")
    if first.isdigit() and last.isdigit():
        yield from (str(n) for n in range(int(first), int(last) + 1))
    yield number


@dataclass(frozen=True)
class Corpus:
    """A text that can be looked into. ``notice`` is what its owners ask to be shown beside it.

    ``written``: the records as the corpus writes them, for word-by-word differences; ``exported``: whether its words
    may stand in an export.
    """

    id: str
    title: str
    records: Sequence[Record]
    written: Sequence[str]
    index: Index
    version: str
    notice: str = ""
    exported: bool = False
    running: bool = False  # the records follow on one another, so that a quotation may go over several
    numbering: Numbering | None = None  # how numbers follow from places, where the corpus itself has none
    another: str = ""  # the package whose places numbers were compared with, where this is another version of it
    _places: dict[str, list[int]] = field(default_factory=dict, init=False, repr=False)

    def at(self, number: str) -> int | None:
        """The place of the record cited by that number, the first of several."""
        return next(iter(self.all_at(number)), None)

    def all_at(self, number: str) -> Sequence[int]:
        """The places of all records cited by that number, or by that book and position (``48:170``)."""
        if not self._places:
            for i, record in enumerate(self.records):
                for name in (*_numbers(record.number), record.place):
                    if name:
                        self._places.setdefault(name, []).append(i)
        return self._places.get(number, ())

    def book_of(self, number: str) -> tuple[str, Sequence[int]] | None:
        """The book in which a number lies of which no single record is known here, and its records."""
        book = self.numbering.book(int(number)) if self.numbering and number.isdigit() else None
        if book is None or self.at(number) is not None:
            return None
        within = [i for i, r in enumerate(self.records) if r.place.startswith(f"{book}:")]
        return (str(book), within) if within else None

    def over_several(self, folded: str) -> tuple[int, int] | None:
        """The first and last record of words that go over the end of one, where the corpus runs on."""
        if not self.running or not folded:
            return None
        whole = f" {' '.join(self.index.lines)} "
        at = whole.find(f" {folded} ")
        if at < 0:
            return None
        starts = [*accumulate((len(line) + 1 for line in self.index.lines), initial=0)]
        return bisect_right(starts, at) - 1, bisect_right(starts, at + len(folded)) - 1
