"""Whole tables: every form gives the same answers, the engine says what the reference says, and faults lose nothing."""

from __future__ import annotations

import csv
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from siyar.batch.conditions import Cell
from siyar.batch.mapping import TableMapping
from siyar.hearing import ImpossibleCase
from siyar.workbench import Workbench
from tests.batch.tables import FILE, LINES, case, invented, rows
from tests.cli.command import Ran, read_once, shipped
from tests.cli.command import run as run_command

duckdb = pytest.importorskip("duckdb", reason="tables need the extra `batch`")
pytest.importorskip("ibis", reason="tables need the extra `batch`")

SIYAR = (sys.executable, "-c", "from siyar.cli import run; run()")
ASKED = [("hizb-qa", "treaty"), ("hizb-essay", "treaty"), ("hanafi", "truce"), ("shafii", "truce")]


@pytest.fixture(scope="module")
def bench() -> Workbench:
    return Workbench.open()


@pytest.fixture(scope="module")
def mapping(bench: Workbench) -> TableMapping:
    return invented(bench.library)


@pytest.fixture(scope="module")
def mapped(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("mapping") / "invented.md"
    path.write_text(FILE.replace("{lines}", LINES), encoding="utf-8")
    return path


def written(path: Path, table: list[dict[str, Cell]]) -> Path:
    with open(path, "w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(table[0]))
        writer.writeheader()
        writer.writerows([{k: "" if v is None else v for k, v in row.items()} for row in table])
    return path


@pytest.fixture(autouse=True)
def library_read_once() -> Iterator[None]:
    shipped()
    with read_once():
        yield


def siyar(*words: object) -> Ran:
    return run_command(*(str(word) for word in words))


def batch(table: Path, mapped: Path, out: Path, *more: object) -> Ran:
    asked = [w for d in ("hizb-qa", "hanafi") for w in ("-d", d)]
    return siyar("batch", table, "-m", mapped, *asked, "-q", "treaty", "-q", "truce", "-o", out, *more)


def content(out: Path) -> list[tuple[object, ...]]:
    found: list[tuple[object, ...]] = duckdb.sql(f"SELECT * FROM '{out}' ORDER BY row").fetchall()
    return found


def test_the_engine_says_what_the_reference_says(bench: Workbench, mapping: TableMapping, tmp_path: Path) -> None:
    from siyar.asking import to_ask
    from siyar.batch.compiled import compiled
    from siyar.batch.running import run

    table = list(rows(60, seed=5))
    for question in ("treaty", "truce"):
        doctrines = [d for d, q in ASKED if q == question]
        made = compiled(bench, mapping, doctrines, [question])
        assert not isinstance(made, tuple)
        out = tmp_path / f"{question}.parquet"
        run(made, written(tmp_path / "t.csv", table), out, {}, rows=25)
        found = duckdb.sql(f"SELECT * FROM '{out}' ORDER BY row").to_arrow_table().to_pylist()
        asked = to_ask(bench.library, mapping.case, [question], "")
        assert not isinstance(asked, tuple)
        for row, said in zip(table, found, strict=True):
            assert said["number"] == row["number"]
            for each in made.answered:
                ruling = bench.hear(each.program.doctrine, case(mapping, row), asked.claims[0])
                told = [said[f"{each.name}_{part}"] for part in ("value", "status", "because", "settled")]
                if isinstance(ruling, ImpossibleCase):
                    assert told == [None, "impossible", None, None]
                    continue
                outcome = ruling.outcome
                because = outcome.because.value if outcome.because else None
                assert told == [outcome.value, outcome.status.value, because, ruling.settled], row


def _forms(tmp_path: Path, table: list[dict[str, Cell]]) -> Iterator[Path]:
    plain = written(tmp_path / "t.csv", table)
    yield plain
    duckdb.sql(f"COPY (SELECT * FROM read_csv('{plain}')) TO '{tmp_path}/t.parquet'")
    yield tmp_path / "t.parquet"
    with duckdb.connect(str(tmp_path / "t.duckdb")) as base:
        base.execute(f"CREATE TABLE t AS SELECT * FROM read_csv('{plain}')")
    yield tmp_path / "t.duckdb"
    with sqlite3.connect(tmp_path / "t.sqlite") as lite:
        names = list(table[0])
        lite.execute(f"CREATE TABLE t ({', '.join(names)})")
        lite.executemany(f"INSERT INTO t VALUES ({', '.join('?' * len(names))})", [tuple(r.values()) for r in table])
    yield tmp_path / "t.sqlite"
    openpyxl = pytest.importorskip("openpyxl", reason="Excel files need the extra `batch`")
    book = openpyxl.Workbook()
    book.active.append(list(table[0]))
    for row in table:
        book.active.append(list(row.values()))
    book.save(tmp_path / "t.xlsx")
    yield tmp_path / "t.xlsx"
    folder = tmp_path / "parts"
    folder.mkdir()
    half = len(table) // 2
    written(folder / "a.csv", table[:half])
    written(folder / "b.csv", table[half:])
    yield folder


def test_files_of_one_database_each_are_all_read(mapped: Path, tmp_path: Path) -> None:
    table, folder = list(rows(40)), tmp_path / "databases"
    folder.mkdir()
    for name, part in (("a", table[:15]), ("b", table[15:])):
        read = f"read_csv('{written(tmp_path / 'part.csv', part)}')"
        with duckdb.connect(str(folder / f"{name}.duckdb")) as base:
            base.execute(f"CREATE TABLE treaties AS SELECT * FROM {read}")
    assert batch(folder, mapped, tmp_path / "out.parquet").status == 0
    assert batch(written(tmp_path / "t.csv", table), mapped, tmp_path / "one.parquet").status == 0
    assert content(tmp_path / "out.parquet") == content(tmp_path / "one.parquet")


def test_files_that_hold_the_key_in_different_types(mapped: Path, tmp_path: Path) -> None:
    read = f"read_csv('{written(tmp_path / 't.csv', list(rows(20)))}')"
    (tmp_path / "parts").mkdir()
    for name, key, where in (("a", "number", "number <= 10"), ("b", "'n' || number", "number > 10")):
        query = f"SELECT * REPLACE ({key} AS number) FROM {read} WHERE {where}"
        duckdb.sql(f"COPY ({query}) TO '{tmp_path}/parts/{name}.parquet'")
    out = tmp_path / "out.parquet"
    ran = batch(tmp_path / "parts", mapped, out)
    assert ran.status == 0, ran.err
    keys = [key for (key,) in duckdb.sql(f"SELECT number FROM '{out}' ORDER BY row").fetchall()]
    assert keys == [*map(str, range(1, 11)), *(f"n{n}" for n in range(11, 21))]


def test_what_text_says_is_no_number_is_unknown(mapped: Path, tmp_path: Path) -> None:
    table = list(rows(40))
    for row in table[:2]:
        row["months"] = 12.5  # the column has fractions: it stays one of floating point, which knows NaN
    empty = written(tmp_path / "empty.csv", table)
    lacking = written(
        tmp_path / "nan.csv", [{**r, "months": "NaN" if r["months"] is None else r["months"]} for r in table]
    )
    for path in (empty, lacking):
        ran = batch(path, mapped, path.with_suffix(".parquet"))
        assert ran.status == 0, ran.err
    assert content(lacking.with_suffix(".parquet")) == content(empty.with_suffix(".parquet"))


def test_every_form_of_table_says_the_same(mapped: Path, tmp_path: Path) -> None:
    told = {}
    for table in _forms(tmp_path, list(rows(40))):
        out = tmp_path / f"{table.name}.out.parquet"
        ran = batch(table, mapped, out)
        assert ran.status == 0, ran.err
        told[table.name] = content(out)
    first = told.pop("t.csv")
    assert len(first) == 40
    assert all(other == first for other in told.values())


def test_a_row_is_explained_as_the_case_it_is(mapped: Path, tmp_path: Path) -> None:
    table, out = written(tmp_path / "t.csv", list(rows(20))), tmp_path / "out.parquet"
    assert batch(table, mapped, out).status == 0
    ((value, status),) = duckdb.sql(
        f"SELECT hizb_qa_treaty_value, hizb_qa_treaty_status FROM '{out}' WHERE row = 7"
    ).fetchall()
    told = siyar("explain-row", out, 7, "-d", "hizb-qa", "-q", "treaty", "--format", "json")
    assert told.status == 0, told.err
    ruling = told.json["rulings"][0]
    assert (ruling["doctrine"], ruling["value"], ruling["status"]) == ("hizb-qa", value, status)


@pytest.mark.parametrize("kills", [1, pytest.param(50, marks=pytest.mark.long)])
def test_killed_at_any_moment_it_goes_on_and_ends_the_same(mapped: Path, tmp_path: Path, kills: int) -> None:
    table = written(tmp_path / "t.csv", list(rows(2000)))
    whole, out = tmp_path / "whole.parquet", tmp_path / "out.parquet"
    parts = tmp_path / "out.parquet.parts"
    assert batch(table, mapped, whole, "--rows-at-once", 20).status == 0
    words = ["batch", table, "-m", mapped, "-d", "hizb-qa", "-d", "hanafi", "-q", "treaty", "-q", "truce", "-o", out]
    command = [*SIYAR, *map(str, words), "--rows-at-once", "20"]
    chance = random.Random(4)
    killed = 0
    while killed < kills:
        begun = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while not parts.exists() and begun.poll() is None:  # until then it reads the library
            time.sleep(0.02)
        time.sleep(chance.uniform(0, 4))
        os.kill(begun.pid, signal.SIGKILL)
        begun.wait()
        killed += 1
        if out.exists():  # what has its name is whole, whenever the process was killed
            assert content(out) == content(whole)
            shutil.rmtree(parts, ignore_errors=True)
            for path in (out, tmp_path / "out.parquet.siyar.json"):
                path.unlink()
    ran = siyar(*words, "--rows-at-once", 20)
    assert ran.status == 0, ran.err
    assert content(out) == content(whole)
    assert not parts.exists()


def test_a_run_goes_on_with_the_parts_that_are_there(
    bench: Workbench, mapping: TableMapping, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from siyar.batch.compiled import compiled
    from siyar.batch.disk import copy
    from siyar.batch.opening import Unreadable
    from siyar.batch.running import run

    made = compiled(bench, mapping, ["hizb-qa"], ["treaty"])
    assert not isinstance(made, tuple)
    table, out = written(tmp_path / "t.csv", list(rows(50))), tmp_path / "out.parquet"
    run(made, table, tmp_path / "whole.parquet", {}, rows=10)
    copied: list[Path] = []

    def stopping(con: Any, sql: str, to: Path, form: str) -> None:
        if len(copied) == 3:
            raise OSError("stopped")
        copied.append(to)
        copy(con, sql, to, form)

    monkeypatch.setattr("siyar.batch.running.copy", stopping)
    with pytest.raises(Unreadable):
        run(made, table, out, {}, rows=10)
    monkeypatch.undo()
    assert not out.exists()
    ran = run(made, table, out, {}, rows=10)
    assert (ran.parts, ran.found_done) == (5, 3)
    assert content(out) == content(tmp_path / "whole.parquet")


def test_a_table_that_was_mended_is_answered(mapped: Path, tmp_path: Path) -> None:
    table, out = written(tmp_path / "t.csv", list(rows(10))), tmp_path / "out.parquet"
    good = table.read_text(encoding="utf-8")
    table.write_text(good.replace("\n2,", "\n1,", 1), encoding="utf-8")
    assert "T007" in batch(table, mapped, out).err
    table.write_text(good + "\n", encoding="utf-8")
    ran = batch(table, mapped, out)
    assert ran.status == 0, ran.err
    assert [key for (key,) in duckdb.sql(f"SELECT number FROM '{out}' ORDER BY row").fetchall()] == list(range(1, 11))


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda text: text.replace("months", "moon", 1), "T003"),
        (lambda text: text.replace("\n2,", "\n1,", 1), "the key `number` is not one row's alone: 1 in rows 1 and 2"),
        (lambda text: text + "999,1900,0\n", "line 42 has 3 cells, and the first line 9"),
        (lambda text: text + "999,1900,0,0,0,0,truce,ten,1\n", "row 41, column `months`: `ten` is no number"),
        (lambda text: "", "has no first line with the names of its columns"),
    ],
    ids=["a column missing", "a key twice", "a ragged row", "words for a number", "empty"],
)
def test_a_spoilt_table_is_told_of(mapped: Path, tmp_path: Path, spoil: object, said: str) -> None:
    assert callable(spoil)
    table = written(tmp_path / "t.csv", list(rows(40)))
    table.write_text(spoil(table.read_text(encoding="utf-8")), encoding="utf-8")
    ran = batch(table, mapped, tmp_path / "out.parquet")
    assert ran.status == 1
    assert said in " ".join(ran.err.split())
    assert "Traceback" not in ran.err
    assert not (tmp_path / "out.parquet").exists()


def test_files_that_are_no_tables_are_told_of(mapped: Path, tmp_path: Path) -> None:
    broken = tmp_path / "t.parquet"
    broken.write_bytes(b"PAR1 and nothing more")
    latin = tmp_path / "latin.csv"
    latin.write_bytes("number,ann\xe9e\n1,1900\n".encode("latin-1"))
    for table in (broken, latin, tmp_path / "none.csv", tmp_path):
        ran = batch(table, mapped, tmp_path / "out.parquet")
        assert (ran.status, "T005" in ran.err, "Traceback" in ran.err) == (1, True, False), ran.err
        broken.unlink(missing_ok=True)


def test_what_is_there_is_not_written_over(mapped: Path, tmp_path: Path) -> None:
    table, out = written(tmp_path / "t.csv", list(rows(10))), tmp_path / "out.parquet"
    out.write_text("somebody's own", encoding="utf-8")
    ran = batch(table, mapped, out)
    assert (ran.status, out.read_text(encoding="utf-8")) == (1, "somebody's own")
    assert "there is already a file" in " ".join(ran.err.split())


def test_sql_for_an_engine_elsewhere(mapped: Path, tmp_path: Path) -> None:
    table = written(tmp_path / "t.csv", list(rows(10)))
    for dialect in ("duckdb", "spark", "postgres", "trino"):
        ran = siyar("batch", table, "-m", mapped, "-d", "hizb-qa", "-q", "treaty", "--emit-sql", dialect)
        assert ran.status == 0, ran.err
        assert "hizb_qa_treaty_value" in ran.out


@pytest.mark.parametrize("kind", ["pandas", "polars", "arrow", "duckdb", "ibis"])
def test_a_frame_comes_back_as_it_went(bench: Workbench, mapped: Path, tmp_path: Path, kind: str) -> None:
    from siyar.batch.frames import evaluate

    table = written(tmp_path / "t.csv", list(rows(10)))
    relation = duckdb.sql(f"SELECT * FROM read_csv('{table}')")
    arrow = relation.to_arrow_table()
    if kind == "polars":
        frame = pytest.importorskip("polars", reason="polars is not installed").from_arrow(arrow)
    elif kind == "ibis":
        import ibis

        frame = ibis.memtable(arrow)
    else:
        frame = {"pandas": arrow.to_pandas, "arrow": lambda: arrow, "duckdb": lambda: relation}[kind]()
    told = evaluate(frame, "hizb-qa", mapping=mapped, question="treaty", bench=bench)
    assert type(told).__module__.split(".")[0] == type(frame).__module__.split(".")[0]
    names = told.column_names if kind == "arrow" else list(told.columns)
    assert names[-5:] == [f"hizb_qa_treaty_{part}" for part in ("value", "status", "because", "settled", "rule")]


@pytest.mark.parametrize("kind", ["pandas", "polars", "arrow", "ibis"])
def test_what_is_no_number_is_unknown(bench: Workbench, mapped: Path, kind: str) -> None:
    import ibis
    import pyarrow

    from siyar.batch.frames import evaluate

    table = pyarrow.Table.from_pylist(list(rows(40)))
    lacking = pyarrow.array([float("nan") if v is None else v for v in table["months"].to_pylist()], pyarrow.float64())
    arrow = table.set_column(table.column_names.index("months"), "months", lacking)
    frame: object = arrow
    if kind == "pandas":
        frame = arrow.to_pandas()
    elif kind == "polars":
        frame = pytest.importorskip("polars", reason="polars is not installed").from_arrow(arrow)
    elif kind == "ibis":
        frame = ibis.memtable(arrow)
    told = evaluate(frame, "hizb-qa", mapping=mapped, question="truce", bench=bench)
    back = {"pandas": pyarrow.Table.from_pandas, "polars": lambda t: t.to_arrow(), "ibis": lambda t: t.to_pyarrow()}
    said = back[kind](told) if kind in back else told
    whole = evaluate(table, "hizb-qa", mapping=mapped, question="truce", bench=bench)
    names = ["number", "code", "hizb_qa_truce_value", "hizb_qa_truce_settled"]
    assert said.select(names).sort_by("number").to_pylist() == whole.select(names).sort_by("number").to_pylist()


def test_a_run_that_is_done_is_not_done_again(mapped: Path, tmp_path: Path) -> None:
    table, out = written(tmp_path / "t.csv", list(rows(10))), tmp_path / "out.parquet"
    assert batch(table, mapped, out).status == 0
    before = out.stat().st_mtime_ns
    again = batch(table, mapped, out)
    assert (again.status, out.stat().st_mtime_ns) == (0, before)
    assert "already" in again.out
    assert not (tmp_path / "out.parquet.parts").exists()


def test_a_report_says_whose_each_answer_is_and_has_its_numbers_as_tables(mapped: Path, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib", reason="plots need the extra `batch`")
    table, page = written(tmp_path / "t.csv", list(rows(30))), tmp_path / "page.html"
    ran = batch(table, mapped, tmp_path / "out.parquet", "--report", page)
    assert ran.status == 0, ran.err
    html = page.read_text(encoding="utf-8")
    assert "<svg" in html
    assert "rows of 30" in html
    assert set(re.findall(r"https?://[^\"]*", html)) <= {"http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink"}


def test_one_answer_a_line(mapped: Path, tmp_path: Path) -> None:
    table, out, tidy = written(tmp_path / "t.csv", list(rows(10))), tmp_path / "out.parquet", tmp_path / "tidy.parquet"
    assert batch(table, mapped, out, "--tidy", tidy).status == 0
    found = (
        duckdb.connect()
        .execute(
            f"SELECT doctrine, question, count(*), count(DISTINCT number) FROM '{tidy}' GROUP BY 1, 2 ORDER BY 1, 2"
        )
        .fetchall()
    )
    assert found == [("hanafi", "truce", 10, 10), ("hizb-qa", "treaty", 10, 10), ("hizb-qa", "truce", 10, 10)]


def test_a_run_that_reads_the_table_otherwise_is_another(mapped: Path, tmp_path: Path) -> None:
    table, out = written(tmp_path / "t.csv", list(rows(10))), tmp_path / "out.parquet"
    assert batch(table, mapped, out).status == 0
    again = batch(table, mapped, out, "--encoding", "latin-1")
    assert again.status == 1
    assert "there is already a file" in " ".join(again.err.split())


def test_a_table_that_is_not_there_is_told_of_first(mapped: Path, tmp_path: Path) -> None:
    ran = batch(tmp_path / "none.csv", mapped, tmp_path / "out.parquet")
    assert (ran.status, ran.err.startswith("error[T005]")) == (1, True)
