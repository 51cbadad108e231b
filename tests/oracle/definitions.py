"""The proof conditions by their letter: +∂ and −∂ grow side by side, and unfounded sets are looked for (section 3).

Nothing here alternates between an upper and a lower set, which is what the engines do; that both come to the same is
one of the tests.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass

from tests.oracle.plain import STRICT, Lit, Plain, Rule


@dataclass(frozen=True)
class Labels:
    """Labels of rules, each a set of rule labels: app+, app−, ov+, ov−."""

    applies: frozenset[str]
    fails: frozenset[str]
    overridden: frozenset[str]
    unbeaten: frozenset[str]


@dataclass(frozen=True)
class Result:
    """+Δ, +∂, −∂ (what is in neither of the two is ∂?), the labels, and the rules that stand (D8)."""

    definite: frozenset[Lit]
    shown: frozenset[Lit]
    failed: frozenset[Lit]
    labels: Labels
    standing: frozenset[str]


def definite(t: Plain) -> frozenset[Lit]:
    """+Δ, the least set."""
    found: set[Lit] = set()
    while True:
        new = {q for q in t.literals - found if _definite_by_one_step(t, found, q)}
        if not new:
            return frozenset(found)
        found |= new


def _definite_by_one_step(t: Plain, found: Set[Lit], q: Lit) -> bool:
    sentence, values = q
    if sentence in t.given and t.given[sentence] | values == values:
        return True
    return any(r.kind == STRICT and found >= set(r.needs) for r in t.rules_for[q])


def label(t: Plain, shown: Set[Lit], failed: Set[Lit]) -> Labels:
    """The labels of all rules when exactly ``shown`` is +∂ and ``failed`` is −∂."""
    applies = {r.label for r in t.rules if shown >= set(r.needs) and failed >= set(r.bars)}
    fails = {r.label for r in t.rules if failed & set(r.needs) or shown & set(r.bars)}
    overridden: set[str] = set()
    unbeaten: set[str] = set()
    while True:
        more = {s for s in t.over if s not in overridden and any(u.label in applies & unbeaten for u in t.over[s])}
        clear = {s for s in t.over if s not in unbeaten and all(u.label in fails | overridden for u in t.over[s])}
        if not more and not clear:
            return Labels(frozenset(applies), frozenset(fails), frozenset(overridden), frozenset(unbeaten))
        overridden |= more
        unbeaten |= clear


def is_shown(t: Plain, sure: Set[Lit], labels: Labels, q: Lit) -> bool:
    """+∂q: (1), or (2.1), (2.2) and (2.3)."""
    if q in sure:
        return True
    supported = any(r.label in labels.applies & labels.unbeaten for r in t.rules_for[q])
    free = not any(t.opposed(m, q) for m in sure)
    answered = all(s.label in labels.fails | labels.overridden for s in t.rules_against[q])
    return supported and free and answered


def is_failed(t: Plain, sure: Set[Lit], labels: Labels, q: Lit) -> bool:
    """−∂q but for unfounded sets: not (1), and one of (2.1), (2.2), (2.3)."""
    if q in sure:
        return False
    unsupported = all(r.label in labels.fails | labels.overridden for r in t.rules_for[q])
    excluded = any(t.opposed(m, q) for m in sure)
    attacked = any(s.label in labels.applies & labels.unbeaten for s in t.rules_against[q])
    return unsupported or excluded or attacked


def reachable(t: Plain, sure: Set[Lit], shown: Set[Lit]) -> frozenset[Lit]:
    """What can still be reached from ``shown``, taking all that is not shown for not shown; the rest is unfounded."""
    reached = set(shown)
    while True:
        labels = label(t, reached, t.literals - frozenset(shown))
        new = {q for q in t.literals - reached if is_shown(t, sure, labels, q)}
        if not new:
            return frozenset(reached)
        reached |= new


def evaluate(t: Plain) -> Result:
    """Section 3 on a theory whose ≻ has no cycle."""
    sure = definite(t)
    shown: set[Lit] = set()
    failed: set[Lit] = set()
    while True:
        labels = label(t, shown, failed)
        new_shown = {q for q in t.literals - shown if is_shown(t, sure, labels, q)}
        new_failed = {q for q in t.literals - failed if is_failed(t, sure, labels, q)}
        if not new_shown and not new_failed:
            new_failed = set(t.literals - reachable(t, sure, shown) - failed)
        if not new_shown and not new_failed:
            return Result(sure, frozenset(shown), frozenset(failed), labels, standing(t, sure, labels))
        shown |= new_shown
        failed |= new_failed


def standing(t: Plain, sure: Set[Lit], labels: Labels) -> frozenset[str]:
    """D8."""

    def stands(r: Rule) -> bool:
        if r.head is None or r.label not in labels.applies & labels.unbeaten:
            return False
        return not any(t.opposed(m, r.head) for m in sure)

    return frozenset(r.label for r in t.rules if stands(r))
