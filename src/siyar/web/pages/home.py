"""What one can ask, and the three ways in."""

from __future__ import annotations

from collections.abc import Iterator

from starlette.requests import Request
from starlette.responses import Response

from siyar.model import Case, Library
from siyar.web.listing import asks
from siyar.web.room import Room, room

#: Cases shown on the first page: historical ones, some that doctrines speak of, and by question.
FEW = 6


def home(request: Request) -> Response:
    """Three ways in, questions, and the stance."""
    here = room(request)
    library = here.desk.bench.library
    shown = {case.id: (question, case) for question, case in (*_known(here), *_by_question(library))}
    return here.pages.response(
        request,
        "home.html",
        questions=list(here.desk.bench.questions.values()),
        shown=list(shown.values())[:FEW],
        counts=(len(library.doctrines), sum(len(d.rules) for d in library.doctrines.values()), len(library.cases)),
    )


def _known(here: Room) -> Iterator[tuple[str, Case]]:
    """Past cases that doctrines under study hold something of, each with a question it asks; the first few."""
    library = here.desk.bench.library
    ids = (p.case for id in here.desk.bench.under_study for p in library.doctrines[id].precedents)
    cases = [library.cases[id] for id in dict.fromkeys(ids) if id in library.cases]
    told = [(question, case) for case in cases if case.date for question in asks(case)[:1]]
    yield from told[: FEW // 2]


def _by_question(library: Library) -> Iterator[tuple[str, Case]]:
    """For each question the first historical case that asks it."""
    seen: set[str] = set()
    for case in library.cases.values():
        for question in asks(case) if case.date else ():
            if question not in seen:
                seen.add(question)
                yield question, case


def stance(request: Request) -> Response:
    """What Siyar does and does not do."""
    return room(request).pages.response(request, "stance.html")
