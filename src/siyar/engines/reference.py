"""The reference evaluator: docs/semantics.md sections 3 and 4, one function for each inference condition.

In words: a thing follows iff a rule for it stands and every rule against it fails or is overridden by a rule that is
not itself overridden. For yes/no heads and acyclic superiority this is the team defeat of Antoniou, Billington,
Governatori and Maher, "Representation results for defeasible logic" (ACM TOCL 2, 2001). It is written to be read, not
to be fast; whatever is faster is compared with it.

>>> from siyar.theory import Atom, GroundRule, Kind, Literal, Theory, YES, NO
>>> flies, stays = Literal("flies", YES), Literal("flies", NO)
>>> bird = GroundRule("b", "b", Kind.DEFEASIBLE, flies)
>>> penguin = GroundRule("p", "p", Kind.DEFEASIBLE, stays)
>>> theory = Theory({"flies": Atom("flies", ("yes", "no"))}, (bird, penguin), superior=frozenset({("p", "b")}))
>>> evaluate(theory).tags[stays].value, evaluate(theory).tags[flies].value
('+', '-')
"""

from __future__ import annotations

from dataclasses import dataclass, field

from siyar.conclusion import Outcome, RuleState, Tag
from siyar.theory import GroundRule, Kind, Literal, Theory


def evaluate(theory: Theory, *, propagating: bool = False) -> Outcome:
    """The tags of every literal of `theory` and the labels of every rule.

    ``propagating`` chooses section 4 (an ambiguous literal keeps what rests on it from following) in place of section
    3 (an ambiguous literal is simply not shown).
    """
    return _propagating(theory) if propagating else _blocking(theory)


# --------------------------------------------------------------------------- definite, both options


def definite(theory: Theory) -> frozenset[Literal]:
    """+Δ: what the case gives, and what strict rules conclude from such alone."""
    found = {q for q in theory.literals if q.atom in theory.facts and Literal(q.atom, theory.facts[q.atom]).implies(q)}
    strict = [r for r in theory.rules if r.kind is Kind.STRICT and r.head]
    grew = True
    while grew:
        grew = False
        for rule in strict:
            if all(a in found for a in rule.needs):
                new = {q for q in theory.literals if rule.head and rule.head.implies(q)} - found
                found |= new
                grew = grew or bool(new)
    return frozenset(found)


def opposed_definitely(theory: Theory, definite: frozenset[Literal], q: Literal) -> bool:
    """Some m # q is +Δ: the negation of clause (2.2)."""
    return any(theory.opposed(m, q) for m in definite)


# --------------------------------------------------------------------------- section 3: ambiguity blocking


@dataclass(slots=True)
class View:
    """One reading of the tags: ``+∂a`` is "a in shown", ``−∂a`` is "a not in upper".

    ``overridden`` and ``clear`` are the labels ov+ and ov− reached so far; they grow with ``shown``.
    """

    theory: Theory
    definite: frozenset[Literal]
    upper: frozenset[Literal]
    shown: set[Literal] = field(default_factory=set)
    overridden: set[str] = field(default_factory=set)
    clear: set[str] = field(default_factory=set)


def applies(view: View, r: GroundRule) -> bool:
    """app+(r): every condition is +∂ and every barring condition −∂."""
    return all(a in view.shown for a in r.needs) and all(b not in view.upper for b in r.bars)


def fails(view: View, r: GroundRule) -> bool:
    """app−(r): some condition is −∂ or some barring condition +∂."""
    return any(a not in view.upper for a in r.needs) or any(b in view.shown for b in r.bars)


def is_overridden(view: View, s: GroundRule) -> bool:
    """ov+(s): some t ≻ s applies and is itself not overridden."""
    return any(applies(view, t) and t.label in view.clear for t in view.theory.overriders[s.label])


def is_not_overridden(view: View, s: GroundRule) -> bool:
    """ov−(s): every t ≻ s fails or is itself overridden."""
    return all(fails(view, t) or t.label in view.overridden for t in view.theory.overriders[s.label])


def supported_by_a_standing_rule(view: View, q: Literal) -> bool:
    """(2.1) for +∂: some rule for q applies and is not overridden."""
    return any(applies(view, r) and r.label in view.clear for r in view.theory.supporters[q])


def definitely_unopposed(view: View, q: Literal) -> bool:
    """(2.2) for +∂: no literal opposed to q is definite."""
    return not opposed_definitely(view.theory, view.definite, q)


def every_attack_answered(view: View, q: Literal) -> bool:
    """(2.3) for +∂: every rule against q fails or is overridden."""
    return all(fails(view, s) or s.label in view.overridden for s in view.theory.attackers[q])


def follows(view: View, q: Literal) -> bool:
    """+∂q: definite, or supported, definitely unopposed and every attack answered."""
    return q in view.definite or (
        supported_by_a_standing_rule(view, q) and definitely_unopposed(view, q) and every_attack_answered(view, q)
    )


def gamma(theory: Theory, definite: frozenset[Literal], upper: frozenset[Literal]) -> View:
    """Γ(X): the least set closed under +∂ with "−∂a" read as "a not in X", and the labels reached with it."""
    view = View(theory, definite, upper)
    grew = True
    while grew:
        grew = False
        for rule in theory.rules:
            if rule.label not in view.overridden and is_overridden(view, rule):
                view.overridden.add(rule.label)
                grew = True
            if rule.label not in view.clear and is_not_overridden(view, rule):
                view.clear.add(rule.label)
                grew = True
        for q in theory.literals:
            if q not in view.shown and follows(view, q):
                view.shown.add(q)
                grew = True
    return view


def alternate(theory: Theory, definite: frozenset[Literal]) -> View:
    """Section 3, unfounded sets: K := ∅; U := Γ(K); K := Γ(U), until K is stable. The view of the last Γ(U)."""
    lower: frozenset[Literal] = frozenset()
    while True:
        upper = frozenset(gamma(theory, definite, lower).shown)
        view = gamma(theory, definite, upper)
        if view.shown == lower:
            return view
        lower = frozenset(view.shown)


def stands(view: View, r: GroundRule) -> bool:
    """D8: applies, is not overridden, has a head, and nothing opposed to the head is definite."""
    return r.head is not None and applies(view, r) and r.label in view.clear and definitely_unopposed(view, r.head)


def _blocking(theory: Theory) -> Outcome:
    view = alternate(theory, definite(theory))
    tags = {
        q: Tag.SHOWN if q in view.shown else Tag.UNDETERMINED if q in view.upper else Tag.NOT_SHOWN
        for q in theory.literals
    }
    rules = {
        r.label: RuleState(
            applies=applies(view, r),
            fails=fails(view, r),
            overridden=r.label in view.overridden,
            not_overridden=r.label in view.clear,
            stands=stands(view, r),
        )
        for r in theory.rules
    }
    return Outcome(view.definite, tags, rules)


# --------------------------------------------------------------------------- section 4: ambiguity propagating


@dataclass(slots=True)
class Support:
    """One reading of +δ, +σ and ov_δ: the sets reached, and (``other``) the sets "not" is read against."""

    theory: Theory
    definite: frozenset[Literal]
    other: Support | None
    shown: set[Literal] = field(default_factory=set)  # +δ
    supported: set[Literal] = field(default_factory=set)  # +σ
    overridden: set[str] = field(default_factory=set)  # ov_δ

    def denied(self, b: Literal) -> bool:
        """Not +δb."""
        return self.other is None or b not in self.other.shown


def applies_shown(view: Support, r: GroundRule) -> bool:
    """app_δ(r): every condition +δ, no barring condition +δ."""
    return all(a in view.shown for a in r.needs) and all(view.denied(b) for b in r.bars)


def applies_supported(view: Support, r: GroundRule) -> bool:
    """app_σ(r): every condition +σ, no barring condition +δ."""
    return all(a in view.supported for a in r.needs) and all(view.denied(b) for b in r.bars)


def not_applies_supported(view: Support, r: GroundRule) -> bool:
    """Not app_σ(r), read against the other sets (a barring condition shown here stops it too)."""
    if view.other is None:
        return True
    return any(a not in view.other.supported for a in r.needs) or any(b in view.shown for b in r.bars)


def answered(view: Support, r: GroundRule) -> bool:
    """Not app_σ(r), or ov_δ(r)."""
    return not_applies_supported(view, r) or r.label in view.overridden


def is_overridden_shown(view: Support, s: GroundRule) -> bool:
    """ov_δ(s): some t ≻ s with app_δ(t), and every u ≻ t answered."""
    over = view.theory.overriders
    return any(applies_shown(view, t) and all(answered(view, u) for u in over[t.label]) for t in over[s.label])


def follows_supported(view: Support, q: Literal) -> bool:
    """+σq."""
    if q in view.definite:
        return True
    if opposed_definitely(view.theory, view.definite, q):
        return False
    gone: set[str] = set() if view.other is None else view.other.overridden
    return any(applies_supported(view, r) and r.label not in gone for r in view.theory.supporters[q])


def follows_shown(view: Support, q: Literal) -> bool:
    """+δq."""
    if q in view.definite:
        return True
    if opposed_definitely(view.theory, view.definite, q):
        return False
    over = view.theory.overriders
    return any(
        applies_shown(view, r) and all(answered(view, u) for u in over[r.label]) for r in view.theory.supporters[q]
    ) and all(answered(view, s) for s in view.theory.attackers[q])


def gamma_support(theory: Theory, definite: frozenset[Literal], other: Support | None) -> Support:
    """The least (δ, σ, ov_δ) with every "not" read against ``other`` (against nothing, if it is None)."""
    view = Support(theory, definite, other)
    grew = True
    while grew:
        grew = False
        for rule in theory.rules:
            if rule.label not in view.overridden and is_overridden_shown(view, rule):
                view.overridden.add(rule.label)
                grew = True
        for q in theory.literals:
            if q not in view.supported and follows_supported(view, q):
                view.supported.add(q)
                grew = True
            if q not in view.shown and follows_shown(view, q):
                view.shown.add(q)
                grew = True
    return view


def _propagating(theory: Theory) -> Outcome:
    sure = definite(theory)
    lower = Support(theory, sure, None)
    while True:
        upper = gamma_support(theory, sure, lower)
        new = gamma_support(theory, sure, upper)
        new.other = upper
        if (new.shown, new.supported, new.overridden) == (lower.shown, lower.supported, lower.overridden):
            break
        lower = new
    tags = {
        q: Tag.SHOWN if q in new.shown else Tag.UNDETERMINED if q in upper.shown else Tag.NOT_SHOWN
        for q in theory.literals
    }
    rules = {}
    for r in theory.rules:
        clear = all(answered(new, u) for u in theory.overriders[r.label])
        rules[r.label] = RuleState(
            applies=applies_shown(new, r),
            fails=any(a not in upper.shown for a in r.needs) or any(b in new.shown for b in r.bars),
            overridden=r.label in new.overridden,
            not_overridden=clear,
            stands=bool(r.head and applies_shown(new, r) and clear and not opposed_definitely(theory, sure, r.head)),
        )
    return Outcome(sure, tags, rules, frozenset(new.supported))
