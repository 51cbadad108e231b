"""`siyar compare`: cases put to all doctrines at once."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from siyar.cli import options as o

if TYPE_CHECKING:
    from siyar.diagnostics import Diagnostic
    from siyar.model import Library
    from siyar.study.across import Across
    from siyar.workbench import Workbench


class Out(StrEnum):
    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"
    HTML = "html"
    CSV = "csv"


def compare(
    cases: Annotated[
        list[str],
        typer.Argument(help="Cases, by their ids; or doctrines, two or more.", autocompletion=o.complete_compared),
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
    given: Annotated[
        list[str] | None,
        typer.Option("--given", help="Of doctrines: fix a fact of the cases gone through; may be repeated."),
    ] = None,
    reading: o.Readings = None,
    with_: o.With = None,
    format: Annotated[
        Out, typer.Option("--format", help="How it is written; html is a page with all reasons, csv one row a cell.")
    ] = Out.TEXT,
) -> None:
    """Put cases to all doctrines and set their rulings side by side, question by question, with where they part.

    Doctrines of the time of the case stand first, later ones are marked. Nothing is merged or counted.

    Given doctrines in place of cases, compare these over every case there can be: how many there are of each kind of
    difference, the smallest of them, and the exact condition (docs/comparing-doctrines.md).

    Example: siyar compare hudaybiyya --question truce
    """
    from siyar.comparing import compare as compared
    from siyar.ranging import compare_doctrines, doctrines_alone
    from siyar.study.across import Across
    from siyar.study.compare import Comparison

    readings, every = o.chosen(reading)

    def put(bench: Workbench) -> Across | Comparison | tuple[Diagnostic, ...]:
        if doctrines_alone(bench, cases):
            return compare_doctrines(
                bench,
                cases,
                questions=question or (),
                given=given or (),
                reading=readings,
                every_reading=every,
                differences=differences_only,
                turning=format in (Out.JSON, Out.MARKDOWN, Out.HTML),  # a terminal does not show it
            )
        return compared(
            bench,
            cases,
            doctrines=doctrine or (),
            questions=question or (),
            reading=readings,
            every_reading=every,
            differences=differences_only,
            turning=format in (Out.JSON, Out.HTML),  # the others do not show it
        )

    found, bench = o.asked(cases, with_, question or None, put)
    if isinstance(found, Across):
        if doctrine:
            raise typer.BadParameter("doctrines are compared without `--doctrine`")
        _print(found, bench.library, format)
        return
    if given:
        raise typer.BadParameter("`--given` is for comparing doctrines; `siyar whatif` changes a case")
    assert isinstance(found, Comparison)
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


def _print(found: Across, library: Library, format: Out) -> None:
    match format:
        case Out.JSON:
            from siyar.export.across_data import across_json

            o.out_json(across_json(found, library))
        case Out.CSV:
            from siyar.export.across_data import across_csv

            o.out(across_csv(found, library))
        case Out.HTML:
            from siyar.export.across import across_html

            o.out(across_html(found, library))
        case Out.MARKDOWN:
            from siyar.export.across import across_markdown

            o.out(across_markdown(found, library))
        case Out.TEXT:
            from siyar.export.across import across_text

            o.out(across_text(found, library, width=o.width(), paint=o.paint()))
