"""One theory as it stands, by its answer set: the engine of the protocol, there to be compared with the others."""

from __future__ import annotations

from siyar.conclusion import Outcome, RuleState, Tag
from siyar.engines.asp.door import Solver
from siyar.engines.asp.order import Clause
from siyar.engines.asp.program import Holds, Program, Values
from siyar.theory import Theory

_KINDS = ("applies", "fails", "overridden", "clear")


def evaluate(theory: Theory) -> Outcome:
    """The tags of every literal of `theory` and the labels of every rule. Raises `Missing` without clingo."""
    solver = Solver()
    program = Program(solver, theory, Values(solver, {}))
    labels = [Clause(kind, rule.label) for rule in theory.rules for kind in _KINDS]
    program.write([*(Clause("shown", q) for q in theory.literals), *labels])
    denied = {rule.label: program.denied(rule.head) for rule in theory.rules if rule.head}

    def read(holds: Holds) -> Outcome:
        tags = {}
        for q in theory.literals:
            lower, upper = (side[Clause("shown", q)] for side in (program.lower, program.upper))
            tags[q] = Tag.SHOWN if holds(lower) else Tag.UNDETERMINED if holds(upper) else Tag.NOT_SHOWN
        rules = {}
        for rule in theory.rules:
            applies, fails, over, clear = (holds(program.lower[Clause(kind, rule.label)]) for kind in _KINDS)
            stands = applies and clear and rule.head is not None and not holds(denied[rule.label])
            rules[rule.label] = RuleState(applies, fails, over, clear, stands)
        return Outcome(frozenset(q for q, d in program.definite.items() if holds(d)), tags, rules)

    found = solver.model([], read)
    assert found is not None, "a program without a choice has an answer set"
    return found
