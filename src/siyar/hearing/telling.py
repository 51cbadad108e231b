"""Whom one has to follow among tellers to come to each of several results, in as few words as tell them apart (D16).

An account follows one teller of each group of contested facts. A group is left out where it makes no difference whom
one follows there, and accounts that come to the same are said together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

Result = TypeVar("Result")
#: One teller of each group of contested facts, in the order of the groups.
Follows = tuple[str, ...]


def ways(told: Sequence[tuple[Follows, Result]]) -> dict[Result, tuple[Follows, ...]]:
    """The results in their order, each with the ways to it: tellers, each once; none where everybody leads there.

    >>> told = [("ann", "cid", True), ("ann", "dan", True), ("bea", "cid", True), ("bea", "dan", False)]
    >>> ways([((a, b), result) for a, b, result in told])
    {True: (('ann',), ('bea', 'cid')), False: (('bea', 'dan'),)}
    """
    found: dict[Result, dict[Follows, None]] = {}
    for tellers, result in _branches(told, _needed(told), ()):
        found.setdefault(result, {})[tuple(dict.fromkeys(tellers))] = None
    return {result: tuple(each) for result, each in found.items()}


def _needed(told: Sequence[tuple[Follows, Result]]) -> list[int]:
    """The groups of facts that are needed to tell the results apart."""
    kept = list(range(len(told[0][0]))) if told else []
    for group in tuple(kept):
        fewer = [g for g in kept if g != group]
        under: dict[Follows, set[Result]] = {}
        for follows, result in told:
            under.setdefault(tuple(follows[g] for g in fewer), set()).add(result)
        if all(len(results) == 1 for results in under.values()):
            kept = fewer
    return kept


def _branches(
    told: Sequence[tuple[Follows, Result]], groups: Sequence[int], so_far: Follows
) -> Iterator[tuple[Follows, Result]]:
    if len({result for _, result in told}) == 1:
        yield so_far, told[0][1]
        return
    group, *rest = groups
    for teller in dict.fromkeys(follows[group] for follows, _ in told):
        yield from _branches([one for one in told if one[0][group] == teller], rest, (*so_far, teller))
