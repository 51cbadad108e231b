"""The fewest facts that put a case among wanted ones, whatever the others are.

A *cube* gives some facts a value (or one of several) and leaves the others open. It is *within* the wanted cases where
every case it leaves is wanted or does not count (it cannot be), and at least one is wanted.

A smallest cube is a shortest path. Where the search stands is what the facts before left: the set of cases, over the
facts that follow, which are wanted or do not count *whatever the facts left open are*, and the wanted ones among them
*for some of these*. Both are diagrams, so that all ways to come to the same place are one (implicants by diagrams:
Coudert and Madre, "Implicit and incremental computation of primes and essential primes of Boolean functions", 1992). A
step gives the next fact a value, which costs one, or leaves it open, which costs nothing; a path ends where every case
is left. What a diagram alone tells bounds the rest from below, and the search deepens by one fact at a time (Korf,
"Depth-first iterative-deepening", 1985), so that the first path found is a shortest one.

>>> from siyar.engines.bits.diagrams import Diagrams
>>> facts = Diagrams((2, 2))
>>> both = facts.cut(facts.leaf("no"), {0: 1, 1: 1}, {"no": "yes"})
>>> smallest(facts, both, {"no"})
{0: 2}
"""

from __future__ import annotations

from collections.abc import Collection, Hashable

from siyar.engines.bits.diagrams import Diagrams
from siyar.engines.bits.nodes import EVERY, NONE

#: Where a search stands: the cases that are left whatever stays open (not none), and the wanted ones for some of it.
Place = tuple[int, int]


def smallest(
    diagrams: Diagrams, root: int, wanted: Collection[Hashable], free: Collection[Hashable] = ()
) -> dict[int, int] | None:
    """A cube within the cases of the ``wanted`` labels that gives as few facts one value each as any does.

    ``free``: labels of cases that do not count. None where no case is wanted. Of several the first, going by the order
    of the facts and then of their values. Raises `nodes.TooManyNodes`.
    """
    inside = diagrams.labelled(root, wanted)
    return within(diagrams, inside, diagrams.labelled(root, {*wanted, *free}))


def within(diagrams: Diagrams, wanted: int, allowed: int) -> dict[int, int] | None:
    """`smallest`, of sets: every case that the cube leaves is ``allowed``, and one of them at least ``wanted``."""
    search = _Search(diagrams)
    start = search.place(allowed, wanted)
    if start is None:
        return None
    for budget in range(search.needs(start[0]), len(diagrams.sizes) + 1):
        found = search.path(start, budget)
        if found is not None:
            return found
    raise AssertionError("a case with all its facts given is a cube")


class _Search:
    """The places of one search, each looked at once."""

    def __init__(self, diagrams: Diagrams) -> None:
        self.diagrams = diagrams
        self._needs = {EVERY: 0, NONE: len(diagrams.sizes) + 1}
        self._some: dict[tuple[int, int], int] = {}
        self._steps: dict[Place, tuple[Place | None, ...]] = {}
        self._hopeless: dict[Place, int] = {}  # facts that were not enough

    def path(self, place: Place, budget: int) -> dict[int, int] | None:
        """The first cube that gives so many facts at most; None where there is none."""
        allowed, _ = place
        if allowed == EVERY:
            return {}
        if self.needs(allowed) > budget or self._hopeless.get(place, -1) >= budget:
            return None
        *given, left_open = self._onward(place)
        for value, onward in enumerate(given if budget else ()):
            found = onward and self.path(onward, budget - 1)
            if found is not None:
                return {self.diagrams.nodes[allowed][0]: 1 << value, **found}
        found = left_open and self.path(left_open, budget)
        if found is None:
            self._hopeless[place] = budget
        return found

    def place(self, allowed: int, wanted: int) -> Place | None:
        """Facts that ``allowed`` does not ask for next are left open: giving one would only leave fewer wanted cases.
        None where no case that is allowed is wanted."""
        if allowed == NONE:
            return None
        wanted = self.diagrams.both(allowed, self._for_some(wanted, self.diagrams.nodes[allowed][0]))
        return (allowed, wanted) if wanted != NONE else None

    def needs(self, allowed: int) -> int:
        """So many facts at least must be given for every case to be in the set.

        Either the first fact is given, and one of the parts has to be every case, or it is left open, and each of them
        has to be, by what is given for all of them together.
        """
        found = self._needs.get(allowed)
        if found is None:
            each = [self.needs(child) for child in self.diagrams.nodes[allowed][1]]
            found = self._needs[allowed] = min(1 + min(each), max(each))
        return found

    def _onward(self, place: Place) -> tuple[Place | None, ...]:
        """Where each value of the next fact leads, and last where leaving it open does."""
        found = self._steps.get(place)
        if found is None:
            diagrams = self.diagrams
            allowed, wanted = place
            fact, each = diagrams.nodes[allowed]
            always, some = EVERY, NONE
            steps = []
            for value, child in enumerate(each):
                then = diagrams.step(wanted, fact, value)
                always, some = diagrams.both(always, child), diagrams.either(some, then)
                steps.append(self.place(child, then))
            found = self._steps[place] = (*steps, self.place(always, some))
        return found

    def _for_some(self, cases: int, before: int) -> int:
        """The cases over the facts from one on that are in the set for some values of those before it."""
        fact, children = self.diagrams.nodes[cases]
        if fact >= before:
            return cases
        found = self._some.get((cases, before))
        if found is None:
            found = NONE
            for child in children:
                found = self.diagrams.either(found, self._for_some(child, before))
            self._some[cases, before] = found
        return found
