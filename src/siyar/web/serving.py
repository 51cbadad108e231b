"""Running the workbench: on this machine, or with a token for others; nothing of a case is written to a log."""

from __future__ import annotations

import secrets
import socket
import threading
import webbrowser
from collections.abc import Callable
from pathlib import Path

import uvicorn

from siyar import places
from siyar.web.app import create_app
from siyar.web.room import Settings
from siyar.workbench import Workbench

LOOPBACK = "localhost"


def kept_in() -> Path:
    """The database of what users save."""
    return places.data() / "saved.sqlite3"


class PortTaken(Exception):
    """Somebody else answers there already."""


def serve(
    bench: Workbench,
    *,
    host: str = "",
    port: int = 0,
    browser: bool = True,
    saved: Path | None = None,
    root_path: str = "",
    say: Callable[[str], None] = print,
) -> None:
    """Serve until stopped. ``host``: empty for this machine alone; anything else asks for a token, which is printed.

    ``port`` 0 takes one that is free. Raises `PortTaken`.
    """
    token = secrets.token_urlsafe(24) if host else ""
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host or LOOPBACK, port))
        listening.listen()  # before the address is said
    except OSError as error:
        listening.close()
        raise PortTaken(f"{host or LOOPBACK}:{port}: {error.strerror or error}") from None
    address = f"http://{host or LOOPBACK}:{listening.getsockname()[1]}/" + (f"?token={token}" if token else "")
    app = create_app(bench, Settings(token=token, saved=saved or kept_in()))
    # No access log: an address holds the facts of a case.
    config = uvicorn.Config(
        app, log_level="warning", access_log=False, server_header=False, lifespan="off", root_path=root_path
    )
    server = uvicorn.Server(config)
    say(f"Siyar answers at {address} (stop with Ctrl-C)")
    if browser:
        threading.Timer(0.5, webbrowser.open, [address]).start()
    server.run(sockets=[listening])
