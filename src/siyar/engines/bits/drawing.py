"""Drawing the circuit of a network: `run.run` once more, on wires.

Steps without loops are worked by `run` itself. Where rules and literals wait for each other, the two loops of the
alternating fixpoint are drawn around the same sweep; so is the closure of strict rules that go in a circle.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from siyar.cone import Completions
from siyar.cone.network import Network, Step
from siyar.engines.bits.circuit import Circuit, Signal
from siyar.engines.bits.run import Given, Lanes, Side, denials, straight, sweep
from siyar.theory import Kind, Literal

FULL = -1


def drawn(net: Network, ranged: Completions, circuit: Circuit) -> tuple[Lanes, Signal]:
    """The network on wires of ``circuit``, and the wire of the cases that are allowed."""
    given = _given(net, ranged, circuit)
    barred: Signal = 0
    for literals in ranged.barred:
        met: Signal = FULL
        for literal in literals:
            met = met & given(literal)
        barred = barred | met
    definite, bodies = _definite(net, given, circuit)
    zeros = [0] * len(net.literals)
    lower = Side(zeros, [0] * len(net.rules), [0] * len(net.rules))
    upper = Side(zeros[:], lower.live[:], lower.threat[:])
    lanes = Lanes(net, FULL, definite, denials(net, given, bodies), lower, upper)
    for step in net.steps:
        if step.loop:
            _alternate(lanes, step, circuit)
        else:
            straight(lanes, step)
    return lanes, FULL ^ barred


def _given(net: Network, ranged: Completions, circuit: Circuit) -> Given:
    def given(literal: Literal) -> Signal:
        atom, values = literal
        left = ranged.facts.get(atom)
        if left is None:
            mask = net.theory.facts.get(atom)
            return FULL if mask is not None and mask & ~values == 0 else 0
        here = left & values
        if here in (0, left):
            return FULL if here else 0
        first = left & -left
        # Of a fact with two values one wire is enough.
        if left.bit_count() == 2:
            return circuit.input(atom, first) if here == first else circuit.negated(circuit.input(atom, first))
        return circuit.input(atom, here)

    return given


# --------------------------------------------------------------------------- definite


def _definite(net: Network, given: Given, circuit: Circuit) -> tuple[list[int], list[int]]:
    """+Δ of the literals, and the bodies of strict rules: each when what it waits for is there, the rest in a loop."""
    definite: list[Signal] = [given(q.literal) for q in net.literals]
    bodies: list[Signal] = [0] * len(net.rules)
    left = [r for r, links in enumerate(net.rules) if links.rule.kind is Kind.STRICT]
    waiting = {q: set(links.strict_for) for q, links in enumerate(net.literals) if links.strict_for}
    while ready := [r for r in left if not any(waiting.get(a) for a in net.rules[r].needs)]:
        for r in ready:
            bodies[r] = _all(definite[a] for a in net.rules[r].needs)
            for q, rules in waiting.items():
                if r in rules:
                    rules.discard(r)
                    definite[q] = definite[q] | bodies[r]
        left = [r for r in left if r not in ready]
    heads = [q for q, rules in waiting.items() if rules]
    if not left:
        return definite, bodies
    variables = {q: circuit.variable() for q in heads}
    for q in heads:
        circuit.store(variables[q], definite[q])

    def work() -> None:
        for r in left:
            bodies[r] = _all(definite[a] for a in net.rules[r].needs)

    def body() -> Sequence[Signal]:
        before = _loaded(circuit, variables, definite)
        work()
        for q in heads:
            for r in sorted(waiting[q]):
                definite[q] = definite[q] | bodies[r]
            circuit.store(variables[q], definite[q])
        return [definite[q] ^ before[q] for q in heads]

    circuit.loop(body)
    _loaded(circuit, variables, definite)
    work()
    return definite, bodies


def _all(signals: Iterable[Signal]) -> Signal:
    found: Signal = FULL
    for signal in signals:
        found = found & signal
    return found


# --------------------------------------------------------------------------- steps with loops


class _Kept:
    """The variables of one side in a step: what is shown, live and a threat, by number."""

    def __init__(self, side: Side, step: Step, circuit: Circuit) -> None:
        self.circuit = circuit
        self.fields = [(side.shown, step.literals), (side.live, step.rules), (side.threat, step.rules)]
        self.variables = [{n: circuit.variable() for n in numbers} for _, numbers in self.fields]

    def empty(self) -> None:
        for variables, value in zip(self.variables, (0, 0, FULL), strict=True):
            for variable in variables.values():
                self.circuit.store(variable, value)

    def loaded(self) -> list[Signal]:
        """The side as it is now; its signals in one row."""
        for variables, (values, _) in zip(self.variables, self.fields, strict=True):
            _loaded(self.circuit, variables, values)
        return self.row()

    def row(self) -> list[Signal]:
        return [values[n] for values, numbers in self.fields for n in numbers]

    def stored(self) -> None:
        for variables, (values, _) in zip(self.variables, self.fields, strict=True):
            for n, variable in variables.items():
                self.circuit.store(variable, values[n])


def _alternate(lanes: Lanes, step: Step, circuit: Circuit) -> None:
    """U := Γ(K); K := Γ(U); until no lane of K moves."""
    lower, upper = _Kept(lanes.lower, step, circuit), _Kept(lanes.upper, step, circuit)
    lower.empty()

    def round_of_both() -> Sequence[Signal]:
        lower.loaded()
        before = [lanes.lower.shown[q] for q in step.literals]
        upper.empty()
        _close(lanes, step, lanes.upper, lanes.lower, upper, circuit)
        _close(lanes, step, lanes.lower, lanes.upper, lower, circuit)
        return [lanes.lower.shown[q] ^ old for q, old in zip(step.literals, before, strict=True)]

    circuit.loop(round_of_both)


def _close(lanes: Lanes, step: Step, side: Side, other: Side, kept: _Kept, circuit: Circuit) -> None:
    """Γ: sweeps until nothing of the side moves, from what its variables hold."""

    def sweep_once() -> Sequence[Signal]:
        before = kept.loaded()
        sweep(lanes, step, side, other)
        kept.stored()
        return [new ^ old for new, old in zip(kept.row(), before, strict=True)]

    circuit.loop(sweep_once)
    kept.loaded()


def _loaded(circuit: Circuit, variables: dict[int, int], values: list[Signal]) -> dict[int, Signal]:
    """The variables as they are now, put in their places."""
    found = {n: circuit.load(variable) for n, variable in variables.items()}
    for n, wire in found.items():
        values[n] = wire
    return found
