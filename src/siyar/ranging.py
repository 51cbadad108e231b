"""The verb of `siyar compare` for doctrines: what they say over all cases of a question.

The definitions are in docs/comparing-doctrines.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations, product

from siyar.asking import claim_in, short_names, to_ask
from siyar.conclusion import Answer, Status
from siyar.diagnostics import Diagnostic
from siyar.explain.said import Speech
from siyar.hearing import Asked, Attributed, ImpossibleCase, attribute
from siyar.hearing.readings import concerned
from siyar.hearing.words import outcome
from siyar.language.unparse import say
from siyar.model import Case, CaseLine, Claim, Denial, LineKind, Question
from siyar.refusals import impossible_case, towards_force
from siyar.study.abstract import abstract_case, kinds
from siyar.study.across import Across, Cell, Difference, Kind, Line, Scope, TooLarge
from siyar.study.cubes import cover, smallest
from siyar.study.joint import IMPOSSIBLE, MOST_CASES, Joint, TooManyCases, joint
from siyar.workbench import Workbench

Reading = Mapping[str, Mapping[str, str]]


def doctrines_alone(bench: Workbench, words: Sequence[str]) -> bool:
    """Whether two words or more are ids of doctrines, and none is one of a case."""
    known = bench.library
    return len(set(words)) > 1 and all(id in known.doctrines and id not in known.cases for id in words)


def compare_doctrines(
    bench: Workbench,
    doctrines: Sequence[str],
    *,
    questions: Sequence[str] = (),
    given: Sequence[str] = (),
    reading: Reading | None = None,
    differences: bool = False,
    most: int = MOST_CASES,
) -> Across | tuple[Diagnostic, ...]:
    """Two or more doctrines on every sentence about which all of them have rules, over its whole case space.

    ``questions``: by default all that each of them encodes. ``given``: sentences in the names of the abstract cases,
    to fix facts. ``differences`` keeps the sentences on which some differ. Problems: R009, R007, C001, C010, C011, P006
    and those of sentences that cannot be read.
    """
    chosen = tuple(dict.fromkeys(doctrines))
    if refused := bench.refusals((), chosen, questions, reading):
        return refused
    if len(chosen) < 2:
        message = f"`{chosen[0]}` alone is compared with nothing" if chosen else "nothing is compared"
        return (Diagnostic("C011", message, help="name two doctrines or more, or cases"),)
    work = _Work(bench, chosen, given, reading or {}, most)
    problems = work.through(questions)
    if problems:
        return problems
    kept = tuple(line for line in work.lines if line.differences or not differences)
    found = Across(
        chosen, kept, tuple(work.too_large), tuple(dict.fromkeys(work.force)), tuple(work.unshared.items()), differences
    )
    return found if work.lines else _nothing(bench, found)


class _Work:
    """What is found on the way through the questions."""

    def __init__(
        self, bench: Workbench, doctrines: tuple[str, ...], given: Sequence[str], reading: Reading, most: int
    ) -> None:
        self.bench, self.doctrines, self.given, self.reading, self.most = bench, doctrines, given, reading, most
        self.frames = [bench.frame(d, reading.get(d)) for d in doctrines]
        self.about = {f.doctrine.id: {h.sentence for r in f.doctrine.rules for h in r.heads} for f in self.frames}
        self.lines: list[Line] = []
        self.too_large: list[TooLarge] = []
        self.force: list[str] = []
        self.unshared: dict[str, tuple[str, ...]] = {}

    def through(self, questions: Sequence[str]) -> tuple[Diagnostic, ...]:
        encoded = [self.bench.library.doctrines[d].questions for d in self.doctrines]
        wanted = dict.fromkeys(questions or [q for q in self.bench.questions if all(q in each for each in encoded)])
        unread: dict[str, tuple[Diagnostic, ...]] = {}
        read: set[str] = set()
        for id in wanted:
            for case in self._cases(id):
                put, problems, words = self._with_given(case)
                unread |= problems
                read |= set(words)
                asked = to_ask(self.bench.library, put, [id], "", doctrines=self.doctrines)
                if isinstance(asked, tuple):
                    return asked
                for one in asked.claims:
                    found = self._sentence(self.bench.questions[id], put, one, words)
                    if isinstance(found, Diagnostic):
                        return (found,)
                    if found:
                        self.lines.append(found)
        return tuple(p for words in self.given if words not in read for p in unread.get(words, ()))

    def _cases(self, question: str) -> Iterator[Case]:
        """One for each way of filling the slots that several kinds of party can fill."""
        slots = kinds(self.bench.library, question)
        for leaves in product(*(leaves for _, leaves in slots)):
            filled = {name: leaf for (name, _), leaf in zip(slots, leaves, strict=True)}
            yield abstract_case(self.bench.library, [question], self.doctrines, filled=filled)

    def _with_given(self, case: Case) -> tuple[Case, dict[str, tuple[Diagnostic, ...]], tuple[str, ...]]:
        """The case with the facts that are fixed and can be said in it."""
        claims: dict[str, Claim] = {}
        unread: dict[str, tuple[Diagnostic, ...]] = {}
        for words in self.given:
            claim = claim_in(self.bench.library, case, words, self.doctrines)
            if isinstance(claim, Claim):
                claims[words] = claim
            else:
                unread[words] = claim
        return _told(case, tuple(claims.values())), unread, tuple(claims)

    def _sentence(
        self, question: Question, case: Case, asked: Asked, given: tuple[str, ...]
    ) -> Line | Diagnostic | None:
        library = self.bench.library
        words = say(asked.claim, self.bench.sentences, names=short_names(case))
        without = tuple(
            d
            for d in self.doctrines
            if asked.claim.sentence not in self.about[d] or question.id not in library.doctrines[d].questions
        )
        if without:
            if len(without) < len(self.doctrines):
                self.unshared[words] = without
            return None
        if towards_force(library, asked):
            self.force.append(words)
            return None
        try:
            space = joint(self.frames, case, asked, most=self.most)
        except TooManyCases as found:
            self.too_large.append(TooLarge(question, words, found.doctrine, found.count))
            return None
        if space is None:
            heard = (self.bench.hear(d, case, asked, self.reading.get(d)) for d in self.doctrines)
            impossible = next((r for r in heard if isinstance(r, ImpossibleCase)), None)
            return impossible_case(case, impossible or ImpossibleCase(case.id, self.doctrines[0], (given,)))
        cells = sorted(space.counts.items(), key=lambda item: -item[1])
        return Line(
            question,
            words,
            self._scope(space, given),
            tuple(Cell(self._says(space, answers), count) for answers, count in cells),
            tuple(self._differences(space)),
        )

    def _scope(self, space: Joint, given: tuple[str, ...]) -> Scope:
        spoken = self._speech(space)
        readings = tuple(
            (part.frame.doctrine.id, id, part.frame.reading[id])
            for part in space.parts
            for id in concerned(part.frame.doctrine, (space.asked.claim.sentence,))
        )
        facts = tuple(spoken.subject(space.atoms[name]) for name, _ in space.facts)
        return Scope(space.case, given, facts, readings, space.total)

    def _speech(self, space: Joint) -> Speech:
        return Speech(self.bench.sentences, short_names(space.case))

    def _says(self, space: Joint, answers: Sequence[Answer]) -> tuple[Attributed, ...]:
        """The answers, each with whose it is."""
        opposite = space.asked.claim.denial is Denial.OPPOSITE
        found = []
        for part, answer in zip(space.parts, answers, strict=True):
            words = outcome(answer, part.theory.atoms[part.atom], opposite=opposite)
            if answer.status is Status.SILENT:  # one silence, wherever it comes from (D13)
                words = replace(words, because=None)
            found.append(attribute(self.bench.library, part.frame.doctrine, words, ()))
        return tuple(found)

    def _differences(self, space: Joint) -> Iterator[Difference]:
        for i, j in combinations(range(len(self.doctrines)), 2):
            together: dict[tuple[Answer, Answer], list[tuple[Answer, ...]]] = {}
            for answers in space.counts:
                if answers[i] != answers[j]:
                    together.setdefault((answers[i], answers[j]), []).append(answers)
            if not together:
                continue
            each = [self._kind(space, (i, j), answers) for answers in together.values()]
            wanted = {answers for group in together.values() for answers in group}
            spoken = self._speech(space)
            terms = tuple(
                tuple(spoken.literal(q, space.atoms[q.atom]) for q in space.literals(cube))
                for cube in cover(space.diagrams, space.root, wanted, {IMPOSSIBLE})
            )
            count = sum(space.counts[answers] for answers in wanted)
            each.sort(key=lambda kind: -kind.count)
            yield Difference(self.doctrines[i], self.doctrines[j], count, tuple(each), terms)

    def _kind(self, space: Joint, pair: tuple[int, int], wanted: Sequence[tuple[Answer, ...]]) -> Kind:
        cube = smallest(space.diagrams, space.root, set(wanted), {IMPOSSIBLE})
        assert cube is not None, "an answer with a count has a case"
        literals = space.literals(cube)
        spoken = self._speech(space)
        case = _told(space.case, tuple(claim for q in literals for claim in space.claims(q)))
        rulings = []
        for place in pair:
            id = self.doctrines[place]
            ruling = self.bench.hear(id, case, space.asked, self.reading.get(id))
            assert not isinstance(ruling, ImpossibleCase), "a cube leaves a possible case"
            rulings.append(ruling)
        says = self._says(space, wanted[0])
        return Kind(
            (says[pair[0]], says[pair[1]]),
            sum(space.counts[answers] for answers in wanted),
            tuple(spoken.literal(q, space.atoms[q.atom]) for q in literals),
            case,
            (rulings[0], rulings[1]),
        )


def _told(case: Case, claims: Sequence[Claim]) -> Case:
    return replace(case, lines=(*case.lines, *(CaseLine(LineKind.GIVEN, claim) for claim in claims)))


def _nothing(bench: Workbench, found: Across) -> Across | tuple[Diagnostic, ...]:
    """Why no sentence was compared."""
    if found.too_large:
        return tuple(
            Diagnostic(
                "C010",
                f"what `{t.doctrine}` says on whether it is so: {t.about} depends on {t.count} cases",
                help='fix facts with `--given "…"`, a sentence in the names of this one; each halves the cases or more',
            )
            for t in found.too_large
        )
    if found.force:
        message = f"doctrines are not compared over the cases of an act of force: {'; '.join(found.force)}"
        return (Diagnostic("P006", message, help="compare them in a case, or on another question"),)
    titles = " and ".join(f"`{d}`" for d in found.doctrines)
    encoded = [set(bench.library.doctrines[d].questions) for d in found.doctrines]
    shared = sorted(set.intersection(*encoded))
    help = f"questions that each of them encodes: {', '.join(shared)}" if shared else "no question is encoded for all"
    return (Diagnostic("C011", f"there is no sentence about which {titles} all have rules here", help=help),)
