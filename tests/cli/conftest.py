"""The commands of these tests share one reading of the shipped library."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.cli.command import read_once, shipped


@pytest.fixture(autouse=True)
def _once() -> Iterator[None]:
    shipped()
    with read_once():
        yield
