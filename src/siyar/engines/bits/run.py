"""Tags and labels in every lane at once: docs/semantics.md section 3 with a vector for each literal.

Where nothing is undetermined one vector is enough, −∂ being the complement of +∂. Elsewhere there are two, the *lower*
(+∂, the set K of the definition) and the *upper* (not −∂, the set U); steps whose rules and literals wait for each
other go through the alternating fixpoint until no lane moves. Every clause is worked in two senses that mirror each
other: lower, where "+∂a" is read in K and "−∂a" against U, and upper, the other way round.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from siyar.conclusion import Outcome, RuleState, Tag
from siyar.cone.network import Network, RuleLinks, Step, network
from siyar.theory import Kind, Literal, Theory

#: For a literal, the lanes in which what the case gives on its atom implies it.
Given = Callable[[Literal], int]


@dataclass(frozen=True, slots=True)
class Side:
    """The state in one sense. By number: ``shown`` the literals; ``live`` the rules that apply with ov−.

    ``threat``: the rules that can stop others, neither app− nor ov+. Where all is determined it is the same as live.
    """

    shown: list[int]
    live: list[int]
    threat: list[int]


@dataclass(frozen=True, slots=True)
class Lanes:
    """The result: +Δ, "some opposed literal is +Δ", and the two sides. ``full``: all lanes."""

    net: Network
    full: int
    definite: list[int]
    denied: list[int]
    lower: Side
    upper: Side

    def applies(self, r: int) -> int:
        """app+ of the rule with number r."""
        return body_of(self.net, r, self.lower.shown, self.upper.shown, self.full)

    def fails(self, r: int) -> int:
        """app− of the rule with number r."""
        return self.full ^ body_of(self.net, r, self.upper.shown, self.lower.shown, self.full)

    def stands(self, r: int) -> int:
        """D8, for a rule whose head is among the literals of the network."""
        head = self.net.rules[r].rule.head
        if head is None:
            return 0
        live = self.lower.live[r]
        return live & (self.full ^ self.denied[self.net.number[head]]) if live else 0


def run(net: Network, given: Given, full: int) -> Lanes:
    """Evaluate `net` in the lanes of `full`, with what `given` says of the facts."""
    definite, denied = _definite(net, given, full)
    zeros = [0] * len(net.literals)
    lower = Side(zeros, [0] * len(net.rules), [0] * len(net.rules))
    upper = Side(zeros[:], lower.live[:], lower.threat[:])
    lanes = Lanes(net, full, definite, denied, lower, upper)
    for step in net.steps:
        if step.loop:
            _alternate(lanes, step)
        else:
            straight(lanes, step)
    return lanes


def straight(lanes: Lanes, step: Step) -> None:
    """Work a step whose rules and literals do not wait for each other."""
    for r in step.rules:
        _rule(lanes, r)
    for q in step.literals:
        _literal(lanes, q)


# --------------------------------------------------------------------------- definite


def _definite(net: Network, given: Given, full: int) -> tuple[list[int], list[int]]:
    """+Δ by literal, and where some opposed literal is +Δ."""
    definite = [given(q.literal) for q in net.literals]
    strict, heads = net.strict
    bodies = [0] * len(net.rules)
    moved = bool(strict)
    while moved:
        moved = False
        for r in strict:
            body = full
            for a in net.rules[r].needs:
                body &= definite[a]
            bodies[r] = body
        for q in heads:
            new = definite[q]
            for r in net.literals[q].strict_for:
                new |= bodies[r]
            if new != definite[q]:
                definite[q] = new
                moved = True
    return definite, denials(net, given, bodies)


def denials(net: Network, given: Given, bodies: list[int]) -> list[int]:
    """Where some literal opposed to each literal is +Δ; ``bodies``: where those of strict rules are definite."""
    denied = []
    for links in net.literals:
        against = 0
        for literal in links.denials:
            against |= given(literal)
        for r in links.strict_against:
            against |= bodies[r]
        denied.append(against)
    return denied


# --------------------------------------------------------------------------- steps without loops


def body_of(net: Network, r: int, shown: list[int], upper: list[int], full: int) -> int:
    """Every condition in `shown`, no barring condition in `upper`."""
    rule = net.rules[r]
    body = full
    for a in rule.needs:
        body &= shown[a]
    if rule.bars and body:
        barred = 0
        for b in rule.bars:
            barred |= upper[b]
        body ^= body & barred
    return body


def _rule(lanes: Lanes, r: int) -> None:
    lower, upper, net = lanes.lower, lanes.upper, lanes.net
    body = body_of(net, r, lower.shown, upper.shown, lanes.full)
    over = net.rules[r].over
    for t in over:
        if lower.live[t] is not upper.live[t] or lower.threat[t] is not lower.live[t]:
            break
    else:
        if _determined(net.rules[r], lower.shown, upper.shown):
            for t in over:
                body ^= body & lower.live[t]
            lower.live[r] = upper.live[r] = lower.threat[r] = upper.threat[r] = body
            return
    possible = body_of(net, r, upper.shown, lower.shown, lanes.full)
    _label(net, r, body, possible, lower)
    _label(net, r, possible, body, upper)


def _determined(rule: RuleLinks, lower: list[int], upper: list[int]) -> bool:
    """Whether no condition of the rule is undetermined in any lane: one object then stands for both sides."""
    for a in rule.needs:
        if lower[a] is not upper[a]:
            return False
    for b in rule.bars:  # noqa: SIM110 - by a generator, as is the rule elsewhere, it takes three times as long
        if lower[b] is not upper[b]:
            return False
    return True


def _label(net: Network, r: int, applies: int, not_fails: int, side: Side) -> bool:
    """Work the labels of rule r in one sense; whether they moved."""
    live, threat = applies, not_fails
    for t in net.rules[r].over:
        live ^= live & side.threat[t]  # ov−(r): every t ≻ r is app− or ov+
        threat ^= threat & side.live[t]  # ov+(r): some t ≻ r is app+ and ov−
    moved = live != side.live[r] or threat != side.threat[r]
    side.live[r], side.threat[r] = live, threat
    return moved


def _literal(lanes: Lanes, q: int) -> None:
    lower, upper, links = lanes.lower, lanes.upper, lanes.net.literals[q]
    if not links.supporters:
        lower.shown[q] = upper.shown[q] = lanes.definite[q]
        return
    for r in (*links.supporters, *links.attackers):
        if lower.live[r] is not upper.live[r] or lower.threat[r] is not lower.live[r]:
            lower.shown[q] = _follows(lanes, q, lower)
            shown = _follows(lanes, q, upper)
            # One object where nothing is undetermined, so that what waits for it takes the short way again.
            upper.shown[q] = lower.shown[q] if shown == lower.shown[q] else shown
            return
    lower.shown[q] = upper.shown[q] = _follows(lanes, q, lower)


def _follows(lanes: Lanes, q: int, side: Side) -> int:
    """(1), (2.1), (2.2) and (2.3) for +∂q in one sense."""
    links = lanes.net.literals[q]
    supported = 0
    for r in links.supporters:
        supported |= side.live[r]
    if supported:
        stopped = lanes.denied[q]
        for s in links.attackers:
            stopped |= side.threat[s]
        supported ^= supported & stopped
    return lanes.definite[q] | supported


# --------------------------------------------------------------------------- steps with loops


def _alternate(lanes: Lanes, step: Step) -> None:
    """U := Γ(K); K := Γ(U); until no lane of K moves."""
    lower, upper = lanes.lower, lanes.upper
    for q in step.literals:
        lower.shown[q] = 0
    _empty(lanes, step, lower)
    while True:
        for q in step.literals:
            upper.shown[q] = 0
        _empty(lanes, step, upper)
        _close(lanes, step, upper, lower)
        if not _close(lanes, step, lower, upper):
            break
    for q in step.literals:
        if lower.shown[q] == upper.shown[q]:
            upper.shown[q] = lower.shown[q]
    for r in step.rules:
        live = lower.live[r]
        if live == upper.live[r] == lower.threat[r] == upper.threat[r]:
            upper.live[r] = lower.threat[r] = upper.threat[r] = live


def _empty(lanes: Lanes, step: Step, side: Side) -> None:
    for r in step.rules:
        side.live[r], side.threat[r] = 0, lanes.full


def _close(lanes: Lanes, step: Step, side: Side, other: Side) -> bool:
    """Γ: the least `side` closed under +∂, ov+ and ov−, "−∂a" read against `other`; whether any literal moved.

    It starts from what `side` holds, which must lie below the result: nothing, or an earlier lower side.
    """
    changed = False
    moved = True
    while moved:
        moved, shown = sweep(lanes, step, side, other)
        changed |= shown
    return changed


def sweep(lanes: Lanes, step: Step, side: Side, other: Side) -> tuple[bool, bool]:
    """Work every rule and literal of a step once in the sense of ``side``; whether anything moved, and a literal."""
    moved = changed = False
    for r in step.rules:
        applies = body_of(lanes.net, r, side.shown, other.shown, lanes.full)
        not_fails = body_of(lanes.net, r, other.shown, side.shown, lanes.full)
        moved |= _label(lanes.net, r, applies, not_fails, side)
    for q in step.literals:
        shown = _follows(lanes, q, side)
        if shown != side.shown[q]:
            side.shown[q] = shown
            moved = changed = True
    return moved, changed


# --------------------------------------------------------------------------- one case


def run_one(net: Network, facts: Mapping[str, int]) -> Lanes:
    """Evaluate `net` in a single lane, with these facts in place of its theory's."""

    def given(literal: Literal) -> int:
        mask = facts.get(literal.atom)
        return int(mask is not None and mask & ~literal.values == 0)

    return run(net, given, 1)


def evaluate(theory: Theory) -> Outcome:
    """The tags of every literal of `theory` and the labels of every rule; what the reference evaluator gives."""
    return outcome(run_one(network(theory), theory.facts))


def outcome(lanes: Lanes) -> Outcome:
    """What a single lane says: the tags of the literals of its network, the labels of its rules.

    Of a part of a theory: that a rule stands (D8) is told where its head is one of the literals; definite are besides
    these the heads of strict rules whose conditions are, for what they deny.
    """
    net, tags, definite = lanes.net, dict[Literal, Tag](), set[Literal]()
    for q, links in enumerate(net.literals):
        if lanes.lower.shown[q]:
            tags[links.literal] = Tag.SHOWN
        else:
            tags[links.literal] = Tag.UNDETERMINED if lanes.upper.shown[q] else Tag.NOT_SHOWN
        if lanes.definite[q]:
            definite.add(links.literal)
    rules = {}
    live, threat = lanes.lower.live, lanes.lower.threat
    for r, its in enumerate(net.rules):
        rule, needs, over = its.rule, its.needs, its.over
        rules[rule.label] = RuleState(
            applies=bool(lanes.applies(r)),
            fails=bool(lanes.fails(r)),
            overridden=bool(over) and any(live[t] for t in over),
            not_overridden=not over or not any(threat[t] for t in over),
            stands=rule.head in net.number and bool(lanes.stands(r)),
        )
        if rule.kind is Kind.STRICT and rule.head and all(lanes.definite[a] for a in needs):
            definite.add(rule.head)
    return Outcome(frozenset(definite), tags, rules)
