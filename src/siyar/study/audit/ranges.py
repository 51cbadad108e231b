"""The sentences an audit goes through, each over all its cases and under every reading that can matter to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from siyar.engines.bits.symbolic import CaseSet
from siyar.explain.said import Speech
from siyar.framing import Frame
from siyar.hearing import Asked
from siyar.hearing.readings import reading_choices
from siyar.model import Case, CaseLine, Claim, Library, LineKind, Question
from siyar.study.audit.nouns import Counted, Witness
from siyar.study.audit.space import Space, space
from siyar.study.joint import laid

#: The doctrine under a choice of options.
Framed = Callable[[Mapping[str, str]], Frame]


@dataclass(frozen=True, slots=True)
class Way:
    """A sentence under one choice of options of the readings that can matter to it."""

    options: tuple[tuple[str, str], ...]
    space: Space


@dataclass(frozen=True)
class Range:
    """One sentence: ``ways``, those taken by default first. ``number``: its place among the lines of the audit."""

    number: int
    question: Question
    case: Case
    asked: Asked
    about: str
    speech: Speech
    default: Mapping[str, str]
    ways: tuple[Way, ...]
    force: bool = False

    @property
    def first(self) -> Space:
        return self.ways[0].space

    @property
    def readings(self) -> tuple[str, ...]:
        return tuple(reading for reading, _ in self.ways[0].options)

    def counted(self, count: int, ways: Sequence[Way] | None = None) -> Counted:
        over = self.ways if ways is None else ways
        return Counted(self.number, count, sum(way.space.total for way in over), len(over))

    def witness(self, way: Way, cases: CaseSet) -> Witness:
        """A smallest of some cases, which must not be empty."""
        found = way.space.smallest(cases)
        claims = tuple(claim for q in found for claim in way.space.laid.claims(q))
        return Witness(
            told(self.case, claims),
            tuple(way.space.words(q, self.speech) for q in found),
            self.question.id,
            self.about,
            self.asked,
            tuple((r, o) for r, o in way.options if self.default.get(r) != o),
        )


def told(case: Case, claims: Sequence[Claim]) -> Case:
    """The case with these lines given."""
    return replace(case, lines=(*case.lines, *(CaseLine(LineKind.GIVEN, claim) for claim in claims)))


def ways(framed: Framed, case: Case, asked: Asked) -> Iterator[Way]:
    """The sentence under every choice of options that can matter to it; the one taken by default comes first."""
    plain = framed({})
    choices = list(reading_choices(plain.doctrine, (asked.claim.sentence,)))
    choices.sort(key=lambda pick: sum(plain.reading.get(r) != o for r, o in pick.items()))
    for pick in choices:
        found = space(laid([framed(pick)], case, asked))
        if found is not None:
            yield Way(tuple(pick.items()), found)


def speech(library: Library, case: Case) -> Speech:
    return Speech(library.sentences(), {e.name: e.short for e in case.entities if e.short})


def added(each: Iterable[Counted]) -> tuple[Counted, ...]:
    """One for each sentence, its readings taken together."""
    found: dict[int, Counted] = {}
    for c in each:
        known = found.get(c.line, Counted(c.line, 0, 0, 0))
        found[c.line] = Counted(c.line, known.count + c.count, known.of + c.of, known.ways + c.ways)
    return tuple(found[line] for line in sorted(found))
