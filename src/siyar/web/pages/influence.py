"""What the rulings of one doctrine hang on, over all cases: counts of its cases, never set against another's."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from siyar.export.influence import influence_sheet
from siyar.web.desk import Problems
from siyar.web.room import citable, offered, room, state_of


def influence(request: Request) -> Response:
    """The tables of one doctrine, or the form that asks which."""
    here, state = room(request), state_of(request)
    bench = here.desk.bench
    found = here.desk.influence(state) if state.d else None
    problems: Problems = found if isinstance(found, tuple) else ()
    return citable(
        request,
        "influence.html",
        "influence",
        state,
        status=422 if problems else 200,
        problems=problems,
        doctrine=bench.library.doctrines.get(state.d[0]) if state.d else None,
        blocks=influence_sheet(found, bench.library)[1:] if found and not isinstance(found, tuple) else (),
        doctrines=offered(here),
        questions=list(bench.questions.values()),
    )
