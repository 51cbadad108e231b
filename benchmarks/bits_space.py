"""A question over its whole case space: the bit-parallel engine, the reference evaluator and clingo beside it.

clingo enumerates the same cases: a choice for every fact, the conditions of section 3 for the rest (the encoding of
tests/oracle/asp.py). Both peers are run on the sizes they can do in a minute; what a case costs is in the last column.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from itertools import product
from pathlib import Path

from measure import Row, table, timed
from theories import layered

from siyar.conclusion import Answer
from siyar.engines import bits, reference
from siyar.ruling.judge import answer
from siyar.theory import STANDING_WORDS, Theory

sys.path.insert(0, str(Path(__file__).parents[1]))
from tests.engines.translate import plain
from tests.oracle import asp

GOAL = "goal"
Ruled = frozenset[int]
#: The words that occur: the goal has no opposite, and no rule says "optional" of it.
WORDS = frozenset(q.values for q in layered(4).literals if q.atom == GOAL)


def by_bits(theory: Theory) -> Counter[Ruled]:
    """How many cases have which words shown of the goal."""
    found = bits.survey(theory, GOAL)
    return Counter({shown(one): lanes.bit_count() for one, lanes in found.answers.items()})


def by_reference(theory: Theory) -> Counter[Ruled]:
    names, found = list(theory.open), Counter[Ruled]()
    for values in product((1, 2), repeat=len(names)):
        case = replace(theory, facts=dict(zip(names, values, strict=True)))
        found[shown(answer(case, reference.evaluate(case), GOAL))] += 1
    return found


def by_clingo(theory: Theory) -> Counter[Ruled]:
    """All stable models: one for each case, as the theory has no loops."""
    import clingo

    whole = plain(replace(theory, facts=dict.fromkeys(theory.open, 1)))
    rest = [line for line in asp._facts(0, whole) if not line.startswith("given")]
    choices = [f'1 {{ given(0,"{name}",1) ; given(0,"{name}",2) }} 1.' for name in theory.open]
    words = {q.values: clingo.parse_term(f'd(0,l("{GOAL}",{q.values}))') for q in theory.literals if q.atom == GOAL}
    control = clingo.Control(["0"], logger=lambda code, text: None)
    control.add("base", [], asp.PROGRAM + "\n".join([*rest, *choices]))
    control.ground([("base", [])])
    found = Counter[Ruled]()
    with control.solve(yield_=True) as handle:
        for model in handle:
            found[frozenset(mask for mask, word in words.items() if model.contains(word))] += 1
    return found


def shown(one: Answer) -> Ruled:
    """Every word that holds: those that the least ones imply."""
    least = (*one.values, *one.holds)
    return frozenset(mask for mask in STANDING_WORDS.values() if any(not m & ~mask for m in least)) & WORDS


def measured(name: str, act: Callable[[Theory], Counter[Ruled]], facts: int, runs: int) -> Row:
    """The engine on a space of 2^facts cases, after seeing that it says what the bit-parallel engine says."""
    theory, cases = layered(facts), 1 << facts
    said = act(theory)
    assert said == by_bits(theory), name
    assert said.total() == cases
    row = timed(f"{name}, 2^{facts} cases", lambda: act(theory), runs=runs)
    each = sorted(row.clock)[len(row.clock) // 2] / cases
    note = f"{runs} runs; {each * 1e9:.0f} ns a case" if each < 1e-6 else f"{runs} runs; {each * 1e6:.0f} µs a case"
    return replace(row, note=note)


def main() -> None:
    rows = [
        measured("bits", by_bits, 10, 10),
        measured("reference", by_reference, 10, 3),
        measured("clingo", by_clingo, 10, 3),
        measured("bits", by_bits, 14, 10),
        measured("clingo", by_clingo, 14, 1),
        measured("bits", by_bits, 20, 10),
        measured("bits", by_bits, 22, 10),
        measured("bits", by_bits, 24, 3),
    ]
    table("Whole case spaces", rows)


if __name__ == "__main__":
    main()
