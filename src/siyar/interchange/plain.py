"""A theory of basic defeasible logic: literals with and without a minus, facts, three kinds of rules, superiority.

Literals are numbers: atom i is literal 2i, its denial 2i + 1. Rules are rows of arrays, so that a million of them is
no million objects; `net` gives them to the counting engine as they are, `theory` to every engine.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from siyar.engines.counting import DEFEASIBLE, DEFEATER, STRICT, Net
from siyar.engines.counting.net import Ints, flags, grouped, zeros
from siyar.interchange.names import Names
from siyar.theory import NO, YES, YES_NO, Atom, GroundRule, Kind, Literal, Theory

KINDS = {STRICT: Kind.STRICT, DEFEASIBLE: Kind.DEFEASIBLE, DEFEATER: Kind.DEFEATER}
NUMBERS = {kind: number for number, kind in KINDS.items()}


def _row() -> Ints[int]:
    return array("i")


@dataclass(slots=True)
class PlainTheory:
    """The theory as it was written. ``labels`` has "" for a rule without one; ``superior`` are pairs of rules."""

    atoms: Names = field(default_factory=Names)
    given: Ints[int] = field(default_factory=_row)
    labels: Names = field(default_factory=Names)
    kinds: Ints[int] = field(default_factory=_row)
    heads: Ints[int] = field(default_factory=_row)
    need_at: Ints[int] = field(default_factory=lambda: array("i", [0]))
    needs: Ints[int] = field(default_factory=_row)
    superior: list[tuple[int, int]] = field(default_factory=list)

    def name(self, literal: int) -> str:
        """How a literal is written."""
        return ("-" if literal & 1 else "") + self.atoms[literal >> 1]

    def needs_of(self, rule: int) -> Ints[int]:
        return self.needs[self.need_at[rule] : self.need_at[rule + 1]]

    @property
    def decisive(self) -> Iterator[tuple[int, int]]:
        """The priorities that can decide something: of a rule that concludes over one for the opposite (D7)."""
        heads, kinds = self.heads, self.kinds
        return ((t, s) for t, s in self.superior if heads[t] ^ heads[s] == 1 and kinds[t] != DEFEATER)


def net(plain: PlainTheory) -> Net:
    """The theory for the counting engine; literals and rules keep their numbers."""
    n, m = 2 * len(plain.atoms), len(plain.labels)
    given = flags(n)
    for literal in plain.given:
        given[literal] = 1
    each = array("i", range(n + 1))
    opposite = array("i", range(n))
    opposite[0::2], opposite[1::2] = each[1:n:2], each[0:n:2]
    over_at, over = grouped(m, ((s, t) for t, s in dict.fromkeys(plain.decisive)))
    return Net(
        given,
        each,
        each[:n],
        each,
        opposite,
        plain.kinds,
        plain.heads,
        plain.need_at,
        plain.needs,
        zeros(m + 1),
        array("i"),
        over_at,
        over,
    )


def theory(plain: PlainTheory) -> Theory:
    """The theory for every engine. Where an atom and its denial are both given, two strict rules say so."""
    names = labels(plain)
    given = set(plain.given)
    both = {q >> 1 for q in given if q ^ 1 in given}
    rules = [
        GroundRule(
            names[r],
            names[r],
            KINDS[plain.kinds[r]],
            _literal(plain, plain.heads[r]),
            tuple(_literal(plain, q) for q in plain.needs_of(r)),
        )
        for r in range(len(names))
    ]
    taken = {*names}
    for q in sorted(given):
        if q >> 1 in both:
            label = _free(f"fact_{q}", taken)
            rules.append(GroundRule(label, label, Kind.STRICT, _literal(plain, q)))
    return Theory(
        atoms={name: Atom(name, YES_NO) for name in plain.atoms},
        rules=tuple(rules),
        facts={plain.atoms[q >> 1]: NO if q & 1 else YES for q in sorted(given) if q >> 1 not in both},
        superior=frozenset((names[t], names[s]) for t, s in plain.superior),
    )


def labels(plain: PlainTheory) -> list[str]:
    """A label for each rule: its own, or one that no rule has."""
    taken = {*plain.labels}
    return [label or _free(f"rule_{r}", taken) for r, label in enumerate(plain.labels)]


def of_theory(theory: Theory) -> PlainTheory | None:
    """A theory as basic defeasible logic, or None where that cannot say it.

    It has no sentences with more than two values, no barring conditions, exceptions or declared oppositions, and tells
    rules apart by labels alone, so that superiority between instances of one rule must be said pair by pair.
    """
    plain = PlainTheory()
    numbers: dict[Literal, int] = {}
    for atom in theory.atoms.values():
        if len(atom.values) != 2:
            return None
        numbers[Literal(atom.name, YES)] = 2 * len(plain.atoms)
        numbers[Literal(atom.name, NO)] = 2 * len(plain.atoms) + 1
        plain.atoms.append(atom.name)
    if theory.exceptions or theory.declared or any(rule.bars or rule.head is None for rule in theory.rules):
        return None
    instances: dict[str, list[int]] = {}
    for r, rule in enumerate(theory.rules):
        assert rule.head is not None
        add(plain, rule.label, NUMBERS[rule.kind], numbers[rule.head], (numbers[q] for q in rule.needs))
        instances.setdefault(rule.name, []).append(r)
    plain.given.extend(numbers[Literal(a, mask)] for a, mask in theory.facts.items() if mask in (YES, NO))
    for upper, lower in sorted(theory.superior):
        plain.superior.extend((t, s) for t in instances.get(upper, ()) for s in instances.get(lower, ()))
    return plain


def add(plain: PlainTheory, label: str, kind: int, head: int, needs: Iterable[int]) -> None:
    """One more rule."""
    plain.labels.append(label)
    plain.kinds.append(kind)
    plain.heads.append(head)
    plain.needs.extend(needs)
    plain.need_at.append(len(plain.needs))


def _literal(plain: PlainTheory, q: int) -> Literal:
    return Literal(plain.atoms[q >> 1], NO if q & 1 else YES)


def _free(label: str, taken: set[str]) -> str:
    while label in taken:
        label += "_"
    taken.add(label)
    return label
