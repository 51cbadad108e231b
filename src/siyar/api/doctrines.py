"""Doctrines that were loaded, and what can be asked of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from siyar import altering, auditing, comparing, influencing, ranging, reaching, supposing, timing
from siyar.api.of_cases import Answer, Comparison, Precedents, Supposition, Timelines, Turns
from siyar.api.of_evidence import Evidence, LookedUp
from siyar.api.of_spaces import Across, Audits, Influence, Versions
from siyar.api.problems import Problems, found
from siyar.diagnostics import Diagnostic
from siyar.evidence import Holdings
from siyar.evidence.grading import Rank
from siyar.hanging import hanging
from siyar.model import Case, Library
from siyar.precedent import Model
from siyar.workbench import Workbench
from siyar.workbench.versions import version

#: ``{reading: option}`` where one doctrine was loaded, ``{doctrine: {reading: option}}`` where several were.
Reading = Mapping[str, str] | Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class Doctrines:
    """Doctrines that were loaded, with the library they were read with: made by `load`."""

    names: tuple[str, ...]
    bench: Workbench = field(repr=False)

    @property
    def library(self) -> Library:
        """Everything that was read: vocabularies, sources, doctrines and cases by id."""
        return self.bench.library

    @property
    def cases(self) -> tuple[str, ...]:
        """The ids of the cases that can be asked about."""
        return tuple(self.library.cases)

    @property
    def questions(self) -> Mapping[str, str]:
        """The questions there are, in words."""
        return {question.id: question.asks for question in self.bench.questions.values()}

    def ask(
        self,
        case: str | Case,
        question: str | Sequence[str] = (),
        *,
        about: str = "",
        reading: Reading | None = None,
        without: Sequence[str] = (),
        narrowed: bool = False,
    ) -> Answer:
        """Put a case, by its id or itself, to the doctrines.

        ``question``: one or several; without any, what the case asks. ``about``: an entity, a sentence's id, or a
        sentence written out. ``reading``: options chosen. ``without``: rules, precedents or evidence taken away.
        ``narrowed`` leaves out the other positions. Raises `Problems`.
        """
        result = self.bench.ask(
            case,
            doctrines=self.names,
            questions=_several(question),
            about=about,
            reading=self._reading(reading),
            without=tuple(without),
            narrowed=narrowed,
        )
        return Answer(found(result), self.library)

    def whatif(
        self,
        case: str | Case,
        *suppose: str,
        unset: Sequence[str] = (),
        question: str | Sequence[str] = (),
        about: str = "",
        reading: Reading | None = None,
        without: Sequence[str] = (),
        narrowed: bool = False,
    ) -> Supposition:
        """What changes if other facts hold (``suppose``, sentences in the names of the case). Raises `Problems`."""
        result = supposing.whatif(
            self.bench,
            case,
            given=suppose,
            unset=tuple(unset),
            reading=self._reading(reading),
            without=tuple(without),
            doctrines=self.names,
            questions=_several(question),
            about=about,
            narrowed=narrowed,
        )
        return Supposition(found(result), self.library)

    def smallest(
        self,
        case: str | Case,
        question: str | Sequence[str] = (),
        *,
        about: str = "",
        reading: Reading | None = None,
        without: Sequence[str] = (),
        changes: int = 3,
        narrowed: bool = False,
    ) -> Turns:
        """The smallest changes to what a case gives, so many facts at most, that alter rulings. Raises `Problems`."""
        result = altering.smallest_changes(
            self.bench,
            case,
            reading=self._reading(reading),
            without=tuple(without),
            doctrines=self.names,
            questions=_several(question),
            about=about,
            changes=changes,
            narrowed=narrowed,
        )
        return Turns(found(result), self.library)

    def precedents(
        self,
        case: str | Case,
        question: str | Sequence[str] = (),
        *,
        suppose: Sequence[str] = (),
        about: str = "",
        model: str = "reason",
        reading: Reading | None = None,
        without: Sequence[str] = (),
        narrowed: bool = False,
    ) -> Precedents:
        """What the doctrines' precedents force in a case, arguments from them, grounds they allow. Raises `Problems`.

        ``suppose``: facts taken to hold, sentences in the names of the case.
        ``model``: ``reason``, ``result`` or ``magnitudes`` (docs/precedents.md).
        """
        result = reaching.precedents(
            self.bench,
            case,
            doctrines=self.names,
            questions=_several(question),
            about=about,
            model=Model(model),
            given=tuple(suppose),
            reading=self._reading(reading),
            without=tuple(without),
            narrowed=narrowed,
        )
        return Precedents(found(result), self.library)

    def compare(
        self,
        *cases: str,
        question: str | Sequence[str] = (),
        reading: Reading | None = None,
        every_reading: bool = False,
        differences: bool = False,
        narrowed: bool = False,
    ) -> Comparison:
        """Cases, by their ids, under all doctrines side by side; with ``narrowed`` under those loaded alone.

        ``question``: one or several; without any, all on which some doctrine speaks. ``reading``: options chosen;
        ``every_reading``: rows also have what doctrines say under other readings that matter. ``differences``: only
        rows on which two doctrines part. Raises `Problems`.
        """
        result = comparing.compare(
            self.bench,
            cases,
            doctrines=self.names if narrowed else (),
            questions=_several(question),
            reading=self._reading(reading),
            every_reading=every_reading,
            differences=differences,
        )
        return Comparison(found(result), self.library)

    def across(
        self,
        question: str | Sequence[str] = (),
        *,
        given: Sequence[str] = (),
        reading: Reading | None = None,
        every_reading: bool = False,
        differences: bool = False,
    ) -> Across:
        """The doctrines loaded over every case of questions (docs/comparing-doctrines.md). Raises `Problems`.

        ``question``: one or several; without any, all that each of them encodes. ``given``: facts fixed, sentences in
        the names of the cases. ``every_reading``: a line for each way of reading them that differs from the others in
        some case. ``differences``: only lines on which some differ.
        """
        result = ranging.compare_doctrines(
            self.bench,
            self.names,
            questions=_several(question),
            given=tuple(given),
            reading=self._reading(reading),
            every_reading=every_reading,
            differences=differences,
        )
        return Across(found(result), self.library)

    def timeline(
        self,
        case: str | Case,
        question: str | Sequence[str] = (),
        *,
        about: str = "",
        reading: Reading | None = None,
        without: Sequence[str] = (),
        narrowed: bool = False,
    ) -> Timelines:
        """What the doctrines say of a case with events at each date (docs/timeline.md). Raises `Problems`."""
        result = timing.timeline(
            self.bench,
            case,
            doctrines=self.names,
            questions=_several(question),
            about=about,
            reading=self._reading(reading),
            without=tuple(without),
            narrowed=narrowed,
        )
        return Timelines(found(result), self.library)

    def audit(self, question: str | Sequence[str] = ()) -> Audits:
        """What is found in the doctrines loaded over all cases of their questions (docs/audit.md). Raises `Problems`.

        ``question``: one or several; without any, all that each encodes.
        """
        result = auditing.audit_doctrines(self.bench, self.names, questions=_several(question))
        return Audits(found(result), self.library)

    def influence(
        self, question: str | Sequence[str] = (), *, given: Sequence[str] = (), reading: Reading | None = None
    ) -> Influence:
        """What the rulings of the one doctrine loaded hang on, over all cases (docs/influence.md). Raises `Problems`.

        ``question``: one or several; without any, all it encodes. ``given``: facts fixed, in the names of the cases.
        """
        if len(self.names) != 1:
            help = "load one doctrine: its rulings are counted by themselves"
            raise Problems([Diagnostic("C011", "influence is of one doctrine at a time", help=help)])
        (doctrine,) = self.names
        chosen = self._reading(reading)
        result = influencing.influence(
            self.bench, doctrine, questions=_several(question), given=tuple(given), reading=chosen.get(doctrine)
        )
        return Influence(found(result), self.library)

    def evidence(
        self,
        *,
        without: Sequence[str] = (),
        least: str = "",
        grader: str = "",
        way: str = "",
        question: str | Sequence[str] = (),
        reading: Reading | None = None,
    ) -> Evidence:
        """What the one doctrine loaded cites, and what rests on it (docs/evidence.md). Raises `Problems`.

        ``without``: evidence set aside, by id or place; ``least``: a rank, ``sahih``, ``hasan`` or ``daif``, below
        which it goes by the grades of ``grader``; ``way``: a way of proof.
        """
        if len(self.names) != 1:
            help = "load one doctrine: its rules are followed by themselves"
            raise Problems([Diagnostic("C011", "evidence is of one doctrine at a time", help=help)])
        if bool(least) != bool(grader):
            raise ValueError("a grade is somebody's: give least and grader together")
        (doctrine,) = self.names
        holdings = Holdings()
        result = hanging(
            self.bench,
            doctrine,
            holdings,
            without=tuple(without),
            least=Rank(least) if least else None,
            by=grader,
            way=way,
            reading=self._reading(reading).get(doctrine),
            questions=_several(question),
        )
        return Evidence(LookedUp(found(result), holdings), self.library)

    def _reading(self, reading: Reading | None) -> dict[str, dict[str, str]]:
        """By doctrine; options named bare belong to the one doctrine loaded."""
        found: dict[str, dict[str, str]] = {}
        for name, chosen in (reading or {}).items():
            if isinstance(chosen, str):
                if len(self.names) != 1:
                    help = f"say whose: reading={{'{self.names[0]}': {{'{name}': '{chosen}'}}}}"
                    message = f"the reading `{name}` is chosen for none of several doctrines"
                    raise Problems([Diagnostic("R007", message, help=help)])
                found.setdefault(self.names[0], {})[name] = chosen
            else:
                found.setdefault(name, {}).update(chosen)
        return found


def load(*names: str, paths: Iterable[Path | str] = ()) -> Doctrines:
    """Doctrines by id, from the shipped library and the files and folders in ``paths``.

    Without a name, all that are asked when none is named. Raises `Problems` for a name that nothing has and for files
    with errors.
    """
    read = tuple(Path(path) for path in paths)
    bench = Workbench.open(read) if read else _shipped()
    errors = [p for p in bench.problems if p.severity == "error"]
    if problems := errors or bench.refusals(doctrines=names):
        raise Problems(problems)
    return Doctrines(names or bench.under_study, bench)


def diff(
    old: str,
    new: str = "",
    *,
    rev: str = "",
    doctrine: str = "",
    question: str | Sequence[str] = (),
    given: Sequence[str] = (),
    reading: Mapping[str, Mapping[str, str]] | None = None,
    paths: Iterable[Path | str] = (),
) -> Versions:
    """Two versions of a doctrine, or two encodings of one text (docs/diff.md). Raises `Problems`.

    ``old`` and ``new``: an id, a file, a folder, or ``REVISION:path`` in git; with ``rev`` the old one is the path at
    that revision, and the new one by default the same path as it is. ``doctrine``: which, of several in a folder.
    """
    beside = tuple(Path(path) for path in paths)
    before = version(old, rev=rev, beside=beside)
    after = version(new or old, beside=beside)
    for read in (before, after):
        if isinstance(read, tuple):
            raise Problems(read)
    assert not isinstance(before, tuple)
    assert not isinstance(after, tuple)
    found = ranging.diff(
        before, after, doctrine=doctrine, questions=_several(question), given=tuple(given), reading=reading
    )
    if isinstance(found, tuple):
        raise Problems(found)
    return Versions(found)


@cache
def _shipped() -> Workbench:
    return Workbench.open()


def _several(names: str | Sequence[str]) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else tuple(names)
