"""docs/doctrines.md, made from the shipped library: ``python -m siyar.cli.doctrines``."""

from __future__ import annotations

import typer

from siyar.export.doctrines import doctrines_sheet
from siyar.export.to_markdown import markdown
from siyar.workbench import Workbench

NOTICE = "<!-- made by `python -m siyar.cli.doctrines` from the shipped library; a test keeps it up to date -->\n"


def page() -> str:
    """The page as Markdown: those asked when nobody is named, then the positions shown beside."""
    bench = Workbench.open()
    groups = {
        "Under study: asked when none is named": bench.under_study,
        "Shown beside every ruling": bench.beside,
        "Shown beside where they speak of the question": bench.further,
    }
    return NOTICE + "\n" + markdown(doctrines_sheet(bench.library, {w: ids for w, ids in groups.items() if ids}))


if __name__ == "__main__":
    typer.echo(page(), nl=False)
