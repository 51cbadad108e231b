"""Tables of events at the command line: what is written, what is told of it, and what is refused."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from siyar.batch.conditions import Cell
from siyar.batch.reading import read_mapping
from siyar.language.unparse import say
from siyar.model import Case, LineKind
from siyar.source import Text
from siyar.workbench import Workbench
from tests.batch import happenings as h
from tests.cli.command import run

duckdb = pytest.importorskip("duckdb", reason="tables need the extra `batch`")
pytest.importorskip("ibis", reason="tables need the extra `batch`")

ATOP = Path(__file__).parents[3] / "shared" / "data" / "atop-alliance-level.csv"

LINES = """
  title            Invented treaties and what became of them
  key              treaty
  missing          -9
  State            Westland
  Counterpart      Eastland
  Treaty           the treaty
  given            the treaty is between Westland and Eastland
  given            the treaty runs for a fixed term
  given            the term of the treaty is {term} years when term > 0
  given            what the treaty is about is allowed by Shari'a
  given            it is not so that Eastland has broken the treaty
  event            {year year, month month, day day}: the treaty has been concluded when what = 'signed'
  event            {year year, month month, day day}: Eastland has broken the treaty when what = 'breach'
  addressed        hanafi when side = 1
"""
TABLE = """treaty,what,year,month,day,term,side
1,signed,1901,3,4,20,1
1,breach,1910,6,,,1
2,signed,1920,-9,-9,10,0
3,signed,1930,5,,5,0
3,breach,-9,,,,0
"""


def files(tmp_path: Path, lines: str = LINES, table: str = TABLE) -> tuple[str, str]:
    for name, content in (("m.md", h.file(lines)), ("t.csv", table)):
        if not (tmp_path / name).exists() or (tmp_path / name).read_text(encoding="utf-8") != content:
            (tmp_path / name).write_text(content, encoding="utf-8")  # a table that is written anew is another one
    return str(tmp_path / "t.csv"), str(tmp_path / "m.md")


def ask(tmp_path: Path, out: str, *more: str, lines: str = LINES, table: str = TABLE):  # type: ignore[no-untyped-def]  # as `run` has it
    given, mapping = files(tmp_path, lines, table)
    doctrines = ("-d", "modern-jurists", "-d", "hanafi")
    return run("batch", given, "-m", mapping, *doctrines, "-q", "state", "-o", str(tmp_path / out), *more)


def case(lines: str, rows: list[dict[str, Cell]]) -> Case:
    from siyar.batch.histories import with_events
    from siyar.batch.together import cases

    mapping = h.mapped(Workbench.open().library, lines)
    ((_, group, found),) = cases(mapping, rows)
    return with_events(mapping, group, found).case


def test_stages_are_written_one_a_line(tmp_path: Path) -> None:
    ran = ask(tmp_path, "out.csv")
    assert ran.status == 0, ran.err
    with open(tmp_path / "out.csv", newline="", encoding="utf-8") as lines:
        told = [
            row for row in csv.DictReader(lines) if row["doctrine"] == "modern-jurists" and "counts" in row["about"]
        ]
    shown = [
        (row["treaty"], row["stage"], row["occasion"], row["from"], row["from_first"], row["until"], row["value"])
        for row in told
    ]
    assert shown == [
        ("1", "1", "outset", "", "", "4 March 1901", ""),
        ("1", "2", "events", "4 March 1901", "1901-03-04", "June 1910", "in force"),
        ("1", "3", "events", "June 1910", "1910-06-01", "", ""),
        ("2", "1", "outset", "", "", "1920", ""),
        ("2", "2", "events", "1920", "1920-01-01", "1 January 1930", "in force"),
        ("2", "3", "may be reached", "1 January 1930", "1930-01-01", "1 January 1931", "in force"),
        ("2", "4", "reached", "1 January 1931", "1931-01-01", "", ""),
        ("3", "1", "outset", "", "", "May 1930", ""),
        ("3", "2", "events", "May 1930", "1930-05-01", "1 June 1935", "in force"),
        ("3", "3", "reached", "1 June 1935", "1935-06-01", "", ""),
    ]
    assert told[1]["changed_by"] == "the treaty has been concluded"
    assert told[6]["changed_by"] == "10 years of the time since the treaty was concluded"
    assert [row["settled"] for row in told] == ["true"] * 5 + ["false", "true", "true", "false", "true"]
    assert (told[4]["rule"], told[4]["because"], told[6]["because"]) == ("a-valid-treaty-stands", "", "none applies")
    assert [(row["events"], row["undated"]) for row in told if row["stage"] == "1"] == [
        ("2", "0"),
        ("1", "0"),
        ("1", "1"),
    ]
    assert "in 1 of 3 cases something became so on a day that is missing (1 times in all)" in " ".join(ran.err.split())
    again = ask(tmp_path, "out.csv")
    assert (again.status, "already, from the same table" in " ".join(again.out.split())) == (0, True)


def test_what_happened_on_a_day_nobody_knows_is_unknown_throughout(tmp_path: Path) -> None:
    rows: list[dict[str, Cell]] = [
        {"treaty": 3, "what": "signed", "year": 1930, "month": 5, "day": None, "term": 5, "side": 0},
        {"treaty": 3, "what": "breach", "year": None, "month": None, "day": None, "term": None, "side": 0},
    ]
    found = case(LINES, rows)
    sentences = Workbench.open().sentences
    unknown = [say(line.claim, sentences) for line in found.lines if line.kind is LineKind.UNKNOWN]
    assert [event.when.words for event in found.events] == ["May 1930"]
    assert unknown == ["Eastland has broken the treaty"]
    assert "it is not so that Eastland has broken the treaty" not in [
        say(line.claim, sentences) for line in found.lines
    ]
    rows[1] |= {"what": None, "year": 1931}  # something happened, and which is not told: it may have been either
    both = case(LINES, rows)
    assert not both.events
    assert sum(line.kind is LineKind.UNKNOWN for line in both.lines) == 2


def test_doctrines_are_asked_only_of_whom_they_address(tmp_path: Path) -> None:
    assert ask(tmp_path, "out.parquet").status == 0
    found = duckdb.sql(
        f"SELECT DISTINCT treaty, status = 'not addressed', stage IS NULL FROM '{tmp_path / 'out.parquet'}' "
        "WHERE doctrine = 'hanafi' ORDER BY treaty"
    ).fetchall()
    assert found == [(1, False, False), (2, True, True), (3, True, True)]
    types = dict(duckdb.sql(f"SELECT column_name, column_type FROM (DESCRIBE '{tmp_path / 'out.parquet'}')").fetchall())
    assert (types["treaty"], types["from_first"], types["settled"], types["stage"]) == (
        "BIGINT", "DATE", "BOOLEAN", "BIGINT",
    )  # fmt: skip


def test_a_row_is_explained_by_its_timeline(tmp_path: Path) -> None:
    assert ask(tmp_path, "out.parquet").status == 0
    shown = run("explain-row", str(tmp_path / "out.parquet"), "2")
    words = " ".join(shown.out.split())
    assert (shown.status, "Timeline: Invented treaties and what became of them: 1" in words) == (0, True), shown.err
    assert "from June 1910" in words
    assert "zuhayli" in words


def test_the_rows_of_a_case_stand_on_the_first_line_about_it(tmp_path: Path) -> None:
    assert ask(tmp_path, "out.csv").status == 0
    with open(tmp_path / "out.csv", newline="", encoding="utf-8") as lines:
        told = list(csv.DictReader(lines))
    firsts = [place for place, row in enumerate(told) if not place or row["treaty"] != told[place - 1]["treaty"]]
    assert [place for place, row in enumerate(told) if row["code"]] == firsts
    assert len(firsts) == 3 < len(told)
    # A line is explained by the rows of its own key; of none where they were taken out.
    last = run("explain-row", str(tmp_path / "out.csv"), str(len(told)))
    assert "Invented treaties and what became of them: 3" in last.out
    with open(tmp_path / "out.csv", "w", newline="", encoding="utf-8") as lines:
        writer = csv.DictWriter(lines, told[0].keys())
        writer.writeheader()
        writer.writerows(row for place, row in enumerate(told) if place != firsts[2])
    gone = run("explain-row", str(tmp_path / "out.csv"), str(len(told)))
    assert (gone.status, "no line with what the case of row" in " ".join(gone.err.split())) == (1, True)


@pytest.mark.parametrize("name", ["row", "Rows", "code", "about", "stage", "value"])
def test_a_key_is_not_called_like_a_column_of_the_output(name: str) -> None:
    """It would stand there twice under one name, or be taken for the number of the line."""
    lines = LINES.replace("key              treaty", f"key              {name}")
    _, problems = read_mapping(Text("m.md", h.file(lines)), Workbench.open().library)
    assert [(p.code, p.message) for p in problems] == [
        ("T003", f"the output has a column `{name.casefold()}` of its own")
    ]


def test_what_is_no_date_is_told_with_its_row(tmp_path: Path) -> None:
    wrong = TABLE.replace("1,breach,1910,6,", "1,breach,1910,13,")
    ran = ask(tmp_path, "out.csv", table=wrong)
    words = " ".join(ran.err.split())
    assert (ran.status, "row 2, column `year`, `month`, `day`" in words, "T006" in words) == (1, True, True), words
    assert not (tmp_path / "out.csv").exists()
    fine = wrong.replace("1,breach,1910,13,", "1,other,1910,13,")  # a date of nothing that happened is not looked at
    assert ask(tmp_path, "out.csv", table=fine).status == 0


def test_events_have_no_sql_and_no_rows_of_their_own(tmp_path: Path) -> None:
    from siyar.batch.compiled import compiled

    for more in (
        ("--emit-sql", "duckdb"),
        ("--tidy", str(tmp_path / "x.parquet")),
    ):
        assert ask(tmp_path, "out.parquet", *more).status == 2
    bench = Workbench.open()
    found = compiled(bench, h.mapped(bench.library, LINES), ["hanafi"], ["state"])
    assert isinstance(found, tuple)
    assert [(p.code, "`event`" in (p.help or "")) for p in found] == [("T003", True)]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("event            the treaty has been concluded", "C008"),
        ("event            {year year}: permitted for Westland to end the treaty", "C003"),
        ("event            {month month}: the treaty has been concluded", "T002"),
        ("event            about {year year}: the treaty has been concluded", "T002"),
        ("event            {year year}: the treaty has been forgotten", "S001"),
        ("during           {year year}: the treaty has been concluded", "T003"),
        ("event            {year year}: the treaty has been concluded when what ~ 1", "T002"),
    ],
)
def test_a_line_that_tells_of_no_event(line: str, code: str) -> None:
    bench = Workbench.open()
    text = h.file(LINES + f"  {line}\n")
    _, problems = read_mapping(Text("m.md", text), bench.library)
    assert [p.code for p in problems] == [code], problems
    assert problems[0].span is not None
    assert problems[0].help


def test_a_mapping_of_events_names_its_key_and_a_teller_its_events() -> None:
    bench = Workbench.open()
    no_key = LINES.replace("  key              treaty\n", "")
    no_event = (
        "".join(f"{line}\n" for line in LINES.splitlines() if "event  " not in line) + "  teller           side\n"
    )
    for lines in (no_key, no_event):
        _, problems = read_mapping(Text("m.md", h.file(lines)), bench.library)
        assert [p.code for p in problems] == ["T001"]


def test_rows_that_say_how_things_stood_tell_what_changed() -> None:
    """A pair and a year a row: the years in which it is otherwise than in the row before, and nothing of before."""
    from siyar.batch.stages import Teller

    bench = Workbench.open()
    lines = """
  key              pair
  State            Westland
  Counterpart      Eastland
  Treaty           the treaty
  given            the treaty is between Westland and Eastland
  during           {year year}: the treaty is in force when allied = 1
  during           {year year}: the treaty is not in force when allied = 0
"""
    years = {1901: 1, 1902: 1, 1903: 0, 1905: 0, 1906: 1, 1907: 1}
    rows: list[dict[str, Cell]] = [{"pair": 1, "year": year, "allied": so, "row": year} for year, so in years.items()]
    found = case(lines, rows)
    assert [(event.when.words, say(event.claim, bench.sentences)) for event in found.events] == [
        ("1901", "the treaty is in force"), ("1903", "the treaty is not in force"), ("1906", "the treaty is in force"),
    ]  # fmt: skip
    assert [say(line.claim, bench.sentences) for line in found.lines if line.kind is LineKind.UNKNOWN] == [
        "the treaty is in force"
    ]
    teller = Teller(bench, h.mapped(bench.library, lines), {})
    told = [one for one in teller.answers(["un-charter"], ["state"], rows) if isinstance(one, dict)]
    stages = [(one["from"], one["value"], one["status"]) for one in told if "counts" in one["about"]]
    assert [when for when, *_ in stages] == [None, "1901", "1903", "1906"]
    assert [value for _, value, _ in stages] == [None, "in force", None, "in force"]
    assert stages[0][2] == "open"
    known = case(lines + "  given            the treaty is not in force\n", rows)
    assert not [line for line in known.lines if line.kind is LineKind.UNKNOWN]


def test_members_come_with_their_days(tmp_path: Path) -> None:
    """A row is a member that joins; what it joins on is said of the member of the row."""
    lines = """
  key              treaty
  State            the member
  Counterpart      the other party
  Treaty           the treaty
  each             the member by member
  given            the treaty is between the member and the other party
  event            {date}: the treaty has been concluded
  event            {left}: the member has given notice of ending the treaty when left is known
"""
    rows: list[dict[str, Cell]] = [
        {"treaty": 1, "member": "Westland", "date": "3 March 1901", "left": None},
        {"treaty": 1, "member": "Northland", "date": "3 March 1901", "left": "14 Shawwal 1320 AH"},
    ]
    found = case(lines, rows)
    sentences = Workbench.open().sentences
    assert [(event.when.words, say(event.claim, sentences)) for event in found.events] == [
        ("3 March 1901", "the treaty has been concluded"),
        ("14 Shawwal 1320 AH", "Northland has given notice of ending the treaty"),
    ]
    assert found.date == "3 March 1901"


@pytest.mark.skipif(not ATOP.exists(), reason="the data of ATOP are not here")
def test_alliances_that_ended_before_1950(tmp_path: Path) -> None:
    """Whether somebody is addressed is as in the table by rows; a stage begins on the day that the table gives."""
    given = duckdb.sql(
        f"SELECT * FROM read_csv('{ATOP}', encoding = 'latin-1', all_varchar = true) "
        "WHERE CAST(endyr AS INT) BETWEEN 1815 AND 1949 AND CAST(begyr AS INT) <= 1945"
    )
    table, out = tmp_path / "ended.csv", tmp_path / "out.parquet"
    given.write_csv(str(table))
    doctrines = ("-d", "un-charter", "-d", "modern-jurists", "-d", "hanafi", "-d", "vclt-1969")
    ran = run("batch", str(table), "-m", "atop-in-time", *doctrines, "-q", "state", "-o", str(out))
    assert ran.status == 0, ran.err
    about = "about LIKE 'the treaty counts%'"
    begins = "make_date(CAST(begyr AS INT), CAST(begmo AS INT), coalesce(CAST(begday AS INT), 1))"
    wanted = duckdb.sql(f"SELECT CAST(atopid AS INT), {begins} FROM '{table}' ORDER BY 1").fetchall()
    found = duckdb.sql(
        f"SELECT atopid, from_first FROM '{out}' "
        f"WHERE doctrine = 'un-charter' AND {about} AND value = 'in force' ORDER BY 1"
    ).fetchall()
    assert found == wanted
    addressed = duckdb.sql(
        f"SELECT count(DISTINCT atopid) FROM '{out}' WHERE doctrine = 'hanafi' AND status != 'not addressed'"
    ).fetchall()
    members = " OR ".join(
        f"mem{n} IN ('600','616','630','640','645','651','663','670','678','700')" for n in range(1, 60)
    )
    assert addressed == duckdb.sql(f"SELECT count(*) FROM '{table}' WHERE {members}").fetchall()
    assert addressed[0][0] > 20
    silent = duckdb.sql(
        f"SELECT DISTINCT status, because FROM '{out}' WHERE doctrine = 'vclt-1969' AND {about}"
    ).fetchall()
    assert silent == [("silent", "out of scope")]
