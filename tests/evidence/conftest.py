"""Corpora of a few records of their own; those that are installed, where they are; no test writes a user's cache."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.command import read_once, shipped


@pytest.fixture(scope="session")
def folder_of_indexes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


# For one test each, not for the session: what is patched here would else be patched for tests of other folders too.
@pytest.fixture(autouse=True)
def kept_apart(folder_of_indexes: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Indexes are kept in a folder of the tests."""
    monkeypatch.setenv("SIYAR_CACHE", str(folder_of_indexes))
    return folder_of_indexes


@pytest.fixture(autouse=True)
def library_read_once() -> Iterator[None]:
    shipped()
    with read_once():
        yield
