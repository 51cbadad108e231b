"""What a doctrine says in every case, worked on diagrams in place of one bit a case: no case is gone through.

The conditions of docs/semantics.md section 3 are those of the bit-parallel engine, run as they are: a vector there is
anything with the operations of sets, and a set of cases that is a diagram has them too. Equal sets are one diagram, so
that a fixpoint is noticed at once.

>>> from siyar.engines.bits.diagrams import Diagrams
>>> sets = Sets(Diagrams((2, 3)))
>>> some = sets.where(1, 0b101)
>>> some & 0, (some | sets.every) == sets.every, bool(some & sets.where(1, 0b010))
(0, True, False)
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from weakref import proxy

from siyar.conclusion import Answer
from siyar.cone.network import Network
from siyar.engines.bits.diagrams import Diagrams
from siyar.engines.bits.found import findings
from siyar.engines.bits.nodes import EVERY, NONE
from siyar.engines.bits.run import Lanes, run
from siyar.engines.bits.space import places
from siyar.rows import row
from siyar.theory import Literal, Theory

#: Facts ranged over, each with its place in the diagrams and its values as masks of one bit.
Facts = Iterable[tuple[int, str, Sequence[int]]]


class CaseSet(int):
    """A set of cases: the number of its diagram, so that no case is 0. `&`, `|` and `^` are those of sets.

    ``sets``: where it was made, as long as somebody holds that; the number is good for as long as the diagrams are.
    """

    sets: Sets

    def __and__(self, other: int) -> CaseSet:
        return self.sets.of(self.sets.diagrams.both(self, other))

    def __or__(self, other: int) -> CaseSet:
        return self.sets.of(self.sets.diagrams.either(self, other))

    def __xor__(self, other: int) -> CaseSet:
        within = self.sets.diagrams
        return self.sets.of(within.either(within.without(self, other), within.without(other, self)))

    __rand__, __ror__, __rxor__ = __and__, __or__, __xor__


class Sets:
    """Sets of the cases of some diagrams, as an engine's vectors; each there is made once, so that `is` is equality."""

    def __init__(self, diagrams: Diagrams) -> None:
        self.diagrams = diagrams
        self._made: dict[int, CaseSet] = {}
        self._self = proxy(self)  # no circle: large diagrams go as soon as nobody holds them
        self.none, self.every = self.of(NONE), self.of(EVERY)

    def of(self, node: int) -> CaseSet:
        """The set whose diagram has this number."""
        made = self._made.get(node)
        if made is None:
            made = self._made[node] = CaseSet(node)
            made.sets = self._self
        return made

    def where(self, fact: int, values: int) -> CaseSet:
        """The cases in which a fact has one of the values, a mask of their places."""
        return self.of(self.diagrams.where(fact, values))


def holding(theory: Theory, facts: Facts, sets: Sets) -> Callable[[Literal], CaseSet]:
    """Where what is given of a literal's atom implies it: by its place if it is ranged over, else by the theory."""
    ranged = {name: (place, values) for place, name, values in facts}
    known: dict[Literal, CaseSet] = {}

    def where(literal: Literal) -> CaseSet:
        if literal not in known:
            if literal.atom in ranged:
                place, values = ranged[literal.atom]
                known[literal] = sets.where(place, places(literal.values, values))
            else:
                left = theory.facts.get(literal.atom)
                known[literal] = sets.every if left is not None and left & ~literal.values == 0 else sets.none
        return known[literal]

    return where


def possible(barred: Iterable[Iterable[Literal]], where: Callable[[Literal], CaseSet], sets: Sets) -> CaseSet:
    """The cases that can be: those that meet all literals of none of the barred sets."""
    found = sets.none
    for literals in barred:
        met = sets.every
        for literal in literals:
            met = met & where(literal)
        found = found | met
    return sets.every ^ found


def told(lanes: Lanes, atom: str, within: CaseSet) -> dict[Answer, CaseSet]:
    """The cases of each answer on an atom among those ``within``, in the order of their first cases."""
    sets = within.sets
    groups = [(within & cases, seen) for cases, seen in findings(lanes, atom)]
    found: dict[Answer, CaseSet] = {}
    for cases, seen in sorted((group for group in groups if group[0]), key=lambda group: sets.diagrams.first(group[0])):
        answer = row(seen)
        found[answer] = found.get(answer, sets.none) | cases
    return found


def answers(net: Network, atom: str, facts: Facts, sets: Sets) -> Mapping[Answer, CaseSet]:
    """The cases of each answer on an atom, whose words the network has; in the order of their first cases."""
    return told(run(net, holding(net.theory, facts, sets), sets.every), atom, sets.every)


def diagram(found: Mapping[Answer, CaseSet], diagrams: Diagrams) -> int:
    """The diagram that ends in the answers: their sets are disjoint and together all cases."""
    labels: tuple[Hashable, ...] = tuple(found)
    return diagrams.combined(tuple(found.values()), lambda held: labels[held.index(True)])
