"""Tables in the browser: every row as `siyar batch` answers it, persons refused, nothing kept."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import pytest

from siyar.web import trying
from tests.batch.tables import FILE, LINES, VALUES, rows
from tests.web.document import page

if TYPE_CHECKING:
    from httpx2 import Response
    from starlette.testclient import TestClient

pytest.importorskip("duckdb", reason="needs the extra batch")
pytest.importorskip("ibis", reason="needs the extra batch")

MAPPING = FILE.replace("{lines}", LINES)


def table(count: int = 5) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, ["number", "year", *VALUES])
    writer.writeheader()
    writer.writerows(rows(count))
    return out.getvalue()


def send(client: TestClient, do: str = "answer", **more: str) -> Response:
    form = page(client.get("/tables").text).all("input", name="form")[0].attributes["value"]
    sent = {"form": form, "do": do, "table": table(), "mapping": MAPPING, "q": "truce", "d": "hizb-qa"}
    return client.post("/tables", data={**sent, **more})


def test_rows_are_answered_under_the_titles_of_doctrines(client: TestClient) -> None:
    shown = page(send(client).text)
    (answers,) = shown.all("table")
    assert "A question-and-answer of 2017" in answers.text
    assert len(answers.all("tr")) == 6
    assert "Narrowed by the user" in shown.text
    assert "A question-and-answer of 2017 (voice: Ata Bin Khalil" in shown.text


def test_the_file_has_the_state_in_every_row(client: TestClient) -> None:
    said = send(client, "file", **{"as": "csv"})
    assert said.headers["content-disposition"].startswith("attachment")
    found = list(csv.DictReader(io.StringIO(said.text)))
    assert len(found) == 5
    assert all(row["library_digest"].startswith("sha256:") and row["positions"] for row in found)
    assert {"hizb_qa_truce_value", "hizb_qa_truce_status"} <= set(found[0])


def test_the_answers_are_taken_away_in_other_forms(client: TestClient) -> None:
    """Read by people under the titles of doctrines, by programs as they are; each says that it is narrowed."""
    data = send(client, "file", **{"as": "json"}).json()
    assert data["state"]["narrowed"] is True
    assert (len(data["found"]["rows"]), "hizb_qa_truce_value" in data["found"]["columns"]) == (5, True)
    keys = [row[0] for row in data["found"]["rows"]]
    for form in ("html", "md"):
        said = send(client, "file", **{"as": form})
        words = page(said.text).text if form == "html" else said.text
        for one in ("Narrowed by the user", "A question-and-answer of 2017", "sha256:", *keys):
            assert one in words, (form, one)
        assert said.headers["content-disposition"] == f'attachment; filename="rulings.{form}"'


def test_programs_put_tables_too(client: TestClient) -> None:
    sent = {"table": table(), "mapping": MAPPING, "question": "truce", "doctrines": ["hizb-qa"]}
    said = client.post("/api/v1/tables", json=sent)
    found = said.json()["found"]
    assert (said.status_code, said.json()["state"]["narrowed"], len(found["rows"])) == (200, True, 5)
    assert found["rows"] == send(client, "file", **{"as": "json"}).json()["found"]["rows"]
    draft = client.post("/api/v1/tables", json={**sent, "draft": True}).json()["found"]
    assert "A draft" in draft["draft"]
    persons = MAPPING.replace("Counterpart      the other party", "Person           the helper")
    refused = client.post("/api/v1/tables", json={**sent, "mapping": persons, "question": "help"}).json()["found"]
    assert refused["rows"] == []
    assert "person" in str(refused["problems"]).lower()
    assert client.post("/api/v1/tables", json={**sent, "doctrines": ["nothing"]}).status_code == 404
    assert "atop" in client.get("/api/v1/mappings").json()["found"]


def test_what_is_wrong_is_said(client: TestClient) -> None:
    assert "T002" in page(send(client, mapping=MAPPING.replace("other = 1", "other =")).text).text
    assert "There is no table yet" in page(send(client, table="").text).text
    assert client.post("/tables", data={"form": "0" * 64}).status_code == 403
    assert trying.tabled("x" * (trying.LARGEST + 1), "", "", (), ()).stopped == "large"


def test_a_table_of_persons_is_refused(client: TestClient) -> None:
    persons = MAPPING.replace("Counterpart      the other party", "Person           the helper")
    said = page(send(client, mapping=persons, q="help").text)
    assert not said.all("table")
    assert "person" in said.text.lower()


def test_a_draft_goes_into_the_form(client: TestClient) -> None:
    said = page(send(client, "draft").text)
    assert "A draft: take what is right" in said.all("textarea", name="mapping")[0].text
