"""D16: who tells what of a contested case, and the accounts that follow.

Facts contested by the same set of tellers form a group; an account picks one teller of each group, and tells only what
he tells.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import product

from siyar.model import Case, CaseLine, Claim, LineKind, Term

Key = tuple[str, tuple[Term, ...]]  # a sentence and whom it is said of


@dataclass(frozen=True, slots=True)
class Account:
    """One teller for each group of contested facts: (the tellers of the group, the one followed)."""

    follows: tuple[tuple[frozenset[str], str], ...] = ()

    @property
    def tellers(self) -> tuple[str, ...]:
        """The ids of the sources followed, in the order of their groups, each once."""
        return tuple(dict.fromkeys(teller for _, teller in self.follows))


def key(claim: Claim) -> Key:
    return claim.sentence, claim.arguments


def tellers(case: Case) -> dict[Key, tuple[str, ...]]:
    """For each contested sentence, the sources that say something of it, in the order of the case.

    Who is cited for its being unknown is one of them: followed there he leaves it unknown.
    """
    return case.once("tellers", lambda: _tellers(case))


def _tellers(case: Case) -> dict[Key, tuple[str, ...]]:
    found: dict[Key, dict[str, None]] = {}
    kinds = (LineKind.CONTESTED, LineKind.UNKNOWN)
    told = [(key(line.claim), line) for line in case.lines if line.kind in kinds]
    contested = {k for k, line in told if line.kind is LineKind.CONTESTED}
    for k, line in told:
        if k in contested:
            found.setdefault(k, {}).update(dict.fromkeys([c.source for c in line.cites]))
    return {k: tuple(names) for k, names in found.items()}


def accounts(case: Case, concerned: Collection[Key] | None = None) -> tuple[Account, ...]:
    """Every account of the case; with ``concerned`` only groups that contest one of those sentences are told apart.

    A case without contested facts has one account, which follows nobody.
    """
    groups: dict[frozenset[str], tuple[str, ...]] = {}
    for k, names in tellers(case).items():
        if concerned is None or k in concerned:
            groups.setdefault(frozenset(names), names)
    picks = product(*([(group, name) for name in names] for group, names in groups.items()))
    return tuple(Account(pick) for pick in picks)


def told(case: Case, account: Account) -> tuple[CaseLine, ...]:
    """The lines of the case that hold in the account: given ones, and contested ones its tellers tell."""
    return case.once(("told", account), lambda: tuple(_told(case, account)))


def _told(case: Case, account: Account) -> Iterator[CaseLine]:
    follows = dict(account.follows)
    groups = {k: frozenset(names) for k, names in tellers(case).items()} if follows else {}
    for line in case.lines:
        if line.kind in (LineKind.GIVEN, LineKind.STIPULATED):
            yield line
        elif line.kind is LineKind.CONTESTED and follows:
            teller = follows.get(groups[key(line.claim)])
            if teller in {c.source for c in line.cites}:
                yield line
