"""Tables in the browser: every row as `siyar batch` answers it, persons refused, nothing kept."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from siyar.web import trying
from tests.batch import happenings
from tests.batch.tables import FILE, LINES, VALUES, rows
from tests.batch.test_events import LINES as EVENTS
from tests.batch.test_events import TABLE as HAPPENED
from tests.batch.test_together import LINES as MEMBERS
from tests.batch.test_together import TABLE as LISTED
from tests.cli.command import run
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


#: Tables whose rows are one case together, as a form sends them: their members, or what happened over the years.
TOGETHER = {
    "each": {"mapping": FILE.replace("{lines}", MEMBERS), "table": LISTED, "q": "treaty", "d": "hizb-qa"},
    "event": {"mapping": happenings.file(EVENTS), "table": HAPPENED, "q": "state", "d": "modern-jurists"},
}


@pytest.mark.parametrize("sort", TOGETHER)
def test_rows_that_are_one_case_are_answered_a_line_an_answer(client: TestClient, sort: str) -> None:
    sent = TOGETHER[sort]
    shown = page(send(client, **sent).text)
    (answers,) = shown.all("table")
    heads = [head.text for head in answers.all("th", scope="col")]
    in_time = ["From", "Until", "What became so then"] if sort == "event" else []
    assert heads == ["treaty", "Rows of the case", "Doctrine", "Asked about", *in_time, "What it says"]
    data = send(client, "file", **sent, **{"as": "json"}).json()["found"]
    assert len(answers.all("tr")) == 1 + len(data["rows"]) > 4
    assert "Narrowed by the user" in shown.text
    if sort == "event":
        assert "in 1 of 3 cases something became so on a day that is missing" in shown.text
        assert "June 1910" in answers.text
    # Programs have the same, and so has every form of a file.
    asked = {"table": sent["table"], "mapping": sent["mapping"], "question": sent["q"], "doctrines": [sent["d"]]}
    assert client.post("/api/v1/tables", json=asked).json()["found"]["rows"] == data["rows"]
    if sort == "each":
        return
    written = list(csv.DictReader(io.StringIO(send(client, "file", **sent, **{"as": "csv"}).text)))
    assert [[row[name] for name in data["columns"]] for row in written] == data["rows"]
    assert all(row["positions"] == "narrowed by the user" for row in written)
    for form in ("html", "md"):
        said = send(client, "file", **sent, **{"as": form}).text
        assert all(one in said for one in ("What it says", "Narrowed by the user", "sha256:")), form


def test_it_is_what_the_command_writes(client: TestClient, tmp_path: Path) -> None:
    sent = TOGETHER["event"]
    for name, key in (("m.md", "mapping"), ("t.csv", "table")):
        (tmp_path / name).write_text(sent[key], encoding="utf-8")
    out = tmp_path / "out.csv"
    words = ("batch", str(tmp_path / "t.csv"), "-m", str(tmp_path / "m.md"), "-d", sent["d"], "-q", sent["q"])
    assert run(*words, "-o", str(out)).status == 0
    with out.open(encoding="utf-8", newline="") as lines:
        head, *told = csv.reader(lines)
    data = send(client, "file", **sent, **{"as": "json"}).json()["found"]
    assert (data["columns"], data["rows"]) == (head, told)


def test_persons_are_refused_where_rows_are_one_case(client: TestClient) -> None:
    persons = TOGETHER["each"]["mapping"].replace(
        "Counterpart      the other party", "Person           the other party"
    )
    said = page(send(client, **{**TOGETHER["each"], "mapping": persons}).text)
    assert not said.all("table")
    assert "tables of persons are not read" in said.text


def test_what_is_wrong_with_a_case_of_rows_is_said(client: TestClient) -> None:
    wrong = HAPPENED.replace("1,breach,1910,6,", "1,breach,1910,13,")
    assert (
        "row 2, column `year`, `month`, `day`" in page(send(client, **{**TOGETHER["event"], "table": wrong}).text).text
    )


def test_in_arabic_they_are_read_too(client: TestClient) -> None:
    form = page(client.get("/tables").text).all("input", name="form")[0].attributes["value"]
    said = client.post("/tables?lang=ar", data={"form": form, "do": "answer", **TOGETHER["event"]})
    (answers,) = page(said.text).all("table")
    assert [head.text for head in answers.all("th", scope="col")][1:4] == ["صفوف القضية", "المذهب", "المسؤول عنه"]
    assert "يونيو" in answers.text or "حزيران" in answers.text
