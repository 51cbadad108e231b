"""What one can ask, and the three ways in."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from siyar.web.room import room

#: Cases shown on the first page: historical ones, each with a question it shows well.
FEW = 6


def home(request: Request) -> Response:
    """Three ways in, questions, and the stance."""
    here = room(request)
    library = here.desk.bench.library
    every = [(question, [library.cases[c] for c in cases if c in library.cases]) for question, cases in library.shown]
    dated = [(question, next((c for c in cases if c.date), None)) for question, cases in every]
    shown = [(question, case) for question, case in dated if case is not None]
    first = list({case.id: (question, case) for question, case in reversed(shown)}.values())[::-1][:FEW]
    return here.pages.response(
        request,
        "home.html",
        questions=list(here.desk.bench.questions.values()),
        shown=first,
        counts=(len(library.doctrines), sum(len(d.rules) for d in library.doctrines.values()), len(library.cases)),
    )


def stance(request: Request) -> Response:
    """What Siyar does and does not do."""
    return room(request).pages.response(request, "stance.html")
