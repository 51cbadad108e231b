"""Which grounds the decided cases allow: a ground is a set of factors that is there where the rule is.

The juristic tests of a ground are two: where the ground is, the rule is (*tard*), and where it is absent, so is the
rule (*ʿaks*). Over a finite base both are plain to check, and the smallest grounds that pass are smallest hitting sets.
"""

from __future__ import annotations

from collections.abc import Iterable

from siyar.precedent.casebase import CaseBase, Decision, Side


def explains(ground: frozenset[str], decision: Decision, side: Side, *, both_ways: bool = True) -> bool:
    """Whether the ground, taken as that of a side, gives the decision's outcome.

    *Tard*: where the ground is present, the case went to the side. With ``both_ways``, *ʿaks* as well: where it is
    absent, the case went the other way; without, an absent ground says nothing and fails nothing.
    """
    if ground <= decision.situation.factors:
        return decision.side is side
    return decision.side is not side or not both_ways


def common_grounds(base: CaseBase, side: Side, among: Iterable[str] = ()) -> tuple[frozenset[str], ...]:
    """The smallest grounds of a side that pass both tests over the whole base, smallest first.

    A ground must lie within what all cases of the side have, and hold a factor that each other case lacks. ``among``:
    the factors to choose from (all of the base).
    """
    of_side = [d for d in base.decisions if d.side is side]
    if not of_side:
        return ()
    common = frozenset.intersection(*(d.situation.factors for d in of_side)) & _among(base, among)
    return tuple(_hitting([common - d.situation.factors for d in base.decisions if d.side is not side]))


def sufficient_grounds(base: CaseBase, decision: Decision, among: Iterable[str] = ()) -> tuple[frozenset[str], ...]:
    """The smallest grounds of one decision that pass *tard*: no case of the other side has them."""
    own = decision.situation.factors & _among(base, among)
    return tuple(_hitting([own - d.situation.factors for d in base.decisions if d.side is not decision.side]))


def unexplained_together(base: CaseBase, side: Side, among: Iterable[str] = ()) -> tuple[tuple[Decision, ...], ...]:
    """The smallest sets of decisions for which no single ground passes both tests.

    Such a set is one case of the other side, and the fewest of this side that have nothing in common that it lacks: for
    every factor some case that lacks it, or has it as the other case does.
    """
    chosen = _among(base, among)
    of_side = {d.name: d for d in base.decisions if d.side is side}
    found: dict[frozenset[str], tuple[Decision, ...]] = {}
    for other in base.decisions:
        if other.side is side:
            continue
        apart = {name: d.situation.factors - other.situation.factors for name, d in of_side.items()}
        ending = [frozenset(name for name in of_side if factor not in apart[name]) for factor in sorted(chosen)]
        for names in _hitting(ending):
            if names:
                together = (*(d for name, d in of_side.items() if name in names), other)
                found.setdefault(frozenset(d.name for d in together), together)
    return tuple(sorted(found.values(), key=lambda ds: (len(ds), [d.name for d in ds])))


def _among(base: CaseBase, among: Iterable[str]) -> frozenset[str]:
    return frozenset(among) or frozenset(base.favoured)


def _hitting(sets: list[frozenset[str]]) -> list[frozenset[str]]:
    """The smallest sets that meet every one of these, smaller first: set by set, keeping the least (Berge 1989)."""
    found = [frozenset[str]()]
    for one in sorted(set(sets), key=lambda s: (len(s), sorted(s))):
        meeting = [f for f in found if f & one]
        grown = {f | {name} for f in found if not f & one for name in one}
        found = meeting + [g for g in grown if not any(m <= g for m in meeting)]
        found = [f for f in found if not any(other < f for other in found)]
    return sorted(found, key=lambda f: (len(f), sorted(f)))
