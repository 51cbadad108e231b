"""Sources: what was seen of each, a user's own copies beside what was made of them, on this machine alone."""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING

import pytest
from starlette.testclient import TestClient

from siyar.sources.marks import mark
from siyar.web import copies
from siyar.web.app import create_app
from siyar.web.room import Settings
from siyar.workbench import Workbench
from tests.web.document import page

if TYPE_CHECKING:
    from pathlib import Path

#: Words nobody has written about anything.
WORDS = "The heron crossed the shallow lagoon before sunrise and left nine feathers on the mooring post."


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIYAR_DATA", str(tmp_path))


def send(client: TestClient, id: str, name: str, words: bytes, do: str = "keep") -> str:
    form = page(client.get("/sources").text).all("input", name="form")[0].attributes["value"]
    sent = {"form": form, "id": id, "do": do, "obtained": "a library"}
    return client.post("/sources", data=sent, files={"file": (name, words, "text/plain")}).text


def test_a_copy_is_kept_shown_and_deleted(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copies, "shipped", lambda id: (mark("P5.S1", WORDS),))
    assert "mine.txt" in page(send(client, "qa-2017", "mine.txt", WORDS.encode())).text
    shown = page(client.get("/coverage/qa-2017").text)
    assert "stays on this machine" in shown.text
    assert WORDS in [cell.text for cell in shown.all("td", **{"class": "copied"})]
    assert WORDS in client.get("/search?find=heron+lagoon").text
    assert client.get("/export/search.json?find=heron").json()["found"] == []
    assert WORDS.split()[1] not in client.get("/export/coverage.html?id=qa-2017").text
    assert "mine.txt" not in page(send(client, "qa-2017", "", b"", "remove")).text
    assert "stays on this machine" not in page(client.get("/coverage/qa-2017").text).text


def test_what_is_no_text_is_refused_in_words(client: TestClient) -> None:
    assert "no text that can be kept" in page(send(client, "qa-2017", "mine.pdf", b"%PDF")).text
    assert "there is no source" in page(send(client, "nothing", "mine.txt", b"x")).text
    assert "W10" in page(send(client, "qa-2017", "mine.txt", b"\xff\x00\x81")).text


def test_a_form_from_elsewhere_keeps_nothing(client: TestClient) -> None:
    assert client.post("/sources", data={"id": "qa-2017", "form": "0" * 64}).status_code == 403


def test_who_comes_from_elsewhere_sees_no_copies(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copies, "shipped", lambda id: (mark("P5.S1", WORDS),))
    send(client, "qa-2017", "mine.txt", WORDS.encode())
    app = create_app(Workbench.open(), Settings(token="letmein"))
    with TestClient(app, base_url="http://elsewhere.example", headers={"authorization": "Bearer letmein"}) as other:
        assert "mine.txt" not in other.get("/sources").text
        assert not page(other.get("/sources").text).all("input", name="file")
        assert not page(other.get("/coverage/qa-2017").text).all("td", **{"class": "copied"})
        assert WORDS not in other.get("/search?find=heron").text
        form = page(other.get("/write").text).all("input", name="form")[0].attributes["value"]
        sent = {"form": form, "id": "qa-2017", "do": "remove"}
        assert other.post("/sources", data=sent).status_code == 403
        assert other.get("/api/v1/copies").status_code == 403
        assert other.post("/api/v1/copies", json={"source": "qa-2017", "text": "x"}).status_code == 403
        assert other.delete("/api/v1/copies/qa-2017").status_code == 403
    assert client.get("/api/v1/copies").json()["found"][0]["file"] == "mine.txt"
    assert "mine.txt" in client.get("/sources").text


def test_sentences_lead_to_what_carries_them(client: TestClient) -> None:
    shown = page(client.get("/coverage/qa-2017").text)
    links = [a.attributes["href"] for a in shown.all("a") if "#rule-" in a.attributes["href"]]
    assert links
    for link in dict.fromkeys(links[:3]):
        address, _, place = link.partition("#")
        assert f'id="{place}"' in client.get(address).text


def test_programs_keep_copies_too_and_get_no_words_of_them(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copies, "shipped", lambda id: (mark("P5.S1", WORDS),))
    assert client.get("/api/v1/copies").json()["found"] == []
    kept = client.post("/api/v1/copies", json={"source": "qa-2017", "text": WORDS, "obtained": "a library"})
    (one,) = kept.json()["found"]
    assert (kept.status_code, one["source"], one["obtained"]) == (200, "qa-2017", "a library")
    html = b64encode(f"<p>{WORDS}</p>".encode("utf-16")).decode()
    sent = {"source": "qa-2017", "name": "../mine.html", "data": html, "encoding": "utf-16"}
    assert client.post("/api/v1/copies", json=sent).json()["found"][0]["file"] == "mine.html"
    assert [one["file"] for one in client.get("/api/v1/copies").json()["found"]] == ["mine.html"]
    assert "heron" not in client.get("/api/v1/copies").text + client.get("/api/v1/coverage/qa-2017").text
    assert WORDS in [c.text for c in page(client.get("/coverage/qa-2017").text).all("td", **{"class": "copied"})]
    for wrong, code, status in (
        ({"source": "nothing", "text": "x"}, "R008", 404),
        ({"source": "qa-2017", "name": "mine.pdf", "text": "x"}, "W101", 422),
        ({"source": "qa-2017", "data": "no base 64!"}, "http", 422),
    ):
        said = client.post("/api/v1/copies", json=wrong)
        assert (said.status_code, said.json()["error"]["code"]) == (status, code)
    assert client.delete("/api/v1/copies/qa-2017").json()["found"]["removed"]["file"] == "mine.html"
    assert client.delete("/api/v1/copies/qa-2017").status_code == 404
