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
    smallest: Annotated[
        bool,
        typer.Option("--smallest", help="In place of supposing: the fewest changes of facts that alter the ruling."),
    ] = False,
    most: Annotated[int, typer.Option("--most", min=1, max=4, help="With --smallest: so many facts at most.")] = 3,
    only: o.Narrow = False,
    with_: o.With = None,
    format: o.PageOutFormat = o.PageFormat.TEXT,
) -> None:
    """Suppose other facts, another reading or a ground less, and see exactly what changes, and why.

    With --smallest nothing is supposed: all the smallest changes to what the case gives that alter what is ruled, one
    fact or as few as will do. They are not looked for where the question is about an act of force.

    Example: siyar whatif banu-qaynuqa-squadron -d hizb-qa --set "the squadron fights under no banner of its own"
    """
    from siyar import altering, export, supposing

    chosen, every = o.chosen(reading)
    if every:
        raise typer.BadParameter("a what-if supposes one reading: `doctrine/reading=option`", param_hint="--reading")
    if smallest and (set_ or unset):
        raise typer.BadParameter("the fewest changes are to the case as it is given", param_hint="--smallest")
    bench = o.bench(with_)
    if smallest:
        from siyar.export import altered

        sought = altering.smallest_changes(
            bench,
            case,
            reading=chosen,
            without=without or (),
            doctrines=doctrine or (),
            questions=question or (),
            about=about,
            changes=most,
            narrowed=only,
        )
        if isinstance(sought, tuple):
            o.fail(sought)
        match format:
            case o.PageFormat.JSON:
                o.out_json(altered.altered_json(sought, bench.library))
            case o.PageFormat.MARKDOWN:
                o.out(altered.altered_markdown(sought))
            case o.PageFormat.HTML:
                o.out(altered.altered_html(sought))
            case o.PageFormat.TEXT:
                o.out(altered.altered_text(sought, width=o.width(), paint=o.paint()))
        return
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
