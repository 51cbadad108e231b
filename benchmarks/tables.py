"""Tables: six conclusions on ten million rows, Parquet to Parquet, beside the same rules written by hand in SQL and in
polars; and how time and memory grow with the rows.

Six invented doctrines of two rules each: one forbids a treaty under two conditions, and beats another that permits it
where it runs for a fixed term. By hand that is three conditions a doctrine; the answers are compared row by row.

    python benchmarks/tables.py [ROWS]     (by default 10,000,000)
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from itertools import combinations
from math import log
from pathlib import Path

import duckdb
from measure import machine

#: A fact by its column: the sentence that says it, the sentence that denies it.
FACTS = {
    "binds": ("Treaty binds the parties to fight together", "Treaty does not bind the parties to fight together"),
    "islam": ("State is ruled by Islam", "State is not ruled by Islam"),
    "there": ("Counterpart is ruled by Islam", "Counterpart is not ruled by Islam"),
    "faith": ("Counterpart is Muslim", "Counterpart is not Muslim"),
}
PAIRS = list(combinations(FACTS, 2))

DOCTRINE = """---
doctrine: pair-{n}
title: Pair {n}
uses: siyar
source: hidaya
questions: treaty
encoded by: a benchmark
---
# Pair {n}

```siyar
rule ban
  forbidden        for State to conclude Treaty with Counterpart
  when             {one}
  and              {other}
  notwithstanding  leave
  source           hidaya muwadaa

rule leave
  permitted        for State to conclude Treaty with Counterpart
  when             Treaty runs for a fixed term
  source           hidaya muwadaa
```
"""

MAPPING = """---
mapping: pairs
title: Invented treaties
---
# Pairs

```siyar
mapping pairs
  key              id
  State            State
  Counterpart      Counterpart
  Treaty           Treaty
{lines}  given            Treaty runs for a fixed term when fixed = 1
  given            Treaty runs without a stated term when fixed = 0
```
"""


def made(folder: Path, rows: int) -> Path:
    """A table in which a third of the cells is empty."""
    out = folder / f"rows-{rows}.parquet"
    columns = ", ".join(
        f"CASE hash(i * 7 + {n}) % 3 WHEN 0 THEN 0 WHEN 1 THEN 1 END AS {name}"
        for n, name in enumerate([*FACTS, "fixed"])
    )
    duckdb.sql(f"COPY (SELECT i AS id, {columns} FROM range({rows}) t(i)) TO '{out}' (FORMAT parquet)")
    return out


def by_hand(table: Path, out: Path) -> str:
    """The same answers, as somebody would write them who had read the rules."""
    each = []
    for n, (one, other) in enumerate(PAIRS):
        ban = f"coalesce({one} = 1 AND {other} = 1, false)"
        leave = "coalesce(fixed = 1, false)"
        never = f"coalesce({one} = 0 OR {other} = 0, false)"
        name = f"pair_{n}_treaty"
        each.append(
            f"CASE WHEN {ban} THEN 'forbidden' WHEN {leave} THEN 'permitted' END AS {name}_value, "
            f"CASE WHEN {ban} OR {leave} THEN 'ruled' WHEN {never} AND fixed = 0 THEN 'silent' ELSE 'open' END "
            f"AS {name}_status, "
            f"CASE WHEN NOT {ban} AND {never} AND fixed = 0 THEN 'none applies' END AS {name}_because, "
            f"{ban} OR ({never} AND fixed IS NOT NULL) AS {name}_settled, "
            f"CASE WHEN {ban} THEN 'ban' WHEN {leave} THEN 'leave' END AS {name}_rule"
        )
    return f"COPY (SELECT id, {', '.join(each)} FROM '{table}') TO '{out}' (FORMAT parquet, COMPRESSION zstd)"


def polars_by_hand(table: Path, out: Path) -> str:
    """A program in polars that writes the same, as a process of its own."""
    return f"""
import polars as pl
c = pl.col
each = []
for n, (one, other) in enumerate({PAIRS!r}):
    ban = ((c(one) == 1) & (c(other) == 1)).fill_null(False)
    leave = (c("fixed") == 1).fill_null(False)
    never = ((c(one) == 0) | (c(other) == 0)).fill_null(False)
    not_fixed = (c("fixed") == 0).fill_null(False)
    name = f"pair_{{n}}_treaty"
    each += [
        pl.when(ban).then(pl.lit("forbidden")).when(leave).then(pl.lit("permitted")).alias(name + "_value"),
        pl.when(ban | leave).then(pl.lit("ruled")).when(never & not_fixed).then(pl.lit("silent"))
        .otherwise(pl.lit("open")).alias(name + "_status"),
        pl.when(~ban & never & not_fixed).then(pl.lit("none applies")).alias(name + "_because"),
        (ban | (never & c("fixed").is_not_null())).alias(name + "_settled"),
        pl.when(ban).then(pl.lit("ban")).when(leave).then(pl.lit("leave")).alias(name + "_rule"),
    ]
pl.scan_parquet({str(table)!r}).select("id", *each).sink_parquet({str(out)!r}, compression="zstd")
"""


def run(code: str) -> tuple[float, int]:
    """Seconds by the clock and peak bytes of a process that runs a program."""
    began = time.perf_counter()
    child = subprocess.Popen([sys.executable, "-c", code])
    _, status, used = os.wait4(child.pid, 0)
    if status:
        raise SystemExit(f"a program failed:\n{code}")
    return time.perf_counter() - began, used.ru_maxrss * 1024


def main(rows: int) -> None:
    print("## Tables\n")
    print(machine() + "\n")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        doctrines = folder / "doctrines"
        doctrines.mkdir()
        for n, (one, other) in enumerate(PAIRS):
            text = DOCTRINE.format(n=n, one=FACTS[one][0], other=FACTS[other][0])
            (doctrines / f"pair-{n}.md").write_text(text, encoding="utf-8")
        lines = "".join(
            f"  given            {so} when {column} = 1\n  given            {no} when {column} = 0\n"
            for column, (so, no) in FACTS.items()
        )
        (folder / "pairs.md").write_text(MAPPING.format(lines=lines), encoding="utf-8")
        words = [
            "batch",
            "TABLE",
            "-m",
            str(folder / "pairs.md"),
            "-q",
            "treaty",
            "--with",
            str(doctrines),
            "-o",
            "OUT",
        ]
        words += [w for n in range(len(PAIRS)) for w in ("-d", f"pair-{n}")]
        print("| what | rows | seconds | rows a second | peak memory |\n|---|---:|---:|---:|---:|")
        times: dict[int, float] = {}
        for count in (rows // 100, rows // 10, rows):
            table, out = made(folder, count), folder / f"out-{count}.parquet"
            asked = [str(table) if w == "TABLE" else str(out) if w == "OUT" else w for w in words]
            code = f"import sys; sys.argv = ['siyar', *{json.dumps(asked)}]\nfrom siyar.cli import run; run()"
            seconds, memory = run(code)
            times[count] = seconds
            _row("`siyar batch`", count, seconds, memory)
        hand = folder / "hand.parquet"
        seconds, memory = run(f"import duckdb; duckdb.sql({by_hand(table, hand)!r})")
        _row("the same by hand, SQL on DuckDB", rows, seconds, memory)
        by_sql = seconds
        seconds, memory = run(polars_by_hand(table, folder / "polars.parquet"))
        _row("the same by hand, polars", rows, seconds, memory)
        said = ", ".join(
            f"pair_{n}_treaty_{p}" for n in range(len(PAIRS)) for p in ("value", "status", "because", "settled", "rule")
        )
        ours, theirs = f"SELECT id, {said} FROM '{out}'", f"SELECT id, {said} FROM '{hand}'"
        ((other,),) = duckdb.sql(f"SELECT count(*) FROM ({ours} EXCEPT {theirs})").fetchall()
        growth = log(times[rows] / times[rows // 10]) / log(10)
        print(f"\n{other:,} of {rows:,} rows say otherwise than by hand.")
        print(f"{times[rows] / by_sql:.2f} times the SQL by hand (aim 1.5).")
        print(f"Growth exponent from {rows // 10:,} rows on: {growth:.2f}.\n")


def _row(what: str, rows: int, seconds: float, memory: int) -> None:
    print(f"| {what} | {rows:,} | {seconds:.2f} | {rows / seconds:,.0f} | {memory / 2**20:,.0f} MB |", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000_000)
