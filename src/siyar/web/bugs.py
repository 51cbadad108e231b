"""What becomes of an error nobody expected: an answer like any other, and a log that holds nothing of what was asked.

The words of an exception may be those of a case; where it arose is enough to look for it.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from traceback import extract_tb

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOG = logging.getLogger("siyar.web")

#: Places told of, the innermost last.
PLACES = 12


class Bugs:
    """Stands within what puts headers on answers, so that this one has them, too."""

    def __init__(self, app: ASGIApp, answer: Callable[[Request, Exception], Response]) -> None:
        self.app = app
        self.answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun = False

        async def sending(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.app(scope, receive, sending)
        except ClientDisconnect:  # whoever asked went away, and waits for nothing
            return
        except Exception as error:
            LOG.error("a bug of Siyar: %s", told(error))  # what the error says is kept out of the log
            if not begun:
                scope.setdefault("state", {}).setdefault("language", "en")
                await self.answer(Request(scope), error)(scope, receive, send)


def told(error: BaseException) -> str:
    """The kind of an error, and the places it went through."""
    frames = [f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in extract_tb(error.__traceback__)]
    return f"{type(error).__name__} in {', '.join(frames[-PLACES:])}"
