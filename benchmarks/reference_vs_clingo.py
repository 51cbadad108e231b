"""One case at a time: the reference evaluator, the bit-parallel engine on one lane, and clingo beside them."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from measure import Row, table, timed
from theories import layered

from siyar.engines import bits, reference
from siyar.theory import Theory

sys.path.insert(0, str(Path(__file__).parents[1]))
from tests.engines.scalable import chain, levels, teams
from tests.engines.translate import plain
from tests.oracle import asp


def theories() -> dict[str, Theory]:
    case = layered(40)
    given = replace(case, facts={name: 1 + i % 2 for i, name in enumerate(case.open)})
    return {"chain of 300": chain(300), "40 levels": levels(40), "teams, 3 levels": teams(3), "40 facts, a norm": given}


def rows(name: str, theory: Theory) -> list[Row]:
    said = plain(theory)
    shown = {(q.atom, q.values) for q, tag in reference.evaluate(theory).tags.items() if tag.value == "+"}
    assert asp.models([said])[0][0] == shown, name
    size = f"{len(theory.rules)} rules"
    return [
        timed(f"{name}: reference", lambda: reference.evaluate(theory), note=size),
        timed(f"{name}: bits", lambda: bits.evaluate(theory), note=size),
        timed(f"{name}: clingo", lambda: asp.models([said]), note=f"{size}; grounding included"),
    ]


def main() -> None:
    table("One case", [row for name, theory in theories().items() for row in rows(name, theory)])


if __name__ == "__main__":
    main()
