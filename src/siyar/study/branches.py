"""Where a diagram ends in each of its labels, as a list of conditions to be gone down: shorter by far than a condition
under which two diagrams differ.

What two doctrines say depends on other facts in each, and a condition of their differing multiplies those of the one
by those of the other. Each by itself is a *decision list* (Rivest, "Learning decision lists", 1987): each branch has,
of the cases that no branch above it has, those *where* one of some terms holds, or, where that would take more, those
*except* where one holds; the last has the *rest*. What is above does not count any more, and makes the terms below
shorter.

>>> from siyar.engines.bits.diagrams import Diagrams
>>> facts = Diagrams((2, 2, 2))
>>> root = facts.cut(facts.cut(facts.leaf("no"), {0: 1}, {"no": "yes"}), {1: 1, 2: 1}, {"no": "perhaps"})
>>> for branch in branches(facts, root, [{"yes"}, {"no"}, {"perhaps"}]):
...     print(branch.group, branch.form.value, branch.terms)
0 where ({0: 1},)
1 where ({1: 2}, {2: 2})
2 rest ()
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import reduce

from siyar.engines.bits.diagrams import Diagrams
from siyar.engines.bits.nodes import Cube
from siyar.study.covers import MOST_TERMS, Covering, TooLong


class Form(Enum):
    """How terms tell the cases of a branch."""

    WHERE = "where"
    EXCEPT = "except"
    REST = "rest"


@dataclass(frozen=True, slots=True)
class Branch:
    """Of the cases that no branch above has: those in which one of the terms holds (``WHERE``), those in which none
    does (``EXCEPT``), or all (``REST``, without terms). ``group``: its place. The terms are a cover."""

    group: int
    form: Form
    terms: tuple[Cube, ...] = ()


def branches(
    diagrams: Diagrams, root: int, groups: Sequence[Collection[Hashable]], *, most: int = MOST_TERMS
) -> tuple[Branch, ...] | None:
    """A branch for each group of labels; cases of labels that are in no group do not count.

    Groups whose cases are the smaller diagram are told first. None where this comes to a stop: more than one group is
    left, and each has more than ``most`` terms before they are shortened, in either form.
    """
    cases = [diagrams.labelled(root, group) for group in groups]
    size = [len(diagrams.under(here)) for here in cases]
    left = sorted(range(len(groups)), key=lambda place: size[place])
    found: list[Branch] = []
    while len(left) > 1:
        each = (_branch(diagrams, place, cases, [p for p in left if p != place], most) for place in left)
        told = next((branch for branch in each if branch), None)
        if told is None:
            return None
        found.append(told)
        left.remove(told.group)
    return (*found, *(Branch(place, Form.REST) for place in left))


def _branch(diagrams: Diagrams, place: int, cases: Sequence[int], others: Sequence[int], most: int) -> Branch | None:
    """One group against others that are left, in the form that takes fewer terms."""
    outside = reduce(diagrams.either, (cases[other] for other in others))
    forms = (
        (Form.WHERE, Covering(diagrams, cases[place], outside)),
        (Form.EXCEPT, Covering(diagrams, outside, cases[place])),
    )
    few = min(8, most)  # so that the shorter form is found, and no time is lost on the longer one
    while True:
        for form, covering in forms:
            try:
                return Branch(place, form, covering.shortened(few))
            except TooLong:
                continue
        if few == most:
            return None
        few = min(2 * few, most)
