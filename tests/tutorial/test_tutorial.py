"""docs/tutorial.md, done as a reader does it: every command ends as it should and prints what the page shows."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from siyar.workbench import Workbench
from tests.docs.pages import fences
from tests.docs.printed import shows
from tests.tutorial.steps import PAGE, Typed, cut, walk


@cache
def done() -> tuple[tuple[Typed, ...], dict[str, str]]:
    """What was typed, and the files there are at the end."""
    with TemporaryDirectory() as folder:
        typed = tuple(walk(Path(folder)))
        files = {f.name: f.read_text(encoding="utf-8") for f in Path(folder, "harbour").iterdir()}
    return typed, files


def test_everything_typed_ends_as_it_should_and_prints_what_is_shown() -> None:
    for typed in done()[0]:
        where = f"docs/tutorial.md:{typed.line} {typed.words}\n" + "\n".join(typed.printed)
        assert typed.ended_well, where
        assert shows(typed.shown, typed.printed or []), f"{where}\npython -m tests.tutorial.steps shows it anew"
        assert "Traceback" not in where


def test_the_doctrine_has_at_least_ten_rules_each_with_its_passage() -> None:
    files = done()[1]
    with TemporaryDirectory() as folder:
        for name, words in files.items():
            Path(folder, name).write_text(words, encoding="utf-8")
        bench = Workbench.open([folder])
        assert not bench.check([folder])
    doctrine = bench.library.doctrines["harbour"]
    assert len(doctrine.rules) >= 10
    assert all(rule.cites for rule in doctrine.rules)
    assert {q.id for q in doctrine.own_questions} == set(doctrine.questions)
    carried = {locus for rule in doctrine.rules for cite in rule.cites for locus in cite.loci}
    assert carried == {f"P{p}.S{s}" for p, last in ((1, 4), (2, 4), (3, 2)) for s in range(1, last + 1)}
    assert "a-short-stay" in bench.library.cases


def test_the_page_is_made_of_what_the_walk_knows() -> None:
    tags = {fence.tag[0] for fence in fences(PAGE)}
    assert tags == {"markdown", "terminal"}


def test_a_cut_keeps_as_much_as_the_page_shows() -> None:
    assert cut(("a", "…", "z"), ["a", "b", "c", "z"]) == ["a", "…", "z"]
    assert cut(("a",), ["b", "c"]) == ["b", "c"]
    assert cut(("…",), ["b", "c"]) == ["…"]


def test_a_page_that_says_otherwise_fails(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("```terminal\n$ siyar --version\nsiyar of another day\n```\n", encoding="utf-8")
    (typed,) = walk(tmp_path, page)
    assert not shows(typed.shown, typed.printed)
    page.write_text("````markdown in nothing.md\nrule x\n````\n", encoding="utf-8")
    with pytest.raises(FileNotFoundError):
        list(walk(tmp_path, page))
