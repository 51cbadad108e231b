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
    text: Annotated[
        bool, typer.Option("--text", help="With the words of your own copy beside (siyar sources add).")
    ] = False,
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
    words = _words(source) if text else None
    match format:
        case o.PageFormat.JSON:
            o.out_json(sheets.coverage_json(found))
        case o.PageFormat.MARKDOWN:
            o.out(sheets.coverage_markdown(found, words))
        case o.PageFormat.HTML:
            o.out(sheets.coverage_html(found, words))
        case o.PageFormat.TEXT:
            o.out(sheets.coverage_text(found, width=o.width(), words=words))
    if found.uncovered:
        sys.exit(1)


def _words(source: str) -> dict[str, str]:
    """What the passages of a source say in the copy that is kept here."""
    from siyar.diagnostics import Diagnostic
    from siyar.sources.copies import Unreadable
    from siyar.sources.holding import Shelf, passages

    shelf = Shelf.own()
    try:
        copy = shelf.copy(source)
        found = shelf.found(source)
    except Unreadable as error:
        o.fail([error.problem])
    if copy is None:
        help = f"put one there: siyar sources add FILE --as {source}"
        o.fail([Diagnostic("W101", f"there is no copy of `{source}` here", help=help)])
    return passages(copy.text, found)
