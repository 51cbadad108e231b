"""Where the passages of a source stand in a user's own copy, whatever edition that is: by content, not by place."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from siyar.sources.marks import Mark, hashes, words
from siyar.sources.splitting import Sentence, sentences

#: Below so much in common a sentence is not the one that is looked for.
LEAST = 0.5
#: A passage is looked for in as many neighbouring sentences together, at most.
TOGETHER = 4


class State(StrEnum):
    """How a passage was found."""

    SAME = "same"  # word for word, as far as its mark tells
    CHANGED = "changed"  # with words of its own
    WITHIN = "within"  # in a longer sentence, or over several
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Found:
    """A passage and where it stands: ``text[start:end]``. ``moved``: not in the order of the source."""

    passage: str
    state: State
    start: int = 0
    end: int = 0
    common: float = 0.0  # how much of its mark is there
    moved: bool = False


def align(text: str, marks: Sequence[Mark]) -> tuple[Found, ...]:
    """Every passage, in the order of the marks."""
    pieces = _Pieces(tuple(sentences(text)))
    found: list[tuple[Mark, Found, int]] = []
    for mark in marks:
        found.append((mark, *pieces.best(mark)))
    kept = _in_order([place for _, one, place in found if one.state is not State.LOST])
    told: list[Found] = []
    for _, one, place in found:
        lost = one.state is State.LOST
        told.append(
            one if lost or place in kept else Found(one.passage, one.state, one.start, one.end, one.common, True)
        )
    return tuple(told)


class _Pieces:
    """The sentences of a copy, alone and with their neighbours."""

    def __init__(self, each: tuple[Sentence, ...]) -> None:
        self.each = each
        self.said = [words(s.words) for s in each]
        self.where: dict[int, set[int]] = {}
        for place, said in enumerate(self.said):
            for one in hashes(said):
                self.where.setdefault(one, set()).add(place)

    def best(self, mark: Mark) -> tuple[Found, int]:
        """Where most of a passage stands, in as few sentences as hold it."""
        near = sorted({place for one in mark.hashes for place in self.where.get(one, ())})
        best: tuple[float, float, int, int] | None = None
        for first in near:
            said: list[str] = []
            for last in range(first, min(first + TOGETHER, len(self.each))):
                said += self.said[last]
                common = len(mark.hashes & hashes(said)) / max(1, len(mark.hashes))
                length = min(len(said), mark.words) / max(len(said), mark.words, 1)
                if common >= LEAST and (best is None or (common * (0.5 + length / 2), -first) > (best[0], -best[2])):
                    best = (common * (0.5 + length / 2), common, first, last)
                if len(said) > 2 * mark.words:
                    break
        if best is None:
            return Found(mark.passage, State.LOST), -1
        _, common, first, last = best
        count = sum(len(s) for s in self.said[first : last + 1])
        state = State.SAME if common == 1 and count == mark.words else State.CHANGED
        if common == 1 and count > 1.25 * mark.words:
            state = State.WITHIN
        return Found(mark.passage, state, self.each[first].start, self.each[last].end, common), first


def _in_order(places: Sequence[int]) -> set[int]:
    """A longest run of places that does not go back (Fredman, "On computing the length of longest increasing
    subsequences", 1975)."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for place, value in enumerate(places):
        at = bisect_right(tails, value)
        before.append(ends[at - 1] if at else -1)
        tails[at : at + 1] = [value]
        ends[at : at + 1] = [place]
    kept: set[int] = set()
    place = ends[-1] if ends else -1
    while place >= 0:
        kept.add(places[place])
        place = before[place]
    return kept
