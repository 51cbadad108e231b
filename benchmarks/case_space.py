"""A hundred rules over up to 32 open facts, every conclusion counted in every case, on one core.

Beside the compiled kernel: Python's integers, SQL written by hand for DuckDB, clingo's enumeration of the encoding of
the tests, and the most logic operations the machine can do. All count the same, which is checked first. The growth
exponent is the slope of the logarithm of the processor's time over that of the number of cases, for the three largest
sizes: 1 is linear. After that the question of `warm.py` with 25 unknown facts. It needs the extras "space" and "batch".
"""

from __future__ import annotations

import os
import resource
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import log
from pathlib import Path
from statistics import median

from measure import machine, table, timed
from theories import hundred, layered, spec

from siyar.cone import completions, cone
from siyar.cone.completions import completions_of
from siyar.engines import bits
from siyar.engines.bits import kernel, native
from siyar.ruling import judge
from siyar.ruling.judge import survey
from siyar.ruling.turning import turns_on
from siyar.theory import NO, STANDING_WORDS, YES, Literal, Theory

sys.path.insert(0, str(Path(__file__).parents[1]))
from tests.engines.translate import plain
from tests.oracle import asp

Counted = Mapping[Literal, int]
#: Cases, clock, processor.
Point = tuple[int, float, float]

#: Where other work runs, the least of some runs says most of a processor; what the machine can do is measured alike.
RUNS = 5


@dataclass(frozen=True)
class Peer:
    """A way of counting, and the numbers of facts it is run with."""

    name: str
    act: Callable[[int], Counted]
    facts: tuple[int, ...]


def theory(facts: int) -> Theory:
    found = hundred(facts)
    assert len(found.rules) == 100
    return found


def by_bits(facts: int, compiled: bool) -> Counted:
    whole = theory(facts)
    ranged = completions_of(whole, list(whole.open))
    return bits.count(bits.network(whole), ranged, compiled=compiled, threads=1).shown


def by_sql(facts: int) -> Counted:
    """One row a case, one column a fact, a concept, a norm that is not overridden."""
    import duckdb

    drawn = spec(facts)
    bits_ = ", ".join(f"(n >> {i}) & 1 = 0 AS f{i}" for i in range(facts))
    rows = f"SELECT {bits_} FROM range({1 << facts}) AS cases(n)"
    last = len(drawn) - 1
    # A column that others name stands in a query of its own: named within one, it would be written out each time.
    for i, one in enumerate(drawn):
        so, not_so, unless, *dispute = (f"f{n}" for n in one.facts)
        against = [*dispute] + ([f"yes{one.earlier}"] if one.earlier is not None else [])
        applies, denied = f"{so} AND NOT {not_so} AND NOT {unless}", " AND ".join(against)
        rows = f"SELECT *, {applies} AS for{i}, {denied} AS against{i} FROM ({rows})"
        yes, no = (
            (f"for{i} AND NOT against{i}", f"against{i}") if one.disputed else (f"for{i}", f"against{i} AND NOT for{i}")
        )
        rows = f"SELECT *, {yes} AS yes{i}, {no} AS no{i} FROM ({rows})"
    for i in range(last, -1, -1):
        above = [f"live{j}" for j in range(i + 1, last + 1) if (j - i) % 2]
        rows = f"SELECT *, yes{i} {''.join(f' AND NOT {name}' for name in above)} AS live{i} FROM ({rows})"
    odd = " OR ".join(f"live{i}" for i in range(1, last + 1, 2))
    even = " OR ".join(f"live{i}" for i in range(0, last + 1, 2))
    rows = f"SELECT *, {odd} AS forbidding, {even} AS permitting FROM ({rows})"
    wanted = {Literal(f"c{i}", YES): f"yes{i}" for i in range(len(drawn))}
    wanted |= {Literal(f"c{i}", NO): f"no{i}" for i in range(len(drawn))}
    wanted[Literal("goal", STANDING_WORDS["forbidden"])] = "forbidding AND NOT permitting"
    wanted[Literal("goal", STANDING_WORDS["permitted"])] = "NOT forbidding"
    counts = ", ".join(f"count(*) FILTER ({condition})" for condition in wanted.values())
    with duckdb.connect(config={"threads": 1, "memory_limit": "1GB"}) as database:
        row = database.execute(f"SELECT {counts} FROM ({rows})").fetchone()
    assert row is not None
    return dict(zip(wanted, row, strict=True))


def by_clingo(facts: int) -> Counted:
    """All stable models: one for each case, as the theory has no loops."""
    import clingo

    whole = theory(facts)
    told = plain(bits_given(whole))
    rest = [line for line in asp._facts(0, told) if not line.startswith("given")]
    choices = [f'1 {{ given(0,"{name}",1) ; given(0,"{name}",2) }} 1.' for name in whole.open]
    control = clingo.Control(["0"], logger=lambda code, text: None)
    control.add("base", [], asp.PROGRAM + "\n".join([*rest, *choices]) + "\n#show.\n#show Q : d(0,Q).\n")
    control.ground([("base", [])])
    found = Counter[str]()
    control.solve(on_model=lambda model: found.update(map(str, model.symbols(shown=True))))
    wanted = bits.conclusions(bits.network(whole))
    return {q: found[f'l("{q.atom}",{q.values})'] for q in wanted}


def bits_given(whole: Theory) -> Theory:
    """The theory with its facts given, as the encoding wants to see them; the choices take their place."""
    from dataclasses import replace

    return replace(whole, facts=dict.fromkeys(whole.open, YES))


PEERS = (
    Peer("compiled kernel", lambda facts: by_bits(facts, True), (24, 26, 28, 30, 32)),
    Peer("Python's integers", lambda facts: by_bits(facts, False), (18, 20, 22, 24)),
    Peer("SQL by hand, DuckDB", by_sql, (14, 16, 18, 20)),
    Peer("clingo, all stable models", by_clingo, (6, 8, 10, 12)),
)


def checked() -> None:
    """All of them on one size before anything is measured; later ones are held against the kernel."""
    expected = by_bits(12, compiled=True)
    for peer in PEERS:
        found = peer.act(12)
        assert all(expected[q] == number for q, number in found.items()), peer.name


def points(peer: Peer) -> list[Point]:
    found = []
    for facts in peer.facts:
        runs = []
        for _ in range(RUNS):
            began, spent = time.perf_counter(), time.process_time()
            peer.act(facts)
            runs.append((time.perf_counter() - began, time.process_time() - spent))
        clocks, spent = zip(*runs, strict=True)
        found.append((1 << facts, median(clocks), min(spent)))
    return found


def growth(found: list[Point]) -> float:
    """The slope of log time over log cases, by least squares over the three largest sizes."""
    found = found[-3:]
    xs, ys = [log(cases) for cases, _, _ in found], [log(spent) for _, _, spent in found]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    return sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True)) / sum((a - x) ** 2 for a in xs)


# --------------------------------------------------------------------------- the machine


def peak(fused: bool) -> float:
    """Logic operations on words of 64 bits a second: sixteen registers, none waiting for another.

    ``fused``: two operations follow each other on a register, which some processors do in one instruction.
    """
    words, many, rounds = native.register_words(), 16, 20_000_000
    vector = f"<{words} x i64>"
    size = 8 * words
    lines = ["define void @work(i64 %start, i64 %stop, ptr noalias %counts, ptr noalias %kept) {", "entry:"]
    for i in range(many + 4):
        lines.append(f"  %g{i} = getelementptr i8, ptr %counts, i64 {i * size}")
        lines.append(f"  %s{i} = load {vector}, ptr %g{i}, align 8")
    lines += ["  br label %loop", "loop:", "  %n = phi i64 [ %start, %entry ], [ %m, %loop ]"]
    lines += [f"  %a{i} = phi {vector} [ %s{i}, %entry ], [ %b{i}, %loop ]" for i in range(many)]
    for i in range(many):
        one, other = f"%s{many + i % 4}", f"%s{many + (i + 1) % 4}"
        if fused:
            lines.append(f"  %t{i} = and {vector} %a{i}, {one}")
            lines.append(f"  %b{i} = xor {vector} %t{i}, {other}")
        else:
            lines.append(f"  %b{i} = {('and', 'or', 'xor')[i % 3]} {vector} %a{i}, {one}")
    lines += ["  %m = add i64 %n, 1", "  %c = icmp eq i64 %m, %stop", "  br i1 %c, label %end, label %loop", "end:"]
    lines += [f"  store {vector} %b{i}, ptr %g{i}, align 8" for i in range(many)]
    lines += ["  ret void", "}"]
    import numpy as np

    work = native.compiled("\n".join(lines)).work
    data = np.arange((many + 4) * words, dtype=np.uint64)
    best = 1e9
    for _ in range(RUNS):
        spent = time.process_time()
        work(0, rounds, data.ctypes.data, 0)
        best = min(best, time.process_time() - spent)
    return rounds * many * words * (2 if fused else 1) / best


# --------------------------------------------------------------------------- what is printed


def counted() -> None:
    print(f"## A hundred rules, all conclusions counted\n\n{machine()}")
    print(f"One core, {RUNS} runs: the median by the clock, the least of the processor.\n")
    print("| what | cases | clock | processor | million cases a second | growth exponent |")
    print("|---|---:|---:|---:|---:|---:|")
    best = 0.0
    for peer in PEERS:
        found = points(peer)
        for cases, clock, spent in found:
            slope = f"{growth(found):.2f}" if cases == found[-1][0] else ""
            size, rate = f"2^{cases.bit_length() - 1}", _rate(cases / spent / 1e6)
            print(f"| {peer.name} | {size} | {clock:.4f} s | {spent:.4f} s | {rate} | {slope} |")
        if peer.name == "compiled kernel":
            best = found[-1][0] / found[-1][2]
    whole = theory(32)
    net = bits.network(whole)
    made = kernel.counting(net, completions_of(whole, list(whole.open)), bits.conclusions(net), ()).kernel
    done = best / 64 * made.operations
    # Two counts at a time: two populations, a shift, an "or" and an addition.
    with_counts = best / 64 * (made.operations + 5 * len(made.counted) / 2)
    single, fused = peak(False), peak(True)
    giga = 1e9
    print(f"\nThe kernel does {made.operations} logic operations for a word of 64 cases, {done / giga:.1f} thousand")
    print(f"million a second. The machine's most is {single / giga:.1f} with one in an instruction,")
    print(f"{fused / giga:.1f} with two where the processor can: {done / single:.0%} and {done / fused:.0%} of these.")
    print(f"With the operations that count, {with_counts / giga:.1f}: {with_counts / fused:.0%} of the latter.")
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    print(f"Peak memory of all of this: {used / 1e6:.0f} MB.\n")


def _rate(million: float) -> str:
    return f"{million:,.0f}" if million >= 10 else f"{million:.3f}"


def settled() -> None:
    unknown = 25
    whole = layered(unknown)
    net = bits.network(whole, [q for q in whole.literals if q.atom == "goal"])
    ranged = completions(whole, cone(whole, "goal"))
    assert judge(whole, "goal").surveyed

    def next_question() -> object:
        found = survey(net, "goal", ranged)
        assert found is not None
        turning, _ = turns_on(found, ranged)
        return found.told([fact for group in turning for fact in group])

    table(
        f"{unknown} unknown facts",
        [
            timed("everything that is said of the ruling", lambda: judge(whole, "goal"), target=0.05),
            timed("which facts still matter, and what each tells", next_question, target=0.05),
        ],
    )


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = folder
        checked()
        counted()
        settled()


if __name__ == "__main__":
    main()
