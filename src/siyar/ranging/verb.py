"""The verb of `siyar compare` for doctrines: what is gone through, and what is left out and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from math import prod

from siyar.asking import short_names, to_ask
from siyar.diagnostics import Diagnostic
from siyar.engines import asp
from siyar.engines.bits.nodes import TooManyNodes
from siyar.hearing import Asked, ImpossibleCase, Ruling
from siyar.language.unparse import say
from siyar.model import Case, Question
from siyar.ranging.lines import Putting
from siyar.ranging.ways import Way, ways
from siyar.refusals import impossible_case, towards_force
from siyar.study.across import Across, Line, Sought, TooLarge
from siyar.study.joint import MOST_NODES, Laid, TooManyCases, laid, together
from siyar.workbench import Hearers, Workbench
from siyar.workbench.spaces import cases_of

Reading = Mapping[str, Mapping[str, str]]

#: Ways of reading the doctrines of a comparison together, at most: each is a result of its own.
MOST_WAYS = 256

#: Facts named where some must be fixed.
NAMED = 4


def doctrines_alone(bench: Workbench, words: Sequence[str]) -> bool:
    """Whether two words or more are ids of doctrines, and none is one of a case; one twice is refused later."""
    known = bench.library
    return len(words) > 1 and all(id in known.doctrines and id not in known.cases for id in words)


def compare_doctrines(
    bench: Workbench,
    doctrines: Sequence[str],
    *,
    questions: Sequence[str] = (),
    given: Sequence[str] = (),
    reading: Reading | None = None,
    every_reading: bool = False,
    differences: bool = False,
    turning: bool = True,
    search: bool = True,
    most: int = MOST_NODES,
) -> Across | tuple[Diagnostic, ...]:
    """Two or more doctrines on every sentence about which all of them have rules, over its whole case space.

    ``questions``: by default all that each of them encodes. ``given``: sentences in the names of the abstract cases,
    to fix facts. ``every_reading``: a line for each way of reading them that differs from the others in some case;
    those chosen in ``reading`` stay. ``differences`` keeps the lines on which some differ. Without ``turning`` no
    ruling tells what it turns on. ``search``: spaces beyond ``most`` nodes of diagrams are searched where clingo is
    installed, and else, or without it, refused. Problems: R009, R007, C001, C010, C011, P006 and those of sentences
    that cannot be read.
    """
    chosen = tuple(dict.fromkeys(doctrines))
    if refused := (*bench.refusals((), chosen, questions, reading), *_read_elsewhere(bench, chosen, reading or {})):
        return refused
    if len(chosen) < 2:
        message = f"`{chosen[0]}` alone is compared with nothing" if chosen else "nothing is compared"
        return (Diagnostic("C011", message, help="name two different doctrines or more, or cases"),)
    work = _Work(bench, chosen, given, reading or {}, every_reading, turning, search and asp.installed(), most)
    found = work.found(questions, differences)
    return found if isinstance(found, tuple) or work.lines or work.sought else _nothing(bench, found)


def set_side_by_side(
    bench: Workbench,
    versions: tuple[str, str],
    *,
    questions: Sequence[str] = (),
    given: Sequence[str] = (),
    reading: Reading | None = None,
    most: int = MOST_NODES,
) -> Across | tuple[Diagnostic, ...]:
    """Two versions of a doctrine on every sentence about which either has rules, where they differ.

    Of a sentence about which one of them has no rule it is silent.
    """
    work = _Work(bench, versions, given, reading or {}, False, False, False, most, one_will_do=True)
    return work.found(questions, differences=True)


def _read_elsewhere(bench: Workbench, doctrines: Sequence[str], reading: Reading) -> Iterator[Diagnostic]:
    """R009: readings chosen for doctrines that are not among those compared."""
    for id in reading:
        if id in bench.library.doctrines and id not in doctrines:
            help = f"compared are {', '.join(f'`{d}`' for d in doctrines)}"
            yield Diagnostic("R009", f"a reading is chosen for `{id}`, which is not compared", help=help)


class _Work:
    """What is found on the way through the questions."""

    def __init__(
        self,
        bench: Workbench,
        doctrines: tuple[str, ...],
        given: Sequence[str],
        reading: Reading,
        every_reading: bool,
        turning: bool,
        search: bool,
        most: int,
        *,
        one_will_do: bool = False,
    ) -> None:
        self.one_will_do = one_will_do
        self.bench, self.doctrines, self.given, self.reading = bench, doctrines, given, reading
        self.every_reading, self.turning, self.search, self.most = every_reading, turning, search, most
        frames = [bench.frame(d, reading.get(d)) for d in doctrines]
        self.about = {f.doctrine.id: {h.sentence for r in f.doctrine.rules for h in r.heads} for f in frames}
        self.lines: list[Line] = []
        self.too_large: list[TooLarge] = []
        self.sought: list[Sought] = []
        self.force: list[str] = []
        self.unshared: dict[str, tuple[str, ...]] = {}

    def found(self, questions: Sequence[str], differences: bool) -> Across | tuple[Diagnostic, ...]:
        """Everything that is said of the questions, or what is wrong."""
        return self.through(questions) or Across(
            self.doctrines,
            tuple(line for line in self.lines if line.differences or not differences),
            tuple(self.too_large),
            tuple(dict.fromkeys(self.force)),
            tuple(self.unshared.items()),
            differences,
            self.every_reading,
            tuple(one for one in self.sought if one.separations or not differences),
        )

    def through(self, questions: Sequence[str]) -> tuple[Diagnostic, ...]:
        encoded = [self.bench.library.doctrines[d].questions for d in self.doctrines]
        wanted = dict.fromkeys(questions or [q for q in self.bench.questions if all(q in each for each in encoded)])
        unread: dict[str, tuple[Diagnostic, ...]] = {}
        read: set[str] = set()
        for id in wanted:
            for fixed in cases_of(self.bench.library, id, self.doctrines, self.given):
                put, words = fixed.case, fixed.given
                # A sentence may be about somebody who is in another of the cases: what is wrong with it is said there.
                nobody = {w for w, found in unread.items() if any(p.code == "S010" for p in found)}
                unread |= {w: found for w, found in fixed.unread.items() if w not in unread or w in nobody}
                read |= set(words)
                asked = to_ask(self.bench.library, put, [id], "", doctrines=self.doctrines)
                if isinstance(asked, tuple):
                    return asked
                hearers = self.bench.hearers.about(put)
                for one in asked.claims:
                    for found in self._sentence(self.bench.questions[id], put, one, words, hearers):
                        if isinstance(found, Diagnostic):
                            return (found,)
                        self.lines.append(found)
        return tuple(p for words in self.given if words not in read for p in unread.get(words, ()))

    def _sentence(
        self, question: Question, case: Case, asked: Asked, given: tuple[str, ...], hearers: Hearers
    ) -> Iterator[Line | Diagnostic]:
        library = self.bench.library
        words = say(asked.claim, self.bench.sentences, names=short_names(case))
        without = tuple(
            d
            for d in self.doctrines
            if asked.claim.sentence not in self.about[d] or question.id not in library.doctrines[d].questions
        )
        encoded = all(question.id in library.doctrines[d].questions for d in self.doctrines)
        if without and not (self.one_will_do and encoded and len(without) < len(self.doctrines)):
            if len(without) < len(self.doctrines):
                self.unshared[words] = without
            return
        if towards_force(library, asked):
            self.force.append(words)
            return
        try:
            each = [self._ways(d, case, asked) for d in self.doctrines]
        except TooManyCases:
            each = [(Way(d, self.reading.get(d, {})),) for d in self.doctrines]
        if (count := prod(len(some) for some in each)) > MOST_WAYS:
            open_to = "; ".join(f"{some[0].doctrine}: {', '.join(some[0].spread)}" for some in each if len(some) > 1)
            message = f"{words}: there are {count} ways of reading the doctrines that differ"
            yield Diagnostic(
                "C010", message, help=f"choose options with `--reading doctrine/reading=option`: {open_to}"
            )
            return
        rulings: dict[tuple[object, ...], Ruling] = {}
        for read in product(*each):
            put = Putting(hearers, question, words, asked, given, read, self.turning, rulings)
            space = laid([self.bench.frame(w.doctrine, w.chosen) for w in read], case, asked)
            if space is None:
                heard = (self.bench.hear(w.doctrine, case, asked, w.chosen) for w in read)
                impossible = next((r for r in heard if isinstance(r, ImpossibleCase)), None)
                yield impossible_case(case, impossible or ImpossibleCase(case.id, self.doctrines[0], (given,)))
                return
            try:
                yield put.line(together(space, most=self.most))
            except (TooManyCases, TooManyNodes):
                if self.search:
                    self.sought.append(put.sought(space))
                else:
                    self.too_large.append(self._too_large(put, space))

    def _ways(self, doctrine: str, case: Case, asked: Asked) -> tuple[Way, ...]:
        own = self.reading.get(doctrine, {})
        if not self.every_reading:
            return (Way(doctrine, own),)
        return ways(self.bench, doctrine, case, asked, own, most=self.most)

    def _too_large(self, put: Putting, space: Laid) -> TooLarge:
        """The facts that most conditions speak of, to be fixed first."""
        spoken = put.speech(space.case)
        names = sorted((name for name, _ in space.facts), key=space.weight, reverse=True)
        return TooLarge(
            put.question, put.words, space.size, tuple(spoken.subject(space.atoms[n]) for n in names[:NAMED])
        )


def _nothing(bench: Workbench, found: Across) -> Across | tuple[Diagnostic, ...]:
    """Why no sentence was compared."""
    if found.too_large:
        return tuple(
            Diagnostic(
                "C010",
                f"what they say on {t.about} depends on {t.cases} cases",
                help=f'fix facts with `--given "…"`, these first: {"; ".join(t.facts)}; {asp.NEEDS}',
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
