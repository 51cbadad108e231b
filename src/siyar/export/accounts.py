"""What a ruling says as the facts are told, in as few words as tell the accounts apart (D16).

An account follows one teller of each group of contested facts. A group is left out where it makes no difference whom
one follows there, and accounts that come to the same are said together.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from siyar.export.citing import bracket, teller
from siyar.export.wording import as_said, clause, listed, missing
from siyar.hearing import Outcome, Ruling, UnderAccount
from siyar.hearing.telling import ways
from siyar.model import Cite, Library
from siyar.phrase import chain, joined, phrase

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


def each_account(ruling: Ruling, library: Library, *, rules: bool = False) -> str:
    """What is said as the facts are told, for a line that names the doctrine; what makes no difference is left out.

    ``rules``: with the rules that decide as they are told so, and their passages.
    """
    return joined(
        "; ",
        (
            chain(
                phrase(
                    "{whoever} it {says}",
                    whoever=whoever(library, told.ways),
                    says=clause(as_said(ruling.attributed, told.outcome), missing(ruling)),
                ),
                *(() if told.settled is None else (" (", "settled" if told.settled else "not settled", ")")),
                decided(ruling, told.rules, library) if rules else "",
            )
            for told in followed(ruling.accounts)
        ),
    )


def decided(ruling: Ruling, rules: tuple[str, ...], library: Library) -> str:
    """ ", by this-rule and that-rule [their passages]" of rules of the doctrine that rules; nothing without any."""
    if not rules:
        return ""
    cites = cites_of(library, ruling.attributed.doctrine, rules)
    return chain(phrase(", by {rules}", rules=listed(rules)), bracket(library, cites))


def cites_of(library: Library, doctrine: str, rules: tuple[str, ...]) -> tuple[Cite, ...]:
    """The passages of some rules of a doctrine, each once."""
    return tuple(dict.fromkeys(c for rule in library.doctrines[doctrine].rules if rule.id in rules for c in rule.cites))


def whoever(library: Library, ways: tuple[tuple[str, ...], ...]) -> str:
    """ "as told by A, or by B and C,"; "whoever tells it" where there is but one way and it names nobody."""
    each = [listed([teller(library, t) for t in way]) for way in ways if way]
    if not each:
        return phrase("whoever tells it,")
    tellers = joined(phrase(", or by "), each)
    # The comma is of the template: other languages go on without one.
    return (
        phrase("as told by {tellers},", tellers=tellers)
        if len(each) > 1
        else phrase("as told by {tellers}", tellers=tellers)
    )
