"""A survey of a space too large for vectors, folded: each set of cases is a diagram in which equal parts are one.

What `Survey` and `Wide` tell of a space is told here of as many cases as one likes, as long as the diagrams stay small.

>>> from siyar.theory import Atom, GroundRule, Kind, Literal, Role, Theory, YES, YES_NO
>>> from siyar.cone import completions, cone
>>> from siyar.cone.network import network
>>> atoms = {n: Atom(n, YES_NO, Role.FACT) for n in "ab"} | {"p": Atom("p", YES_NO)}
>>> rule = GroundRule("r", "r", Kind.DEFEASIBLE, Literal("p", YES), needs=(Literal("a", YES), Literal("b", YES)))
>>> theory = Theory(atoms, (rule,))
>>> found = folded(network(theory, theory.words("p")), "p", completions(theory, cone(theory, "p")), most=1000)
>>> {answer.status.value: number for answer, number in found.counts.items()}, found.turns(("a",))
({'ruled': 1, 'silent': 3}, True)
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from siyar.conclusion import Answer
from siyar.cone import Completions
from siyar.cone.network import Network
from siyar.engines.bits.diagrams import Diagrams
from siyar.engines.bits.nodes import EVERY, NONE, TooManyNodes
from siyar.engines.bits.partial import Look, Partial
from siyar.engines.bits.run import run
from siyar.engines.bits.space import Part, Space, Value, places
from siyar.engines.bits.symbolic import Sets, holding, possible, told

#: Of larger spaces only few partial answers are looked at.
MANY = 1 << 20

#: Where cases end that cannot be, in a diagram that ends in answers.
IMPOSSIBLE = "impossible"


@dataclass(frozen=True)
class Folded:
    """What `Survey` holds, with the numbers of diagrams; ``answers`` in the order of their first lanes.

    The diagrams ask for the last fact of the space first, so that their first case is the first lane.
    """

    space: Space
    diagrams: Diagrams = field(repr=False)
    allowed: int
    answers: Mapping[Answer, int] = field(repr=False)
    #: The same with the facts in the order given.
    again: Callable[[Sequence[str]], Folded] = field(repr=False, compare=False)

    @cached_property
    def total(self) -> int:
        """How many completions are allowed."""
        return self.diagrams.count(self.allowed)

    @cached_property
    def counts(self) -> Mapping[Answer, int]:
        """In how many completions each answer is given."""
        return {answer: self.diagrams.count(cases) for answer, cases in self.answers.items()}

    def place(self, fact: str) -> int:
        """Where the diagrams ask for a fact."""
        return len(self.space.facts) - 1 - self.space.facts.index(fact)

    def turns(self, facts: Sequence[str]) -> bool:
        """Whether two allowed cases that differ exactly on these facts have different answers."""
        # Of each pair of answers one must be looked at, so the most frequent may be left out.
        most = max(self.counts, key=self.counts.__getitem__, default=None)
        for answer, cases in self.answers.items():
            if answer != most:
                beside = self.diagrams.without(self.allowed, cases)
                for fact in facts:
                    beside = self.diagrams.otherwise(beside, self.place(fact))
                if self.diagrams.both(cases, beside) != NONE:
                    return True
        return False

    def told(self, facts: Sequence[str]) -> dict[str, tuple[dict[Answer, int], ...]]:
        """For each of the facts and each of its values, in how many completions each answer is given."""
        each = {answer: self.diagrams.counts_by_value(cases) for answer, cases in self.answers.items()}
        found = {}
        for fact in facts:
            place = self.place(fact)
            values = range(self.diagrams.sizes[place])
            found[fact] = tuple({answer: counts[place][k] for answer, counts in each.items()} for k in values)
        return found

    def within(self, facts: Mapping[str, int]) -> Folded:
        """The cases in which facts have a value of these masks; the answers are those of the whole, in its order."""
        both, given = self.diagrams.both, EVERY
        for fact, mask in facts.items():
            values = self.space.values[self.space.facts.index(fact)]
            given = both(given, self.diagrams.where(self.place(fact), places(mask, values)))
        answers = {answer: both(cases, given) for answer, cases in self.answers.items()}
        left = {answer: cases for answer, cases in answers.items() if cases != NONE}
        return replace(self, allowed=both(self.allowed, given), answers=left)

    def looking(self, facts: Sequence[str]) -> Partial | Looking:
        """A way to look at partial answers about these facts, which are in the order of the space.

        Followed in diagrams that ask for the first fact first, where these stay small and it pays to make them.
        """
        if self.space.lanes > MANY:
            return Looking(self, [self.place(fact) for fact in facts])
        try:
            other = self.again(self.space.facts[::-1])
            ended = other.ended
        except TooManyNodes:
            return Looking(self, [self.place(fact) for fact in facts])
        return Partial.of_diagram(other.diagrams, ended, [*self.answers], [fact in facts for fact in self.space.facts])

    @cached_property
    def ended(self) -> int:
        """The diagram that ends in the answers, or in that a case cannot be."""
        root = self.diagrams.leaf(IMPOSSIBLE)
        for answer, cases in self.answers.items():
            root = self.diagrams.labelling(root, cases, answer)
        return root


class Looking:
    """Which answers are left after a partial answer: one diagram ends in all of them."""

    start: Part = ()

    def __init__(self, found: Folded, places: Sequence[int]) -> None:
        self.diagrams = found.diagrams
        self.places = places
        self.left: dict[Part, int] = {(): found.ended}  # longer ones begin with one of these
        self.bits = [self.diagrams.bit(answer) for answer in found.answers]

    def looks(
        self, after: Part, values: Iterable[Value], idle: Callable[[Value], bool], settling: bool = False
    ) -> Iterator[Look[Part]]:
        """See `siyar.engines.bits.partial.Looking`; a part is places among the facts with places among their values."""
        reach = self.diagrams.reach_by_value(self._after(after))
        left = [[self._answers(labels) for labels in reach[place]] for place in self.places]
        for fact, value in values:
            here = left[fact][value]
            if not here or (settling and len(here) > 1) or idle((fact, value)):
                continue
            if any(there for other, there in enumerate(left[fact]) if other != value):
                yield (fact, value), here[0], len(here) == 1, (*after, (fact, value))

    def _answers(self, labels: int) -> tuple[int, ...]:
        return tuple([number for number, bit in enumerate(self.bits) if labels & bit])

    def _after(self, part: Part) -> int:
        found = self.left.get(part)
        if found is None:
            fact, value = part[-1]
            found = self.left[part] = self.diagrams.given(self._after(part[:-1]), self.places[fact], value)
        return found


def folded(net: Network, atom: str, ranged: Completions, *, most: int) -> Folded:
    """The answers on ``atom``, all of whose words the network has, in the completions of its cone.

    Raises `nodes.TooManyNodes` beyond ``most`` nodes.
    """
    space = Space.of(ranged.facts)
    last = len(space.facts) - 1
    diagrams = Diagrams([len(values) for values in reversed(space.values)], most=most)
    sets = Sets(diagrams)
    facts = ((last - i, name, values) for i, (name, values) in enumerate(zip(space.facts, space.values, strict=True)))
    where = holding(net.theory, facts, sets)
    allowed = possible(ranged.barred, where, sets)
    answers = told(run(net, where, sets.every), atom, allowed)
    return Folded(
        space,
        diagrams,
        int(allowed),
        {answer: int(cases) for answer, cases in answers.items()},
        lambda order: folded(net, atom, replace(ranged, facts={name: ranged.facts[name] for name in order}), most=most),
    )
