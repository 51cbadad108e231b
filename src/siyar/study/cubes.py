"""The fewest facts that put a case among wanted ones, and a condition that holds of just these.

A *cube* gives some facts a value (or one of several) and leaves the others open. It is *within* the wanted cases where
every case it leaves is wanted or impossible, and at least one is wanted. A cover is a set of cubes within the wanted
cases that together leave all of them: a disjunction of conjunctions (Quine, "The problem of simplifying truth
functions", 1952; the impossible cases are "don't cares").

>>> from siyar.study.diagrams import Diagrams
>>> facts = Diagrams((2, 2))
>>> both = facts.cut(facts.leaf("no"), {0: 1, 1: 1}, {"no": "yes"})
>>> smallest(facts, both, {"no"}), cover(facts, both, {"no"})
({0: 2}, ({0: 2}, {1: 2}))
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import reduce

from siyar.study.diagrams import EVERY, NONE, Cube, Diagrams


class Mark(Enum):
    """What a case is to a cover."""

    WANTED = "wanted"
    FREE = "free"
    OTHER = "other"


def marked(diagrams: Diagrams, root: int, wanted: Collection[Hashable], free: Collection[Hashable]) -> int:
    """The diagram with a mark for each label; what is neither wanted nor free is other."""
    marks: dict[Hashable, Hashable] = dict.fromkeys(diagrams.labels, Mark.OTHER)
    marks |= dict.fromkeys(wanted, Mark.WANTED) | dict.fromkeys(free, Mark.FREE)
    return diagrams.cut(root, {}, marks)


def smallest(
    diagrams: Diagrams, root: int, wanted: Collection[Hashable], free: Collection[Hashable] = ()
) -> dict[int, int] | None:
    """A cube within the cases of the ``wanted`` labels that gives as few facts one value each as any does.

    ``free``: labels of cases that do not count. None where no case is wanted. Of several the first, going by the order
    of the facts and then of their values.

    The search deepens: first no fact is given, then one, and so on, so that the first cube found is a smallest one. It
    follows all cases that a cube leaves at once, as the set of the nodes they have reached, and turns back where some
    node alone needs more facts than are left (`_needs`).
    """
    start = marked(diagrams, root, wanted, free)
    good, bad = diagrams.bit(Mark.WANTED), diagrams.bit(Mark.OTHER)
    needs = _needs(diagrams, start, bad)
    hopeless: dict[frozenset[int], int] = {}  # facts that were not enough
    always = diagrams.leaf(Mark.WANTED)
    known, reach = diagrams.nodes, diagrams.reach

    def gathered(nodes: Iterable[int]) -> frozenset[int]:
        """The nodes without those that no longer matter: of what has no bad case, that there is a good one."""
        risky, safe = [], []
        for node in nodes:
            if reach[node] & bad:
                risky.append(node)
            elif reach[node] == good:
                safe.append(always)
            elif reach[node] & good:
                safe.append(node)
        return frozenset([*risky, always]) if always in safe else frozenset([*risky, *safe])

    def search(nodes: frozenset[int], budget: int) -> dict[int, int] | None:
        if not nodes or budget < max(map(needs.__getitem__, nodes)) or hopeless.get(nodes, -1) >= budget:
            return None
        union = 0
        for node in nodes:
            union |= reach[node]
        if not union & good:
            return None
        if not union & bad:
            return {}
        fact = min([known[node][0] for node in nodes])
        waiting = [n for n in nodes if known[n][0] != fact]
        asking = [known[n][1] for n in nodes if known[n][0] == fact]
        each = [[*waiting, *[children[v] for children in asking]] for v in range(diagrams.sizes[fact])]
        for value, inside in enumerate(each if budget else ()):
            found = search(gathered(inside), budget - 1)
            if found is not None:
                return {fact: 1 << value, **found}
        found = search(gathered([n for inside in each for n in inside]), budget)
        if found is None:
            hopeless[nodes] = budget
        return found

    if not diagrams.reach[start] & good:
        return None
    for budget in range(needs[start], len(diagrams.sizes) + 1):
        found = search(frozenset((start,)), budget)
        if found is not None:
            return found
    raise AssertionError("a case with all its facts given is a cube")


def _needs(diagrams: Diagrams, start: int, bad: int) -> dict[int, int]:
    """For each node below one, so many facts at least that must be given for none of its cases to be ``bad``.

    Either its fact is given, and one of its parts has to be rid of bad cases, or it is left open, and each of them has
    to be, by what is given for all of them together.
    """
    found: dict[int, int] = {}

    def part(node: int) -> int:
        if node not in found:
            _, children = diagrams.nodes[node]
            if not diagrams.reach[node] & bad:
                found[node] = 0
                for child in children:
                    part(child)
            elif not children:
                found[node] = len(diagrams.sizes) + 1
            else:
                each = [part(child) for child in children]
                found[node] = min(1 + min(each), max(each))
        return found[node]

    part(start)
    return {**found, diagrams.leaf(Mark.WANTED): 0}


#: A condition of more terms is not shortened: each of them costs as much as finding all of them.
MOST_SHORTENED = 512


@dataclass(frozen=True, slots=True)
class Condition:
    """Terms any of which holds in just the wanted cases. ``shortened``: they are those of `cover`.

    Otherwise no case is lost or added, but a term may have a condition it could do without, or be to spare.
    """

    terms: tuple[Cube, ...]
    shortened: bool


def condition(
    diagrams: Diagrams,
    root: int,
    wanted: Collection[Hashable],
    free: Collection[Hashable] = (),
    *,
    most: int = MOST_SHORTENED,
) -> Condition:
    """The cases of the ``wanted`` labels as a disjunction of conjunctions, few facts first; long ones as they come."""
    inside = _set_of(diagrams, root, wanted)
    outside = _set_of(diagrams, root, set(diagrams.labels) - set(wanted) - set(free))
    raw, _ = _Covering(diagrams).of(inside, diagrams.without(EVERY, outside))
    if len(raw) > most:
        return Condition(tuple(sorted(raw, key=_few_facts)), False)
    left = [inside]
    terms = []
    for cube in sorted(raw, key=_few_facts):
        if diagrams.meets(left[-1], cube):
            terms.append(_prime(diagrams, outside, cube))
            left.append(diagrams.without(left[-1], diagrams.cube(terms[-1])))
    return Condition(tuple(sorted(_needed(diagrams, left, terms), key=_few_facts)), True)


def cover(
    diagrams: Diagrams, root: int, wanted: Collection[Hashable], free: Collection[Hashable] = ()
) -> tuple[Cube, ...]:
    """A cover of the cases of the ``wanted`` labels: prime cubes, none of them to spare, few facts first.

    No condition can be taken from a term and no value added to one of its facts; each term has a case that the others
    do not leave. It is not always the shortest cover there is.
    """
    return condition(diagrams, root, wanted, free, most=1 << 62).terms


def covered(diagrams: Diagrams, root: int, terms: Collection[Cube], wanted: Collection[Hashable]) -> int:
    """How many cases of the ``wanted`` labels the terms leave."""
    union = NONE
    for term in terms:
        union = diagrams.either(union, diagrams.cube(term))
    return diagrams.count(diagrams.both(_set_of(diagrams, root, wanted), union))


def _set_of(diagrams: Diagrams, root: int, labels: Collection[Hashable]) -> int:
    """The cases that end in one of the labels."""
    return diagrams.cut(root, {}, {label: label in labels for label in diagrams.labels})


def _few_facts(term: Cube) -> tuple[int, list[tuple[int, int]]]:
    return len(term), sorted(term.items())


class _Covering:
    """Minato, "Fast generation of prime-irredundant covers from binary decision diagrams" (1993), for any number of
    values: first what needs a value of the fact given, then, of what is left, what needs none. Values that lead to the
    same are given together."""

    def __init__(self, diagrams: Diagrams) -> None:
        self.diagrams = diagrams
        self.known: dict[tuple[int, int], tuple[tuple[dict[int, int], ...], int]] = {}

    def of(self, must: int, may: int) -> tuple[tuple[dict[int, int], ...], int]:
        """Cubes within ``may`` that leave every case of ``must``, and the set of the cases they leave."""
        diagrams = self.diagrams
        if must == NONE:
            return (), NONE
        if may == EVERY:
            return ({},), EVERY
        if (must, may) in self.known:
            return self.known[must, may]
        fact = min(diagrams.nodes[must][0], diagrams.nodes[may][0])
        size = diagrams.sizes[fact]
        each = [(diagrams.step(must, fact, v), diagrams.step(may, fact, v)) for v in range(size)]
        always = reduce(diagrams.both, (might for _, might in each))
        values: dict[tuple[int, int], int] = {}
        for value, pair in enumerate(each):
            values[pair] = values.get(pair, 0) | 1 << value
        cubes: list[dict[int, int]] = []
        left, covers = NONE, {}
        for pair, mask in values.items():
            needing, inside = self.of(diagrams.without(pair[0], always), pair[1])
            cubes += ({fact: mask, **cube} for cube in needing)
            covers[pair] = inside
            left = diagrams.either(left, diagrams.without(pair[0], inside))
        more, beyond = self.of(left, always)
        cubes += more
        both = diagrams.node(fact, tuple([diagrams.either(covers[pair], beyond) for pair in each]))
        self.known[must, may] = tuple(cubes), both
        return self.known[must, may]


def _prime(diagrams: Diagrams, outside: int, cube: dict[int, int]) -> dict[int, int]:
    """The cube without conditions it can do without, and with every further value of the rest that keeps it within."""
    wide = dict(cube)
    for fact in sorted(cube):
        for value in range(diagrams.sizes[fact]):
            # What a value adds is enough to look at: the rest is within.
            if not wide[fact] >> value & 1 and not diagrams.meets(outside, {**wide, fact: 1 << value}):
                wide[fact] |= 1 << value
        if wide[fact] == (1 << diagrams.sizes[fact]) - 1:
            del wide[fact]
    return wide


def _needed(diagrams: Diagrams, left: Sequence[int], terms: Sequence[Cube]) -> list[Cube]:
    """The terms without those whose cases the others leave too, tried from the last; ``left``: before each of them,
    the cases that no term before it leaves."""
    after = NONE
    kept: list[Cube] = []
    for place in reversed(range(len(terms))):
        cases = diagrams.cube(terms[place])
        if diagrams.without(diagrams.both(cases, left[place]), after):
            kept.append(terms[place])
            after = diagrams.either(after, cases)
    return kept
