"""D15: on which open facts a ruling turns, and which answers would settle it.

Both work on the vectors of a survey: a mask of lanes for each answer, and the lanes of a neighbour by shifting. For a
large space they are arrays (`bits.Wide`) or diagrams (`bits.Folded`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

from siyar.conclusion import Answer
from siyar.cone import Completions
from siyar.engines.bits import Folded, Space, Survey, Wide
from siyar.engines.bits.space import Part, Value
from siyar.ruling.judgment import Settling
from siyar.theory import Literal

#: Sets of facts tried for one group of joined facts, beyond which the search stops; fewer over more than 2^24 lanes.
MOST_SETS = 4096

#: Sets of facts that are always tried.
LEAST_SETS = 256

#: Facts in one partial answer.
MOST_ANSWERS = 6

#: Lanes the search for settling answers may go through, all partial answers together (but some are always tried).
MOST_LANES = 1 << 30

#: Partial answers that are always tried.
LEAST_TRIES = 1024

#: Partial answers tried, at most.
MOST_TRIES = 10_000


def turns_on(found: Survey | Wide | Folded, ranged: Completions) -> tuple[tuple[tuple[str, ...], ...], bool]:
    """The ⊆-minimal sets of open facts such that two allowed completions that differ exactly on them differ in ruling.

    Small ones first, then in the order of the facts; and whether these are all.

    Only connected sets are looked at, "connected" by barred sets that mention two of them. No minimal set T is missed:
    let x and y be allowed, differ exactly on T and in their rulings, and let T fall into parts A and B that no barred
    set joins. Let z be x with y's values on A. A barred set that z meets mentions no fact of A or none of B (or
    neither); in the first case x meets it, in the second y does: both impossible. So z is allowed, x and z differ on
    A, z and y on B, and one of the pairs differs in ruling: T was not minimal. A fact that no barred set mentions
    can therefore only turn the ruling by itself, and a minimal set lies within one of the groups ``ranged.joined``.
    """
    if len(found.answers) < 2:
        return (), True
    turning: _Turning = _Neighbours(found) if isinstance(found, Survey) else found
    singles = [fact for fact in ranged.facts if turning.turns((fact,))]
    sets: list[tuple[str, ...]] = [(fact,) for fact in singles]
    complete = True
    for group in ranged.joined:
        rest = [fact for fact in group if fact not in singles]
        if len(rest) > 1:
            most = min(MOST_SETS, max(LEAST_SETS, (MOST_SETS << 24) // found.space.lanes))
            more, all_tried = _larger(turning, rest, ranged, most)
            sets += more
            complete &= all_tried
    place = {fact: i for i, fact in enumerate(ranged.facts)}
    return tuple(sorted(sets, key=lambda s: (len(s), [place[f] for f in s]))), complete


class _Turning(Protocol):
    def turns(self, facts: Sequence[str], /) -> bool:
        """Whether two allowed completions that differ exactly on `facts` have different rulings."""


def _larger(
    turning: _Turning, rest: Sequence[str], ranged: Completions, most: int
) -> tuple[list[tuple[str, ...]], bool]:
    """Minimal sets of two facts or more among `rest`, none of which turns the ruling by itself."""
    beside: dict[str, set[str]] = {fact: set() for fact in rest}
    for literals in ranged.barred:
        here = {q.atom for q in literals} & beside.keys()
        for fact in here:
            beside[fact] |= here - {fact}
    place = {fact: i for i, fact in enumerate(rest)}
    sets: list[tuple[str, ...]] = []
    level = {frozenset((fact,)) for fact in rest}
    tried = 0
    while level:
        wider = {some | {fact} for some in level for member in some for fact in beside[member] - some}
        level = {some for some in wider if not any(some > set(smaller) for smaller in sets)}
        for some in sorted(level, key=lambda s: sorted(place[f] for f in s)):
            tried += 1
            if tried > most:
                return sets, False
            if turning.turns(tuple(some)):
                sets.append(tuple(sorted(some, key=place.__getitem__)))
        level = {some for some in level if not any(some >= set(smaller) for smaller in sets)}
    return sets, True


class _Neighbours:
    """Which lanes of a survey have neighbours, and whether these are answered otherwise."""

    def __init__(self, found: Survey) -> None:
        self.space: Space = found.space
        self.patterns: dict[str, tuple[int, list[int]]] = {}
        # Of each pair of answers one must be looked at, so the largest mask may be left out.
        masks = sorted(found.answers.values(), key=int.bit_count)[:-1]
        self.pairs = [(mask, found.allowed ^ mask) for mask in masks]

    def turns(self, facts: Sequence[str]) -> bool:
        for mask, other in self.pairs:
            for fact in facts:
                other = self.differing(fact, other)
            if mask & other:
                return True
        return False

    def differing(self, fact: str, mask: int) -> int:
        """The lanes that differ from one of these in the fact and in nothing else."""
        if fact not in self.patterns:
            place = self.space.facts.index(fact)
            where = [self.space.where(fact, value) for value in self.space.values[place]]
            self.patterns[fact] = (self.space.strides[place], where)
        stride, where = self.patterns[fact]
        if len(where) == 2:
            return (mask & where[0]) << stride | (mask & where[1]) >> stride
        found = 0
        for i, lanes in enumerate(where):
            here = mask & lanes
            for j in range(len(where)):
                if j > i:
                    found |= here << (j - i) * stride
                elif j < i:
                    found |= here >> (i - j) * stride
        return found


# --------------------------------------------------------------------------- what would settle it


def settled_by(
    found: Survey | Wide | Folded, ranged: Completions, turning: Sequence[tuple[str, ...]]
) -> tuple[tuple[Settling, ...], bool]:
    """The ⊆-minimal partial answers after which the ruling is settled, small ones first; and whether these are all.

    A partial answer gives some facts one value each and meets some allowed completion. Where the ruling is settled
    already, nothing at all is such an answer. The search stops at `MOST_ANSWERS` facts, `MOST_TRIES` partial answers
    and `MOST_LANES` lanes.

    Facts are left out that are joined to none on which the ruling turns: whatever values they take together, the
    rest of a completion stays allowed and its ruling stays the same.
    """
    answers: list[Answer] = list(found.answers)
    if len(answers) == 1:
        return (Settling(answers[0], ()),), True
    relevant = {fact for some in turning for fact in some}
    joined = {fact for group in ranged.joined if relevant & set(group) for fact in group}
    facts = [fact for fact in ranged.facts if fact in joined]
    values = [found.space.values[found.space.facts.index(fact)] for fact in facts]
    looking = found.looking(facts)
    tries = min(MOST_TRIES, max(LEAST_TRIES, MOST_LANES // found.space.lanes))
    settling: list[tuple[int, Part]] = []
    # By their last value, what comes before it: one that settles and lies within a longer answer has the value just
    # added, or else it would have lain within what that was added to.
    small: dict[tuple[int, int], list[frozenset[tuple[int, int]]]] = {}
    # Of the facts from one on, each with each of its values.
    further = [[(i, k) for i in range(n, len(facts)) for k in range(len(values[i]))] for n in range(len(facts) + 1)]
    counts = [len(each) for each in further]
    within: Callable[[frozenset[Value]], bool]

    def idle(more: Value) -> bool:
        return more in small and any(map(within, small[more]))

    level: list[tuple[Part, int, Any]] = [((), 0, looking.start)] if answers else []
    complete = True
    for size in range(1, len(facts) + 1):
        if not level:
            break
        if size > MOST_ANSWERS:
            complete = False
            break
        # Where the search ends within this level, or after it, nobody asks what leaves several answers.
        last = size == len(facts) or sum([counts[behind] for _, behind, _ in level]) > tries
        wider: list[tuple[Part, int, Any]] = []
        for part, behind, after in level:
            if not counts[behind]:
                continue
            tries -= counts[behind]
            within = frozenset(part).issuperset
            # A value that is there already, given the rest, can be left out of whatever settles the ruling.
            for more, number, only, then in looking.looks(after, further[behind], idle, last):
                if more in small and any(map(within, small[more])):
                    continue
                if only:
                    settling.append((number, (*part, more)))
                    small.setdefault(more, []).append(frozenset(part))
                else:
                    wider.append(((*part, more), more[0] + 1, then))
            if tries < 0:
                complete = False
                break
        if not complete:
            break
        level = wider
    return (
        tuple(
            Settling(answers[number], tuple(Literal(facts[i], values[i][k]) for i, k in part))
            for number, part in settling
        ),
        complete,
    )
