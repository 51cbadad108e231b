"""The reasons that go with an answer: which trees and which obstacles a status calls for (sections 5 and 9)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, product

from siyar.conclusion import Answer, Because, Status
from siyar.explain import Evaluated, Reason, ReasonKind, WhyNot, why, why_not, why_rule
from siyar.explain.why import standing_rules
from siyar.ground import Grounded
from siyar.model import Cite
from siyar.phrase import phrase
from siyar.ruling import Judgment, Matter, answer
from siyar.theory import Literal

Grounds = tuple[tuple[Reason, ...], tuple[WhyNot, ...]]

#: A settled ruling is shown by cases over at most so many unknown facts.
WITNESSES = 3


def evaluated(grounded: Grounded, matter: Matter, supposed: Sequence[Literal] = ()) -> Evaluated:
    """What follows in the matter from what is known, and from what is supposed besides."""
    facts = {**matter.facts, **{q.atom: q.values for q in supposed}}
    theory = matter.theory if facts == matter.theory.facts else matter.theory.with_facts(facts)
    outcome = matter.supposing(supposed) if supposed else matter.outcome
    return Evaluated(grounded, theory, outcome, frozenset(q.atom for q in matter.ranged.forced))


def grounds(case: Evaluated, matter: Matter, judgment: Judgment) -> Grounds:
    """The trees behind an answer, and the obstacles to what it does not say."""
    if judgment.settled and judgment.final != judgment.known:
        return either_way(case, matter, judgment.final), ()
    return _grounds(case, matter.atom, judgment.final)


def _grounds(case: Evaluated, atom: str, final: Answer) -> Grounds:
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
    literals = tuple(dict.fromkeys(words))
    # Where some obstacle names a rule, "no rule says …" of the other words is noise.
    named = [w for literal in literals for w in why_not(case, literal, unsaid=False) if w.use is not None]
    if named:
        return tuple(_distinct(named))
    return tuple([w for literal in literals for w in why_not(case, literal)][:1])


def _distinct(found: list[WhyNot]) -> list[WhyNot]:
    seen: dict[tuple[str, str], WhyNot] = {}
    for obstacle in found:
        seen.setdefault((obstacle.obstacle.value, obstacle.words), obstacle)
    return list(seen.values())


def either_way(case: Evaluated, matter: Matter, final: Answer) -> tuple[Reason, ...]:
    """Settled though what is known does not say so: the same answer whatever some unknown facts turn out to be."""
    for size in range(1, WITNESSES + 1):
        for names in combinations(case.theory.open, size):
            parts = _parts(case, matter, final, names)
            if parts:
                return (Reason(ReasonKind.EITHER_WAY, phrase("whatever is answered to what is unknown"), parts=parts),)
    return (Reason(ReasonKind.EITHER_WAY, "the same in every case that what is given allows"),)


def _parts(case: Evaluated, matter: Matter, final: Answer, names: tuple[str, ...]) -> tuple[Reason, ...]:
    found: list[Reason] = []
    for pick in product(*(_bits(case.theory.open[name]) for name in names)):
        facts = [Literal(name, mask) for name, mask in zip(names, pick, strict=True)]
        one = evaluated(case.grounded, matter, facts)
        if answer(one.theory, one.outcome, matter.atom) != final:
            return ()
        words = " and ".join(one.words(q) for q in facts)
        below, _ = _grounds(one, matter.atom, final)
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
