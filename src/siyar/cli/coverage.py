"""`siyar coverage`: is every sentence of a source accounted for?"""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from siyar.cli import options as o


def _complete_source(start: str) -> list[str]:
    from siyar.workbench import Workbench

    sources = Workbench.open().library.sources.values()
    return sorted(s.id for s in sources if s.inventory and s.id.startswith(start))


def coverage(
    source: Annotated[
        str, typer.Argument(help="A source with an inventory, by its id.", autocompletion=_complete_source)
    ],
    with_: o.With = None,
    format: o.PageOutFormat = o.PageFormat.TEXT,
) -> None:
    """Go through a source sentence by sentence: who speaks, what it does, what carries it or why nothing does.

    The exit status is 1 where a sentence is not accounted for. Example: siyar coverage qa-2017
    """
    from siyar.export import coverage as sheets

    bench = o.bench(with_)
    found = bench.coverage(source)
    if isinstance(found, tuple):
        o.fail(found)
    match format:
        case o.PageFormat.JSON:
            o.out_json(sheets.coverage_json(found))
        case o.PageFormat.MARKDOWN:
            o.out(sheets.coverage_markdown(found))
        case o.PageFormat.HTML:
            o.out(sheets.coverage_html(found))
        case o.PageFormat.TEXT:
            o.out(sheets.coverage_text(found, width=o.width()))
    if found.uncovered:
        sys.exit(1)
