"""Ways to get the semantics wrong by one clause, each as patches of functions of the reference evaluator.

A mutation is a name, what is wrong, and the functions put in place of those of the same name; ``witness`` is the row
of tests/spec/semantics.md that notices. ``source_theory`` replaces the theory first, where the error is in what the
relations of a theory are taken to be.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from siyar.engines import reference
from siyar.engines.reference import Support, View
from siyar.theory import GroundRule, Kind, Literal, Theory


def _as_it_is(theory: Theory) -> Theory:
    return theory


@dataclass(frozen=True, slots=True)
class Mutation:
    name: str
    witness: str
    patches: Mapping[str, Callable[..., Any]] = field(default_factory=dict)
    source_theory: Callable[[Theory], Theory] = _as_it_is
    #: Section 4 instead of section 3.
    propagating: bool = False


# ------------------------------------------------------------------------------------------------ section 3


def _always(view: View, q: object) -> bool:
    return True


def _applies_whatever_bars(view: View, r: GroundRule) -> bool:
    return all(a in view.shown for a in r.needs)


def _fails_whatever_bars(view: View, r: GroundRule) -> bool:
    return any(a not in view.upper for a in r.needs)


def _textbook_answer(view: View, q: Literal) -> bool:
    """Some applicable rule for q is superior to each attacker, beaten itself or not."""
    team = [r for r in view.theory.supporters[q] if reference.applies(view, r)]
    return all(
        reference.fails(view, s) or any(r in view.theory.overriders[s.label] for r in team)
        for s in view.theory.attackers[q]
    )


def _supported_by_any(view: View, q: Literal) -> bool:
    return any(reference.applies(view, r) for r in view.theory.supporters[q])


def _defeaters_above(theory: Theory, s: GroundRule) -> list[GroundRule]:
    return [
        t
        for t in theory.rules
        if t.kind is Kind.DEFEATER and (t.name, s.name) in theory.superior
        if t.head and s.head and theory.opposed(t.head, s.head)
    ]


def _overridden_by_defeaters_too(view: View, s: GroundRule) -> bool:
    above = [*view.theory.overriders[s.label], *_defeaters_above(view.theory, s)]
    return any(reference.applies(view, t) and t.label in view.clear for t in above)


def _clear_of_defeaters_too(view: View, s: GroundRule) -> bool:
    above = [*view.theory.overriders[s.label], *_defeaters_above(view.theory, s)]
    return all(reference.fails(view, t) or t.label in view.overridden for t in above)


def _supported_by_defeaters_too(view: View, q: Literal) -> bool:
    rules = [r for r in view.theory.rules if r.head and r.head.implies(q)]
    return any(reference.applies(view, r) and r.label in view.clear for r in rules)


def _defeaters_do_not_attack(view: View, q: Literal) -> bool:
    return all(
        s.kind is Kind.DEFEATER or reference.fails(view, s) or s.label in view.overridden
        for s in view.theory.attackers[q]
    )


def _strict_always_wins(view: View, q: Literal) -> bool:
    strict = [r for r in view.theory.supporters[q] if r.kind is Kind.STRICT]
    return any(reference.applies(view, r) for r in strict) or _ORIGINAL["every_attack_answered"](view, q)


def _supported_by_the_same_head(view: View, q: Literal) -> bool:
    rules = [r for r in view.theory.supporters[q] if r.head == q]
    return any(reference.applies(view, r) and r.label in view.clear for r in rules)


def _attacked_by_the_complement_only(view: View, q: Literal) -> bool:
    full = view.theory.atoms[q.atom].full
    return all(
        s.head != Literal(q.atom, full & ~q.values) or reference.fails(view, s) or s.label in view.overridden
        for s in view.theory.attackers[q]
    )


def _overridden_by_the_overridden(view: View, s: GroundRule) -> bool:
    return any(reference.applies(view, t) for t in view.theory.overriders[s.label])


def _clear_even_of_the_overridden(view: View, s: GroundRule) -> bool:
    return all(reference.fails(view, t) for t in view.theory.overriders[s.label])


def _never_overridden(view: View, s: GroundRule) -> bool:
    return False


def _without_unfounded_sets(theory: Theory, definite: frozenset[Literal]) -> View:
    """−∂ by (2.1) to (2.3) only: what rests on itself stays undetermined."""
    upper = frozenset(theory.literals)
    while True:
        view = reference.gamma(theory, definite, upper)
        failed = {
            q
            for q in upper - definite
            if all(reference.fails(view, r) or r.label in view.overridden for r in theory.supporters[q])
            or not reference.definitely_unopposed(view, q)
            or any(reference.applies(view, s) and s.label in view.clear for s in theory.attackers[q])
        }
        if not failed:
            return view
        upper -= failed


def _undetermined_fails(theory: Theory, definite: frozenset[Literal]) -> View:
    view = _ORIGINAL["alternate"](theory, definite)
    view.upper = frozenset(view.shown)
    return view  # type: ignore[no-any-return]  # the original is kept untyped


def _undetermined_follows(theory: Theory, definite: frozenset[Literal]) -> View:
    view = _ORIGINAL["alternate"](theory, definite)
    view.shown = set(view.upper)
    return view  # type: ignore[no-any-return]  # the original is kept untyped


def _definite_by_needs_of_any_rule(theory: Theory) -> frozenset[Literal]:
    """Defeasible rules prove definitely too."""
    sure = {r.label for r in theory.rules if r.kind is Kind.DEFEASIBLE and not r.bars}
    rules = tuple(replace(r, kind=Kind.STRICT) if r.label in sure else r for r in theory.rules)
    return _ORIGINAL["definite"](replace(theory, rules=rules))  # type: ignore[no-any-return]  # untyped


def _definite_from_facts_only(theory: Theory) -> frozenset[Literal]:
    return _ORIGINAL["definite"](replace(theory, rules=()))  # type: ignore[no-any-return]  # untyped


_ORIGINAL: Mapping[str, Callable[..., Any]] = {
    name: getattr(reference, name) for name in ("every_attack_answered", "alternate", "definite", "follows_supported")
}

# ------------------------------------------------------------------------- what the relations are taken to be


def _priorities_closed(theory: Theory) -> Theory:
    above = set(theory.superior)
    while more := {(t, s) for t, u in above for v, s in above if u == v} - above:
        above |= more
    return replace(theory, superior=frozenset(above))


def _exceptions_between_opposed_heads(theory: Theory) -> Theory:
    head = {r.label: r.head for r in theory.rules}
    kept = set[tuple[str, str]]()
    for e, s in theory.exceptions:
        upper, lower = head[e], head[s]
        if upper and lower and theory.opposed(upper, lower):
            kept.add((e, s))
    return replace(theory, exceptions=frozenset(kept))


def _priorities_as_exceptions(theory: Theory) -> Theory:
    """Superiority counts whatever the heads."""
    pairs = {(t.label, s.label) for t in theory.rules for s in theory.rules if (t.name, s.name) in theory.superior}
    return replace(theory, exceptions=theory.exceptions | frozenset(pairs))


def _nothing_declared(theory: Theory) -> Theory:
    return replace(theory, declared=frozenset())


def _no_priorities(theory: Theory) -> Theory:
    return replace(theory, superior=frozenset())


# ------------------------------------------------------------------------------------------------ section 4


def _answered_when_not_shown(view: Support, r: GroundRule) -> bool:
    """An attack counts only if its conditions are shown: ambiguity is blocked after all."""
    lower = view.shown if view.other is None else view.other.shown
    return any(a not in lower for a in r.needs) or r.label in view.overridden


def _supported_whatever_overrides(view: Support, q: Literal) -> bool:
    if q in view.definite:
        return True
    if reference.opposed_definitely(view.theory, view.definite, q):
        return False
    return any(reference.applies_supported(view, r) for r in view.theory.supporters[q])


def _nothing_answered_by_priority(view: Support, s: GroundRule) -> bool:
    return False


MUTATIONS: tuple[Mutation, ...] = (
    Mutation("no clause (2.2): definite opposition is ignored", "T53", {"definitely_unopposed": _always}),
    Mutation("no clause (2.3): attacks are ignored", "T01", {"every_attack_answered": _always}),
    Mutation(
        "no clause (2.1): a rule that is overridden supports",
        "T50",
        {"supported_by_a_standing_rule": _supported_by_any},
    ),
    Mutation(
        "overridden and not overridden are exchanged",
        "T02",
        {"is_overridden": reference.is_not_overridden, "is_not_overridden": reference.is_overridden},
    ),
    Mutation("nothing is overridden", "T03", {"is_overridden": _never_overridden}),
    Mutation(
        "a rule that is itself overridden overrides",
        "T37",
        {"is_overridden": _overridden_by_the_overridden, "is_not_overridden": _clear_even_of_the_overridden},
    ),
    Mutation(
        "team defeat of the textbook",
        "T34",
        {"every_attack_answered": _textbook_answer, "supported_by_a_standing_rule": _supported_by_any},
    ),
    Mutation("bars are ignored", "T61", {"applies": _applies_whatever_bars, "fails": _fails_whatever_bars}),
    Mutation(
        "a defeater overrides",
        "T23",
        {"is_overridden": _overridden_by_defeaters_too, "is_not_overridden": _clear_of_defeaters_too},
    ),
    Mutation("a defeater supports", "T62", {"supported_by_a_standing_rule": _supported_by_defeaters_too}),
    Mutation("a defeater does not attack", "T21", {"every_attack_answered": _defeaters_do_not_attack}),
    Mutation("a strict rule always wins", "T16", {"every_attack_answered": _strict_always_wins}),
    Mutation("a rule is for its own head alone", "T29", {"supported_by_a_standing_rule": _supported_by_the_same_head}),
    Mutation(
        "a rule is against the complement of its head alone",
        "T32",
        {"every_attack_answered": _attacked_by_the_complement_only},
    ),
    Mutation("no unfounded sets", "T08", {"alternate": _without_unfounded_sets}),
    Mutation("what is undetermined fails", "T11", {"alternate": _undetermined_fails}),
    Mutation("what is undetermined follows", "T14", {"alternate": _undetermined_follows}),
    Mutation("defeasible rules are definite", "T01", {"definite": _definite_by_needs_of_any_rule}),
    Mutation("strict rules are not definite", "T53", {"definite": _definite_from_facts_only}),
    Mutation("priorities are closed under transitivity", "T39", source_theory=_priorities_closed),
    Mutation("priorities do not count", "T02", source_theory=_no_priorities),
    Mutation("priorities count between rules that agree", "T56", source_theory=_priorities_as_exceptions),
    Mutation("an exception needs opposed heads", "T36", source_theory=_exceptions_between_opposed_heads),
    Mutation("declared opposition is ignored", "T60", source_theory=_nothing_declared),
    Mutation("ambiguity is blocked all the same", "T06", {"answered": _answered_when_not_shown}, propagating=True),
    Mutation(
        "support ignores priorities", "T07", {"follows_supported": _supported_whatever_overrides}, propagating=True
    ),
    Mutation(
        "priorities do not count when ambiguity propagates",
        "T07",
        {"is_overridden_shown": _nothing_answered_by_priority},
        propagating=True,
    ),
)
