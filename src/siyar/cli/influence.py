"""`siyar influence`: what a doctrine's rulings hang on, over every case of a question."""

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
    SVG = "svg"


def influence(
    doctrine: Annotated[str, typer.Argument(help="A doctrine, by its id.", autocompletion=o.complete_doctrine)],
    question: Annotated[
        list[str] | None,
        typer.Option(
            "--question",
            "-q",
            help="A question; may be repeated. Without one: all that the doctrine encodes.",
            autocompletion=o.complete_question,
        ),
    ] = None,
    given: Annotated[
        list[str] | None, typer.Option("--given", help="Fix a fact of the cases gone through; may be repeated.")
    ] = None,
    reading: o.Readings = None,
    with_: o.With = None,
    format: Annotated[
        Out, typer.Option("--format", help="How it is written; html is a page, csv one row a thing, svg a drawing.")
    ] = Out.TEXT,
) -> None:
    """In how many cases a ruling is another when a fact flips, without a rule or precedent, or read otherwise.

    Counts of the cases of one doctrine, exact, with what they range over (docs/influence.md). Off for acts of force.

    Example: siyar influence hizb-qa --question help
    """
    from siyar import influencing
    from siyar.export import influence as sheets

    chosen, every = o.chosen(reading)
    if every:
        raise typer.BadParameter("one reading is taken as it is: `doctrine/reading=option`", param_hint="--reading")
    bench = o.bench(with_)
    if refused := bench.refusals((), [doctrine], question or (), chosen):
        o.fail(refused)
    if others := [id for id in chosen if id != doctrine]:
        raise typer.BadParameter(f"`{others[0]}` is not the doctrine asked about", param_hint="--reading")
    found = influencing.influence(
        bench, doctrine, questions=question or (), given=given or (), reading=chosen.get(doctrine)
    )
    if isinstance(found, tuple):
        o.fail(found)
    match format:
        case Out.JSON:
            o.out_json(sheets.influence_json(found, bench.library))
        case Out.MARKDOWN:
            o.out(sheets.influence_markdown(found, bench.library))
        case Out.HTML:
            o.out(sheets.influence_html(found, bench.library))
        case Out.CSV:
            o.out(sheets.influence_csv(found, bench.library))
        case Out.SVG:
            from siyar.export.influence_svg import influence_svg

            o.out(influence_svg(found, bench.library))
        case Out.TEXT:
            o.out(sheets.influence_text(found, bench.library, width=o.width(), paint=o.paint()))
