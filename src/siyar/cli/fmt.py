"""`siyar fmt`: rewrite files in canonical form."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from siyar.cli import options as o


def fmt(
    paths: Annotated[list[Path], typer.Argument(help="Files or folders to rewrite in place.")],
    check: Annotated[bool, typer.Option("--check", help="Change nothing; status 1 if a file would change.")] = False,
    stdout: Annotated[bool, typer.Option("--stdout", help="Change nothing; print the result.")] = False,
) -> None:
    """Rewrite files in canonical form: only the fences, never the prose. A file with errors stays as it is.

    Example: siyar fmt --check my-doctrine.md
    """
    from siyar.workbench import Workbench

    bench = Workbench.open(paths)
    results, problems = bench.formatted(paths)
    if problems:
        o.complain(problems)
    changed = [r for r in results if r.changed]
    for result in results if stdout else ():
        typer.echo(result.after, nl=False)
    for result in changed:
        if check:
            typer.echo(f"{result.path} would change", err=True)
        elif not stdout:
            result.path.write_text(result.after, encoding="utf-8", newline="")
            typer.echo(f"{result.path} rewritten", err=True)
    if any(p.severity == "error" for p in problems) or (check and changed):
        sys.exit(1)
