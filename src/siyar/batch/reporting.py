"""Answers on a table, to be looked at: counts by doctrine and period, which rule decides, what is unknown, row by row.

Every count is a count of answers out of so many, of one doctrine at a time; nothing is added up over doctrines. A plot
has its numbers beside it as a table. Where a row is a case it has one answer to a question; where several rows are one
case, that has an answer for each choice of its parties.
"""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from siyar.batch.compiled import NOT_ADDRESSED, Compiled
from siyar.batch.mapping import TableMapping
from siyar.batch.outputs import ROW
from siyar.batch.quoting import identifier, literal
from siyar.export.to_html import STYLE
from siyar.model import Library

#: Answers written out one by one, at most.
WRITTEN = 200
#: Years taken together in a plot.
YEARS = 25

_LOOK = (
    "table{border-collapse:collapse}td,th{border:1px solid #8886;padding:.2em .6em;text-align:left;vertical-align:top}"
    ".wide{overflow-x:auto}svg{max-width:100%;height:auto}"
)


@dataclass(frozen=True, slots=True)
class Topic:
    """A doctrine on a question. ``answers``: SQL of them, with `says` (the value, or why there is none), `status`,
    `settled`, `rule`, `period` (a year) and `key`; ``unmapped``: what is unknown in all of them, in words."""

    doctrine: str
    question: str
    about: str
    answers: str
    unmapped: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Page:
    """What a report is of: ``what`` is counted, and ``listed`` one by one, where few, by ``head``."""

    title: str
    what: str
    said: str
    topics: tuple[Topic, ...]
    grouped: bool
    head: tuple[str, ...]
    listed: str


@dataclass(frozen=True, slots=True)
class Share:
    """How often a doctrine says something: ``says`` is its value, or why it has none; in how many cases it does."""

    says: str
    count: int
    cases: int


def report_html(out: Path, found: Compiled, library: Library) -> str:
    """One page about what `siyar batch` wrote of rows that are cases, without anything from elsewhere."""
    mapping = found.mapping
    topics = tuple(
        Topic(
            each.program.doctrine,
            each.question,
            each.program.about or each.question,
            f"SELECT coalesce({each.name}_value, {each.name}_status) AS says, {each.name}_status AS status, "
            f"{each.name}_settled AS settled, {each.name}_rule AS rule, {_year(mapping)} AS period, "
            f"{ROW} AS key FROM told",
            each.program.unmapped,
        )
        for each in found.answered
    )
    limited = [each.name for each in found.answered if each.program.doctrine in mapping.addressed]
    chosen = " OR ".join(f"{name}_status <> '{NOT_ADDRESSED}'" for name in limited) or "true"
    carried = carried_columns(mapping)
    says = [f"coalesce({each.name}_value, {each.name}_status)" for each in found.answered]
    listed = f"SELECT {', '.join([ROW, *map(identifier, carried), *says])} FROM told WHERE {chosen} ORDER BY {ROW}"
    head = (ROW, *carried, *(f"{each.program.doctrine}: {each.question}" for each in found.answered))
    return _written(out, _Page(mapping.title, "rows", "{count:,} rows.", topics, False, head, listed), library)


def report_of_cases(
    out: Path, mapping: TableMapping, unmapped: Mapping[tuple[str, str], tuple[str, ...]], library: Library
) -> str:
    """The same of rows that are one case together. ``unmapped``: for each doctrine and question that was asked the
    facts that no line gives, in words."""
    key = ", ".join(map(identifier, mapping.key))
    topics = tuple(
        Topic(
            doctrine,
            question,
            library.questions()[question].asks,
            f"SELECT coalesce(value, status) AS says, status, settled, rule, {_year(mapping)} AS period, "
            f"({key}) AS key FROM told WHERE doctrine = {literal(doctrine)} AND question = {literal(question)}",
            facts,
        )
        for (doctrine, question), facts in unmapped.items()
    )
    carried = (*carried_columns(mapping), "doctrine", "question", "about")
    listed = (
        f"SELECT {', '.join([ROW, *map(identifier, carried)])}, coalesce(value, status) FROM told "
        f"WHERE status <> '{NOT_ADDRESSED}' ORDER BY {ROW}"
    )
    said = "{count:,} answers on {cases:,} cases, one for each sentence, doctrine and choice of parties."
    page = _Page(mapping.title, "answers", said, topics, True, (ROW, *carried, "it says"), listed)
    return _written(out, page, library)


def carried_columns(mapping: TableMapping) -> tuple[str, ...]:
    """What an answer has of its rows: the key, and the period."""
    return tuple(name for name in dict.fromkeys((*mapping.key, mapping.period)) if name)


def _year(mapping: TableMapping) -> str:
    """SQL of the year of a period, which may be a number or a date, or words that say one of them."""
    if not mapping.period:
        return "CAST(NULL AS DOUBLE)"
    words = f"CAST({identifier(mapping.period)} AS VARCHAR)"
    return f"coalesce(TRY_CAST({words} AS DOUBLE), year(TRY_CAST({words} AS DATE)))"


def _written(out: Path, page: _Page, library: Library) -> str:
    con = duckdb.connect()
    try:
        read = "read_parquet" if out.suffix == ".parquet" else "read_csv"
        con.execute(f"CREATE VIEW told AS SELECT * FROM {read}({literal(str(out))})")
        body = "\n".join(_body(con, page, library))
    finally:
        con.close()
    return whole(page.title, body)


def whole(title: str, body: str) -> str:
    """A page by itself, of a title and what stands below it."""
    title = html.escape(f"{title}: what doctrines say")
    return (
        '<!doctype html>\n<html lang="en" dir="ltr">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{STYLE}{_LOOK}</style>\n</head>\n<body>\n"
        f'<main class="siyar" style="max-width:none">\n<h1>{title}</h1>\n{body}\n</main>\n</body>\n</html>\n'
    )


def shares(con: duckdb.DuckDBPyConnection, topic: Topic) -> list[Share]:
    """What a doctrine says, and how often, most first."""
    rows = con.execute(
        f"SELECT says, count(*), count(DISTINCT key) FROM ({topic.answers}) GROUP BY 1 ORDER BY 2 DESC, 1"
    ).fetchall()
    return [Share(said, count, cases) for said, count, cases in rows]


def _body(con: duckdb.DuckDBPyConnection, page: _Page, library: Library) -> Iterator[str]:
    ((count,),) = con.execute("SELECT count(*) FROM told").fetchall()
    keys = " UNION ALL ".join(f"SELECT key FROM ({topic.answers})" for topic in page.topics)
    ((cases,),) = (
        con.execute(f"SELECT count(DISTINCT key) FROM ({keys})").fetchall() if page.grouped and keys else ((count,),)
    )
    yield (
        "<p>Each doctrine is described from its own sources; nothing here is advice, and nothing says what is right. "
        f"{page.said.format(count=count, cases=cases)} What the table does not say is unknown, and stays so.</p>"
    )
    for topic in page.topics:
        yield from _answer(con, page, topic, library)
    yield from _listed(con, page)


def _answer(con: duckdb.DuckDBPyConnection, page: _Page, topic: Topic, library: Library) -> Iterator[str]:
    yield f"<h2>{html.escape(library.doctrines[topic.doctrine].title)}</h2>"
    yield f"<p>Asked about: {html.escape(topic.about)}</p>"
    told = shares(con, topic)
    counted = f"{page.what} of {sum(s.count for s in told):,}"
    if page.grouped:
        yield from table(("it says", counted, "cases"), [(s.says, f"{s.count:,}", f"{s.cases:,}") for s in told])
    else:
        yield from table(("it says", counted), [(s.says, f"{s.count:,}") for s in told])
    addressed = [s for s in told if s.says != NOT_ADDRESSED]
    ((settled,),) = con.execute(f"SELECT count(*) FROM ({topic.answers}) WHERE settled").fetchall()
    heard = sum(s.count for s in addressed)
    whom = "rows that it addresses" if not page.grouped else "answers on cases that it addresses"
    yield f"<p>Settled whatever is unknown: {settled:,} of {heard:,} {whom}.</p>"
    rules = con.execute(
        f"SELECT each, count(*) FROM (SELECT unnest(string_split(rule, ' ')) AS each FROM ({topic.answers})) "
        "WHERE each IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1"
    ).fetchall()
    if rules:
        yield from table(("rule that decides", page.what), [(rule, f"{n:,}") for rule, n in rules])
    if topic.unmapped:
        words = "; ".join(topic.unmapped)
        yield f"<p>Given by no line of the mapping, though the answer can turn on it: {html.escape(words)}.</p>"
    yield from _plot(con, page, topic, [s.says for s in addressed])


def _plot(con: duckdb.DuckDBPyConnection, page: _Page, topic: Topic, says: Sequence[str]) -> Iterator[str]:
    """Answers by period, a bar in parts; the same as a table below it."""
    rows = con.execute(
        f"SELECT CAST(floor(period / {YEARS}) * {YEARS} AS INTEGER), says, count(*) FROM ({topic.answers}) "
        f"WHERE status <> '{NOT_ADDRESSED}' AND period IS NOT NULL GROUP BY 1, 2 ORDER BY 1"
    ).fetchall()
    periods = sorted({r[0] for r in rows})
    counts = {(p, s): n for p, s, n in rows}
    if not periods:
        return
    yield '<div class="wide">' + drawn(periods, says, counts, page.what) + "</div>"
    head = ("from", *says)
    yield from table(head, [(f"{p}–{p + YEARS - 1}", *(f"{counts.get((p, s), 0):,}" for s in says)) for p in periods])


def drawn(
    periods: Sequence[int],
    says: Sequence[str],
    counts: Mapping[tuple[int, str], int],
    what: str,
    along: str = f"periods of {YEARS} years, by their first year",
    form: str = "svg",
) -> str:
    """A plot as SVG, whose parts differ by hatching as well as by shade. ``what`` is counted, ``along`` the years."""
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
    axes.set_ylabel(what)
    axes.set_xlabel(along)
    axes.legend(frameon=False, bbox_to_anchor=(1.01, 1), loc="upper left")
    wrote = io.StringIO()
    figure.savefig(wrote, format=form, bbox_inches="tight", metadata={"Date": None, "Creator": None})
    pyplot.close(figure)
    drawing = wrote.getvalue()
    # Who made the drawing and under what licence such metadata stands is no part of the page.
    drawing = re.sub(r"\s*<metadata>.*?</metadata>", "", drawing, flags=re.DOTALL)
    return drawing[drawing.index("<svg") :]


def _listed(con: duckdb.DuckDBPyConnection, page: _Page) -> Iterator[str]:
    """What somebody addresses, one by one, where it is little."""
    ((count,),) = con.execute(f"SELECT count(*) FROM ({page.listed})").fetchall()
    yield f"<h2>{'Answer by answer' if page.grouped else 'Row by row'}</h2>"
    if count > WRITTEN:
        which = "answers are on cases that are addressed" if page.grouped else "rows are addressed"
        yield f"<p>{count:,} {which}; more than {WRITTEN} are not written out here.</p>"
        return
    rows = con.execute(page.listed).fetchall()
    yield "<p>Explain one with <code>siyar explain-row</code> and the number of its row.</p>"
    yield from table(page.head, [tuple("" if v is None else str(v) for v in r) for r in rows])


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Rows of words under their heads, as HTML."""
    yield '<div class="wide"><table><thead><tr>'
    yield "".join(f'<th scope="col">{html.escape(h)}</th>' for h in head)
    yield "</tr></thead><tbody>"
    for row in rows:
        yield "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in row) + "</tr>"
    yield "</tbody></table></div>"
