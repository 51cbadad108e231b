"""The report on answers with stages: its counts are those of the stages, day by day, and it needs nothing beside it."""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from tests.batch.test_events import ask
from tests.web.document import Node, page

pytest.importorskip("duckdb", reason="tables need the extra `batch`")
pytest.importorskip("ibis", reason="tables need the extra `batch`")
pytest.importorskip("matplotlib", reason="reports need the extra `batch`")


def cells(table: Node) -> list[list[str]]:
    return [[one.text for one in (*row.all("th"), *row.all("td"))] for row in table.all("tr")]


@pytest.fixture(scope="module", params=["csv", "parquet"])
def made(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, list[dict[str, str]]]:
    """A report, and the stages that it is of."""
    folder: Path = tmp_path_factory.mktemp("report")
    ran = ask(folder, f"out.{request.param}", "--report", str(folder / "r.html"))
    assert (ran.status, "report in" in ran.err) == (0, True), ran.err
    if request.param == "parquet":
        assert ask(folder, "out.csv").status == 0
    with open(folder / "out.csv", newline="", encoding="utf-8") as lines:
        return (folder / "r.html").read_text(encoding="utf-8"), list(csv.DictReader(lines))


def test_it_says_whose_the_answers_are_and_needs_nothing_else(made: tuple[str, list[dict[str, str]]]) -> None:
    report, _ = made
    words = page(report).text
    for title in ("Modern jurists (named works, peace as the norm)", "The Hanafi school (a digest of named works)"):
        assert title in words
    assert "nothing here is advice" in words
    assert "<svg" in report
    assert "in 1 of 3 cases something became so on a day that is missing" in words.lower()
    assert "Given by no line of the mapping" in words
    assert not any(mark in report for mark in ("src=", 'href="http', "<script", "@import"))


def test_its_counts_are_those_of_the_stages(made: tuple[str, list[dict[str, str]]]) -> None:
    report, told = made
    tables = [cells(table) for table in page(report).all("table")]
    jurists = [row for row in told if row["doctrine"] == "modern-jurists"]
    says = next(table for table in tables if table[0][0] == "it says")
    assert says[0][1] == f"stages of {len(jurists)}"
    for said, stages, cases in says[1:]:
        these = [row for row in jurists if (row["value"] or row["status"]) == said]
        assert (int(stages), int(cases)) == (len(these), len({row["treaty"] for row in these}))
    rules = next(table for table in tables if table[0][0] == "rule that decides")
    assert rules[1:] == [["a-valid-treaty-stands", "4", "3"]]
    settled = sum(row["settled"] == "true" for row in jurists)
    assert f"Settled whatever is unknown: {settled} of {len(jurists)} stages." in page(report).text
    changes = next(table for table in tables if table[0][0] == "from")
    assert ["silent", "in force", "2", "the treaty has been concluded"] in changes
    assert ["silent", "in force (not settled)", "1", "the treaty has been concluded"] in changes
    assert sum(int(row[2]) for row in changes[1:]) == sum(int(row["stage"]) > 1 for row in jurists)
    listed = tables[-1]
    assert [row[0] for row in listed[1:]] == [row["row"] for row in told if row["status"] != "not addressed"]


def test_every_day_has_every_answer_once(made: tuple[str, list[dict[str, str]]]) -> None:
    """On each day looked at, what each answer says then is found out here from its stages, one by one."""
    report, told = made
    through = [table for table in map(cells, page(report).all("table")) if table[0][0] == "year"]
    assert len(through) == 2
    for doctrine, (head, *years) in zip(("modern-jurists", "hanafi"), through, strict=True):
        answers: dict[tuple[str, str], list[dict[str, str]]] = {}
        for row in told:
            if row["doctrine"] == doctrine and row["stage"]:
                answers.setdefault((row["treaty"], row["about"]), []).append(row)
        lasting = [stages[0]["value"] or stages[0]["status"] for stages in answers.values() if len(stages) == 1]
        answers = {which: stages for which, stages in answers.items() if len(stages) > 1}
        counted = Counter(lasting)
        assert (
            f"Answers that never change, by what they say: {'; '.join(f'{s}, {n}' for s, n in counted.items())}."
            in (page(report).text)
        )
        assert 2 <= len(years) <= 16
        for year, *numbers in years:
            day = date(int(year), 1, 1).isoformat()
            expected = dict.fromkeys(head[1:], 0)
            for stages in answers.values():
                here = [
                    stage
                    for stage in stages
                    if (stage["stage"] == "1" or stage["from_last"] <= day)
                    and (not stage["until"] or day < stage["until_first"])
                ]
                if not here:
                    expected["the days leave open which"] += 1
                    continue
                (stage,) = here
                outset = stage["occasion"] == "outset"
                expected["as at the outset" if outset else stage["value"] or stage["status"]] += 1
            assert dict(zip(head[1:], map(int, numbers), strict=True)) == expected
    assert "the days leave open which" in through[0][0]  # 1920, of which no day is told
