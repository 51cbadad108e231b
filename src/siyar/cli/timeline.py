"""`siyar timeline`: what doctrines say of a case from moment to moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from siyar.cli import options as o

if TYPE_CHECKING:
    from siyar.timeline import Timeline
    from siyar.workbench import Workbench


def timeline(
    case: o.CaseName,
    doctrine: o.Doctrines = None,
    question: o.Questions = None,
    about: o.About = "",
    reading: o.Readings = None,
    without: o.Without = None,
    only: o.Narrow = False,
    with_: o.With = None,
    format: o.PageOutFormat = o.PageFormat.TEXT,
) -> None:
    """In what state a treaty is at each date, and what may be done, with the rule that changed it.

    Example: siyar timeline a-notice-of-three-months -d vclt-1969
    """
    from siyar import timing

    chosen, every = o.chosen(reading)
    if every:
        raise typer.BadParameter("a timeline is of one reading: `doctrine/reading=option`", param_hint="--reading")
    bench = o.bench(with_)
    found = timing.timeline(
        bench,
        case,
        doctrines=doctrine or (),
        questions=question or (),
        about=about,
        reading=chosen,
        without=without or (),
        narrowed=only,
    )
    if isinstance(found, tuple):
        o.fail(found)
    show(found, bench, format)


def show(found: Timeline, bench: Workbench, format: o.PageFormat) -> None:
    """A timeline in the form that was asked for."""
    from siyar.export import timeline as sheets
    from siyar.export.timeline_html import timeline_html
    from siyar.export.timeline_json import timeline_json

    match format:
        case o.PageFormat.JSON:
            o.out_json(timeline_json(found, bench.library))
        case o.PageFormat.MARKDOWN:
            o.out(sheets.timeline_markdown(found, bench.library))
        case o.PageFormat.HTML:
            o.out(timeline_html(found, bench.library))
        case o.PageFormat.TEXT:
            o.out(sheets.timeline_text(found, bench.library, width=o.width(), paint=o.paint()))
