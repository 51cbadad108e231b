"""docs/audits.md, made from the shipped library: ``python -m siyar.cli.audits``."""

from __future__ import annotations

import typer

from siyar.auditing import audit_doctrines
from siyar.export.audit import Audited, audits_page
from siyar.workbench import Workbench

NOTICE = "<!-- made by `python -m siyar.cli.audits` from the shipped library; a test keeps it up to date -->\n"


def page() -> str:
    """The page as Markdown: every shipped doctrine with what was found, and what all of them leave unused."""
    bench = Workbench.open(shipped=True)
    found = audit_doctrines(bench)
    assert isinstance(found, Audited), "all ids are the library's own"
    return NOTICE + "\n" + audits_page(found, bench.library)


if __name__ == "__main__":
    typer.echo(page(), nl=False)
