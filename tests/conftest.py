"""`--long`: the slower and wider runs, marked `long`. They are on wherever the environment says CI=true."""

from __future__ import annotations

import os

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", default=False, help="run the slower and wider tests too")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--long") or os.environ.get("CI", "").lower() == "true":
        return
    skip = pytest.mark.skip(reason="long: give --long")
    for item in items:
        if item.get_closest_marker("long"):
            item.add_marker(skip)
