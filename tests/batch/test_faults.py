"""Spoilt tables, and places that cannot be written to: told of with file, row and column, and nothing is lost."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.batch.tables import FILE, LINES, rows
from tests.cli.command import Ran, run

duckdb = pytest.importorskip("duckdb", reason="tables need the extra `batch`")
pytest.importorskip("ibis", reason="tables need the extra `batch`")


@pytest.fixture
def mapped(tmp_path: Path) -> Path:
    path = tmp_path / "invented.md"
    path.write_text(FILE.replace("{lines}", LINES), encoding="utf-8")
    return path


def table(to: Path, count: int, *, first: int = 1, change: str = "") -> Path:
    """Rows of the invented table, by the ending of the name; ``change``: columns put in place of others, in SQL."""
    import pyarrow

    made = pyarrow.Table.from_pylist(list(rows(count)))
    replaced = f"number + {first - 1} AS number{', ' * bool(change)}{change}"
    with duckdb.connect() as con:
        con.register("made", made)
        con.execute(f"COPY (SELECT * REPLACE ({replaced}) FROM made) TO '{to}'")
    return to


def answered(given: Path, mapped: Path, out: Path) -> Ran:
    return run("batch", str(given), "-m", str(mapped), "-d", "hizb-qa", "-q", "treaty", "-o", str(out))


def words_for_a_number(folder: Path) -> None:
    table(folder / "b.csv", 10, first=11, change="CASE WHEN number = 3 THEN 'a year' END AS months")


def words_in_parquet(folder: Path) -> None:
    table(folder / "b.parquet", 10, first=11, change="CASE WHEN number = 4 THEN 'a year' END AS months")


def dates_for_numbers(folder: Path) -> None:
    table(folder / "b.parquet", 10, first=11, change="DATE '1900-01-01' AS months")


def a_column_less(folder: Path) -> None:
    made = table(folder / "whole.parquet", 10, first=11)
    duckdb.sql(f"COPY (SELECT * EXCLUDE months FROM '{made}') TO '{folder}/b.parquet'")
    made.unlink()


def a_key_again(folder: Path) -> None:
    table(folder / "b.csv", 10, first=8)


def a_cell_more(folder: Path) -> None:
    made = table(folder / "b.csv", 10, first=11)
    lines = made.read_text(encoding="utf-8").splitlines()
    made.write_text("\n".join([*lines[:5], lines[5] + ",more", *lines[6:]]) + "\n", encoding="utf-8")


def another_encoding(folder: Path) -> None:
    made = table(folder / "b.csv", 5_000, first=11, change="CASE WHEN number = 4000 THEN 'pacte de sûreté' END AS kind")
    made.write_bytes(made.read_text(encoding="utf-8").encode("latin-1"))


def damaged_pages(folder: Path) -> None:
    made = table(folder / "b.parquet", 2_000, first=11)
    content = bytearray(made.read_bytes())
    third = len(content) // 3
    content[third : third + 400] = (byte ^ 0x5A for byte in content[third : third + 400])
    made.write_bytes(content)


def a_damaged_end(folder: Path) -> None:
    made = table(folder / "b.parquet", 10, first=11)
    made.write_bytes(made.read_bytes()[:-100])


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (words_for_a_number, "T006: `b.csv`, row 3, column `months`: `a year` is no number"),
        (words_in_parquet, "T006: `b.parquet`, row 4, column `months`: `a year` is no number"),
        (dates_for_numbers, "T003: the column `months` of `b.parquet` holds date"),
        (a_column_less, "T003: `b.parquet` has no column `months`"),
        (a_key_again, "T007: the key `number` is not one row's alone: 8 in row 8 of `a.csv` and row 1 of `b.csv`"),
        (a_cell_more, "T005: `b.csv` cannot be read: line 6 has 10 cells, and the first line 9"),
        (another_encoding, "T005: `b.csv` cannot be read: line 4001, column `kind`, is not in UTF-8"),
        (damaged_pages, "T005: `b.parquet` cannot be read"),
        (a_damaged_end, "T005: `b.parquet` cannot be read"),
    ],
    ids=lambda one: one.__name__.replace("_", " ") if callable(one) else "",
)
def test_what_is_wrong_in_one_of_several_files(
    mapped: Path, tmp_path: Path, spoil: Callable[[Path], None], said: str
) -> None:
    folder, out = tmp_path / "table", tmp_path / "out.parquet"
    folder.mkdir()
    table(folder / "a.csv", 10)
    spoil(folder)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    ran = answered(folder, mapped, out)
    code, _, message = said.partition(": ")
    assert ran.status == 1
    assert f"error[{code}]: {message}" in " ".join(ran.err.split())
    assert not out.exists()
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


#: What a file may hold at most, in bytes, where there is no room for more.
ROOM = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv.pop(1)),) * 2)
from siyar.cli import run
run()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="the size of files is not limited there")
@pytest.mark.parametrize(
    ("room", "kept"),
    [(5_000, []), (900_000, ["part-00000.parquet", "table-00000.parquet"])],
    ids=["the table", "the answers"],
)
def test_no_room(mapped: Path, tmp_path: Path, room: int, kept: list[str]) -> None:
    given, out = table(tmp_path / "t.csv", 100), tmp_path / "out.csv"
    wide = tmp_path / "wide.csv"
    copies = f"SELECT * REPLACE (number + 100 * i AS number) FROM read_csv('{given}'), range(1000) r(i) ORDER BY number"
    duckdb.sql(f"COPY ({copies}) TO '{wide}'")
    asked = ("batch", str(wide), "-m", str(mapped), "-d", "hizb-qa", "-q", "treaty", "-o", str(out))
    ran = subprocess.run([sys.executable, "-c", ROOM, str(room), *asked], capture_output=True, text=True, check=False)
    assert ran.returncode == 1
    assert "error[T008]" in ran.stderr
    assert "File too large" in ran.stderr
    assert "Traceback" not in ran.stderr
    assert not out.exists()
    left = sorted(path.name for path in (tmp_path / "out.csv.parts").iterdir() if path.suffix == ".parquet")
    assert left == kept
    again = answered(wide, mapped, out)
    assert again.status == 0, again.err
    ((count,),) = duckdb.sql(f"SELECT count(DISTINCT number) FROM '{out}'").fetchall()
    assert count == 100_000


def test_where_nobody_may_write(mapped: Path, tmp_path: Path) -> None:
    given = table(tmp_path / "t.csv", 10)
    ran = answered(given, mapped, given / "out.parquet")
    assert (ran.status, "error[T008]" in ran.err, "cannot be written" in ran.err) == (1, True, True)
    if os.geteuid() == 0:
        pytest.skip("whoever runs this may write everywhere")
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    ran = answered(given, mapped, closed / "out.parquet")
    assert (ran.status, "error[T008]" in ran.err, "permission denied" in ran.err) == (1, True, True)
