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

from collections.abc import Collection, Hashable, Sequence
from enum import Enum

from siyar.study.diagrams import Cube, Diagrams


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
    follows all cases that a cube leaves at once, as the set of the nodes they have reached.
    """
    start = marked(diagrams, root, wanted, free)
    good, bad = diagrams.bit(Mark.WANTED), diagrams.bit(Mark.OTHER)
    hopeless: set[tuple[frozenset[int], int]] = set()

    def search(nodes: frozenset[int], budget: int) -> dict[int, int] | None:
        reach = 0
        for node in nodes:
            reach |= diagrams.reach[node]
        if not reach & good:
            return None
        if not reach & bad:
            return {}
        if not budget or (nodes, budget) in hopeless:
            return None
        fact = min(diagrams.nodes[node][0] for node in nodes)
        if fact == len(diagrams.sizes):
            return None
        each = [frozenset(diagrams.step(n, fact, v) for n in nodes) for v in range(diagrams.sizes[fact])]
        for value, inside in enumerate(each):
            found = search(inside, budget - 1)
            if found is not None:
                return {fact: 1 << value, **found}
        found = search(frozenset().union(*each), budget)
        if found is None:
            hopeless.add((nodes, budget))
        return found

    if not diagrams.reach[start] & good:
        return None
    for budget in range(len(diagrams.sizes) + 1):
        found = search(frozenset((start,)), budget)
        if found is not None:
            return found
    raise AssertionError("a case with all its facts given is a cube")


def cover(
    diagrams: Diagrams, root: int, wanted: Collection[Hashable], free: Collection[Hashable] = ()
) -> tuple[Cube, ...]:
    """A cover of the cases of the ``wanted`` labels: prime cubes, none of them to spare, few facts first.

    No condition can be taken from a term and no value added to one of its facts; each term has a case that the others
    do not leave. It is not always the shortest cover there is.
    """
    start = marked(diagrams, root, wanted, free)
    terms = [_prime(diagrams, start, cube) for cube in _Covering(diagrams).of(start)[0]]
    terms.sort(key=lambda term: (len(term), sorted(term.items())))
    return _needed(diagrams, start, terms)


def covered(diagrams: Diagrams, root: int, terms: Collection[Cube], wanted: Collection[Hashable]) -> int:
    """How many cases of the ``wanted`` labels the terms leave."""
    found = diagrams.combined((root, _union(diagrams, terms)), lambda both: both[0] in wanted and both[1])
    return diagrams.counts(found).get(True, 0)


class _Covering:
    """Minato, "Fast generation of prime-irredundant covers from binary decision diagrams" (1993), for any number of
    values: first what needs a value of the fact given, then, of what is left, what needs none."""

    def __init__(self, diagrams: Diagrams) -> None:
        self.diagrams = diagrams
        self.known: dict[int, tuple[tuple[dict[int, int], ...], int]] = {}

    def of(self, node: int) -> tuple[tuple[dict[int, int], ...], int]:
        """Cubes for the wanted cases of a marked diagram, and the diagram of what they leave (True or False)."""
        diagrams = self.diagrams
        reach = diagrams.reach[node]
        if not reach & diagrams.bit(Mark.WANTED):
            return (), diagrams.leaf(False)
        if not reach & diagrams.bit(Mark.OTHER):
            return ({},), diagrams.leaf(True)
        if node in self.known:
            return self.known[node]
        fact, children = diagrams.nodes[node]
        cubes: list[dict[int, int]] = []
        covers, left = [], []
        for value, child in enumerate(children):
            rest = tuple(c for i, c in enumerate(children) if i != value)
            needing, inside = self.of(diagrams.combined((child, *rest), _not_needing))
            cubes += ({fact: 1 << value, **cube} for cube in needing)
            covers.append(inside)
            left.append(diagrams.combined((child, inside), _left))
        more, beyond = self.of(diagrams.combined(left, _of_all))
        cubes += more
        both = tuple(diagrams.combined((inside, beyond), any) for inside in covers)
        self.known[node] = tuple(cubes), diagrams.node(fact, both)
        return self.known[node]


def _not_needing(marks: tuple[Hashable, ...]) -> Hashable:
    """A wanted case that is no other one whatever the fact can wait for a cube that leaves the fact open."""
    first, *rest = marks
    return Mark.FREE if first is Mark.WANTED and Mark.OTHER not in rest else first


def _left(both: tuple[Hashable, ...]) -> Hashable:
    mark, done = both
    return Mark.FREE if done and mark is Mark.WANTED else mark


def _of_all(marks: tuple[Hashable, ...]) -> Hashable:
    if Mark.OTHER in marks:
        # What is wanted here and cannot be left open has been covered with its value given.
        return Mark.OTHER
    return Mark.WANTED if Mark.WANTED in marks else Mark.FREE


def _prime(diagrams: Diagrams, start: int, cube: dict[int, int]) -> dict[int, int]:
    """The cube without conditions it can do without, and with every further value of the rest that keeps it within."""
    wide = dict(cube)
    for fact in sorted(cube):
        without = {f: mask for f, mask in wide.items() if f != fact}
        if not _reach(diagrams, start, without) & diagrams.bit(Mark.OTHER):
            wide = without
            continue
        for value in range(diagrams.sizes[fact]):
            more = {**wide, fact: wide[fact] | 1 << value}
            if not _reach(diagrams, start, more) & diagrams.bit(Mark.OTHER):
                wide = more
    return wide


def _needed(diagrams: Diagrams, start: int, terms: Sequence[Cube]) -> tuple[Cube, ...]:
    """The terms without those whose cases the others leave too, tried from the last."""
    before = [diagrams.leaf(False)]
    for term in terms:
        before.append(diagrams.cut(before[-1], term, {False: True}))
    after = diagrams.leaf(False)
    kept: list[Cube] = []
    for place in reversed(range(len(terms))):
        bare = diagrams.combined(
            (start, before[place], after), lambda three: three[0] is Mark.WANTED and not (three[1] or three[2])
        )
        if diagrams.reach[bare] & diagrams.bit(True):
            kept.append(terms[place])
            after = diagrams.cut(after, terms[place], {False: True})
    return tuple(reversed(kept))


def _union(diagrams: Diagrams, terms: Collection[Cube]) -> int:
    found = diagrams.leaf(False)
    for term in terms:
        found = diagrams.cut(found, term, {False: True})
    return found


def _reach(diagrams: Diagrams, root: int, cube: Cube) -> int:
    """The labels in which the cases that a cube leaves can end."""
    seen: dict[int, int] = {}

    def part(node: int) -> int:
        fact, children = diagrams.nodes[node]
        if not children:
            return diagrams.reach[node]
        if node not in seen:
            mask = cube.get(fact, -1)
            found = 0
            for value, child in enumerate(children):
                if mask >> value & 1:
                    found |= part(child)
            seen[node] = found
        return seen[node]

    return part(root)
