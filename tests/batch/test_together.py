"""Rows of one key as one case: treaties with many parties."""

from __future__ import annotations

from pathlib import Path

import pytest

from siyar.batch.mapping import read_mapping
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


def test_the_cases_are_those_somebody_would_write(tmp_path: Path) -> None:
    from siyar.batch.together import cases, rows

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
    from siyar.batch.together import cases, rows

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
            expected.append((str(key[0]), ruling.about, outcome.value, outcome.status.value, ruling.settled))
    assert found == expected
    assert {about.split(" to ")[0] for _, about, *_ in found} >= {"for Westland", "for Northland", "for Eastland"}
    again = run(*words)
    assert (again.status, "already a file" in " ".join(again.err.split())) == (1, True)
    assert run(*words[:-1], str(tmp_path / "x.parquet"), "--emit-sql", "duckdb").status == 2


def test_rows_of_several_files_are_one_case_in_the_order_of_their_files(tmp_path: Path) -> None:
    import csv

    import pyarrow
    from pyarrow import feather

    from siyar.batch.together import cases, rows

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
