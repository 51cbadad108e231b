"""Sets of values that facts may not take together, and what they say about some of the facts alone.

A `Nogood` maps a fact to a mask: "not all of these facts may have a value in their mask". Projection eliminates one
fact after the other by resolution (Davis and Putnam 1960, for facts with any number of values).

>>> project([{"a": 1, "b": 1}, {"b": 2, "c": 1}], {"a": 3, "b": 3, "c": 3}, ("a", "c"))
[{'a': 1, 'c': 1}]
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

Nogood = dict[str, int]


def project(nogoods: Sequence[Nogood], left: Mapping[str, int], keep: Collection[str]) -> list[Nogood]:
    """The nogoods over the facts in `keep` alone that hold of exactly the assignments that extend to all facts.

    ``left``: the values each fact may have; the masks of a nogood are proper, non-empty parts of them. Without any
    extension at all the result is one empty nogood.
    """
    kept = set(keep)
    now = _weakest(nogoods)
    while True:
        if any(not n for n in now):
            return [{}]
        outside = {name: 0 for name in left if name not in kept and any(name in n for n in now)}
        if not outside:
            return now
        # The fact in fewest nogoods first, so that few new ones arise.
        for name in outside:
            outside[name] = sum(name in n for n in now)
        gone = min(outside, key=lambda name: outside[name])
        with_it = [n for n in now if gone in n]
        now = _weakest([n for n in now if gone not in n] + list(_covers(gone, left[gone], {}, with_it, left)))


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
    found: list[Nogood] = []
    for nogood in sorted(nogoods, key=len):
        if not any(_idle(nogood, other) for other in found):
            found = [other for other in found if not _idle(other, nogood)]
            found.append(nogood)
    return found


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
