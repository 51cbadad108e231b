"""What one can ask, and the three ways in."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from siyar.model import Case
from siyar.web.room import room

#: Cases shown on the first page: historical ones, for each question the first that asks it.
FEW = 6


def home(request: Request) -> Response:
    """Three ways in, questions, and the stance."""
    here = room(request)
    library = here.desk.bench.library
    first: dict[str, tuple[str, Case]] = {}
    for case in library.cases.values():
        for question in case.asks:
            if case.date and isinstance(question, str) and question not in first:
                first[question] = question, case
    shown = {case.id: (question, case) for question, case in first.values()}
    return here.pages.response(
        request,
        "home.html",
        questions=list(here.desk.bench.questions.values()),
        shown=list(shown.values())[:FEW],
        counts=(len(library.doctrines), sum(len(d.rules) for d in library.doctrines.values()), len(library.cases)),
    )


def stance(request: Request) -> Response:
    """What Siyar does and does not do."""
    return room(request).pages.response(request, "stance.html")
