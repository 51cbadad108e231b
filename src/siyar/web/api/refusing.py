"""Refusals of the API: one shape for all of them, never a traceback."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.routing import Match, Route

from siyar.diagnostics import Diagnostic, to_json
from siyar.refusals import without_commands
from siyar.web.desk import Busy, Problems
from siyar.web.saving import Unusable
from siyar.web.state import TooLong


class Refused(Exception):
    """What was asked cannot be answered: the diagnostics say why."""

    def __init__(self, problems: Problems, status: int = 422) -> None:
        super().__init__()
        self.problems = tuple(map(without_commands, problems))
        self.status = 404 if all(p.code == "R009" for p in problems) else status


class Conflicting(Exception):
    """A text has been saved anew meanwhile; ``version`` is the one that stands there."""

    def __init__(self, version: int) -> None:
        super().__init__()
        self.version = version


class Untried(Exception):
    """A text was not tried to its end. ``stopped``: "large" or "time", as `trying` says it."""

    def __init__(self, stopped: str) -> None:
        super().__init__()
        self.stopped = stopped


class Persons(Exception):
    """The rows of a table would be persons; such tables are not read (docs/stance.md, line 4)."""


def body(status: int, code: str, message: str, help: str = "", problems: Problems = ()) -> dict[str, Any]:
    """``{"error": …}``."""
    found = {"status": status, "code": code, "message": message, "help": help, "problems": to_json(problems)}
    return {"error": found}


def untried(stopped: str) -> JSONResponse:
    """What is said of a text that was not tried to its end."""
    status, much = {"large": (413, "is too long"), "time": (422, "takes too much time or memory")}[stopped]
    return JSONResponse(body(status, stopped, f"the text {much} to be tried here", "use `siyar check`"), status)


def refusals(app: FastAPI) -> None:
    """Every way a request can fail, in that shape."""

    @app.exception_handler(Refused)
    def refused(request: Request, error: Refused) -> JSONResponse:
        first: Diagnostic = error.problems[0]
        return JSONResponse(body(error.status, first.code, first.message, first.help, error.problems), error.status)

    @app.exception_handler(Persons)
    def persons(request: Request, error: Persons) -> JSONResponse:
        message = "a row of this table would be a person, and tables of persons are not read"
        help = "say of what other kind they are, as in `Party:Polity`, or ask about one case"
        return JSONResponse(body(422, "persons", message, help), 422)

    @app.exception_handler(Untried)
    def not_tried(request: Request, error: Untried) -> JSONResponse:
        return untried(error.stopped)

    @app.exception_handler(Conflicting)
    def conflicting(request: Request, error: Conflicting) -> JSONResponse:
        message = f"it was changed meanwhile: version {error.version} is the last"
        help = "read that version, and save over it if you still want to"
        return JSONResponse(body(409, "conflict", message, help), 409)

    @app.exception_handler(RequestValidationError)
    def invalid(request: Request, error: RequestValidationError) -> JSONResponse:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        return JSONResponse(body(422, "request", f"{place}: {first['msg']}", "see the documentation at docs"), 422)

    @app.exception_handler(Busy)
    def busy(request: Request, error: Busy) -> JSONResponse:
        said = body(503, "busy", "others are being answered just now", "try again in a few seconds")
        return JSONResponse(said, 503, {"retry-after": "5"})

    @app.exception_handler(Unusable)
    def unusable(request: Request, error: Unusable) -> JSONResponse:
        said = error.problem
        return JSONResponse(body(503, said.code, said.message, said.help, (said,)), 503)

    @app.exception_handler(TooLong)
    def too_long(request: Request, error: TooLong) -> JSONResponse:
        said = error.problem
        return JSONResponse(body(422, said.code, said.message, said.help, (said,)), 422)

    @app.exception_handler(HTTPException)
    def http(request: Request, error: HTTPException) -> JSONResponse:
        headers = {name.lower(): value for name, value in (error.headers or {}).items()}
        if error.status_code == 405:  # several routes may have one address, each with methods of its own
            there = (r for r in app.routes if isinstance(r, Route) and r.matches(request.scope)[0] is not Match.NONE)
            headers["allow"] = ", ".join(sorted({method for route in there for method in route.methods or ()}))
        return JSONResponse(body(error.status_code, "http", str(error.detail)), error.status_code, headers)

    @app.exception_handler(Exception)
    def bug(request: Request, error: Exception) -> JSONResponse:
        return JSONResponse(body(500, "bug", "a bug of Siyar, not your mistake"), 500)


#: What OpenAPI says of refusals.
SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["error"],
    "properties": {
        "error": {
            "type": "object",
            "required": ["status", "code", "message", "help", "problems"],
            "properties": {
                "status": {"type": "integer"},
                "code": {
                    "type": "string",
                    "description": "A diagnostic's code, or request, persons, conflict, large, time, busy, http, bug.",
                },
                "message": {"type": "string"},
                "help": {"type": "string"},
                "problems": {"type": "array", "items": {"type": "object"}},
            },
        }
    },
}


def responses(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """For the documentation of a route."""
    words = {
        400: "the body is no JSON",
        403: "this is done on the machine itself",
        404: "an id names nothing",
        408: "the body did not come",
        409: "it was changed meanwhile",
        413: "too much",
        414: "the address is too long",
        415: "the body does not say that it is JSON",
        422: "what was asked is not well formed, or cannot be",
        503: "others are being answered, or what was saved cannot be used",
        507: "there is no place for one more",
    }
    return {
        status: {"description": words[status], "content": {"application/json": {"schema": SCHEMA}}}
        for status in dict.fromkeys((*statuses, 400, 408, 413, 414, 415, 422, 503))
    }
