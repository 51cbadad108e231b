"""Answers on a table, to be looked at: counts by doctrine and period, which rule decides, what is unknown, row by row.

Every count is a count of rows out of so many, of one doctrine at a time; nothing is added up over doctrines. A plot has
its numbers beside it as a table.
"""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from siyar.batch.compiled import NOT_ADDRESSED, Answered, Compiled
from siyar.batch.quoting import literal
from siyar.export.to_html import STYLE
from siyar.model import Library

#: Rows written out one by one, at most.
WRITTEN = 200
#: Years taken together in a plot.
YEARS = 25

_LOOK = (
    "table{border-collapse:collapse}td,th{border:1px solid #8886;padding:.2em .6em;text-align:left;vertical-align:top}"
    ".wide{overflow-x:auto}svg{max-width:100%;height:auto}"
)


@dataclass(frozen=True, slots=True)
class Share:
    """In how many rows a doctrine says something: ``says`` is its value, or why it has none."""

    says: str
    rows: int


def report_html(out: Path, found: Compiled, library: Library) -> str:
    """One page about what `siyar batch` wrote, without anything from elsewhere."""
    con = duckdb.connect()
    try:
        read = "read_parquet" if out.suffix == ".parquet" else "read_csv"
        con.execute(f"CREATE VIEW told AS SELECT * FROM {read}({literal(str(out))})")
        body = "\n".join(_body(con, found, library))
    finally:
        con.close()
    title = html.escape(f"{found.mapping.title}: what doctrines say")
    return (
        '<!doctype html>\n<html lang="en" dir="ltr">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{STYLE}{_LOOK}</style>\n</head>\n<body>\n"
        f'<main class="siyar" style="max-width:none">\n<h1>{title}</h1>\n{body}\n</main>\n</body>\n</html>\n'
    )


def shares(con: duckdb.DuckDBPyConnection, answered: Answered) -> list[Share]:
    """What a doctrine says, and in how many rows, most first."""
    says = f"coalesce({answered.name}_value, {answered.name}_status)"
    rows = con.execute(f"SELECT {says}, count(*) FROM told GROUP BY 1 ORDER BY 2 DESC, 1").fetchall()
    return [Share(said, count) for said, count in rows]


def _body(con: duckdb.DuckDBPyConnection, found: Compiled, library: Library) -> Iterator[str]:
    ((total,),) = con.execute("SELECT count(*) FROM told").fetchall()
    yield (
        "<p>Each doctrine is described from its own sources; nothing here is advice, and nothing says what is right. "
        f"{total:,} rows. What the table does not say is unknown, and stays so.</p>"
    )
    for each in found.answered:
        yield from _answer(con, found, each, library, total)
    yield from _rows(con, found)


def _answer(
    con: duckdb.DuckDBPyConnection, found: Compiled, each: Answered, library: Library, total: int
) -> Iterator[str]:
    doctrine = library.doctrines[each.program.doctrine]
    yield f"<h2>{html.escape(doctrine.title)}</h2>"
    yield f"<p>Asked about: {html.escape(each.program.about or each.question)}</p>"
    told = shares(con, each)
    yield from _table(("it says", f"rows of {total:,}"), [(s.says, f"{s.rows:,}") for s in told])
    addressed = [s for s in told if s.says != NOT_ADDRESSED]
    name = each.name
    ((settled,),) = con.execute(f"SELECT count(*) FROM told WHERE {name}_settled").fetchall()
    heard = sum(s.rows for s in addressed)
    yield f"<p>Settled whatever is unknown: {settled:,} of {heard:,} rows that it addresses.</p>"
    rules = con.execute(
        f"SELECT rule, count(*) FROM (SELECT unnest(string_split({name}_rule, ' ')) AS rule FROM told) "
        "WHERE rule IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1"
    ).fetchall()
    if rules:
        yield from _table(("rule that decides", "rows"), [(rule, f"{n:,}") for rule, n in rules])
    if each.program.unmapped:
        words = "; ".join(each.program.unmapped)
        yield f"<p>Unknown in every row, though the answer can turn on it: {html.escape(words)}.</p>"
    if found.mapping.period and addressed:
        yield from _plot(con, found, each, [s.says for s in addressed])


def _plot(con: duckdb.DuckDBPyConnection, found: Compiled, each: Answered, says: Sequence[str]) -> Iterator[str]:
    """Rows by period, a bar in parts; the same as a table below it."""
    period = f'CAST(floor("{found.mapping.period}" / {YEARS}) * {YEARS} AS INTEGER)'
    said = f"coalesce({each.name}_value, {each.name}_status)"
    rows = con.execute(
        f"SELECT {period}, {said}, count(*) FROM told WHERE {each.name}_status <> '{NOT_ADDRESSED}' "
        f'AND "{found.mapping.period}" IS NOT NULL GROUP BY 1, 2 ORDER BY 1'
    ).fetchall()
    periods = sorted({r[0] for r in rows})
    counts = {(p, s): n for p, s, n in rows}
    if not periods:
        return
    yield '<div class="wide">' + drawn(periods, says, counts) + "</div>"
    head = ("from", *says)
    yield from _table(head, [(f"{p}–{p + YEARS - 1}", *(f"{counts.get((p, s), 0):,}" for s in says)) for p in periods])


def drawn(periods: Sequence[int], says: Sequence[str], counts: dict[tuple[int, str], int], form: str = "svg") -> str:
    """A plot as SVG, whose parts differ by hatching as well as by shade."""
    import matplotlib

    matplotlib.use("Agg")
    matplotlib.rcParams["svg.hashsalt"] = "siyar"
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(8, 3))
    below = [0] * len(periods)
    marks = ("", "//", "..", "xx", "\\\\", "++", "oo")
    for place, said in enumerate(says):
        heights = [counts.get((p, said), 0) for p in periods]
        shade = str(0.35 + 0.6 * place / max(1, len(says)))
        axes.bar(
            [str(p) for p in periods], heights, bottom=below, label=said, color=shade,
            edgecolor="black", hatch=marks[place % len(marks)],
        )  # fmt: skip
        below = [a + b for a, b in zip(below, heights, strict=True)]
    axes.set_ylabel("rows")
    axes.set_xlabel(f"periods of {YEARS} years, by their first year")
    axes.legend(frameon=False, bbox_to_anchor=(1.01, 1), loc="upper left")
    wrote = io.StringIO()
    figure.savefig(wrote, format=form, bbox_inches="tight", metadata={"Date": None, "Creator": None})
    pyplot.close(figure)
    drawing = wrote.getvalue()
    # Who made the drawing and under what licence such metadata stands is no part of the page.
    drawing = re.sub(r"\s*<metadata>.*?</metadata>", "", drawing, flags=re.DOTALL)
    return drawing[drawing.index("<svg") :]


def _rows(con: duckdb.DuckDBPyConnection, found: Compiled) -> Iterator[str]:
    """The rows that somebody addresses, one by one, where they are few."""
    limited = [each for each in found.answered if each.program.doctrine in found.mapping.addressed]
    chosen = " OR ".join(f"{each.name}_status <> '{NOT_ADDRESSED}'" for each in limited) or "true"
    ((count,),) = con.execute(f"SELECT count(*) FROM told WHERE {chosen}").fetchall()
    yield "<h2>Row by row</h2>"
    if count > WRITTEN:
        yield f"<p>{count:,} rows are addressed; more than {WRITTEN} are not written out here.</p>"
        return
    keys = [*found.mapping.key, *([found.mapping.period] if found.mapping.period else [])]
    says = [f"coalesce({each.name}_value, {each.name}_status)" for each in found.answered]
    columns = ", ".join(["row", *(f'"{k}"' for k in keys), *says])
    rows = con.execute(f"SELECT {columns} FROM told WHERE {chosen} ORDER BY row").fetchall()
    head = ("row", *keys, *(f"{each.program.doctrine}: {each.question}" for each in found.answered))
    yield "<p>Explain one with <code>siyar explain-row</code> and the number of its row.</p>"
    yield from _table(head, [tuple("" if v is None else str(v) for v in r) for r in rows])


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield '<div class="wide"><table><thead><tr>'
    yield "".join(f'<th scope="col">{html.escape(h)}</th>' for h in head)
    yield "</tr></thead><tbody>"
    for row in rows:
        yield "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>"
    yield "</tbody></table></div>"
