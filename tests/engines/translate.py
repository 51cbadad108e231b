"""From a theory of the package to the plain data of the oracle, and from an outcome to plain sets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from siyar.conclusion import Outcome, Tag
from siyar.theory import Literal, Role, Theory
from tests.oracle import definitions, propagating
from tests.oracle.plain import Lit, Plain, Rule, Sentence


def plain(theory: Theory) -> Plain:
    """The same theory in the oracle's data."""
    return Plain(
        sentences={
            a.name: Sentence(len(a.values), a.role is Role.STANDING, a.two_sided) for a in theory.atoms.values()
        },
        rules=tuple(
            Rule(r.label, r.name, r.kind.value, r.head and _lit(r.head), _lits(r.needs), _lits(r.bars))
            for r in theory.rules
        ),
        given=dict(theory.facts),
        superior=theory.superior,
        exceptions=theory.exceptions,
        declared=tuple(sorted((_lit(a), _lit(b)) for a, b in theory.declared)),
        unknown={
            a.name: theory.facts.get(a.name, (1 << len(a.values)) - 1)
            for a in theory.atoms.values()
            if a.role is Role.FACT and theory.facts.get(a.name, (1 << len(a.values)) - 1).bit_count() > 1
        },
        impossible=tuple(map(_lits, theory.impossible)),
    )


def _lit(literal: Literal) -> Lit:
    return (literal.atom, literal.values)


def _lits(literals: Iterable[Literal]) -> tuple[Lit, ...]:
    return tuple(map(_lit, literals))


@dataclass(frozen=True)
class Seen:
    """What an engine says, as plain sets; two engines agree iff these are equal."""

    literals: frozenset[Lit]
    definite: frozenset[Lit]
    shown: frozenset[Lit]
    failed: frozenset[Lit]
    applies: frozenset[str]
    fails: frozenset[str]
    overridden: frozenset[str]
    unbeaten: frozenset[str]
    standing: frozenset[str]


def seen(outcome: Outcome) -> Seen:
    """An outcome as plain sets."""
    return Seen(
        frozenset(map(_lit, outcome.tags)),
        frozenset(map(_lit, outcome.definite)),
        frozenset(_lit(q) for q, tag in outcome.tags.items() if tag is Tag.SHOWN),
        frozenset(_lit(q) for q, tag in outcome.tags.items() if tag is Tag.NOT_SHOWN),
        frozenset(label for label, state in outcome.rules.items() if state.applies),
        frozenset(label for label, state in outcome.rules.items() if state.fails),
        frozenset(label for label, state in outcome.rules.items() if state.overridden),
        frozenset(label for label, state in outcome.rules.items() if state.not_overridden),
        frozenset(label for label, state in outcome.rules.items() if state.stands),
    )


def result_of(said: Seen) -> definitions.Result:
    """What was said, as a result of the oracle, for its rows."""
    labels = definitions.Labels(said.applies, said.fails, said.overridden, said.unbeaten)
    return definitions.Result(said.definite, said.shown, said.failed, labels, said.standing)


def foreseen(t: Plain) -> Seen:
    """What the oracle says of section 3."""
    r = definitions.evaluate(t)
    x = r.labels
    return Seen(t.literals, r.definite, r.shown, r.failed, x.applies, x.fails, x.overridden, x.unbeaten, r.standing)


@dataclass(frozen=True)
class SeenPropagating:
    """+δ, what is not +δ for certain, and +σ."""

    shown: frozenset[Lit]
    failed: frozenset[Lit]
    supported: frozenset[Lit]


def seen_propagating(outcome: Outcome) -> SeenPropagating:
    """An outcome of section 4 as plain sets."""
    as_blocking = seen(outcome)
    return SeenPropagating(as_blocking.shown, as_blocking.failed, frozenset(map(_lit, outcome.supported)))


def foreseen_propagating(t: Plain) -> SeenPropagating:
    """What the oracle says of section 4."""
    r = propagating.evaluate(t)
    return SeenPropagating(r.certain.shown, t.literals - r.possible.shown, r.certain.supported)
