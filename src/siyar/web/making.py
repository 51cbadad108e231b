"""What is made of a state to be taken away: for each page its text in each format, as the command line prints it."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any
from urllib.parse import urlencode

from siyar import export
from siyar.evidence import Holdings
from siyar.evidence.hung import Hanging
from siyar.export.across import across_html, across_markdown
from siyar.export.across_data import across_csv, across_json
from siyar.export.audit import audit_html, audit_markdown
from siyar.export.audit_data import audit_json
from siyar.export.casefile import case_file, id_of
from siyar.export.comparison import comparison_markdown
from siyar.export.comparison_data import comparison_csv, comparison_json, sitting_csv
from siyar.export.comparison_html import comparison_html
from siyar.export.coverage import coverage_html, coverage_json, coverage_markdown
from siyar.export.difference import difference_html, difference_json, difference_markdown
from siyar.export.hanging import hanging_html, hanging_json, hanging_markdown
from siyar.export.influence import influence_csv, influence_html, influence_json, influence_markdown
from siyar.export.influence_svg import influence_svg
from siyar.export.pages import show_html, show_json, show_markdown
from siyar.export.pages.found import Found
from siyar.export.precedents import precedents_html, precedents_markdown
from siyar.export.precedents_json import precedents_json
from siyar.export.timeline import timeline_markdown
from siyar.export.timeline_html import timeline_html
from siyar.export.timeline_json import timeline_json
from siyar.export.whys import ANY
from siyar.hearing import Sitting
from siyar.model import Case, Library
from siyar.ranging import Differing
from siyar.study.across import Across
from siyar.study.difference import Difference
from siyar.study.influence import Influence
from siyar.web import listing
from siyar.web.boxes import NOTHING_TO_DRAW_WITH, can_draw
from siyar.web.citing import citation
from siyar.web.desk import Desk, Graded, Problems, unsaved
from siyar.web.drawing import svg, to_draw
from siyar.web.saving import Saved, Store
from siyar.web.speaking import lettering
from siyar.web.state import State


@dataclass(frozen=True, slots=True)
class Asking:
    """What is exported: the desk, the store of what was saved, the state, and what else the address says.

    ``language``: of a drawing.
    """

    desk: Desk
    store: Store
    state: State
    word: str
    differences: bool
    id: str
    graded: Graded
    listed: tuple[tuple[str, str], ...] = ()
    language: str = "en"

    @property
    def address(self) -> str:
        """What the page has after its name, in the order of the state."""
        more = (
            ("by", self.graded.by),
            ("least", self.graded.least),
            ("word", self.word),
            ("id", self.id),
            ("differences", "1" if self.differences else ""),
            ("lang", "" if self.language == "en" else self.language),
        )
        listed = ((name, value) for name, value in self.listed if name != "q")  # which is part of the state
        return urlencode([*self.state.pairs, *listed, *((name, value) for name, value in more if value)])


@dataclass(frozen=True, slots=True)
class Export:
    """What there is of a page: ``find`` finds what it shows, or problems; ``forms`` makes a text of that, by format."""

    find: Callable[[Asking], Any]
    forms: Mapping[str, Callable[[Any, Asking], str | Problems]]


def formats_of(what: str) -> tuple[str, ...]:
    """The formats a page can be taken away in, with what is installed."""
    drawn = what == "ruling" and not can_draw()
    return tuple(form for form in EXPORTS[what].forms if not (drawn and form == "svg"))


def made(what: str, form: str, asking: Asking) -> str | Problems:
    """The text of a page in one of its formats."""
    export = EXPORTS[what]
    found = export.find(asking)
    return found if isinstance(found, tuple) else export.forms[form](found, asking)


# --------------------------------------------------------------------------- how a text is made of what was found


def _words(make: Callable[[Any], str]) -> Callable[[Any, Asking], str]:
    """By what was found alone."""
    return lambda found, asking: make(found)


def _text(make: Callable[[Any, Library], str]) -> Callable[[Any, Asking], str]:
    """By what was found and the library."""
    return lambda found, asking: make(found, asking.desk.bench.library)


def _data(make: Callable[[Any, Library], object]) -> Callable[[Any, Asking], str]:
    return lambda found, asking: _json(make(found, asking.desk.bench.library))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


# --------------------------------------------------------------------------- what is particular to a page


def _case_file(case: Case, asking: Asking) -> str:
    state = asking.state
    id = id_of(f"{case.id}-as-supposed" if state.given or state.unset else f"{case.id}-copy")
    found = citation(asking.desk, "case", asking.address)
    prose = [
        f"Taken from the workbench: Siyar {found['siyar']}, library {found['library']}, {found['address']}.",
        *(f"Supposed by the user: {words}." for words in state.given),
        *(f"Left unsaid by the user: {words}." for words in state.unset),
        *(f"Not known: {words}" for words in state.skip),
    ]
    asks = case.asks or tuple(state.q)
    return case_file(replace(case, asks=asks), id, prose, asking.desk.bench.library)


def _drawn(sitting: Sitting, asking: Asking) -> str | Problems:
    if not can_draw():
        return (NOTHING_TO_DRAW_WITH,)
    rulings = [r for hearing in sitting.hearings for r in hearing.asked]
    trees = [to_draw(r, asking.desk.bench.library) for r in rulings]
    return svg(sitting.case.title or sitting.case.id, trees, lettering=lettering(asking.language))


def _bars(found: Influence, asking: Asking) -> str:
    return influence_svg(found, asking.desk.bench.library, lettering(asking.language))


def _not_said(asking: Asking) -> str:
    """The word of which is asked why it does not follow."""
    return asking.word or ANY


def _across(asking: Asking) -> Across | Problems:
    state = asking.state
    return asking.desk.across(state.d, state.q, state.given, differences=asking.differences)


def _named(asking: Asking) -> list[Found] | Problems:
    bench = asking.desk.bench
    return list(bench.find(asking.id)) or bench.no_such(asking.id)


def _diff(asking: Asking) -> Differing | Problems:
    bench, state = asking.desk.bench, asking.state
    if len(state.d) != 2:
        return bench.refusals((), state.d) or bench.no_such("two doctrines")
    return asking.desk.diff(*state.d, state.q)


def _difference(make: Callable[[Difference, Library], str]) -> Callable[[Any, Asking], str]:
    """With the library in which both versions are."""
    return lambda found, asking: make(found.difference, found.bench.library)


def _hanging(make: Callable[[Hanging, Library, Holdings], str]) -> Callable[[Any, Asking], str]:
    return lambda found, asking: make(found, asking.desk.bench.library, asking.desk.holdings)


def _saved(asking: Asking) -> Saved | Problems:
    return asking.store.get(asking.id) or unsaved(asking.id)


def _saved_json(saved: Saved, asking: Asking) -> str:
    return _json({"id": saved.id, "title": saved.title, "version": saved.version, "text": saved.text})


def _list(what: str, rows: Callable[[Asking, Mapping[str, str]], list[listing.Row]]) -> Export:
    return Export(
        lambda asking: asking.desk.bench.refusals((), asking.state.d) or rows(asking, dict(asking.listed)),
        {
            "json": lambda found, asking: _json(found),
            "csv": lambda found, asking: listing.table(found, listing.COLUMNS[what]),
        },
    )


#: What can be taken away: each page, in the order in which its formats are offered.
EXPORTS: dict[str, Export] = {
    "case": Export(
        lambda asking: asking.desk.case(asking.state),
        {
            "html": lambda case, asking: show_html([Found(case)], asking.desk.bench.library),
            "md": _case_file,
            "json": lambda case, asking: _json(show_json([Found(case)], asking.desk.bench.library)),
        },
    ),
    "ruling": Export(
        lambda asking: asking.desk.sitting(asking.state),
        {
            "html": _text(export.sitting_html),
            "md": _text(partial(export.sitting_markdown, full=True)),
            "json": _data(export.sitting_json),
            "csv": _text(sitting_csv),
            "svg": _drawn,
        },
    ),
    "why_not": Export(
        lambda asking: asking.desk.why_not(asking.state, _not_said(asking)),
        {
            "html": lambda found, asking: export.why_not_html(found, _not_said(asking), asking.desk.bench.library),
            "md": lambda found, asking: export.why_not_markdown(found, _not_said(asking), asking.desk.bench.library),
            "json": lambda found, asking: _json(
                export.why_not_json(found, _not_said(asking), asking.desk.bench.library)
            ),
        },
    ),
    "compare": Export(
        lambda asking: asking.desk.compared(asking.state, differences=asking.differences),
        {
            "html": _text(comparison_html),
            "md": _text(comparison_markdown),
            "json": _data(comparison_json),
            "csv": _text(comparison_csv),
        },
    ),
    "across": Export(
        _across,
        {
            "html": _text(across_html),
            "md": _text(across_markdown),
            "json": _data(across_json),
            "csv": _text(across_csv),
        },
    ),
    "whatif": Export(
        lambda asking: asking.desk.whatif(asking.state),
        {"html": _words(export.whatif_html), "md": _words(export.whatif_markdown), "json": _data(export.whatif_json)},
    ),
    "precedents": Export(
        lambda asking: asking.desk.precedents(asking.state),
        {"html": _text(precedents_html), "md": _text(precedents_markdown), "json": _data(precedents_json)},
    ),
    "timeline": Export(
        lambda asking: asking.desk.timeline(asking.state),
        {"html": _text(timeline_html), "md": _text(timeline_markdown), "json": _data(timeline_json)},
    ),
    "audit": Export(
        lambda asking: asking.desk.audit(asking.id),
        {"html": _text(audit_html), "md": _text(audit_markdown), "json": _data(audit_json)},
    ),
    "show": Export(_named, {"html": _text(show_html), "md": _text(show_markdown), "json": _data(show_json)}),
    "diff": Export(
        _diff,
        {
            "html": _difference(difference_html),
            "md": _difference(difference_markdown),
            "json": _difference(lambda found, library: _json(difference_json(found, library))),
        },
    ),
    "influence": Export(
        lambda asking: asking.desk.influence(asking.state),
        {
            "html": _text(influence_html),
            "md": _text(influence_markdown),
            "json": _data(influence_json),
            "csv": _text(influence_csv),
            "svg": _bars,
        },
    ),
    "evidence": Export(
        lambda asking: asking.desk.evidence(asking.state, asking.graded),
        {
            "html": _hanging(hanging_html),
            "md": _hanging(hanging_markdown),
            "json": _hanging(lambda *found: _json(hanging_json(*found))),
        },
    ),
    # Without the words of anybody's copy, which stay on the screen.
    "coverage": Export(
        lambda asking: asking.desk.bench.coverage(asking.id),
        {
            "html": _words(coverage_html),
            "md": _words(coverage_markdown),
            "json": _words(lambda found: _json(coverage_json(found))),
        },
    ),
    "cases": _list("cases", lambda asking, query: listing.of_cases(asking.desk.bench.library, query)),
    "doctrines": _list("doctrines", lambda asking, query: listing.of_doctrines(asking.desk.bench.library, query)),
    "sources": _list("sources", lambda asking, query: listing.of_sources(asking.desk.bench.library, query)),
    "search": _list("search", lambda asking, query: listing.of_search(asking.desk.entries, query)),
    "saved": _list("saved", lambda asking, query: listing.of_saved(asking.store.every())),
    # The text as it was saved: as a file it can be read again, to the letter.
    "write": Export(_saved, {"md": lambda saved, asking: saved.text, "json": _saved_json}),
}
