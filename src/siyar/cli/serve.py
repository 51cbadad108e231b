"""`siyar serve`: the workbench in a browser."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from siyar.cli import options as o

NEEDS = 'siyar serve needs the extra `web`: pip install "siyar[web]"'


def serve(
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="The port; 0 takes one that is free.")] = 8017,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Open no browser.")] = False,
    host: Annotated[
        str, typer.Option("--host", help="Answer others too, at this address; they then need the token it prints.")
    ] = "",
    root_path: Annotated[
        str, typer.Option("--root-path", help="The prefix that a proxy before it takes off, as in `/tool`.")
    ] = "",
    saved: Annotated[
        Path | None, typer.Option("--saved", help="The file in which what you save is kept; by default your own.")
    ] = None,
    workers: Annotated[
        int, typer.Option("--workers", min=1, max=32, help="Processes that answer; more than one for several people.")
    ] = 1,
    with_: o.With = None,
) -> None:
    """Open the workbench in a browser: cases, rulings, comparisons and the reader, on this machine and offline.

    Example: siyar serve --port 8017
    """
    try:
        from siyar.web.serving import PortTaken
        from siyar.web.serving import serve as run
    except ModuleNotFoundError as missing:
        if (missing.name or "").startswith("siyar"):
            raise
        typer.echo(NEEDS, err=True)
        raise typer.Exit(1) from None
    bench = o.bench(with_)
    try:
        run(
            bench,
            host=host,
            port=port,
            browser=not no_browser,
            saved=saved,
            root_path=root_path.rstrip("/"),
            workers=workers,
            read=tuple(with_ or ()),
            say=lambda words: typer.echo(words, err=True),
        )
    except PortTaken as taken:
        raise typer.BadParameter(f"{taken}; choose another with --port", param_hint="--port") from None
