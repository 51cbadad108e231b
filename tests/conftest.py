"""`--long`: the slower and wider runs, marked `long`. Continuous integration asks for those of the engines.

`--whole`: besides, what takes half an hour and more, marked `whole`; never on by itself.

Without it hypothesis draws the same examples each time; with it, new ones.
"""

from __future__ import annotations

import os
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings

settings.register_profile("quick", derandomize=True, deadline=None)
settings.register_profile("long", deadline=None, print_blob=True)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--long", action="store_true", default=False, help="run the slower and wider tests too")
    parser.addoption("--whole", action="store_true", default=False, help="run what takes half an hour and more too")


def pytest_configure(config: pytest.Config) -> None:
    settings.load_profile("long" if _long(config) else "quick")
    # No test reads or writes the copies of documents that whoever runs them keeps.
    folder = TemporaryDirectory()
    os.environ["SIYAR_DATA"] = folder.name
    config.add_cleanup(folder.cleanup)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    wanted = {"long": _long(config), "whole": bool(config.getoption("--whole"))}
    for marker in (name for name, on in wanted.items() if not on):
        skip = pytest.mark.skip(reason=f"{marker}: give --{marker}")
        for item in items:
            if item.get_closest_marker(marker):
                item.add_marker(skip)


def _long(config: pytest.Config) -> bool:
    return bool(config.getoption("--long") or config.getoption("--whole"))
