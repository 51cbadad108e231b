"""Forms that change something carry a token that only a page of this server could have put there.

The token is made of a random value in a cookie, with a key that lives as long as the server and is the same in all its
processes (`Settings.key`); another site can make a browser send the cookie, and cannot know the token.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import Response

from siyar.web.room import room

COOKIE = "siyar-form"


def token(request: Request) -> tuple[str, str]:
    """The value of the cookie, kept or new, and the token of a form under it."""
    kept = request.cookies.get(COOKIE, "")
    value = kept if 20 <= len(kept) <= 64 and kept.isascii() else secrets.token_urlsafe(24)
    return value, _of(request, value)


def keep(response: Response, value: str, *, path: str = "/") -> Response:
    """The answer, with the cookie."""
    response.set_cookie(COOKIE, value, httponly=True, samesite="strict", path=path)
    return response


def honest(request: Request, given: str) -> bool:
    """Whether a form comes from a page of this server."""
    value = request.cookies.get(COOKIE, "")
    origin = request.headers.get("origin", "")
    if origin and origin != "null" and origin.partition("://")[2] != request.headers.get("host", ""):
        return False
    return bool(value) and hmac.compare_digest(_of(request, value).encode(), given.encode())


def field(form: FormData, name: str) -> str:
    """A field that was sent as words; nothing for one that was not."""
    value = form.get(name, "")
    return value if isinstance(value, str) else ""


async def text(form: FormData, name: str) -> str | None:
    """A text pasted in a field, or that of a file, which takes its place; None where the file is no text."""
    upload = form.get("file")
    if isinstance(upload, UploadFile) and upload.filename:
        try:
            return (await upload.read()).decode("utf-8-sig")
        except UnicodeDecodeError:
            return None
    return field(form, name).replace("\r\n", "\n")


def _of(request: Request, value: str) -> str:
    return hmac.new(room(request).settings.key, value.encode(), hashlib.sha256).hexdigest()
