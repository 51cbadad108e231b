"""Every reason there is has a case that brings it about, in the words a reader is shown: ``table.md``."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from siyar.conclusion import Because, Status
from siyar.explain import Obstacle
from siyar.export.wording import of_ruling
from siyar.hearing import Asked, Ruling
from siyar.source import Text
from siyar.workbench import Workbench
from tests.hearing import houses

TABLE = Path(__file__).with_name("table.md")
TELLERS = tuple(
    Text(f"{id}.md", f"---\nsource: {id}\ntitle: The {id}\n---\n") for id in ("porter", "cook", "gate-book")
)

#: The rows of section 5: the status they end in, and the reasons that go with it.
ROWS: dict[str, tuple[Status, frozenset[Because | None]]] = {
    "S1": (Status.CONTESTED, frozenset({Because.CONTRADICTION})),
    "S2": (Status.CONTESTED, frozenset({Because.RULES})),
    "S3": (Status.CONTESTED, frozenset({Because.CIRCULAR})),
    "S4": (Status.RULED, frozenset({None})),
    "S5": (Status.SILENT, frozenset({Because.HELD_BACK})),
    "S6": (
        Status.SILENT,
        frozenset({Because.NO_RULE, Because.NONE_APPLIES, Because.OVERRIDDEN, Because.OUT_OF_SCOPE, Because.NO_ENTITY}),
    ),
}


class Row(NamedTuple):
    reason: str
    question: str
    case: str
    asked: str
    word: str
    shown: str


def rows() -> list[Row]:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    cells = [[c.strip() for c in line.strip("|").split("|")] for line in lines if line.startswith("|")]
    return [Row(*row) for row in cells[2:]]


@pytest.fixture(scope="module")
def gate() -> Workbench:
    return houses.opened(Text("table.md", TABLE.read_text(encoding="utf-8")), *TELLERS)


def test_the_file_is_well_formed(gate: Workbench) -> None:
    assert [p.message for p in gate.check() if p.severity == "error"] == []


def test_every_reason_has_a_row() -> None:
    wanted = {o.value for o in Obstacle} | set(ROWS) | {b.value for b in Because}
    assert {row.reason for row in rows()} == wanted


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row.reason}: {row.asked} ({row.case})")
def test_a_row_is_brought_about(row: Row, gate: Workbench) -> None:
    if row.reason.startswith("W"):
        found = houses.not_(gate, row.asked, row.word, case=row.case, doctrine="gate")
        shown = [(o.obstacle.value, o.words) for o in houses.obstacles(found.why_not)]
        assert (row.reason, row.shown) in shown, shown
        return
    claim = houses.topic(gate, row.asked, row.case, "gate")
    ruling = gate.hear("gate", gate.library.cases[row.case], Asked(row.question, claim))
    assert isinstance(ruling, Ruling)
    outcome = ruling.outcome
    known = ruling.known if outcome.status is Status.OPEN and outcome.because is None else outcome
    if row.reason in ROWS:
        status, because = ROWS[row.reason]
        assert known.status is status
        assert known.because in because
    else:
        assert known.because is Because(row.reason)
    assert row.shown in of_ruling(ruling), of_ruling(ruling)


@pytest.mark.parametrize("reason", ["held back", "overridden", "contradiction", "rules", "circular", "none applies"])
def test_a_status_without_a_value_says_what_stood_in_the_way(reason: str, gate: Workbench) -> None:
    row = next(r for r in rows() if r.reason == reason)
    ruling = houses.ask(gate, row.asked, case=row.case, doctrine="gate")
    assert ruling.outcome.value is None
    assert ruling.why or ruling.why_not
