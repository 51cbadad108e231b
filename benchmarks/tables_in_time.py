"""Tables of events: treaties with twenty events each, answered stage by stage; how time and memory grow with them.

An invented table, a row an event: on a day, in a month or in a year, in the order of days. The same parties in every
treaty, and a member of its own name in each.

    python benchmarks/tables_in_time.py [TREATIES …]     (by default 1,000, 3,000 and 10,000)
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import duckdb
from measure import MB, machine, siyar

SIZES = (1_000, 3_000, 10_000)
EVENTS = 20
TREATY = "the border treaty"

#: What happens, and what a row says of it.
HAPPENS = {
    "signed": f"{TREATY} has been concluded",
    "ratified": f"{TREATY} is in force",
    "breach": f"Eastland has committed a material breach of {TREATY}",
    "mended": f"Eastland has committed no material breach of {TREATY}",
    "notice": f"Westland has given notice of ending {TREATY}",
    "withdrawn": f"Westland has given no notice of ending {TREATY}",
    "objection": f"Eastland objects to the ending of {TREATY}",
    "denounced": f"Westland has declared {TREATY} ended",
}

MAPPING = """---
mapping: in-time
title: Invented treaties
uses: siyar, vclt-1969
---
# In time

```siyar
mapping in-time
  key              treaty
  State            {west}
  Counterpart      Eastland
  Treaty           {treaty}
{each}  given            {west} is a party to the Convention
  given            Eastland is a party to the Convention
  given            the day the Convention entered into force for {west} is 27 January 1980
  given            {treaty} is in writing and under international law
  given            the day {treaty} was made is 3 March 1985
  given            {treaty} is between {west} and Eastland
  given            {treaty} runs for a fixed term
  given            the term of {treaty} is {{term}} years
  given            {treaty} has two parties
{events}```
"""


def mapping(*, members: bool) -> str:
    west = "the member" if members else "Westland"
    events = "".join(
        f"  event            {{date}}: {fact} when what = '{what}'\n".replace("Westland", west)
        for what, fact in HAPPENS.items()
    )
    each = "  each             the member by member\n" if members else ""
    return MAPPING.format(west=west, treaty=TREATY, each=each, events=events)


def made(folder: Path, treaties: int) -> Path:
    """A table whose first two events are that the treaty is signed and ratified, and the others whatever follows."""
    out = folder / f"events-{treaties}.parquet"
    what = "".join(f" WHEN {n} THEN '{name}'" for n, name in enumerate(list(HAPPENS)[2:]))
    day = "DATE '1985-03-03' + CAST(n * 200 + hash(i * 31 + n) % 150 AS INT)"
    date = f"CASE hash(i * 3 + n) % 5 WHEN 0 THEN strftime({day}, '%Y') WHEN 1 THEN strftime({day}, '%Y-%m') "
    duckdb.sql(
        f"COPY (SELECT i AS treaty, 10 + i % 3 * 10 AS term, 'Member ' || i AS member, "
        f"{date} ELSE strftime({day}, '%Y-%m-%d') END AS date, "
        f"CASE n WHEN 0 THEN 'signed' WHEN 1 THEN 'ratified' ELSE CASE hash(i * 7 + n) % 6{what} END END AS what "
        f"FROM range({treaties}) a(i), range({EVENTS}) b(n)) TO '{out}' (FORMAT parquet)"
    )
    return out


@dataclass(frozen=True)
class Took:
    what: str
    treaties: int
    clock: float
    processor: float
    memory: int
    stages: int


def took(folder: Path, treaties: int, *, members: bool) -> Took:
    """One run of `siyar batch`, as a process of its own."""
    table, mapped = made(folder, treaties), folder / "mapping.md"
    mapped.write_text(mapping(members=members), encoding="utf-8")
    out = folder / f"out-{treaties}-{members}.parquet"
    words = [siyar(), "batch", str(table), "-m", str(mapped), "-d", "vclt-1969", "-q", "state", "-o", str(out)]
    began = time.perf_counter()
    child = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(child.pid, 0)
    clock = time.perf_counter() - began
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"`{' '.join(words)}` ended with {child.returncode}")
    ((stages,),) = duckdb.sql(f"SELECT count(*) FROM '{out}'").fetchall()
    memory = used.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    what = "a member of its own in each" if members else "the same parties in all"
    return Took(what, treaties, clock, used.ru_utime + used.ru_stime, memory, stages)


def main() -> None:
    sizes = [int(word) for word in sys.argv[1:]] or list(SIZES)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        found = [took(folder, size, members=False) for size in sizes]
        found.append(took(folder, min(sizes), members=True))
    print(f"## Tables of events\n\n{machine()}\n")
    print("| what | treaties | events | stages | seconds | processor | events a second of it | peak memory |")
    print("|---|---:|---:|---:|---:|---:|---:|---:|")
    for one in found:
        events = one.treaties * EVENTS
        print(
            f"| {one.what} | {one.treaties:,} | {events:,} | {one.stages:,} | {one.clock:.1f} | {one.processor:.1f} "
            f"| {events / one.processor:,.0f} | {one.memory / MB:.0f} MB |"
        )


if __name__ == "__main__":
    main()
