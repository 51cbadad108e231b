"""`siyar compare` through the command line: each format is what it says it is."""

from __future__ import annotations

import csv
import io

from tests.cli.command import run, shipped
from tests.export.schemas import valid

CASE = "hudaybiyya"


def test_the_json_meets_its_schema() -> None:
    valid("compare", run("compare", CASE, "--format", "json").json)


def test_the_table_has_a_cell_for_every_doctrine_on_every_row() -> None:
    table = list(csv.DictReader(io.StringIO(run("compare", CASE, "-q", "truce", "--format", "csv").out)))
    by_row: dict[str, list[str]] = {}
    for row in table:
        by_row.setdefault(row["about"], []).append(row["doctrine"])
    for doctrines in by_row.values():
        assert sorted(doctrines) == sorted(shipped().library.doctrines)


def test_the_page_is_a_page() -> None:
    said = run("compare", CASE, "cyprus-800", "--format", "html").out
    assert said.startswith("<!doctype html>")
    assert said.count("<h1>") == 2


def test_a_doctrine_chosen_narrows_the_view_and_the_output_says_so() -> None:
    said = run("compare", CASE, "-d", "hanafi", "-d", "maliki", "-q", "truce").out
    assert "Narrowed by the user" in said
    assert "Vienna Convention" not in said
    assert "Narrowed by the user" not in run("compare", CASE, "-q", "truce").out
