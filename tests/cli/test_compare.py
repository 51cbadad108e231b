"""`siyar compare` through the command line: each format is what it says it is."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from tests.cli.command import Ran, run, shipped
from tests.cli.test_files import DOCTRINE, SOURCE
from tests.export.schemas import valid

CASE = "hudaybiyya"


def refused(status: int, *arguments: str) -> str:
    said: Ran = run(*arguments)
    assert (said.status, said.out) == (status, "")
    return said.err


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


def test_a_reading_is_chosen_for_the_cases_and_the_output_says_so() -> None:
    quzman = ("compare", "quzman-at-uhud", "-q", "help", "-d", "hizb-qa", "-d", "maliki")
    chosen = ("--reading", "hizb-qa/who-is-an-individual=citizen")
    own, other = run(*quzman), run(*quzman, *chosen)
    assert "Read as the user chose: hizb-qa with who-is-an-individual: citizen." in other.out
    assert "Read as the user chose" not in own.out
    for page in ("markdown", "html"):
        assert "Read as the user chose" in run(*quzman, *chosen, "--format", page).out
    data = run(*quzman, *chosen, "--format", "json").json
    valid("compare", data)
    assert data["readings"] == [{"doctrine": "hizb-qa", "reading": "who-is-an-individual", "option": "citizen"}]
    asked = run("ask", "quzman-at-uhud", "-q", "help", "-d", "hizb-qa", *chosen, "--format", "json").json
    ruling, before = (
        next(one for one in found["cases"][0]["rows"][0]["rulings"] if one["doctrine"] == "hizb-qa")
        for found in (data, run(*quzman, "--format", "json").json)
    )
    assert ruling["status"] == asked["rulings"][0]["status"] != before["status"]
    assert ruling["readings"] == asked["rulings"][0]["readings"]


def test_every_reading_of_the_cases_is_what_asking_gives() -> None:
    compared = run("compare", "quzman-at-uhud", "-q", "help", "--reading", "all", "--format", "json").json
    valid("compare", compared)
    row = compared["cases"][0]["rows"][0]
    asked = run("ask", "quzman-at-uhud", "-q", "help", "-d", "hizb-qa", "--reading", "all", "--format", "json").json
    told = [r for r in asked["rulings"] if r["doctrine"] == "hizb-qa" and r["about"] == row["about"]]
    mine = [r for r in (*row["rulings"], *row["otherwise"]) if r["doctrine"] == "hizb-qa"]
    assert [(r["readings"], r["status"], r["value"]) for r in mine] == [
        (r["readings"], r["status"], r["value"]) for r in told
    ]
    assert len(mine) > 2
    table = run("compare", "quzman-at-uhud", "-q", "help", "--reading", "all", "--format", "csv").out
    rows = [r for r in csv.DictReader(io.StringIO(table)) if r["doctrine"] == "hizb-qa" and r["about"] == row["about"]]
    assert [r["otherwise"] for r in rows] == ["no"] + ["yes"] * (len(mine) - 1)
    said = run("compare", "quzman-at-uhud", "-q", "help", "--reading", "all").out
    assert "Read otherwise" in said
    assert (
        "Read otherwise" in run("compare", "quzman-at-uhud", "-q", "help", "--reading", "all", "--format", "html").out
    )


def test_a_reading_that_is_not_there_is_refused() -> None:
    assert "R007" in refused(1, "compare", "quzman-at-uhud", "--reading", "hizb-qa/who-is-an-individual=nobody")
    assert "no reading" in refused(2, "compare", "quzman-at-uhud", "--reading", "nobody")


def test_facts_of_a_case_are_not_fixed_here() -> None:
    assert "siyar whatif" in refused(2, "compare", CASE, "--given", "Quraysh is Muslim")


# --------------------------------------------------------------------------- doctrines, over all cases

PAIR = ("hanafi", "hanbali")


def test_doctrines_as_json_meet_their_schema() -> None:
    found = run("compare", *PAIR, "-q", "help", "--format", "json").json
    valid("compare-doctrines", found)
    assert [one["doctrine"] for one in found["doctrines"]] == [*PAIR]
    assert {one["question"] for one in found["sentences"]} == {"help"}


def test_doctrines_as_a_table() -> None:
    said = run("compare", *PAIR, "-q", "help", "--format", "csv").out
    rows = list(csv.DictReader(io.StringIO(said)))
    assert {row["doctrine"] for row in rows} == {*PAIR}
    assert {row["question"] for row in rows} == {"help"}


def test_doctrines_as_a_page_and_as_markdown() -> None:
    assert run("compare", *PAIR, "-q", "help", "--format", "html").out.startswith("<!doctype html>")
    assert run("compare", *PAIR, "-q", "help", "--format", "markdown").out.startswith("# Over all cases")


def test_facts_are_fixed() -> None:
    words = "Southland is not Muslim"
    every, fixed = (
        run("compare", *PAIR, "-q", "help", "--format", "json", *more).json for more in ((), ("--given", words))
    )
    of = {one["about"]: one["scope"]["cases"] for one in every["sentences"]}
    about = "for Northland to seek military help from Southland"
    (one,) = [one for one in fixed["sentences"] if one["about"] == about]
    assert one["scope"]["given"] == [words]
    assert one["scope"]["cases"] * 2 == of[about]


def test_a_given_sentence_that_nobody_declared_is_refused() -> None:
    assert "S008" in refused(1, "compare", *PAIR, "-q", "help", "--given", "Southland is blue")


def test_one_reading_is_chosen_and_the_scope_names_it() -> None:
    said = run("compare", *PAIR, "-q", "help", "--reading", "hanbali/help-of-polytheists=ban").out
    assert "read with help-of-polytheists: ban" in " ".join(said.split())


def test_every_reading() -> None:
    found = run("compare", *PAIR, "-q", "help", "--reading", "all", "--format", "json").json
    assert found["every_reading"] is True
    ways = [
        tuple((c["option"]) for way in one["scope"]["ways"] for c in way["chosen"])
        for one in found["sentences"]
        if one["about"] == "for Northland to seek military help from Southland"
    ]
    assert len(ways) == len(set(ways)) == 4


def test_only_differences_of_doctrines() -> None:
    found = run("compare", "hanafi", "maliki", "--differences-only", "--format", "json").json
    assert found["differences_only"] is True
    assert found["sentences"]
    assert all(one["differences"] for one in found["sentences"])


def test_doctrines_are_not_narrowed_by_doctrines() -> None:
    assert "--doctrine" in refused(2, "compare", *PAIR, "-d", "maliki")


def test_a_reading_of_somebody_who_is_not_compared_is_refused() -> None:
    said = refused(1, "compare", *PAIR, "--reading", "maliki/helpers-unasked=barred")
    assert "R009" in said
    assert "not compared" in said


def test_a_question_that_one_of_them_does_not_encode_is_refused() -> None:
    assert "C011" in refused(1, "compare", "hanafi", "npt-1968", "-q", "help")


def test_a_doctrine_beside_itself_is_refused() -> None:
    said = refused(1, "compare", "hanafi", "hanafi")
    assert "C011" in said
    assert "two different doctrines" in said


def test_an_act_of_force_is_refused() -> None:
    assert "P006" in refused(1, "compare", "hizb-essay", "un-charter", "-q", "authority")


def test_a_doctrine_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "mine.md").write_text(DOCTRINE)
    (tmp_path / "book.md").write_text(SOURCE)
    said = run("compare", "mine", "hanbali", "-q", "help", "--with", str(tmp_path)).out
    assert "not shipped with Siyar" in said
    assert "just where" in said


def test_a_case_that_lacks_somebody_says_whom(tmp_path: Path) -> None:
    """A question that the case itself asks is there, with whom it would need, also where nobody named a question."""
    file = tmp_path / "mine.md"
    fence = "```"
    file.write_text(
        f"---\ncases: mine\nuses: siyar\n---\n{fence}siyar\ncase alone\n  State            Northland\n"
        f"  ask              help\n\ncase bare\n  State            Northland\n  ask              truce\n{fence}\n",
        encoding="utf-8",
    )
    for named in ([], ["-q", "help"]):
        said = run("compare", "alone", "--with", str(file), *named).out
        assert "It cannot be asked: the case has no further Party, which the question needs." in said
    said = run("compare", "bare", "--with", str(file)).out
    assert "the case has no Treaty and no Counterpart, which the question needs" in said
    err = refused(1, "ask", "alone", "--with", str(file))
    assert "the case `alone` has no further `Party`, which `help` needs" in err


def test_what_is_listed_can_be_narrowed_to_some_words() -> None:
    told = run("list", "cases", "CYPRUS", "letters").out
    assert "cyprus-through-time" in told
    assert "cyprus-649" not in told
    data = run("list", "cases", "cyprus", "--format", "json").json
    assert {one["id"] for one in data["cases"]} == {"cyprus-649", "cyprus-800", "cyprus-through-time"}
    assert "Nothing has all of these words" in run("list", "cases", "no-such-word-at-all").out
