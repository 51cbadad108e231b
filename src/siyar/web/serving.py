"""Running the workbench: on this machine, or with a token for others; nothing of a case is written to a log.

One process answers, or several that share one socket, one store of saved texts, and the secrets of their settings. Each
of several reads the library for itself; one that dies is started anew.
"""

from __future__ import annotations

import gc
import secrets
import socket
import threading
import webbrowser
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from uvicorn.supervisors import Multiprocess

from siyar import places
from siyar.web.app import create_app
from siyar.web.room import Settings
from siyar.workbench import Workbench

LOOPBACK = "localhost"

#: Seconds in which a process must say that it lives; one that reads the library on a busy machine needs a few.
ALIVE = 60


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
    workers: int = 1,
    read: Sequence[Path] = (),
    say: Callable[[str], None] = print,
) -> None:
    """Serve until stopped. ``host``: empty for this machine alone; anything else asks for a token, which is printed.

    ``port`` 0 takes one that is free. ``read``: the user's own files on the bench, for each of several ``workers`` to
    read. Raises `PortTaken`.
    """
    token = secrets.token_urlsafe(24) if host else ""
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host or LOOPBACK, port))
        listening.listen(2048)  # before the address is said; several processes wait for what comes
    except OSError as error:
        listening.close()
        raise PortTaken(f"{host or LOOPBACK}:{port}: {error.strerror or error}") from None
    address = f"http://{host or LOOPBACK}:{listening.getsockname()[1]}/" + (f"?token={token}" if token else "")
    settings = Settings(token=token, saved=saved or kept_in(), read=tuple(read))
    several = workers > 1
    # No access log: an address holds the facts of a case.
    config = uvicorn.Config(
        partial(reading, tuple(read), settings) if several else partial(ready, bench, settings),
        factory=True,
        log_level="warning",
        access_log=False,
        server_header=False,
        lifespan="off",
        ws="none",
        root_path=root_path,
        workers=workers,
        timeout_worker_healthcheck=ALIVE,
    )
    say(f"Siyar answers at {address} (stop with Ctrl-C)")
    if browser:
        threading.Timer(0.5, webbrowser.open, [address]).start()
    if several:
        Multiprocess(config, sockets=[listening]).run()
    else:
        uvicorn.Server(config).run(sockets=[listening])


#: When garbage is looked for: among what is new, after so many things were made; among what stayed, after so many such
#: looks; and among all, after so many of these: once in some ten thousand answers.
COLLECTING = (5_000, 5, 3_000)


def reading(read: Sequence[Path], settings: Settings) -> Starlette:
    """The application in one of several processes, which reads the library for itself."""
    app = ready(Workbench.open(read), settings)
    app.state.room.pages.compile()
    return app


def ready(bench: Workbench, settings: Settings) -> Starlette:
    """The application over a library that was read, which the collector of garbage need not go through ever again.

    Nor does it often go through what answers have left to be kept: that takes a third of a second, in which nobody is
    answered, and finds little, since hardly anything of an answer but its page stands in circles.
    """
    app = create_app(bench, settings)
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECTING)
    return app
