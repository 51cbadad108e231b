"""Doctrines over all cases from Python."""

from __future__ import annotations

import csv
import io

import pytest

import siyar
from siyar.ranging import compare_doctrines
from tests.export.schemas import valid


@pytest.fixture(scope="module")
def loaded() -> siyar.api.Doctrines:
    return siyar.load("hanafi", "hanbali")


def test_it_is_what_the_command_finds_in_each_dress(loaded: siyar.api.Doctrines) -> None:
    found = loaded.across("help")
    assert found.found == compare_doctrines(loaded.bench, ["hanafi", "hanbali"], questions=["help"])
    assert found.lines[0].about in found.text(width=10**6)
    assert found.markdown().startswith("# Over all cases")
    assert found.html().startswith("<!doctype html>")
    assert found._repr_html_().startswith('<div class="siyar"')
    assert {row["doctrine"] for row in csv.DictReader(io.StringIO(found.csv()))} == {"hanafi", "hanbali"}
    valid("compare-doctrines", found.json())
    assert repr(found) == f"<siyar.Across hanafi and hanbali: {len(found.lines)} sentences>"


def test_facts_readings_and_differences(loaded: siyar.api.Doctrines) -> None:
    whole = loaded.across("help").lines[0]
    fixed = loaded.across("help", given=["Southland is not Muslim"]).lines[0]
    assert fixed.scope.total * 2 == whole.scope.total
    banned = loaded.across("help", reading={"hanbali": {"help-of-polytheists": "ban"}}).lines[0]
    assert ("hanbali", "help-of-polytheists", "ban") in banned.scope.readings
    every = [line for line in loaded.across("help", every_reading=True).lines if line.about == whole.about]
    assert [line.cells for line in every].count(banned.cells) == 1
    assert all(line.differences for line in loaded.across("help", differences=True).lines)


def test_one_doctrine_is_compared_with_nothing() -> None:
    with pytest.raises(siyar.Problems, match="compared with nothing"):
        siyar.load("hanafi").across("help")


def test_cases_under_other_readings(loaded: siyar.api.Doctrines) -> None:
    table = loaded.compare("quzman-at-uhud", question="help", every_reading=True, narrowed=True)
    assert table.rows[0].otherwise
    chosen = {"hanbali": {"help-of-polytheists": "ban"}}
    assert loaded.compare("quzman-at-uhud", question="help", reading=chosen).found.reading == (
        ("hanbali", "help-of-polytheists", "ban"),
    )
