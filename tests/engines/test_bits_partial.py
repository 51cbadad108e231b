"""Partial answers followed in a diagram against the lanes they leave, one by one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from random import Random

import pytest

from siyar.conclusion import Answer, Status
from siyar.engines.bits import Space, Survey
from siyar.engines.bits.partial import Node, Partial, numbered


def drawn(rng: Random) -> Survey:
    """A survey of some facts on one or two of which nothing turns; some cases cannot be."""
    facts = {f"f{i}": rng.choice((0b11, 0b11, 0b111, 0b1011)) for i in range(rng.randint(2, 6))}
    space = Space.of(facts)
    answers = [Answer(Status.RULED, values=(1 << i,)) for i in range(rng.randint(2, 4))]
    idle = rng.sample(list(facts), rng.randint(0, 2))
    weights, masks = [rng.random() ** 3 for _ in (*answers, None)], dict.fromkeys(answers, 0)
    known: dict[tuple[int, ...], Answer | None] = {}
    for lane in range(space.lanes):
        chosen = tuple(v for fact, v in space.decode(lane).items() if fact not in idle)
        known.setdefault(chosen, rng.choices((*answers, None), weights)[0])
        if answer := known[chosen]:
            masks[answer] |= 1 << lane
    found = {answer: mask for answer, mask in masks.items() if mask}
    return Survey(space, sum(found.values()), found)


def left(found: Survey, facts: Sequence[str], part: Sequence[tuple[int, int]]) -> int:
    lanes = found.allowed
    for i, k in part:
        place = found.space.facts.index(facts[i])
        lanes &= found.space.where(facts[i], found.space.values[place][k])
    return lanes


def told(looking: Partial, after: Node, *, settling: bool = False) -> Mapping[tuple[int, int], tuple[int, bool, Node]]:
    return {more: (number, only, then) for more, number, only, then in looking.looks(after, (), never, settling)}


def never(more: tuple[int, int]) -> bool:
    return False


@pytest.mark.parametrize("seed", range(40))
def test_what_partial_answers_leave(seed: int) -> None:
    rng = Random(seed)
    found = drawn(rng)
    facts = [fact for fact in found.space.facts if rng.random() < 0.8]
    looking = found.looking(facts)
    masks = list(found.answers.values())

    def followed(part: tuple[tuple[int, int], ...], after: Node) -> int:
        """Every partial answer from here on; how many there were."""
        seen, times = told(looking, after), 1
        assert told(looking, after, settling=True) == {more: one for more, one in seen.items() if one[1]}
        before = left(found, facts, part)
        for i in range(part[-1][0] + 1 if part else 0, len(facts)):
            for k in range(len(found.space.values[found.space.facts.index(facts[i])])):
                lanes = left(found, facts, (*part, (i, k)))
                if lanes in (0, before):
                    assert (i, k) not in seen
                    continue
                there = [number for number, mask in enumerate(masks) if mask & lanes]
                assert seen[i, k][:2] == (there[0], len(there) == 1)
                times += followed((*part, (i, k)), seen[i, k][2])
        return times

    followed((), looking.start)


def test_lanes_with_numbers_of_many_answers() -> None:
    lanes = 300
    masks = [1 << lane for lane in range(1, lanes)]
    assert list(numbered(masks, lanes)) == list(range(lanes))
    assert list(numbered(masks[:200], lanes)) == [*range(201), *(0 for _ in range(99))]
    looking = Partial.of_lanes(masks, (2, 150), (False, True))
    assert [only for _, only, _ in told(looking, looking.start).values()] == [True, *(False for _ in range(149))]
