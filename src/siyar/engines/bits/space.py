"""A space of cases: every way of giving some facts a value. Lane i of a vector is case i; a vector is an integer.

Cases are counted in mixed radix, the first fact changing fastest.

>>> space = Space.of({"a": 0b11, "n": 0b111})
>>> space.lanes, bin(space.where("a", 0b10)), bin(space.where("n", 0b100))
(6, '0b101010', '0b110000')
>>> space.decode(5)
{'a': 2, 'n': 4}
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

#: So many facts of two values have the cases of a machine's word of 64 bits.
WORD = 6

#: A value of a fact: the place of the fact, and that of the value among those the fact has.
Value = tuple[int, int]

#: Some facts with one value each, ascending.
Part = tuple[Value, ...]


#: Lanes of spaces whose patterns are kept, since one question follows another with the same: two kilobytes at most.
SMALL = 1 << 14


class SpaceTooLarge(Exception):
    """The question depends on more cases than a survey goes through: ``count``, and at most ``limit``."""

    def __init__(self, count: int, limit: int) -> None:
        super().__init__(f"{count} cases, more than {limit}")
        self.count = count
        self.limit = limit


@dataclass(frozen=True, slots=True)
class Space:
    """``facts`` in order; for each its values as masks of one bit; ``strides``: how far apart its neighbours lie."""

    facts: tuple[str, ...]
    values: tuple[tuple[int, ...], ...]
    strides: tuple[int, ...]
    lanes: int

    @staticmethod
    def of(facts: Mapping[str, int]) -> Space:
        """The space of the facts, each with the mask of the values it may have."""
        values = tuple([single_bits(mask) for mask in facts.values()])
        strides, lanes = [], 1
        for each in values:
            strides.append(lanes)
            lanes *= len(each)
        return Space(tuple(facts), values, tuple(strides), lanes)

    @property
    def full(self) -> int:
        return (1 << self.lanes) - 1

    def decode(self, lane: int) -> dict[str, int]:
        """The value of every fact in a lane, as masks of one bit."""
        return {
            fact: values[lane // stride % len(values)]
            for fact, values, stride in zip(self.facts, self.values, self.strides, strict=True)
        }

    def where(self, fact: str, mask: int) -> int:
        """The lanes in which the value of `fact` is in `mask`."""
        place = self.facts.index(fact)
        found = _kept if self.lanes <= SMALL else _pattern
        return found(self.strides[place], self.values[place], mask, self.lanes)

    def head(self, most: int) -> int:
        """How many facts, from the first, have no more than `most` cases together."""
        count = 0
        while count < len(self.facts) and self.strides[count] * len(self.values[count]) <= most:
            count += 1
        return count


def _pattern(stride: int, values: tuple[int, ...], mask: int, lanes: int) -> int:
    """Of so many lanes those in which a fact, its neighbours ``stride`` apart, has a value of the mask."""
    ones = (1 << stride) - 1
    unit = sum([ones << k * stride for k, value in enumerate(values) if value & mask])
    width = stride * len(values)
    return repeat(unit, width, lanes // width)


_kept = lru_cache(maxsize=1024)(_pattern)


@lru_cache(maxsize=1024)
def single_bits(mask: int) -> tuple[int, ...]:
    """The bits of a mask, ascending, each by itself."""
    return tuple(1 << i for i in range(mask.bit_length()) if mask >> i & 1)


def places(mask: int, values: Sequence[int]) -> int:
    """The places among a fact's values, as bits, of those that a mask has."""
    return sum(1 << i for i, value in enumerate(values) if value & mask)


def repeat(unit: int, width: int, times: int) -> int:
    """A pattern of `width` bits, written `times` times side by side."""
    done, length = 0, 0
    while times:
        if times & 1:
            done |= unit << length
            length += width
        times >>= 1
        if times:
            unit |= unit << width
            width *= 2
    return done


def side_by_side(pieces: Sequence[int], width: int) -> int:
    """Vectors of `width` lanes each, joined, the first lowest."""
    row = list(pieces)
    while len(row) > 1:
        if len(row) % 2:
            row.append(0)
        row = [low | high << width for low, high in zip(row[::2], row[1::2], strict=True)]
        width *= 2
    return row[0] if row else 0
