"""D9: what a question's atom can be reached from.

>>> from siyar.theory import Atom, GroundRule, Kind, Literal, Role, Theory, YES, YES_NO
>>> atoms = {n: Atom(n, YES_NO, role) for n, role in (("a", Role.FACT), ("b", Role.FACT), ("p", Role.CONCEPT))}
>>> rule = GroundRule("r", "r", Kind.DEFEASIBLE, Literal("p", YES), needs=(Literal("a", YES),))
>>> cone(Theory(atoms, (rule,)), "p").facts
('a',)
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from siyar.theory import GroundRule, Literal, Role, Theory


@dataclass(frozen=True, slots=True)
class Cone:
    """D9. ``atoms`` are those reached, ``facts`` the fact atoms among them, given or open, ``rules`` labels.

    All in the theory's order. The tags of the atom's own words, and of all that conditions on the way speak of, depend
    on nothing else in the theory.
    """

    atom: str
    atoms: tuple[str, ...]
    facts: tuple[str, ...]
    rules: tuple[str, ...]

    def open(self, theory: Theory) -> tuple[str, ...]:
        """The facts of the cone that the case leaves open."""
        return tuple(name for name in self.facts if name in theory.open)


def cone(theory: Theory, atom: str) -> Cone:
    """The cone of `atom` in `theory`.

    Backwards from the atom through the rules on it and those opposed to a word of it by declaration, their
    conditions, their overriders (by priority or as exceptions) and the conditions of these. A fact that the head of
    such a rule speaks of, or that a declaration opposes to it, is in the cone too: as soon as it is given it decides
    clause (2.2) by itself. A fact with rules of its own (presumptions) is passed through, for they count as long as it
    is unknown.
    """
    on = _rules_by_atom(theory)
    beyond = declared_by_atom(theory)
    atoms, rules = {atom: None}, dict[str, None]()
    waiting = [atom]
    while waiting:
        here = waiting.pop()
        against = [r for m in beyond.get(here, ()) for r in on.get(m.atom, ()) if r.head and r.head.implies(m)]
        steps = [*on.get(here, ()), *against]
        while steps:
            rule = steps.pop()
            if rule.label in rules:
                continue
            rules[rule.label] = None
            steps.extend(theory.overriders[rule.label])
            for condition in (*rule.needs, *rule.bars):
                if condition.atom not in atoms:
                    atoms[condition.atom] = None
                    waiting.append(condition.atom)
    heads = [r.head for r in theory.rules if r.label in rules and r.head]
    beside = [q.atom for q in heads]
    if beyond:
        said = [*heads, *(q for q in theory.literals if q.atom in atoms and q.atom in beyond)]
        beside += [m.atom for q in said for one, m in _both_ways(theory) if q.implies(one)]
    atoms.update({name: None for name in beside if theory.atoms[name].role is Role.FACT})
    return Cone(
        atom,
        tuple(name for name in theory.atoms if name in atoms),
        tuple(name for name, a in theory.atoms.items() if name in atoms and a.role is Role.FACT),
        tuple(r.label for r in theory.rules if r.label in rules),
    )


def _rules_by_atom(theory: Theory) -> dict[str, list[GroundRule]]:
    found: dict[str, list[GroundRule]] = {}
    for rule in theory.rules:
        if rule.head:
            found.setdefault(rule.head.atom, []).append(rule)
    return found


def declared_by_atom(theory: Theory) -> dict[str, list[Literal]]:
    """For each atom, the literals that declarations oppose to some literal of it."""
    found: dict[str, list[Literal]] = {}
    for one, other in _both_ways(theory):
        found.setdefault(one.atom, []).append(other)
    return found


def _both_ways(theory: Theory) -> Iterator[tuple[Literal, Literal]]:
    for one, other in sorted(theory.declared):
        yield one, other
        yield other, one
