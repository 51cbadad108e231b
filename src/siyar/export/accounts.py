"""What a ruling says as the facts are told, in as few words as tell the accounts apart (D16).

An account follows one teller of each group of contested facts. A group is left out where it makes no difference whom
one follows there, and accounts that come to the same are said together.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from siyar.hearing import Outcome, UnderAccount
from siyar.hearing.telling import ways

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
    found = ways([(account.follows, _said(account, apart)) for account in accounts])
    return tuple(Followed(each, said[0], _deciding(accounts, said, apart), said[1]) for said, each in found.items())


def _parted(accounts: Sequence[UnderAccount]) -> bool:
    """Whether the accounts come to one outcome and part in whether it is settled."""
    return len({a.outcome for a in accounts}) == 1 and len({a.settled for a in accounts}) > 1


def _said(account: UnderAccount, apart: bool) -> Said:
    return account.outcome, account.settled if apart else None


def _deciding(accounts: Sequence[UnderAccount], said: Said, apart: bool) -> tuple[str, ...]:
    return tuple(dict.fromkeys(rule for a in accounts if _said(a, apart) == said for rule in a.deciding))
