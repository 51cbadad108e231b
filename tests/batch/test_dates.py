"""Dates in columns, as days or as years: what they leave of a day, and how two of them compare."""

from __future__ import annotations

import datetime
import random
from pathlib import Path

import pytest

from siyar.batch.amounts import DAY, YEAR, Amount, day_number, first_day, times
from siyar.batch.conditions import Cell
from siyar.batch.mapping import TableMapping, case_of
from siyar.hearing import ImpossibleCase
from siyar.language.almanac import civil_day
from siyar.language.quantities import date
from siyar.model import Case, Quantity
from siyar.workbench import Workbench
from tests.batch.tables import invented

duckdb = pytest.importorskip("duckdb", reason="tables need the extra `batch`")
pytest.importorskip("ibis", reason="tables need the extra `batch`")

LINES = """
  title            Invented treaties
  key              number
  State            Westland
  Counterpart      Eastland
  Treaty           the treaty
  given            the treaty is between Westland and Eastland
  given            the treaty binds the parties to fight together when binds = 1
  given            the day the treaty was made is {made%s}
  given            the day the land of Eastland was taken is {taken}
  given            the day the Convention entered into force for Eastland is 27 January 1980
  given            %s
"""
JOINED = [
    "the day the Convention entered into force for Westland is {joined year}",
    "the day the Convention entered into force for Westland is {joined}",
    "the day the Convention entered into force for Westland is 27 January 1980",
]


def test_days_of_years() -> None:
    years = [1, 4, 99, 100, 622, 1500, 1581, 1582, 1583, 1600, 1700, 1900, 2000, 2024]
    listed = ", ".join(f"({year}::BIGINT)" for year in years)
    found = duckdb.sql(f"SELECT {first_day('y')}, {first_day('(y + 1)')} - 1 FROM (VALUES {listed}) t(y)").fetchall()
    for year, (first, last) in zip(years, found, strict=True):
        whole = date(str(year))
        assert isinstance(whole, Quantity)
        assert (first, last) == (whole.low, whole.high), year
        assert times(YEAR, first) == whole
    assert duckdb.sql(f"SELECT {first_day('0')}").fetchall() == [(None,)]
    told = duckdb.sql("SELECT " + day_number("'1856-03-30'")).fetchall()
    assert told == [(civil_day(1856, 3, 30),)]
    assert times(DAY, told[0][0]) == date("30 March 1856")


def test_which_columns_hold_dates() -> None:
    bench = Workbench.open()
    mapping = invented(bench.library, LINES % (" year", JOINED[1]))
    amounts = [line.amount for line in mapping.lines if line.amount]
    assert amounts == [Amount("made", YEAR), Amount("taken", DAY), Amount("joined", DAY)]


def as_case(mapping: TableMapping, row: dict[str, Cell]) -> Case:
    holding: list[tuple[int, int | None]] = []
    for place, line in enumerate(mapping.lines):
        if line.amount is None:
            if "binds" not in str(line.when) or row["binds"] == 1:
                holding.append((place, None))
            continue
        cell = row[line.amount.column]
        if cell is not None:
            day = datetime.date.fromisoformat(str(cell)) if line.amount.unit == DAY else datetime.date(int(cell), 1, 1)
            holding.append((place, civil_day(day.year, day.month, day.day)))
    return case_of(mapping, holding, str(row["number"]))


@pytest.mark.parametrize("made", ["", " year"])
@pytest.mark.parametrize("joined", JOINED, ids=["year", "day", "fixed"])
def test_rows_with_dates_are_told_what_their_cases_are(tmp_path: Path, made: str, joined: str) -> None:
    from siyar.asking import to_ask
    from siyar.batch.compiled import compiled
    from siyar.batch.explaining import decoded
    from siyar.batch.running import run

    bench = Workbench.open()
    mapping = invented(bench.library, LINES % (made, joined))
    chance = random.Random(len(made) + len(joined))

    def cell(year: bool) -> str | int | None:
        at = chance.choice([None, 1978, 1979, 1980, 1981, 1985])
        return at if year or at is None else f"{at}-{chance.choice(['01-27', '01-28', '12-31', '01-01'])}"

    table: list[dict[str, Cell]] = [
        {"number": n, "binds": chance.choice([0, 1, None]), "made": cell(bool(made)), "taken": cell(False),
         "joined": cell("year" in joined)}
        for n in range(1, 61)
    ]  # fmt: skip
    lines = ["number,binds,made,taken,joined"]
    lines += [",".join("" if c is None else str(c) for c in row.values()) for row in table]
    (tmp_path / "t.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    made_of = compiled(bench, mapping, ["vclt-1969"], ["treaty"])
    assert not isinstance(made_of, tuple)
    run(made_of, tmp_path / "t.csv", tmp_path / "out.parquet", {})
    told = duckdb.sql(f"SELECT * FROM '{tmp_path}/out.parquet' ORDER BY row").to_arrow_table().to_pylist()
    asked = to_ask(bench.library, mapping.case, ["treaty"], "")
    assert not isinstance(asked, tuple)
    values = set()
    for row, said in zip(table, told, strict=True):
        one = as_case(mapping, row)
        assert case_of(mapping, decoded(mapping, said["code"]), str(row["number"])) == one
        ruling = bench.hear("vclt-1969", one, asked.claims[0])
        assert not isinstance(ruling, ImpossibleCase)
        outcome = ruling.outcome
        found = [said[f"vclt_1969_treaty_{part}"] for part in ("value", "status", "settled")]
        values.add(tuple(found))
        assert found == [outcome.value, outcome.status.value, ruling.settled], row
    assert len(values) > 1


def test_what_is_no_date_is_told_of(tmp_path: Path) -> None:
    from siyar.batch.compiled import compiled
    from siyar.batch.opening import Unreadable
    from siyar.batch.running import run

    bench = Workbench.open()
    made = compiled(bench, invented(bench.library, LINES % ("", JOINED[2])), ["vclt-1969"], ["treaty"])
    assert not isinstance(made, tuple)
    (tmp_path / "t.csv").write_text("number,binds,made,taken\n1,1,1980-01-01,\n2,1,1980-02-30,\n", encoding="utf-8")
    with pytest.raises(Unreadable) as raised:
        run(made, tmp_path / "t.csv", tmp_path / "out.parquet", {})
    (problem,) = raised.value.problems
    assert (problem.code, problem.message) == ("T006", "`t.csv`, row 2, column `made`: `1980-02-30` is no date")


def test_a_number_that_says_a_cell_is_empty_says_nothing_of_dates(tmp_path: Path) -> None:
    from siyar.batch.cells import looked_at, typed
    from siyar.batch.opening import sheet

    lines = LINES.replace("  State ", "  missing          -9\n  State ") % ("", JOINED[2])
    mapping = invented(Workbench.open().library, lines)
    table = "SELECT 1 AS number, -9 AS binds, DATE '1980-01-27' AS made, NULL::DATE AS taken"
    duckdb.sql(f"COPY ({table}) TO '{tmp_path}/t.parquet'")
    with duckdb.connect() as con:
        there = sheet(con, tmp_path / "t.parquet")
        sql = typed(con, there, mapping, looked_at(con, [there], mapping)[0])
        (found,) = con.execute(f'SELECT binds, "made from", "taken from" FROM ({sql})').fetchall()
    assert found == (None, civil_day(1980, 1, 27), None)


@pytest.mark.parametrize("made", ["", " year"])
def test_dates_where_the_table_is(made: str) -> None:
    import ibis
    import pyarrow

    from siyar.batch.lazily import days

    if made:
        table = pyarrow.table({"made": pyarrow.array([1500, 1582, 1583, 1980, None], pyarrow.int32())})
    else:
        some = [datetime.date(1500, 3, 1), datetime.date(1969, 12, 31), datetime.date(1980, 1, 27), None]
        table = pyarrow.table({"made": some})
    amount = Amount("made", YEAR if made else DAY)
    lazy = ibis.memtable(table)
    there = lazy.select(**days(lazy["made"], amount)).to_pyarrow().to_pydict()
    least, most = amount.bounds
    sql = (first_day("made"), f"{first_day('(made + 1)')} - 1") if made else (day_number("made"),) * 2
    here = duckdb.sql(f'SELECT {sql[0]} AS "{least}", {sql[1]} AS "{most}" FROM "table"').to_arrow_table().to_pydict()
    assert there == here
