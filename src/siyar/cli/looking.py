"""`siyar list` and `siyar show`: what there is, and one thing of it."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from siyar.cli import options as o


class Shelf(StrEnum):
    ALL = "all"
    DOCTRINES = "doctrines"
    CASES = "cases"
    QUESTIONS = "questions"
    SOURCES = "sources"
    READINGS = "readings"


def list_(
    what: Annotated[Shelf, typer.Argument(help="What to list.")] = Shelf.ALL,
    words: Annotated[
        list[str] | None, typer.Argument(help="Only what has these words in its id, its title or what is said of it.")
    ] = None,
    with_: o.With = None,
    format: o.PageOutFormat = o.PageFormat.TEXT,
) -> None:
    """List the doctrines, cases, questions, sources and readings of the library.

    Example: siyar list cases cyprus
    """
    from siyar.export import pages

    bench, only = o.bench(with_), " ".join(words or ())
    match format:
        case o.PageFormat.JSON:
            o.out_json(pages.list_json(bench.library, what.value, only))
        case o.PageFormat.MARKDOWN:
            o.out(pages.list_markdown(bench.library, what.value, only))
        case o.PageFormat.HTML:
            o.out(pages.list_html(bench.library, what.value, only))
        case o.PageFormat.TEXT:
            o.out(pages.list_text(bench.library, what.value, only, width=o.width()))


def show(
    id: Annotated[str, typer.Argument(help="An id: a doctrine, case, source, question, sentence, `doctrine/rule`.")],
    with_: o.With = None,
    format: o.PageOutFormat = o.PageFormat.TEXT,
) -> None:
    """Show one thing of the library: a doctrine with its rules, a rule with its passages, a case, a source.

    `asserted-duties` shows the duties that somebody asserts, by speaker; they are recorded and never used.

    Example: siyar show hizb-qa/help-of-an-entity
    """
    from siyar.export import pages

    bench = o.bench(with_)
    found = bench.find(id)
    if not found:
        o.fail(bench.no_such(id))
    match format:
        case o.PageFormat.JSON:
            o.out_json(pages.show_json(found, bench.library))
        case o.PageFormat.MARKDOWN:
            o.out(pages.show_markdown(found, bench.library))
        case o.PageFormat.HTML:
            o.out(pages.show_html(found, bench.library))
        case o.PageFormat.TEXT:
            o.out(pages.show_text(found, bench.library, width=o.width()))
