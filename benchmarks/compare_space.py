"""Doctrines over all cases of every question: each two shipped ones below 2 s, cold, exact, on the base install."""

from __future__ import annotations

import sys
import time
from itertools import combinations
from statistics import median

from measure import MB, Row, command, siyar, table

from siyar.ranging import compare_doctrines
from siyar.study.across import Across, Difference
from siyar.workbench import Workbench

#: Pairs that are shown, and run cold: the slowest.
SHOWN = 10
#: Each pair runs once to find the slowest, which then run so often.
RUNS = 3


def warm(bench: Workbench) -> list[Row]:
    """Each two doctrines on all questions that both encode, as `siyar compare` prints them; the slowest first."""
    rows = []
    for pair in combinations(bench.library.doctrines, 2):
        began, spent = time.perf_counter(), time.process_time()
        found = compare_doctrines(bench, pair, turning=False, search=False)
        clock, processor = time.perf_counter() - began, time.process_time() - spent
        rows.append(Row(" ".join(pair), (clock,), 2.0, (processor,), note=size(found)))
    return sorted(rows, key=lambda row: -median(row.processor))


def size(found: object) -> str:
    """How many cases there are, and how long the longest condition is."""
    if not isinstance(found, Across):
        return "nothing to compare"
    assert not found.too_large, found.too_large
    cases = sum(line.scope.total for line in found.lines)
    terms = max((length(d) for line in found.lines for d in line.differences), default=0)
    return f"{len(found.lines)} sentences, {cases:,} cases, up to {terms} terms"


def length(difference: Difference) -> int:
    """How many terms tell where two doctrines differ, in one condition or each by itself."""
    if difference.terms is not None:
        return len(difference.terms)
    return sum(len(branch.terms) for alone in difference.alone for branch in alone.branches)


def cold(pairs: list[str]) -> list[Row]:
    return [
        command(f"`siyar compare {pair}`", siyar(), "compare", *pair.split(), target=2.0, runs=RUNS) for pair in pairs
    ]


def main() -> None:
    bench = Workbench.open()
    rows = warm(bench)
    told = [row for row in rows if "nothing" not in row.note]
    table(f"Doctrines over all cases, warm: the slowest of {len(rows)} pairs (once each)", rows[:SHOWN])
    slower = sum(median(row.processor) >= 1.0 for row in rows)
    print(
        f"{len(told)} pairs have something to compare; {slower} take a second of the processor or more; together ",
        end="",
    )
    print(f"{sum(median(row.processor) for row in rows):.1f} s.\n")
    if "--warm" not in sys.argv:
        found = cold([row.what for row in told[:SHOWN]])
        table(f"The same, cold ({RUNS} runs)", found)
        print(f"Peak memory {max(row.memory for row in found) / MB:.0f} MB.\n")


if __name__ == "__main__":
    main()
