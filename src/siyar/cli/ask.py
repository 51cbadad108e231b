"""`siyar ask`: put a case to doctrines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siyar.cli import options as o

if TYPE_CHECKING:
    from siyar.hearing import Sitting
    from siyar.workbench import Workbench


def ask(
    case: o.CaseName,
    doctrine: o.Doctrines = None,
    question: o.Questions = None,
    about: o.About = "",
    reading: o.Readings = None,
    without: o.Without = None,
    only: o.Narrow = False,
    everything: o.Everything = False,
    propagate: o.Propagate = False,
    with_: o.With = None,
    format: o.PageOutFormat = o.PageFormat.TEXT,
) -> None:
    """Put a case to doctrines and print what each says, with its reasons and the other positions beside it.

    Example: siyar ask banu-qaynuqa-squadron --doctrine hizb-qa --question help
    """
    chosen, every = o.chosen(reading)
    sitting, bench = o.asked(
        [case],
        with_,
        None if about else question or (),
        lambda bench: bench.ask(
            case,
            doctrines=doctrine or (),
            questions=question or (),
            about=about,
            reading=chosen,
            every_reading=every,
            without=without or (),
            propagating=propagate,
            narrowed=only,
            everything=everything,
        ),
    )
    show(sitting, bench, format)


def show(sitting: Sitting, bench: Workbench, format: o.PageFormat) -> None:
    """A sitting in the form that is wanted."""
    from siyar.export import sitting_html, sitting_json, sitting_markdown, sitting_text

    match format:
        case o.PageFormat.JSON:
            o.out_json(sitting_json(sitting, bench.library))
        case o.PageFormat.MARKDOWN:
            o.out(sitting_markdown(sitting, bench.library))
        case o.PageFormat.HTML:
            o.out(sitting_html(sitting, bench.library))
        case o.PageFormat.TEXT:
            o.out(sitting_text(sitting, bench.library, width=o.width(), paint=o.paint()))
            o.passages(sitting)
