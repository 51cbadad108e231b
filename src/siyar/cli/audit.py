"""`siyar audit`: a doctrine over the whole case space of its questions."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from siyar.cli import options as o

if TYPE_CHECKING:
    from siyar.export.audit import Audited
    from siyar.workbench import Workbench


def audit(
    doctrines: Annotated[
        list[str] | None,
        typer.Argument(
            help="Doctrines, by their ids. Without one: all, and what is declared for all and used by none.",
            autocompletion=o.complete_doctrine,
        ),
    ] = None,
    question: Annotated[
        list[str] | None,
        typer.Option(
            "--question",
            "-q",
            help="A question; may be repeated. Without one: all that the doctrine encodes.",
            autocompletion=o.complete_question,
        ),
    ] = None,
    cases: Annotated[
        bool, typer.Option("--cases", help="Print the smallest cases of the findings, as a file of cases to be run.")
    ] = False,
    with_: o.With = None,
    format: o.PageOutFormat = o.PageFormat.TEXT,
) -> None:
    """Go through every case of a doctrine's questions: where it contradicts itself, where it is silent, which of its
    rules, priorities and readings never matter.

    Each finding says over which cases it ranged, and has the note of the encoding that explains it, if there is one
    (docs/audit.md).

    Example: siyar audit opposed-fatwas
    """
    from siyar.export import audit as sheets

    bench = o.bench(with_)
    found = _found(bench, doctrines or [], question or [])
    if cases:
        if format is not o.PageFormat.TEXT:
            raise typer.BadParameter("`--cases` prints a file of cases, and takes no `--format`")
        o.out(sheets.audit_cases(found, bench.library))
        return
    match format:
        case o.PageFormat.JSON:
            from siyar.export.audit_data import audit_json

            o.out_json(audit_json(found, bench.library))
        case o.PageFormat.MARKDOWN:
            o.out(sheets.audit_markdown(found, bench.library))
        case o.PageFormat.HTML:
            o.out(sheets.audit_html(found, bench.library))
        case o.PageFormat.TEXT:
            o.out(sheets.audit_text(found, bench.library, width=o.width(120), paint=o.paint()))


def _tell(doctrine: str) -> None:
    """Which doctrine is gone through, in one line of a terminal that is cleared again."""
    if sys.stderr.isatty():
        typer.echo(f"\r\x1b[K{f'going through {doctrine} …' if doctrine else ''}", nl=False, err=True)


def _found(bench: Workbench, doctrines: list[str], questions: list[str]) -> Audited:
    from siyar.auditing import audit_doctrines

    found = audit_doctrines(bench, doctrines, questions=questions, begun=_tell)
    _tell("")
    if isinstance(found, tuple):
        o.fail(found)
    return found
