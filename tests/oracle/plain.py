"""Theories in plain data, and the relations that follow from their form alone (D2, D3, D6, D7).

A literal is a pair ``(sentence, values)``: the sentence's name and the set of its values, as bits of an integer.

>>> implies(("x", 0b0001), ("x", 0b0011)), implies(("x", 1), ("y", 1))
(True, False)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

Lit = tuple[str, int]

STRICT, DEFEASIBLE, DEFEATER = "strict", "defeasible", "defeater"

#: Forbidden, discouraged, permitted, recommended, obligatory: they are literals of every standing sentence.
ALWAYS_STANDING = (0b00001, 0b00010, 0b11110, 0b11000, 0b10000)
NOT_OBLIGATORY = 0b01111


@dataclass(frozen=True)
class Sentence:
    """D1. ``size``: how many values. ``standing``: of an act; ``two_sided``: of an act with an opposite."""

    size: int
    standing: bool = False
    two_sided: bool = False


@dataclass(frozen=True)
class Rule:
    label: str
    name: str
    kind: str
    head: Lit | None
    needs: tuple[Lit, ...] = ()
    bars: tuple[Lit, ...] = ()


@dataclass(frozen=True)
class Plain:
    """D5. ``unknown``: what the case leaves open, as the bits of the values each such fact may have (D10)."""

    sentences: Mapping[str, Sentence]
    rules: tuple[Rule, ...] = ()
    given: Mapping[str, int] = field(default_factory=dict)
    superior: frozenset[tuple[str, str]] = frozenset()
    exceptions: frozenset[tuple[str, str]] = frozenset()
    declared: tuple[tuple[Lit, Lit], ...] = ()
    unknown: Mapping[str, int] = field(default_factory=dict)
    impossible: tuple[tuple[Lit, ...], ...] = ()

    def opposed(self, l: Lit, m: Lit) -> bool:  # noqa: E741 - the letters of the definition
        """D3, l # m: the smallest relation with the disjoint sets and the declared pairs, closed downwards."""
        if l[0] == m[0]:
            return not l[1] & m[1]
        both = (*self.declared, *((b, a) for a, b in self.declared))
        return any(implies(l, a) and implies(m, b) for a, b in both)

    @cached_property
    def literals(self) -> frozenset[Lit]:
        """D2, L."""
        found: set[Lit] = set()
        for name, sentence in self.sentences.items():
            words = ALWAYS_STANDING if sentence.standing else tuple(1 << i for i in range(sentence.size))
            found.update((name, word) for word in words)
            if sentence.two_sided:
                found.add((name, NOT_OBLIGATORY))
        for rule in self.rules:
            found.update(rule.needs)
            found.update(rule.bars)
            if rule.head is not None:
                found.add(rule.head)
        for pair in self.declared:
            found.update(pair)
        found.update((s, v) for s, v in self.given.items() if v != (1 << self.sentences[s].size) - 1)
        return frozenset(found)

    @cached_property
    def rules_for(self) -> Mapping[Lit, tuple[Rule, ...]]:
        """D6: a rule that may conclude, with a head at least as strong."""
        return {
            q: tuple(r for r in self.rules if r.kind != DEFEATER and r.head is not None and implies(r.head, q))
            for q in self.literals
        }

    @cached_property
    def rules_against(self) -> Mapping[Lit, tuple[Rule, ...]]:
        """D6: a rule of any kind with an opposed head."""
        return {
            q: tuple(r for r in self.rules if r.head is not None and self.opposed(r.head, q)) for q in self.literals
        }

    @cached_property
    def over(self) -> Mapping[str, tuple[Rule, ...]]:
        """D7: for the label of s, all t with t ≻ s."""
        return {s.label: tuple(t for t in self.rules if self._beats(t, s)) for s in self.rules}

    def _beats(self, t: Rule, s: Rule) -> bool:
        if t.kind == DEFEATER:
            return False
        if (t.label, s.label) in self.exceptions:
            return True
        if (t.name, s.name) not in self.superior or t.head is None or s.head is None:
            return False
        return self.opposed(t.head, s.head)


def implies(l: Lit, m: Lit) -> bool:  # noqa: E741 - the letters of the definition
    """D3, l ⊑ m."""
    return l[0] == m[0] and l[1] | m[1] == m[1]


def least(literals: frozenset[Lit] | set[Lit]) -> tuple[Lit, ...]:
    """The ⊑-least of some literals, sorted."""
    return tuple(sorted(l for l in literals if not any(m != l and implies(m, l) for m in literals)))  # noqa: E741 - as in D3
