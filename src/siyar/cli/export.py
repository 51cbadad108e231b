"""`siyar export`: where a doctrine's rules come from, and its bibliography, in formats other programs read."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from siyar.cli import options as o


class Form(StrEnum):
    PROV_JSON = "prov-json"
    PROV_N = "prov-n"
    JSON_LD = "json-ld"
    CSL_JSON = "csl-json"
    BIBTEX = "bibtex"


def export(
    target: Annotated[
        str,
        typer.Argument(
            help="A doctrine, by its id; for a bibliography also a source.", autocompletion=o.complete_doctrine
        ),
    ],
    format: Annotated[
        Form,
        typer.Option(
            "--format",
            help="Provenance as W3C PROV (prov-json, prov-n, json-ld), or a bibliography (csl-json, bibtex).",
        ),
    ] = Form.PROV_JSON,
    with_: o.With = None,
) -> None:
    """Write where the rules of a doctrine come from: passages, sources, evidence and the records it was resolved to.

    No words of a source or a corpus are written. Example: siyar export hizb-qa --format bibtex
    """
    from siyar.refusals import unknown

    bench = o.bench(with_)
    library = bench.library
    bibliography = format in (Form.CSL_JSON, Form.BIBTEX)
    known = [*library.doctrines, *(library.sources if bibliography else ())]
    if target not in known:
        o.fail([unknown("doctrine or source" if bibliography else "doctrine", target, known)])
    if bibliography:
        from siyar.export import bibliography as bibliographies

        sources = bibliographies.cited_sources(library, target)
        if format is Form.CSL_JSON:
            o.out_json(bibliographies.csl(sources))
        else:
            o.out(bibliographies.bibtex(sources))
        return
    from siyar.evidence import Holdings
    from siyar.export.provenance import NEEDS, NoProv, provenance
    from siyar.hanging import cited

    holdings = Holdings()
    try:
        found = cited(library.doctrines[target], holdings)
        o.out(provenance(library, target, found, holdings, format.value))
    except NoProv:
        typer.echo(NEEDS, err=True)
        raise typer.Exit(1) from None
    if holdings.problems:
        o.complain(holdings.problems)
