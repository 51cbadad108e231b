"""Random rows with unknowns: what DuckDB says of them and what is ruled on the cases that they are."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from siyar.hearing import ImpossibleCase
from siyar.workbench import Workbench
from tests.batch.tables import VALUES, case, invented

duckdb = pytest.importorskip("duckdb", reason="tables need the extra `batch`")
pytest.importorskip("ibis", reason="tables need the extra `batch`")

DOCTRINES = ("hizb-qa", "hizb-essay", "hanafi", "maliki", "shafii", "hanbali", "vclt-1969", "modern-jurists")
QUESTIONS = ("treaty", "truce")


@pytest.mark.parametrize("count", [250, pytest.param(100_000, marks=pytest.mark.long)])
def test_random_cases_are_told_alike(tmp_path: Path, count: int) -> None:
    """Every row is compared under one doctrine and question, each in its turn."""
    import pyarrow
    from pyarrow import parquet

    from siyar.asking import to_ask
    from siyar.batch.compiled import compiled
    from siyar.batch.running import run

    bench = Workbench.open()
    mapping = invented(bench.library)
    chance = random.Random(count)
    table = [
        {"number": number, "year": 1800 + number % 100}
        | {name: chance.choice(cells) for name, cells in VALUES.items()}
        | {
            "months": chance.choice([None, 0, chance.randrange(1, 500)]),
            "age": chance.choice([None, chance.randrange(60)]),
        }
        for number in range(1, count + 1)
    ]
    made = compiled(bench, mapping, DOCTRINES, QUESTIONS)
    assert not isinstance(made, tuple)
    assert len(made.answered) >= 8
    parquet.write_table(pyarrow.Table.from_pylist(table), tmp_path / "t.parquet")
    run(made, tmp_path / "t.parquet", tmp_path / "out.parquet", {}, rows=max(100, count // 3))
    asked = {q: to_ask(bench.library, mapping.case, [q], "", doctrines=DOCTRINES) for q in QUESTIONS}
    statuses = set()
    told = parquet.ParquetFile(tmp_path / "out.parquet").iter_batches()
    for place, (row, said) in enumerate(zip(table, (r for batch in told for r in batch.to_pylist()), strict=True)):
        each = made.answered[place % len(made.answered)]
        ask = asked[each.question]
        assert not isinstance(ask, tuple)
        ruling = bench.hear(each.program.doctrine, case(mapping, row), ask.claims[0])
        found = [said[f"{each.name}_{part}"] for part in ("value", "status", "because", "settled")]
        statuses.add((found[1], found[3]))
        if isinstance(ruling, ImpossibleCase):
            assert found == [None, "impossible", None, None], row
            continue
        outcome = ruling.outcome
        because = outcome.because.value if outcome.because else None
        assert found == [outcome.value, outcome.status.value, because, ruling.settled], row
    assert len(statuses) >= 4  # ruled and silent, settled and not, at least
