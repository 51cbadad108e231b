"""Search over a space of cases for the fewest facts after which several theories say certain things.

A *cube* gives some facts one value each. It is *within* a set of cases where every possible case it leaves is in the
set, and there is one. A smallest cube is found from two sides (implicit hitting sets; Ignatiev, Previti, Liffiton and
Marques-Silva, "Smallest MUS extraction with minimal hitting set dualization", 2015): one solver proposes a cube of so
few facts that it conflicts with every counterexample known so far, another looks for a case it leaves that is outside.
That case is widened to as few facts as keep it outside, and the proposer has to conflict with these too. No cube with
fewer facts than one proposed can be within, so that the first one that is within is a smallest.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from siyar.conclusion import Answer
from siyar.engines.asp.door import Solver
from siyar.engines.asp.program import Program, Spoken, Values
from siyar.rows import row
from siyar.theory import Literal, Theory

#: What a cube gives: fact → its value, a mask of one bit.
Cube = Mapping[str, int]


@dataclass(frozen=True)
class Part:
    """A theory, with the atom it is asked about."""

    theory: Theory
    atom: str


class Search:
    """Theories over one space of cases. ``facts``: those ranged over, with the values each may have.

    ``barred``: sets of literals of these facts, which no case meets all of. Raises `Missing` without clingo.
    """

    def __init__(
        self, parts: Sequence[Part], facts: Mapping[str, int], barred: Sequence[Sequence[Literal]] = ()
    ) -> None:
        self.facts = dict(facts)
        self.solver = Solver()
        self.values = Values.over(self.solver, facts)
        self.spoken = tuple(Spoken(Program(self.solver, part.theory, self.values), part.atom) for part in parts)
        sets = (self.solver.all_of(self.values.among(q) for q in literals) for literals in barred)
        self.possible = -self.solver.any_of(sets)

    def says(self, answers: Sequence[Answer]) -> int:
        """A literal that holds in the possible cases in which the theories give these answers."""
        each = [spoken.says(answer) for spoken, answer in zip(self.spoken, answers, strict=True)]
        return self.solver.all_of([self.possible, *each])

    def answers(self) -> Iterator[tuple[Answer, ...]]:
        """Whatever the theories say together in some possible case, each once; no order is promised."""
        known: list[int] = []
        while True:
            assuming = [self.possible, *(-each for each in known)]
            found = self.solver.model(assuming, lambda holds: tuple(row(s.read(holds)) for s in self.spoken))
            if found is None:
                return
            known.append(self.says(found))
            yield found

    def smallest(self, answers: Sequence[Sequence[Answer]]) -> dict[str, int] | None:
        """A cube of as few facts as any, within the cases in which the theories give one of the lists of answers.

        None where they never do. Which of several smallest cubes it is, is not promised.
        """
        return next(self.cubes(answers, smallest=True), None)

    def cubes(
        self, answers: Sequence[Sequence[Answer]], *, smallest: bool = False, most: int | None = None
    ) -> Iterator[dict[str, int]]:
        """The ⊆-minimal cubes within the cases of the answers, fewest facts first; with ``most`` no longer ones."""
        good = self.solver.any_of([self.says(each) for each in answers])
        bad = self.solver.all_of([self.possible, -good])
        if self.solver.core([good]) is not None:
            return
        proposer = _Proposer(self.facts)
        while (cube := proposer.next(most)) is not None:
            given = self._literals(cube)
            outside = self.solver.model([*given, bad], self.values.read)
            if outside is not None:
                proposer.conflict(self._widened(outside, bad))
                continue
            core = self.solver.core([*given, good])
            if core is not None:  # what it leaves cannot be
                proposer.forbid({name: v for name, v in cube.items() if self.values.of[name][v] in core})
                continue
            yield cube
            if smallest:
                return
            proposer.forbid(cube)

    def _widened(self, case: Cube, bad: int) -> Cube:
        """Facts of a case, none to spare, that leave no case that is not ``bad``."""
        kept = {self.values.of[name][value]: name for name, value in case.items()}
        core = self.solver.core([*kept, -bad])
        assert core is not None, "all facts are given"
        left = list(core)
        for literal in core:
            without = [q for q in left if q != literal]
            shorter = self.solver.core([*without, -bad])
            if shorter is not None:
                left = [q for q in without if q in shorter]
        return {kept[literal]: case[kept[literal]] for literal in left}

    def _literals(self, cube: Cube) -> list[int]:
        return [self.values.of[name][value] for name, value in cube.items()]


@dataclass
class _Proposer:
    """Cubes, fewest facts first, that conflict with what they have to."""

    facts: Mapping[str, int]
    size: int = 0
    solver: Solver = field(default_factory=Solver)
    picks: dict[tuple[str, int], int] = field(default_factory=dict)
    _more: dict[int, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name, mask in self.facts.items():
            values = [1 << i for i in range(mask.bit_length()) if mask >> i & 1]
            atoms = [self.solver.atom() for _ in values]
            self.solver.choice(atoms)
            self.solver.never([self.solver.at_least(2, atoms)])
            self.picks |= {(name, value): atom for value, atom in zip(values, atoms, strict=True)}

    def next(self, most: int | None) -> dict[str, int] | None:
        """A cube of as few facts as still can be; None where there is none."""
        top = len(self.facts) if most is None else min(most, len(self.facts))
        while self.size <= top:
            found = self.solver.model([-self._beyond(self.size)], self._read)
            if found is not None:
                return found
            self.size += 1
        return None

    def conflict(self, cube: Cube) -> None:
        """From now on some fact of the cube has another value."""
        others = [a for (name, v), a in self.picks.items() if name in cube and v != cube[name]]
        self.solver.never([-atom for atom in others])

    def forbid(self, cube: Cube) -> None:
        """From now on not all of this is given."""
        self.solver.never([self.picks[name, value] for name, value in cube.items()])

    def _beyond(self, size: int) -> int:
        if size not in self._more:
            self._more[size] = self.solver.at_least(size + 1, list(self.picks.values()))
        return self._more[size]

    def _read(self, holds: object) -> dict[str, int]:
        assert callable(holds)
        return {name: value for (name, value), atom in self.picks.items() if holds(atom)}
