"""What every request passes through: who may ask, what an answer may do in a browser, in which language it is.

The content security policy allows what the server itself serves, and no script or style inside a page.
"""

from __future__ import annotations

import hmac
from asyncio import wait_for
from time import monotonic
from urllib.parse import parse_qs, parse_qsl, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import cookie_parser
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from siyar.web.catalogue import preferred
from siyar.web.room import Settings
from siyar.web.state import on_this_server

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cache-control": "private",
}

#: Names a browser on this machine calls the server by; any other is that of a page elsewhere, made to point here.
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})

#: Characters of a path and of a query, and bytes of a body, that are read.
MOST_PATH, MOST_QUERY, MOST_BODY = 2_000, 8_000, 400_000

#: Seconds in which a body has to be there.
MOST_SECONDS = 30.0

TOKEN, LANG = "siyar-token", "siyar-lang"


class Guard:
    """Refuses what may not ask; puts the headers of `HEADERS` on every answer."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self.settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        sending = _Sending(send)
        refusal = self._refusal(scope, headers, sending)
        if refusal:
            status, words = refusal
            await _answer(scope, status, words)(scope, receive, sending)
            return
        await self.app(scope, _bounded(receive), sending)

    def _refusal(self, scope: Scope, headers: Headers, sending: _Sending) -> tuple[int, str] | None:
        if len(scope["path"]) > MOST_PATH or len(scope.get("query_string", b"")) > MOST_QUERY:
            return 414, "The address is too long."
        length = headers.get("content-length", "0")
        if not length.isdecimal() or len(length) > 12 or int(length) > MOST_BODY:
            return 413, "That is more than is read at once."
        # A page elsewhere can make a browser send a form, and no JSON without asking first.
        kind = headers.get("content-type", "").partition(";")[0].strip()
        nothing = not kind and length == "0" and "transfer-encoding" not in headers
        if scope["method"] == "POST" and "/api/" in scope["path"] and kind != "application/json" and not nothing:
            return 415, "The body is JSON, and says so."
        if self.settings.token:
            return self._stranger(scope, headers, sending)
        host = headers.get("host", "").rpartition(":")[0] or headers.get("host", "")
        if host.strip("[]") not in LOOPBACK:
            return 421, "This server answers on the machine it runs on."
        return None

    def _stranger(self, scope: Scope, headers: Headers, sending: _Sending) -> tuple[int, str] | None:
        """Whoever does not carry the token: in a cookie, as a bearer, or once in the address."""
        given = cookie_parser(headers.get("cookie", "")).get(TOKEN, "")
        asked = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("token", [""])[0]
        bearer = headers.get("authorization", "").removeprefix("Bearer ")
        for one in (given, bearer, asked):
            if one and hmac.compare_digest(one.encode(), self.settings.token.encode()):
                if one == asked:  # it is kept, and goes out of the address, which may be copied
                    sending.cookies.append(f"{TOKEN}={asked}; Path=/; HttpOnly; SameSite=Strict")
                    pairs = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
                    query = urlencode([pair for pair in pairs if pair[0] != "token"])
                    return 303, f"{on_this_server(scope.get('root_path', ''), scope['path'])}?{query}".rstrip("?")
                return None
        return 401, "This server is asked with its token: open the address that it printed when it started."


def _answer(scope: Scope, status: int, words: str) -> Response:
    """A refusal as whoever asks can read it: words for people, the API's own shape for programs."""
    if status == 303:
        return RedirectResponse(words, status)
    if "/api/" in scope["path"]:
        error = {"status": status, "code": "http", "message": words, "help": "", "problems": []}
        return JSONResponse({"error": error}, status)
    return PlainTextResponse(words, status)


class _Sending:
    """Sends on, with the headers and cookies that belong on every answer."""

    def __init__(self, send: Send) -> None:
        self.send = send
        self.cookies: list[str] = []

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            for cookie in self.cookies:
                headers.append("set-cookie", cookie)
        await self.send(message)


def _bounded(receive: Receive) -> Receive:
    """A body that grows beyond what is read is refused, whatever its header said, and so is one that does not end."""
    seen, ends, whole = 0, 0.0, False

    async def bounded() -> Message:
        nonlocal seen, ends, whole
        if whole:  # what is waited for now is no body, but whether somebody goes away
            return await receive()
        ends = ends or monotonic() + MOST_SECONDS
        try:
            message = await wait_for(receive(), max(0.0, ends - monotonic()))
        except TimeoutError:
            raise HTTPException(408, "That took longer than is waited for it.") from None
        seen += len(message.get("body", b""))
        if seen > MOST_BODY:
            raise HTTPException(413, "That is more than is read at once.")
        whole = not message.get("more_body", False)
        return message

    return bounded


class Language:
    """Finds the language of the answer; keeps one that was asked for by name."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        asked = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("lang", [""])[-1]
        kept = cookie_parser(headers.get("cookie", "")).get(LANG, "")
        language = preferred(asked, kept, headers.get("accept-language", ""))
        scope.setdefault("state", {})["language"] = language

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                found = MutableHeaders(scope=message)
                found.setdefault("content-language", language)
                found.add_vary_header("accept-language, cookie")
                if asked == language:
                    found.append("set-cookie", f"{LANG}={language}; Path=/; SameSite=Lax; Max-Age=31536000")
            await send(message)

        await self.app(scope, receive, sending)
