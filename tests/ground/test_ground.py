"""Grounding, in the language: every file here is a doctrine with its cases, and its expectations are the tests."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.hearing.houses import bench, expectations, missed

FILES = sorted(Path(__file__).parent.glob("*.md"))


@pytest.mark.parametrize(("path", "place"), expectations(FILES))
def test_an_expectation_is_met(path: Path, place: int) -> None:
    assert missed(bench(path), place) == []
