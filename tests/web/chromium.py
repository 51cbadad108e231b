"""A real browser on pages that a real server sends: the system's Chromium, without a way to anywhere but here."""

from __future__ import annotations

import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE localhost",
]

#: Where pictures of pages go, below the project and not part of it.
SHOTS = Path(__file__).parents[2] / "build" / "shots"

#: (name, width, height)
SIZES = (("phone", 360, 740), ("desktop", 1280, 900))


def needed() -> Any:
    """playwright; without it or a browser the tests are skipped, and on continuous integration they fail."""
    try:
        import playwright.sync_api as found
    except ModuleNotFoundError:
        return _lacking("playwright is not installed: pip install 'siyar[dev]'")
    if executable() is None:
        return _lacking("there is no Chromium: apt-get install chromium")
    return found


def _lacking(words: str) -> None:
    if os.environ.get("CI"):
        pytest.fail(words)
    pytest.skip(words)


def executable() -> str | None:
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@contextmanager
def serving() -> Iterator[str]:
    """The address of a running server."""
    import uvicorn

    from siyar.web.app import create_app
    from siyar.workbench import Workbench

    with socket.socket() as listening:
        listening.bind(("localhost", 0))
        listening.listen()
        config = uvicorn.Config(create_app(Workbench.open()), log_level="warning", lifespan="off", ws="none")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.02)
        try:
            yield f"http://localhost:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(20)


@contextmanager
def looking(
    browser: Browser, address: str, *, width: int = 1280, height: int = 900, script: bool = True
) -> Iterator[Page]:
    """A page with nothing kept from before; a request beyond the server or a complaint of the browser is a failure."""
    context = browser.new_context(viewport={"width": width, "height": height}, java_script_enabled=script)
    page = context.new_page()
    beyond: list[str] = []
    complaints: list[str] = []
    page.on(
        "request", lambda request: None if request.url.startswith((address, "data:")) else beyond.append(request.url)
    )
    page.on("console", lambda said: complaints.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.set_default_timeout(30_000)
    try:
        yield page
        assert not beyond, beyond
        assert not complaints, complaints
    finally:
        context.close()


def shot(page: Page, name: str) -> None:
    """A picture for somebody to look at, in `build/shots` or the folder SIYAR_SHOTS."""
    folder = Path(os.environ.get("SIYAR_SHOTS") or SHOTS)
    folder.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=folder / f"{name}.png", full_page=False)
