"""Answers that change with the days, to be looked at: what doctrines say from when on, how it changes, and by what.

Where things happen in a case, an answer is a doctrine's on one sentence of one case, and it has stages. On a given day
it is in one of them, unless the days of the table leave open in which. Counts are of stages, of answers on a day, and
of cases; each of one doctrine at a time, and nothing is added up over doctrines.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from siyar.batch.compiled import NOT_ADDRESSED
from siyar.batch.gathering import left_open
from siyar.batch.mapping import TableMapping
from siyar.batch.outputs import ROW
from siyar.batch.quoting import identifier, literal
from siyar.batch.reporting import WRITTEN, carried_columns, drawn, table, whole
from siyar.model import Library

#: Days looked at in a plot, at most, and how many years may lie between two.
DAYS, APART = 16, (1, 2, 5, 10, 25, 50, 100, 250, 500, 1000)

#: What is written of changes, at most: the most frequent ones.
CHANGES = 20

#: What a day shows besides what is said: before the first change, and where it is not known which stage it is.
OUTSET, UNSURE = "as at the outset", "the days leave open which"


@dataclass(frozen=True, slots=True)
class _Topic:
    """A doctrine on a question. ``stages``: SQL of them, with `says`, `key`, and `answer`: on which sentence of which
    case. ``unmapped``: facts that no line of the mapping gives, in words."""

    title: str
    about: str
    stages: str
    unmapped: tuple[str, ...]


def report_of_stages(
    out: Path, mapping: TableMapping, unmapped: Mapping[tuple[str, str], tuple[str, ...]], library: Library
) -> str:
    """One page about what `siyar batch` wrote of cases in which things happen, without anything from elsewhere.

    ``unmapped``: for each doctrine and question that was asked the facts that no line gives, in words.
    """
    key = ", ".join(map(identifier, mapping.key))
    with duckdb.connect() as con:
        read = "read_parquet" if out.suffix == ".parquet" else "read_csv"
        con.execute(
            f"CREATE TEMP TABLE told AS SELECT *, coalesce(value, status) AS says, ({key}) AS key, "
            f"(doctrine, question, {key}, about) AS answer FROM {read}({literal(str(out))})"
        )
        topics = [
            _Topic(
                library.doctrines[doctrine].title,
                library.questions()[question].asks,
                f"SELECT * FROM told WHERE doctrine = {literal(doctrine)} AND question = {literal(question)}",
                facts,
            )
            for (doctrine, question), facts in unmapped.items()
        ]
        return whole(mapping.title, "\n".join(_body(con, mapping, topics)))


def _body(con: duckdb.DuckDBPyConnection, mapping: TableMapping, topics: list[_Topic]) -> Iterator[str]:
    yield (
        "<p>Each doctrine is described from its own sources; nothing here is advice, and nothing says what is right. "
        "An answer is what a doctrine says on one sentence of one case; it has stages, which follow each other where "
        "it changes. What the table does not say is unknown, and stays so.</p>"
    )
    yield "<h2>The cases</h2>"
    (found,) = con.execute(
        "SELECT count(*), sum(events), min(events), max(events) FROM (SELECT any_value(events) AS events FROM told "
        "GROUP BY key)"
    ).fetchall()
    cases, events, fewest, most = (n or 0 for n in found)
    ((stages, answers, first, last),) = con.execute(
        "SELECT count(stage), count(DISTINCT answer) FILTER (stage IS NOT NULL), min(from_first), "
        "max(coalesce(until_last, from_last)) FROM told"
    ).fetchall()
    each = f"{fewest:,} to {most:,} in each" if fewest < most else f"{fewest:,} in each"
    rows = [("cases", f"{cases:,}"), ("events in them", f"{events:,} ({each})")]
    rows += [("answers", f"{answers:,}"), ("stages of them", f"{stages:,}")]
    if first:
        rows.append(("from the first change to the last", f"{first} to {last}"))
    yield from table(("what", "how much"), rows)
    yield from (f"<p>{html.escape(line[0].upper() + line[1:])}.</p>" for line in left_open(con, "told", mapping))
    for topic in topics:
        yield from _topic(con, topic)
    yield from _listed(con, mapping)


def _topic(con: duckdb.DuckDBPyConnection, topic: _Topic) -> Iterator[str]:
    yield f"<h2>{html.escape(topic.title)}</h2>"
    yield f"<p>Asked about: {html.escape(topic.about)}</p>"
    told = con.execute(
        f"SELECT says, count(*), count(DISTINCT key) FROM ({topic.stages}) GROUP BY 1 ORDER BY 2 DESC, 1"
    ).fetchall()
    every = sum(n for says, n, _ in told if says != NOT_ADDRESSED)
    heads = ("it says", f"stages of {every:,}", "cases in which it ever does")
    yield from table(heads, [(says, "" if says == NOT_ADDRESSED else f"{n:,}", f"{c:,}") for says, n, c in told])
    heard = f"FROM ({topic.stages}) WHERE stage IS NOT NULL"
    ((settled, parted),) = con.execute(
        f"SELECT count(*) FILTER (settled), count(*) FILTER (accounts IS NOT NULL AND accounts <> '') {heard}"
    ).fetchall()
    yield f"<p>Settled whatever is unknown: {settled:,} of {every:,} stages.</p>"
    if parted:
        yield f"<p>What it says is another by each of those who tell of the case: {parted:,} of {every:,} stages.</p>"
    rules = con.execute(
        "SELECT each, count(*), count(DISTINCT key) FROM (SELECT unnest(string_split(rule, ' ')) AS each, key "
        f"{heard}) WHERE each <> '' GROUP BY 1 ORDER BY 2 DESC, 1"
    ).fetchall()
    if rules:
        yield from table(("rule that decides", "stages", "cases"), [(r, f"{n:,}", f"{c:,}") for r, n, c in rules])
    if topic.unmapped:
        words = "; ".join(topic.unmapped)
        yield f"<p>Given by no line of the mapping, though the answer can turn on it: {html.escape(words)}.</p>"
    yield from _changes(con, heard)
    yield from _through_time(con, heard, [says for says, *_ in told if says != NOT_ADDRESSED])


def _changes(con: duckdb.DuckDBPyConnection, heard: str) -> Iterator[str]:
    """From what to what an answer changes, how often, and the most frequent occasion of each change."""
    open_so_far = "CASE WHEN value <> '' AND NOT settled THEN ' (not settled)' ELSE '' END"
    rows = con.execute(
        "SELECT before, now, count(*) AS times, mode(coalesce(nullif(changed_by, ''), occasion)) FROM (SELECT *, "
        f"lag(now) OVER (PARTITION BY answer ORDER BY stage) AS before FROM (SELECT *, says || {open_so_far} AS now "
        f"{heard})) WHERE before IS NOT NULL GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2"
    ).fetchall()
    if not rows:
        return
    yield "<h3>How it changes</h3>"
    if len(rows) > CHANGES:
        yield f"<p>The {CHANGES} most frequent of {len(rows):,} kinds of change.</p>"
    heads = ("from", "to", "how often", "most often by")
    yield from table(heads, [(before, says, f"{n:,}", by or "") for before, says, n, by in rows[:CHANGES]])


def _through_time(con: duckdb.DuckDBPyConnection, heard: str, says: list[str]) -> Iterator[str]:
    """How many answers say what on one day after another; the same as a table below.

    Those that never change are counted apart.
    """
    lasting = con.execute(
        f"SELECT any_value(says), count(*) FROM (SELECT any_value(says) AS says {heard} GROUP BY answer "
        "HAVING max(stage) = 1) GROUP BY says ORDER BY 2 DESC, 1"
    ).fetchall()
    if lasting:
        words = "; ".join(f"{says}, {n:,}" for says, n in lasting)
        yield f"<p>Answers that never change, by what they say: {html.escape(words)}.</p>"
    heard += f" AND answer IN (SELECT answer {heard} GROUP BY answer HAVING max(stage) > 1)"
    ((first, last),) = con.execute(
        f"SELECT year(min(from_first)), year(max(coalesce(until_last, from_last))) {heard}"
    ).fetchall()
    if first is None:
        return
    apart = next((n for n in APART if (last + 1) // n - first // n < DAYS), APART[-1])
    years = [year for year in range(first // apart * apart, last + apart + 1, apart) if 1 <= year <= date.max.year]
    days = ", ".join(f"DATE '{year:04}-01-01'" for year in years)
    # A stage surely lasts on a day by which it has begun, on whichever of its days, and its end has not.
    found = con.execute(
        f"SELECT year(day), CASE occasion WHEN 'outset' THEN '{OUTSET}' ELSE says END, count(*) "
        f"FROM (SELECT unnest([{days}]) AS day), (SELECT * {heard}) "
        "WHERE (occasion = 'outset' OR from_last <= day) AND (until IS NULL OR until = '' OR day < until_first) "
        "GROUP BY 1, 2"
    ).fetchall()
    ((every,),) = con.execute(f"SELECT count(DISTINCT answer) {heard}").fetchall()
    counts = {(year, said): n for year, said, n in found}
    for year in years:
        counts[year, UNSURE] = every - sum(n for (y, _), n in counts.items() if y == year)
    shown = [said for said in (*says, OUTSET, UNSURE) if any(counts.get((year, said)) for year in years)]
    yield "<h3>Through time</h3>"
    yield (
        f"<p>What is said on 1 January of a year, of the {every:,} answers that change; “{OUTSET}” is what is said "
        f"before it first changes, and “{UNSURE}” where a stage begins or ends about that day.</p>"
    )
    along = "on 1 January of the year"
    yield '<div class="wide">' + drawn(years, shown, counts, "answers", along) + "</div>"
    yield from table(
        ("year", *shown), [(str(year), *(f"{counts.get((year, said), 0):,}" for said in shown)) for year in years]
    )


def _listed(con: duckdb.DuckDBPyConnection, mapping: TableMapping) -> Iterator[str]:
    """The stages of answers on cases that are addressed, one by one, where they are few."""
    yield "<h2>Stage by stage</h2>"
    ((count,),) = con.execute("SELECT count(stage) FROM told").fetchall()
    if count > WRITTEN:
        yield f"<p>{count:,} stages; more than {WRITTEN} are not written out here.</p>"
        return
    own = ("doctrine", "question", "about", "stage", "from", "until", "changed_by", "says")
    columns = (ROW, *carried_columns(mapping), *own)
    rows = con.execute(
        f"SELECT {', '.join(map(identifier, columns))} FROM told WHERE status <> '{NOT_ADDRESSED}' ORDER BY {ROW}"
    ).fetchall()
    yield "<p>Explain one with <code>siyar explain-row</code> and the number of its row.</p>"
    heads = (*columns[:-2], "what became so then", "it says")
    yield from table(heads, [tuple("" if cell is None else str(cell) for cell in row) for row in rows])
