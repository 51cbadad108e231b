"""`siyar whatif`: the same questions on a case with other facts, readings or grounds."""

from __future__ import annotations

from typing import Annotated

import typer

from siyar.cli import options as o


def whatif(
    case: o.CaseName,
    set_: Annotated[
        list[str] | None,
        typer.Option("--set", help="A fact that is to hold, as a sentence in the case's names; may be repeated."),
    ] = None,
    unset: Annotated[
        list[str] | None,
        typer.Option("--unset", help="A fact of which nothing is to be said, as a sentence; may be repeated."),
    ] = None,
    reading: o.Readings = None,
    without: o.Without = None,
    doctrine: o.Doctrines = None,
    question: o.Questions = None,
    about: o.About = "",
    only: o.Narrow = False,
    with_: o.With = None,
    format: o.PageOutFormat = o.PageFormat.TEXT,
) -> None:
    """Suppose other facts, another reading or a ground less, and see exactly what changes, and why.

    Example: siyar whatif banu-qaynuqa-squadron -d hizb-qa --set "the squadron fights under no banner of its own"
    """
    from siyar import export, supposing

    chosen, every = o.chosen(reading)
    if every:
        raise typer.BadParameter("a what-if supposes one reading: `doctrine/reading=option`", param_hint="--reading")
    bench = o.bench(with_)
    found = supposing.whatif(
        bench,
        case,
        given=set_ or (),
        unset=unset or (),
        reading=chosen,
        without=without or (),
        doctrines=doctrine or (),
        questions=question or (),
        about=about,
        narrowed=only,
    )
    if isinstance(found, tuple):
        o.fail(found)
    match format:
        case o.PageFormat.JSON:
            o.out_json(export.whatif_json(found, bench.library))
        case o.PageFormat.MARKDOWN:
            o.out(export.whatif_markdown(found))
        case o.PageFormat.HTML:
            o.out(export.whatif_html(found))
        case o.PageFormat.TEXT:
            o.out(export.whatif_text(found, width=o.width()))
