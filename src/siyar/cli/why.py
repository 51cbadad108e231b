"""`siyar why`: the whole tree of reasons, or why not."""

from __future__ import annotations

from typing import Annotated

import typer

from siyar.cli import options as o


def why(
    case: o.CaseName,
    doctrine: o.Doctrines = None,
    question: o.Questions = None,
    about: o.About = "",
    not_: Annotated[
        str, typer.Option("--not", help="Why not this word: forbidden, permitted, yes …; `any` for every word.")
    ] = "",
    reading: o.Readings = None,
    without: o.Without = None,
    propagate: o.Propagate = False,
    with_: o.With = None,
    format: o.PageOutFormat = o.PageFormat.TEXT,
) -> None:
    """Explain a ruling: every condition that was met, every rule that was beaten, down to passage and evidence.

    Example: siyar why banu-qaynuqa-squadron -d hizb-qa -q help --not permitted
    """
    from siyar import export

    chosen, every = o.chosen(reading)
    if every:
        raise typer.BadParameter(
            "one reading is explained at a time: `doctrine/reading=option`", param_hint="--reading"
        )
    sitting, bench = o.asked(
        [case],
        with_,
        None if about else question or (),
        lambda bench: bench.why(
            case,
            doctrines=doctrine or (),
            questions=question or (),
            about=about,
            reading=chosen,
            without=without or (),
            propagating=propagate,
            why_not=not_,
        ),
    )
    library = bench.library
    if not_:
        match format:
            case o.PageFormat.JSON:
                o.out_json(export.why_not_json(sitting, not_, library))
            case o.PageFormat.MARKDOWN:
                o.out(export.why_not_markdown(sitting, not_, library))
            case o.PageFormat.HTML:
                o.out(export.why_not_html(sitting, not_, library))
            case o.PageFormat.TEXT:
                o.out(export.why_not_text(sitting, not_, library, width=o.width(), paint=o.paint()))
        return
    match format:
        case o.PageFormat.JSON:
            o.out_json(export.sitting_json(sitting, library))
        case o.PageFormat.MARKDOWN:
            o.out(export.why_markdown(sitting, library))
        case o.PageFormat.HTML:
            o.out(export.sitting_html(sitting, library))
        case o.PageFormat.TEXT:
            o.out(export.why_text(sitting, library, width=o.width(), paint=o.paint()))
            o.passages(sitting)
