"""Who may ask, and what an answer may do in a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
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
    app.state.room.desk.sitting = lambda state: 1 / 0
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
