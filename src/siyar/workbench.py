"""The few verbs; the only place where things are wired together.

>>> bench = Workbench.open()
>>> sitting = bench.ask("banu-qaynuqa-squadron", doctrines=["hizb-qa"], questions=["help"])
>>> sitting.hearings[0].asked[0].outcome.value
'forbidden'
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING

from siyar import language, shelf
from siyar.asking import ToAsk, same_sentence, short_names, to_ask
from siyar.check import duties_of_force
from siyar.conclusion import Because, Status
from siyar.diagnostics import Diagnostic
from siyar.excerpts import asked, excerpts
from siyar.framing import Frame, frame
from siyar.hearing import (
    Asked,
    Finding,
    Hearing,
    ImpossibleCase,
    NoSuchWord,
    Outcome,
    Ruling,
    Sitting,
    Told,
    attribute,
    hear,
    hear_not,
    matters,
    parting,
    reading_choices,
)
from siyar.language.unparse import fmt, say
from siyar.model import (
    Case,
    Claim,
    Doctrine,
    Library,
    LineKind,
    Question,
    Sentence,
)
from siyar.positions import always, anachronism, contemporaries_first, further, shares_words, speaks_of, under_study
from siyar.refusals import (
    impossible_case,
    own_grounds,
    unknown,
    unknown_grounds,
    unknown_ids,
    unknown_readings,
)
from siyar.source import Text

if TYPE_CHECKING:
    from siyar.export.pages import Found
    from siyar.sources import Coverage


@dataclass(frozen=True)
class Workbench:
    """A library that was read, with what is wrong with it."""

    library: Library
    problems: tuple[Diagnostic, ...] = ()
    shipped: frozenset[str] = frozenset()  # the names of the texts that are the wheel's own
    _frames: dict[tuple[object, ...], Frame] = field(default_factory=dict, repr=False, compare=False)

    # ------------------------------------------------------------------ opening

    @staticmethod
    def open(paths: Iterable[Path | str] = (), *, shipped: bool = True) -> Workbench:
        """The shipped library, packs of installed packages, and the files and folders named, read together.

        Of the folder a file stands in, what that file needs is read with it (`shelf.neighbours`).
        """
        own, files = shelf.shipped() if shipped else (), [Path(p) for p in paths]
        packed, unread = shelf.packed()
        named, problems = shelf.texts_of(files)
        named = (*packed, *(t for t in named if t not in packed), *shelf.neighbours(files, named))
        problems = (*unread, *problems)
        kept = shelf.beside(named, own)
        return Workbench.read((*kept, *named), {t.name for t in own}, problems, left_out=_left_out(own, kept))

    @staticmethod
    def of(
        cases: Sequence[str], paths: Iterable[Path | str] = (), *, questions: Sequence[str] | None = ()
    ) -> Workbench:
        """A bench on which cases are put to doctrines: of the shipped files it has read no more than that can need.

        ``questions``: the only ones that are asked; empty for those the cases ask, None for whatever there is. What is
        asked on it has the answers of `open`. Whatever is refused on it, or wrong in a user's own files, is to be
        looked at again on a whole bench, which knows what else there is; and so is anything that is not asked.
        """
        own, files = shelf.shipped(), [Path(p) for p in paths]
        packed, unread = shelf.packed()
        named, problems = shelf.texts_of(files)
        named = (*packed, *(t for t in named if t not in packed), *shelf.neighbours(files, named))
        problems = (*unread, *problems)
        whole = shelf.beside(named, own)
        only = asked((*whole, *named), cases) if questions is not None and not questions else questions
        texts = (*excerpts(whole, cases, named, only), *named)
        bench = Workbench.read(texts, {t.name for t in own}, problems, whole, _left_out(own, whole))
        # What the excerpts lack is nobody's mistake.
        return replace(bench, problems=tuple(p for p in bench.problems if p.where not in bench.shipped))

    @staticmethod
    def read(
        texts: Sequence[Text],
        shipped: set[str],
        problems: tuple[Diagnostic, ...] = (),
        whole: Sequence[Text] = (),
        left_out: Container[str] = (),
    ) -> Workbench:
        """The texts, some of them shipped; a user's own doctrine of a shipped one's id takes its place, marked.

        ``whole``: the texts of which some of the others are excerpts, by which a doctrine is told from an edited one.
        ``left_out``: ids of shipped doctrines that gave way to a user's own.
        """
        read = language.read(texts, shipped)
        by_name = {text.name: text for text in (*texts, *whole)}
        doctrines = {
            id: replace(
                doctrine,
                shipped=bool(doctrine.files) and set(doctrine.files) <= shipped,
                edited=id in left_out or 0 < len(shipped & set(doctrine.files)) < len(doctrine.files),
                digest=shelf.digest(by_name[name] for name in doctrine.files),
            )
            for id, doctrine in read.library.doctrines.items()
        }
        library = replace(read.library, doctrines=doctrines)
        return Workbench(library, (*problems, *read.diagnostics), frozenset(shipped))

    @cached_property
    def sentences(self) -> Mapping[str, Sentence]:
        return self.library.sentences()

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        return self.library.questions()

    @cached_property
    def beside(self) -> tuple[str, ...]:
        """The positions shown beside every ruling, in their fixed order."""
        return always(self.library)

    @cached_property
    def further(self) -> tuple[str, ...]:
        """The positions shown beside where they speak of the question."""
        return further(self.library)

    @cached_property
    def under_study(self) -> tuple[str, ...]:
        """The doctrines asked when none is named: those that are no position shown beside."""
        return under_study(self.library)

    @cached_property
    def duties(self) -> tuple[Diagnostic, ...]:
        """P001: rules that would make an act of force a duty. While there is one, nothing can be asked."""
        return tuple(duties_of_force(self.library))

    # ------------------------------------------------------------------ ask

    def ask(
        self,
        case: str | Case,
        *,
        doctrines: Sequence[str] = (),
        questions: Sequence[str] = (),
        about: str = "",
        reading: Mapping[str, Mapping[str, str]] | None = None,
        every_reading: bool = False,
        without: Sequence[str] = (),
        propagating: bool = False,
        narrowed: bool = False,
        everything: bool = False,
        whole: bool = False,
        asked_of: Sequence[Asked] = (),
    ) -> Sitting | tuple[Diagnostic, ...]:
        """Put a case, by its id or itself, to doctrines.

        ``about`` is a sentence written out, or a name or sentence id to choose by; ``reading`` maps a doctrine to the
        options chosen; ``every_reading`` gives one ruling for each combination that matters; ``without`` takes
        evidence, precedents or rules away; ``narrowed`` leaves out the other positions; ``everything`` goes through
        all entities the questions can be about, ``whole`` through all sentences of a question; ``asked_of`` are the
        sentences themselves, in place of all that.
        """
        problems = self.refusals([case] if isinstance(case, str) else [], doctrines, questions, reading or {}, without)
        if problems:
            return problems
        put = self.library.cases[case] if isinstance(case, str) else case
        asked = (
            ToAsk(tuple(asked_of))
            if asked_of
            else to_ask(self.library, put, questions, about, everything=everything, doctrines=doctrines)
        )
        if isinstance(asked, tuple):
            return asked
        chosen = tuple(doctrines) or self.under_study
        positions = () if narrowed else contemporaries_first(self.library, put, (*self.beside, *self.further))
        others = tuple(d for d in positions if d not in chosen)
        hearings: list[Hearing] = []
        more = list(asked.more)
        for one in asked.claims:
            asks = chosen if doctrines else self._who_can_say(chosen, one.claim) or chosen
            rulings = self._rulings(put, one, asks, reading or {}, every_reading, without, propagating)
            beside = self._rulings(put, one, self._who_can_say(others, one.claim), {}, False, (), propagating)
            impossible = [r for r in (*rulings, *beside) if isinstance(r, ImpossibleCase)]
            if impossible:
                return tuple(dict.fromkeys(impossible_case(put, i) for i in impossible))
            said = tuple(r for r in rulings if isinstance(r, Ruling))
            stand = tuple(r for r in beside if isinstance(r, Ruling) and self._stands_beside(r))
            if one in asked.optional and not whole and not any(_speaks(r) for r in said):
                more.append(said[0].about)
                continue
            hearings.append(
                Hearing(
                    self.questions.get(one.question, Question("", "", ())),
                    said[0].about,
                    tuple(str(a) for a in one.claim.arguments),
                    said,
                    stand,
                    tuple(p for a, b in combinations(said, 2) if (p := parting(a, b))),
                )
            )
        findings = tuple(self._findings(put, chosen, [a.claim for a in asked.claims], reading or {}, propagating))
        return Sitting(put, tuple(hearings), narrowed, tuple(dict.fromkeys(more)), findings)

    def _who_can_say(self, doctrines: Sequence[str], claim: Claim) -> tuple[str, ...]:
        return tuple(d for d in doctrines if shares_words(self.library, d, claim.sentence))

    def _stands_beside(self, ruling: Ruling) -> bool:
        """A position under `beside` always, one under `further` where it speaks of the question."""
        return ruling.attributed.doctrine in self.beside or speaks_of(ruling)

    def why(
        self,
        case: str,
        *,
        doctrines: Sequence[str] = (),
        questions: Sequence[str] = (),
        about: str = "",
        reading: Mapping[str, Mapping[str, str]] | None = None,
        without: Sequence[str] = (),
        propagating: bool = False,
        why_not: str = "",
    ) -> Sitting | tuple[Diagnostic, ...]:
        """As `ask`; with ``why_not`` the rulings of the doctrines asked carry every obstacle to that word."""
        sitting = self.ask(
            case,
            doctrines=doctrines,
            questions=questions,
            about=about,
            reading=reading,
            without=without,
            propagating=propagating,
        )
        if isinstance(sitting, tuple) or not why_not:
            return sitting
        heard = [self._why_not(sitting.case, h, why_not, reading or {}, without, propagating) for h in sitting.hearings]
        hearings = tuple(h for h in heard if isinstance(h, Hearing))
        return replace(sitting, hearings=hearings) if hearings else tuple(h for h in heard if isinstance(h, Diagnostic))

    def _why_not(
        self,
        case: Case,
        hearing: Hearing,
        word: str,
        reading: Mapping[str, Mapping[str, str]],
        without: Sequence[str],
        propagating: bool,
    ) -> Hearing | Diagnostic:
        """The hearing with the obstacles to a word; R018 where nobody asked can say the word of its sentence."""
        rulings: list[Ruling] = []
        lacking: list[str] = []
        for ruling in hearing.asked:
            again: Ruling | ImpossibleCase | NoSuchWord = ruling
            if ruling.outcome.because is not Because.NOT_ENCODED:
                id = ruling.attributed.doctrine
                assert ruling.claim is not None
                asked, under = Asked(ruling.question, ruling.claim), self.frame(id, reading.get(id), without)
                again = hear_not(self.library, under, case, asked, word, propagating=propagating)
            if isinstance(again, NoSuchWord):
                lacking += again.words
            elif isinstance(again, Ruling):
                rulings.append(replace(again, anachronism=ruling.anachronism))
        if lacking and all(r.outcome.because is Because.NOT_ENCODED for r in rulings):
            words = ", ".join(dict.fromkeys(lacking))
            return Diagnostic(
                "R018", f"`{hearing.about}` has no word `{word}`", help=f"the words here are {words}, or `any`"
            )
        return replace(hearing, asked=tuple(rulings))

    def _rulings(
        self,
        case: Case,
        asked: Asked,
        doctrines: Sequence[str],
        reading: Mapping[str, Mapping[str, str]],
        every: bool,
        without: Sequence[str],
        propagating: bool,
    ) -> list[Ruling | ImpossibleCase]:
        found: list[Ruling | ImpossibleCase] = []
        for id in doctrines:
            own = dict(reading.get(id, {}))
            if every:
                found += self._every_reading(id, case, asked, own, without, propagating)
            else:
                found.append(self.hear(id, case, asked, own, without, propagating))
        return found

    def _every_reading(
        self,
        doctrine: str,
        case: Case,
        asked: Asked,
        own: Mapping[str, str],
        without: Sequence[str],
        propagating: bool,
    ) -> list[Ruling | ImpossibleCase]:
        """One ruling for each combination of the readings that matter; those a user chose himself stay as chosen.

        A reading matters here if, the others being whatever they are, another option gives another outcome.
        """
        free = [
            {r: o for r, o in pick.items() if r not in own}
            for pick in reading_choices(self.library.doctrines[doctrine], (asked.claim.sentence,))
        ]
        heard = {
            tuple(pick.items()): self.hear(doctrine, case, asked, {**pick, **own}, without, propagating)
            for pick in free
        }
        spread = matters({pick: _gist(ruling) for pick, ruling in heard.items()})
        shown: dict[tuple[str, ...], Ruling | ImpossibleCase] = {}
        default = self.frame(doctrine).reading
        for pick, ruling in sorted(heard.items(), key=lambda one: [default.get(r) != o for r, o in one[0]]):
            varied = replace(ruling, varied=spread) if isinstance(ruling, Ruling) else ruling
            shown.setdefault(tuple(o for r, o in pick if r in spread), varied)
        return list(shown.values())

    def hear(
        self,
        doctrine: str,
        case: Case,
        asked: Asked,
        reading: Mapping[str, str] | None = None,
        without: Sequence[str] = (),
        propagating: bool = False,
        listened: Told | None = None,
    ) -> Ruling | ImpossibleCase:
        """One doctrine on one sentence; a question its encoding does not cover yet is *not encoded*."""
        heard = self.library.doctrines[doctrine]
        if asked.question and asked.question not in heard.questions:
            return self._not_encoded(heard, case, asked)
        under = self.frame(doctrine, reading, without)
        ruling = hear(self.library, under, case, asked, propagating=propagating, listened=listened)
        return replace(ruling, anachronism=anachronism(heard, case)) if isinstance(ruling, Ruling) else ruling

    def frame(self, doctrine: str, reading: Mapping[str, str] | None = None, without: Sequence[str] = ()) -> Frame:
        """The doctrine under a reading; kept, since a bench asks the same doctrine again and again."""
        own = own_grounds(doctrine, without)
        key = (doctrine, tuple(sorted((reading or {}).items())), tuple(sorted(own)))
        if key not in self._frames:
            put = self.library.doctrines[doctrine]
            if put.prevailing is not None:
                from siyar.study.precedent_rules import with_precedents

                put = with_precedents(put, self.library, dict(reading or {}), own)
            self._frames[key] = frame(put, self.library, reading, own)
        return self._frames[key]

    def _not_encoded(self, doctrine: Doctrine, case: Case, asked: Asked) -> Ruling:
        """Its place is kept: not encoded is never silence (ADR 0005)."""
        outcome = Outcome(None, Status.OPEN, Because.NOT_ENCODED)
        return Ruling(
            attributed=attribute(self.library, doctrine, outcome, ()),
            question=asked.question,
            sentence=asked.claim.sentence,
            about=say(asked.claim, self.sentences, names=short_names(case)),
            entities=tuple(str(a) for a in asked.claim.arguments),
            option=asked.claim.options[0] if asked.claim.options else "",
            known=outcome,
            settled=False,
            anachronism=anachronism(doctrine, case),
            claim=asked.claim,
        )

    # ------------------------------------------------------------------ findings and expectations

    def _findings(
        self,
        case: Case,
        doctrines: Sequence[str],
        claims: Sequence[Claim],
        reading: Mapping[str, Mapping[str, str]],
        propagating: bool,
    ) -> Iterable[Finding]:
        """`reported` lines beside the rulings of the doctrines asked; where they part it is about the encoding."""
        for line in case.lines:
            if line.kind is not LineKind.REPORTED or line.claim.modality is None:
                continue
            if not any(same_sentence(replace(line.claim, modality=None), c) for c in claims):
                continue
            for id in doctrines:
                doctrine = self.library.doctrines[id]
                asked = Asked("", replace(line.claim, modality=None, span=None))
                ruling = self.hear(id, case, asked, reading.get(id), propagating=propagating)
                if isinstance(ruling, Ruling) and ruling.outcome.value:
                    yield Finding(
                        id,
                        doctrine.title,
                        say(line.claim, self.sentences, names=short_names(case)),
                        line.cites,
                        ruling.outcome,
                        ruling.outcome.value == line.claim.modality.value,
                    )

    # ------------------------------------------------------------------ what a user got wrong

    def refusals(
        self,
        cases: Sequence[str] = (),
        doctrines: Sequence[str] = (),
        questions: Sequence[str] = (),
        reading: Mapping[str, Mapping[str, str]] | None = None,
        without: Sequence[str] = (),
    ) -> tuple[Diagnostic, ...]:
        """Why these cannot be asked: ids that name nothing, with the nearest; rules that make force a duty."""
        known = self.library.doctrines
        return (
            *unknown_ids("case", cases, self.library.cases),
            *unknown_ids("doctrine", doctrines, known),
            *unknown_ids("question", questions, self.questions),
            *unknown_readings(known, reading or {}),
            *unknown_grounds((known[id] for id in doctrines or self.under_study if id in known), without),
            *self.duties,
        )

    # ------------------------------------------------------------------ check

    def check(self, only: Iterable[Path | str] = ()) -> tuple[Diagnostic, ...]:
        """Everything wrong with the library: what could not be read, form, and expectations that fail.

        With ``only`` what is wrong with those files and folders, and the expectations of their doctrines and cases.
        """
        from siyar import expectations
        from siyar.check import check

        problems = (*self.problems, *check(self.library, shipped=self.shipped))
        paths = tuple(shelf.markdown_below(Path(p) for p in only))
        if paths:
            problems = tuple(p for p in problems if _within(p, paths))
        if any(p.severity == "error" for p in problems):
            return problems
        return (*problems, *expectations.run(self, paths))

    def fine(self, only: Iterable[Path | str] = ()) -> str:
        """What was checked, in a line, when nothing is wrong."""
        from siyar import expectations

        ran = sum(1 for _ in expectations.expectations(self, tuple(shelf.markdown_below(Path(p) for p in only))))
        files = len({name for d in self.library.doctrines.values() for name in d.files})
        rules = sum(len(d.rules) for d in self.library.doctrines.values())
        if tuple(only):
            return f"all good: {ran} expectations met"
        return (
            f"all good: {len(self.library.doctrines)} doctrines with {rules} rules in {files} files, "
            f"{len(self.library.cases)} cases, {ran} expectations met"
        )

    # ------------------------------------------------------------------ coverage

    def coverage(self, source: str) -> Coverage | tuple[Diagnostic, ...]:
        """What each sentence of a source does and what carries it. Problems: R009, R020."""
        page = self.library.sources.get(source)
        if page is None:
            return (unknown("source", source, self.library.sources),)
        if page.inventory is None:
            listed = ", ".join(s.id for s in self.library.sources.values() if s.inventory)
            help = f"there is one of {listed}" if listed else "write one on its page"
            return (Diagnostic("R020", f"`{source}` has no inventory", page.span, help),)
        from siyar.sources import coverage

        return coverage(page, self.library)

    # ------------------------------------------------------------------ fmt, show

    def formatted(self, paths: Iterable[Path]) -> tuple[tuple[Formatted, ...], tuple[Diagnostic, ...]]:
        """The files in canonical form, and what keeps some of them as they are."""
        found: list[Formatted] = []
        named = tuple(paths)
        files = tuple(shelf.markdown_below(named))
        problems = [p for p in self.problems if _within(p, (*files, *named))]
        broken = {_file(p) for p in problems if p.severity == "error"}
        for path in files:
            name = path.as_posix()
            if name in broken:
                continue
            texts, _ = shelf.texts_of([path])
            for text in texts:
                found.append(Formatted(path, text.characters, fmt(text, self.library)))
        return tuple(found), tuple(problems)

    def find(self, id: str) -> tuple[Found, ...]:
        """What an id names: a doctrine, case, source, question, sentence, or ``doctrine/rule`` and the like."""
        from siyar.export.pages import found

        return found(self.library, id)

    def no_such(self, id: str) -> tuple[Diagnostic, ...]:
        """What to say when `find` finds nothing: the nearest ids of any kind."""
        from siyar.export.pages import ASSERTED_DUTIES

        among = [
            ASSERTED_DUTIES,
            *self.library.doctrines,
            *self.library.cases,
            *self.library.sources,
            *self.questions,
            *self.sentences,
        ]
        for doctrine in self.library.doctrines.values():
            among += [f"{doctrine.id}/{rule.id}" for rule in doctrine.rules]
            among += [f"{doctrine.id}/{reading.id}" for reading in doctrine.readings]
        return (unknown("thing", id, among),)


@dataclass(frozen=True, slots=True)
class Formatted:
    """A file before and after `fmt`."""

    path: Path
    before: str
    after: str

    @property
    def changed(self) -> bool:
        return self.before != self.after


def _left_out(own: Sequence[Text], kept: Sequence[Text]) -> set[str]:
    """The ids of shipped doctrines that gave way to files of a user's own."""
    stay = {text.name for text in kept}
    return {language.front_matter(text).id for text in own if text.name not in stay}


def _file(problem: Diagnostic) -> str:
    return problem.span.text.name if problem.span else problem.file


def _within(problem: Diagnostic, paths: tuple[Path, ...]) -> bool:
    """Whether a problem is in one of the files, or about a place in one; without a place it is everybody's."""
    names = (_file(problem), *(related.span.text.name for related in problem.related))
    return any(not n or any(n == p.as_posix() or n.startswith(p.as_posix() + "/") for p in paths) for n in names)


def _gist(ruling: Ruling | ImpossibleCase) -> object:
    """What one sees of a ruling: two readings with the same gist do not differ here."""
    return (ruling.outcome, ruling.settled) if isinstance(ruling, Ruling) else ruling


def _speaks(ruling: Ruling) -> bool:
    return ruling.outcome.status in (Status.RULED, Status.CONTESTED)


__all__ = ["Workbench"]
