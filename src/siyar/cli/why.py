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
    full: Annotated[bool, typer.Option("--full/--short", help="The whole tree, or its upper part.")] = True,
    reading: o.Readings = None,
    without: o.Without = None,
    propagate: o.Propagate = False,
    with_: o.With = None,
    format: o.OutFormat = o.Format.TEXT,
) -> None:
    """Explain a ruling: every condition that was met, every rule that was beaten, down to passage and evidence.

    Example: siyar why banu-qaynuqa-squadron -d hizb-qa -q help --not permitted
    """
    from siyar.export import why_json, why_markdown, why_text

    bench = o.bench(with_)
    chosen, _ = o.chosen(reading)
    sitting = bench.why(
        case,
        doctrines=doctrine or (),
        questions=question or (),
        about=about,
        reading=chosen,
        without=without or (),
        propagating=propagate,
        why_not=not_,
    )
    if isinstance(sitting, tuple):
        o.fail(sitting)
    match format:
        case o.Format.JSON:
            o.out_json(why_json(sitting, bench.library))
        case o.Format.MARKDOWN:
            o.out(why_markdown(sitting, bench.library))
        case o.Format.TEXT:
            o.out(why_text(sitting, bench.library, width=o.width(), full=full))
