"""Doctrines side by side from Python."""

from __future__ import annotations

import csv
import io

import pytest

import siyar
from siyar.comparing import compare
from siyar.workbench import Workbench


@pytest.fixture(scope="module")
def loaded() -> siyar.api.Doctrines:
    return siyar.load("hizb-essay", "hizb-qa")


def test_everybody_is_compared_and_the_rulings_are_those_of_the_command(loaded: siyar.api.Doctrines) -> None:
    bench: Workbench = loaded.bench
    table = loaded.compare("hudaybiyya", question="truce")
    assert table.found == compare(bench, ["hudaybiyya"], questions=["truce"])
    assert set(table.cases[0].doctrines) == {*bench.under_study, *bench.beside, *bench.further}
    assert "arrowed by the user" not in table.text()


def test_narrowed_to_those_loaded_it_says_so(loaded: siyar.api.Doctrines) -> None:
    table = loaded.compare("hudaybiyya", question=["truce"], narrowed=True)
    assert table.cases[0].doctrines == ("hizb-essay", "hizb-qa")
    assert "arrowed by the user" in table.text()
    assert "arrowed by the user" in table._repr_html_()
    assert table.json()["narrowed"] is True
    assert repr(table) == "<siyar.Comparison in hudaybiyya: 1 row>"


def test_rows_on_which_they_part(loaded: siyar.api.Doctrines) -> None:
    every = loaded.compare("hudaybiyya", "banu-qaynuqa-squadron", narrowed=True)
    parted = loaded.compare("hudaybiyya", "banu-qaynuqa-squadron", narrowed=True, differences=True)
    assert [one.case.id for one in every.cases] == ["hudaybiyya", "banu-qaynuqa-squadron"]
    assert [row.about for row in parted.rows] == [row.about for row in every.rows if row.partings]
    assert 0 < len(parted.rows) < len(every.rows)


def test_each_dress(loaded: siyar.api.Doctrines) -> None:
    table = loaded.compare("hudaybiyya", question="truce")
    about = table.rows[0].about
    shown = table._repr_html_()
    assert shown.startswith('<div class="siyar"')
    assert all(tag in shown for tag in ("<table", "<details"))
    assert "<html" not in shown
    assert table.html().startswith("<!doctype html>")
    assert about in table.text()
    assert about in table.markdown()
    cells = list(csv.DictReader(io.StringIO(table.csv())))
    assert len(cells) == sum(len(row.rulings) for row in table.rows)
    assert repr(table) == f"<siyar.Comparison in hudaybiyya: {len(table.rows)} rows>"


def test_an_id_that_names_nothing_is_a_problem(loaded: siyar.api.Doctrines) -> None:
    with pytest.raises(siyar.Problems, match="there is no case `hudaybiya`"):
        loaded.compare("hudaybiya")
