"""Coverage: both texts under study to the last sentence, and what is left uncovered is found."""

from __future__ import annotations

import json
from functools import cache

import pytest
from typer.testing import CliRunner

from siyar.cli.app import app
from siyar.export.coverage import coverage_json, coverage_markdown, coverage_text
from siyar.language import read
from siyar.language.syntax import FUNCTIONS
from siyar.source import Anchor, Text
from siyar.sources import NORMATIVE, Coverage, Entry, coverage
from siyar.workbench import Workbench
from tests.export.schemas import valid, validator

TEXTS = ("qa-2017", "essay")

PAGE = """---
source: a-roll
title: A roll
author: a clerk
seen: read
voices: {the clerk: P0-P1, the reeve: P2-P3}
passages: P0, P1.S1-S4, P2.S1a, P2.S1b, P3
---
```siyar
inventory a-roll
  title            P0
  definition       P1.S1
  rule             P1.S2-S3, P2.S1a
  exception        P2.S1b
  evidence         P1.S3, P3
  critique         P1.S4
  left out         P1.S1: it is the type Town
```
"""

DOCTRINE = """---
doctrine: clerk
title: The clerk
source: a-roll
---
```siyar
type Town

act tax
  text             for Town to tax

reading how
  asks             How?
  option so        so [a-roll P1.S4]
  option not       not so
  default          so

rule toll
  permitted        for Town to tax
  source           a-roll P1.S2

rule waiver
  forbidden        for Town to tax
  source           a-roll P2.S1a

evidence custom
  kind             custom
  cited as         an old custom [a-roll P1.S3]

passages a-roll
  context          P0
  evidence         P3
```
"""


@cache
def bench() -> Workbench:
    return Workbench.open()


def covered(*texts: str) -> Coverage:
    library = read([Text(f"{i}.md", words) for i, words in enumerate(texts)]).library
    return coverage(library.sources["a-roll"], library)


def entry(found: Coverage, passage: str) -> Entry:
    return next(e for e in found.entries if str(e.passage) == passage)


@pytest.mark.parametrize("source", TEXTS)
def test_every_sentence_of_the_texts_is_accounted_for(source: str) -> None:
    found = bench().coverage(source)
    assert isinstance(found, Coverage)
    assert [str(e.passage) for e in found.uncovered] == []
    assert [e.passage for e in found.entries] == list(found.source.passages)
    assert all(len(e.voices) == 1 and e.functions for e in found.entries)


@pytest.mark.parametrize("source", TEXTS)
def test_what_is_left_out_is_carried_by_no_rule(source: str) -> None:
    found = bench().coverage(source)
    assert isinstance(found, Coverage)
    assert [str(e.passage) for e in found.entries if e.left_out and any(c.kind == "rule" for c in e.carriers)] == []
    assert all(e.normative for e in found.entries if e.left_out)


@pytest.mark.parametrize("source", TEXTS)
def test_an_asserted_duty_is_recorded_and_carried_by_no_rule(source: str) -> None:
    """Stance, line 5: a sentence that asserts a duty stands in a `duty` block and in no rule."""
    found = bench().coverage(source)
    assert isinstance(found, Coverage)
    for e in found.of("asserted duty"):
        assert "duty" in {c.kind for c in e.carriers}
        assert "rule" not in {c.kind for c in e.carriers}


def test_what_nothing_carries_is_found() -> None:
    found = covered(PAGE, DOCTRINE)
    assert [str(e.passage) for e in found.uncovered] == ["P1.S3", "P2.S1b"]
    assert entry(found, "P1.S1").left_out == "it is the type Town"
    assert [c.id for c in entry(found, "P1.S2").carriers] == ["toll"]
    assert entry(found, "P1.S2").voices == ("the clerk",)
    assert entry(found, "P1.S3").functions == ("rule", "evidence")
    assert [(c.kind, c.id) for c in entry(found, "P1.S3").carriers] == [("evidence", "custom")]
    assert [(c.kind, c.doctrine) for c in entry(found, "P1.S4").carriers] == [("reading", "clerk")]
    assert [(c.kind, c.id) for c in entry(found, "P3").carriers] == [("passages", "evidence")]
    assert len(found.of(*NORMATIVE)) == 5


def test_without_a_doctrine_only_reasons_are_left() -> None:
    found = covered(PAGE)
    assert [e.passage for e in found.entries if e.covered] == [Anchor(1, 1)]


def test_a_page_without_an_inventory_has_nothing_to_cover() -> None:
    problems = bench().coverage("bukhari")
    assert isinstance(problems, tuple)
    (problem,) = problems
    assert (problem.code, problem.message) == ("R020", "`bukhari` has no inventory")
    assert "qa-2017" in problem.help


def test_text_and_markdown_say_the_same() -> None:
    library = read([Text("p.md", PAGE), Text("d.md", DOCTRINE)]).library
    found = coverage(library.sources["a-roll"], library)
    text, marked = coverage_text(found), coverage_markdown(found)
    for words in (
        "3 of 5 sentences whose function is rule, definition, condition or exception",
        "6 of 8 sentences are accounted for",
        "Voice: the reeve",
        "Not accounted for",
    ):
        assert words in text
        assert words in marked
    assert "clerk: rule toll" in text
    assert "left out: it is the type Town" in text
    assert all(len(line) <= 100 for line in text.splitlines())


@pytest.mark.parametrize("source", TEXTS)
def test_json_meets_its_schema(source: str) -> None:
    found = bench().coverage(source)
    assert isinstance(found, Coverage)
    valid("coverage", coverage_json(found))
    assert validator("coverage").schema["$defs"]["function"]["enum"] == list(FUNCTIONS)


def run(*words: str) -> tuple[int, str, str]:
    result = CliRunner().invoke(app, list(words))
    return result.exit_code, result.stdout, result.stderr


def test_the_command() -> None:
    assert run("coverage", "essay")[0] == 0
    status, out, _ = run("coverage", "qa-2017", "--format", "json")
    assert (status, json.loads(out)["source"]) == (0, "qa-2017")
    assert run("coverage", "qa-2017", "--format", "markdown")[1].startswith("# Coverage of")
    assert "<h1>Coverage of" in run("coverage", "qa-2017", "--format", "html")[1]
    status, out, err = run("coverage", "esay")
    assert (status, out) == (1, "")
    assert "did you mean `essay`?" in err


def test_the_command_fails_where_something_is_not_accounted_for(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("own")
    (folder / "roll.md").write_text(PAGE, encoding="utf-8")
    status, out, _ = run("coverage", "a-roll", "--with", str(folder))
    assert status == 1
    assert "Not accounted for" in out
