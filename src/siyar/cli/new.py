"""`siyar new`: the beginning of a file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from siyar.cli import options as o
from siyar.skeleton import ID, Beginning, skeleton


def new(
    kind: Annotated[Beginning, typer.Argument(help="What to begin.")],
    id: Annotated[str, typer.Argument(help="Its id: small letters, figures and hyphens.")],
    title: Annotated[str, typer.Option("--title", help="What people see in place of the id.")] = "",
    source: Annotated[
        str, typer.Option("--source", help="Of a doctrine: the id of its source, whose page is there.")
    ] = "",
    out: Annotated[Path | None, typer.Option("--out", help="Write it to this file, not to standard output.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Let --out replace a file.")] = False,
) -> None:
    """Begin a doctrine, a case, a vocabulary or the page of a source: a file that `siyar check` accepts as it is.

    Example: siyar new case a-spring-day --title "A day in spring"
    """
    for value, name in ((id, "ID"), (source, "--source")):
        if value and not ID.fullmatch(value):
            raise typer.BadParameter(
                f"`{value}` is no id: small letters, figures and hyphens, a letter first", param_hint=name
            )
    if source and kind is not Beginning.DOCTRINE:
        raise typer.BadParameter(f"a {kind.value} has no source of its own", param_hint="--source")
    if out and out.exists() and not force:
        raise typer.BadParameter(f"{out} is there already; name another file, or add --force", param_hint="--out")
    text = skeleton(kind, id, title=title, source=source)
    if out is None:
        o.out(text)
        return
    try:
        out.write_text(text, encoding="utf-8", newline="")
    except OSError as error:
        raise typer.BadParameter(
            f"{out} cannot be written: {(error.strerror or 'no access').lower()}", param_hint="--out"
        ) from None
    typer.echo(f"{out} written; next: siyar check {out}", err=True)
