"""What one of several can take: how much of it is read, for how long, in which surroundings, and how much is kept."""

from __future__ import annotations

import socket
import sqlite3
import subprocess
import sys
from contextlib import ExitStack
from threading import BoundedSemaphore
from typing import TYPE_CHECKING, Any

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient as Client

from siyar.web import copying, desk, saved_cases, saving, tabling, trial, trying
from siyar.web.app import create_app
from siyar.web.protection import MOST_BODY
from siyar.web.room import Settings
from siyar.web.saved_cases import SavedCases
from siyar.web.saving import Full, Store
from siyar.web.state import MOST_CHARACTERS, MOST_VALUES
from tests.web.document import page
from tests.web.test_writing import CASE

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.testclient import TestClient

    from siyar.web.desk import Desk
    from siyar.workbench import Workbench

V1 = "/api/v1"


@pytest.fixture
def at(client: TestClient) -> Desk:
    app = client.app
    assert isinstance(app, Starlette)
    found: Desk = app.state.room.desk
    return found


# --------------------------------------------------------------------------- who is answered


class Started(Exception):
    """In the place of a server that would answer for ever: how it was told to."""

    def __init__(self, config: Any, name: str) -> None:
        super().__init__()
        self.config = config
        self.name = name


def started(monkeypatch: pytest.MonkeyPatch, bench: Workbench, host: str, saved: Path) -> tuple[Started, str]:
    uvicorn = pytest.importorskip("uvicorn", reason='needs the extra web: pip install "siyar[web]"')
    from siyar.web import serving

    def run(self: Any, sockets: list[socket.socket]) -> None:
        raise Started(self.config, sockets[0].getsockname()[0])

    monkeypatch.setattr(uvicorn.Server, "run", run)
    printed: list[str] = []
    with pytest.raises(Started) as told:
        serving.serve(bench, host=host, browser=False, saved=saved, say=printed.append)
    return told.value, printed[0]


@pytest.mark.parametrize("host", ["", "127.0.0.1"])
def test_others_are_answered_only_where_that_was_asked_for_and_with_a_token(
    at: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, host: str
) -> None:
    told, printed = started(monkeypatch, at.bench, host, tmp_path / "saved.sqlite3")
    assert told.name == "127.0.0.1"
    config = told.config
    assert (config.access_log, config.log_level, config.server_header, config.ws) == (False, "warning", False, "none")
    settings: Settings = config.app().state.room.settings
    if host:
        assert len(settings.token) > 20
        assert f"?token={settings.token} " in printed
    else:
        assert settings.token == ""
        assert "token" not in printed


# --------------------------------------------------------------------------- what is read


def test_an_address_says_no_more_than_a_page_can_be_about(client: TestClient) -> None:
    for query in ({"q": [f"q{n}" for n in range(MOST_VALUES + 1)]}, {"given": "x" * (MOST_CHARACTERS + 1)}):
        said = client.get("/case", params={"case": "a-truce", **query})
        assert (said.status_code, "C013" in said.text) == (414, True)


@pytest.mark.parametrize(
    ("route", "asked"),
    [
        ("ask", {"case": "a-truce", "nothing": 1}),
        ("ask", {"case": "a-truce", "questions": ["truce"] * (MOST_VALUES + 1)}),
        ("ask", {"case": "a-truce", "given": ["x" * (MOST_CHARACTERS + 1)]}),
        ("ask", {"case": "a-truce", "narrowed": "yes"}),
        ("bulk", {"question": "truce", "rows": [{}] * 201}),
        ("bulk", {"question": "truce", "rows": [{}], "limit": 51}),
        ("bulk", {"question": "truce", "rows": [{"given": [], "more": 1}]}),
        ("tables", {"question": "truce", "table": "a", "shipped": "/etc/hostname"}),
        ("check", {"text": "x" * 200_001}),
        ("saved", {"text": "x", "id": "../x"}),
        ("saved", {"text": "x", "id": "x", "version": 2**40}),
        ("influence", {"doctrine": "hizb-qa", "given": [f"x{n}" for n in range(7)]}),
        ("compare/doctrines", {"doctrines": ["hanafi", "maliki"], "given": [f"x{n}" for n in range(7)]}),
    ],
)
def test_a_program_asks_no_more_than_is_described(client: TestClient, route: str, asked: dict[str, Any]) -> None:
    said = client.post(f"{V1}/{route}", json=asked)
    assert (said.status_code, said.json()["error"]["code"]) == (422, "request")


@pytest.mark.parametrize(
    "path",
    ["saved/" + "x" * 41, "saved/a.b", "saved/a%2Fb", "schema/..%2Fask", "schema/ask.json", "list/cases?limit=201"],
)
def test_a_name_is_no_path(client: TestClient, path: str) -> None:
    assert client.get(f"{V1}/{path}").status_code in (404, 422)
    assert client.get(f"{V1}/schema/ask").status_code == 200


def test_facts_fixed_over_all_cases_are_few(client: TestClient) -> None:
    given = [f"fact {n}" for n in range(desk.FIXED + 1)]
    for path, more in (("/influence", {"d": "hizb-qa"}), ("/compare/doctrines", {"d": ["hanafi", "maliki"]})):
        assert client.get(path, params={**more, "q": "help", "given": given}).status_code == 414


def test_no_more_sentences_are_looked_for_than_are_said_to_be_wrong(client: TestClient) -> None:
    asked = {"case": "a-truce", "given": [f"nothing like {n}" for n in range(20)]}
    assert len(client.post(f"{V1}/ask", json=asked).json()["error"]["problems"]) == desk.UNREAD


@pytest.mark.parametrize(("path", "fields"), [("/write", 8), ("/tables", 60), ("/sources", 6)])
def test_a_form_has_so_many_fields_and_one_file(client: TestClient, path: str, fields: int) -> None:
    """Refused before anything of it is looked at: 400, and not 403 as for one from elsewhere."""
    parts = [(f"f{n}", (None, "x")) for n in range(fields + 1)]
    assert client.post(path, files=parts).status_code == 400
    assert client.post(path, files=[("file", ("a", b"x")), ("file", ("b", b"x"))]).status_code == 400
    assert client.post(path, files=parts[:fields]).status_code == 403
    urlencoded = {"content-type": "application/x-www-form-urlencoded"}
    assert client.post(path, content=b"a&" * (MOST_BODY // 2 - 1), headers=urlencoded).status_code in (400, 403)


def test_a_version_is_a_number_one_can_have(client: TestClient, at: Desk) -> None:
    form = page(client.get("/write").text).all("input", name="form")[0].attributes["value"]
    saved = at.saved
    assert isinstance(saved, SavedCases)
    id = saved.store.add("a title", "a text").id
    for version in ("9" * 150, "-1", "1e3", "\u0664" * 40, ""):
        sent = {"form": form, "text": "x", "do": "remove", "id": id, "version": version}
        assert client.post("/write", data=sent).status_code == 409
    assert saved.store.get(id)


# --------------------------------------------------------------------------- where it is read


def test_what_is_tried_has_limits_of_the_system() -> None:
    pytest.importorskip("resource", reason="this system has no limits to set")
    code = (
        "import resource as r, siyar.web.trial as t; t.bounded()\n"
        "print([r.getrlimit(n)[0] for n in (r.RLIMIT_CPU, r.RLIMIT_AS, r.RLIMIT_FSIZE, r.RLIMIT_NOFILE)])"
    )
    ran = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert ran.stdout.strip() == str([trial.SECONDS, trial.MEMORY, 2_000_000, 256])
    assert trial.SECONDS < trying.WAIT


@pytest.mark.parametrize("module", [trial, tabling, copying])
def test_it_takes_them_on_before_anything_is_read(module: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    class Taken(Exception):
        pass

    def bounded() -> None:
        raise Taken

    monkeypatch.setattr(trial, "bounded", bounded)
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(Taken):
        module.main()


def test_it_is_told_nothing_of_its_surroundings(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: dict[str, Any] = {}

    def run(command: list[str], **more: Any) -> subprocess.CompletedProcess[str]:
        seen.update(more)
        return subprocess.CompletedProcess(command, 1, "", "")

    monkeypatch.setenv("SOME_SECRET", "of the server")
    monkeypatch.setattr(subprocess, "run", run)
    assert trying.trying("x").stopped == "time"
    assert "SOME_SECRET" not in seen["env"]
    assert seen["timeout"] == trying.WAIT


def test_of_a_bug_in_it_the_log_has_the_kind(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    for words, kind in (
        ("Traceback …\nKeyError: 'of a case'", "KeyError"),
        ("MemoryError\n", "MemoryError"),
        ("", "-24"),
    ):
        ended = subprocess.CompletedProcess([], 1 if words else -24, "", words)
        monkeypatch.setattr(subprocess, "run", lambda *_, ended=ended, **__: ended)
        assert trying.trying("x").stopped == "time"
        assert caplog.messages[-1].endswith(kind)
    assert "of a case" not in caplog.text


def test_so_many_are_tried_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trying, "_PLACES", BoundedSemaphore(2))
    monkeypatch.setattr(trying, "QUEUE", 0.05)
    with ExitStack() as tried:
        tried.enter_context(trying._PLACES)
        tried.enter_context(trying._PLACES)
        assert trying.trying("x").stopped == "busy"
        assert trying.tabled("x", "", "", (), ()).stopped == "busy"


# --------------------------------------------------------------------------- what is kept


def test_results_are_kept_for_a_while(client: TestClient, at: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    assert at.bench.hearers.kept.most == desk.RULINGS
    monkeypatch.setattr(desk, "KEPT", 2)
    monkeypatch.setattr(desk, "FRAMES", 1)
    for n in range(3):
        state = {"case": "a-truce", "q": "truce", "d": "hizb-qa", "about": "", "without": f"hizb-qa/nothing-{n}"}
        client.get("/timeline", params=state)
        client.post(f"{V1}/evidence", json={"doctrine": "hizb-qa", "questions": ["help"], "without": [f"nothing-{n}"]})
        assert client.post(f"{V1}/ask", json={"case": "a-truce", "given": []}).status_code == 200
    assert 0 < len(at._kept) <= 2
    assert len(at.bench.hearers._frames) <= 1


def test_cases_are_kept_as_read_for_a_while(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saved_cases, "KEPT", 1)
    store = Store(tmp_path / "saved.sqlite3")
    cases = SavedCases(store)
    for title in ("One", "Two"):
        found = cases(store.add(title, CASE.format(title=title)).id)
        assert not isinstance(found, tuple)
        assert found.title == title
    assert len(cases._read) == 1


def test_a_case_with_words_of_its_own_is_not_read_by_the_server(tmp_path: Path) -> None:
    store = Store(tmp_path / "saved.sqlite3")
    words = "```siyar\nfact sings\n  text      Party sings\n  opposite  Party is still\n```\n\n"
    whole = CASE.format(title="One").replace("# A help\n", f"# A help\n\n{words}")
    (problem,) = SavedCases(store)(store.add("One", whole).id)  # type: ignore[misc]  # problems
    assert problem.code == "R009"


def test_texts_have_a_number(client: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saving, "MOST", 1)
    store = Store(tmp_path / "saved.sqlite3")
    store.add("a", "one")
    with pytest.raises(Full):
        store.add("a", "two")
    assert [one.title for one in store.every()] == ["a"]


def test_what_is_confirmed_is_on_the_disk(tmp_path: Path) -> None:
    """As far as the system says: what a switched-off machine has lost no test can see."""
    with Store(tmp_path / "saved.sqlite3")._open() as base:
        assert base.execute("PRAGMA synchronous").fetchone() == (2,)
        assert base.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_a_database_that_is_none_or_locked_is_told_and_no_bug(
    at: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(saving, "WAIT", 0.05)
    other, locked = tmp_path / "letter", tmp_path / "saved.sqlite3"
    other.write_text("a letter, and no database" * 100, encoding="utf-8")
    id = Store(locked).add("a title", CASE.format(title="One")).id
    asks = {"base_url": "http://localhost", "raise_server_exceptions": False}
    here = Client(create_app(at.bench, Settings(saved=other)), **asks)  # type: ignore[arg-type]  # as they are named
    for path in ("/saved", "/write?id=x", "/case?case=saved:x", "/ruling?case=saved:x", f"{V1}/saved", f"{V1}/saved/x"):
        said = here.get(path)
        assert (said.status_code, "W107" in said.text, str(tmp_path) in said.text) == (503, True, False)
    assert here.get("/stance").status_code == 200
    here = Client(create_app(at.bench, Settings(saved=locked)), **asks)  # type: ignore[arg-type]  # as they are named
    base = sqlite3.connect(locked, isolation_level=None)
    base.execute("BEGIN IMMEDIATE")
    said = here.delete(f"{V1}/saved/{id}?version=1")
    assert (said.status_code, said.json()["error"]["code"]) == (503, "W107")
    base.execute("ROLLBACK")
    base.close()
    assert here.delete(f"{V1}/saved/{id}?version=1").status_code == 200
