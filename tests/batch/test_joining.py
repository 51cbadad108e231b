"""Parquet files put one behind the other are the table of their rows, to every reader."""

from __future__ import annotations

from pathlib import Path

import pytest

duckdb = pytest.importorskip("duckdb", reason="tables need the extra `batch`")
parquet = pytest.importorskip("pyarrow.parquet", reason="tables need the extra `batch`")

from siyar.batch.joining import joined  # noqa: E402  # after the extra is known to be there

ROWS = (
    "SELECT i AS id, CASE i % 3 WHEN 0 THEN 'أهلا' WHEN 1 THEN 'word ' || i % 50 END AS word, i % 7 = 0 AS so, "
    "i / 3 AS part, CAST('1800-01-01' AS DATE) + CAST(i AS INTEGER) AS day FROM range({first}, {last}) t(i)"
)


def part(path: Path, first: int, last: int, how: str = "") -> Path:
    query = ROWS.format(first=first, last=last)
    duckdb.sql(f"COPY (SELECT * FROM ({query}) UNION ALL SELECT * FROM ({query}) WHERE false) TO '{path}' "
               f"(FORMAT parquet, ROW_GROUP_SIZE 2048{how})")  # fmt: skip
    return path


@pytest.mark.parametrize("how", ["", ", COMPRESSION zstd", ", COMPRESSION zstd, PARQUET_VERSION v2"])
def test_the_rows_of_all_parts_in_order(tmp_path: Path, how: str) -> None:
    ends = [0, 10_000, 10_001, 10_001, 45_000]
    parts = [part(tmp_path / f"{i}.parquet", ends[i], ends[i + 1], how) for i in range(4)]
    out = tmp_path / "out.parquet"
    assert joined(parts, out)
    listed = ", ".join(f"'{p}'" for p in parts)
    whole = duckdb.sql(f"SELECT * FROM read_parquet([{listed}])").fetchall()
    assert len(whole) == 45_000
    assert duckdb.sql(f"SELECT * FROM '{out}'").fetchall() == whole
    assert [tuple(row.values()) for row in parquet.read_table(out).to_pylist()] == whole
    # What skips row groups, the bounds of their columns and the filters of their words, is right in its new place.
    for test in ("id = 30000", "word = 'word 7'", "word = 'none'", "id BETWEEN 9998 AND 10003"):
        found = duckdb.sql(f"SELECT * FROM '{out}' WHERE {test}").fetchall()
        assert found == duckdb.sql(f"SELECT * FROM read_parquet([{listed}]) WHERE {test}").fetchall()
    footer = parquet.ParquetFile(out).metadata
    assert (footer.num_rows, footer.num_row_groups) == (
        45_000,
        sum(parquet.ParquetFile(p).num_row_groups for p in parts),
    )


def test_files_of_another_writer(tmp_path: Path) -> None:
    table = duckdb.sql(ROWS.format(first=0, last=5000)).to_arrow_table()
    parts = [tmp_path / "a.parquet", tmp_path / "b.parquet"]
    for path in parts:
        parquet.write_table(table, path, row_group_size=1000, write_page_index=True)
    assert joined(parts, tmp_path / "out.parquet")
    assert parquet.read_table(tmp_path / "out.parquet").to_pylist() == table.to_pylist() * 2


def test_other_columns_are_not_joined(tmp_path: Path) -> None:
    one, other = part(tmp_path / "a.parquet", 0, 10), tmp_path / "b.parquet"
    duckdb.sql(f"COPY (SELECT 1 AS id) TO '{other}' (FORMAT parquet)")
    assert not joined([one, other], tmp_path / "out.parquet")
    assert not (tmp_path / "out.parquet").exists()


def test_what_is_no_parquet_file_is_an_error(tmp_path: Path) -> None:
    broken = tmp_path / "a.parquet"
    broken.write_bytes(part(tmp_path / "b.parquet", 0, 10).read_bytes()[:-3])
    with pytest.raises(OSError, match="does not end as a Parquet file does"):
        joined([broken], tmp_path / "out.parquet")
