"""`siyar precedents`: how far past cases reach into one."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from siyar.cli import options as o


class ModelName(StrEnum):
    """The models of docs/precedents.md; kept apart so that nothing is loaded before a command runs."""

    REASON = "reason"
    RESULT = "result"
    MAGNITUDES = "magnitudes"


def precedents(
    case: o.CaseName,
    doctrine: o.Doctrines = None,
    question: o.Questions = None,
    about: o.About = "",
    model: Annotated[
        ModelName,
        typer.Option(
            "--model",
            help="What makes a precedent bind: its reason, or its result; magnitudes: the reason model of 2019.",
        ),
    ] = ModelName.REASON,
    set_: Annotated[
        list[str] | None,
        typer.Option("--set", help="A fact supposed to hold, as a sentence in the case's names; may be repeated."),
    ] = None,
    reading: o.Readings = None,
    without: o.Without = None,
    only: o.Narrow = False,
    with_: o.With = None,
    format: o.PageOutFormat = o.PageFormat.TEXT,
) -> None:
    """What the precedents of a doctrine force in a case, how one argues from them, which grounds they allow.

    Example: siyar precedents refused-at-harrat-al-wabara -d hizb-qa
    """
    from siyar import reaching
    from siyar.export import precedents as sheets
    from siyar.export.precedents_json import precedents_json
    from siyar.precedent import Model

    chosen, every = o.chosen(reading)
    if every:
        raise typer.BadParameter("readings are gone through as candidate grounds anyhow", param_hint="--reading")
    bench = o.bench(with_)
    found = reaching.precedents(
        bench,
        case,
        doctrines=doctrine or (),
        questions=question or (),
        about=about,
        reading=chosen,
        without=without or (),
        model=Model(model.value),
        given=set_ or (),
        narrowed=only,
    )
    if isinstance(found, tuple):
        o.fail(found)
    match format:
        case o.PageFormat.JSON:
            o.out_json(precedents_json(found, bench.library))
        case o.PageFormat.MARKDOWN:
            o.out(sheets.precedents_markdown(found, bench.library))
        case o.PageFormat.HTML:
            o.out(sheets.precedents_html(found, bench.library))
        case o.PageFormat.TEXT:
            o.out(sheets.precedents_text(found, bench.library, width=o.width(), paint=o.paint()))
