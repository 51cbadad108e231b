"""`siyar compare`: cases put to all doctrines at once."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from siyar.cli import options as o


class Out(StrEnum):
    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"
    HTML = "html"
    CSV = "csv"


def compare(
    cases: Annotated[
        list[str], typer.Argument(help="One or several cases, by their ids.", autocompletion=o.complete_case)
    ],
    doctrine: o.Compared = None,
    question: Annotated[
        list[str] | None,
        typer.Option(
            "--question",
            "-q",
            help="A question; may be repeated. Without one: all on which some doctrine speaks in the case.",
            autocompletion=o.complete_question,
        ),
    ] = None,
    differences_only: Annotated[
        bool, typer.Option("--differences-only", help="Show only what doctrines with rules about it say differently.")
    ] = False,
    with_: o.With = None,
    format: Annotated[
        Out, typer.Option("--format", help="How it is written; html is a page with all reasons, csv one row a cell.")
    ] = Out.TEXT,
) -> None:
    """Put cases to all doctrines and set their rulings side by side, question by question, with where they part.

    Doctrines of the time of the case stand first, later ones are marked. Nothing is merged or counted.

    Example: siyar compare hudaybiyya --question truce
    """
    from siyar.comparing import compare as compared

    found, bench = o.asked(
        cases,
        with_,
        question or None,
        lambda bench: compared(
            bench,
            cases,
            doctrines=doctrine or (),
            questions=question or (),
            differences=differences_only,
            turning=format in (Out.JSON, Out.HTML),  # the others do not show it
        ),
    )
    library = bench.library
    match format:
        case Out.JSON:
            from siyar.export.comparison_data import comparison_json

            o.out_json(comparison_json(found, library))
        case Out.CSV:
            from siyar.export.comparison_data import comparison_csv

            o.out(comparison_csv(found, library))
        case Out.HTML:
            from siyar.export.comparison_html import comparison_html

            o.out(comparison_html(found, library))
        case Out.MARKDOWN:
            from siyar.export.comparison import comparison_markdown

            o.out(comparison_markdown(found, library))
        case Out.TEXT:
            from siyar.export.comparison import comparison_text

            o.out(comparison_text(found, library, width=o.width(120), paint=o.paint()))
