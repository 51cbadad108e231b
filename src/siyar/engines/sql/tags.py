"""Tags and labels as columns: docs/semantics.md section 3, clause by clause, for every row of a table at once.

What `siyar.engines.bits.run` does with a vector for each literal is done here with a formula for each: the *lower* (+∂)
and the *upper* (not −∂), two planes of two values, never SQL's third. Rules and literals that wait for each other go
through the alternating fixpoint, written out as often as it can move.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from siyar.cone.network import Network, Step
from siyar.engines.sql.formulas import FALSE, TRUE, Formula, every, no, some
from siyar.engines.sql.stages import Plan
from siyar.theory import Kind, Literal

#: For a literal: whether what a row gives on its atom implies it.
Given = Callable[[Literal], Formula]


@dataclass(slots=True)
class Side:
    """The state in one sense, by number: literals shown, rules that apply with ov−, rules that can stop others."""

    shown: list[Formula]
    live: list[Formula]
    threat: list[Formula]


@dataclass(frozen=True, slots=True)
class Tags:
    """+Δ, "some opposed literal is +Δ", and the two sides."""

    net: Network
    definite: list[Formula]
    denied: list[Formula]
    lower: Side
    upper: Side

    def applies(self, r: int) -> Formula:
        """app+ of the rule with number r."""
        return _body(self.net, r, self.lower.shown, self.upper.shown)

    def surely(self, r: int) -> Formula:
        """Whether every condition of the rule is +Δ."""
        return every(self.definite[a] for a in self.net.rules[r].needs)

    def stands(self, r: int) -> Formula:
        """D8, for a rule whose head is among the literals of the network."""
        head = self.net.rules[r].rule.head
        return FALSE if head is None else every([self.lower.live[r], no(self.denied[self.net.number[head]])])


def tags(net: Network, given: Given, plan: Plan) -> Tags:
    """The tags of the network, their columns put into the plan."""
    definite, denied = _definite(net, given, plan)
    lower = Side([FALSE] * len(net.literals), [FALSE] * len(net.rules), [FALSE] * len(net.rules))
    upper = Side([FALSE] * len(net.literals), [FALSE] * len(net.rules), [FALSE] * len(net.rules))
    found = Tags(net, definite, denied, lower, upper)
    for step in net.steps:
        if step.loop:
            _alternate(found, step, plan)
            continue
        for r in step.rules:
            applies = _body(net, r, lower.shown, upper.shown)
            possible = _body(net, r, upper.shown, lower.shown)
            _label(net, r, applies, possible, lower, plan)
            _label(net, r, possible, applies, upper, plan)
        for q in step.literals:
            for side in (lower, upper):
                side.shown[q] = plan.named(_follows(found, q, side))
    return found


def _definite(net: Network, given: Given, plan: Plan) -> tuple[list[Formula], list[Formula]]:
    definite = [given(links.literal) for links in net.literals]
    strict = [r for r in range(len(net.rules)) if net.rules[r].rule.kind is Kind.STRICT]
    bodies: dict[int, Formula] = {}
    # Each round takes what follows one rule further; after as many as there are strict rules nothing is left to follow.
    for _ in range(len(strict) + 1):
        new_bodies = {r: plan.named(every(definite[a] for a in net.rules[r].needs)) for r in strict}
        if new_bodies == bodies:
            break
        bodies = new_bodies
        for q, links in enumerate(net.literals):
            if links.strict_for:
                definite[q] = plan.named(some([given(links.literal), *(bodies[r] for r in links.strict_for)]))
    denied = [
        plan.named(some([*map(given, links.denials), *(bodies[r] for r in links.strict_against)]))
        for links in net.literals
    ]
    return definite, denied


def _body(net: Network, r: int, shown: list[Formula], upper: list[Formula]) -> Formula:
    """Every condition in `shown`, no barring condition in `upper`."""
    rule = net.rules[r]
    return every([*(shown[a] for a in rule.needs), *(no(upper[b]) for b in rule.bars)])


def _label(net: Network, r: int, applies: Formula, not_fails: Formula, side: Side, plan: Plan) -> None:
    over = net.rules[r].over
    live = every([applies, *(no(side.threat[t]) for t in over)])  # ov−(r): every t ≻ r is app− or ov+
    threat = every([not_fails, *(no(side.live[t]) for t in over)])  # ov+(r): some t ≻ r is app+ and ov−
    side.live[r], side.threat[r] = plan.named(live), plan.named(threat)


def _follows(found: Tags, q: int, side: Side) -> Formula:
    """(1), (2.1), (2.2) and (2.3) for +∂q in one sense."""
    links = found.net.literals[q]
    if not links.supporters:
        return found.definite[q]
    supported = some(side.live[r] for r in links.supporters)
    free = [no(found.denied[q]), *(no(side.threat[s]) for s in links.attackers)]
    return some([found.definite[q], every([supported, *free])])


def _alternate(found: Tags, step: Step, plan: Plan) -> None:
    """U := Γ(K); K := Γ(U); K grows in every round, by a literal at least, or is done."""
    lower, upper = found.lower, found.upper
    _empty(step, lower)
    for _ in range(len(step.literals) + 1):
        before = [lower.shown[q] for q in step.literals]
        _empty(step, upper)
        _close(found, step, upper, lower, plan)
        _close(found, step, lower, upper, plan)
        if [lower.shown[q] for q in step.literals] == before:
            break


def _empty(step: Step, side: Side) -> None:
    for q in step.literals:
        side.shown[q] = FALSE
    for r in step.rules:
        side.live[r], side.threat[r] = FALSE, TRUE


def _close(found: Tags, step: Step, side: Side, other: Side, plan: Plan) -> None:
    """Γ: the least `side` closed under +∂, ov+ and ov−, "−∂a" read against `other`.

    It starts from what lies below the result, and in each round a literal or a label moves or none will any more.
    """
    for _ in range(len(step.literals) + 2 * len(step.rules) + 1):
        before = ([side.shown[q] for q in step.literals], side.live[:], side.threat[:])
        for r in step.rules:
            applies = _body(found.net, r, side.shown, other.shown)
            not_fails = _body(found.net, r, other.shown, side.shown)
            _label(found.net, r, applies, not_fails, side, plan)
        for q in step.literals:
            side.shown[q] = plan.named(_follows(found, q, side))
        if ([side.shown[q] for q in step.literals], side.live, side.threat) == before:
            break
