"""Readings that change no ruling in any case, and options of a reading between which no ruling ever differs.

Of a reading that can matter to a ruling on force nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations, product

from siyar.model import Doctrine
from siyar.phrase import phrase
from siyar.study.audit.nouns import Counted, Finding, Kind
from siyar.study.audit.ranges import Framed, Range
from siyar.study.joint import laid


@dataclass(slots=True)
class _Alike:
    """The pairs of options of a reading that no case has told apart so far, and over how many cases."""

    pairs: set[tuple[str, str]]
    counted: dict[int, Counted] = field(default_factory=dict)


def readings(ranges: Sequence[Range], doctrine: Doctrine, framed: Framed) -> Iterator[Finding]:
    """A finding for each reading that never matters, or else for each two of its options that are never apart."""
    for reading in doctrine.readings:
        options = [option.id for option in reading.options]
        alike = _Alike(set(combinations(options, 2)))
        concerned = [one for one in ranges if reading.id in one.readings]
        for one in sorted(concerned, key=lambda r: r.first.total):
            if alike.pairs and not one.force:
                _compare(alike, reading.id, options, one, doctrine, framed)
        if not alike.pairs or any(one.force for one in concerned):
            continue
        counted = tuple(alike.counted[line] for line in sorted(alike.counted))
        if len(alike.pairs) == len(options) * (len(options) - 1) // 2:
            words = phrase("no ruling is another, whichever option is taken")
            yield Finding(Kind.IDLE_READING, reading.id, (reading.id,), words, counted)
            continue
        for a, b in sorted(alike.pairs):
            words = phrase("no ruling is another, whichever of the two options is taken")
            yield Finding(Kind.LIKE_OPTIONS, f"{reading.id}: {a}, {b}", (reading.id,), words, counted)


def _compare(
    alike: _Alike, reading: str, options: Sequence[str], one: Range, doctrine: Doctrine, framed: Framed
) -> None:
    """Under every choice of the other readings: which options are told apart by some case."""
    among = {r.id: [o.id for o in r.options] for r in doctrine.readings}
    others = [r for r in one.readings if r != reading]
    for pick in product(*(among[r] for r in others)):
        fixed = dict(zip(others, pick, strict=True))
        over = laid([framed({**fixed, reading: option}) for option in options], one.case, one.asked)
        if over is None:
            continue
        known = alike.counted.get(one.number, Counted(one.number, 0, 0, 0))
        alike.counted[one.number] = Counted(one.number, 0, known.of + one.first.total, known.ways + 1)
        each = [over.possible(over.says(part)) for part in over.parts]
        apart = {(options[i], options[j]) for i, j in combinations(range(len(options)), 2) if each[i] != each[j]}
        alike.pairs -= apart
        if not alike.pairs:
            return
