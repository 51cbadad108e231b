"""Islamic dates are shown with their conversion where a case is shown; the case keeps its own date."""

from __future__ import annotations

import pytest

from siyar.language.conversion import UNCERTAINTY
from tests.cli.command import run

YEAR = f"6 AH (23 May 627 to 10 May 628, Julian; {UNCERTAINTY})"


def test_a_case_is_shown_with_its_date_converted() -> None:
    shown = run("show", "hudaybiyya").out.splitlines()
    assert f"date: {YEAR}" in shown


def test_a_date_among_the_facts_is_converted_too() -> None:
    shown = " ".join(run("show", "acre-1283").out.split())
    assert f"made is 682 AH (1 April 1283 to 19 March 1284, Julian; {UNCERTAINTY}) [holt" in shown


def test_an_answer_begins_with_the_date_on_a_line_of_its_own() -> None:
    title, date, *_ = run("ask", "hudaybiyya", "-q", "truce").out.splitlines()
    assert title.endswith(", 6 AH (hudaybiyya)")
    assert date == YEAR


@pytest.mark.parametrize("command", ["show", "ask"])
def test_data_has_the_date_and_the_conversion(command: str) -> None:
    found = run(command, "hudaybiyya", "--format", "json").json
    one = found["found"][0] if command == "show" else found
    assert one["date"] == "6 AH"
    assert f"6 AH ({one['date_converted']})" == YEAR


def test_a_civil_date_stands_alone() -> None:
    assert UNCERTAINTY not in run("show", "ramla-1192").out
    assert run("ask", "ramla-1192", "--format", "json").json["date_converted"] is None
