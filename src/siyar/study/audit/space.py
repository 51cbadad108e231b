"""One sentence under one reading, in every case at once: what is said, and which rules are at work where (D25)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations

from siyar.conclusion import Answer, Status
from siyar.engines import bits
from siyar.engines.bits.symbolic import CaseSet, Sets, holding, possible, told
from siyar.explain.said import Speech
from siyar.framing import Frame
from siyar.hearing import Asked
from siyar.model import Case
from siyar.study.cubes import within
from siyar.study.joint import MOST_NODES, Laid
from siyar.theory import GroundRule, Literal, Theory


@dataclass(frozen=True)
class Space:
    """The cases of a sentence: ``allowed`` are those that can be."""

    frame: Frame
    laid: Laid
    theory: Theory
    atom: str

    @property
    def case(self) -> Case:
        return self.laid.case

    @property
    def asked(self) -> Asked:
        return self.laid.asked

    @property
    def facts(self) -> tuple[tuple[str, tuple[int, ...]], ...]:
        """The facts ranged over, each with its values as masks of one bit."""
        return self.laid.facts

    @property
    def sets(self) -> Sets:
        return self.laid.sets

    @cached_property
    def allowed(self) -> CaseSet:
        return possible(self.laid.barred, self._where_given, self.sets)

    @property
    def total(self) -> int:
        """How many cases can be."""
        return self.count(self.allowed)

    def count(self, cases: CaseSet) -> int:
        """How many cases are in a set."""
        return self.sets.diagrams.count(cases)

    @cached_property
    def lanes(self) -> bits.Lanes:
        """Tags and labels in all cases."""
        return self._run(self.theory)

    @cached_property
    def answers(self) -> Mapping[Answer, CaseSet]:
        """The cases of each answer, in the order of their first cases; answers that no case has are left out."""
        return told(self.lanes, self.atom, self.allowed)

    def with_status(self, status: Status) -> CaseSet:
        """The cases in which there is an answer of this status."""
        return self.union(cases for answer, cases in self.answers.items() if answer.status is status)

    def union(self, sets: Iterable[int]) -> CaseSet:
        """The cases that are in any of the sets."""
        found = self.sets.none
        for cases in sets:
            found = found | cases
        return found

    # ------------------------------------------------------------------ rules

    @property
    def ruled(self) -> bool:
        """Whether any rule in force is about the sentence."""
        return any(rule.head and rule.head.atom == self.atom for rule in self.theory.rules)

    @cached_property
    def numbers(self) -> Mapping[str, tuple[int, ...]]:
        """The ground rules of each rule, by their numbers in the network."""
        found: dict[str, list[int]] = {}
        for number, links in enumerate(self.lanes.net.rules):
            found.setdefault(links.rule.name, []).append(number)
        return {name: tuple(numbers) for name, numbers in found.items()}

    def ground(self, rule: str) -> tuple[GroundRule, ...]:
        """The ground rules of a rule."""
        return tuple(self.lanes.net.rules[n].rule for n in self.numbers.get(rule, ()))

    def applies(self, rule: str) -> CaseSet:
        """Where some instance of a rule applies (app+)."""
        return self.union(self.lanes.applies(n) for n in self.numbers.get(rule, ())) & self.allowed

    def applies_of(self, label: str) -> CaseSet:
        """Where one instance applies."""
        numbers = (n for n, links in enumerate(self.lanes.net.rules) if links.rule.label == label)
        return self.union(self.lanes.applies(n) for n in numbers) & self.allowed

    def may_apply(self, rule: str) -> CaseSet:
        """Where some instance does not fail (not app−): outside of it the rule can be left out."""
        every = self.sets.every
        return self.union(every ^ self.lanes.fails(n) for n in self.numbers.get(rule, ())) & self.allowed

    def stands(self, rule: str) -> CaseSet:
        """Where some instance applies, is not overridden, and nothing given or strict denies its head (D8)."""
        net, lower = self.lanes.net, self.lanes.lower
        alive = (
            lower.live[n] if net.rules[n].rule.head is None else self.lanes.stands(n)
            for n in self.numbers.get(rule, ())
        )
        return self.union(alive) & self.allowed

    # ------------------------------------------------------------------ what would change

    def changed(self, theory: Theory) -> CaseSet:
        """The cases in which another theory of the same facts answers otherwise (answers are compared as in D13).

        No word is lost with what is left out: what then holds is said with the words of the whole.
        """
        other = told(self._run(replace(theory, worded=self.theory.literals)), self.atom, self.allowed)
        same = self.union(cases & other[answer] for answer, cases in self.answers.items() if answer in other)
        return self.allowed ^ same

    def looked_at(self, fact: int) -> bool:
        """Whether two cases that can be and differ in this fact alone have different answers."""
        return any(self.apart(fact, one, other) for one, other in combinations(range(len(self.facts[fact][1])), 2))

    def apart(self, fact: int, one: int, other: int) -> CaseSet:
        """Where both values of the fact, all else as it is, make a case that can be, and their answers differ."""
        both = self._where(self.allowed, fact, one) & self._where(self.allowed, fact, other)
        answers = self.answers.values()
        same = self.union(self._where(cases, fact, one) & self._where(cases, fact, other) for cases in answers)
        return both ^ (both & same)

    def _where(self, cases: CaseSet, fact: int, value: int) -> CaseSet:
        """The cases that would be in the set if the fact had this value, whatever value it has."""
        return self.sets.of(self.sets.diagrams.given(cases, fact, value))

    # ------------------------------------------------------------------ cases

    def smallest(self, cases: CaseSet) -> tuple[Literal, ...]:
        """As few facts as possible, one value each, after which every case is one of these. There must be some."""
        diagrams = self.sets.diagrams
        wanted = cases & self.allowed
        cube = within(diagrams, wanted, wanted | (self.sets.every ^ self.allowed))
        assert cube is not None, "no case is wanted"
        return tuple(
            Literal(self.facts[f][0], self.facts[f][1][mask.bit_length() - 1]) for f, mask in sorted(cube.items())
        )

    def words(self, literal: Literal, spoken: Speech) -> str:
        """A value of a fact in words."""
        return spoken.literal(literal, self.laid.atoms[literal.atom])

    # ------------------------------------------------------------------ evaluation

    def _run(self, theory: Theory) -> bits.Lanes:
        heads = [rule.head for rule in theory.rules if rule.head]  # so that each has its labels
        net = bits.network(theory, [*theory.words(self.atom), *heads])
        return bits.run(net, self._where_given, self.sets.every)

    @cached_property
    def _where_given(self) -> Callable[[Literal], CaseSet]:
        facts = ((place, name, values) for place, (name, values) in enumerate(self.facts))
        return holding(self.theory, facts, self.sets)


def space(over: Laid | None) -> Space | None:
    """The cases of a sentence, laid out for one doctrine; None where no case can be as it is given.

    Whatever is asked of it raises `nodes.TooManyNodes` where that does not fit into memory.
    """
    if over is None:
        return None
    over.diagrams.most = MOST_NODES
    (part,) = over.parts
    return Space(part.frame, over, part.theory, part.atom)
