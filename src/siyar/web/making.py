"""What is made of a state to be taken away: for each page its text in each format, as the command line prints it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from siyar import export
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
from siyar.web import listing
from siyar.web.citing import citation
from siyar.web.desk import Desk, Graded, Problems
from siyar.web.drawing import svg, to_draw
from siyar.web.state import State


@dataclass(frozen=True, slots=True)
class Asking:
    """What is exported: the desk, the state, and what else the address says."""

    desk: Desk
    state: State
    word: str
    differences: bool
    id: str
    graded: Graded
    listed: tuple[tuple[str, str], ...] = ()

    @property
    def address(self) -> str:
        """What the page has after its name, in the order of the state."""
        more = (
            ("by", self.graded.by),
            ("least", self.graded.least),
            ("word", self.word),
            ("id", self.id),
            ("differences", "1" if self.differences else ""),
        )
        listed = ((name, value) for name, value in self.listed if name != "q")  # which is part of the state
        return urlencode([*self.state.pairs, *listed, *((name, value) for name, value in more if value)])


Made = str | Problems


def _case(asking: Asking, form: str) -> Made:
    case = asking.desk.case(asking.state)
    if isinstance(case, tuple):
        return case
    library = asking.desk.bench.library
    if form == "json":
        return _json(show_json([Found(case)], library))
    if form == "html":
        return show_html([Found(case)], library)
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
    return case_file(replace(case, asks=asks), id, prose, library)


def _ruling(asking: Asking, form: str) -> Made:
    sitting = asking.desk.sitting(asking.state)
    if isinstance(sitting, tuple):
        return sitting
    library = asking.desk.bench.library
    match form:
        case "html":
            return export.sitting_html(sitting, library)
        case "md":
            return export.sitting_markdown(sitting, library, full=True)
        case "csv":
            return sitting_csv(sitting, library)
        case "svg":
            rulings = [r for hearing in sitting.hearings for r in hearing.asked]
            return svg(sitting.case.title or sitting.case.id, [to_draw(r, library) for r in rulings])
        case _:
            return _json(export.sitting_json(sitting, library))


def _why_not(asking: Asking, form: str) -> Made:
    word = asking.word or "any"
    sitting = asking.desk.why_not(asking.state, word)
    if isinstance(sitting, tuple):
        return sitting
    library = asking.desk.bench.library
    if form == "json":
        return _json(export.why_not_json(sitting, word, library))
    make = export.why_not_html if form == "html" else export.why_not_markdown
    return make(sitting, word, library)


def _compare(asking: Asking, form: str) -> Made:
    found = asking.desk.compared(asking.state, differences=asking.differences)
    if isinstance(found, tuple):
        return found
    library = asking.desk.bench.library
    match form:
        case "html":
            return comparison_html(found, library)
        case "md":
            return comparison_markdown(found, library)
        case "csv":
            return comparison_csv(found, library)
        case _:
            return _json(comparison_json(found, library))


def _across(asking: Asking, form: str) -> Made:
    state = asking.state
    found = asking.desk.across(state.d, state.q, state.given, differences=asking.differences)
    if isinstance(found, tuple):
        return found
    library = asking.desk.bench.library
    if form == "json":
        return _json(across_json(found, library))
    if form == "csv":
        return across_csv(found, library)
    return across_html(found, library) if form == "html" else across_markdown(found, library)


def _whatif(asking: Asking, form: str) -> Made:
    found = asking.desk.whatif(asking.state)
    if isinstance(found, tuple):
        return found
    if form == "json":
        return _json(export.whatif_json(found, asking.desk.bench.library))
    return export.whatif_html(found) if form == "html" else export.whatif_markdown(found)


def _precedents(asking: Asking, form: str) -> Made:
    found = asking.desk.precedents(asking.state)
    if isinstance(found, tuple):
        return found
    library = asking.desk.bench.library
    if form == "json":
        return _json(precedents_json(found, library))
    return precedents_html(found, library) if form == "html" else precedents_markdown(found, library)


def _timeline(asking: Asking, form: str) -> Made:
    found = asking.desk.timeline(asking.state)
    if isinstance(found, tuple):
        return found
    library = asking.desk.bench.library
    if form == "json":
        return _json(timeline_json(found, library))
    return timeline_html(found, library) if form == "html" else timeline_markdown(found, library)


def _audit(asking: Asking, form: str) -> Made:
    found = asking.desk.audit(asking.id)
    if isinstance(found, tuple):
        return found
    library = asking.desk.bench.library
    if form == "json":
        return _json(audit_json(found, library))
    return audit_html(found, library) if form == "html" else audit_markdown(found, library)


def _show(asking: Asking, form: str) -> Made:
    bench = asking.desk.bench
    found = bench.find(asking.id)
    if not found:
        return bench.no_such(asking.id)
    if form == "json":
        return _json(show_json(found, bench.library))
    return show_html(found, bench.library) if form == "html" else show_markdown(found, bench.library)


def _diff(asking: Asking, form: str) -> Made:
    if len(asking.state.d) != 2:
        return asking.desk.bench.refusals((), asking.state.d) or asking.desk.bench.no_such("two doctrines")
    found = asking.desk.diff(*asking.state.d, asking.state.q)
    if isinstance(found, tuple):
        return found
    difference, library = found.difference, found.bench.library
    match form:
        case "html":
            return difference_html(difference, library)
        case "md":
            return difference_markdown(difference, library)
        case _:
            return _json(difference_json(difference, library))


def _influence(asking: Asking, form: str) -> Made:
    found = asking.desk.influence(asking.state)
    if isinstance(found, tuple):
        return found
    library = asking.desk.bench.library
    match form:
        case "html":
            return influence_html(found, library)
        case "md":
            return influence_markdown(found, library)
        case "csv":
            return influence_csv(found, library)
        case "svg":
            return influence_svg(found, library)
        case _:
            return _json(influence_json(found, library))


def _evidence(asking: Asking, form: str) -> Made:
    found = asking.desk.evidence(asking.state, asking.graded)
    if isinstance(found, tuple):
        return found
    library, holdings = asking.desk.bench.library, asking.desk.holdings
    if form == "json":
        return _json(hanging_json(found, library, holdings))
    return (hanging_html if form == "html" else hanging_markdown)(found, library, holdings)


def _coverage(asking: Asking, form: str) -> Made:
    """Without the words of anybody's copy, which stay on the screen."""
    found = asking.desk.bench.coverage(asking.id)
    if isinstance(found, tuple):
        return found
    match form:
        case "html":
            return coverage_html(found)
        case "md":
            return coverage_markdown(found)
        case _:
            return _json(coverage_json(found))


def _list(what: str) -> Callable[[Asking, str], Made]:
    def made(asking: Asking, form: str) -> Made:
        desk, query = asking.desk, dict(asking.listed)
        if what == "search":
            rows = listing.of_search(desk.entries, query)
        else:
            rows = {
                "cases": listing.of_cases,
                "doctrines": listing.of_doctrines,
                "sources": listing.of_sources,
            }[what](desk.bench.library, query)
        return _json(rows) if form == "json" else listing.table(rows, listing.COLUMNS[what])

    return made


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


MAKERS: dict[str, Callable[[Asking, str], Made]] = {
    "case": _case,
    "ruling": _ruling,
    "why_not": _why_not,
    "compare": _compare,
    "across": _across,
    "whatif": _whatif,
    "precedents": _precedents,
    "timeline": _timeline,
    "audit": _audit,
    "show": _show,
    "diff": _diff,
    "influence": _influence,
    "coverage": _coverage,
    "evidence": _evidence,
    **{what: _list(what) for what in listing.COLUMNS},
}
