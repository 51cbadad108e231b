"""Which rule explains each literal that is +∂, such that no explanation goes in a circle.

>>> from siyar.engines.reference import evaluate
>>> from siyar.theory import YES, YES_NO, Atom
>>> p, q = Literal("p", YES), Literal("q", YES)
>>> rules = [GroundRule(n, n, Kind.DEFEASIBLE, h, a) for n, h, a in (("a", p, (q,)), ("b", q, (p,)), ("c", p, ()))]
>>> theory = Theory({"p": Atom("p", YES_NO), "q": Atom("q", YES_NO)}, tuple(rules))
>>> [(literal.atom, rule.name) for literal, rule in proofs(theory, evaluate(theory)).items() if rule]
[('p', 'c'), ('q', 'b')]
"""

from __future__ import annotations

from collections.abc import Mapping, Set

from siyar.conclusion import Outcome, Tag
from siyar.theory import GroundRule, Kind, Literal, Theory


def proofs(theory: Theory, outcome: Outcome) -> Mapping[Literal, GroundRule | None]:
    """For each literal that is +∂ the rule to explain it by, None where a fact gives it.

    The literals come in an order in which each rests only on earlier ones. Where there is a choice a strict rule is
    preferred, then the rule that beats most, then the first written; a lesser one is taken only where the better would
    lead back to what is explained.
    """
    preference = _preference(theory)
    fitting: dict[Literal, list[GroundRule]] = {}
    placed: dict[Literal, GroundRule | None] = {}
    for literal, tag in outcome.tags.items():
        if tag is not Tag.SHOWN:
            continue
        if _given(theory, literal) and literal in outcome.definite:
            placed[literal] = None
        else:
            fitting[literal] = sorted(_fitting(theory, outcome, literal), key=lambda r: preference[r.label])
    while fitting:
        best = [(q, rules[0]) for q, rules in fitting.items() if rules and placed.keys() >= set(rules[0].needs)]
        chosen = best or _lesser(theory, fitting, placed.keys())
        if not chosen:
            break
        for literal, rule in chosen:
            placed[literal] = rule
            del fitting[literal]
    return placed


def _lesser(
    theory: Theory, fitting: Mapping[Literal, list[GroundRule]], placed: Set[Literal]
) -> list[tuple[Literal, GroundRule]]:
    """The first literal, in the order of the theory, with a rule that explains it, though not its best one."""
    able = [(q, r) for q, rules in fitting.items() for r in rules if placed >= set(r.needs)]
    return [min(able, key=lambda pair: theory.literals.index(pair[0]))] if able else []


def _given(theory: Theory, literal: Literal) -> bool:
    mask = theory.facts.get(literal.atom)
    return mask is not None and mask & ~literal.values == 0


def _fitting(theory: Theory, outcome: Outcome, literal: Literal) -> list[GroundRule]:
    """The rules by which the literal has its tag: strict ones on definite conditions, or those that stand for it."""
    rules = theory.rules_for(literal)
    if literal in outcome.definite:
        return [r for r in rules if r.kind is Kind.STRICT and outcome.definite.issuperset(r.needs)]
    return [r for r in rules if outcome.rules[r.label].applies and outcome.rules[r.label].not_overridden]


def _preference(theory: Theory) -> Mapping[str, tuple[bool, int, int]]:
    beats = dict.fromkeys((r.label for r in theory.rules), 0)
    for over in theory.overriders.values():
        for rule in over:
            beats[rule.label] += 1
    return {r.label: (r.kind is not Kind.STRICT, -beats[r.label], i) for i, r in enumerate(theory.rules)}
