"""What a ruling says as the facts are told, in as few words as tell the accounts apart (D16).

An account follows one teller of each group of contested facts. A group is left out where it makes no difference whom
one follows there, and accounts that come to the same are said together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from siyar.hearing import Outcome, UnderAccount

#: An outcome, and whether it is settled where only that parts the accounts.
Said = tuple[Outcome, bool | None]


class Followed(NamedTuple):
    """Whom one has to follow, each way of it, to come to the outcome."""

    ways: tuple[tuple[str, ...], ...]  # tellers, each once; none where whoever tells it comes to it
    outcome: Outcome
    rules: tuple[str, ...]  # ids of those that decide on these accounts
    settled: bool | None = None  # where all come to one outcome, and part in whether it is settled


def followed(accounts: Sequence[UnderAccount]) -> tuple[Followed, ...]:
    """The outcomes of the accounts in their order, each with the tellers that lead to it.

    >>> from siyar.conclusion import Because, Status
    >>> yes, no = Outcome("yes", Status.RULED, None), Outcome(None, Status.SILENT, Because.NO_RULE)
    >>> told = [("ann", "cid", yes), ("ann", "dan", yes), ("bea", "cid", yes), ("bea", "dan", no)]
    >>> [f.ways for f in followed([UnderAccount((a, b), o, True, (a, b)) for a, b, o in told])]
    [(('ann',), ('bea', 'cid')), (('bea', 'dan'),)]
    """
    apart = _parted(accounts)
    found: dict[Said, list[tuple[str, ...]]] = {}
    for tellers, said in _branches(accounts, _telling(accounts, apart), (), apart):
        found.setdefault(said, []).append(tuple(dict.fromkeys(tellers)))
    return tuple(
        Followed(tuple(dict.fromkeys(ways)), said[0], _deciding(accounts, said, apart), said[1])
        for said, ways in found.items()
    )


def _parted(accounts: Sequence[UnderAccount]) -> bool:
    """Whether the accounts come to one outcome and part in whether it is settled."""
    return len({a.outcome for a in accounts}) == 1 and len({a.settled for a in accounts}) > 1


def _said(account: UnderAccount, apart: bool) -> Said:
    return account.outcome, account.settled if apart else None


def _deciding(accounts: Sequence[UnderAccount], said: Said, apart: bool) -> tuple[str, ...]:
    return tuple(dict.fromkeys(rule for a in accounts if _said(a, apart) == said for rule in a.deciding))


def _telling(accounts: Sequence[UnderAccount], apart: bool) -> list[int]:
    """The groups of facts that are needed to tell the outcomes apart."""
    kept = list(range(len(accounts[0].follows))) if accounts else []
    for group in tuple(kept):
        fewer = [g for g in kept if g != group]
        under: dict[tuple[str, ...], set[Said]] = {}
        for account in accounts:
            under.setdefault(tuple(account.follows[g] for g in fewer), set()).add(_said(account, apart))
        if all(len(outcomes) == 1 for outcomes in under.values()):
            kept = fewer
    return kept


def _branches(
    accounts: Sequence[UnderAccount], groups: Sequence[int], so_far: tuple[str, ...], apart: bool
) -> Iterator[tuple[tuple[str, ...], Said]]:
    if len({_said(account, apart) for account in accounts}) == 1:
        yield so_far, _said(accounts[0], apart)
        return
    group, *rest = groups
    for teller in dict.fromkeys(account.follows[group] for account in accounts):
        yield from _branches([a for a in accounts if a.follows[group] == teller], rest, (*so_far, teller), apart)
