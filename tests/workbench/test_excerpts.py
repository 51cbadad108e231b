"""Asking with no more of the library than the case needs gives what the whole of it gives."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from siyar import excerpts, shelf
from siyar.comparing import compare
from siyar.export import sitting_json, sitting_text
from siyar.export.across_data import across_json
from siyar.export.comparison_data import comparison_json
from siyar.hearing import Sitting
from siyar.ranging import compare_doctrines
from siyar.source import Text
from siyar.study.across import Across
from siyar.study.compare import Comparison
from siyar.workbench import Workbench
from tests.sample import some
from tests.stance.shipped import bench, library

CASES = sorted(library().cases)
OFTEN = [*some(CASES, 8), "banu-qaynuqa-squadron", "cyprus-800", "hudaybiyya-broken"]


def same(case: str, **options: object) -> None:
    some = Workbench.of([case], questions=options.get("questions", ()))  # type: ignore[arg-type]  # of several types
    whole_, some_ = bench().ask(case, **options), some.ask(case, **options)  # type: ignore[arg-type]  # options of several types, passed on
    if not isinstance(whole_, Sitting):
        assert whole_ == some_
        return
    assert isinstance(some_, Sitting)
    assert sitting_json(some_, some.library) == sitting_json(whole_, library())
    assert sitting_text(some_, some.library, full=True) == sitting_text(whole_, library(), full=True)


@pytest.mark.parametrize("case", OFTEN)
def test_the_answers_are_those_of_the_whole_library(case: str) -> None:
    same(case)


@pytest.mark.long
@pytest.mark.parametrize("case", some(CASES, 100, start=1))
def test_so_they_are_in_many_a_case(case: str) -> None:
    same(case)


@pytest.mark.parametrize("question", ["help", "truce", "authority"])
def test_so_they_are_on_a_question_that_is_named(question: str) -> None:
    same("hudaybiyya", questions=[question])


def test_so_are_the_doctrines_side_by_side() -> None:
    some = Workbench.of(["hudaybiyya", "cyprus-800"], questions=None)
    one, other = (compare(b, ["hudaybiyya", "cyprus-800"]) for b in (some, bench()))
    assert isinstance(one, Comparison)
    assert isinstance(other, Comparison)
    assert comparison_json(one, some.library) == comparison_json(other, library())


PAIRS = [*combinations(library().doctrines, 2)]


@pytest.mark.parametrize("pair", some(PAIRS, 4), ids=" ".join)
def test_so_are_doctrines_over_all_cases(pair: tuple[str, str]) -> None:
    some = Workbench.of(pair, questions=None)
    one, other = (compare_doctrines(b, pair, turning=False) for b in (some, bench()))
    if not (isinstance(one, Across) and isinstance(other, Across)):
        assert one == other
        return
    assert across_json(one, some.library) == across_json(other, library())
    assert {id for id, doctrine in some.library.doctrines.items() if doctrine.rules} == set(pair)


def test_a_case_that_is_named_like_a_doctrine_is_put_to_all_of_them() -> None:
    own = (Text("own.md", "```siyar\ncase hanafi\n  title  Named like a doctrine\n```\n"),)
    left = excerpts.excerpts(shelf.shipped(), ["hanafi", "maliki"], own)
    assert any("rule " in text.characters for text in left if text.name.startswith("doctrines/shafii/"))
    left = excerpts.excerpts(shelf.shipped(), ["hanafi", "maliki"])
    assert not any("\nrule " in text.characters for text in left if text.name.startswith("doctrines/shafii/"))


def test_it_reads_less() -> None:
    some = Workbench.of(["banu-qaynuqa-squadron"], questions=["help"])
    assert len(some.library.cases) < len(library().cases) / 5
    assert not some.library.expectations
    assert not any(d.expectations for d in some.library.doctrines.values())
    for id, doctrine in some.library.doctrines.items():
        assert doctrine.digest == library().doctrines[id].digest
        assert doctrine.shipped
        assert bool(doctrine.rules) == ("help" in doctrine.questions and bool(library().doctrines[id].rules))
    assert set(some.library.doctrines) == set(library().doctrines)
    assert some.problems == ()


def test_lines_keep_their_numbers() -> None:
    shipped = shelf.shipped()
    for text in excerpts.excerpts(shipped, ["hudaybiyya"], questions=["help"]):
        (whole,) = (t for t in shipped if t.name == text.name)
        lines = whole.characters.split("\n")
        kept = text.characters.split("\n")
        assert len(kept) == len(lines)
        assert all(mine in ("", its) for mine, its in zip(kept, lines, strict=True))


def test_a_case_rests_on_whatever_it_is_as_in() -> None:
    later = Text(
        "c.md", "---\ncases: c\n---\n```siyar\ncase a\n  as in  b\n\ncase b\n  as in  d\n\ncase e\n\ncase d\n```\n"
    )
    (left,) = excerpts.excerpts([later], ["a"])
    assert [line for line in left.characters.split("\n") if line.startswith("case ")] == ["case a", "case b", "case d"]


def test_what_a_users_files_mention_stays(tmp_path: Path) -> None:
    own = tmp_path / "mine.md"
    own.write_text(
        "---\ncases: mine\nuses: siyar\n---\n```siyar\n"
        "case my-truce\n  as in            hudaybiyya\n  ask              truce\n```\n",
        encoding="utf-8",
    )
    some, whole = Workbench.of(["my-truce"], [own]), Workbench.open([own])
    assert some.problems == whole.problems == ()
    one, other = some.ask("my-truce"), whole.ask("my-truce")
    assert isinstance(one, Sitting)
    assert isinstance(other, Sitting)
    assert sitting_json(one, some.library) == sitting_json(other, whole.library)


def test_what_the_cases_ask() -> None:
    blocks = "case a\n  ask  help\n  ask  truce\n\ncase b\n  ask  for one to do it\n\ncase d\n"
    texts = [Text("c.md", f"---\ncases: c\n---\n```siyar\n{blocks}```\n")]
    assert excerpts.asked(texts, ["a"]) == ("help", "truce")
    assert excerpts.asked(texts, ["a", "b"]) is None
    assert excerpts.asked(texts, ["d"]) is None
