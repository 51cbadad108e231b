"""What a page shows, to take away: a page of its own, Markdown, data, a table, a drawing; each cites its exact state.

Exports are what the command line prints, with the state they were made from: version, digest of the library, address.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import dataclass, replace

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from siyar import export
from siyar.export.across import across_html, across_markdown
from siyar.export.across_data import across_json
from siyar.export.audit import audit_html, audit_markdown
from siyar.export.audit_data import audit_json
from siyar.export.casefile import case_file, id_of
from siyar.export.comparison import comparison_markdown
from siyar.export.comparison_data import comparison_csv, comparison_json, sitting_csv
from siyar.export.comparison_html import comparison_html
from siyar.export.pages import show_html, show_json, show_markdown
from siyar.export.pages.found import Found
from siyar.export.precedents import precedents_html, precedents_markdown
from siyar.export.precedents_json import precedents_json
from siyar.export.sitting import whole
from siyar.export.timeline import timeline_markdown
from siyar.export.timeline_html import timeline_html
from siyar.export.timeline_json import timeline_json
from siyar.export.to_html import lines
from siyar.export.to_markdown import markdown
from siyar.web.citing import FORMATS, TYPES, citation, citing, supposed
from siyar.web.desk import Desk, Problems
from siyar.web.drawing import svg
from siyar.web.room import refused, room, state_of
from siyar.web.state import State


@dataclass(frozen=True, slots=True)
class Asking:
    """What is exported: the desk, the state, and what else the address says."""

    desk: Desk
    state: State
    word: str
    differences: bool
    id: str

    @property
    def address(self) -> str:
        """What the page has after its name, in the order of the state."""
        more = "".join(
            f"&{name}={value}"
            for name, value in (("word", self.word), ("id", self.id), ("differences", "1" if self.differences else ""))
            if value
        )
        return f"{self.state.query}{more}".removeprefix("&")


def take_away(request: Request) -> Response:
    """One export."""
    here = room(request)
    what, form = request.path_params["what"], request.path_params["form"]
    if form not in FORMATS.get(what, ()):
        raise HTTPException(404)
    query = request.query_params
    asking = Asking(
        here.desk,
        state_of(request),
        " ".join(query.get("word", "").split())[:80],
        bool(query.get("differences")),
        query.get("id", "")[:200],
    )
    made = _MAKERS[what](asking, form)
    if isinstance(made, tuple):
        return refused(request, made)
    name = "-".join(part for part in (what.replace("_", "-"), id_of(asking.state.case or asking.id or "siyar")) if part)
    words = made if form == "svg" or (what, form) == ("case", "md") else cited(made, form, what, asking)
    return Response(
        words,
        media_type=f"{TYPES[form]}; charset=utf-8",
        headers={"content-disposition": f'attachment; filename="{name}.{form}"'},
    )


def cited(made: str, form: str, what: str, asking: Asking) -> str:
    """An export with its citation, in the way its format has room for one."""
    state = asking.state
    match form:
        case "html":
            words = "".join(f"{line}\n" for line in lines(citing(asking.desk, what, state, asking.address)))
            head, end, rest = made.rpartition("</main>")
            return f"{head}{words}{end}{rest}"
        case "md":
            return f"{made.rstrip()}\n\n{markdown(citing(asking.desk, what, state, asking.address))}"
        case "csv":
            return _with_columns(made, citation(asking.desk, what, asking.address))
        case _:
            data = {"state": citation(asking.desk, what, asking.address) | supposed(state), "found": json.loads(made)}
            return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _with_columns(table: str, found: dict[str, str]) -> str:
    rows = list(csv.reader(io.StringIO(table)))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for number, row in enumerate(rows):
        writer.writerow(
            [
                *row,
                "library_digest" if number == 0 else found["library"],
                "address" if number == 0 else found["address"],
            ]
        )
    return out.getvalue()


# --------------------------------------------------------------------------- what is made

Made = str | Problems


def _case(asking: Asking, form: str) -> Made:
    case = asking.desk.case(asking.state)
    if isinstance(case, tuple):
        return case
    library = asking.desk.bench.library
    if form == "json":
        return _json(show_json([Found(case)], library))
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
            return svg(sitting.case.title or sitting.case.id, [whole(r, library) for r in rulings])
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


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


_MAKERS: dict[str, Callable[[Asking, str], Made]] = {
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
}
