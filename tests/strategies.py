"""Theories at random, well formed: for hypothesis (`theories`) and by seed (`seeded`).

One generator serves both: hypothesis drives it through a `Random` whose draws it controls and shrinks. What it makes
is well formed in the sense of D1 to D8: ≻ has no cycle, a strict rule has no bars and takes no exception, an
impossible set speaks of facts only.

>>> seeded(1) == seeded(1)
True
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import TypeVar

from hypothesis import strategies as st

from siyar.theory import STANDING, STANDING_WORDS, YES_NO, Atom, GroundRule, Kind, Literal, Role, Theory

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Shape:
    """What may occur. ``wide``: options, standing words, declared opposition; ``open_facts``: facts left open."""

    most_rules: int = 8
    wide: bool = True
    bars: bool = True
    exceptions: bool = True
    open_facts: bool = True
    presumptions: bool = True


WIDE = Shape()
YES_NO_ONLY = Shape(wide=False, exceptions=False, open_facts=False)
YES_NO_PLAIN = Shape(wide=False, bars=False, exceptions=False, open_facts=False)
GROUND = Shape(open_facts=False)
NO_BARS = Shape(open_facts=False, bars=False)


def theories(shape: Shape = WIDE) -> st.SearchStrategy[Theory]:
    """Well-formed theories of a shape."""
    return st.randoms(use_true_random=False).map(lambda rng: draw(rng, shape))


def seeded(seed: int, shape: Shape = WIDE) -> Theory:
    """The theory of a seed, the same on every machine."""
    return draw(Random(seed), shape)


def draw(rng: Random, shape: Shape) -> Theory:
    """Draw a theory."""
    atoms = {atom.name: atom for atom in _atoms(rng, shape)}
    rules = _rules(rng, shape, tuple(atoms.values()))
    rank = {label: position for position, label in enumerate(_shuffled(rng, [r.label for r in rules]))}
    declared: set[tuple[Literal, Literal]] = set()
    heads = [a for a in atoms.values() if a.role is not Role.FACT]
    if shape.wide and len(heads) > 1 and _chance(rng, 0.2):
        one, other = rng.sample(heads, 2)
        declared.add((_word(rng, one), _word(rng, other)))
    return Theory(
        atoms=atoms,
        rules=rules,
        facts=_facts(rng, shape, tuple(atoms.values())),
        superior=_superior(rng, rules, rank),
        exceptions=_exceptions(rng, rules, rank) if shape.exceptions else frozenset(),
        declared=frozenset(declared),
        impossible=_impossible(rng, [a for a in atoms.values() if a.role is Role.FACT]),
    )


def _chance(rng: Random, share: float) -> bool:
    return rng.randrange(1000) < 1000 * share


def _shuffled(rng: Random, items: Sequence[T]) -> list[T]:
    return rng.sample(list(items), len(items))


def _atoms(rng: Random, shape: Shape) -> list[Atom]:
    found = [Atom("p", YES_NO)]
    found += [Atom(name, YES_NO) for name in ("q", "w") if _chance(rng, 0.6)]
    if shape.wide:
        if _chance(rng, 0.6):
            found.append(Atom("x", STANDING, Role.STANDING, two_sided=_chance(rng, 0.5)))
        if _chance(rng, 0.4):
            found.append(Atom("c", ("1", "2", "3")))
    facts = ("a", "b", "d", "e")[: rng.randrange(5)] if shape.open_facts else ("a", "b")[: rng.randrange(3)]
    found += [Atom(name, YES_NO, Role.FACT) for name in facts]
    if shape.wide and facts and _chance(rng, 0.3):
        found.append(Atom("n", ("lo", "mid", "hi"), Role.FACT))
    return found


def _word(rng: Random, atom: Atom) -> Literal:
    """A literal of an atom that may be a head: a word of a standing, an option, or the denial of one."""
    if atom.role is Role.STANDING:
        return Literal(atom.name, STANDING_WORDS[rng.choice(list(STANDING_WORDS))])
    value = 1 << rng.randrange(len(atom.values))
    if len(atom.values) > 2 and _chance(rng, 0.25):
        value = atom.full & ~value
    return Literal(atom.name, value)


def _rules(rng: Random, shape: Shape, atoms: Sequence[Atom]) -> tuple[GroundRule, ...]:
    headed = [a for a in atoms if a.role is not Role.FACT or (shape.presumptions and _chance(rng, 0.05))]
    found: list[GroundRule] = []
    for i in range(1 + rng.randrange(shape.most_rules)):
        kind = rng.choice((Kind.DEFEASIBLE, Kind.DEFEASIBLE, Kind.DEFEASIBLE, Kind.STRICT, Kind.DEFEATER))
        needs = {_word(rng, rng.choice(atoms)) for _ in range(rng.choice((0, 0, 1, 1, 2)))}
        bars: set[Literal] = set()
        if shape.bars and kind is not Kind.STRICT:
            bars = {_word(rng, rng.choice(atoms)) for _ in range(rng.choice((0, 0, 0, 1, 2)))}
        head: Literal | None = _word(rng, rng.choice(headed))
        if shape.exceptions and kind is Kind.DEFEASIBLE and _chance(rng, 0.06):
            head = None
        # Now and then two rules are instances of one, which superiority does not tell apart.
        name = found[-1].name if found and _chance(rng, 0.1) else f"r{i}"
        found.append(GroundRule(f"r{i}", name, kind, head, tuple(sorted(needs)), tuple(sorted(bars))))
    return tuple(found)


def _superior(rng: Random, rules: Sequence[GroundRule], rank: dict[str, int]) -> frozenset[tuple[str, str]]:
    """Pairs of names whose instances all rank the same way, so that nothing goes round in a circle."""
    highest, lowest = dict[str, int](), dict[str, int]()
    for r in rules:
        highest[r.name] = max(highest.get(r.name, 0), rank[r.label])
        lowest[r.name] = min(lowest.get(r.name, len(rules)), rank[r.label])
    names = list(highest)
    pairs = [(u, v) for u in names for v in names if lowest[u] > highest[v]]
    share = rng.choice((0.0, 0.2, 0.5))
    return frozenset(pair for pair in pairs if _chance(rng, share))


def _exceptions(rng: Random, rules: Sequence[GroundRule], rank: dict[str, int]) -> frozenset[tuple[str, str]]:
    pairs = [
        (e.label, s.label)
        for e in rules
        for s in rules
        if rank[e.label] > rank[s.label] and e.kind is not Kind.DEFEATER and s.kind is not Kind.STRICT
    ]
    return frozenset(p for p in pairs if _chance(rng, 0.25 if _headless(rules, p[0]) else 0.04))


def _headless(rules: Sequence[GroundRule], label: str) -> bool:
    return any(r.label == label and r.head is None for r in rules)


def _facts(rng: Random, shape: Shape, atoms: Sequence[Atom]) -> dict[str, int]:
    found: dict[str, int] = {}
    for atom in atoms:
        if not _chance(rng, 0.4 if atom.role is Role.FACT else 0.08):
            continue
        value = 1 << rng.randrange(len(atom.values))
        if len(atom.values) > 2 and shape.open_facts and _chance(rng, 0.3):
            value = atom.full & ~value
        found[atom.name] = value
    return found


def _impossible(rng: Random, facts: Sequence[Atom]) -> tuple[tuple[Literal, ...], ...]:
    if len(facts) < 2 or not _chance(rng, 0.4):
        return ()
    clauses: list[tuple[Literal, ...]] = []
    for _ in range(1 + rng.randrange(2)):
        some = rng.sample(list(facts), 2 + rng.randrange(min(2, len(facts) - 1)))
        clauses.append(tuple(_word(rng, atom) for atom in some))
    return tuple(clauses)
