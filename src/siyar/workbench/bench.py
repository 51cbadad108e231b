"""A bench: a library that was read, and the verbs on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from siyar import shelf
from siyar.asking import ToAsk, to_ask
from siyar.check import duties_of_force
from siyar.diagnostics import Diagnostic
from siyar.framing import Frame
from siyar.hearing import Asked, ImpossibleCase, Ruling, Sitting, Told
from siyar.model import Case, Library, Question, Sentence
from siyar.positions import always, contemporaries_first, further, under_study
from siyar.refusals import unknown, unknown_grounds, unknown_ids, unknown_readings
from siyar.source import Text
from siyar.workbench import files, opening, sittings
from siyar.workbench.hearers import Hearers, Manner

if TYPE_CHECKING:
    from siyar.export.pages import Found
    from siyar.sources import Coverage


@dataclass(frozen=True)
class Workbench:
    """A library that was read, with what is wrong with it."""

    library: Library
    problems: tuple[Diagnostic, ...] = ()
    shipped: frozenset[str] = frozenset()  # the names of the texts that are the wheel's own

    # ------------------------------------------------------------------ opening

    @staticmethod
    def open(paths: Iterable[Path | str] = (), *, shipped: bool = True) -> Workbench:
        """The shipped library, packs of installed packages, and the files and folders named, read together.

        Of the folder a file stands in, what that file needs is read with it (`shelf.neighbours`).
        """
        return Workbench._from(opening.whole(paths, shipped=shipped))

    @staticmethod
    def of(
        cases: Sequence[str], paths: Iterable[Path | str] = (), *, questions: Sequence[str] | None = ()
    ) -> Workbench:
        """A bench on which cases are put to doctrines: of the shipped files it has read no more than that can need.

        ``questions``: the only ones that are asked; empty for those the cases ask, None for whatever there is. What is
        asked on it has the answers of `open`. Whatever is refused on it, or wrong in a user's own files, is to be
        looked at again on a whole bench, which knows what else there is; and so is anything that is not asked.
        """
        return Workbench._from(opening.for_cases(cases, paths, questions))

    @staticmethod
    def read(texts: Sequence[Text], shipped: set[str], problems: tuple[Diagnostic, ...] = ()) -> Workbench:
        """The texts, some of them shipped; a user's own doctrine of a shipped one's id takes its place, marked."""
        return Workbench._from(opening.read(texts, shipped, problems))

    @staticmethod
    def _from(opened: opening.Opened) -> Workbench:
        return Workbench(opened.library, opened.problems, opened.shipped)

    @cached_property
    def hearers(self) -> Hearers:
        """The doctrines, with what is kept of them between one question and the next."""
        return Hearers(self.library)

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
        brief: bool = False,
    ) -> Sitting | tuple[Diagnostic, ...]:
        """Put a case, by its id or itself, to doctrines.

        ``about`` is a sentence written out, or a name or sentence id to choose by; ``reading`` maps a doctrine to the
        options chosen; ``every_reading`` gives one ruling for each combination that matters; ``without`` takes
        evidence, precedents or rules away; ``narrowed`` leaves out the other positions; ``everything`` goes through
        all entities the questions can be about, ``whole`` through all sentences of a question; ``asked_of`` are the
        sentences themselves, in place of all that. ``brief``: the other positions are not asked what they turn on, a
        third of the work, for who shows of each no more than what it says.
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
        return sittings.sit(
            self.hearers,
            put,
            asked,
            chosen,
            {d: d in self.beside for d in positions if d not in chosen},
            Manner(reading or {}, without, propagating, every_reading),
            chosen=bool(doctrines),
            whole=whole,
            narrowed=narrowed,
            brief=brief,
        )

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
        return sittings.why_not(self.hearers, sitting, why_not, Manner(reading or {}, without, propagating))

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
        return self.hearers.hear(doctrine, case, asked, reading, without, propagating, listened)

    def frame(self, doctrine: str, reading: Mapping[str, str] | None = None, without: Sequence[str] = ()) -> Frame:
        """The doctrine under a reading; kept, since a bench asks the same doctrine again and again."""
        return self.hearers.frame(doctrine, reading, without)

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
            problems = tuple(p for p in problems if files.within(p, paths))
        if any(p.severity == "error" for p in problems):
            return problems
        return (*problems, *expectations.run(self, paths))

    def fine(self, only: Iterable[Path | str] = ()) -> str:
        """What was checked, in a line, when nothing is wrong."""
        from siyar import expectations

        ran = sum(1 for _ in expectations.expectations(self, tuple(shelf.markdown_below(Path(p) for p in only))))
        count = len({name for d in self.library.doctrines.values() for name in d.files})
        rules = sum(len(d.rules) for d in self.library.doctrines.values())
        if tuple(only):
            return f"all good: {ran} expectations met"
        return (
            f"all good: {len(self.library.doctrines)} doctrines with {rules} rules in {count} files, "
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
            help = "begin a block `inventory` on its page (docs/language.md)"
            help += f"; there is one of {listed}" if listed else ""
            return (Diagnostic("R020", f"`{source}` has no inventory", page.span, help),)
        from siyar.sources import coverage

        return coverage(page, self.library)

    # ------------------------------------------------------------------ fmt, show

    def formatted(self, paths: Iterable[Path]) -> tuple[tuple[files.Formatted, ...], tuple[Diagnostic, ...]]:
        """The files in canonical form, and what keeps some of them as they are."""
        return files.formatted(self.library, self.problems, paths)

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
        return (unknown("doctrine, rule, case, question or source", id, among),)
