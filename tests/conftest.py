"""`--long`: the slower and wider runs, marked `long`. They are on wherever the environment says CI=true.

Without it hypothesis draws the same examples each time; with it, new ones.
"""

from __future__ import annotations

import os

import pytest
from hypothesis import settings

settings.register_profile("quick", derandomize=True, deadline=None)
settings.register_profile("long", deadline=None, print_blob=True)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", default=False, help="run the slower and wider tests too")


def pytest_configure(config: pytest.Config) -> None:
    settings.load_profile("long" if _long(config) else "quick")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if _long(config):
        return
    skip = pytest.mark.skip(reason="long: give --long")
    for item in items:
        if item.get_closest_marker("long"):
            item.add_marker(skip)


def _long(config: pytest.Config) -> bool:
    return bool(config.getoption("--long")) or os.environ.get("CI", "").lower() == "true"
