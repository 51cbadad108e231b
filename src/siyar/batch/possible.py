"""What a row can still turn out to be: answers that are possible, cases that cannot be, facts that are forced.

A row can have an answer where some case that it leaves open ends in it. The cases of a sentence are a decision diagram
(`siyar.study.joint`), and of each node there is one formula: whether what the row leaves goes through it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from functools import partial
from operator import eq

from siyar.batch.facts import Facts
from siyar.conclusion import Answer
from siyar.engines.bits.diagrams import Diagrams
from siyar.engines.bits.space import places, single_bits
from siyar.engines.sql import FALSE, TRUE, Formula, every, no, some
from siyar.theory import Literal


def answers(facts: Facts) -> dict[Answer, Formula]:
    """For each answer that some case ends in, whether a row leaves such a case open."""
    names = [name for name, _ in facts.space.facts]
    return {
        label[0]: _reach(facts, facts.space.diagrams, names, facts.space.root, partial(eq, label))
        for label in facts.space.counts
    }


def allowed(facts: Facts) -> tuple[Formula, dict[str, tuple[Formula, ...]]]:
    """Whether a row is a case that can be, and of the facts that impossibles mention what is forced (D12)."""
    barred = facts.space.barred
    names = [n for n in facts.open if any(q.atom == n for literals in barred for q in literals)]
    some_left = [some(each) for each in facts.columns.values()]
    if not names:
        return every(some_left), {}
    values = {n: single_bits(facts.open[n]) for n in names}
    diagrams = Diagrams([len(values[n]) for n in names])
    root, place = diagrams.leaf(True), {n: i for i, n in enumerate(names)}
    for literals in barred:
        cube = {place[q.atom]: places(q.values, values[q.atom]) for q in literals}
        root = diagrams.cut(root, cube, {True: False})
    forced: dict[str, tuple[Formula, ...]] = {}
    for name in names:
        able = []
        for value in range(len(values[name])):
            others = {place[name]: ((1 << len(values[name])) - 1) & ~(1 << value)}
            fixed = diagrams.cut(root, others, {True: False})
            able.append(_reach(facts, diagrams, names, fixed, bool))
        forced[name] = tuple(
            facts.plan.named(every([one, *(no(other) for j, other in enumerate(able) if j != i)]))
            for i, one in enumerate(able)
        )
    return every([*some_left, _reach(facts, diagrams, names, root, bool)]), forced


def given(facts: Facts, forced: Mapping[str, Sequence[Formula]]) -> Callable[[Literal], Formula]:
    """For a literal, whether what a row gives on its fact implies it; ``forced``: by `allowed`."""

    def implied(literal: Literal) -> Formula:
        name, mask = literal
        if name not in facts.open:
            left = facts.theory.facts.get(name)
            return TRUE if left is not None and left & ~mask == 0 else FALSE
        values = single_bits(facts.open[name])
        outside = [i for i, value in enumerate(values) if not value & mask]
        said = every(no(facts.possible(name, i)) for i in outside)
        one = [f for i, f in enumerate(forced.get(name, ())) if values[i] & mask]
        return facts.plan.named(some([said, *one]))

    return implied


def _reach(
    facts: Facts, diagrams: Diagrams, names: Sequence[str], root: int, ends: Callable[[Hashable], bool]
) -> Formula:
    """Whether some case that a row leaves open ends in a label that is wanted."""
    known: dict[int, Formula] = {}

    def part(node: int) -> Formula:
        if node not in known:
            fact, children = diagrams.nodes[node]
            if fact == len(diagrams.sizes):
                known[node] = TRUE if ends(diagrams.label(node)) else FALSE
            else:
                name = names[fact]
                steps = (every([facts.possible(name, v), part(child)]) for v, child in enumerate(children))
                known[node] = facts.plan.named(some(steps))
        return known[node]

    return part(root)
