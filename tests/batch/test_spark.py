"""The same rules on a real Spark, in local mode, say what DuckDB says.

They need the extra `spark` and Java 17; `.ci/run` has both.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from siyar.batch.conditions import Cell
from siyar.workbench import Workbench
from tests.batch.tables import FILE, LINES, rows

pytest.importorskip("duckdb", reason="tables need the extra `batch`")
pytest.importorskip("pyspark", reason="Spark needs the extra `spark`")
if shutil.which("java") is None:
    pytest.skip("Spark needs Java 17: apt-get install openjdk-17-jre-headless", allow_module_level=True)

# Spark and ibis's door to it warn of what they themselves call (pandas, sockets left to the garbage collector).
pytestmark = pytest.mark.filterwarnings("ignore")

#: The table of alliances, beside the project where there is one: it is not part of it.
ATOP = Path(__file__).parents[3] / "shared" / "data" / "atop-alliance-level.csv"


@pytest.fixture(scope="module")
def bench() -> Workbench:
    return Workbench.open()


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    from pyspark.sql import SparkSession

    options = {
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.memory": "1g",
        "spark.log.level": "ERROR",
        "spark.pyspark.python": sys.executable,
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.shuffle.partitions": "2",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }
    builder = SparkSession.builder.master("local[2]").appName("siyar")
    for name, value in options.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    yield session
    session.stop()


def told(table: Any, session: Any, bench: Workbench, mapping: str | Path, doctrines: list[str], key: str) -> int:
    """How many rows an Arrow table has, which Spark and DuckDB tell alike."""
    from siyar.batch.frames import evaluate

    def by_key(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return sorted(rows, key=lambda row: int(row[key]))

    asked: dict[str, Any] = {"mapping": mapping, "question": ["treaty", "truce"], "bench": bench}
    frame = session.createDataFrame(table.to_pandas())
    spark = evaluate(frame, doctrines, **asked)
    assert type(spark) is type(frame)
    assert not session.catalog.listTables()
    here = by_key(evaluate(table, doctrines, **asked).to_pylist())
    there = by_key(spark.toArrow().to_pylist())
    for one, other in zip(here, there, strict=True):
        assert {name: value for name, value in one.items() if name != "row"} == other
    return len(there)


def test_invented_rows(spark: Any, bench: Workbench, tmp_path: Path) -> None:
    import pyarrow

    mapped = tmp_path / "invented.md"
    mapped.write_text(FILE.replace("{lines}", LINES), encoding="utf-8")
    table: list[dict[str, Cell]] = list(rows(200))
    doctrines = ["hizb-qa", "hanafi", "shafii"]
    assert told(pyarrow.Table.from_pylist(table), spark, bench, mapped, doctrines, "number") == 200


def test_rows_that_are_one_case_together(spark: Any, bench: Workbench, tmp_path: Path) -> None:
    """They are read, and what comes back is a frame of the same session with what an Arrow table is told."""
    import duckdb

    from siyar.batch.frames import NotEvaluated, evaluate
    from tests.batch import happenings
    from tests.batch.test_events import LINES, TABLE

    (tmp_path / "m.md").write_text(happenings.file(LINES), encoding="utf-8")
    (tmp_path / "t.csv").write_text(TABLE, encoding="utf-8")
    table = duckdb.sql(f"SELECT * FROM read_csv('{tmp_path / 't.csv'}')").to_arrow_table()
    asked: dict[str, Any] = {"mapping": tmp_path / "m.md", "question": "state", "bench": bench}
    frame = spark.createDataFrame(table)
    told = evaluate(frame, "modern-jurists", **asked)
    assert type(told) is type(frame)
    assert told.toArrow().to_pylist() == evaluate(table, "modern-jurists", **asked).to_pylist()
    with pytest.raises(NotEvaluated, match="T003"):
        evaluate(frame.drop("what"), "modern-jurists", **asked)


@pytest.mark.skipif(not ATOP.exists(), reason=f"the table of alliances is not at {ATOP}")
def test_the_table_of_alliances(spark: Any, bench: Workbench) -> None:
    import duckdb

    from siyar.batch.reading import open_mapping

    mapping, _ = open_mapping("atop", bench.library)
    assert mapping is not None
    names = ", ".join(f'TRY_CAST("{name}" AS BIGINT) AS "{name}"' for name in mapping.columns)
    with duckdb.connect() as con:
        read = f"read_csv('{ATOP}', encoding = 'latin-1', all_varchar = true)"
        table = con.execute(f"SELECT {names} FROM {read}").to_arrow_table()
    doctrines = ["hizb-qa", "hizb-constitution", "hanafi", "vclt-1969", "modern-jurists"]
    assert told(table, spark, bench, "atop", doctrines, "atopid") == 745
