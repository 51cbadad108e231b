"""Grades as shipped: every hadith the library cites has an entry, each grade is somebody's and says where it stands."""

from __future__ import annotations

import pytest

from siyar.evidence.grading import Rank, all_graded, below, graded, grader, graders, locus
from siyar.hanging import places
from siyar.model import Seen
from tests.cli.command import shipped


def cited() -> set[str]:
    """Every hadith that evidence of a shipped doctrine gives a place of."""
    every = [e for doctrine in shipped().library.doctrines.values() for e in doctrine.evidence]
    return {f"{work} {number}" for e in every for work, number in places(e) if number and work != "quran"}


def test_every_hadith_the_library_cites_has_an_entry() -> None:
    assert cited()
    assert {id for id in cited() if graded(id) is None} == set()


def test_every_entry_is_cited_or_a_parallel_of_one_that_is() -> None:
    parallels = {other for entry in all_graded().values() for other in entry.also}
    assert set(all_graded()) <= cited() | parallels


def test_each_grade_is_somebodys_and_says_where_it_stands() -> None:
    for entry in all_graded().values():
        assert entry.about
        assert entry.grades or entry.ungraded
        said = [(g.by, g.source, g.seen) for g in entry.grades] + [(r.by, r.source, r.seen) for r in entry.remarks]
        for by, source, seen in said:
            assert by
            assert source
            assert Seen(seen) in Seen
        places_of = [(g.by, g.source) for g in entry.grades]
        assert len(places_of) == len(set(places_of)), "no grader twice from one place"


def test_graders_disagree_and_nothing_is_merged() -> None:
    entry = graded("tirmidhi 1558")
    assert entry
    assert {g.rank for g in entry.grades} == {Rank.SAHIH, Rank.DAIF}


@pytest.mark.parametrize(
    ("id", "by", "least", "expected"),
    [
        ("nasai 5209", "al-Albani", Rank.HASAN, True),
        ("nasai 5209", "al-Albani", Rank.DAIF, False),
        ("abu-dawud 2732", "al-Albani", Rank.SAHIH, False),
        ("abu-dawud 2761", "Shuayb al-Arnaut", Rank.SAHIH, True),
        ("muslim 1817", "al-Albani", Rank.HASAN, None),
        ("tirmidhi 9999", "al-Albani", Rank.HASAN, None),
    ],
)
def test_lower_than(id: str, by: str, least: Rank, expected: bool | None) -> None:
    assert below(id, least, by) is expected


def test_names() -> None:
    assert grader("Albani") == grader("Al-Albānī") == "al-Albani"
    assert grader("al-Dhahabi") == ""
    assert "al-Albani" in graders()
    assert locus("ibn-majah-2832") == locus("ibn-maja 2832") == "ibn-maja 2832"


def test_ranks_are_ordered() -> None:
    assert [a >= b for a, b in ((Rank.SAHIH, Rank.HASAN), (Rank.DAIF, Rank.HASAN), (Rank.HASAN, Rank.HASAN))] == [
        True,
        False,
        True,
    ]
