"""Just where two doctrines differ, in words: under one condition, or, where that would be long, each by itself."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from siyar.conclusion import Answer
from siyar.engines.bits.nodes import Cube
from siyar.explain.said import Speech
from siyar.hearing import Attributed
from siyar.study.across import Alone, Branch, Difference, Kind
from siyar.study.branches import branches
from siyar.study.covers import Covering, condition
from siyar.study.joint import IMPOSSIBLE, Joint


@dataclass(frozen=True)
class Conditions:
    """Conditions on one space. ``spoken``: how its facts are said; ``says``: for each doctrine its answers, said."""

    space: Joint
    spoken: Speech
    says: Sequence[Mapping[Answer, Attributed]]
    _facts: dict[tuple[int, int], str] = field(default_factory=dict)
    _alone: dict[int, Alone | None] = field(default_factory=dict)

    def difference(
        self, pair: tuple[int, int], wanted: Collection[tuple[Answer, ...]], kinds: tuple[Kind, ...]
    ) -> Difference:
        """Two doctrines, by their places, that differ where these answers are given."""
        one, other = (self._doctrine(place) for place in pair)
        count = sum(self.space.counts[answers] for answers in wanted)
        terms = condition(self.space.diagrams, self.space.root, wanted, {IMPOSSIBLE})
        if terms is not None:
            return Difference(one, other, count, kinds, self._terms(terms))
        alone = [self.alone(place) for place in pair]
        if all(alone):
            return Difference(one, other, count, kinds, None, alone=tuple(each for each in alone if each))
        long = Covering.of(self.space.diagrams, self.space.root, wanted, {IMPOSSIBLE}).unshortened()
        return Difference(one, other, count, kinds, self._terms(long), shortened=False)

    def alone(self, place: int) -> Alone | None:
        """What a doctrine says by itself, found once for all beside it; None where that takes many terms too."""
        if place not in self._alone:
            # Cases that only facts of the others make impossible need not be kept out, nor what is said only in these.
            says = list(self.says[place])
            found = branches(self.space.diagrams, self.space.alone(place), [{answer} for answer in says])
            told = (Branch(self.says[place][says[b.group]], b.form, self._terms(b.terms)) for b in found or ())
            self._alone[place] = Alone(self._doctrine(place), tuple(told)) if found else None
        return self._alone[place]

    def _doctrine(self, place: int) -> str:
        return self.space.parts[place].frame.doctrine.id

    def _terms(self, terms: Sequence[Cube]) -> tuple[tuple[str, ...], ...]:
        return tuple(tuple([self._fact(*given) for given in sorted(cube.items())]) for cube in terms)

    def _fact(self, fact: int, mask: int) -> str:
        if (fact, mask) not in self._facts:
            (literal,) = self.space.literals({fact: mask})
            self._facts[fact, mask] = self.spoken.literal(literal, self.space.atoms[literal.atom])
        return self._facts[fact, mask]
