"""Exports: what the command line prints, with the exact state it was made from."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest

import siyar
from siyar.export import sitting_json
from siyar.web.citing import TYPES
from siyar.web.making import EXPORTS
from siyar.workbench import Workbench
from tests.web.document import page
from tests.web.test_writing import CASE, send

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.testclient import TestClient

STATES = {
    "case": "case=a-truce&given=Eastland+is+Muslim",
    "ruling": "case=hudaybiyya&d=hizb-qa&q=truce&only=1",
    "why_not": "case=hudaybiyya&d=hizb-qa&q=truce&word=forbidden",
    "compare": "case=hudaybiyya&q=truce",
    "across": "d=hizb-qa&d=hanafi&q=help",
    "whatif": "case=a-truce&d=hizb-qa&given=Eastland+is+Muslim",
    "precedents": "case=quzman-at-uhud&d=hizb-qa",
    "timeline": "case=hudaybiyya-through-time&d=hanafi",
    "audit": "id=opposed-fatwas",
    "show": "id=hizb-qa",
    "diff": "d=shafii&d=hanbali&q=help",
    "influence": "d=hizb-qa&q=help",
    "evidence": "d=hizb-qa&by=al-Albani&least=hasan",
    "coverage": "id=qa-2017",
    "sources": "",
    "cases": "find=truce&q=truce&dated=1",
    "doctrines": "",
    "search": "find=squadron",
    "saved": "",
}


@pytest.fixture
def saved(client: TestClient) -> str:
    """The id of a text that was saved."""
    room = client.app.state.room  # type: ignore[attr-defined]  # the application under test
    id: str = room.store.add("A case of mine", CASE.format(title="Mine")).id
    return id


@pytest.mark.parametrize(
    ("what", "form"), [(what, form) for what, one in EXPORTS.items() for form in one.forms if what in STATES]
)
def test_every_export_is_there_and_cites_its_state(client: TestClient, saved: str, what: str, form: str) -> None:
    said = client.get(f"/export/{what}.{form}?{STATES[what]}")
    assert said.status_code == 200
    assert said.headers["content-type"].startswith(TYPES[form])
    assert said.headers["content-disposition"].startswith("attachment")
    assert siyar.__version__ in said.text
    assert "sha256:" in said.text


def test_a_text_that_was_saved_is_taken_away_to_the_letter(client: TestClient, saved: str) -> None:
    assert [what for what in EXPORTS if what not in STATES] == ["write"]
    said = client.get(f"/export/write.md?id={saved}")
    assert said.text == CASE.format(title="Mine")
    data = client.get(f"/export/write.json?id={saved}").json()
    assert data["found"] == {"id": saved, "title": "A case of mine", "version": 1, "text": said.text}
    assert data["state"]["address"] == f"write?id={saved}"
    assert client.get("/export/write.md?id=nothing").status_code == 404
    rows = list(csv.DictReader(io.StringIO(client.get("/export/saved.csv").text)))
    assert f"case=saved:{saved}" in [row["as"] for row in rows]
    links = [a.attributes["href"] for a in page(client.get(f"/write?id={saved}").text).all("a")]
    assert f"/export/write.md?id={saved}" in links
    assert "/export/saved.csv" in [a.attributes["href"] for a in page(client.get("/saved").text).all("a")]


def test_what_a_trial_found_is_taken_away(client: TestClient) -> None:
    """Nothing of what was sent is kept, so that this comes out of the form and not out of an address."""
    said = send(client, CASE.format(title="A <b>band</b>"), "file", **{"as": "html"})
    assert said.headers["content-disposition"] == 'attachment; filename="trial.html"'
    document = page(said.text)
    assert not document.all("b")
    assert not document.all("script")
    for words in ("A <b>band</b>", "all good", "A question-and-answer of 2017", "Other positions", "sha256:"):
        assert words in document.text, words
    wrong = send(client, CASE.format(title="x").replace("not Muslim", "not Muslm"), "file", **{"as": "json"}).json()
    assert [one["code"] for one in wrong["found"]["problems"]] == ["S001"]
    assert wrong["state"]["library"].startswith("sha256:")


def test_data_is_that_of_the_command_line(client: TestClient) -> None:
    said = client.get(f"/export/ruling.json?{STATES['ruling']}").json()
    bench = Workbench.open()
    sitting = bench.ask("hudaybiyya", doctrines=["hizb-qa"], questions=["truce"], narrowed=True)
    assert not isinstance(sitting, tuple)
    assert said["found"] == json.loads(json.dumps(sitting_json(sitting, bench.library)))
    assert said["state"]["narrowed"] is True


def test_a_table_has_whose_word_it_is_in_every_row(client: TestClient) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get("/export/ruling.csv?case=hudaybiyya&q=truce").text)))
    assert len(rows) > 5
    assert all(row["title"] and row["encoded_by"] and row["library_digest"].startswith("sha256:") for row in rows)


def test_narrowing_and_supposing_are_said_in_every_export(client: TestClient) -> None:
    state = "case=a-truce&d=hizb-qa&only=1&given=Eastland+is+Muslim"
    for form in ("html", "md"):
        words = client.get(f"/export/ruling.{form}?{state}").text
        assert "arrowed by the user" in words
        assert "Supposed by the user" in words


def test_a_case_taken_away_is_a_case(client: TestClient, tmp_path: Path) -> None:
    words = client.get(f"/export/case.md?{STATES['case']}").text
    file = tmp_path / "taken.md"
    file.write_text(words, encoding="utf-8")
    bench = Workbench.open([file])
    assert not [p for p in bench.problems if p.severity == "error"]
    assert "a-truce-as-supposed" in bench.library.cases


def test_what_cannot_be_exported_is_not_there(client: TestClient) -> None:
    assert client.get("/export/ruling.exe?case=hudaybiyya").status_code == 404
    assert client.get("/export/nothing.json").status_code == 404
    assert client.get("/export/ruling.json?case=nothing").status_code == 404


def test_an_address_that_is_cited_is_answered(client: TestClient) -> None:
    for what, state in STATES.items():
        address = client.get(f"/export/{what}.json?{state}").json()["state"]["address"]
        assert client.get(f"/{address}").status_code == 200, address


def test_a_list_holds_what_its_page_lists(client: TestClient) -> None:
    found = client.get(f"/export/cases.json?{STATES['cases']}").json()["found"]
    shown = client.get(f"/cases?{STATES['cases']}").text
    assert f">{len(found)} cases<" in shown
    assert all("truce" in one["asks"] and one["date"] for one in found)
    nothing = client.get("/export/search.csv?find=nothing-of-this-name")
    assert nothing.text.startswith("kind,words,under,id")
