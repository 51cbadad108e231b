"""Requests about a doctrine that a user saved: answered by a process with limits (`annexes`), and not by the server."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any
from urllib.parse import parse_qsl

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from siyar.web.annexes import Annexes
from siyar.web.api.refusing import body, untried
from siyar.web.desk import SAVED
from siyar.web.room import Room
from siyar.web.saving import Saved, Store, Unusable

#: How what was saved is named in an address.
NAMED = re.compile(re.escape(SAVED) + r"([A-Za-z0-9_-]{1,40})")

#: Texts of users that one page is about at most.
TEXTS = 3

#: Where texts are written and never asked about, or read by another process with limits.
WRITING = (
    "/write", "/saved", "/tables", "/static/",
    "/api/v1/check", "/api/v1/saved", "/api/v1/tables", "/api/v1/copies",
)  # fmt: skip


class Apart:
    """Sends what is about a saved doctrine to an annex; everything else goes on."""

    def __init__(self, app: ASGIApp, room: Room, annexes: Annexes) -> None:
        self.app, self.room, self.annexes = app, room, annexes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not _asks(scope):
            await self.app(scope, receive, send)
            return
        words = b""
        if scope["method"] == "POST":
            words, receive = await _read(receive)
        named = dict.fromkeys(_named(scope, words))
        try:
            texts = await run_in_threadpool(self._doctrines, tuple(named)) if named else ()
        except Unusable:  # the page says so itself
            texts = ()
        if not texts:
            await self.app(scope, receive, send)
            return
        answer = await run_in_threadpool(self._answer, scope, words, texts)
        await answer(scope, receive, send)

    def _doctrines(self, ids: tuple[str, ...]) -> tuple[Saved, ...]:
        return _doctrines(self.room.store, ids)

    def _answer(self, scope: Scope, words: bytes, texts: tuple[Saved, ...]) -> Response:
        language = scope["state"]["language"]
        asked = {name: scope[name] for name in ("method", "path")}
        asked |= {"root_path": scope.get("root_path", ""), "query": scope["query_string"].decode("latin-1")}
        found = self.annexes.answer(texts, {**asked, "language": language, "body": words.decode(errors="replace")})
        if isinstance(found, str):
            return self._stopped(Request(scope), found)
        answer = Response(found["text"], found["status"])
        length = (b"content-length", str(len(answer.body)).encode())
        answer.raw_headers = [*((n.encode("latin-1"), v.encode("latin-1")) for n, v in found["headers"]), length]
        return answer

    def _stopped(self, request: Request, why: str) -> Response:
        programs = "/api/v1/" in request.url.path
        if why == "busy":
            answer: Response = self.room.pages.response(request, "error.html", status=503, code=503)
            if programs:
                said = body(503, "busy", "others are being answered just now", "try again in a few seconds")
                answer = JSONResponse(said, 503)
            answer.headers["retry-after"] = "5"
            return answer
        if programs:
            return untried(why)
        return self.room.pages.response(request, "error.html", status=422, code="time")


def saved_among(store: Store, named: Sequence[str]) -> tuple[Saved, ...]:
    """The texts of those doctrines named that were saved."""
    return _doctrines(store, [found[1] for one in named if (found := NAMED.fullmatch(one))])


def _doctrines(store: Store, ids: Sequence[str]) -> tuple[Saved, ...]:
    """Those texts that are doctrines; no more than may be."""
    found = (store.get(id) for id in ids[: TEXTS * 4])
    return tuple(one for one in found if one and one.doctrine)[:TEXTS]


def _asks(scope: Scope) -> bool:
    """Whether a request can be about a doctrine: not one that writes."""
    path = scope["path"].removeprefix(scope.get("root_path", ""))
    if path.startswith(WRITING):
        return False
    return scope["method"] in ("GET", "HEAD") or (scope["method"] == "POST" and path.startswith("/api/v1/"))


async def _read(receive: Receive) -> tuple[bytes, Receive]:
    """A body, and what gives it once more; what is wrong with it is said to whoever then asks for it."""
    parts: list[bytes] = []
    wrong: list[HTTPException] = []
    more = True
    while more:
        try:
            message = await receive()
        except HTTPException as error:
            wrong.append(error)
            break
        parts.append(message.get("body", b""))
        more = message["type"] == "http.request" and message.get("more_body", False)
    words = b"".join(parts)
    sent = [{"type": "http.request", "body": words, "more_body": False}]

    async def again() -> Message:
        if wrong:
            raise wrong[0]
        return sent.pop() if sent else await receive()

    return b"" if wrong else words, again


def _named(scope: Scope, words: bytes) -> Iterator[str]:
    """The ids under which something was saved that an address or a body names."""
    values: list[Any] = [value for _, value in parse_qsl(scope["query_string"].decode("latin-1"))]
    for value in (scope["path"], *values, words.decode(errors="replace")):
        yield from NAMED.findall(value)
