"""One sentence over its case space, as a line: counts, the condition of each difference, smallest cases heard."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from siyar.asking import short_names
from siyar.conclusion import Answer
from siyar.engines import asp
from siyar.explain.said import Speech
from siyar.hearing import Asked, Attributed, ImpossibleCase, Outcome, Ruling
from siyar.hearing.readings import concerned
from siyar.model import Case, Question
from siyar.ranging.conditions import Conditions
from siyar.ranging.ways import Way
from siyar.study.across import Cell, Difference, Kind, Line, Reading, Scope, Separation, Sought
from siyar.study.cubes import within
from siyar.study.joint import Joint, Laid
from siyar.theory import Literal
from siyar.workbench import Hearers
from siyar.workbench.spaces import says, told


@dataclass(frozen=True)
class Putting:
    """One sentence put to doctrines, each read in one way. ``words``: the sentence; ``given``: what fixes facts.

    ``rulings``: what was heard in cases of these entities before, and will be.
    """

    hearers: Hearers
    question: Question
    words: str
    asked: Asked
    given: tuple[str, ...]
    ways: tuple[Way, ...]
    turning: bool
    rulings: dict[tuple[object, ...], Ruling] = field(default_factory=dict, repr=False, compare=False)

    def line(self, space: Joint) -> Line:
        """What was found on the whole space."""
        cells = sorted(space.counts.items(), key=lambda item: -item[1])
        return Line(
            self.question,
            self.words,
            self.scope(space, space.total),
            tuple(Cell(self.says(space, answers), count) for answers, count in cells),
            tuple(self._differences(space)),
        )

    def scope(self, space: Laid, total: int) -> Scope:
        spoken = self.speech(space.case)
        readings = tuple(
            (part.frame.doctrine.id, id, part.frame.reading[id])
            for part in space.parts
            for id in concerned(part.frame.doctrine, (self.asked.claim.sentence,))
        )
        ways = tuple(
            Reading(w.doctrine, tuple((r, w.chosen[r]) for r in w.spread), w.alike, w.idle)
            for w in self.ways
            if w.spread or w.idle
        )
        facts = tuple(spoken.subject(space.atoms[name]) for name, _ in space.facts)
        return Scope(space.case, self.given, facts, readings, total, ways)

    def speech(self, case: Case) -> Speech:
        return Speech(self.hearers.sentences, short_names(case))

    def says(self, space: Laid, answers: Sequence[Answer]) -> tuple[Attributed, ...]:
        """The answers, each with whose it is."""
        each = zip(space.parts, answers, strict=True)
        return tuple(says(self.hearers.library, part, self.asked, answer) for part, answer in each)

    def heard(
        self,
        space: Laid,
        literals: Sequence[Literal],
        pair: tuple[int, int],
        answers: Sequence[Answer],
        says: Sequence[Attributed],
    ) -> tuple[Case, tuple[Ruling, Ruling]]:
        """The case with these facts given, and what two of the doctrines rule in it: the answers, as it ``says``."""
        case = told(space.case, tuple(claim for q in literals for claim in space.claims(q)))
        one, other = (
            _settled(self._ruling(case, self.ways[place], answers[place]), says[place].outcome) for place in pair
        )
        return case, (one, other)

    def _ruling(self, case: Case, way: Way, answer: Answer) -> Ruling:
        lines = tuple(line.claim for line in case.lines)
        key = (way.doctrine, tuple(way.chosen.items()), self.asked, lines)
        if key not in self.rulings:
            # What it turns on takes going through what is left open; then whether the answer is the same is seen anew.
            certain = None if self.turning else answer
            ruling = self.hearers.hear(
                way.doctrine, case, self.asked, way.chosen, turning=self.turning, certain=certain
            )
            assert not isinstance(ruling, ImpossibleCase), "a cube leaves a possible case"
            self.rulings[key] = ruling
        return self.rulings[key]

    def _differences(self, space: Joint) -> Iterator[Difference]:
        said = [(answers, self.says(space, answers)) for answers in space.counts]
        each = tuple({answers[i]: says[i] for answers, says in said} for i in range(len(space.parts)))
        told = Conditions(space, self.speech(space.case), each)
        for i, j, together in _apart(space.counts, len(self.ways)):
            kinds = [self._kind(space, (i, j), answers) for answers in together]
            kinds.sort(key=lambda kind: -kind.count)
            wanted = {answers for group in together for answers in group}
            yield told.difference((i, j), wanted, tuple(kinds))

    def _kind(self, space: Joint, pair: tuple[int, int], wanted: Sequence[tuple[Answer, ...]]) -> Kind:
        cases = space.diagrams.labelled(space.root, set(wanted))
        cube = within(space.diagrams, cases, space.diagrams.either(cases, space.excluded))
        assert cube is not None, "an answer with a count has a case"
        count = sum(space.counts[answers] for answers in wanted)
        return self._kind_at(space, pair, wanted, space.literals(cube), count)

    def _kind_at(
        self,
        space: Laid,
        pair: tuple[int, int],
        wanted: Sequence[tuple[Answer, ...]],
        literals: Sequence[Literal],
        count: int,
    ) -> Kind:
        spoken, says = self.speech(space.case), self.says(space, wanted[0])
        case, rulings = self.heard(space, literals, pair, wanted[0], says)
        given = tuple(spoken.literal(q, space.atoms[q.atom]) for q in literals)
        return Kind((says[pair[0]], says[pair[1]]), count, given, case, rulings)

    def sought(self, space: Laid) -> Sought:
        """What a search finds on a space that is too large to be worked whole. Raises `asp.Missing`."""
        facts = {name: sum(values) for name, values in space.facts}
        search = asp.Search([asp.Part(part.theory, part.atom) for part in space.parts], facts, space.barred)
        every = sorted(search.answers(), key=str)
        found = []
        for i, j, together in _apart(every, len(self.ways)):
            kinds = []
            for wanted in together:
                cube = search.smallest(wanted)
                assert cube is not None, "an answer that was found has a case"
                literals = [Literal(name, cube[name]) for name in facts if name in cube]
                kinds.append(self._kind_at(space, (i, j), wanted, literals, 0))
            kinds.sort(key=lambda kind: len(kind.given))
            found.append(Separation(self.ways[i].doctrine, self.ways[j].doctrine, tuple(kinds)))
        return Sought(self.question, self.words, self.scope(space, space.size), tuple(found))


def _apart(
    every: Iterable[tuple[Answer, ...]], doctrines: int
) -> Iterator[tuple[int, int, list[list[tuple[Answer, ...]]]]]:
    """The pairs of doctrines that differ, and what is said in each way in which they do."""
    known = list(every)
    for i, j in combinations(range(doctrines), 2):
        together: dict[tuple[Answer, Answer], list[tuple[Answer, ...]]] = {}
        for answers in known:
            if answers[i] != answers[j]:
                together.setdefault((answers[i], answers[j]), []).append(answers)
        if together:
            yield i, j, list(together.values())


def _settled(ruling: Ruling, says: Outcome) -> Ruling:
    """The ruling as settled. What it leaves open may be more cases than were gone through in hearing it; that it is
    this whatever they are is what its case was found for."""
    if ruling.settled:
        return ruling
    same = (ruling.known.status, ruling.known.value, ruling.known.between) == (says.status, says.value, says.between)
    final = ruling.known if same else says
    return replace(ruling, settled=True, attributed=replace(ruling.attributed, outcome=final))
