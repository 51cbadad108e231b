"""One application over the shipped library for all tests; where the extra `web` is missing they are skipped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from starlette.testclient import TestClient

NEEDED = ("starlette", "jinja2")
MISSING = [name for name in NEEDED if find_spec(name) is None]


class _Skipped(pytest.Module):
    """A file of tests that cannot be imported without the extra; nothing but its name is read."""

    def collect(self) -> Iterable[pytest.Item | pytest.Collector]:
        pytest.skip('needs the extra web: pip install "siyar[web]"', allow_module_level=True)


def pytest_pycollect_makemodule(module_path: Path, parent: pytest.Collector) -> pytest.Module | None:
    return _Skipped.from_parent(parent, path=module_path) if MISSING else None


@pytest.fixture(scope="session")
def browser_of_pages() -> Iterator[TestClient]:
    from starlette.testclient import TestClient

    from siyar.web.app import create_app
    from siyar.workbench import Workbench

    with TestClient(create_app(Workbench.open()), base_url="http://localhost", follow_redirects=True) as client:
        yield client


@pytest.fixture
def client(browser_of_pages: TestClient) -> TestClient:
    """Asks without what earlier tests were given to keep."""
    browser_of_pages.cookies.clear()
    return browser_of_pages
