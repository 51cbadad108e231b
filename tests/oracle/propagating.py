"""Ambiguity propagating (section 4), as three stages of guesses: what is certain, what is still possible.

The conditions are two-valued formulas over (δ, σ, ov_δ). Each is written once, with one argument for what is read
positively and one for what is read under "not"; the certain sets are the least ones with "not" read against the
possible sets, and the other way round, until neither moves.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass

from tests.oracle.definitions import definite
from tests.oracle.plain import Lit, Plain, Rule


@dataclass(frozen=True)
class Stage:
    shown: frozenset[Lit] = frozenset()  # +δ
    supported: frozenset[Lit] = frozenset()  # +σ
    overridden: frozenset[str] = frozenset()  # ov_δ


@dataclass(frozen=True)
class Propagated:
    """+δ and +σ, each as what is certain and what is possible; what lies between is undetermined."""

    certain: Stage
    possible: Stage


def evaluate(t: Plain) -> Propagated:
    """Section 4 on a theory whose ≻ has no cycle."""
    sure = definite(t)
    certain = Stage()
    while True:
        possible = _least(t, sure, certain)
        better = _least(t, sure, possible)
        if better == certain:
            return Propagated(certain, possible)
        certain = better


def _least(t: Plain, sure: Set[Lit], denied: Stage) -> Stage:
    now = Stage()
    while True:
        new = Stage(
            frozenset(q for q in t.literals if _shown(t, sure, now, denied, q)),
            frozenset(q for q in t.literals if _supported(t, sure, now, denied, q)),
            frozenset(s for s in t.over if _overridden(t, now, denied, s)),
        )
        if new == now:
            return now
        now = new


def _holds_shown(now: Stage, denied: Stage, r: Rule) -> bool:
    return all(a in now.shown for a in r.needs) and all(b not in denied.shown for b in r.bars)


def _holds_supported(now: Stage, denied: Stage, r: Rule) -> bool:
    return all(a in now.supported for a in r.needs) and all(b not in denied.shown for b in r.bars)


def _answered(now: Stage, denied: Stage, s: Rule) -> bool:
    # "Not app_σ(s), or ov_δ(s)"; a bar of s that is shown denies a denial, which is positive, as in section 3.
    lacks = any(a not in denied.supported for a in s.needs)
    barred = any(b in now.shown for b in s.bars)
    return lacks or barred or s.label in now.overridden


def _overridden(t: Plain, now: Stage, denied: Stage, s: str) -> bool:
    return any(
        _holds_shown(now, denied, u) and all(_answered(now, denied, v) for v in t.over[u.label]) for u in t.over[s]
    )


def _supported(t: Plain, sure: Set[Lit], now: Stage, denied: Stage, q: Lit) -> bool:
    if q in sure:
        return True
    free = not any(t.opposed(m, q) for m in sure)
    return free and any(_holds_supported(now, denied, r) and r.label not in denied.overridden for r in t.rules_for[q])


def _shown(t: Plain, sure: Set[Lit], now: Stage, denied: Stage, q: Lit) -> bool:
    if q in sure:
        return True
    free = not any(t.opposed(m, q) for m in sure)
    supported = any(
        _holds_shown(now, denied, r) and all(_answered(now, denied, u) for u in t.over[r.label]) for r in t.rules_for[q]
    )
    return free and supported and all(_answered(now, denied, s) for s in t.rules_against[q])
