"""`siyar evidence`: are the citations of a text what they are said to be?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from siyar.cli import options as o


def evidence(
    target: Annotated[Path, typer.Argument(help="A text or Markdown file.")],
    format: o.PageOutFormat = o.PageFormat.TEXT,
) -> None:
    """Find the citations and quotations of a text and look them up in the corpora that are installed.

    The text of the Qur'an comes with `pip install "siyar[evidence]"`; collections of hadith are used where you have
    installed them (docs/evidence.md). Example: siyar evidence notes.txt
    """
    _file(target, format)


def _file(path: Path, format: o.PageFormat) -> None:
    from siyar import shelf
    from siyar.evidence import Holdings, resolved
    from siyar.export import resolved as sheets

    texts, problems = shelf.texts_of([path])
    if problems:
        o.fail(problems)
    (text,) = texts
    holdings = Holdings()
    found = resolved(text, holdings)
    if holdings.problems:
        o.complain(holdings.problems)
    match format:
        case o.PageFormat.JSON:
            o.out_json(sheets.resolved_json(text.name, found, holdings))
        case o.PageFormat.MARKDOWN:
            o.out(sheets.resolved_markdown(text.name, found, holdings))
        case o.PageFormat.HTML:
            o.out(sheets.resolved_html(text.name, found, holdings))
        case o.PageFormat.TEXT:
            o.out(sheets.resolved_text(text.name, found, holdings, width=o.width(), paint=o.paint()))
