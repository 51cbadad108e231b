"""Grounding, in the language: every file here is a doctrine with its cases, and its expectations are the tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from siyar.check import check
from tests.hearing.houses import bench, expectations, missed

FILES = sorted(Path(__file__).parent.glob("*.md"))


@pytest.mark.parametrize(("path", "place"), expectations(FILES))
def test_an_expectation_is_met(path: Path, place: int) -> None:
    assert missed(bench(path), place) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_the_files_are_well_formed(path: Path) -> None:
    """But for sources, which invented rules do not have (R012)."""
    found = [f"{p.code} {p.message}" for p in check(bench(path).library) if p.code != "R012"]
    assert found == []
