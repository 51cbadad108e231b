"""`siyar interview` as it is typed: through a pipe, with every command, with standard input closed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from siyar.cli.app import app
from siyar.workbench import Workbench
from tests.stance.shipped import library
from tests.stance.test_attribution import bare
from tests.study import towns

FILES = {
    "words.md": towns.WORDS,
    "book.md": towns.BOOK,
    "rolls.md": towns.ROLLS,
    "cases.md": towns.CASES,
    **{f"source-{i}.md": words for i, words in enumerate(towns.SOURCES)},
}


@pytest.fixture
def world(tmp_path: Path) -> Path:
    folder = tmp_path / "towns"
    folder.mkdir()
    for name, words in FILES.items():
        (folder / name).write_text(words, encoding="utf-8")
    return folder


def talk(*words: str, said: str = "", world: Path | None = None) -> Result:
    beside = ["--with", str(world)] if world else []
    return CliRunner(env={"COLUMNS": "100"}).invoke(app, ["interview", *words, *beside], input=said)


def test_it_asks_until_all_is_settled(world: Path) -> None:
    found = talk("nothing-known", "-d", "book", "--about", "admit", said="no\nno\nyes\n20 days\n3\n", world=world)
    assert found.exit_code == 0, found.output
    assert "Asked about: for Norton to admit the trader" in found.output
    assert "asked because the rule" in found.output
    assert "of The book of gates" in found.output
    assert "[book-text P2.S1 (read)]" in found.output
    assert "→ The book of gates" in found.output
    assert "Settled: no further fact" in found.output


def test_why_list_back_and_change(world: Path) -> None:
    said = "why\nlist\nback\nchange 3\n1\nlist\nchange 1\n2\nback\nstop\n"
    found = talk("nothing-known", "-d", "book", "--about", "admit", said=said, world=world)
    assert found.exit_code == 0, found.output
    for words in (
        "nothing is answered yet",
        "there is nothing to take back",
        "change which answer? there are 0",
        "The book of gates\n  - the rule",
        "Stopped;",
    ):
        assert words in found.output, words
    asked = [line for line in found.output.splitlines() if line.startswith("1. ")]
    assert len(asked) == 2, "once at first, once more when it is changed"
    assert len(set(asked)) == 1


def test_changing_an_early_answer_keeps_the_others(world: Path) -> None:
    said = "yes\n?\nchange 1\nno\nlist\nstop\n"
    found = talk("nothing-known", "-d", "book", "--about", "admit", said=said, world=world)
    listed = [line.strip() for line in found.output.splitlines() if line.startswith(("   1. ", "   2. "))]
    assert [line.rsplit("? ", 1)[1] for line in listed] == ["no", "unknown"], found.output


def test_what_cannot_be_is_not_taken(world: Path) -> None:
    """A seal without a name is impossible; the answer is refused and the talk goes on."""
    options = ("--reading", "book/what-counts=bond", "-d", "book", "--about", "welcome")
    first = talk("nothing-known", *options, said="1\nlist\nstop\n", world=world)
    assert first.exit_code == 0, first.output
    assert "a seal" in first.output


def test_an_answer_that_is_none_says_what_is(world: Path) -> None:
    found = talk("nothing-known", "-d", "book", said="perhaps\nstop\n", world=world)
    assert "`perhaps` is none of the answers; answer yes, no, or ?" in found.output


def test_who_is_asked_about_is_asked_first(world: Path) -> None:
    found = talk("-q", "admission", "-d", "book", said="a bird\nPilgrim\nstop\n", world=world)
    assert "What kind of Guest is it?" in found.output
    assert "`a bird` is none of Trader, Pilgrim" in found.output
    assert "for the Northern Town to admit the Northern Pilgrim" in found.output


def test_the_case_is_saved_and_checks(world: Path, tmp_path: Path) -> None:
    file = tmp_path / "My case.md"
    said = "?\nyes\n2\nmore than 20 days\n1\n1\n1\n"
    found = talk("nothing-known", "-d", "book", "--save", str(file), said=said, world=world)
    assert found.exit_code == 0, found.output
    bench = Workbench.open([world, file])
    assert not [p for p in bench.problems if p.severity == "error"], bench.problems
    assert "my-case" in bench.library.cases
    again = talk("nothing-known", "-d", "book", "--save", str(file), said="stop\n", world=world)
    assert again.exit_code == 2
    assert "is there already" in again.output


def test_a_case_of_the_library_is_saved_whole(tmp_path: Path) -> None:
    file = tmp_path / "broken-again.md"
    found = talk("hudaybiyya-broken", "-q", "breach", "-d", "vclt-1969", "--save", str(file), said="?\n" * 20)
    assert found.exit_code == 0, found.output
    checked = CliRunner().invoke(app, ["check", str(file)])
    assert checked.exit_code == 0, checked.output


def test_wrong_use_is_said() -> None:
    assert talk().exit_code == 2
    assert talk("-q", "truce", "--reading", "all").exit_code == 2
    unknown = talk("-q", "truse")
    assert unknown.exit_code == 1
    assert "did you mean `truce`?" in unknown.output


def test_acts_of_force_are_refused() -> None:
    found = talk("-q", "authority", said="1\n")
    assert found.exit_code == 1
    assert "P004" in found.output


@pytest.mark.parametrize("closed", ["<&-", "</dev/null"])
def test_standard_input_closed(closed: str) -> None:
    words = f"{sys.executable} -c 'from siyar.cli import main; main()' interview -q help -d hizb-qa {closed}"
    found = subprocess.run(words, shell=True, capture_output=True, text=True, env=dict(os.environ), check=False)
    assert found.returncode == 0, found.stderr
    assert "standard input is closed or empty" in found.stderr
    assert "Traceback" not in found.stderr
    assert "1. " in found.stdout


def test_nothing_left_to_ask_needs_no_answers() -> None:
    found = talk("banu-qaynuqa-squadron", "-d", "hizb-qa", "-q", "help", "--only")
    assert found.exit_code == 0
    assert "Settled: no further fact" in found.output
    assert "standard input" not in found.output


def test_other_positions_stand_beside_at_the_end() -> None:
    wide = talk("banu-qaynuqa-squadron", "-d", "hizb-qa", "-q", "help")
    assert "Other positions" in wide.output
    narrow = talk("banu-qaynuqa-squadron", "-d", "hizb-qa", "-q", "help", "--only")
    assert "arrowed by the user" in narrow.output


def test_no_ruling_without_whose_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("siyar.cli.options.width", lambda: 1_000_000)
    for question in ("help", "truce", "unity"):
        found = talk("-q", question, "-d", "hizb-qa", "-d", "hanafi", said="1\nwhy\n" * 12)
        assert found.exit_code == 0, found.output
        assert bare(found.output, library()) == []
        assert "reviewed by: no scholar yet" in found.output
