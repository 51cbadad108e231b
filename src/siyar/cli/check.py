"""`siyar check`: is it well formed, and does it rule as it expects to?"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from siyar.cli import options as o


def check(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="Files or folders of your own; without any, the shipped library.")
    ] = None,
    format: Annotated[
        o.CheckFormat, typer.Option("--format", help="How diagnostics are written.")
    ] = o.CheckFormat.TEXT,
) -> None:
    """Check doctrines, cases and vocabularies: everything wrong with them at once, and every expectation run.

    Example: siyar check my-doctrine.md
    """
    from siyar.checking import check_files, check_library
    from siyar.diagnostics import summary, to_json, to_short

    checked = check_files(paths) if paths else check_library()
    problems = checked.problems
    if format is o.CheckFormat.JSON:
        o.out_json(to_json(problems))
    elif format is o.CheckFormat.SHORT and problems:
        o.out(to_short(problems))
    elif problems:
        o.complain(problems)
    if format is o.CheckFormat.TEXT:
        typer.echo(summary(problems) if problems else checked.fine, err=bool(problems))
    if any(p.severity == "error" for p in problems):
        sys.exit(1)
