"""What a ruling says as the facts are told, in as few words as tell the accounts apart (D16).

An account follows one teller of each group of contested facts. A group is left out where it makes no difference whom
one follows there, and accounts that come to the same are said together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from siyar.hearing import Outcome, UnderAccount


class Followed(NamedTuple):
    """Whom one has to follow, each way of it, to come to the outcome."""

    ways: tuple[tuple[str, ...], ...]  # tellers, each once; none where whoever tells it comes to it
    outcome: Outcome


def followed(accounts: Sequence[UnderAccount]) -> tuple[Followed, ...]:
    """The outcomes of the accounts in their order, each with the tellers that lead to it.

    >>> from siyar.conclusion import Because, Status
    >>> yes, no = Outcome("yes", Status.RULED, None), Outcome(None, Status.SILENT, Because.NO_RULE)
    >>> told = [("ann", "cid", yes), ("ann", "dan", yes), ("bea", "cid", yes), ("bea", "dan", no)]
    >>> [f.ways for f in followed([UnderAccount((a, b), o, True, (a, b)) for a, b, o in told])]
    [(('ann',), ('bea', 'cid')), (('bea', 'dan'),)]
    """
    found: dict[Outcome, list[tuple[str, ...]]] = {}
    for tellers, outcome in _branches(accounts, _telling(accounts), ()):
        found.setdefault(outcome, []).append(tuple(dict.fromkeys(tellers)))
    return tuple(Followed(tuple(dict.fromkeys(ways)), outcome) for outcome, ways in found.items())


def _telling(accounts: Sequence[UnderAccount]) -> list[int]:
    """The groups of facts that are needed to tell the outcomes apart."""
    kept = list(range(len(accounts[0].follows))) if accounts else []
    for group in tuple(kept):
        fewer = [g for g in kept if g != group]
        under: dict[tuple[str, ...], set[Outcome]] = {}
        for account in accounts:
            under.setdefault(tuple(account.follows[g] for g in fewer), set()).add(account.outcome)
        if all(len(outcomes) == 1 for outcomes in under.values()):
            kept = fewer
    return kept


def _branches(
    accounts: Sequence[UnderAccount], groups: Sequence[int], so_far: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], Outcome]]:
    if len({account.outcome for account in accounts}) == 1:
        yield so_far, accounts[0].outcome
        return
    group, *rest = groups
    for teller in dict.fromkeys(account.follows[group] for account in accounts):
        yield from _branches([a for a in accounts if a.follows[group] == teller], rest, (*so_far, teller))
