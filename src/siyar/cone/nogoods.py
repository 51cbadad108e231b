"""Sets of values that facts may not take together, and what they say about some of the facts alone.

A `Nogood` maps a fact to a mask: "not all of these facts may have a value in their mask". Projection eliminates one
fact after the other by resolution (Davis and Putnam 1960, for facts with any number of values).

>>> project([{"a": 1, "b": 1}, {"b": 2, "c": 1}], {"a": 3, "b": 3, "c": 3}, ("a", "c"))
[{'a': 1, 'c': 1}]
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

Nogood = dict[str, int]


def project(nogoods: Sequence[Nogood], left: Mapping[str, int], keep: Collection[str]) -> list[Nogood]:
    """The nogoods over the facts in `keep` alone that hold of exactly the assignments that extend to all facts.

    ``left``: the values each fact may have; the masks of a nogood are proper, non-empty parts of them. Without any
    extension at all the result is one empty nogood.
    """
    kept, found = set(keep), list[Nogood]()
    for inside in parted(nogoods):
        here = _eliminated(inside, left, kept)
        if not all(here):
            return [{}]
        found += here
    return sorted(found, key=len)


def _eliminated(nogoods: Sequence[Nogood], left: Mapping[str, int], kept: Collection[str]) -> list[Nogood]:
    """Nogoods that hang together, without the facts that are not kept; with an empty one if nothing meets them."""
    if not any(name in kept for n in nogoods for name in n) and _meetable(nogoods, left):
        return []
    now = _weakest(nogoods)
    while all(now):
        # The fact in fewest nogoods first, so that few new ones arise.
        count = Counter(name for n in now for name in n if name not in kept)
        if not count:
            break
        gone = min((name for name in left if name in count), key=lambda name: count[name])
        with_it = [n for n in now if gone in n]
        now = _with([n for n in now if gone not in n], _covers(gone, left[gone], {}, with_it, left))
    return now


def _meetable(nogoods: Sequence[Nogood], left: Mapping[str, int]) -> bool:
    """Whether taking for each fact the value that fewest nogoods speak of meets none. If not, another choice may."""
    spoken: dict[str, Counter[int]] = {}
    for nogood in nogoods:
        for name, mask in nogood.items():
            spoken.setdefault(name, Counter()).update(v for v in values(left[name]) if v & mask)
    pick = {name: min(values(left[name]), key=lambda v: count[v]) for name, count in spoken.items()}
    return not any(all(pick[name] & mask for name, mask in n.items()) for n in nogoods)


def values(mask: int) -> Iterator[int]:
    """The single values of a mask, lowest first."""
    while mask:
        yield mask & -mask
        mask &= mask - 1


def _covers(
    gone: str, uncovered: int, so_far: Nogood, nogoods: Sequence[Nogood], left: Mapping[str, int]
) -> Iterator[Nogood]:
    """What bars every value of `gone`: for each value some nogood with it, the rest of all these met together."""
    if not uncovered:
        yield so_far
        return
    value = uncovered & -uncovered
    for nogood in nogoods:
        if nogood[gone] & value:
            both = _together(so_far, nogood, gone, left)
            if both is not None:
                yield from _covers(gone, uncovered & ~nogood[gone], both, nogoods, left)


def _together(one: Nogood, other: Nogood, gone: str, left: Mapping[str, int]) -> Nogood | None:
    both = dict(one)
    for name, mask in other.items():
        if name != gone:
            both[name] = both.get(name, left[name]) & mask
            if not both[name]:
                return None
    return both


def _weakest(nogoods: Iterable[Nogood]) -> list[Nogood]:
    """Without those that another one makes idle, in a stable order."""
    found: dict[int, Nogood] = {}
    led: dict[str, list[int]] = {}  # by the first of its facts; whoever makes another idle has no fact that it lacks
    for place, nogood in enumerate(sorted(nogoods, key=len)):
        if not nogood:
            return [nogood]
        near = [k for name in nogood for k in led.get(name, ()) if k in found]
        if any(_idle(nogood, found[k]) for k in near):
            continue
        for k in near:
            if _idle(found[k], nogood):
                del found[k]
        found[place] = nogood
        led.setdefault(next(iter(nogood)), []).append(place)
    return list(found.values())


def _with(weakest: Sequence[Nogood], more: Iterable[Nogood]) -> list[Nogood]:
    """The same of the weakest of some nogoods and more of them: only the new ones are compared."""
    fresh = [n for n in _weakest(more) if not any(_idle(n, other) for other in weakest)]
    return sorted([*(n for n in weakest if not any(_idle(n, other) for other in fresh)), *fresh], key=len)


def _idle(nogood: Nogood, other: Nogood) -> bool:
    """Whether whatever meets `nogood` meets `other` too."""
    return all(name in nogood and nogood[name] & ~mask == 0 for name, mask in other.items())


def groups(nogoods: Iterable[Nogood], names: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    """The names, those that nogoods join (at any remove) together; in the order of `names`."""
    order = list(names)
    leader = {name: name for name in order}

    def find(name: str) -> str:
        while leader[name] != name:
            name = leader[name]
        return name

    for nogood in nogoods:
        first, *others = [find(name) for name in nogood] or [""]
        for other in others:
            if find(other) != find(first):
                leader[find(other)] = find(first)
    found: dict[str, list[str]] = {}
    for name in order:
        found.setdefault(find(name), []).append(name)
    return tuple(tuple(group) for group in found.values())


def parted(nogoods: Iterable[Nogood]) -> tuple[list[Nogood], ...]:
    """The nogoods, those that share facts (at any remove) together; in the order of the first of each."""
    given = list(nogoods)
    group_of = {
        name: place
        for place, group in enumerate(groups(given, dict.fromkeys(name for n in given for name in n)))
        for name in group
    }
    found: dict[int, list[Nogood]] = {}
    for nogood in given:
        found.setdefault(group_of[next(iter(nogood))] if nogood else -1, []).append(nogood)
    return tuple(found.values())
