"""Rows of one key as one case: treaties with many parties."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from siyar.batch.mapping import TableMapping
from siyar.batch.reading import read_mapping
from siyar.batch.together import Row
from siyar.hearing import Ruling
from siyar.language.read import read_claim
from siyar.model import Claim
from siyar.source import Text
from siyar.workbench import Workbench
from tests.batch.tables import FILE, invented
from tests.cli.command import run

duckdb = pytest.importorskip("duckdb", reason="tables need the extra `batch`")
pytest.importorskip("ibis", reason="tables need the extra `batch`")

LINES = """
  title            Invented treaties
  key              treaty
  State            the member
  Counterpart      the other party
  Treaty           the treaty
  each             the member by member
  given            the treaty is between the member and the other party
  given            the treaty binds the parties to fight together when fight = 1
  given            the member is ruled by Islam when islam = 1
  given            the member is not ruled by Islam when islam = 0
  given            the term of the treaty is {months} months when months > 0
"""
#: The second treaty has three members, of one of whom nothing is known; rows of a key need not stand together.
TABLE = """treaty,member,islam,fight,months
1,Westland,1,1,
2,Westland,1,,12
2,Northland,0,,12
1,Eastland,0,1,
2,Southland,,,12
"""


def rows(path: Path, mapping: TableMapping) -> list[Row]:
    from siyar.batch import cells, gathering, opening
    from siyar.batch.staging import staged

    with duckdb.connect() as con, TemporaryDirectory() as aside:
        sheets = staged(con, opening.files(path), mapping, Path(aside))
        types, counts = cells.looked_at(con, sheets, mapping)
        sql = gathering.together(con, sheets, mapping, types, counts)
        return list(gathering.rows(con, f"SELECT * FROM ({sql})"))


def test_the_cases_are_those_somebody_would_write(tmp_path: Path) -> None:
    from siyar.batch.together import cases

    bench = Workbench.open()
    mapping = invented(bench.library, LINES)
    (tmp_path / "t.csv").write_text(TABLE, encoding="utf-8")
    (_, first, one), (key, second, two) = cases(mapping, rows(tmp_path / "t.csv", mapping))
    assert (len(first), key, len(second)) == (2, (2,), 3)
    assert [e.name for e in two.entities] == ["Westland", "Northland", "Southland", "the other party", "the treaty"]
    wanted = [
        "the treaty is between Westland and the other party", "Westland is ruled by Islam",
        "the term of the treaty is 12 months", "the treaty is between Northland and the other party",
        "Northland is not ruled by Islam", "the treaty is between Southland and the other party",
    ]  # fmt: skip
    claims = [read_claim(words, bench.library, case=two) for words in wanted]
    assert all(isinstance(claim, Claim) for claim in claims), claims
    assert [line.claim for line in two.lines] == claims
    assert sum(line.claim.sentence == one.lines[1].claim.sentence for line in one.lines) == 1  # once, not once a row


def test_every_choice_of_parties_is_asked_about(tmp_path: Path) -> None:
    from siyar.asking import to_ask
    from siyar.batch.together import cases

    bench = Workbench.open()
    mapping = invented(bench.library, LINES)
    table, mapped, out = tmp_path / "t.csv", tmp_path / "m.md", tmp_path / "out.parquet"
    table.write_text(TABLE, encoding="utf-8")
    mapped.write_text(FILE.replace("{lines}", LINES), encoding="utf-8")
    words = ("batch", str(table), "-m", str(mapped), "-d", "hizb-qa", "-d", "hanafi", "-q", "treaty", "-o", str(out))
    ran = run(*words)
    assert ran.status == 0, ran.err
    assert "not encoded: hanafi on treaty" in ran.err
    found = duckdb.sql(
        f"SELECT treaty, about, value, status, settled FROM '{out}' WHERE doctrine = 'hizb-qa'"
    ).fetchall()
    expected = []
    for key, _, case in cases(mapping, rows(table, mapping)):
        asked = to_ask(bench.library, case, ["treaty"], "", everything=True)
        assert not isinstance(asked, tuple)
        for claim in asked.claims:
            ruling = bench.hear("hizb-qa", case, claim)
            assert isinstance(ruling, Ruling)  # no case here is impossible
            outcome = ruling.outcome
            expected.append((key[0], ruling.about, outcome.value, outcome.status.value, ruling.settled))
    assert found == expected
    assert {about.split(" to ")[0] for _, about, *_ in found} >= {"for Westland", "for Northland", "for Eastland"}
    again = run(*words)
    assert (again.status, "already, from the same table" in again.out) == (0, True)
    other = run(*words[:-6], "-q", "treaty", "-o", str(out))
    assert (other.status, "already a file" in " ".join(other.err.split())) == (1, True)
    assert run(*words[:-1], str(tmp_path / "x.parquet"), "--emit-sql", "duckdb").status == 2
    assert run(*words[:-1], str(tmp_path / "x.parquet"), "--tidy", str(tmp_path / "y.parquet")).status == 2


@pytest.fixture
def asked(tmp_path: Path) -> tuple[str, ...]:
    """The command for the table, all but its output."""
    (tmp_path / "t.csv").write_text(TABLE, encoding="utf-8")
    (tmp_path / "m.md").write_text(FILE.replace("{lines}", LINES), encoding="utf-8")
    return ("batch", str(tmp_path / "t.csv"), "-m", str(tmp_path / "m.md"), "-d", "hizb-qa", "-q", "treaty", "-o")


def content(out: Path) -> list[tuple[object, ...]]:
    read = "read_parquet" if out.suffix == ".parquet" else "read_csv"
    found: list[tuple[object, ...]] = duckdb.sql(f"SELECT * FROM {read}('{out}') ORDER BY row").fetchall()
    return found


def test_csv_and_parts_hold_the_same(asked: tuple[str, ...], tmp_path: Path) -> None:
    outs = [tmp_path / name for name in ("one.parquet", "parts.parquet", "parts.csv")]
    for out, more in zip(outs, ((), ("--rows-at-once", "1"), ("--rows-at-once", "1")), strict=True):
        ran = run(*asked, str(out), *more)
        assert ran.status == 0, ran.err
    one, *others = map(content, outs)
    assert [row[0] for row in one] == list(range(1, len(one) + 1))
    assert [one == other for other in others] == [True, True]


def test_a_run_that_was_stopped_goes_on(
    asked: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from siyar.batch import gathering
    from siyar.batch.disk import make

    whole, out = tmp_path / "whole.parquet", tmp_path / "out.parquet"
    run(*asked, str(whole))

    def stopping(name: Path, made: Any) -> bool:
        if name.name == "part-00001.parquet":
            raise OSError("stopped")
        return make(name, made)

    monkeypatch.setattr(gathering, "make", stopping)
    assert run(*asked, str(out), "--rows-at-once", "1").status == 1
    assert not out.exists()
    monkeypatch.undo()
    ran = run(*asked, str(out), "--rows-at-once", "1")
    assert "1 of 2 parts from an earlier run" in ran.out
    assert content(out) == content(whole)


@pytest.mark.parametrize("kills", [1, pytest.param(20, marks=pytest.mark.long)])
def test_killed_at_any_moment_it_ends_the_same(asked: tuple[str, ...], tmp_path: Path, kills: int) -> None:
    chance = random.Random(7)
    members = [
        f"{n},{name},{chance.choice(('', 0, 1))},{chance.choice(('', 0, 1))},{chance.choice(('', 12, 40))}"
        for n in range(40)
        for name in chance.sample(("Westland", "Eastland", "Northland", "Southland"), 3)
    ]
    (tmp_path / "t.csv").write_text("\n".join(["treaty,member,islam,fight,months", *members]), encoding="utf-8")
    whole, out = tmp_path / "whole.csv", tmp_path / "out.csv"
    assert run(*asked, str(whole)).status == 0
    command = [sys.executable, "-c", "from siyar.cli import run; run()", *asked, str(out), "--rows-at-once", "2"]
    for _ in range(kills):
        begun = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while not (tmp_path / "out.csv.parts").exists() and begun.poll() is None:  # until then it reads the library
            time.sleep(0.02)
        time.sleep(chance.uniform(0, 1.5))
        os.kill(begun.pid, signal.SIGKILL)
        begun.wait()
        if out.exists():
            break
    ran = run(*asked, str(out), "--rows-at-once", "2")
    assert ran.status == 0, ran.err
    assert content(out) == content(whole)


@pytest.mark.parametrize("form", ["parquet", "csv"])
def test_an_answer_is_explained(asked: tuple[str, ...], tmp_path: Path, form: str) -> None:
    out = tmp_path / f"out.{form}"
    run(*asked, str(out))
    row = next(row for row in reversed(content(out)) if row[6])
    ran = run("explain-row", str(out), str(row[0]))
    assert ran.status == 0, ran.err
    words = " ".join(ran.out.split())
    assert f"Asked about: {row[5]}" in words
    assert f"states: {row[6]}" in words
    assert run("explain-row", str(out), "999").status == 1


def test_the_case_is_in_its_code(tmp_path: Path) -> None:
    from siyar.batch.together import cases, decoded, encoded

    lines = LINES + "  given            the day the treaty was made is {signed}\n  period           signed\n"
    mapping = invented(Workbench.open().library, lines)
    days = ("signed", "1820-01-01", "", "1820-02-01", "1820-01-01", "1820-03-01")
    table = zip(TABLE.splitlines(), days, strict=True)
    (tmp_path / "t.csv").write_text("\n".join(f"{row},{day}" for row, day in table), encoding="utf-8")
    found = list(cases(mapping, rows(tmp_path / "t.csv", mapping)))
    assert len(found) == 2
    for _, group, case in found:
        assert decoded(mapping, encoded(mapping, group)) == case
        assert decoded(mapping, encoded(mapping, [*group, *group])) == case


def test_a_report_counts_answers_and_cases(asked: tuple[str, ...], tmp_path: Path) -> None:
    pytest.importorskip("matplotlib", reason="plots need the extra `batch`")
    table, out, page = tmp_path / "t.csv", tmp_path / "out.csv", tmp_path / "page.html"
    years = zip(TABLE.splitlines(), ("signed", "1820", "1830", "1830", "1850-02-01", "1830"), strict=True)
    table.write_text("\n".join(f"{row},{year}" for row, year in years), encoding="utf-8")
    lines = LINES.replace("  key  ", "  period           signed\n  key  ")
    (tmp_path / "m.md").write_text(FILE.replace("{lines}", lines), encoding="utf-8")
    ran = run(*asked, str(out), "--report", str(page))
    assert ran.status == 0, ran.err
    assert "facts it can turn on are given by no line" in ran.err
    html = page.read_text(encoding="utf-8")
    count = len(content(out))
    assert f"{count:,} answers on 2 cases" in html
    for says, answers, of in duckdb.sql(
        f"SELECT coalesce(value, status), count(*), count(DISTINCT treaty) FROM '{out}' GROUP BY 1"
    ).fetchall():
        assert f"<td>{says}</td><td>{answers}</td><td>{of}</td>" in html
    assert "<td>1800–1824</td>" in html
    assert "<td>1825–1849</td>" in html
    assert "<svg" in html


def test_a_row_of_no_case_is_told_of(asked: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text(TABLE.replace("1,Eastland", ",Eastland"), encoding="utf-8")
    ran = run(*asked, str(tmp_path / "out.parquet"))
    assert (ran.status, "`t.csv`, row 4, column `treaty`" in " ".join(ran.err.split())) == (1, True)


def test_rows_of_several_files_are_one_case_in_the_order_of_their_files(tmp_path: Path) -> None:
    import csv

    import pyarrow
    from pyarrow import feather

    from siyar.batch.together import cases

    mapping = invented(Workbench.open().library, LINES)
    table = [{k: v or None for k, v in row.items()} for row in csv.DictReader(TABLE.splitlines())]
    for name, part in (("a", table[:2]), ("b", table[2:])):
        feather.write_feather(pyarrow.Table.from_pylist(part), tmp_path / f"{name}.arrow")
    (_, _, one), (_, _, two) = cases(mapping, rows(tmp_path, mapping))
    assert [e.name for e in one.entities][:2] == ["Westland", "Eastland"]
    assert [e.name for e in two.entities][:3] == ["Westland", "Northland", "Southland"]


def test_rows_are_one_case_by_their_key() -> None:
    lines = LINES.replace("  key              treaty\n", "")
    _, problems = read_mapping(Text("m.md", FILE.replace("{lines}", lines)), Workbench.open().library)
    assert [(p.code, "no line `key`" in p.message) for p in problems] == [("T001", True)]


def test_where_each_row_is_a_case_it_is_refused() -> None:
    from siyar.batch.compiled import compiled

    bench = Workbench.open()
    found = compiled(bench, invented(bench.library, LINES), ["hizb-qa"], ["treaty"])
    assert isinstance(found, tuple)
    assert [p.code for p in found] == ["T003"]


def test_a_line_that_says_nothing_of_whom_there_are_several() -> None:
    bench = Workbench.open()
    for line in ("each  the stranger by member", "each  the member"):
        text = FILE.replace("{lines}", LINES.replace("each             the member by member", line))
        _, problems = read_mapping(Text("m.md", text), bench.library)
        assert [p.code for p in problems] == ["T001"]
