"""The reasons that go with an answer: which trees and which obstacles a status calls for (sections 5 and 9)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import combinations, product

from siyar.conclusion import Answer, Because, Status
from siyar.engines import bits, reference
from siyar.explain import Evaluated, Reason, ReasonKind, WhyNot, why, why_not, why_rule
from siyar.explain.why import standing_rules
from siyar.ground import Grounded
from siyar.model import Cite
from siyar.ruling import answer
from siyar.theory import Literal, Role, Theory

Grounds = tuple[tuple[Reason, ...], tuple[WhyNot, ...]]

#: A settled ruling is shown by cases over at most so many unknown facts.
WITNESSES = 3


def evaluated(
    grounded: Grounded,
    theory: Theory,
    forced: Iterable[Literal],
    supposed: Iterable[Literal] = (),
    *,
    propagating: bool = False,
) -> Evaluated:
    """The theory with what is forced (D12) and what is supposed added, and its outcome on what is then known."""
    names = frozenset(q.atom for q in forced)
    theory = given(theory, (*forced, *supposed))
    outcome = reference.evaluate(theory, propagating=True) if propagating else bits.evaluate(theory)
    return Evaluated(grounded, theory, outcome, names)


def given(theory: Theory, facts: Iterable[Literal]) -> Theory:
    """The theory of a case that also gives these facts."""
    more = {q.atom: q.values for q in facts}
    return replace(theory, facts={**theory.facts, **more}) if more else theory


def grounds(case: Evaluated, atom: str, final: Answer, *, settled: bool, propagating: bool = False) -> Grounds:
    """The trees behind the answer, and the obstacles to what it does not say."""
    known = answer(case.theory, case.outcome, atom)
    if settled and final != known:
        return either_way(case, atom, final, propagating=propagating), ()
    if final.status is Status.RULED:
        return tuple(_trees(case, atom, final.values)), ()
    if final.status is Status.CONTESTED and final.because is Because.CONTRADICTION:
        return tuple(_trees(case, atom, final.between)), ()
    if final.status is Status.CONTESTED:
        rules = standing_rules(case, atom)
        return tuple(r for rule in rules if (r := why_rule(case, rule))), obstacles(case, atom)
    return (), obstacles(case, atom)


def _trees(case: Evaluated, atom: str, masks: tuple[int, ...]) -> Iterator[Reason]:
    for mask in masks:
        reason = why(case, Literal(atom, mask))
        if reason:
            yield reason


def obstacles(case: Evaluated, atom: str) -> tuple[WhyNot, ...]:
    """Why none of the words some rule of the doctrine has for the atom follows."""
    words = [r.head for r in case.theory.rules if r.supports and r.head and r.head.atom == atom]
    words += case.theory.words(atom)
    found: dict[WhyNot, None] = {}
    for literal in dict.fromkeys(words):
        found.update(dict.fromkeys(why_not(case, literal)))
    # Where some obstacle names a rule, "no rule says …" of the other words is noise.
    named = [w for w in found if w.use is not None]
    return tuple(_distinct(named or list(found)[:1]))


def _distinct(found: list[WhyNot]) -> list[WhyNot]:
    seen: dict[tuple[str, str], WhyNot] = {}
    for obstacle in found:
        seen.setdefault((obstacle.obstacle.value, obstacle.words), obstacle)
    return list(seen.values())


def either_way(case: Evaluated, atom: str, final: Answer, *, propagating: bool) -> tuple[Reason, ...]:
    """Settled though what is known does not say so: the same answer whatever some unknown facts turn out to be."""
    open_ = [f for f in case.theory.open if case.theory.atoms[f].role is Role.FACT]
    for size in range(1, WITNESSES + 1):
        for names in combinations(open_, size):
            parts = _parts(case, atom, final, names, propagating)
            if parts:
                return (Reason(ReasonKind.EITHER_WAY, "whatever is answered to what is unknown", parts=parts),)
    return (Reason(ReasonKind.EITHER_WAY, "the same in every case that what is given allows"),)


def _parts(case: Evaluated, atom: str, final: Answer, names: tuple[str, ...], propagating: bool) -> tuple[Reason, ...]:
    found: list[Reason] = []
    for pick in product(*(_bits(case.theory.open[name]) for name in names)):
        facts = [Literal(name, mask) for name, mask in zip(names, pick, strict=True)]
        one = replace(evaluated(case.grounded, case.theory, (), facts, propagating=propagating), forced=case.forced)
        if answer(one.theory, one.outcome, atom) != final:
            return ()
        words = " and ".join(one.words(q) for q in facts)
        below, _ = grounds(one, atom, final, settled=False, propagating=propagating)
        found.append(Reason(ReasonKind.EITHER_WAY, f"if {words}", parts=below))
    return tuple(found)


def _bits(mask: int) -> Iterator[int]:
    while mask:
        yield mask & -mask
        mask &= mask - 1


def deciding(reasons: tuple[Reason, ...]) -> Iterator[str]:
    """The rules at the head of the trees."""
    for reason in reasons:
        if reason.use:
            yield reason.use.id
            yield from (u.id for u in reason.also)
        else:
            yield from deciding(reason.parts)


def sources(reasons: tuple[Reason, ...]) -> Iterator[Cite]:
    """Every passage the trees lean on, from the top down."""
    for reason in reasons:
        if reason.use:
            yield from reason.use.cites
        for met in reason.conditions:
            yield from met.cites
            if met.node:
                yield from sources((met.node,))
        for line in reason.lines:
            yield from line.cites
        yield from sources(reason.parts)
