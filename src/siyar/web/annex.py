"""Pages on doctrines that users saved, made in a process with limits of its own: `python -m siyar.web.annex`.

The same application as on the server itself, over the library with those doctrines in it, each under the address it was
saved under (``saved:ID``), beside the one it was a copy of. JSON in and out, a line each: first the texts, then
requests, as long as somebody asks. The words are read here and never by the server (ADR 0030). `annexes` starts it.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import process_time
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Scope

from siyar.diagnostics import Diagnostic
from siyar.web.api.refusing import body
from siyar.web.app import application
from siyar.web.bugs import LOG, told
from siyar.web.desk import Desk
from siyar.web.rendering import Pages
from siyar.web.room import Room, Settings, refused
from siyar.web.saved_cases import SavedCases
from siyar.web.saved_doctrines import Beside, with_saved
from siyar.web.saving import Saved, Store
from siyar.web.trial import SECONDS, bounded
from siyar.workbench import Workbench

#: Seconds of computing after which the process ends, and another takes its place.
MOST = 300


def main() -> None:
    bounded(MOST)
    lines, out = sys.stdin, sys.stdout
    sys.stdout = sys.stderr  # whatever is printed is no answer
    sys.excepthook = lambda kind, error, trace: LOG.error("an annex ended: %s", told(error))  # without a user's words
    asked = json.loads(lines.readline())
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        texts = [Saved(**one) for one in asked["texts"]]
        app = opened(texts, [Path(one) for one in asked["read"]], Path(asked["saved"]), withheld=asked["withheld"])
        with asyncio.Runner() as runner:
            for line in lines:
                allowed()
                json.dump(runner.run(answered(app, json.loads(line))), out)
                out.write("\n")
                out.flush()
        os.chdir("/")


def allowed() -> None:
    """One more answer may take as much computing as a trial."""
    try:
        import resource
    except ModuleNotFoundError:
        return
    resource.setrlimit(resource.RLIMIT_CPU, (min(int(process_time()) + SECONDS, MOST), MOST))


# --------------------------------------------------------------------------- the application over what was saved


def opened(texts: Sequence[Saved], read: Sequence[Path], saved: Path, *, withheld: bool) -> ASGIApp:
    """The pages over the library with the doctrines in it; the page of what is wrong where one cannot be read."""
    bench = Workbench.open(read)
    found = with_saved(bench, texts, read)
    if not isinstance(found, Beside):
        return _Refusing(bench, saved, found)
    store = Store(saved)
    desk = Desk(found.bench, SavedCases(store), found.own)
    return application(Room(desk, Pages.make(), Settings(withheld=withheld), store))


@dataclass(frozen=True)
class _Refusing:
    """Answers everything with what is wrong with a text, such as one that a later library no longer reads."""

    bench: Workbench
    saved: Path
    problems: tuple[Diagnostic, ...]

    async def __call__(self, scope: Scope, receive: Any, send: Any) -> None:
        store = Store(self.saved)
        app = application(Room(Desk(self.bench, SavedCases(store)), Pages.make(), Settings(), store))
        request = Request({**scope, "app": app, "router": app.router})
        answer: Response
        if "/api/v1/" in scope["path"]:
            first = self.problems[0]
            answer = JSONResponse(body(422, first.code, first.message, first.help, self.problems), 422)
        else:
            answer = refused(request, self.problems)
        await answer(scope, receive, send)


# --------------------------------------------------------------------------- one request


async def answered(app: ASGIApp, asked: dict[str, Any]) -> dict[str, Any]:
    """The answer of the application to one request: status, headers, text."""
    scope: Scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "scheme": "http",
        "server": ("localhost", 80),
        "client": None,
        "method": asked["method"],
        "path": asked["path"],
        "raw_path": asked["path"].encode(),
        "root_path": asked["root_path"],
        "query_string": asked["query"].encode("latin-1"),
        "headers": [(b"host", b"localhost"), (b"content-type", b"application/json")],
        "state": {"language": asked["language"]},
    }
    sent = [{"type": "http.request", "body": asked["body"].encode(), "more_body": False}]
    answer: dict[str, Any] = {"status": 500, "headers": [], "text": ""}

    async def receive() -> Message:
        return sent.pop() if sent else {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            answer["status"] = message["status"]
            answer["headers"] = [
                (name.decode("latin-1"), value.decode("latin-1"))
                for name, value in message["headers"]
                if name.lower() != b"content-length"
            ]
        else:
            answer["text"] += message.get("body", b"").decode()

    await app(scope, receive, send)
    return answer


if __name__ == "__main__":
    main()
