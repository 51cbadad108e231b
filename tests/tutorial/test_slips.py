"""Slips that somebody makes who follows the tutorial with a text of his own: each message says what to do instead."""

from __future__ import annotations

from pathlib import Path

import pytest

from siyar.checking import check_files
from siyar.workbench import Workbench

VALLEYS = """---
doctrine: valleys
title: The accord of the valleys
voice: the elders
source: accord
encoded by: a reader
questions: passage
---
# The accord

```siyar
type Valley

type Envoy

fact staff
  text             Envoy carries a white staff

fact plague
  text             there is plague in Valley

act pass
  text             for Valley to let Envoy pass

question passage
  asks             May Valley let Envoy pass?
  about            pass

rule envoys-pass
  obligatory       for Valley to let Envoy pass
  when             Envoy carries a white staff
  source           P1
```
"""
ACCORD = "---\nsource: accord\ntitle: The accord\nseen: read\npassages: P1-P9\n---\n"
CASES = """---
cases: roads
uses: valleys
---
```siyar
case an-elder-at-the-pass
  Valley           Upper Valley
  Envoy            Tomas
  given            Tomas carries a white staff
  ask              passage
```
"""


def helps(folder: Path, **files: str) -> dict[str, str]:
    """The help of each diagnostic, by its code; the first of a code."""
    for name, words in {"accord": ACCORD, "valleys": VALLEYS, "cases": CASES, **files}.items():
        (folder / f"{name}.md").write_text(words, encoding="utf-8")
    found: dict[str, str] = {}
    for problem in check_files([folder]).problems:
        found.setdefault(problem.code, problem.help)
    return found


def test_without_a_slip_all_is_well(tmp_path: Path) -> None:
    assert helps(tmp_path) == {}


@pytest.mark.parametrize(
    ("right", "wrong", "code", "help"),
    [
        ("obligatory ", "must       ", "L003", "the word here is `obligatory`"),
        ("obligatory ", "may not    ", "L003", "the word here is `forbidden`"),
        ("when  ", "if    ", "L003", "the word here is `when`"),
        ("  obligatory ", "obligatory ", "L001", "a line of a rule is indented by two spaces"),
        ("when             Envoy", "when             not Envoy", "S001", "`it is not so that`"),
        ("a white staff\n  source", "a white staff or there is plague\n  source", "S001", "one sentence a line"),
        ("when             Envoy carries", "when             Envoy bears", "S001", "where none of them is meant"),
        ("source           P1", "source           Paragraph 1", "R008", "a passage of `accord` is written as"),
        ("source           P1", "source           acord P1", "R008", "siyar new source acord"),
        ("passage\n---\n", "passage\n", "F005", "close it with `---`"),
    ],
)
def test_a_slip_in_a_doctrine(right: str, wrong: str, code: str, help: str, tmp_path: Path) -> None:
    assert VALLEYS.count(right) >= 1
    found = helps(tmp_path, valleys=VALLEYS.replace(right, wrong, 1))
    assert help in found[code], found


def test_front_matter_that_is_never_closed_is_said_once(tmp_path: Path) -> None:
    (tmp_path / "valleys.md").write_text(VALLEYS.replace("passage\n---\n", "passage\n", 1), encoding="utf-8")
    (tmp_path / "accord.md").write_text(ACCORD, encoding="utf-8")
    assert [p.code for p in check_files([tmp_path]).problems] == ["F005"]


def test_a_case_that_uses_nothing_is_told_whose_words_it_needs(tmp_path: Path) -> None:
    found = helps(tmp_path, cases=CASES.replace("uses: valleys\n", ""))
    assert found["V005"] == "say in the front matter whose words are used: `uses: valleys`"


def test_ones_own_files_are_named_with_an_option() -> None:
    bench = Workbench.open()
    for refused in (bench.refusals(["an-elder-at-the-pass"]), bench.refusals(doctrines=["valleys"])):
        assert "--with" in refused[0].help


def test_an_answer_says_what_makes_a_question_encoded(tmp_path: Path) -> None:
    from siyar.export import sitting_text
    from siyar.hearing import Sitting

    assert helps(tmp_path, valleys=VALLEYS.replace("questions: passage", "questions:")) == {}
    bench = Workbench.open([tmp_path])
    sitting = bench.ask("an-elder-at-the-pass", doctrines=["valleys"], narrowed=True)
    assert isinstance(sitting, Sitting)
    assert "name the question under `questions:`" in sitting_text(sitting, bench.library)
