"""What else is asked of a case: what supposing changes, how far precedents reach, what is said day by day."""

from __future__ import annotations

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from siyar.export.precedents import precedents_sheet
from siyar.export.sheet import Sheet
from siyar.export.supposed import whatif_sheet
from siyar.export.timeline import timeline_sheet
from siyar.export.timeline_html import drawings
from siyar.model import Library
from siyar.study.whatif import WhatIf
from siyar.timeline import Timeline
from siyar.web.desk import Problems
from siyar.web.room import Room, citable, refused, room, state_of
from siyar.web.speaking import heard, lettering
from siyar.web.state import State


def whatif(request: Request) -> Response:
    """What changes by all that is supposed, and a form to suppose one thing more."""
    here, state = room(request), state_of(request)
    stated = here.desk.stated(state)
    if isinstance(stated, tuple):
        return refused(request, stated)
    found: WhatIf | Problems | None = here.desk.whatif(state) if state.changed else None
    problems = found if isinstance(found, tuple) else ()
    return citable(
        request,
        "further.html",
        "whatif",
        state,
        status=422 if problems else 200,
        page="whatif",
        case=stated,
        problems=problems,
        blocks=whatif_sheet(found)[1:] if isinstance(found, WhatIf) else (),
        drawing="",
        names=[e.short or e.name for e in stated.entities],
    )


def precedents(request: Request) -> Response:
    """How far past cases reach into this one."""
    here, state = room(request), state_of(request)
    found = here.desk.precedents(state)
    if isinstance(found, tuple):
        return _page(request, here, state, "precedents", (), found)
    return _page(request, here, state, "precedents", precedents_sheet(found, here.desk.bench.library)[1:], ())


def timeline(request: Request) -> Response:
    """What is said of a case from moment to moment."""
    here, state = room(request), state_of(request)
    found = here.desk.timeline(state)
    if isinstance(found, tuple):
        return _page(request, here, state, "timeline", (), found)
    library = here.desk.bench.library
    sheet = timeline_sheet(found, library)[1:]
    return _page(request, here, state, "timeline", sheet, (), _drawn(request, found, library))


def _drawn(request: Request, found: Timeline, library: Library) -> Markup:
    language = request.state.language
    return Markup("\n".join(drawings(found, library, lettering(language), lambda words: heard(words, language))))


def _page(
    request: Request, here: Room, state: State, page: str, blocks: Sheet, problems: Problems, drawing: str = ""
) -> Response:
    stated = here.desk.stated(state)
    if isinstance(stated, tuple):
        return refused(request, stated)
    # That there are no events, or that no precedents are argued here, is what there is to say of the case.
    wrong = bool(problems) and any(p.code not in ("C009", "P005") for p in problems)
    return citable(
        request,
        "further.html",
        page,
        state,
        status=422 if wrong else 200,
        page=page,
        case=stated,
        problems=problems,
        blocks=blocks,
        drawing=drawing,
        names=[],
    )
