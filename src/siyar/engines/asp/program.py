"""A theory written down as a logic program whose answer sets are its cases, with what follows in each (section 8).

The clauses are those of section 3. Where all is determined there is one answer set a case; where a circle goes through
an attack or an `unless`, the plain encoding would have several or none, and so the alternating fixpoint of section 3 is
written down, as many rounds as the circle can need: an upper and a lower copy of each of its clauses. Nothing is read
off what answer sets there are (tests/engines/DIVERGENCES.md and research on published encodings: one of them lets a
literal and its denial both follow).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from siyar.conclusion import Answer, Status
from siyar.engines.asp.door import Solver
from siyar.engines.asp.order import Body, Clause, Clauses, Component, Reference
from siyar.rows import Findings
from siyar.theory import Kind, Literal, Theory

Holds = Callable[[int], bool]


@dataclass(frozen=True)
class Values:
    """Facts ranged over: for each, the literal of each of its values (a mask of one bit)."""

    solver: Solver
    of: Mapping[str, Mapping[int, int]]

    @staticmethod
    def over(solver: Solver, facts: Mapping[str, int]) -> Values:
        """One value for each fact, of those in its mask."""
        found: dict[str, dict[int, int]] = {}
        for name, mask in facts.items():
            atoms = {1 << i: solver.atom() for i in range(mask.bit_length()) if mask >> i & 1}
            solver.one_of(tuple(atoms.values()))
            found[name] = atoms
        return Values(solver, found)

    def among(self, literal: Literal) -> int:
        """A literal that holds where the value of the fact is among those of `literal`."""
        return self.solver.any_of(atom for value, atom in self.of[literal.atom].items() if value & literal.values)

    def read(self, holds: Holds) -> dict[str, int]:
        """The value of each fact in an answer set."""
        return {name: next(v for v, atom in atoms.items() if holds(atom)) for name, atoms in self.of.items()}


@dataclass
class Program:
    """What follows in a theory from the values of some facts and from what the case gives.

    ``lower`` and ``upper``: the literals of clauses, read as "follows" and as "is not known not to"; the same where all
    is determined.
    """

    solver: Solver
    theory: Theory
    values: Values
    clauses: Clauses = field(init=False)
    definite: dict[Literal, int] = field(init=False)
    lower: dict[Clause, int] = field(default_factory=dict)
    upper: dict[Clause, int] = field(default_factory=dict)
    _denied: dict[Literal, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.clauses = Clauses(self.theory)
        self.definite = self._definite()

    def write(self, roots: Iterable[Clause]) -> None:
        """Write down all that the clauses wait for."""
        for component in self.clauses.components(roots):
            if component.clauses[0] not in self.lower:
                self._write(component)

    # ------------------------------------------------------------------ definite

    def _given(self, literal: Literal) -> int:
        if literal.atom in self.values.of:
            return self.values.among(literal)
        left = self.theory.facts.get(literal.atom)
        return self.solver.TRUE if left is not None and left & ~literal.values == 0 else -self.solver.TRUE

    def _definite(self) -> dict[Literal, int]:
        """+Δ: what is given, and what strict rules conclude from such alone."""
        solver, found = self.solver, dict[Literal, int]()
        strict: dict[Literal, list[tuple[Literal, ...]]] = {
            q: [r.needs for r in self.theory.supporters[q] if r.kind is Kind.STRICT] for q in self.theory.literals
        }
        for q, bodies in strict.items():
            if not bodies:
                found[q] = self._given(q)
            else:
                found[q] = solver.atom()
                if (given := self._given(q)) != -solver.TRUE:
                    solver.rule(found[q], [given])
        for q, bodies in strict.items():
            for needs in bodies:
                solver.rule(found[q], [found[a] for a in needs])
        return found

    def denied(self, q: Literal) -> int:
        """Some m # q is +Δ: the negation of clause (2.2)."""
        if q not in self._denied:
            against = (self.definite[m] for m in self.theory.literals if self.theory.opposed(m, q))
            self._denied[q] = self.solver.any_of(against)
        return self._denied[q]

    # ------------------------------------------------------------------ clauses

    def _write(self, component: Component) -> None:
        if not component.denied:
            apart = self._apart(component)
            self.lower |= self._copy(component, self.lower, self.upper, {})
            self.upper |= self._copy(component, self.upper, self.lower, {}) if apart else self._same(component)
            return
        # K := ∅; U := Γ(K); K := Γ(U) … each round but the last adds one of the clauses that are denied.
        below = dict.fromkeys(component.denied, -self.solver.TRUE)
        for _ in range(len(component.denied) + 1):
            above = self._copy(component, self.upper, self.lower, below)
            below = self._copy(component, self.lower, self.upper, above)
        self.lower |= below
        self.upper |= above

    def _same(self, component: Component) -> dict[Clause, int]:
        return {clause: self.lower[clause] for clause in component.clauses}

    def _apart(self, component: Component) -> bool:
        """Whether something undetermined comes in from before."""
        within = set(component.clauses)
        before = (ref.clause for c in component.clauses for body in self.clauses.bodies(c) for ref in body)
        return any(self.lower[c] != self.upper[c] for c in before if c not in within)

    def _copy(
        self, component: Component, mine: Mapping[Clause, int], other: Mapping[Clause, int], round: Mapping[Clause, int]
    ) -> dict[Clause, int]:
        """The clauses in one sense: what is to hold is read in ``mine``, what is not to is read against ``other``, or,
        of the component's own clauses, against the last ``round``."""
        solver, made = self.solver, dict[Clause, int]()
        if component.circle:
            made = {clause: solver.atom() for clause in component.clauses}

        def literal(ref: Reference) -> int:
            if ref.holds:
                return made[ref.clause] if ref.clause in made else mine[ref.clause]
            return -(round[ref.clause] if ref.clause in round else other[ref.clause])

        for clause in component.clauses:
            bodies = [self._body(clause, body, literal) for body in self.clauses.bodies(clause)]
            if clause.kind == "shown":
                assert isinstance(clause.of, Literal)
                bodies.append([self.definite[clause.of]])
            if not component.circle:
                made[clause] = solver.any_of([solver.all_of(body) for body in bodies])
            else:
                for body in bodies:
                    whole = [q for q in body if q != solver.TRUE]
                    if -solver.TRUE not in whole:
                        solver.rule(made[clause], whole)
        return made

    def _body(self, clause: Clause, body: Body, literal: Callable[[Reference], int]) -> list[int]:
        found = [literal(ref) for ref in body]
        if clause.kind == "shown":
            assert isinstance(clause.of, Literal)
            found.append(-self.denied(clause.of))
        return found


@dataclass
class Spoken:
    """What a program says of one atom: the rows of section 5 as literals."""

    program: Program
    atom: str
    words: tuple[Literal, ...] = field(init=False)
    standing: dict[int, int] = field(init=False)  # the heads of rules on it: one of them stands
    applied: int = field(init=False)
    ruled: bool = field(init=False)
    _known: dict[Answer, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        program, solver = self.program, self.program.solver
        theory = program.theory
        self.words = theory.words(self.atom)
        rules = [r for r in theory.rules if r.supports and r.head and r.head.atom == self.atom]
        program.write(
            [
                *(Clause("shown", q) for q in self.words),
                *(Clause(kind, r.label) for r in rules for kind in ("applies", "clear")),
            ]
        )
        heads: dict[int, list[int]] = {}
        for rule in rules:
            assert rule.head is not None
            applies, clear = (program.lower[Clause(kind, rule.label)] for kind in ("applies", "clear"))
            stands = solver.all_of([applies, clear, -program.denied(rule.head)])
            heads.setdefault(rule.head.values, []).append(stands)
        self.standing = {mask: solver.any_of(some) for mask, some in heads.items()}
        self.applied = solver.any_of(program.lower[Clause("applies", r.label)] for r in rules)
        self.ruled = bool(rules)

    def shown(self, q: Literal) -> int:
        return self.program.lower[Clause("shown", q)]

    def undetermined(self, q: Literal) -> int:
        lower, upper = (side[Clause("shown", q)] for side in (self.program.lower, self.program.upper))
        if lower == upper:
            return -self.program.solver.TRUE
        return self.program.solver.all_of([upper, -lower])

    def read(self, holds: Holds) -> Findings:
        """What one answer set says."""
        return Findings(
            definite=tuple(q.values for q in self.words if holds(self.program.definite[q])),
            shown=tuple(q.values for q in self.words if holds(self.shown(q))),
            undetermined=tuple(q.values for q in self.words if holds(self._upper(q)) and not holds(self.shown(q))),
            standing=tuple(mask for mask, stands in self.standing.items() if holds(stands)),
            ruled=self.ruled,
            applied=holds(self.applied),
        )

    def _upper(self, q: Literal) -> int:
        return self.program.upper[Clause("shown", q)]

    def says(self, answer: Answer) -> int:
        """A literal that holds where the row that fits is this answer; `because` is not looked at (D13)."""
        if answer not in self._known:
            self._known[answer] = self._says(answer)
        return self._known[answer]

    def _says(self, answer: Answer) -> int:
        solver = self.program.solver
        definite = {q.values: self.program.definite[q] for q in self.words}
        shown = {q.values: self.shown(q) for q in self.words}
        loose = {q.values: self.undetermined(q) for q in self.words}
        clash = {mask: self._opposed(mask, definite) for mask in definite}
        split = {mask: self._opposed(mask, self.standing) for mask in self.standing}
        s1, s2, s3, s4 = (solver.any_of(some.values()) for some in (clash, split, loose, shown))
        holds = self._least(shown, answer.holds)
        if answer.status is Status.RULED:
            return solver.all_of([-s1, -s2, -s3, s4, holds]) if answer.values == answer.holds else -solver.TRUE
        if answer.status is Status.SILENT:
            said = answer.values or answer.holds or answer.between
            return -solver.TRUE if said else solver.all_of([-s1, -s2, -s3, -s4])
        rows = (
            [s1, self._least(clash, answer.between)],
            [-s1, s2, self._least(split, answer.between)],
            [-s1, -s2, s3, self._least(loose, answer.between)],
        )
        return solver.all_of([holds, solver.any_of(solver.all_of(each) for each in rows)])

    def _opposed(self, mask: int, among: Mapping[int, int]) -> int:
        solver = self.program.solver
        return solver.all_of([among[mask], solver.any_of(q for m, q in among.items() if not m & mask)])

    def _least(self, among: Mapping[int, int], wanted: tuple[int, ...]) -> int:
        """The least of those that hold are the ones wanted."""
        solver, each = self.program.solver, list[int]()
        if not set(wanted) <= set(among):
            return -solver.TRUE
        for mask, holds in among.items():
            below = solver.any_of(q for m, q in among.items() if m != mask and not m & ~mask)
            least = solver.all_of([holds, -below])
            each.append(least if mask in wanted else -least)
        return solver.all_of(each)
