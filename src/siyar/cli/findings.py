"""docs/findings.md, made from the shipped library: ``python -m siyar.cli.findings``."""

from __future__ import annotations

import typer

from siyar.export.findings import findings_sheet
from siyar.export.to_markdown import markdown
from siyar.reports import reports
from siyar.workbench import Workbench

NOTICE = "<!-- made by `python -m siyar.cli.findings` from the shipped library; a test keeps it up to date -->\n"


def page() -> str:
    """The page as Markdown: every case with a reported ruling, in the order of the library."""
    bench = Workbench.open(shipped=True)
    return NOTICE + "\n" + markdown(findings_sheet(reports(bench), bench.library))


if __name__ == "__main__":
    typer.echo(page(), nl=False)
