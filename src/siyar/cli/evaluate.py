"""`siyar evaluate`: what follows from a theory of another program."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from siyar.cli import options as o


class TheoryFormat(StrEnum):
    TEXT = "text"
    JSON = "json"
    DFL = "dfl"


def evaluate(
    file: Annotated[Path, typer.Argument(help="A theory in SPINdle's format, a file ending in `.dfl`.")],
    propagate: o.Propagate = False,
    format: Annotated[
        TheoryFormat, typer.Option("--format", help="How the result is written; dfl is the theory itself, as read.")
    ] = TheoryFormat.TEXT,
) -> None:
    """Say of every literal of a theory whether it follows: +D and -D definitely, +d and -d defeasibly.

    Example: siyar evaluate birds.dfl
    """
    from siyar import shelf
    from siyar.diagnostics import Diagnostic
    from siyar.interchange import conclusions, read, too_large, write

    text = shelf.theory_of(file)
    if isinstance(text, Diagnostic):
        o.fail([text])
    plain, problems = read(text)
    if problems:
        o.complain(problems)
    if any(p.severity == "error" for p in problems):
        raise typer.Exit(1)
    if format is TheoryFormat.DFL:
        o.out(write(plain))
        return
    if refused := too_large(plain, file.as_posix(), propagating=propagate):
        o.fail([refused])
    found = conclusions(plain, propagating=propagate)
    if format is TheoryFormat.JSON:
        from siyar.export.evaluated import evaluated_json

        sys.stdout.writelines(evaluated_json(found, file.as_posix(), propagating=propagate))
        return
    sys.stdout.writelines(f"{sign} {literal}\n" for sign, literal in found.signed())
    if left := found.undetermined():
        some = ", ".join(left[:10]) + (", …" if len(left) > 10 else "")
        typer.echo(f"neither +d nor -d, since they turn on their own defeat: {some}", err=True)
