"""What comes back when cases are put to doctrines: answers, suppositions, comparisons, precedents, timelines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from siyar import export
from siyar.api.problems import SeveralRulings
from siyar.api.shown import Dress, Shown
from siyar.export.altered import altered_html, altered_json, altered_markdown, altered_sheet, altered_text
from siyar.export.asking import ruling_line
from siyar.export.comparison import comparison_markdown, comparison_sheet, comparison_text
from siyar.export.comparison_data import comparison_csv, comparison_json
from siyar.export.comparison_html import comparison_fragment, comparison_html
from siyar.export.precedents import precedents_html, precedents_markdown, precedents_sheet, precedents_text
from siyar.export.precedents_json import precedents_json
from siyar.export.supposed import whatif_sheet
from siyar.export.timeline import timeline_markdown, timeline_sheet, timeline_text
from siyar.export.timeline_html import timeline_html
from siyar.export.timeline_json import timeline_json
from siyar.export.whys import why_sheet
from siyar.hearing import Ruling, Sitting
from siyar.model import Library
from siyar.study import compare as side_by_side
from siyar.study.altered import Turning, Turnings
from siyar.study.reach import Reach, Reached
from siyar.study.whatif import Change, WhatIf
from siyar.timeline import Row, Timeline, Track


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


class Supposition(Shown[WhatIf]):
    """A case as given and as supposed: ``changes`` has every ruling before and after."""

    dress = Dress(
        text=lambda found, library, *, width: export.whatif_text(found, width=width),
        sheet=lambda found, _: whatif_sheet(found),
        json=export.whatif_json,
        markdown=lambda found, _: export.whatif_markdown(found),
        html=lambda found, _: export.whatif_html(found),
    )

    @property
    def changes(self) -> tuple[Change, ...]:
        """The rulings that differ."""
        return tuple(change for change in self.found.changes if change.changed)

    def __repr__(self) -> str:
        return f"<siyar.Supposition on {self.found.before.case.id}: {'; '.join(self.found.supposed)}>"


class Turns(Shown[Turnings]):
    """The smallest changes to a case that alter rulings: ``rulings``, each ``before`` with its ``sets`` of changes."""

    dress = Dress(
        text=lambda found, library, *, width: altered_text(found, width=width),
        sheet=lambda found, _: altered_sheet(found),
        json=altered_json,
        markdown=lambda found, _: altered_markdown(found),
        html=lambda found, _: altered_html(found),
    )

    @property
    def rulings(self) -> tuple[Turning, ...]:
        """Doctrine by doctrine; ``size`` is 0 where none of at most ``tried`` changes alters the ruling."""
        return self.found.found

    def __repr__(self) -> str:
        return f"<siyar.Turns of {self.found.sitting.case.id}>"


class Comparison(Shown[side_by_side.Comparison]):
    """Doctrines side by side in some cases: rows of sentences, a ruling for each doctrine. Nothing is merged."""

    dress = Dress(
        text=comparison_text,
        sheet=comparison_sheet,
        json=comparison_json,
        markdown=comparison_markdown,
        html=comparison_html,
        fragment=comparison_fragment,
    )

    @property
    def cases(self) -> tuple[side_by_side.Compared, ...]:
        """Each case, with its columns (``doctrines``) and its ``rows``."""
        return self.found.cases

    @property
    def rows(self) -> tuple[side_by_side.Row, ...]:
        """The rows of all cases: ``question``, ``about``, ``rulings`` and, for each two that differ, ``partings``."""
        return tuple(row for one in self.cases for row in one.rows)

    def csv(self) -> str:
        """A tidy table, one row a cell."""
        return comparison_csv(self.found, self.library)

    def __repr__(self) -> str:
        rows = f"{len(self.rows)} row{'s' if len(self.rows) != 1 else ''}"
        return f"<siyar.Comparison in {', '.join(one.case.id for one in self.cases)}: {rows}>"


class Precedents(Shown[Reached]):
    """How far past cases reach into one: for each sentence asked about and each doctrine a `Reach`."""

    dress = Dress(
        text=precedents_text,
        sheet=precedents_sheet,
        json=precedents_json,
        markdown=precedents_markdown,
        html=precedents_html,
    )

    @property
    def reaches(self) -> tuple[Reach, ...]:
        """What was found, doctrine by doctrine."""
        return tuple(one for _, reaches in self.found.each for one in reaches)

    def __repr__(self) -> str:
        return f"<siyar.Precedents on {self.found.sitting.case.id}>"


class Timelines(Shown[Timeline]):
    """What doctrines say of a case from moment to moment: ``rows`` are the moments, ``tracks`` the answers."""

    dress = Dress(
        text=timeline_text,
        sheet=timeline_sheet,
        json=timeline_json,
        markdown=timeline_markdown,
        html=timeline_html,
    )

    @property
    def rows(self) -> tuple[Row, ...]:
        """The outset, the events, and the days reckoned from them, in order."""
        return self.found.rows

    @property
    def tracks(self) -> tuple[Track, ...]:
        """For each sentence and doctrine its answers, each with the row from which it holds."""
        return self.found.tracks

    def __repr__(self) -> str:
        return f"<siyar.Timelines of {self.found.case.id}>"
