"""A theory: what is left of a doctrine and a case after grounding.

Definitions D1 to D8 of docs/semantics.md. Everything an engine needs is here and nothing else: atoms with finitely
many values, literals ("the value of this atom is in this set"), rules over literals, superiority and exceptions.

>>> p = Atom("p", ("yes", "no"))
>>> Literal("p", 0b01).opposes(Literal("p", 0b10))
True
>>> STANDING_WORDS["obligatory"], STANDING_WORDS["permitted"]
(16, 30)
>>> Literal("x", 16).implies(Literal("x", 30))
True
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from typing import Any, NamedTuple

YES_NO = ("yes", "no")
YES, NO = 0b01, 0b10

#: D1: an act's standing is one of these values.
STANDING = ("forbidden", "discouraged", "indifferent", "recommended", "obligatory")

#: D3: the words for sets of standings, as masks over STANDING.
STANDING_WORDS: Mapping[str, int] = {
    "forbidden": 0b00001,
    "discouraged": 0b00010,
    "optional": 0b00100,
    "permitted": 0b11110,
    "recommended": 0b11000,
    "obligatory": 0b10000,
    "not obligatory": 0b01111,
}


class Literal(NamedTuple):
    """D2: "the value of ``atom`` is one of those whose bit is set in ``values``"."""

    atom: str
    values: int

    def implies(self, other: Literal) -> bool:
        """D3, l ⊑ m."""
        return self.atom == other.atom and self.values & ~other.values == 0

    def opposes(self, other: Literal) -> bool:
        """D3, l # m, within one atom; declared oppositions are the theory's."""
        return self.atom == other.atom and self.values & other.values == 0


class Role(Enum):
    """Where the value of an atom comes from."""

    FACT = "fact"  # the case
    CONCEPT = "concept"  # rules
    STANDING = "standing"  # norms: the values are STANDING


@dataclass(frozen=True, slots=True)
class Atom:
    """D1: a sentence with its slots filled, and its values in a fixed order (bit i of a literal is values[i])."""

    name: str
    values: tuple[str, ...]
    role: Role = Role.CONCEPT
    #: The act has an opposite, so that "not obligatory" has words (D2).
    two_sided: bool = False
    #: What the atom was made from, for explanations; engines never look at it.
    origin: Any = field(default=None, compare=False, repr=False)

    @property
    def full(self) -> int:
        return (1 << len(self.values)) - 1


class Kind(Enum):
    STRICT = "strict"
    DEFEASIBLE = "defeasible"
    DEFEATER = "defeater"


@dataclass(frozen=True, slots=True)
class GroundRule:
    """A rule with its variables filled. A bare exception has no head (D5).

    ``label`` is unique in a theory, ``name`` is the rule's id, shared by its instances: superiority is between names,
    exceptions between labels.
    """

    label: str
    name: str
    kind: Kind
    head: Literal | None
    needs: tuple[Literal, ...] = ()
    bars: tuple[Literal, ...] = ()
    #: What the rule was made from, for explanations; engines never look at it.
    origin: Any = field(default=None, compare=False, repr=False)

    @property
    def supports(self) -> bool:
        """Whether it belongs to R_sd: strict or defeasible, with a head."""
        return self.head is not None and self.kind is not Kind.DEFEATER


@dataclass(frozen=True)
class Theory:
    """D5: atoms, facts, rules, superiority, exceptions; besides, what the case leaves open.

    ``facts`` maps an atom to the mask of the values the case leaves; an atom of role FACT that is absent, or whose
    mask has several bits, is open. ``impossible``: sets of fact literals no case can meet together (D10).
    """

    atoms: Mapping[str, Atom]
    rules: tuple[GroundRule, ...] = ()
    facts: Mapping[str, int] = field(default_factory=dict)
    superior: frozenset[tuple[str, str]] = frozenset()
    #: (label of the exception, label of the rule it takes out), D21.
    exceptions: frozenset[tuple[str, str]] = frozenset()
    #: Declared pairs over different atoms (D3); closed under implication by `opposed`.
    declared: frozenset[tuple[Literal, Literal]] = frozenset()
    impossible: tuple[tuple[Literal, ...], ...] = ()
    #: Literals that have a word although nothing here mentions them: a part of a theory keeps the words of the whole.
    worded: tuple[Literal, ...] = ()
    #: What this is with other facts: what is found out about rules alone is found out there, once for all its cases.
    _bare: Theory | None = field(default=None, init=False, compare=False, repr=False)

    def with_facts(self, facts: Mapping[str, int], impossible: tuple[tuple[Literal, ...], ...] | None = None) -> Theory:
        """The same rules with other facts; ``impossible`` where that is other too."""
        barred = self.impossible if impossible is None else impossible
        made = Theory(self.atoms, self.rules, facts, self.superior, self.exceptions, self.declared, barred, self.worded)
        object.__setattr__(made, "_bare", self._bare or self)
        return made

    def opposed(self, a: Literal, b: Literal) -> bool:
        """D3, l # m: within one atom by disjoint values, across atoms by declaration."""
        if a.atom == b.atom:
            return a.values & b.values == 0
        return any((a.implies(m) and b.implies(n)) or (a.implies(n) and b.implies(m)) for m, n in self.declared)

    @cached_property
    def literals(self) -> tuple[Literal, ...]:
        """D2, L: the literals that have a word in the language, in a stable order."""
        return tuple(dict.fromkeys(_literals(self)))

    def words(self, atom: str) -> tuple[Literal, ...]:
        """The literals of L on one atom, in the same order: what a question about it needs, without making all of L."""
        mask = self.facts.get(atom, self.atoms[atom].full)
        if mask == self.atoms[atom].full:
            kept = (self._bare or self)._words
            if atom not in kept:
                kept[atom] = self._with_words(atom)
            return kept[atom]
        return self._with_words(atom, Literal(atom, mask))

    def _with_words(self, atom: str, *given: Literal) -> tuple[Literal, ...]:
        mentioned = [q for q in _mentioned(self) if q.atom == atom]
        return tuple(dict.fromkeys((*_by_themselves(self.atoms[atom]), *given, *mentioned)))

    @cached_property
    def _rules_for(self) -> dict[Literal, tuple[GroundRule, ...]]:
        """`rules_for`, as far as it was asked."""
        return {}

    @cached_property
    def _words(self) -> dict[str, tuple[Literal, ...]]:
        """The words of atoms of which nothing is given, as far as they were asked for."""
        return {}

    @cached_property
    def supporters(self) -> Mapping[Literal, tuple[GroundRule, ...]]:
        """D6: for each literal q of L, the rules for q."""
        return {q: self.rules_for(q) for q in self.literals}

    @cached_property
    def attackers(self) -> Mapping[Literal, tuple[GroundRule, ...]]:
        """D6: for each literal q of L, the rules against q."""
        return {q: self.rules_against(q) for q in self.literals}

    def rules_for(self, q: Literal) -> tuple[GroundRule, ...]:
        """D6: the rules for q: strict or defeasible, with a head that implies q."""
        kept = (self._bare or self)._rules_for
        if q not in kept:
            kept[q] = tuple([r for r in self._by_atom.get(q.atom, ()) if r.supports and r.head and r.head.implies(q)])
        return kept[q]

    def rules_against(self, q: Literal) -> tuple[GroundRule, ...]:
        """D6: the rules against q, of any kind: their head is opposed to q."""
        near = self.rules if q.atom in self._afar else self._by_atom.get(q.atom, ())
        return tuple([r for r in near if r.head and self.opposed(r.head, q)])

    @cached_property
    def _afar(self) -> frozenset[str]:
        """The atoms of which something is opposed to another atom."""
        return frozenset(literal.atom for pair in self.declared for literal in pair)

    @cached_property
    def _by_atom(self) -> Mapping[str, tuple[GroundRule, ...]]:
        if self._bare:
            return self._bare._by_atom
        found: dict[str, list[GroundRule]] = {}
        for rule in self.rules:
            if rule.head:
                found.setdefault(rule.head.atom, []).append(rule)
        return {atom: tuple(rules) for atom, rules in found.items()}

    @cached_property
    def overriders(self) -> Mapping[str, tuple[GroundRule, ...]]:
        """D7, t ≻ s: for the label of each rule s, the rules t that override it when they apply."""
        if self._bare:
            return self._bare.overriders
        by_name: dict[str, list[GroundRule]] = {}
        by_label = {r.label: r for r in self.rules}
        for rule in self.rules:
            by_name.setdefault(rule.name, []).append(rule)
        found: dict[str, dict[str, GroundRule]] = {r.label: {} for r in self.rules}
        for upper, lower in sorted(p for p in self.superior if p[0] in by_name and p[1] in by_name):
            for t in by_name[upper]:
                for s in by_name[lower]:
                    if t.supports and t.head and s.head and self.opposed(t.head, s.head):
                        found[s.label][t.label] = t
        for upper, lower in sorted(self.exceptions):
            if upper in by_label and lower in by_label and by_label[upper].kind is not Kind.DEFEATER:
                found[lower][upper] = by_label[upper]
        return {label: tuple(rules.values()) for label, rules in found.items()}

    @cached_property
    def open(self) -> Mapping[str, int]:
        """The facts the case leaves open, each with the mask of the values it may still have (D10)."""
        facts = self.facts
        left = {name: facts.get(name, full) for name, full in (self._bare or self)._fact_atoms}
        return {name: mask for name, mask in left.items() if mask & (mask - 1)}

    @cached_property
    def _fact_atoms(self) -> tuple[tuple[str, int], ...]:
        """Each atom that is a fact, with all its values."""
        return tuple((a.name, a.full) for a in self.atoms.values() if a.role is Role.FACT)


def _literals(theory: Theory) -> Iterator[Literal]:
    for atom in theory.atoms.values():
        yield from _by_themselves(atom)
    for name, mask in theory.facts.items():
        if mask != theory.atoms[name].full:
            yield Literal(name, mask)
    yield from _mentioned(theory)


def _by_themselves(atom: Atom) -> Iterator[Literal]:
    """D2: the literals of an atom that have a word though nothing mentions them."""
    if atom.role is Role.STANDING:
        for word in ("forbidden", "discouraged", "permitted", "recommended", "obligatory"):
            yield Literal(atom.name, STANDING_WORDS[word])
        if atom.two_sided:
            yield Literal(atom.name, STANDING_WORDS["not obligatory"])
    else:
        for i in range(len(atom.values)):
            yield Literal(atom.name, 1 << i)


def _mentioned(theory: Theory) -> Iterator[Literal]:
    """What rules, declarations and a whole of which this is a part speak of."""
    for rule in theory.rules:
        if rule.head:
            yield rule.head
        yield from rule.needs
        yield from rule.bars
    for pair in sorted(theory.declared):
        yield from pair
    yield from theory.worded
