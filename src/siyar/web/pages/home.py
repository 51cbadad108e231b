"""What one can ask, and the three ways in."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from siyar.web.room import room

#: Cases shown on the first page: for each question the first that shows it best.
FEW = 6


def home(request: Request) -> Response:
    """Three ways in, questions, and the stance."""
    here = room(request)
    library = here.desk.bench.library
    shown = [(question, cases[0]) for question, cases in library.shown if cases and cases[0] in library.cases][:FEW]
    return here.pages.response(
        request,
        "home.html",
        questions=list(here.desk.bench.questions.values()),
        shown=[(question, library.cases[case]) for question, case in shown],
        counts=(len(library.doctrines), sum(len(d.rules) for d in library.doctrines.values()), len(library.cases)),
    )


def stance(request: Request) -> Response:
    """What Siyar does and does not do."""
    return room(request).pages.response(request, "stance.html")
