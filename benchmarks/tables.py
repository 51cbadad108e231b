"""Tables: six conclusions on ten million rows, Parquet to Parquet, beside the same rules written by hand in SQL and in
polars, and as decision tables of zen-engine (where it is installed: pip install zen-engine); and how time and memory
grow with the rows.

Six invented doctrines of two rules each: one forbids a treaty under two conditions, and beats another that permits it
where it runs for a fixed term. By hand that is three conditions a doctrine; the answers are compared row by row.

    python benchmarks/tables.py [ROWS] [MORE …]     (by default 10,000,000; with numbers of rows for Siyar alone)

"Processor" is the time of all cores together; where other work runs on the machine it says more than the clock.
"""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from itertools import combinations
from math import log
from pathlib import Path

import duckdb
from measure import machine
from tables_zen import SAYS

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


@dataclass(frozen=True)
class Took:
    """Seconds by the clock, seconds of the processor, peak bytes."""

    clock: float
    processor: float
    memory: int


def run(*words: str) -> Took:
    """A process that runs a program with Python."""
    began = time.perf_counter()
    child = subprocess.Popen([sys.executable, *words], stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    if status:
        raise SystemExit(f"a program failed: {' '.join(words)}")
    return Took(time.perf_counter() - began, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024)


def prepared(folder: Path) -> list[str]:
    """The doctrines and the mapping, and the words of the command but for table and output."""
    doctrines = folder / "doctrines"
    doctrines.mkdir()
    for n, (one, other) in enumerate(PAIRS):
        text = DOCTRINE.format(n=n, one=FACTS[one][0], other=FACTS[other][0])
        (doctrines / f"pair-{n}.md").write_text(text, encoding="utf-8")
    lines = "".join(
        f"  given            {so} when {column} = 1\n  given            {no} when {column} = 0\n"
        for column, (so, no) in FACTS.items()
    )
    mapping = folder / "pairs.md"
    mapping.write_text(MAPPING.format(lines=lines), encoding="utf-8")
    asked = [w for n in range(len(PAIRS)) for w in ("-d", f"pair-{n}")]
    return ["-m", str(mapping), "-q", "treaty", "--with", str(doctrines), *asked]


def siyar(table: Path, out: Path, words: list[str]) -> Took:
    command = ["siyar", "batch", str(table), *words, "-o", str(out)]
    return run("-c", f"import sys; sys.argv = {json.dumps(command)}\nfrom siyar.cli import run; run()")


def differing(out: Path, other: Path) -> int:
    """How many rows of ``other`` are told otherwise in ``out``."""
    names = ["id", *(f"pair_{n}_treaty_{said}" for n in range(len(PAIRS)) for said in SAYS)]
    unlike = " OR ".join(f"a.{name} IS DISTINCT FROM b.{name}" for name in names)
    with duckdb.connect() as con:
        con.execute("SET enable_progress_bar = false")
        both = (
            f"(SELECT * FROM '{out}') a POSITIONAL JOIN (SELECT * FROM '{other}') b"  # both in the order of the table
        )
        ((count,),) = con.execute(f"SELECT count(*) FROM {both} WHERE {unlike}").fetchall()
    return int(count)


def main(rows: int, more: list[int]) -> None:
    print("## Tables\n")
    print(machine() + "\n")
    print("| what | rows | seconds | processor | rows a second | peak memory |\n|---|---:|---:|---:|---:|---:|")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        words = prepared(folder)
        times: dict[int, Took] = {}
        for count in (rows // 100, rows // 10, rows // 2, rows, *more):
            table, out = made(folder, count), folder / f"out-{count}.parquet"
            times[count] = siyar(table, out, words)
            _row("`siyar batch`", count, times[count])
            if count in more:  # the largest are in nobody's way
                table.unlink()
                out.unlink()
        table, out = folder / f"rows-{rows}.parquet", folder / f"out-{rows}.parquet"
        hand, polars = folder / "hand.parquet", folder / "polars.parquet"
        quiet = "SET enable_progress_bar = false"
        by_sql = run("-c", f"import duckdb; duckdb.sql({quiet!r}); duckdb.sql({by_hand(table, hand)!r})")
        _row("the same by hand, SQL on DuckDB", rows, by_sql)
        _row("the same by hand, polars", rows, run("-c", polars_by_hand(table, polars)))
        found = [f"{differing(out, hand):,} of {rows:,} rows are told otherwise by hand."]
        few, zen = rows // 100, folder / "zen.parquet"
        if importlib.util.find_spec("zen"):
            program = str(Path(__file__).with_name("tables_zen.py"))
            _row("zen-engine, row by row", few, run(program, str(folder / f"rows-{few}.parquet"), str(zen)))
            found.append(f"{differing(folder / f'out-{few}.parquet', zen):,} of {few:,} by zen-engine.")
        else:
            found.append("zen-engine is not installed, and was left out.")
        clock, processor = times[rows].clock / by_sql.clock, times[rows].processor / by_sql.processor
        grown = log(times[rows].processor / times[rows // 10].processor) / log(10)
        print("\n" + " ".join(found))
        print(f"{clock:.2f} times the SQL by hand by the clock, {processor:.2f} by the processor (aim 1.5).")
        print(f"Growth exponent from {rows // 10:,} rows on, by the processor: {grown:.2f}.\n")


def _row(what: str, rows: int, took: Took) -> None:
    pace = f"{rows / took.clock:,.0f}"
    print(
        f"| {what} | {rows:,} | {took.clock:.2f} | {took.processor:.2f} | {pace} | {took.memory / 2**20:,.0f} MB |",
        flush=True,
    )


if __name__ == "__main__":
    numbers = [int(word) for word in sys.argv[1:]]
    main(numbers[0] if numbers else 10_000_000, numbers[1:])
