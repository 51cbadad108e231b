"""The application: pages by their addresses, and what every request passes through.

>>> from siyar.workbench import Workbench
>>> from starlette.testclient import TestClient
>>> client = TestClient(create_app(Workbench.open()), base_url="http://localhost")
>>> client.get("/ruling", params={"case": "banu-qaynuqa-squadron", "d": "hizb-qa", "q": "help"}).status_code
200
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from http import HTTPStatus
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from siyar.web.annexes import Annexes
from siyar.web.apart import Apart
from siyar.web.api.application import create_api
from siyar.web.api.refusing import body
from siyar.web.bugs import Bugs
from siyar.web.desk import Busy, Desk
from siyar.web.pages import (
    audit,
    case,
    cases,
    compare,
    diff,
    evidence,
    exporting,
    further,
    home,
    influence,
    programs,
    reader,
    reasons,
    ruling,
    search,
    sources,
    tables,
    write,
)
from siyar.web.protection import Guard, Language
from siyar.web.rendering import Pages
from siyar.web.room import Room, Settings, refused
from siyar.web.saved_cases import SavedCases
from siyar.web.saving import Store, Unusable
from siyar.web.state import TooLong
from siyar.workbench import Workbench

Page = Callable[[Request], Response]


def create_app(bench: Workbench, settings: Settings | None = None) -> Starlette:
    """The pages over a library that was read, with what every request passes through."""
    chosen = settings or Settings()
    store = Store(chosen.saved or Path(tempfile.mkdtemp(prefix="siyar-")) / "saved.sqlite3")
    room = Room(Desk(bench, SavedCases(store)), Pages.make(), chosen, store)
    annexes = Annexes(store.path, chosen.read, withheld=chosen.elsewhere)
    guard = Middleware(Guard, settings=chosen)
    app = application(room, [guard], [Middleware(Language), Middleware(Apart, room, annexes)])
    app.state.annexes = annexes
    return app


def application(room: Room, outer: Sequence[Middleware] = (), inner: Sequence[Middleware] = ()) -> Starlette:
    """The pages of a room by their addresses; what a request passes through before bugs are caught, and after."""
    documented = create_api(room.desk, room.store, elsewhere=room.settings.elsewhere)
    routes = [
        Route("/", home.home, name="home"),
        Route("/stance", home.stance, name="stance"),
        Route("/cases", cases.cases, name="cases"),
        Route("/cases/abstract", cases.abstract, name="abstract"),
        Route("/case", case.case, name="case"),
        Route("/case/answer", case.answer, name="answer"),
        Route("/ruling", ruling.ruling, name="ruling"),
        Route("/reasons", reasons.reasons, name="reasons"),
        Route("/why-not", ruling.why_not, name="why_not"),
        Route("/what-if", further.whatif, name="whatif"),
        Route("/precedents", further.precedents, name="precedents"),
        Route("/timeline", further.timeline, name="timeline"),
        Route("/compare", compare.compare, name="compare"),
        Route("/compare/doctrines", compare.across, name="across"),
        Route("/diff", diff.diff, name="diff"),
        Route("/influence", influence.influence, name="influence"),
        Route("/evidence", evidence.evidence, name="evidence"),
        Route("/ruling/graded", evidence.set_aside, name="set_aside"),
        Route("/doctrines", reader.doctrines, name="doctrines"),
        Route("/doctrine/{id}", reader.doctrine, name="doctrine"),
        Route("/audit/{id}", audit.audit, name="audit"),
        Route("/duties", reader.duties, name="duties"),
        Route("/sources", sources.sources, name="sources"),
        Route("/sources", sources.kept, name="kept", methods=["POST"]),
        Route("/coverage/{id}", sources.coverage, name="coverage"),
        Route("/show/{id:path}", reader.show, name="show"),
        Route("/tables", tables.tables, name="tables"),
        Route("/tables", tables.answered, name="answered", methods=["POST"]),
        Route("/write", write.write, name="write"),
        Route("/write", write.written, name="written", methods=["POST"]),
        Route("/saved", write.saved, name="saved"),
        Route("/search", search.found, name="search"),
        Route("/export/{what}.{form}", exporting.take_away, name="export"),
        Route("/api", programs.api, name="api"),
        Mount("/api/v1", documented, name="v1"),
        Mount(
            "/static", StaticFiles(packages=[("siyar.web", "static"), ("js_lib_htmx", "static/htmx")]), name="static"
        ),
    ]
    app = Starlette(
        routes=routes,
        middleware=[*outer, Middleware(Bugs, answer=_bug), *inner],
        exception_handlers={TooLong: _too_long, Busy: _busy, Unusable: _unusable, HTTPException: _http},
    )
    app.state.room = room
    app.state.api = documented
    return app


def _too_long(request: Request, error: Exception) -> Response:
    return refused(request, (error.problem,) if isinstance(error, TooLong) else (), status=414)


def _unusable(request: Request, error: Exception) -> Response:
    return refused(request, (error.problem,) if isinstance(error, Unusable) else (), status=503)


def _busy(request: Request, error: Exception) -> Response:
    found: Room = request.app.state.room
    answer = found.pages.response(request, "error.html", status=503, code=503)
    answer.headers["retry-after"] = "5"
    return answer


def _http(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    if "/api/v1/" in request.url.path:  # what no route of the API takes, such as an id with a line break in it
        return JSONResponse(body(status, "http", HTTPStatus(status).phrase), status)
    found: Room = request.app.state.room
    answer = found.pages.response(request, "error.html", status=status, code=status)
    answer.headers.update(getattr(error, "headers", None) or {})  # such as what is allowed
    return answer


def _bug(request: Request, error: Exception) -> Response:
    """Nothing of what went wrong is shown to whoever asked; the log has the kind of error, and where it arose."""
    if "/api/v1/" in request.url.path:
        return JSONResponse(body(500, "bug", "a bug of Siyar, not your mistake"), 500)
    found: Room = request.app.state.room
    return found.pages.response(request, "error.html", status=500, code=500)
