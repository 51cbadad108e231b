"""Siyar from Python and in notebooks: load doctrines, put cases to them.

>>> from siyar import load
>>> answer = load("hizb-qa").ask("banu-qaynuqa-squadron", question="help", narrowed=True)
>>> answer.value, answer.status, answer.settled
('forbidden', 'ruled', True)
>>> print(answer)
A question-and-answer of 2017 states: forbidden, haram (settled)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from siyar import altering, comparing, export, influencing, ranging, reaching, supposing, timing
from siyar.diagnostics import Diagnostic, to_short
from siyar.export.altered import altered_html, altered_json, altered_markdown, altered_sheet, altered_text
from siyar.export.asking import ruling_line
from siyar.export.comparison import comparison_markdown, comparison_text
from siyar.export.comparison_data import comparison_csv, comparison_json
from siyar.export.comparison_html import comparison_fragment, comparison_html
from siyar.export.difference import difference_json, difference_markdown, difference_sheet, difference_text
from siyar.export.influence import influence_csv, influence_json, influence_markdown, influence_sheet, influence_text
from siyar.export.influence_svg import influence_svg
from siyar.export.precedents import precedents_html, precedents_markdown, precedents_sheet, precedents_text
from siyar.export.precedents_json import precedents_json
from siyar.export.supposed import whatif_sheet
from siyar.export.timeline import timeline_markdown, timeline_sheet, timeline_text
from siyar.export.timeline_html import timeline_html
from siyar.export.timeline_json import timeline_json
from siyar.export.whys import why_sheet
from siyar.hearing import Ruling, Sitting
from siyar.model import Case, Library
from siyar.precedent import Model
from siyar.study import compare as side_by_side
from siyar.study import influence as hanging
from siyar.study.across import Across
from siyar.study.altered import Turning, Turnings
from siyar.study.reach import Reach, Reached
from siyar.study.versions import Edit
from siyar.study.whatif import Change, WhatIf
from siyar.timeline import Row, Timeline, Track
from siyar.workbench import Workbench
from siyar.workbench.versions import version

#: ``{reading: option}`` where one doctrine was loaded, ``{doctrine: {reading: option}}`` where several were.
Reading = Mapping[str, str] | Mapping[str, Mapping[str, str]]


class Problems(Exception):
    """Something is wrong with what was asked or with a file; ``diagnostics`` say what, where, and what to do."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        helps = [f"  help: {d.help}" for d in self.diagnostics[:1] if d.help]
        super().__init__("\n".join([to_short(self.diagnostics).rstrip("\n"), *helps]))


class SeveralRulings(ValueError):
    """One value was wanted, and there are rulings of several doctrines, entities or options: see ``rulings``."""

    def __init__(self, rulings: Sequence[Ruling]) -> None:
        self.rulings = tuple(rulings)
        lines = "\n".join(f"  {ruling.about}: {ruling_line(ruling)}" for ruling in rulings)
        super().__init__(f"{len(rulings)} rulings; choose with `about`, or go through `rulings`:\n{lines}")


@dataclass(frozen=True)
class Answer:
    """What doctrines say of a case: the rulings asked for, and the other positions beside them.

    Printing it, or ending a notebook cell with it, shows the rulings with whose word they are.
    """

    sitting: Sitting
    library: Library = field(repr=False)

    @property
    def rulings(self) -> tuple[Ruling, ...]:
        """The rulings of the doctrines asked, in the order of the questions."""
        return tuple(ruling for hearing in self.sitting.hearings for ruling in hearing.asked)

    @property
    def beside(self) -> tuple[Ruling, ...]:
        """The other positions; empty if the view was narrowed."""
        return tuple(ruling for hearing in self.sitting.hearings for ruling in hearing.beside)

    @property
    def ruling(self) -> Ruling:
        """The one ruling on what the question is mainly about. Raises `SeveralRulings`."""
        first = self.sitting.hearings[0]
        main = [
            r for r in self.rulings if (r.question, r.sentence) == (first.asked[0].question, first.asked[0].sentence)
        ]
        if len(main) != 1 or any(r.question != first.question.id for r in self.rulings):
            raise SeveralRulings(self.rulings)
        return main[0]

    @property
    def value(self) -> str | None:
        """A word (``forbidden``, ``yes``, a choice, a quantity), or None without one. Raises `SeveralRulings`."""
        return self.ruling.outcome.value

    @property
    def status(self) -> str:
        """``ruled``, ``silent``, ``contested`` or ``open``. Raises `SeveralRulings`."""
        return self.ruling.outcome.status.value

    @property
    def settled(self) -> bool:
        """Whether nothing that is unknown can change it. Raises `SeveralRulings`."""
        return self.ruling.settled

    def text(self, *, width: int = 100, full: bool = False) -> str:
        """What `siyar ask` prints; ``full``: with whole trees."""
        return export.sitting_text(self.sitting, self.library, width=width, full=full)

    def markdown(self, *, full: bool = False) -> str:
        """The same as Markdown."""
        return export.sitting_markdown(self.sitting, self.library, full=full)

    def html(self) -> str:
        """A page of its own, with all reasons folded under each ruling."""
        return export.sitting_html(self.sitting, self.library)

    def json(self) -> dict[str, Any]:
        """Plain data as `siyar ask --format json` prints it; its schema is ``siyar/schema/ask.json``."""
        return export.sitting_json(self.sitting, self.library)

    def __iter__(self) -> Iterator[Ruling]:
        return iter(self.rulings)

    def __str__(self) -> str:
        several = len({r.about for r in self.rulings}) > 1
        return "\n".join((f"{r.about}: " if several else "") + ruling_line(r) for r in self.rulings)

    def __repr__(self) -> str:
        return f"<siyar.Answer to {self.sitting.case.id}\n{self}>"

    def _repr_html_(self) -> str:
        return export.fragment(why_sheet(self.sitting, self.library))


@dataclass(frozen=True)
class Supposition:
    """A case as given and as supposed: ``changes`` has every ruling before and after."""

    found: WhatIf
    library: Library = field(repr=False)

    @property
    def changes(self) -> tuple[Change, ...]:
        """The rulings that differ."""
        return tuple(change for change in self.found.changes if change.changed)

    def text(self, *, width: int = 100) -> str:
        return export.whatif_text(self.found, width=width)

    def markdown(self) -> str:
        return export.whatif_markdown(self.found)

    def html(self) -> str:
        return export.whatif_html(self.found)

    def json(self) -> dict[str, Any]:
        """Plain data; its schema is ``siyar/schema/whatif.json``."""
        return export.whatif_json(self.found, self.library)

    def __repr__(self) -> str:
        return f"<siyar.Supposition on {self.found.before.case.id}: {'; '.join(self.found.supposed)}>"

    def _repr_html_(self) -> str:
        return export.fragment(whatif_sheet(self.found))


@dataclass(frozen=True)
class Turns:
    """The smallest changes to a case that alter rulings: ``rulings``, each ``before`` with its ``sets`` of changes."""

    found: Turnings
    library: Library = field(repr=False)

    @property
    def rulings(self) -> tuple[Turning, ...]:
        """Doctrine by doctrine; ``size`` is 0 where none of at most ``tried`` changes alters the ruling."""
        return self.found.found

    def text(self, *, width: int = 100) -> str:
        return altered_text(self.found, width=width)

    def markdown(self) -> str:
        return altered_markdown(self.found)

    def html(self) -> str:
        return altered_html(self.found)

    def json(self) -> dict[str, Any]:
        """Plain data; its schema is ``siyar/schema/whatif-smallest.json``."""
        return altered_json(self.found, self.library)

    def __repr__(self) -> str:
        return f"<siyar.Turns of {self.found.sitting.case.id}>"

    def _repr_html_(self) -> str:
        return export.fragment(altered_sheet(self.found))


@dataclass(frozen=True)
class Precedents:
    """How far past cases reach into one: for each sentence asked about and each doctrine a `Reach`."""

    found: Reached
    library: Library = field(repr=False)

    @property
    def reaches(self) -> tuple[Reach, ...]:
        """What was found, doctrine by doctrine."""
        return tuple(one for _, reaches in self.found.each for one in reaches)

    def text(self, width: int = 100) -> str:
        return precedents_text(self.found, self.library, width=width)

    def markdown(self) -> str:
        return precedents_markdown(self.found, self.library)

    def html(self) -> str:
        return precedents_html(self.found, self.library)

    def json(self) -> dict[str, Any]:
        """Plain data; its schema is ``siyar/schema/precedents.json``."""
        return precedents_json(self.found, self.library)

    def __repr__(self) -> str:
        return f"<siyar.Precedents on {self.found.sitting.case.id}>"

    def _repr_html_(self) -> str:
        return export.fragment(precedents_sheet(self.found, self.library))


@dataclass(frozen=True)
class Comparison:
    """Doctrines side by side in some cases: rows of sentences, a ruling for each doctrine. Nothing is merged."""

    found: side_by_side.Comparison
    library: Library = field(repr=False)

    @property
    def cases(self) -> tuple[side_by_side.Compared, ...]:
        """Each case, with its columns (``doctrines``) and its ``rows``."""
        return self.found.cases

    @property
    def rows(self) -> tuple[side_by_side.Row, ...]:
        """The rows of all cases: ``question``, ``about``, ``rulings`` and, for each two that differ, ``partings``."""
        return tuple(row for one in self.cases for row in one.rows)

    def text(self, *, width: int = 100) -> str:
        return comparison_text(self.found, self.library, width=width)

    def markdown(self) -> str:
        return comparison_markdown(self.found, self.library)

    def html(self) -> str:
        """A page of its own: a table, and every explanation folded under it."""
        return comparison_html(self.found, self.library)

    def csv(self) -> str:
        """A tidy table, one row a cell."""
        return comparison_csv(self.found, self.library)

    def json(self) -> dict[str, Any]:
        """Plain data; its schema is ``siyar/schema/compare.json``."""
        return comparison_json(self.found, self.library)

    def __repr__(self) -> str:
        rows = f"{len(self.rows)} row{'s' if len(self.rows) != 1 else ''}"
        return f"<siyar.Comparison in {', '.join(one.case.id for one in self.cases)}: {rows}>"

    def _repr_html_(self) -> str:
        return comparison_fragment(self.found, self.library)


@dataclass(frozen=True)
class Influence:
    """What a doctrine's rulings hang on over all cases of questions: ``lines``, one a sentence, each with its rows."""

    found: hanging.Influence
    library: Library = field(repr=False)

    @property
    def lines(self) -> tuple[hanging.Line, ...]:
        """Each sentence gone through: ``scope``, what the doctrine ``says`` in how many cases, and ``rows``."""
        return self.found.lines

    def text(self, *, width: int = 100) -> str:
        return influence_text(self.found, self.library, width=width)

    def markdown(self) -> str:
        return influence_markdown(self.found, self.library)

    def csv(self) -> str:
        """A tidy table, one row for each thing that can be otherwise."""
        return influence_csv(self.found, self.library)

    def svg(self) -> str:
        """A drawing, in one file that needs nothing else."""
        return influence_svg(self.found, self.library)

    def json(self) -> dict[str, Any]:
        """Plain data; its schema is ``siyar/schema/influence.json``."""
        return influence_json(self.found, self.library)

    def __repr__(self) -> str:
        return f"<siyar.Influence in {self.found.doctrine}: {len(self.lines)} sentences>"

    def _repr_html_(self) -> str:
        return export.fragment(influence_sheet(self.found, self.library))


@dataclass(frozen=True)
class Versions:
    """Two versions of a doctrine: the blocks that differ (``edits``), and the sentences on which rulings do."""

    found: ranging.Differing

    @property
    def edits(self) -> tuple[Edit, ...]:
        """Blocks added, removed or changed, priorities and lines of the header."""
        return self.found.difference.edits

    @property
    def across(self) -> Across:
        """The sentences on which the versions rule otherwise in some case, with counts, conditions, smallest cases."""
        return self.found.difference.across

    @property
    def rules_otherwise(self) -> bool:
        """Whether some ruling differs in some case that was gone through."""
        return self.found.difference.rules_otherwise

    def text(self, *, width: int = 100) -> str:
        return difference_text(self.found.difference, self.found.bench.library, width=width)

    def markdown(self) -> str:
        return difference_markdown(self.found.difference, self.found.bench.library)

    def json(self) -> dict[str, Any]:
        """Plain data; its schema is ``siyar/schema/diff.json``."""
        return difference_json(self.found.difference, self.found.bench.library)

    def __repr__(self) -> str:
        old, new = self.found.difference.labels
        return f"<siyar.Versions {old} and {new}: {len(self.edits)} edits, {len(self.across.lines)} sentences>"

    def _repr_html_(self) -> str:
        return export.fragment(difference_sheet(self.found.difference, self.found.bench.library))


@dataclass(frozen=True)
class Timelines:
    """What doctrines say of a case from moment to moment: ``rows`` are the moments, ``tracks`` the answers."""

    found: Timeline
    library: Library = field(repr=False)

    @property
    def rows(self) -> tuple[Row, ...]:
        """The outset, the events, and the days reckoned from them, in order."""
        return self.found.rows

    @property
    def tracks(self) -> tuple[Track, ...]:
        """For each sentence and doctrine its answers, each with the row from which it holds."""
        return self.found.tracks

    def text(self, *, width: int = 100) -> str:
        return timeline_text(self.found, self.library, width=width)

    def markdown(self) -> str:
        return timeline_markdown(self.found, self.library)

    def html(self) -> str:
        """A page of its own, with a drawing."""
        return timeline_html(self.found, self.library)

    def json(self) -> dict[str, Any]:
        """Plain data; its schema is ``siyar/schema/timeline.json``."""
        return timeline_json(self.found, self.library)

    def __repr__(self) -> str:
        return f"<siyar.Timelines of {self.found.case.id}>"

    def _repr_html_(self) -> str:
        return export.fragment(timeline_sheet(self.found, self.library))


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
        found = self.bench.ask(
            case,
            doctrines=self.names,
            questions=_several(question),
            about=about,
            reading=self._reading(reading),
            without=tuple(without),
            narrowed=narrowed,
        )
        if isinstance(found, tuple):
            raise Problems(found)
        return Answer(found, self.library)

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
        found = supposing.whatif(
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
        if isinstance(found, tuple):
            raise Problems(found)
        return Supposition(found, self.library)

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
        found = altering.smallest_changes(
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
        if isinstance(found, tuple):
            raise Problems(found)
        return Turns(found, self.library)

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
        found = reaching.precedents(
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
        if isinstance(found, tuple):
            raise Problems(found)
        return Precedents(found, self.library)

    def compare(
        self, *cases: str, question: str | Sequence[str] = (), differences: bool = False, narrowed: bool = False
    ) -> Comparison:
        """Cases, by their ids, under all doctrines side by side; with ``narrowed`` under those loaded alone.

        ``question``: one or several; without any, all on which some doctrine speaks. ``differences``: only rows on
        which two doctrines part. Raises `Problems`.
        """
        found = comparing.compare(
            self.bench,
            cases,
            doctrines=self.names if narrowed else (),
            questions=_several(question),
            differences=differences,
        )
        if isinstance(found, tuple):
            raise Problems(found)
        return Comparison(found, self.library)

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
        found = timing.timeline(
            self.bench,
            case,
            doctrines=self.names,
            questions=_several(question),
            about=about,
            reading=self._reading(reading),
            without=tuple(without),
            narrowed=narrowed,
        )
        if isinstance(found, tuple):
            raise Problems(found)
        return Timelines(found, self.library)

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
        found = influencing.influence(
            self.bench, doctrine, questions=_several(question), given=tuple(given), reading=chosen.get(doctrine)
        )
        if isinstance(found, tuple):
            raise Problems(found)
        return Influence(found, self.library)

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


__all__ = [
    "Answer",
    "Comparison",
    "Doctrines",
    "Influence",
    "Precedents",
    "Problems",
    "Reading",
    "SeveralRulings",
    "Supposition",
    "Timelines",
    "Turns",
    "Versions",
    "diff",
    "load",
]
