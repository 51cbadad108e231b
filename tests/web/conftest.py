"""One application over the shipped library for all tests; where the extra `web` is missing they are skipped."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from starlette.testclient import TestClient

pytest.importorskip("starlette", reason='needs the extra web: pip install "siyar[web]"')
pytest.importorskip("jinja2", reason='needs the extra web: pip install "siyar[web]"')


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
