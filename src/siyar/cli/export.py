"""`siyar export`: where a doctrine's rules come from, and its bibliography, in formats other programs read."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
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
    ] = "",
    format: Annotated[
        Form,
        typer.Option(
            "--format",
            help="Provenance as W3C PROV (prov-json, prov-n, json-ld), or a bibliography (csl-json, bibtex).",
        ),
    ] = Form.PROV_JSON,
    site: Annotated[
        Path | None,
        typer.Option("--site", help="Write the workbench as plain pages below this folder, for any web host."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Let --site write into a folder that is not empty.")] = False,
    with_: o.With = None,
) -> None:
    """Write where the rules of a doctrine come from: passages, sources, evidence and the records it was resolved to; or
    with --site the whole workbench as pages, and of a doctrine named only that one's.

    No words of a source or a corpus are written. Example: siyar export hizb-qa --format bibtex
    """
    from siyar.refusals import unknown

    if site is not None:
        _site(site, target, force, with_)
        return
    if not target:
        raise typer.BadParameter("name a doctrine, or a folder with --site", param_hint="TARGET")
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


def _site(folder: Path, doctrine: str, force: bool, with_: list[Path] | None) -> None:
    """The workbench as files."""
    from siyar.refusals import unknown

    try:
        from siyar.web.site import UNFINISHED, write_site
    except ModuleNotFoundError as missing:
        if (missing.name or "").startswith("siyar"):
            raise
        typer.echo('siyar export --site needs the extra `web`: pip install "siyar[web]"', err=True)
        raise typer.Exit(1) from None
    begun = (folder / UNFINISHED).is_file()
    if folder.is_file() or (folder.is_dir() and any(folder.iterdir()) and not force and not begun):
        raise typer.BadParameter(f"{folder} is not empty; name another folder, or add --force", param_hint="--site")
    bench = o.bench(with_)
    if doctrine and doctrine not in bench.library.doctrines:
        o.fail([unknown("doctrine", doctrine, bench.library.doctrines)])

    def progress(done: int, of: int) -> None:
        if sys.stderr.isatty() and not done % 10:
            typer.echo(f"\r{done} of {of} pages", nl=done == of, err=True)

    try:
        written = write_site(bench, folder, doctrines=[doctrine] if doctrine else (), progress=progress)
    except OSError as error:
        reason = (error.strerror or "no access").lower()
        raise typer.BadParameter(f"{folder} cannot be written: {reason}", param_hint="--site") from None
    typer.echo(f"{written.pages} pages written below {folder}; begin with {folder / 'index.html'}", err=True)
