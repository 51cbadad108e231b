"""Who may ask, and what an answer may do in a browser."""

from __future__ import annotations

import asyncio
import re
from dataclasses import replace
from threading import BoundedSemaphore
from time import monotonic
from typing import TYPE_CHECKING, NoReturn

import pytest
from starlette.applications import Starlette

from siyar.web import protection

if TYPE_CHECKING:
    from collections.abc import Iterator, MutableMapping
    from pathlib import Path

    from httpx2 import Response
    from starlette.testclient import TestClient

    from siyar.web.state import State


#: What an answer may do in a browser, said once more: whoever loosens one of them has to say so here, too.
POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
}
HEADERS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cache-control": "private",
}


def posting(path: str, type: bytes) -> dict[str, object]:
    """A request that sends something, as a server hands it on."""
    return {
        "type": "http", "method": "POST", "path": path, "raw_path": path.encode(), "query_string": b"",
        "root_path": "", "scheme": "http", "http_version": "1.1", "server": ("localhost", 80), "client": ("x", 1),
        "headers": [(b"host", b"localhost"), (b"content-type", type)],
    }  # fmt: skip


def _guarded(said: Response) -> bool:
    """Whether an answer has every header."""
    assert set(said.headers["content-security-policy"].split("; ")) == POLICY
    return {name: said.headers.get(name) for name in HEADERS} == HEADERS


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/no-such-page",
        "/static/siyar.css",
        "/case?case=nothing",
        "/api/v1/library",
        "/export/case.md?case=a-truce",
    ],
)
def test_every_answer_carries_the_headers(client: TestClient, address: str) -> None:
    assert _guarded(client.get(address))


def test_so_does_every_refusal(client: TestClient) -> None:
    assert _guarded(client.get("/", headers={"host": "elsewhere.example"}))
    assert _guarded(client.get("/", params={"q": "x" * protection.MOST_QUERY}))
    assert _guarded(client.post("/api/v1/ask", content="x", headers={"content-type": "text/plain"}))
    assert _guarded(client.request("PROPFIND", "/"))


def test_another_name_for_this_machine_is_refused(client: TestClient) -> None:
    """A page elsewhere whose name was made to point here (DNS rebinding) gets nothing."""
    assert client.get("/", headers={"host": "elsewhere.example"}).status_code == 421


def test_an_address_is_no_longer_than_is_read(client: TestClient) -> None:
    assert client.get("/show/" + "x" * protection.MOST_PATH).status_code == 414
    assert client.get("/", params={"q": "x" * protection.MOST_QUERY}).status_code == 414
    assert client.get("/search", params={"find": "x" * (protection.MOST_QUERY - 100)}).status_code == 200


def test_nothing_leads_to_another_server(client: TestClient) -> None:
    """`//name` at the beginning of an address is the name of a server."""
    for path in ("//elsewhere.example/a", "//elsewhere.example/", "/%2Felsewhere.example/", "/\\elsewhere.example/"):
        said = client.get(f"http://localhost{path}")
        assert said.status_code == 404
        assert not re.search(r'(href|src|action)="(https?:)?(/|\\|%5C)(/|\\)', said.text)
    assert 'href="/show/a%3Fb%23c?lang=ar"' in client.get("/show/a%3Fb%23c").text


@pytest.mark.parametrize(
    "cookie", ["a,b=c; x:y=z", 'siyar-lang="ar', "siyar-form=", "=; ;;=", "\xe9=\xff", "a=b" * 5000]
)
def test_a_cookie_no_page_gave_is_passed_by(client: TestClient, cookie: str) -> None:
    said = client.get("/write", headers=[(b"cookie", cookie.encode("latin-1"))])
    assert said.status_code == 200
    assert _guarded(said)


@pytest.mark.parametrize("length", ["9" * 5000, "9" * 13, "-1", "1e3", "x"])
def test_a_length_that_is_none_is_refused(client: TestClient, length: str) -> None:
    assert client.post("/write", headers={"content-length": length}).status_code == 413


def test_what_is_said_to_be_too_much_is_not_even_waited_for(client: TestClient) -> None:
    statuses = []

    async def never() -> NoReturn:
        raise AssertionError("it was read")

    async def told(message: MutableMapping[str, object]) -> None:
        statuses.append(message.get("status"))

    length = str(protection.MOST_BODY + 1).encode()
    scope = {
        "type": "http", "method": "POST", "path": "/api/v1/ask", "raw_path": b"/api/v1/ask", "query_string": b"",
        "root_path": "", "scheme": "http", "http_version": "1.1", "server": ("localhost", 80), "client": ("x", 1),
        "headers": [(b"host", b"localhost"), (b"content-type", b"application/json"), (b"content-length", length)],
    }  # fmt: skip
    asyncio.run(client.app(scope, never, told))  # type: ignore[arg-type]  # as a server calls it
    assert statuses[0] == 413


def test_what_an_address_allows_is_said(client: TestClient) -> None:
    for path, allowed in (("/", {"GET", "HEAD"}), ("/write", {"GET", "HEAD", "POST"})):
        said = client.put(path)
        assert said.status_code == 405
        assert set(said.headers["allow"].split(", ")) <= allowed


@pytest.mark.parametrize(
    "path", ["/static/../app.py", "/static/%2e%2e/app.py", "/static/..%2fapp.py", "/static//etc/passwd"]
)
def test_nothing_outside_the_folder_is_served(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_a_bug_shows_nothing_of_itself_and_the_log_nothing_of_a_case(caplog: pytest.LogCaptureFixture) -> None:
    from starlette.testclient import TestClient as Client

    from siyar.web.app import create_app
    from siyar.workbench import Workbench

    def wrong(state: State) -> NoReturn:
        raise KeyError(f"the words of {state.case}")

    app = create_app(Workbench.open())
    app.state.room.desk.shown = app.state.room.desk.sitting = wrong
    client = Client(app, base_url="http://localhost", raise_server_exceptions=False)
    page = client.get("/ruling?case=hudaybiyya")
    data = client.post("/api/v1/ask", json={"case": "hudaybiyya"})
    assert data.json()["error"]["code"] == "bug"
    assert "bug of Siyar" in page.text
    for said in (page, data):
        assert said.status_code == 500
        assert _guarded(said)
        for word in ("KeyError", "Traceback", "the words of"):
            assert word not in said.text
    assert "KeyError in" in caplog.text
    assert "test_protection.py" in caplog.text
    assert "hudaybiyya" not in caplog.text


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


def test_those_who_wait_leave_threads_to_others(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever comes when too many wait is told at once, and pages that need no work are answered all the while."""
    from siyar.web import annexes, desk, trying

    kept = _of(client).state.room.desk
    monkeypatch.setattr(kept, "_line", BoundedSemaphore(1))
    monkeypatch.setattr(trying, "_LINE", BoundedSemaphore(1))
    assert desk.IN_LINE + trying.IN_LINE + annexes.IN_LINE < 40  # the threads of a server
    with kept._line, trying._LINE:
        started = monotonic()
        assert client.get("/ruling?case=a-truce&q=truce&skip=whatever").status_code == 503
        assert trying.trying("x").stopped == "busy"
        assert monotonic() - started < desk.PATIENCE / 2
        assert client.get("/stance").status_code == 200
    assert client.get("/ruling?case=a-truce&q=truce&skip=whatever").status_code == 200


def _of(client: TestClient) -> Starlette:
    app = client.app
    assert isinstance(app, Starlette)
    return app


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
    kept = first.history[0].headers["set-cookie"]
    assert kept == "siyar-token=a-long-secret; Path=/; HttpOnly; SameSite=Strict"
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

    scope = posting("/api/v1/ask", b"application/json")
    asyncio.run(client.app(scope, never, told))  # type: ignore[arg-type]  # as a server calls it
    assert statuses[0] == 408


def test_the_cookie_of_forms_goes_nowhere_else(client: TestClient) -> None:
    for path in ("/write", "/tables", "/sources"):
        client.cookies.clear()
        kept = client.get(path).headers["set-cookie"]
        assert re.fullmatch(r"siyar-form=[\w-]{32}; HttpOnly; Path=/; SameSite=strict", kept)


def test_who_goes_away_is_no_bug(client: TestClient, caplog: pytest.LogCaptureFixture) -> None:
    async def gone() -> dict[str, object]:
        return {"type": "http.disconnect"}

    async def told(message: MutableMapping[str, object]) -> None:
        pass

    scope = posting("/write", b"application/x-www-form-urlencoded")
    asyncio.run(client.app(scope, gone, told))  # type: ignore[arg-type]  # as a server calls it
    assert not caplog.records


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
