"""The whole API as its own description says it can be asked: never a bug, and answers as they are described."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, Phase, settings

from siyar.web.app import create_app
from siyar.workbench import Workbench

if TYPE_CHECKING:
    from schemathesis import Case
    from starlette.types import Receive, Scope, Send

schemathesis = pytest.importorskip("schemathesis", reason='needs the extra dev: pip install "siyar[dev]"')

checks = pytest.importorskip("schemathesis.specs.openapi.checks")
config = pytest.importorskip("schemathesis.config")

# Each text is tried in a process of its own, which takes seconds; hostile ones are in `test_hostile`, and these routes
# in the run at length.
SLOW = "/(check|saved$|tables|copies$)"


@pytest.fixture(scope="module", autouse=True)
def own_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No copy of whoever runs the tests is deleted."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SIYAR_DATA", str(tmp_path_factory.mktemp("data")))
        yield


APP = create_app(Workbench.open())


async def local(scope: Scope, receive: Receive, send: Send) -> None:
    """The application, asked by the name of this machine: the client here knows it by another."""
    headers = [pair for pair in scope.get("headers", ()) if pair[0] != b"host"]
    await APP({**scope, "headers": [*headers, (b"host", b"localhost")]}, receive, send)


# A body longer than its schema says is refused as too long (413), which by default is not counted among refusals.
REFUSED = [400, 401, 403, 404, 405, 406, 409, 413, 415, 422, 428, 429]
CONFIG = config.SchemathesisConfig.from_dict({"checks": {"negative_data_rejection": {"expected-statuses": REFUSED}}})

API = schemathesis.openapi.from_asgi("/api/v1/openapi.json", local, config=CONFIG)

BOUNDED = settings(
    deadline=None,
    derandomize=True,
    database=None,
    phases=(Phase.explicit, Phase.generate),
    suppress_health_check=list(HealthCheck),
)


# What is well formed may still name no reading, or a case that cannot be: that is refused, with a diagnostic.
FORM_ALONE = [checks.positive_data_acceptance]


@API.exclude(path_regex=SLOW).parametrize()  # type: ignore[untyped-decorator]  # has no types
@settings(BOUNDED, max_examples=5)
def test_whatever_is_described_is_answered_as_described(case: Case[Any]) -> None:
    case.call_and_validate(excluded_checks=FORM_ALONE)


@pytest.mark.long
@API.parametrize()  # type: ignore[untyped-decorator]  # has no types
@settings(BOUNDED, max_examples=150)
def test_and_at_length(case: Case[Any]) -> None:
    case.call_and_validate(excluded_checks=FORM_ALONE)
