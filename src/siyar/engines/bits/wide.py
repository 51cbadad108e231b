"""A survey of a large space, kept as arrays of words: what a ruling turns on, and what a fact tells, without integers.

Lane i of the space is bit i % 64 of word i // 64. The first six facts have two values and differ within a word; facts
after them are axes of the array.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from math import prod
from typing import Any

from siyar.conclusion import Answer
from siyar.engines.bits.partial import Look
from siyar.engines.bits.space import WORD, Part, Space, Value, repeat

#: So many words are worked at once, so that they stay in the processor's cache.
CHUNK = 1 << 14

#: Lanes looked at before all are.
SAMPLE = 1 << 12


@dataclass(frozen=True)
class Wide:
    """What `Survey` holds, with arrays in place of integers; ``answers`` in the order of their first lanes."""

    space: Space
    allowed: Any = field(repr=False)
    answers: Mapping[Answer, Any] = field(repr=False)

    @cached_property
    def total(self) -> int:
        return population(self.allowed)

    @cached_property
    def counts(self) -> Mapping[Answer, int]:
        """In how many cases each answer is given."""
        return {answer: population(mask) for answer, mask in self.answers.items()}

    @property
    def size(self) -> int:
        """Bytes of memory."""
        return int(self.allowed.nbytes) * (1 + len(self.answers))

    # -- neighbours

    def turns(self, facts: Sequence[str]) -> bool:
        """Whether two allowed cases that differ exactly on these facts have different answers."""
        # Of each pair of answers one must be looked at, so the most frequent may be left out.
        most = max(self.counts, key=self.counts.__getitem__, default=None)
        places = [self.space.facts.index(fact) for fact in facts]
        return any(
            self._meets(mask, self._beside[answer], places) for answer, mask in self.answers.items() if answer != most
        )

    @cached_property
    def _beside(self) -> Mapping[Answer, Any]:
        """For each answer the cases with another."""
        return {answer: self.allowed ^ mask for answer, mask in self.answers.items()}

    def _meets(self, mask: Any, other: Any, places: Sequence[int]) -> bool:
        if len(places) == 1 and places[0] >= WORD:
            return self._meets_across(mask, other, places[0])
        high = [place for place in places if place >= WORD]
        if not high:
            return any(
                bool((mask[at : at + CHUNK] & self._differing(other[at : at + CHUNK], places)).any())
                for at in range(0, len(mask), CHUNK)
            )
        return bool((mask & self._differing(other, places)).any())

    def _meets_across(self, mask: Any, other: Any, place: int) -> bool:
        """The same for one fact that is an axis; a corner first, since most facts that matter matter there."""
        shape = self._axis(place)
        ours, theirs = mask.reshape(shape), other.reshape(shape)
        rows, columns = max(1, CHUNK // shape[2]), min(CHUNK, shape[2])
        pairs = [(i, j) for i in range(shape[1]) for j in range(shape[1]) if i != j]
        for i, j in pairs:
            if (ours[:rows, i, :columns] & theirs[:rows, j, :columns]).any():
                return True
        return any(bool((ours[:, i] & theirs[:, j]).any()) for i, j in pairs)

    def _axis(self, place: int) -> tuple[int, int, int]:
        """The array with the fact as its middle axis."""
        return (-1, len(self.space.values[place]), prod(len(v) for v in self.space.values[WORD:place]))

    def _differing(self, lanes: Any, places: Sequence[int]) -> Any:
        """The lanes that differ from one of these in every one of the facts and in no other."""
        import numpy as np

        for place in places:
            if place < WORD:
                low, stride = np.uint64(pattern(place)), np.uint64(1 << place)
                lanes = ((lanes & low) << stride) | ((lanes >> stride) & low)
                continue
            axis = lanes.reshape(self._axis(place))
            if axis.shape[1] == 2:
                lanes = axis[:, ::-1].reshape(-1)
                continue
            found = np.zeros_like(axis)
            for i in range(axis.shape[1]):
                for j in range(axis.shape[1]):
                    if i != j:
                        found[:, i] |= axis[:, j]
            lanes = found.reshape(-1)
        return lanes

    # -- what a fact tells

    def told(self, facts: Sequence[str]) -> dict[str, tuple[dict[Answer, int], ...]]:
        """For each of the facts and each of its values, in how many cases each answer is given."""
        by_answer = {answer: self._by_fact(mask, self.counts[answer]) for answer, mask in self.answers.items()}
        return {
            fact: tuple(
                {answer: by_answer[answer][place][k] for answer in self.answers}
                for k in range(len(self.space.values[place]))
            )
            for place, fact in enumerate(self.space.facts)
            if fact in facts
        }

    def _by_fact(self, mask: Any, number: int) -> list[list[int]]:
        """How many lanes of the mask have each value of each fact."""
        import numpy as np

        first = [0] * WORD
        words: Any = np.empty(len(mask), np.uint32)
        for at in range(0, len(mask), CHUNK):
            chunk = mask[at : at + CHUNK]
            if not chunk.any():
                words[at : at + CHUNK] = 0
                continue
            words[at : at + CHUNK] = np.bitwise_count(chunk)
            for place in range(WORD):
                first[place] += population(chunk & np.uint64(pattern(place)))
        found = [[here, number - here] for here in first]
        # The slowest fact first: halves are counted, and then laid on each other.
        rest: list[list[int]] = []
        sums: Any = words
        for values in reversed(self.space.values[WORD:]):
            parts = sums.reshape(len(values), -1)
            rest.append([int(part.sum(dtype=np.uint64)) for part in parts])
            sums = parts.sum(axis=0, dtype=np.uint64)
        return found + rest[::-1]

    # -- what settles

    def looking(self, facts: Sequence[str]) -> Looking:
        """A way to look at partial answers about these facts."""
        return Looking(self, [self.space.facts.index(fact) for fact in facts])


class Looking:
    """Which answers are left after a partial answer: a sample is looked at before all lanes are.

    What two lanes of the sample differ on, the whole differs on; only where the sample sees no difference are all lanes
    gone through.
    """

    start: Part = ()

    def __init__(self, wide: Wide, places: Sequence[int]) -> None:
        self.wide = wide
        self.places = places
        self.masks = list(wide.answers.values())
        lanes = _spread(wide.space.lanes)
        self.sampled = [_sampled(mask, lanes) for mask in self.masks]
        self.allowed = _sampled(wide.allowed, lanes)
        self.where = [
            [
                _packed(lanes // wide.space.strides[p] % len(wide.space.values[p]) == k)
                for k in range(len(wide.space.values[p]))
            ]
            for p in places
        ]

    def looks(
        self, after: Part, values: Iterable[Value], idle: Callable[[Value], bool], settling: bool = False
    ) -> Iterator[Look[Part]]:
        """See `siyar.engines.bits.partial.Looking`; a part is places among the facts with places among their values."""
        for more in values:
            if not idle(more) and (seen := self._look(after, more)) and seen[1] >= settling:
                yield more, *seen, (*after, more)

    def _look(self, part: Part, more: tuple[int, int]) -> tuple[int, bool] | None:
        lanes = self.allowed
        for i, k in part:
            lanes &= self.where[i][k]
        left = lanes & self.where[more[0]][more[1]]
        seen = [n for n, mask in enumerate(self.sampled) if mask & left]
        if len(seen) > 1 and left != lanes:
            return seen[0], False
        longer = (*part, more)
        if left == lanes and not any(
            self._any(self.wide.allowed, (*part, (more[0], k))) for k in range(len(self.where[more[0]])) if k != more[1]
        ):
            return None
        there = [n for n, mask in enumerate(self.masks) if n in seen or self._any(mask, longer)]
        return (there[0], len(there) == 1) if there else None

    def _any(self, mask: Any, part: Part) -> bool:
        """Whether a lane of the mask has all these values."""
        import numpy as np

        space = self.wide.space
        word = (1 << 64) - 1
        axes: list[Any] = [slice(None)] * (len(space.facts) - WORD)
        for i, k in part:
            place = self.places[i]
            if place < WORD:
                word &= pattern(place) if k == 0 else ~pattern(place)
            else:
                # The last axis of an array is the fact that changes fastest.
                axes[len(space.facts) - 1 - place] = k
        array = mask.reshape([len(values) for values in reversed(space.values[WORD:])])[tuple(axes)]
        return bool((array & np.uint64(word)).any() if word != (1 << 64) - 1 else array.any())


def _spread(lanes: int) -> Any:
    """Some lanes of a space, all over it: multiples of an odd number near the golden section of the whole."""
    import numpy as np

    step = int(lanes * 0.6180339887498949) | 1
    return np.unique(np.arange(min(SAMPLE, lanes), dtype=np.int64) * step % lanes)


def _sampled(mask: Any, lanes: Any) -> int:
    """The lanes of the sample that are in a mask, as an integer over the sample."""
    import numpy as np

    return _packed(mask[lanes >> WORD] >> (lanes & 63).astype(np.uint64) & np.uint64(1) != 0)


def _packed(bits: Any) -> int:
    import numpy as np

    return int.from_bytes(np.packbits(bits, bitorder="little").tobytes(), "little")


def pattern(place: int) -> int:
    """The bits of a word in which one of the first six facts has its first value."""
    return repeat((1 << (1 << place)) - 1, 2 << place, 1 << (WORD - 1 - place))


def population(lanes: Any) -> int:
    """How many lanes there are."""
    import numpy as np

    return sum(int(np.bitwise_count(lanes[at : at + CHUNK]).sum(dtype=np.uint64)) for at in range(0, len(lanes), CHUNK))


def lowest(lanes: Any) -> int:
    """The first of some lanes."""
    place = int((lanes != 0).argmax())
    word = int(lanes[place])
    return place * 64 + (word & -word).bit_length() - 1


def integer(words: Any) -> int:
    """The lanes as one integer."""
    return int.from_bytes(words.astype("<u8", copy=False).tobytes(), "little")
