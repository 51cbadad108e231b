"""`siyar evidence`: are the citations of a text what they are said to be, and what rests on those of a doctrine?"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from siyar.cli import options as o

if TYPE_CHECKING:
    from siyar.evidence import Holdings


class Least(StrEnum):
    SAHIH = "sahih"
    HASAN = "hasan"
    DAIF = "daif"


def evidence(
    target: Annotated[
        str,
        typer.Argument(
            help="A doctrine, by its id, or a text, Markdown, HTML, PDF or Word file.",
            autocompletion=o.complete_doctrine,
        ),
    ],
    without: Annotated[
        list[str] | None,
        typer.Option("--without", help="Set evidence aside, by its id or a place as `nasai-5209`; may be repeated."),
    ] = None,
    min_grade: Annotated[
        Least | None, typer.Option("--min-grade", help="Set aside what the grader named with --grader ranks lower.")
    ] = None,
    grader: Annotated[str, typer.Option("--grader", help="Whose grades: one of the graders the output names.")] = "",
    way: Annotated[str, typer.Option("--without-way", help="Set aside evidence used by this way of proof.")] = "",
    question: o.Questions = None,
    reading: o.Readings = None,
    corpus: Annotated[
        list[Path] | None,
        typer.Option("--corpus", help="A table (CSV) of records of your own to look in too; may be repeated."),
    ] = None,
    encoding: Annotated[str, typer.Option("--encoding", help="Of a text file that is not UTF-8.")] = "",
    with_: o.With = None,
    format: o.PageOutFormat = o.PageFormat.TEXT,
) -> None:
    """Look up the citations of a text, or what a doctrine cites and which of its rules rest on it.

    The text of the Qur'an comes with `pip install "siyar[evidence]"`; collections of hadith are used where you have
    installed them (docs/evidence.md). Grades are those of named graders, and never merged.

    Example: siyar evidence hizb-qa --min-grade hasan --grader al-Albani
    """
    if bool(min_grade) != bool(grader):
        raise typer.BadParameter("a grade is somebody's: give --min-grade and --grader together")
    narrowing = [
        n for n, given in (("--without", without), ("--min-grade", min_grade), ("--without-way", way)) if given
    ]
    if _is_file(target):
        if narrowing or question or reading:
            raise typer.BadParameter(
                f"`{target}` is a file; {' and '.join(narrowing) or 'questions'} are for a doctrine"
            )
        _file(Path(target), encoding, _holdings(corpus), format)
    else:
        if encoding:
            raise typer.BadParameter(f"`{target}` is a doctrine; --encoding is for a file")
        _doctrine(
            target, without or [], min_grade, grader, way, question or [], reading, _holdings(corpus), with_, format
        )


def _is_file(target: str) -> bool:
    """A name with a dot or a slash is a file's; so is that of a file that is there."""
    return any(c in target for c in "./\\") or Path(target).is_file()


def _holdings(paths: list[Path] | None) -> Holdings:
    """What is installed, with a user's own tables before it."""
    from siyar.evidence import Holdings
    from siyar.evidence.own import read

    found = [read(path) for path in paths or ()]
    if problems := [p for _, _, wrong in found for p in wrong]:
        o.fail(problems)
    return Holdings([c for corpora, _, _ in found for c in corpora], [t for _, named, _ in found for t in named])


def _file(path: Path, encoding: str, holdings: Holdings, format: o.PageFormat) -> None:
    from siyar.evidence import resolved
    from siyar.export import resolved as sheets
    from siyar.source import Text
    from siyar.sources.copies import Unreadable, text_of

    try:
        text = Text(path.as_posix(), text_of(path, encoding, as_written=True))
    except Unreadable as error:
        o.fail([error.problem])
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


def _doctrine(
    id: str,
    without: list[str],
    least: Least | None,
    grader: str,
    way: str,
    questions: list[str],
    reading: list[str] | None,
    holdings: Holdings,
    with_: list[Path] | None,
    format: o.PageFormat,
) -> None:
    from siyar.evidence.grading import Rank
    from siyar.export import hanging as sheets
    from siyar.hanging import hanging

    chosen, every = o.chosen(reading)
    if every:
        raise typer.BadParameter("one reading is taken as it is: `doctrine/reading=option`", param_hint="--reading")
    bench = o.bench(with_)
    if refused := bench.refusals((), [id], questions, chosen):
        o.fail(refused)
    if others := [other for other in chosen if other != id]:
        raise typer.BadParameter(f"`{others[0]}` is not the doctrine asked about", param_hint="--reading")
    found = hanging(
        bench,
        id,
        holdings,
        without=without,
        least=Rank(least.value) if least else None,
        by=grader,
        way=way,
        reading=chosen.get(id),
        questions=questions,
    )
    if isinstance(found, tuple):
        o.fail(found)
    if holdings.problems:
        o.complain(holdings.problems)
    match format:
        case o.PageFormat.JSON:
            o.out_json(sheets.hanging_json(found, bench.library, holdings))
        case o.PageFormat.MARKDOWN:
            o.out(sheets.hanging_markdown(found, bench.library, holdings))
        case o.PageFormat.HTML:
            o.out(sheets.hanging_html(found, bench.library, holdings))
        case o.PageFormat.TEXT:
            o.out(sheets.hanging_text(found, bench.library, holdings, width=o.width(), paint=o.paint()))
