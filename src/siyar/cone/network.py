"""A theory made ready for evaluation: who concludes, attacks and overrides what, in an order in which it can be worked.

Literals and rules are numbered; a step of the order is one of them, or several that wait for each other (a strongly
connected component, Tarjan 1972). Facts are left out, so that one network serves all cases of a theory.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from siyar.theory import GroundRule, Kind, Literal, Theory


class RuleLinks(NamedTuple):
    """One rule by numbers. ``over``: the rules that override it."""

    rule: GroundRule
    needs: tuple[int, ...]
    bars: tuple[int, ...]
    over: tuple[int, ...]


class LiteralLinks(NamedTuple):
    """One literal by numbers: rules for, rules against (of any kind), the strict ones among them.

    ``denials``: literals that deny it as soon as a fact implies one of them (the rest of its own atom's values, and
    what is opposed to it by declaration).
    """

    literal: Literal
    supporters: tuple[int, ...]
    attackers: tuple[int, ...]
    strict_for: tuple[int, ...]
    strict_against: tuple[int, ...]
    denials: tuple[Literal, ...]


class Step(NamedTuple):
    """Rules and literals to work next; ``loop``: they wait for each other."""

    rules: tuple[int, ...]
    literals: tuple[int, ...]
    loop: bool


@dataclass(frozen=True, slots=True)
class Network:
    """What decides some literals of a theory; see `network`."""

    theory: Theory
    literals: tuple[LiteralLinks, ...]
    rules: tuple[RuleLinks, ...]
    steps: tuple[Step, ...]
    number: dict[Literal, int] = field(repr=False)
    #: The strict rules, and the literals some of them is for.
    strict: tuple[tuple[int, ...], tuple[int, ...]]
    _on: dict[str, tuple[tuple[int, ...], tuple[int, ...]]] = field(default_factory=dict, repr=False, compare=False)

    def on(self, atom: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The literals of an atom, and the rules that support one."""
        if atom not in self._on:
            words = tuple([n for n, links in enumerate(self.literals) if links.literal.atom == atom])
            rules = [(r, links.rule) for r, links in enumerate(self.rules) if links.rule.supports]
            self._on[atom] = words, tuple([r for r, rule in rules if rule.head and rule.head.atom == atom])
        return self._on[atom]

    def of(self, theory: Theory) -> Network:
        """The same for the theory with other facts."""
        return Network(theory, self.literals, self.rules, self.steps, self.number, self.strict, self._on)


def network(theory: Theory, roots: Iterable[Literal] | None = None) -> Network:
    """What is needed to tag the literals `roots`; by default everything, all rules included."""
    build = _Builder(theory)
    for literal in theory.literals if roots is None else roots:
        build.literal(literal)
    if roots is None:
        for rule in theory.rules:
            build.rule(rule)
    build.grow()
    literals = tuple(build.literals)
    rules = tuple(build.rules)
    strict = tuple([r for r, links in enumerate(rules) if links.rule.kind is Kind.STRICT])
    heads = tuple([q for q, links in enumerate(literals) if links.strict_for])
    return Network(theory, literals, rules, _steps(literals, rules), build.number, (strict, heads))


class _Builder:
    """Numbers literals and rules as they are met, then links them."""

    def __init__(self, theory: Theory) -> None:
        self.theory = theory
        self.number: dict[Literal, int] = {}
        self.rule_number: dict[str, int] = {}
        self.met: list[Literal] = []
        self.met_rules: list[GroundRule] = []
        self.literals: list[LiteralLinks] = []
        self.rules: list[RuleLinks] = []
        self.on: dict[str, list[GroundRule]] = {}
        for rule in theory.rules:
            if rule.head:
                self.on.setdefault(rule.head.atom, []).append(rule)
        self.declared = [*theory.declared, *((b, a) for a, b in theory.declared)]
        self.declared.sort()

    def literal(self, literal: Literal) -> int:
        known = self.number.get(literal)
        if known is None:
            known = self.number[literal] = len(self.met)
            self.met.append(literal)
        return known

    def rule(self, rule: GroundRule) -> int:
        known = self.rule_number.get(rule.label)
        if known is None:
            known = self.rule_number[rule.label] = len(self.met_rules)
            self.met_rules.append(rule)
        return known

    def grow(self) -> None:
        while len(self.literals) < len(self.met) or len(self.rules) < len(self.met_rules):
            while len(self.literals) < len(self.met):
                self.literals.append(self._link_literal(self.met[len(self.literals)]))
            while len(self.rules) < len(self.met_rules):
                self.rules.append(self._link_rule(self.met_rules[len(self.rules)]))

    def _link_rule(self, rule: GroundRule) -> RuleLinks:
        return RuleLinks(
            rule,
            tuple([self.literal(q) for q in rule.needs]),
            tuple([self.literal(q) for q in rule.bars]),
            tuple([self.rule(t) for t in self.theory.overriders[rule.label]]),
        )

    def _link_literal(self, literal: Literal) -> LiteralLinks:
        atom, values = literal
        supporters, attackers, strict_for, strict_against = [], [], [], []
        for rule in self.on.get(atom, ()):
            assert rule.head is not None
            head = rule.head.values
            if head & values == 0:
                number = self.rule(rule)
                attackers.append(number)
                if rule.kind is Kind.STRICT:
                    strict_against.append(number)
            elif head & ~values == 0 and rule.kind is not Kind.DEFEATER:
                number = self.rule(rule)
                supporters.append(number)
                if rule.kind is Kind.STRICT:
                    strict_for.append(number)
        denials = [Literal(atom, self.theory.atoms[atom].full & ~values)]
        for one, other in self.declared:
            if one.atom == atom and values & ~one.values == 0:
                denials.append(other)
                for rule in self.on.get(other.atom, ()):
                    if rule.head and rule.head.implies(other):
                        number = self.rule(rule)
                        if number not in attackers:
                            attackers.append(number)
                            if rule.kind is Kind.STRICT:
                                strict_against.append(number)
        return LiteralLinks(
            literal, tuple(supporters), tuple(attackers), tuple(strict_for), tuple(strict_against), tuple(denials)
        )


def _steps(literals: tuple[LiteralLinks, ...], rules: tuple[RuleLinks, ...]) -> tuple[Step, ...]:
    """The strongly connected components of "waits for", what is waited for first. Nodes: literals, then rules."""
    base = len(literals)
    waits_for: list[tuple[int, ...]] = [
        tuple([base + r for r in (*q.supporters, *q.attackers)]) if q.supporters or q.attackers else ()
        for q in literals
    ]
    waits_for += [(*r.needs, *r.bars, *[base + t for t in r.over]) for r in rules]
    steps: list[Step] = []
    index = [0] * len(waits_for)  # 0: not met; else the order of meeting, or `done`
    low = [0] * len(waits_for)
    done = len(waits_for) + 1
    count = 0
    stack: list[int] = []
    for root in range(len(waits_for)):
        if index[root]:
            continue
        if not waits_for[root]:
            index[root] = done
            steps.append(_step([root], base, waits_for))
            continue
        count += 1
        index[root] = low[root] = count
        stack.append(root)
        path = [(root, iter(waits_for[root]))]
        while path:
            node, rest = path[-1]
            for after in rest:
                if not index[after]:
                    if not waits_for[after]:  # a step by itself, as soon as it is met
                        index[after] = done
                        steps.append(_step([after], base, waits_for))
                        continue
                    count += 1
                    index[after] = low[after] = count
                    stack.append(after)
                    path.append((after, iter(waits_for[after])))
                    break
                if index[after] < low[node]:
                    low[node] = index[after]
            else:
                path.pop()
                if path and low[node] < low[path[-1][0]]:
                    low[path[-1][0]] = low[node]
                if low[node] == index[node]:
                    here = [stack.pop()]
                    while here[-1] != node:
                        here.append(stack.pop())
                    for each in here:
                        index[each] = done
                    steps.append(_step(here, base, waits_for))
    return tuple(steps)


def _step(nodes: list[int], base: int, waits_for: list[tuple[int, ...]]) -> Step:
    if len(nodes) == 1:
        node = nodes[0]
        loop = node in waits_for[node]
        return Step((), (node,), loop) if node < base else Step((node - base,), (), loop)
    return Step(tuple(sorted(n - base for n in nodes if n >= base)), tuple(sorted(n for n in nodes if n < base)), True)
