"""Picking a case: those of the library by question or word, or one of nobody in particular."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from siyar.study.abstract import kinds
from siyar.web.listing import asks, fitting, looked_for
from siyar.web.room import citable, listed, offered, refused, room
from siyar.web.state import ABSTRACT, State

#: Cases on one page of the list.
PAGE = 40


def cases(request: Request) -> Response:
    """The cases of the library, those with a date first where nothing is looked for."""
    here = room(request)
    library = here.desk.bench.library
    asked, words = request.query_params.get("q", ""), looked_for(request.query_params)
    dated = request.query_params.get("dated", "")
    found = fitting(library, request.query_params)
    number = request.query_params.get("page", "1")
    page = max(1, int(number)) if number.isdecimal() and len(number) < 6 else 1
    pages = max(1, -(-len(found) // PAGE))
    page = min(page, pages)
    return citable(
        request,
        "cases.html",
        "cases",
        None,
        more=listed(request),
        questions=list(here.desk.bench.questions.values()),
        found=[(case, asks(case)) for case in found[(page - 1) * PAGE : page * PAGE]],
        total=len(found),
        q=asked,
        find=words,
        dated=dated,
        page=page,
        last=pages,
    )


def abstract(request: Request) -> Response:
    """Beginning a case of nobody in particular: a question, and who is in it where several kinds could be."""
    here = room(request)
    bench = here.desk.bench
    question = request.query_params.get("q", "")
    asked = request.query_params.getlist("d")
    if not question:
        return here.pages.response(
            request, "abstract.html", questions=list(bench.questions.values()), chosen=None, asked=asked
        )
    if problems := bench.refusals((), (), [question]):
        return refused(request, problems)
    places = kinds(bench.library, question)
    return here.pages.response(
        request,
        "abstract.html",
        questions=list(bench.questions.values()),
        chosen=bench.questions[question],
        places=places,
        state=State(case=ABSTRACT, q=(question,)),
        doctrines=offered(here),
        asked=asked,
        under_study=bench.under_study,
    )
