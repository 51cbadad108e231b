"""Team defeat as the textbooks have it, for theories in which every sentence is yes or no.

Blocking: Antoniou, Billington, Governatori and Maher, "Representation results for defeasible logic", ACM TOCL 2
(2001). Propagating: Billington, Antoniou, Governatori and Maher, "An inclusion theorem for defeasible logics", ACM
TOCL 12 (2010), with two restrictions that make its support that of section 4: only a rule that may conclude takes
support away by superiority, and nothing is supported against a definite literal.

An attacker is beaten by *some applicable rule for the literal*, whether or not that rule is itself beaten: this is
what Siyar words otherwise. Bars are read as in section 3, loops by well-founded alternation.
"""

from __future__ import annotations

from collections.abc import Callable, Set

from tests.oracle.plain import DEFEATER, STRICT, Lit, Plain, Rule


def other(q: Lit) -> Lit:
    """The complement of a yes/no literal."""
    return (q[0], 0b11 ^ q[1])


def covers(t: Plain) -> bool:
    """Whether the textbook speaks of this theory: yes/no sentences, no declared opposition, no exceptions."""
    yes_no = all(s.size == 2 and not s.standing for s in t.sentences.values())
    return yes_no and not t.declared and not t.exceptions


def definite(t: Plain) -> frozenset[Lit]:
    """+Δ."""
    proved = set(t.given.items())
    while True:
        new = {r.head for r in t.rules if r.kind == STRICT and r.head and all(a in proved for a in r.needs)} - proved
        if not new:
            return frozenset(proved)
        proved |= new


Step = Callable[[Set[Lit], Set[Lit], Lit], bool]


def blocking(t: Plain) -> tuple[frozenset[Lit], frozenset[Lit]]:
    """(+∂, what is not −∂)."""
    proved = definite(t)

    def applicable(low: Set[Lit], high: Set[Lit], r: Rule) -> bool:
        return all(a in low for a in r.needs) and not any(b in high for b in r.bars)

    def discarded(low: Set[Lit], high: Set[Lit], r: Rule) -> bool:
        return any(a not in high for a in r.needs) or any(b in low for b in r.bars)

    def step(low: Set[Lit], high: Set[Lit], q: Lit) -> bool:
        if q in proved:
            return True
        if other(q) in proved:
            return False
        team = [r for r in t.rules if r.head == q and r.kind != DEFEATER and applicable(low, high, r)]
        return bool(team) and all(
            discarded(low, high, s) or any((r.name, s.name) in t.superior for r in team)
            for s in t.rules
            if s.head == other(q)
        )

    return _alternate(t, step)


def propagating(t: Plain) -> tuple[frozenset[Lit], frozenset[Lit]]:
    """(+δ, +σ) of a theory without bars, in which positive loops are the only loops that are decided."""
    proved = definite(t)
    shown: frozenset[Lit] = frozenset()
    possible = frozenset(t.literals)
    while True:
        supported_high = _support(t, proved, shown)
        new_shown = _conclude(t, proved, supported_high)
        supported_low = _support(t, proved, possible)
        new_possible = _conclude(t, proved, supported_low)
        if (new_shown, new_possible) == (shown, possible):
            return shown, supported_low
        shown, possible = new_shown, new_possible


def _support(t: Plain, proved: Set[Lit], shown: Set[Lit]) -> frozenset[Lit]:
    """Σ, when what attacks with superiority needs its conditions in ``shown``."""

    def beaten(r: Rule) -> bool:
        return any(
            s.head == other(r.head) and s.kind != DEFEATER and (s.name, r.name) in t.superior and shown >= set(s.needs)
            for s in t.rules
            if r.head
        )

    supported: set[Lit] = set(proved)
    while True:
        new = {
            r.head
            for r in t.rules
            if r.head and r.kind != DEFEATER and supported >= set(r.needs) and not beaten(r)
            if other(r.head) not in proved
        } - supported
        if not new:
            return frozenset(supported)
        supported |= new


def _conclude(t: Plain, proved: Set[Lit], supported: Set[Lit]) -> frozenset[Lit]:
    """∂, when an attack needs its conditions in ``supported``."""
    found: set[Lit] = set(proved)
    while True:
        new: set[Lit] = set()
        for q in t.literals - found:
            team = [r for r in t.rules if r.head == q and r.kind != DEFEATER and found >= set(r.needs)]
            attacks = [s for s in t.rules if s.head == other(q) and supported >= set(s.needs)]
            beaten = all(any((r.name, s.name) in t.superior for r in team) for s in attacks)
            if team and beaten and other(q) not in proved:
                new.add(q)
        if not new:
            return frozenset(found)
        found |= new


def _alternate(t: Plain, step: Step) -> tuple[frozenset[Lit], frozenset[Lit]]:
    def closure(high: Set[Lit]) -> frozenset[Lit]:
        low: set[Lit] = set()
        while True:
            new = {q for q in t.literals - low if step(low, high, q)}
            if not new:
                return frozenset(low)
            low |= new

    low: frozenset[Lit] = frozenset()
    while True:
        high = closure(low)
        if (new := closure(high)) == low:
            return low, high
        low = new
