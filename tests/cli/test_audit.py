"""`siyar audit` through the command line: each format is what it says it is."""

from __future__ import annotations

from pathlib import Path

from tests.cli.command import run
from tests.export.schemas import valid
from tests.study.gates import GATE, ROLL, WORDS

DOCTRINE = "opposed-fatwas"


def test_the_json_meets_its_schema() -> None:
    said = run("audit", DOCTRINE, "--format", "json").json
    valid("audit", said)
    assert [one["doctrine"] for one in said["audits"]] == [DOCTRINE]
    assert said["shared"] is None


def test_the_page_is_a_page_and_markdown_has_the_facts_ranged_over() -> None:
    assert run("audit", DOCTRINE, "--format", "html").out.startswith("<!doctype html>")
    said = run("audit", DOCTRINE, "--format", "markdown").out
    assert "facts: " in said
    assert "facts: " not in run("audit", DOCTRINE).out


def test_a_question_narrows_it_and_the_output_says_so() -> None:
    said = run("audit", DOCTRINE, "-q", "help").out
    assert "Narrowed by the user" in said
    assert "conclude" not in said.partition("What is said")[2]


def test_a_doctrine_of_ones_own_and_its_smallest_cases(tmp_path: Path) -> None:
    for name, words in (("words", WORDS), ("roll", ROLL), ("gate", GATE)):
        (tmp_path / f"{name}.md").write_text(words, encoding="utf-8")
    said = run("audit", "gate", "--with", str(tmp_path))
    assert "not shipped with Siyar" in said.out
    assert "sealed-enter and armed-out" in said.out
    found = run("audit", "gate", "--with", str(tmp_path), "--cases").out
    (tmp_path / "found.md").write_text(found, encoding="utf-8")
    assert run("check", str(tmp_path / "found.md")).status == 0
    asked = run("ask", "contested-2-gate", "--with", str(tmp_path), "-d", "gate")
    assert "is contested" in asked.out


def test_wrong_use_and_unknown_names() -> None:
    assert run("audit", DOCTRINE, "--cases", "--format", "json").status == 2
    assert "R009" in run("audit", "opposed-fatwa").err
