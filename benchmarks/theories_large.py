"""Very large theories: the counting engine on seven families of known answers, other engines beside it.

Claim: time grows with the size of the theory; a chain of a million rules takes less than 5 s, `levels(10000)` less than
1 s. The families are those of Maher, Rock, Antoniou, Billington and Miller (2001), each with as many conclusions as can
be counted beforehand, which are counted here too. What is timed is the work on a theory that is in memory: for the
counting engine from its rows of arrays (`net`, then `conclude`), for the peers from theirs; clingo runs the encoding of
tests/oracle/asp.py, and its time includes grounding. The exponent is the slope of log time over log rules from the
smallest size to the largest: 1 is linear.

    python benchmarks/theories_large.py [FAMILY … | aims] [--small]
"""

from __future__ import annotations

import gc
import math
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median

from measure import Row, command, siyar, table, timed

from siyar.engines import bits, counting, reference
from siyar.engines.counting import compiled
from siyar.interchange import write
from siyar.interchange.plain import net, theory
from siyar.theory import Theory

sys.path.insert(0, str(Path(__file__).parents[1]))
from tests.engines import large
from tests.engines.large import Known
from tests.engines.translate import plain
from tests.oracle import asp

AS_IT_STANDS, COMPILED = "counting", "counting, compiled"


@dataclass(frozen=True)
class Peer:
    """An engine, and the sizes of `large.SIZES` it is asked: what it can do in some seconds."""

    name: str
    ready: Callable[[Known], object]
    work: Callable[[object], int]  # how many literals follow
    sizes: tuple[int, ...]


def _ours(known: Known) -> object:
    return known.plain


def _count(given: object) -> int:
    tag = counting.conclude(net(given)).tag  # type: ignore[arg-type]  # each engine is given its own kind of theory
    return sum(t == 1 for t in tag)


def _theory(known: Known) -> object:
    made = theory(known.plain)
    assert made.literals, "numbered beforehand, as for the others"
    return made


def _shown(engine: Callable[[Theory], object]) -> Callable[[object], int]:
    def work(given: object) -> int:
        return sum(tag.value == "+" for tag in engine(given).tags.values())  # type: ignore[attr-defined]  # each engine is given its own kind of theory

    return work


def _clingo(given: object) -> int:
    (models,) = asp.models([given])  # type: ignore[list-item]  # each engine is given its own kind of theory
    return len(models[0])


PEERS = (
    Peer(AS_IT_STANDS, _ours, _count, (2, 3, 4)),
    Peer(COMPILED, _ours, _count, (2, 3, 4)),
    Peer("bits", _theory, _shown(bits.evaluate), (1, 2)),
    Peer("clingo", lambda known: plain(theory(known.plain)), _clingo, (0, 1)),
    Peer("reference", _theory, _shown(reference.evaluate), (0, 1)),
)
#: What takes longer than this is done once, and not again after a run to warm up.
LONG = 0.5


def measured(family: str, peer: Peer, sizes: Iterable[int]) -> tuple[list[Row], list[tuple[int, float]]]:
    rows, points = [], []
    for size in sizes:
        known = large.FAMILIES[family](size)
        given = peer.ready(known)
        gc.collect()
        clock, processor = [], []
        while len(clock) < (4 if not clock or clock[0] < LONG else 1):
            began, spent = time.perf_counter(), time.process_time()
            follow = peer.work(given)
            clock.append(time.perf_counter() - began)
            processor.append(time.process_time() - spent)
            assert follow == known.follow, (family, peer.name)
        count = len(known.plain.labels)
        kept = slice(1, None) if len(clock) > 1 else slice(None)  # the first of several was to warm up
        note = f"{len(clock[kept])} run{'s' if len(clock) > 1 else ''}"
        rows.append(
            Row(f"{family}: {peer.name}, {count:,} rules", tuple(clock[kept]), None, tuple(processor[kept]), note=note)
        )
        points.append((count, median(processor[kept])))
    return rows, points


def compiling(peer: Peer) -> None:
    """The engine's two ways are told apart by when compiling pays: always, or never."""
    compiled.PAYS = compiled.PAYS_AGAIN = 0 if peer.name == COMPILED else 10**12


def exponents(points: dict[tuple[str, str], list[tuple[int, float]]]) -> None:
    print("| family | " + " | ".join(peer.name for peer in PEERS) + " |")
    print("|---|" + "---:|" * len(PEERS))
    for family in dict.fromkeys(family for family, _ in points):
        cells = [_exponent(points.get((family, peer.name), [])) for peer in PEERS]
        print(f"| {family} | " + " | ".join(cells) + " |")
    print()


def _exponent(points: list[tuple[int, float]]) -> str:
    if len(points) < 2:
        return ""
    (few, soon), (many, late) = points[0], points[-1]
    return f"{math.log(late / soon) / math.log(many / few):.2f}"


def claims() -> list[Row]:
    """The two aims, compiled and not, and a file of a million rules from the disk to its last line."""
    chain, levels = large.chain(1_000_000).plain, large.levels(10_000).plain
    rows = []
    for peer in PEERS[:2]:
        compiling(peer)
        for what, given, target in (("chain(1000000)", chain, 5.0), ("levels(10000)", levels, 1.0)):
            row = timed(f"{what}: {peer.name}", lambda given=given: _count(given), runs=1, target=target)
            rows.append(replace(row, note="1 run"))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "chain.dfl")
        path.write_text(write(chain), encoding="utf-8")
        del chain
        said = "`siyar evaluate` on a file with that chain"
        rows.append(replace(command(said, siyar(), "evaluate", str(path), runs=1), note="1 run; 4 million lines"))
    return rows


def main() -> None:
    named = [name for name in sys.argv[1:] if not name.startswith("-")]
    wanted = [name for name in large.FAMILIES if name in named or not named]
    small = "--small" in sys.argv
    points: dict[tuple[str, str], list[tuple[int, float]]] = {}
    rows: list[Row] = []
    if compiled.available():
        compiling(PEERS[1])
        began = time.process_time()
        for known in (large.chain(10), large.circle(10)):
            _count(known.plain)
        print(f"Compiling took {time.process_time() - began:.1f} s of the processor.\n")
    for family in wanted:
        for peer in PEERS:
            if peer.name == COMPILED and not compiled.available():
                continue
            compiling(peer)
            found, points[family, peer.name] = measured(family, peer, [s for s in peer.sizes if s < 3 or not small])
            rows += found
    if rows:
        table("Very large theories", rows)
        print("Exponent of the processor's time in the number of rules, from the smallest size here to the largest:\n")
        exponents(points)
    if not small and ("aims" in named or not named):
        table("Of these, what was aimed at", claims())


if __name__ == "__main__":
    main()
