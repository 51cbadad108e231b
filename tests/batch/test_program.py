"""What is compiled says of every row what the doctrine says of the case that the row is."""

from __future__ import annotations

import pytest

from siyar.asking import to_ask
from siyar.batch.conditions import Cell, truth
from siyar.batch.program import Program, Table, program
from siyar.engines.sql import holds
from siyar.hearing import ImpossibleCase
from siyar.workbench import Workbench
from tests.batch.tables import case, holding, invented, rows
from tests.sample import some


@pytest.fixture(scope="module")
def bench() -> Workbench:
    return Workbench.open()


def values(table: Table, lines: list[bool], row: dict[str, Cell]) -> dict[str, bool]:
    """Every column of the plan, by the meaning of its formula."""
    found: dict[str, bool] = {}
    for left, column in table.left.items():
        out = any(lines[i] for i in left.barring)
        out |= any(all(lines[i] for i in which) and truth(c, row) is not True for which, c in left.amounts)
        found[column] = not out
    for name, formula in table.plan.formulas.items():
        found[name] = holds(formula, found)
    return found


def told(made: Program, found: dict[str, bool]) -> object:
    verdicts = [v for v in made.verdicts if holds(v.when, found)]
    if holds(made.impossible, found):
        assert not verdicts
        return "impossible"
    (one,) = verdicts
    deciding = sorted(name for name, when in made.deciding if holds(when, found))
    return one.outcome.value, one.outcome.status, one.outcome.because, one.settled, deciding


def pairs() -> list[tuple[str, str]]:
    bench = Workbench.open()
    return [(d.id, q) for d in bench.library.doctrines.values() for q in d.questions if q in bench.questions]


@pytest.mark.parametrize(("doctrine", "question"), some(pairs(), 60))
def test_a_row_says_what_its_case_says(bench: Workbench, doctrine: str, question: str) -> None:
    mapping = invented(bench.library)
    asked = to_ask(bench.library, mapping.case, [question], "")
    if isinstance(asked, tuple):
        pytest.skip(f"`{question}` is about others than the parties of the table")
    for one in asked.claims[:2]:
        table = Table()
        made = program(bench.frame(doctrine), mapping, one, "", table)
        for row in rows(12):
            found = values(table, holding(mapping, row), row)
            ruling = bench.hear(doctrine, case(mapping, row), one)
            if isinstance(ruling, ImpossibleCase):
                assert told(made, found) == "impossible"
                continue
            outcome = ruling.outcome
            deciding = sorted(set(ruling.deciding)) if ruling.known == outcome else []
            said = outcome.value, outcome.status, outcome.because, ruling.settled, deciding
            assert told(made, found) == said, row
