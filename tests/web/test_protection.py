"""Who may ask, and what an answer may do in a browser."""

from __future__ import annotations

import asyncio
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from siyar.web import protection

if TYPE_CHECKING:
    from collections.abc import Iterator, MutableMapping
    from pathlib import Path

    from starlette.testclient import TestClient


@pytest.mark.parametrize("address", ["/", "/no-such-page", "/static/siyar.css", "/case?case=nothing"])
def test_every_answer_carries_the_headers(client: TestClient, address: str) -> None:
    said = client.get(address)
    policy = said.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert said.headers["x-content-type-options"] == "nosniff"
    assert said.headers["referrer-policy"] == "no-referrer"


def test_another_name_for_this_machine_is_refused(client: TestClient) -> None:
    """A page elsewhere whose name was made to point here (DNS rebinding) gets nothing."""
    assert client.get("/", headers={"host": "elsewhere.example"}).status_code == 421


@pytest.mark.parametrize(
    "path", ["/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py", "/static//etc/passwd"]
)
def test_nothing_outside_the_folder_is_served(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_bug_shows_nothing_of_itself() -> None:
    from starlette.testclient import TestClient as Client

    from siyar.web.app import create_app
    from siyar.workbench import Workbench

    app = create_app(Workbench.open())
    app.state.room.desk.shown = lambda state: 1 / 0
    said = Client(app, base_url="http://localhost", raise_server_exceptions=False).get("/ruling?case=hudaybiyya")
    assert said.status_code == 500
    assert "ZeroDivision" not in said.text
    assert "Traceback" not in said.text
    assert "bug of Siyar" in said.text


def test_where_others_are_being_answered_that_is_said() -> None:
    from starlette.testclient import TestClient as Client

    from siyar.web import desk
    from siyar.web.app import create_app
    from siyar.workbench import Workbench

    app = create_app(Workbench.open())
    client = Client(app, base_url="http://localhost")
    places = app.state.room.desk._places
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(desk, "PATIENCE", 0.05)
        for _ in range(desk.AT_ONCE):
            places.acquire()
        page = client.get("/ruling?case=hudaybiyya")
        assert (page.status_code, page.headers["retry-after"]) == (503, "5")
        data = client.post("/api/v1/ask", json={"case": "hudaybiyya"})
        assert data.json()["error"]["code"] == "busy"
        for _ in range(desk.AT_ONCE):
            places.release()
    assert client.get("/ruling?case=hudaybiyya").status_code == 200


def test_strangers_need_the_token() -> None:
    from starlette.testclient import TestClient as Client

    from siyar.web.app import create_app
    from siyar.web.room import Settings
    from siyar.workbench import Workbench

    client = Client(create_app(Workbench.open(), Settings(token="a-long-secret")), base_url="http://library.example")
    assert client.get("/").status_code == 401
    assert client.get("/static/siyar.css").status_code == 401
    assert client.get("/?token=another").status_code == 401
    assert client.get("/", headers={"authorization": "Bearer a-long-secret"}).status_code == 200
    first = client.get("/case?case=a-truce&token=a-long-secret")
    assert first.status_code == 200
    assert "HttpOnly" in first.history[0].headers["set-cookie"]
    assert "token" not in str(first.url)
    assert client.get("/cases").status_code == 200  # the cookie is kept


def _chunks(whole: int) -> Iterator[bytes]:
    """A body without a length."""
    for _ in range(whole // 50_000):
        yield b"x" * 50_000


@pytest.mark.parametrize("path", ["/write", "/api/v1/check"])
def test_a_body_that_hides_its_length_is_refused(client: TestClient, path: str) -> None:
    kind = "application/json" if path.startswith("/api") else "application/x-www-form-urlencoded"
    said = client.post(path, content=_chunks(protection.MOST_BODY + 100_000), headers={"content-type": kind})
    assert said.status_code == 413
    assert "Traceback" not in said.text


def test_a_body_that_does_not_end_is_not_waited_for(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(protection, "MOST_SECONDS", 0.2)
    statuses = []

    async def never() -> dict[str, object]:
        await asyncio.sleep(20)
        return {"type": "http.disconnect"}

    async def told(message: MutableMapping[str, object]) -> None:
        statuses.append(message.get("status"))

    scope = {
        "type": "http", "method": "POST", "path": "/api/v1/ask", "raw_path": b"/api/v1/ask", "query_string": b"",
        "root_path": "", "scheme": "http", "http_version": "1.1", "server": ("localhost", 80), "client": ("x", 1),
        "headers": [(b"host", b"localhost"), (b"content-type", b"application/json")],
    }  # fmt: skip
    asyncio.run(client.app(scope, never, told))  # type: ignore[arg-type]  # as a server calls it
    assert statuses[0] == 408


def test_forms_of_processes_that_answer_together_are_honest_to_one_another(tmp_path: Path) -> None:
    """Two processes have one key: a form that one gave is taken by the other, and by no server of another key."""
    from starlette.testclient import TestClient as Client

    from siyar.web.app import create_app
    from siyar.web.room import Settings
    from siyar.workbench import Workbench

    bench = Workbench.open()
    together = Settings(saved=tmp_path / "saved.sqlite3")
    one, other = (create_app(bench, settings) for settings in (together, replace(together)))
    apart = create_app(bench, Settings(saved=together.saved))
    given = Client(one, base_url="http://localhost").get("/write")
    form = re.search(r'name="form" value="([0-9a-f]+)"', given.text)
    assert form
    for app, status in ((one, 422), (other, 422), (apart, 403)):
        asks = Client(app, base_url="http://localhost", cookies=dict(given.cookies))
        assert asks.post("/write", data={"form": form[1]}, files={"file": ("x", b"\xff\xfe")}).status_code == status
