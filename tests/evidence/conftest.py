"""Corpora of a few records of their own; those that are installed, where they are; no test writes a user's cache."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.command import read_once, shipped


@pytest.fixture(autouse=True, scope="session")
def kept_apart(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Indexes are kept in a folder of the tests."""
    folder = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SIYAR_CACHE", str(folder))
        yield folder


@pytest.fixture(autouse=True, scope="session")
def library_read_once() -> Iterator[None]:
    shipped()
    with read_once():
        yield
