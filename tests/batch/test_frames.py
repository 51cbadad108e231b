"""Frames whose rows are one case together come back as they went, with what `siyar batch` writes of the same table."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from siyar.workbench import Workbench
from tests.batch import happenings as h
from tests.batch.tables import FILE
from tests.batch.test_events import LINES as EVENTS
from tests.batch.test_events import TABLE as HAPPENED
from tests.batch.test_together import LINES as MEMBERS
from tests.batch.test_together import TABLE as LISTED
from tests.cli.command import run

duckdb = pytest.importorskip("duckdb", reason="tables need the extra `batch`")
pytest.importorskip("ibis", reason="tables need the extra `batch`")

#: A mapping, a table, doctrines and a question of each sort.
SORTS = {
    "each": (FILE.replace("{lines}", MEMBERS), LISTED, ["hizb-qa", "un-charter"], "treaty"),
    "event": (h.file(EVENTS), HAPPENED, ["modern-jurists", "hanafi"], "state"),
}


@pytest.fixture(scope="module")
def bench() -> Workbench:
    return Workbench.open()


def files(tmp_path: Path, mapping: str, table: str) -> tuple[Path, Path]:
    (tmp_path / "m.md").write_text(mapping, encoding="utf-8")
    (tmp_path / "t.csv").write_text(table, encoding="utf-8")
    return tmp_path / "m.md", tmp_path / "t.csv"


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Any]:
    """What `siyar batch` writes of a sort, run once."""
    known: dict[str, Any] = {}

    def of(sort: str) -> Any:
        if sort not in known:
            mapping, table, doctrines, question = SORTS[sort]
            folder = tmp_path_factory.mktemp(sort)
            mapped, given = files(folder, mapping, table)
            asked = [word for doctrine in doctrines for word in ("-d", doctrine)]
            out = folder / "out.parquet"
            ran = run("batch", str(given), "-m", str(mapped), *asked, "-q", question, "-o", str(out))
            assert ran.status == 0, ran.err
            known[sort] = duckdb.sql(f"SELECT * FROM '{out}'").to_arrow_table()
        return known[sort]

    return of


def polars_frame(arrow: Any) -> Any:
    return pytest.importorskip("polars", reason="polars is not installed").from_arrow(arrow)


def ibis_table(arrow: Any) -> Any:
    import ibis

    return ibis.memtable(arrow)


def of_pandas(told: Any) -> Any:
    import pyarrow

    return pyarrow.Table.from_pandas(told, preserve_index=False)


#: From an Arrow table to a frame of a kind, and back.
KINDS: dict[str, tuple[Callable[[Any], Any], Callable[[Any], Any]]] = {
    "pandas": (lambda arrow: arrow.to_pandas(), of_pandas),
    "polars": (polars_frame, lambda told: told.to_arrow()),
    "arrow": (lambda arrow: arrow, lambda told: told),
    "duckdb": (lambda arrow: duckdb.from_arrow(arrow), lambda told: told.to_arrow_table()),
    "ibis": (ibis_table, lambda told: told.to_pyarrow()),
}


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("kind", KINDS)
def test_a_frame_comes_back_with_what_batch_writes(
    bench: Workbench, tmp_path: Path, written: Callable[[str], Any], kind: str, sort: str
) -> None:
    from siyar.batch.frames import evaluate

    mapping, table, doctrines, question = SORTS[sort]
    mapped, given = files(tmp_path, mapping, table)
    made, back = KINDS[kind]
    frame = made(duckdb.sql(f"SELECT * FROM read_csv('{given}')").to_arrow_table())
    told = evaluate(frame, doctrines, mapping=mapped, question=question, bench=bench)
    assert type(told).__module__.split(".")[0] == type(frame).__module__.split(".")[0]
    found = back(told)
    by_batch = written(sort)
    assert found.column_names == by_batch.column_names
    assert {"rows", "about", "settled", "code"} <= set(found.column_names)
    assert ("stage" in found.column_names) == (sort == "event")
    # pandas has no whole numbers beside missing ones.
    assert found.cast(by_batch.schema).to_pylist() == by_batch.to_pylist()
    assert len(by_batch) > 4


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_wrong_with_a_frame_is_told(bench: Workbench, tmp_path: Path, kind: str) -> None:
    from siyar.batch.frames import NotEvaluated, evaluate

    mapping, table, doctrines, question = SORTS["event"]
    mapped, given = files(tmp_path, mapping, table)
    made, _ = KINDS[kind]

    def wrong(sql: str, doctrines: list[str] = doctrines) -> tuple[str, str]:
        frame = made(duckdb.sql(f"SELECT {sql} FROM read_csv('{given}')").to_arrow_table())
        with pytest.raises(NotEvaluated) as found:
            evaluate(frame, doctrines, mapping=mapped, question=question, bench=bench)
        return found.value.problems[0].code, found.value.problems[0].message

    assert wrong("* EXCLUDE (what)") == ("T003", "`the table` has no column `what`, which the mapping looks at")
    code, message = wrong("* REPLACE (nullif(treaty, 3) AS treaty)")
    assert (code, "`the table`, row 4, column `treaty`" in message) == ("T006", True)
    assert wrong("* REPLACE ('soon' AS year)")[0] == "T006"
    assert wrong("*", ["nobody"])[0] == "R009"


def test_words_stay_words_and_whole_numbers_whole(bench: Workbench, tmp_path: Path) -> None:
    """A key that is words is not read as a number, and a year beside missing ones is a year."""
    from siyar.batch.frames import evaluate

    mapping, table, doctrines, question = SORTS["event"]
    mapped, given = files(tmp_path, mapping, table)
    sql = "SELECT * REPLACE (CAST(treaty AS VARCHAR) AS treaty, CAST(nullif(year, -9) AS DOUBLE) AS year)"
    frame = duckdb.sql(f"{sql} FROM read_csv('{given}')").df()
    told = evaluate(frame, doctrines, mapping=mapped, question=question, bench=bench)
    assert list(dict.fromkeys(told["treaty"])) == ["1", "2", "3"]
    assert "4 March 1901" in set(told["from"])


def test_a_table_of_persons_is_refused_in_memory_too(bench: Workbench, tmp_path: Path) -> None:
    from siyar.batch.frames import NotEvaluated, evaluate

    persons = MEMBERS.replace("Counterpart      the other party", "Person           the other party")
    mapped, given = files(tmp_path, FILE.replace("{lines}", persons), LISTED)
    with pytest.raises(NotEvaluated) as found:
        evaluate(
            duckdb.sql(f"SELECT * FROM read_csv('{given}')"), "hizb-qa", mapping=mapped, question="treaty", bench=bench
        )
    assert "T004" in {problem.code for problem in found.value.problems}


def test_what_is_no_table_is_no_frame(bench: Workbench, tmp_path: Path) -> None:
    from siyar.batch.frames import evaluate

    mapped, _ = files(tmp_path, *SORTS["event"][:2])
    with pytest.raises(TypeError, match="no table"):
        evaluate([{"treaty": 1}], "hanafi", mapping=mapped, question="state", bench=bench)
