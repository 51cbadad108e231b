"""`siyar interview`: what must still be found out, asked one fact after the other."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from siyar.cli import options as o

CaseOrNone = Annotated[
    str | None,
    typer.Argument(help="A case to go on from; without one, an abstract case.", autocompletion=o.complete_case),
]


def interview(
    case: CaseOrNone = None,
    doctrine: o.Doctrines = None,
    question: o.Questions = None,
    about: o.About = "",
    reading: o.Readings = None,
    only: o.Narrow = False,
    everything: o.Everything = False,
    save: Annotated[Path | None, typer.Option("--save", help="Write the case as answered to this file.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Let --save replace a file.")] = False,
    with_: o.With = None,
) -> None:
    """Find out what a ruling still turns on: only facts that can matter are asked, the most telling first.

    Each question says which rules need it. Answers are read from standard input: a number, a word, a quantity; `?` for
    unknown, `why`, `back`, `change N`, `list`, `stop`.

    Example: siyar interview --question truce --doctrine hizb-qa
    """
    from siyar.cli.dialogue import Dialogue
    from siyar.supposing import agenda

    if save and save.exists() and not force:
        raise typer.BadParameter(f"{save} is there already; name another file, or add --force", param_hint="--save")
    chosen, every = o.chosen(reading)
    if every:
        raise typer.BadParameter("an interview goes by one reading: `doctrine/reading=option`", param_hint="--reading")
    if case is None and not question:
        raise typer.BadParameter("name a case, or a question with --question", param_hint="CASE")
    bench = o.bench(with_)
    if refused := bench.refusals([case] if case else [], doctrine or (), question or (), chosen):
        o.fail(refused)
    talk = Dialogue(bench, sys.stdin, narrowed=only)
    put = bench.library.cases[case] if case else talk.begin(question or (), doctrine or ())
    on = agenda(
        bench,
        put,
        doctrines=doctrine or (),
        questions=question or (),
        about=about,
        reading=chosen,
        everything=everything,
    )
    if isinstance(on, tuple):
        o.fail(on)
    heard = talk.hold(put, on)
    if save:
        try:
            save.write_text(talk.file(heard, on, save.stem), encoding="utf-8", newline="")
        except OSError as error:
            reason = (error.strerror or "no access").lower()
            raise typer.BadParameter(f"{save} cannot be written: {reason}", param_hint="--save") from None
        typer.echo(f"{save} written" + ("" if with_ else f"; next: siyar check {save}"), err=True)
