"""Explanations checked again, node by node, against section 3: by its clauses, not by the code that made them.

Everything is worked out from the tags alone: labels of rules are computed here, not taken from the engine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from siyar.conclusion import Outcome, Tag
from siyar.explain import Met, Needed, Obstacle, Reason, ReasonKind, State, WhyNot
from siyar.theory import GroundRule, Kind, Literal, Role, Theory

KNOWN = (ReasonKind.GIVEN, ReasonKind.STIPULATED, ReasonKind.FORCED)


@dataclass(frozen=True)
class Recheck:
    theory: Theory
    outcome: Outcome

    # ------------------------------------------------------------------ labels, from the tags

    def shown(self, q: Literal) -> bool:
        return self.outcome.tags.get(q) is Tag.SHOWN

    def not_shown(self, q: Literal) -> bool:
        return self.outcome.tags.get(q, Tag.NOT_SHOWN) is Tag.NOT_SHOWN

    def applies(self, r: GroundRule) -> bool:
        return all(map(self.shown, r.needs)) and all(map(self.not_shown, r.bars))

    def fails(self, r: GroundRule) -> bool:
        return any(map(self.not_shown, r.needs)) or any(map(self.shown, r.bars))

    def overridden(self, r: GroundRule) -> bool:
        return any(self.applies(t) and self.unbeaten(t) for t in self.theory.overriders[r.label])

    def unbeaten(self, r: GroundRule) -> bool:
        return all(self.fails(t) or self.overridden(t) for t in self.theory.overriders[r.label])

    def rule(self, label: str) -> GroundRule:
        return next(r for r in self.theory.rules if r.label == label)

    # ------------------------------------------------------------------ trees

    def tree(self, reason: Reason, path: tuple[Literal, ...] = (), told: set[Literal] | None = None) -> Iterator[str]:
        """What is wrong with a tree; nothing if it is a proof. ``told``: what was explained further up."""
        told = set() if told is None else told
        q = reason.literal
        if q is None:
            yield f"a node without a literal: {reason.words}"
            return
        if not self.shown(q):
            yield f"{q} is not +d"
        if q in path:
            yield f"{q} rests on itself"
        if reason.kind in KNOWN:
            given = self.theory.facts.get(q.atom)
            if given is None or given & ~q.values:
                yield f"{q} is not given"
            return
        assert reason.use is not None, reason
        r = self.rule(reason.use.label)
        if not (r.supports and r.head and r.head.implies(q)):
            yield f"{r.label} is no rule for {q}"
        told.add(q)
        yield from self._conditions(reason, r)
        if reason.kind is ReasonKind.DEFINITE:
            yield from self._definite(reason, r, q)
        else:
            yield from self._defeasible(reason, r, q)
        for met in reason.conditions:
            if met.node is not None:
                if met.node.literal != met.literal:
                    yield f"{met.literal} is explained by {met.node.literal}"
                yield from self.tree(met.node, (*path, q), told)
            elif met.needed is not Needed.NOT_SHOWN and (met.literal not in told or met.literal in (*path, q)):
                yield f"{met.literal} is met, and explained nowhere above"

    def _conditions(self, reason: Reason, r: GroundRule) -> Iterator[str]:
        """Every condition of the rule is there, in order, with the state it has."""
        needs = [m.literal for m in reason.conditions if m.needed is not Needed.NOT_SHOWN]
        bars = [m.literal for m in reason.conditions if m.needed is Needed.NOT_SHOWN]
        if (needs, bars) != (list(r.needs), list(r.bars)):
            yield f"{r.label} has other conditions: {needs}, {bars}"
        for met in reason.conditions:
            yield from self._met(met)

    def _met(self, met: Met) -> Iterator[str]:
        if met.needed is Needed.NOT_SHOWN:
            if not self.not_shown(met.literal):
                yield f"{met.literal} is not -d"
            atom = self.theory.atoms[met.literal.atom]
            given = self.theory.facts.get(atom.name, atom.full)
            unknown = atom.role is Role.FACT and bool(given & met.literal.values)
            if (met.state is State.ASSUMED) is not unknown:
                yield f"{met.literal} is {'unknown' if unknown else 'known, or no fact'}, not {met.state}"
            return
        if met.node is not None and (met.state in (State.GIVEN, State.FORCED)) is not (met.node.kind in KNOWN):
            yield f"{met.literal} is {met.state}, its node {met.node.kind}"

    def _definite(self, reason: Reason, r: GroundRule, q: Literal) -> Iterator[str]:
        if r.kind is not Kind.STRICT or q not in self.outcome.definite:
            yield f"{q} is not definite by {r.label}"
        if any(a not in self.outcome.definite for a in r.needs):
            yield f"{r.label} has a condition that is not definite"
        if any(m.node and not m.node.definite for m in reason.conditions):
            yield f"below {q} something is not definite"

    def _defeasible(self, reason: Reason, r: GroundRule, q: Literal) -> Iterator[str]:
        """(2.1) to (2.3)."""
        if not (self.applies(r) and self.unbeaten(r)):
            yield f"{r.label} does not stand"
        if any(self.theory.opposed(m, q) for m in self.outcome.definite):
            yield f"something opposed to {q} is definite"
        against = self.theory.attackers[q]
        if [b.use.label for b in reason.beaten] != [s.label for s in against]:
            yield f"against {q} stand others than are listed"
        for beaten, s in zip(reason.beaten, against, strict=False):
            if not (self.fails(s) or self.overridden(s)):
                yield f"{s.label} against {q} is neither failing nor overridden"
            if bool(beaten.failed) is not self.fails(s):
                yield f"{s.label}: {beaten.failed} failed, but it {'applies' if self.applies(s) else 'does not apply'}"
            if beaten.overridden_by:
                over = [t for t in self.theory.overriders[s.label] if t.name == beaten.overridden_by]
                if not any(self.applies(t) and self.unbeaten(t) for t in over):
                    yield f"{beaten.overridden_by} does not override {s.label}"
            elif self.applies(s):
                yield f"{s.label} applies, and nothing is said to override it"

    # ------------------------------------------------------------------ obstacles

    def obstacle(self, of: Literal, found: WhyNot) -> Iterator[str]:
        """What is untrue of an obstacle to a literal, and of those below it."""
        rule = self.rule(found.use.label) if found.use and found.use.label in self._labels else None
        said = found.literal
        test: dict[Obstacle, Callable[[], bool]] = {
            Obstacle.NO_RULE: lambda: not self.theory.supporters.get(of),
            Obstacle.UNKNOWN: lambda: self._open(said) and self._lacks(rule, said),
            Obstacle.OTHERWISE: lambda: self._otherwise(said) and self._lacks(rule, said),
            Obstacle.NOT_SHOWN: lambda: self._lacks(rule, said) and said is not None and self.not_shown(said),
            Obstacle.EXCEPTION: lambda: rule is not None and said in rule.bars and self.shown(said),
            Obstacle.LOOP: lambda: self._lacks(rule, said) and self._circle(said),
            Obstacle.OVERRIDDEN: lambda: rule is not None and self.applies(rule) and self.overridden(rule),
            Obstacle.OPPOSED: lambda: rule is not None and rule.supports and self._against(of, rule),
            Obstacle.DEFEATER: lambda: rule is not None and rule.kind is Kind.DEFEATER and self._against(of, rule),
            Obstacle.DEFINITELY_OPPOSED: lambda: (
                said in self.outcome.definite and said is not None and self.theory.opposed(said, of)
            ),
            Obstacle.UNDETERMINED: lambda: (
                self.outcome.tags.get(said) is Tag.UNDETERMINED if said else self._undecided(rule)
            ),
        }
        if found.obstacle in test and not test[found.obstacle]():
            yield f"{found.obstacle.value} is untrue of {of}: {found.words}"
        for below in found.below:
            if said is not None:
                yield from self.obstacle(said, below)

    @property
    def _labels(self) -> set[str]:
        return {r.label for r in self.theory.rules}

    def _lacks(self, rule: GroundRule | None, said: Literal | None) -> bool:
        return rule is not None and said in rule.needs and not self.shown(said)

    def _open(self, said: Literal | None) -> bool:
        if said is None or self.theory.atoms[said.atom].role is not Role.FACT:
            return False
        return self.theory.facts.get(said.atom, -1) & said.values != 0

    def _otherwise(self, said: Literal | None) -> bool:
        return said is not None and self.theory.facts.get(said.atom, -1) & said.values == 0

    def _against(self, of: Literal, rule: GroundRule) -> bool:
        against = rule.head is not None and self.theory.opposed(rule.head, of)
        return against and not self.fails(rule) and not self.overridden(rule)

    def _undecided(self, rule: GroundRule | None) -> bool:
        """Whether a rule applies, and it is undetermined whether it is overridden."""
        return rule is not None and self.applies(rule) and not self.overridden(rule) and not self.unbeaten(rule)

    def _circle(self, said: Literal | None) -> bool:
        """Whether a circle of conditions that are not shown runs through it, or hangs below it."""
        if said is None or not self.not_shown(said):
            return False
        reached, left = set[Literal](), [said]
        edges: dict[Literal, set[Literal]] = {}
        while left:
            q = left.pop()
            if q in edges:
                continue
            edges[q] = {a for r in self.theory.supporters.get(q, ()) for a in r.needs if not self.shown(a)}
            left += edges[q]
        for start in edges:
            reached, left = set(), list(edges[start])
            while left:
                q = left.pop()
                if q not in reached:
                    reached.add(q)
                    left += edges[q]
            if start in reached:
                return True
        return False
