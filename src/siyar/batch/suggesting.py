"""The draft of a mapping: what a question can turn on, and the columns of a table that sound like it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import duckdb

from siyar.asking import to_ask
from siyar.batch import opening
from siyar.batch.quoting import identifier
from siyar.ground import Said
from siyar.hearing import posed
from siyar.language.unparse import say
from siyar.model import Case, Claim, Sentence
from siyar.study.abstract import abstract_case
from siyar.workbench import Workbench

#: Distinct values of a column that are written out.
SHOWN = 6


def suggested(bench: Workbench, path: Path, questions: Sequence[str], inside: str = "", encoding: str = "") -> str:
    """A mapping to be gone through by hand: a line for each fact, with the columns whose names share a word with it.

    Raises `siyar.batch.opening.Unreadable`.
    """
    con = duckdb.connect()
    try:
        file = opening.files(path)[0]
        rows = opening.relation(con, file, table=inside, encoding=encoding)
        columns = [name for name in opening.columns_of(con, rows) if name != "file_row_number"]
        values = {c: _values(con, rows, c) for c in columns}
    except duckdb.Error as error:
        raise opening.Unreadable(opening.cannot(path, error)) from None
    finally:
        con.close()
    asked = [q for q in (questions or ("treaty",)) if q in bench.questions]
    case = abstract_case(bench.library, asked, [*bench.under_study])
    lines = [
        "---", "mapping: my-table", f"title: {path.stem}", "---", f"# {path.stem}", "",
        "A draft: take what is right into the fence, and say in prose why a column means what a line says.", "",
        "```siyar", "mapping my-table", f"  key              {columns[0] if columns else ''}",
    ]  # fmt: skip
    lines += [f"  {e.type:<16} {e.name}" for e in case.entities]
    lines += ["```", ""]
    for claim in dict.fromkeys(c for q in asked for c in _facts(bench, case, q)):
        near = [c for c in columns if _near(c, bench.sentences[claim.sentence])]
        hint = "; ".join(f"{c}: {values[c]}" for c in near[:3])
        lines.append(f"- `given  {say(claim, bench.sentences)} when …`" + (f" (perhaps {hint})" if hint else ""))
    lines += ["", "The columns:", "", *(f"- `{c}`: {values[c]}" for c in columns)]
    return "\n".join(lines)


def _facts(bench: Workbench, case: Case, question: str) -> Iterator[Claim]:
    """What the rulings of the doctrines under study can turn on, as sentences without a value."""
    asked = to_ask(bench.library, case, [question], "")
    if isinstance(asked, tuple):
        return
    for doctrine in bench.under_study:
        _, theory, _ = posed(bench.frame(doctrine), case, asked.claims[0])
        for name in theory.open:
            said = theory.atoms[name].origin
            if isinstance(said, Said) and said.comparison is None:
                yield Claim(said.sentence.id, said.arguments)


def _near(column: str, sentence: Sentence) -> bool:
    words = {w[:5] for w in re.findall(r"[a-z]{4,}", sentence.asks.lower())}
    return any(part[:5] in words for part in re.findall(r"[a-z]{4,}", column.lower()))


def _values(con: duckdb.DuckDBPyConnection, rows: str, column: str) -> str:
    name = identifier(column)
    found = con.execute(
        f"SELECT {name}, count(*) FROM {rows} GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {SHOWN + 1}"
    ).fetchall()
    said = ", ".join(f"{'empty' if v in (None, '') else v} {n:,} times" for v, n in found[:SHOWN])
    return said + (", …" if len(found) > SHOWN else "")
