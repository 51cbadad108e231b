"""Section 3 as clauses, each a condition of a literal or of a rule, in an order in which they can be written down.

A clause holds where one of its bodies does; a body is a conjunction of references to other clauses, each read as "+∂"
or as "not". Clauses that wait for each other are one component (Tarjan 1972). Only a component with a "not" inside
leaves anything undetermined: a circle without one is a positive loop, and answer sets let it fail by themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from siyar.theory import GroundRule, Literal, Theory


class Clause(NamedTuple):
    """``kind``: shown, answered (of a literal: every attack is); applies, fails, overridden, clear, out (of a rule)."""

    kind: str
    of: Literal | str


class Reference(NamedTuple):
    """A clause in a body; ``holds``: whether it is to hold or not to."""

    clause: Clause
    holds: bool = True


Body = tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class Component:
    """Clauses that wait for each other. ``circle``: they do; ``denied``: those that one of them denies."""

    clauses: tuple[Clause, ...]
    circle: bool
    denied: tuple[Clause, ...]


class Clauses:
    """The clauses of a theory, made when they are asked for. What is definite is no clause: it is known beforehand."""

    def __init__(self, theory: Theory) -> None:
        self.theory = theory
        self.rules: dict[str, GroundRule] = {rule.label: rule for rule in theory.rules}
        self._bodies: dict[Clause, tuple[Body, ...]] = {}

    def bodies(self, clause: Clause) -> tuple[Body, ...]:
        """The bodies of a clause."""
        if clause not in self._bodies:
            self._bodies[clause] = tuple(self._of(clause))
        return self._bodies[clause]

    def _of(self, clause: Clause) -> Iterator[Body]:
        kind, of = clause
        if isinstance(of, Literal):
            if kind == "shown":  # (2.1) and (2.3); (2.2) and (1) are about what is definite
                for r in self.theory.supporters[of]:
                    yield _all("answered", of), _all("applies", r.label), _all("clear", r.label)
            else:
                yield tuple(_all("out", s.label) for s in self.theory.attackers[of])
            return
        rule, over = self.rules[of], self.theory.overriders[of]
        if kind == "applies":
            yield tuple(
                [_all("shown", a) for a in rule.needs] + [Reference(Clause("shown", b), False) for b in rule.bars]
            )
        elif kind == "fails":
            for a in rule.needs:
                yield (Reference(Clause("shown", a), False),)
            for b in rule.bars:
                yield (_all("shown", b),)
        elif kind == "overridden":
            for t in over:
                yield _all("applies", t.label), _all("clear", t.label)
        elif kind == "clear":
            yield tuple(_all("out", t.label) for t in over)
        else:
            yield (_all("fails", of),)
            yield (_all("overridden", of),)

    def components(self, roots: Iterable[Clause]) -> tuple[Component, ...]:
        """All that the roots wait for, what is waited for first."""
        return tuple(self._component(clauses) for clauses in self._circles(roots))

    def _component(self, clauses: list[Clause]) -> Component:
        within = set(clauses)
        inside = [ref for clause in clauses for body in self.bodies(clause) for ref in body if ref.clause in within]
        denied = dict.fromkeys(ref.clause for ref in inside if not ref.holds)
        return Component(tuple(clauses), bool(inside), tuple(denied))

    def _circles(self, roots: Iterable[Clause]) -> Iterator[list[Clause]]:
        index: dict[Clause, int] = {}
        low: dict[Clause, int] = {}
        done: set[Clause] = set()
        stack: list[Clause] = []
        for root in roots:
            if root in index:
                continue
            index[root] = low[root] = len(index)
            stack.append(root)
            path = [(root, self._after(root))]
            while path:
                clause, rest = path[-1]
                for after in rest:
                    if after not in index:
                        index[after] = low[after] = len(index)
                        stack.append(after)
                        path.append((after, self._after(after)))
                        break
                    if after not in done:
                        low[clause] = min(low[clause], index[after])
                else:
                    path.pop()
                    if path:
                        low[path[-1][0]] = min(low[path[-1][0]], low[clause])
                    if low[clause] == index[clause]:
                        found = [stack.pop()]
                        while found[-1] != clause:
                            found.append(stack.pop())
                        done.update(found)
                        yield found[::-1]

    def _after(self, clause: Clause) -> Iterator[Clause]:
        return (ref.clause for body in self.bodies(clause) for ref in body)


def _all(kind: str, of: Literal | str) -> Reference:
    return Reference(Clause(kind, of))
