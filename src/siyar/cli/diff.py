"""`siyar diff`: two versions of a doctrine, or two encodings of one text."""

from __future__ import annotations

from typing import Annotated

import typer

from siyar.cli import options as o

#: What `diff` of POSIX means by its exit status: no difference, some, trouble.
SAME, OTHERWISE, TROUBLE = 0, 1, 2


def diff(
    old: Annotated[
        str,
        typer.Argument(
            help="A doctrine's id, a file, a folder, or `REVISION:path` in git.", autocompletion=o.complete_doctrine
        ),
    ],
    new: Annotated[
        str | None,
        typer.Argument(
            help="The same; with --rev it can be left out: the path as it is now.", autocompletion=o.complete_doctrine
        ),
    ] = None,
    rev: Annotated[
        str, typer.Option("--rev", help="OLD is a path, from here, at this revision of git (`HEAD~3`, a tag).")
    ] = "",
    doctrine: Annotated[
        str,
        typer.Option(
            "--doctrine", "-d", help="Which one, of several in a file or folder.", autocompletion=o.complete_doctrine
        ),
    ] = "",
    question: Annotated[
        list[str] | None,
        typer.Option(
            "--question",
            "-q",
            help="A question; may be repeated. Without one: all that both encode.",
            autocompletion=o.complete_question,
        ),
    ] = None,
    given: Annotated[
        list[str] | None, typer.Option("--given", help="Fix a fact of the cases gone through; may be repeated.")
    ] = None,
    reading: o.Readings = None,
    with_: o.With = None,
    format: o.PageOutFormat = o.PageFormat.TEXT,
) -> None:
    """What a doctrine says otherwise than an older version of it: its blocks, and its rulings over every case.

    Exit status, as of diff: 0 no ruling differs in any case, 1 some do, 2 trouble, also where a sentence could not be
    gone through (docs/diff.md). Acts of force are left out.

    Example: siyar diff hanbali hanafi --question truce
    """
    from siyar.export import difference as sheets
    from siyar.ranging import Differing
    from siyar.ranging import diff as differ
    from siyar.workbench.versions import version

    chosen, every = o.chosen(reading)
    if every:
        raise typer.BadParameter("versions are read in one way: `doctrine/reading=option`", param_hint="--reading")
    if new is None and not rev:
        raise typer.BadParameter("name a second version, or a revision with --rev", param_hint="NEW")
    beside = tuple(with_ or ())
    before = version(old, rev=rev, beside=beside)
    if isinstance(before, tuple):
        o.fail(before, TROUBLE)
    after = version(new if new is not None else old, beside=beside)
    if isinstance(after, tuple):
        o.fail(after, TROUBLE)
    found = differ(before, after, doctrine=doctrine, questions=question or (), given=given or (), reading=chosen)
    if not isinstance(found, Differing):
        o.fail(found, TROUBLE)
    difference, bench = found.difference, found.bench
    match format:
        case o.PageFormat.JSON:
            o.out_json(sheets.difference_json(difference, bench.library))
        case o.PageFormat.MARKDOWN:
            o.out(sheets.difference_markdown(difference, bench.library))
        case o.PageFormat.HTML:
            o.out(sheets.difference_html(difference, bench.library))
        case o.PageFormat.TEXT:
            o.out(sheets.difference_text(difference, bench.library, width=o.width(), paint=o.paint()))
    if difference.rules_otherwise:
        raise typer.Exit(OTHERWISE)
    if not difference.whole:
        raise typer.Exit(TROUBLE)
