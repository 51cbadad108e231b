"""`siyar batch` and `siyar explain-row`: the same rules over the rows of a table."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from siyar.cli import options as o

if TYPE_CHECKING:
    from siyar.batch.compiled import Compiled
    from siyar.batch.explaining import Explained
    from siyar.batch.mapping import TableMapping
    from siyar.batch.parts import Progress, Ran
    from siyar.workbench import Workbench

TablePath = Annotated[
    Path, typer.Argument(help="A table: CSV, Parquet, Arrow, Excel, DuckDB, SQLite, or a folder of such files.")
]
MappingName = Annotated[
    str, typer.Option("--mapping", "-m", help="What the columns say: a shipped mapping, or a file.")
]
OutPath = Annotated[Path | None, typer.Option("--out", "-o", help="Where the answers go: a `.parquet` or `.csv` file.")]
Inside = Annotated[str, typer.Option("--table", help="Which table, of a database or an Excel file.")]
Encoding = Annotated[str, typer.Option("--encoding", help="Of a CSV file that is not UTF-8, such as `latin-1`.")]
Engine = Annotated[
    str, typer.Option("--emit-sql", help="Print SQL for duckdb, spark, postgres or trino instead of running.")
]
Suggest = Annotated[bool, typer.Option("--suggest", help="Print the draft of a mapping for this table and question.")]
Report = Annotated[
    Path | None, typer.Option("--report", help="Write an HTML page with tables and plots of the answers.")
]
Tidy = Annotated[
    Path | None, typer.Option("--tidy", help="Write the answers one a line too, as Parquet for R and Stata.")
]
EMITTED = {"duckdb": "duckdb", "spark": "pyspark", "postgres": "postgres", "trino": "trino"}


def batch(
    table: TablePath,
    mapping: MappingName = "",
    doctrine: o.Doctrines = None,
    question: o.Questions = None,
    out: OutPath = None,
    reading: o.Readings = None,
    inside: Inside = "",
    encoding: Encoding = "",
    emit_sql: Engine = "",
    suggest: Suggest = False,
    report: Report = None,
    tidy: Tidy = None,
    at_once: Annotated[int, typer.Option("--rows-at-once", hidden=True, help="Rows of a part, or cases.")] = 0,
    with_: o.With = None,
) -> None:
    """Put every row of a table to doctrines. Run the same again after a stop, and it goes on where it was.

    Example: siyar batch alliances.csv --mapping atop -d hizb-qa -q treaty --out rulings.parquet
    """
    _door()
    from siyar.batch.coverage import left_out
    from siyar.batch.opening import Unreadable, files
    from siyar.batch.reading import open_mapping

    chosen, every = o.chosen(reading)
    if every:
        raise typer.BadParameter(
            "a table is answered under one reading: `doctrine/reading=option`", param_hint="--reading"
        )
    if emit_sql and emit_sql not in EMITTED:
        raise typer.BadParameter(f"`{emit_sql}` is none of {', '.join(EMITTED)}", param_hint="--emit-sql")
    bench = o.bench(with_)
    try:
        if suggest:
            from siyar.batch.suggesting import suggested

            o.out(suggested(bench, table, question or (), inside, encoding))
            return
        if not mapping:
            raise typer.BadParameter(
                "say what the columns mean: `--mapping atop`, or `--suggest` for a draft", param_hint="--mapping"
            )
        read, problems = open_mapping(mapping, bench.library)
        if problems:
            o.complain(problems)
        if read is None or any(p.severity == "error" for p in problems):
            raise typer.Exit(1)
        if read.grouped:
            if emit_sql or tidy:
                why = "rows that are one case together have no SQL, and their answers are one a line already"
                raise typer.BadParameter(why, param_hint="--emit-sql" if emit_sql else "--tidy")
            _together(bench, read, table, doctrine, question, out, chosen, inside, encoding, at_once, report)
            return
        found = _compiled(bench, read, doctrine, question, chosen)
        files(table)  # a table that is not there is told of before anything else
        _tell(left_out(found))
        if emit_sql:
            from siyar.batch.emitting import emitted

            o.out(emitted(found, EMITTED[emit_sql]))
            return
        if out is None:
            raise typer.BadParameter("say where the answers go: `--out rulings.parquet`", param_hint="--out")
        _run(bench, found, table, out, read, question or (), chosen, inside, encoding, at_once)
        if tidy:
            from siyar.batch.tidying import tidy as in_long_form

            typer.echo(f"{in_long_form(out, found, tidy):,} answers, one a line, in {tidy}", err=True)
        if report:
            _plotting()
            from siyar.batch.reporting import report_html

            _report(report, report_html(out, found, bench.library))
    except Unreadable as error:
        o.fail(error.problems)


def explain_row(
    out: Annotated[Path, typer.Argument(help="What `siyar batch` wrote.")],
    row: Annotated[int, typer.Argument(help="The number of a row of the table, counted from 1.")],
    doctrine: o.Doctrines = None,
    question: o.Questions = None,
    with_: o.With = None,
    format: o.PageOutFormat = o.PageFormat.TEXT,
) -> None:
    """Explain the answers on one row of a table as those on any case.

    Example: siyar explain-row rulings.parquet 17 -d hizb-qa
    """
    _door()
    from siyar.batch.explaining import explain
    from siyar.batch.opening import Unreadable
    from siyar.cli.ask import show

    bench = o.bench(with_)
    try:
        found = explain(out, row, bench.library, _digest(bench))
    except Unreadable as error:
        o.fail(error.problems)
    if found.changed:
        typer.echo("the library has changed since the table was answered: this is what it says now", err=True)
    if found.case.events:
        _explain_stages(bench, found, doctrine, question, format)
        return
    asked = bench.ask(
        found.case,
        doctrines=doctrine or found.doctrines,
        questions=question or found.questions,
        reading=found.reading,
        asked_of=() if question else found.asked,
    )
    if isinstance(asked, tuple):
        o.fail(asked)
    show(asked, bench, format)


def _explain_stages(
    bench: Workbench, found: Explained, doctrine: list[str] | None, question: list[str] | None, format: o.PageFormat
) -> None:
    """A row whose case has events is explained by its timeline: every stage, with its rule and passage."""
    from siyar import timing
    from siyar.cli.timeline import show
    from siyar.language.unparse import say

    about = "" if question or not found.asked else say(found.asked[0].claim, bench.sentences)
    told = timing.timeline(
        bench,
        found.case,
        doctrines=doctrine or found.doctrines,
        questions=question or found.questions,
        about=about,
        reading=found.reading,
    )
    if isinstance(told, tuple):
        o.fail(told)
    show(told, bench, format)


def _door() -> None:
    try:
        import duckdb  # noqa: F401  # only whether it is there
        import ibis  # noqa: F401  # the same
    except ImportError:
        typer.echo('tables need more than the base: pip install "siyar[batch]"', err=True)
        raise typer.Exit(1) from None


def _plotting() -> None:
    try:
        import matplotlib  # noqa: F401  # only whether it is there
    except ImportError:
        typer.echo('a report needs its plots: pip install "siyar[batch]"', err=True)
        raise typer.Exit(1) from None


def _compiled(
    bench: Workbench,
    mapping: TableMapping,
    doctrines: list[str] | None,
    questions: list[str] | None,
    reading: dict[str, dict[str, str]],
) -> Compiled:
    from siyar.batch.compiled import compiled

    if not questions:
        raise typer.BadParameter("say what is asked: `--question treaty`", param_hint="--question")
    found = compiled(bench, mapping, doctrines or bench.under_study, questions, reading)
    if isinstance(found, tuple):
        o.fail(found)
    return found


def _together(
    bench: Workbench,
    mapping: TableMapping,
    table: Path,
    doctrines: list[str] | None,
    questions: list[str] | None,
    out: Path | None,
    reading: dict[str, dict[str, str]],
    inside: str,
    encoding: str,
    at_once: int,
    report: Path | None,
) -> None:
    """Rows of one key as one case, where the mapping has several parties of a kind."""
    from siyar.batch.coverage import left_out_together, ungiven
    from siyar.batch.gathering import CASES, left_open_in, run
    from siyar.batch.opening import files

    if not questions:
        raise typer.BadParameter("say what is asked: `--question treaty`", param_hint="--question")
    if out is None:
        raise typer.BadParameter("say where the answers go: `--out rulings.parquet`", param_hint="--out")
    asked = doctrines or list(bench.under_study)
    if problems := bench.refusals((), asked, questions, reading):
        o.fail(problems)
    facts = {pair: ungiven(bench, mapping, *pair, reading.get(pair[0])) for pair in product(asked, questions)}
    files(table)
    _tell(left_out_together(facts))
    ran = run(
        bench, mapping, asked, questions, table, out, _said(bench, mapping, asked, questions, reading), reading,
        table=inside, encoding=encoding, at_once=at_once or CASES, progress=_progress("cases"), tell=_tell,
    )  # fmt: skip
    _ran(ran, f"{ran.lines:,} answers on {ran.count:,} cases")
    for line in left_open_in(out, mapping):
        typer.echo(line, err=True)
    if report:
        _plotting()
        from siyar.batch.reporting import report_of_cases
        from siyar.batch.reporting_in_time import report_of_stages

        unmapped = {pair: each.words for pair, each in facts.items() if each is not None}
        made = report_of_stages if mapping.events else report_of_cases
        _report(report, made(out, mapping, unmapped, bench.library))


def _report(report: Path, page: str) -> None:
    report.write_text(page, encoding="utf-8")
    typer.echo(f"report in {report}", err=True)


def _tell(lines: Iterable[str]) -> None:
    """What the mapping leaves out, on standard error: not encoded, facts nothing gives, columns and values unused."""
    for line in lines:
        typer.echo(line, err=True)


def _run(
    bench: Workbench,
    found: Compiled,
    table: Path,
    out: Path,
    mapping: TableMapping,
    questions: Sequence[str],
    reading: dict[str, dict[str, str]],
    inside: str,
    encoding: str,
    rows: int,
) -> None:
    from siyar.batch.running import ROWS, run

    doctrines = list(dict.fromkeys(a.program.doctrine for a in found.answered))
    ran = run(
        found, table, out, _said(bench, mapping, doctrines, questions, reading),
        table=inside, encoding=encoding, rows=rows or ROWS, progress=_progress("rows"), tell=_tell,
    )  # fmt: skip
    _ran(ran, f"{ran.count:,} {'row' if ran.count == 1 else 'rows'} answered")


def _said(
    bench: Workbench,
    mapping: TableMapping,
    doctrines: Sequence[str],
    questions: Sequence[str],
    reading: dict[str, dict[str, str]],
) -> dict[str, Any]:
    """What is said beside an output of how it was made, so that its rows can be explained."""
    assert mapping.text is not None
    return {
        "mapping": mapping.text.characters,
        "mapping name": mapping.text.name,
        "doctrines": list(doctrines),
        "questions": list(questions),
        "readings": reading,
        "library": _digest(bench),
    }


def _progress(what: str) -> Progress | None:
    """How far a run is, for somebody who sits before it."""
    if not sys.stderr.isatty():
        return None

    def progress(done: int, total: int, seconds: float) -> None:
        pace = done / seconds if seconds else 0
        left = f", {(total - done) / pace:.0f} s left" if pace and done < total else ""
        typer.echo(f"{done:,} of {total:,} {what}, {pace:,.0f} a second{left}", err=True)

    return progress


def _ran(ran: Ran, what: str) -> None:
    if not ran.parts:
        typer.echo(f"{what} in {ran.out} already, from the same table and the same library")
        return
    went_on = f", {ran.found_done} of {ran.parts} parts from an earlier run" if ran.found_done else ""
    typer.echo(f"{what} in {ran.out}{went_on}")


def _digest(bench: Workbench) -> str:
    """What tells one state of the doctrines from another."""
    import hashlib

    return hashlib.sha256("".join(d.digest for d in bench.library.doctrines.values()).encode()).hexdigest()
