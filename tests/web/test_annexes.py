"""Saved doctrines asked about like shipped ones: on every page, marked, and never read by the server itself."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from siyar.web import annexes
from siyar.web.annexes import Annexes
from siyar.web.saving import Saved, Store
from siyar.workbench import Workbench
from tests.web.document import page
from tests.web.test_writing import send

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from starlette.testclient import TestClient

OWN = """---
doctrine: a-manual-of-mine
title: A <b>manual</b>
voice: an invented jurist
source: badai
uses: siyar
encoded by: the user
questions: truce
---
# Truces

A treaty that was sealed is allowed.

```siyar
fact sealed
  text             Treaty was sealed with wax
  opposite         Treaty was never sealed with wax
  asks             Was Treaty sealed with wax?

rule sealed-is-allowed
  permitted        for State to conclude Treaty with Counterpart
  when             Treaty is a truce
  and              Treaty was sealed with wax
  source           badai 1:1
```
"""

CASE = """---
cases: mine
title: Mine
uses: siyar
---
```siyar
case truce-of-mine
  title            A truce of mine
  State            Westland
  Counterpart      Eastland
  Treaty           the pact
  given            the pact is a truce
  ask              truce
```
"""


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    """A server of its own: no other test's text is on its lists."""
    from starlette.testclient import TestClient

    from siyar.web.app import create_app
    from siyar.web.room import Settings

    saved = tmp_path_factory.mktemp("saved") / "saved.sqlite3"
    app = create_app(Workbench.open(), Settings(saved=saved))
    with TestClient(app, base_url="http://localhost", follow_redirects=True) as client:
        yield client


@pytest.fixture(scope="module")
def copy(room: TestClient) -> str:
    """A changed copy of a shipped doctrine, saved; as an address names it."""
    text = page(room.get("/write?doctrine=opposed-fatwas").text).all("textarea")[0].raw.removeprefix("\n")
    said = send(room, text.replace("  permitted ", "  forbidden ", 1), "save")
    assert said.status_code == 200
    return f"saved:{said.url.params['id']}"


PAGES = (
    "doctrine/{d}",
    "audit/{d}",
    "show/{d}",
    "case?case=hudaybiyya&d={d}",
    "ruling?case=hudaybiyya&q=truce&d={d}",
    "ruling?case=abstract&q=help&d={d}",
    "reasons?case=hudaybiyya&q=truce&d={d}",
    "why-not?case=hudaybiyya&q=truce&d={d}",
    "precedents?case=refused-at-harrat-al-wabara&d={d}&q=help",
    "compare?case=hudaybiyya&q=truce&d={d}&only=1",
    "compare/doctrines?d=opposed-fatwas&d={d}&q=help",
    "diff?d=opposed-fatwas&d={d}&q=help",
    "influence?d={d}&q=help",
    "evidence?d={d}",
    "search?find=fatwas&d={d}",
)


@pytest.mark.parametrize("address", PAGES)
def test_a_saved_doctrine_has_every_page_and_is_marked(room: TestClient, copy: str, address: str) -> None:
    said = room.get("/" + address.format(d=copy))
    document = page(said.text)
    assert said.status_code == 200, document.text
    assert "not the shipped one" in document.text
    assert "content-security-policy" in said.headers
    links = [a.attributes["href"] for a in document.all("a") if "href" in a.attributes]
    assert any(copy in link or copy.replace(":", "%3A") in link for link in links)


def test_what_differs_from_the_shipped_one_is_shown(room: TestClient, copy: str) -> None:
    document = page(room.get(f"/diff?d=opposed-fatwas&d={copy}&q=help").text)
    assert "What is ruled otherwise" in document.text
    assert "No ruling differs" not in document.text
    assert len([one for one in document.all("section") if "edits" in one.attributes.get("class", "")]) == 1
    changed = document.text.partition("What the blocks say otherwise")[2]
    assert "changed:" in changed
    assert "sentence" not in changed.partition("What is ruled otherwise")[0]  # its own sentences are the same


def test_a_doctrine_of_ones_own_brings_its_own_words(room: TestClient) -> None:
    said = send(room, OWN, "save")
    assert said.status_code == 200, page(said.text).text
    d = f"saved:{said.url.params['id']}"
    assert "A <b>manual</b>" in page(room.get("/saved").text).text
    asked = page(room.get(f"/case?case=abstract&q=truce&d={d}").text)
    assert "was sealed with wax" in asked.text
    assert not asked.all("b")
    given = "the Northern Treaty was sealed with wax"
    ruled = page(
        room.get(f"/ruling?case=abstract&q=truce&d={d}&given=the Northern Treaty is a truce&given={given}").text
    ).text
    assert "A <b>manual</b> (not shipped with Siyar" in ruled
    assert "rule sealed-is-allowed" in ruled
    assert "The Hanafi school" in ruled  # the other positions stand beside it
    assert [one["doctrine"] for one in room.get(f"/api/v1/audit/{d}").json()["found"]["audits"]] == [d]


def test_what_was_saved_is_looked_in_where_it_is_chosen(room: TestClient) -> None:
    """Words of the library are looked for anyway; those of a saved doctrine only in a process of its own."""
    d = f"saved:{send(room, OWN, 'save').url.params['id']}"
    plain = page(room.get("/search?find=sealed with wax").text)
    assert "Nothing was found." in plain.text
    assert d in [box.attributes["value"] for box in plain.all("input", name="d")]
    found = page(room.get(f"/search?find=sealed with wax&d={d}").text)
    assert not found.all("b")
    assert "A <b>manual</b> (not shipped with Siyar" in found.text
    (box,) = [box for box in found.all("input", name="d") if "checked" in box.attributes]
    assert box.attributes["value"] == d
    links = [a.attributes["href"] for a in found.all("a") if "href" in a.attributes]
    files = [link for link in links if link.startswith("/export/search.")]
    assert len(files) == 2
    assert all("sealed" in room.get(link).text for link in files), files
    said = room.get("/api/v1/search", params={"find": "sealed with wax", "d": d}).json()["found"]["items"]
    assert {(one["kind"], one["id"]) for one in said} >= {("rule", d)}
    assert any("not shipped with Siyar" in one["under"] for one in said)
    arabic = page(room.get(f"/search?find=sealed with wax&d={d}&lang=ar").text).text
    assert "ابحث أيضًا فيما حُفظ" in arabic
    room.get("/?lang=en")  # what was chosen last is kept, and the tests after this one read English
    for address in ("/search?find=wax&d=saved:gone", "/export/search.csv?find=wax&d=saved:gone"):
        assert room.get(address).status_code == 404
    assert room.get("/api/v1/search?find=wax&d=saved:gone").status_code == 404
    assert room.get("/api/v1/search?find=wax&d=hizb-qa").status_code == 422


MAPPING = """---
mapping: truces
title: Truces
---
```siyar
mapping truces
  key              treaty
  State            Westland
  Counterpart      Eastland
  Treaty           the treaty
  given            the treaty is between Westland and Eastland
  given            the treaty is a truce
  addressed        opposed-fatwas when side = 1
```
"""
TABLE = "treaty,side\n7,1\n9,0\n"


@pytest.mark.parametrize("together", [pytest.param(False, marks=pytest.mark.long), True])
def test_a_table_is_put_to_saved_doctrines(room: TestClient, copy: str, together: bool) -> None:
    """Read in the process that answers the table; of a copy rows are addressed as of what it was copied from."""
    pytest.importorskip("duckdb", reason="needs the extra batch")
    pytest.importorskip("ibis", reason="needs the extra batch")
    own = f"saved:{send(room, OWN, 'save').url.params['id']}"
    event = "  event            {signed year}: the treaty has been concluded\n```"
    mapping = MAPPING.removesuffix("```\n") + event + "\n" if together else MAPPING
    table = TABLE.replace("side", "side,signed").replace(",1\n", ",1,1901\n").replace(",0\n", ",0,1902\n")
    form = page(room.get("/tables").text)
    assert {own, copy} <= {box.attributes["value"] for box in form.all("input", name="d")}
    sent = {"form": form.all("input", name="form")[0].attributes["value"], "do": "answer", "q": "truce"}
    sent |= {"table": table, "mapping": mapping}
    asked = [own, copy, "opposed-fatwas"]
    said = page(room.post("/tables", data={**sent, "d": asked}).text)
    assert not said.all("b")
    (answers,) = said.all("table")
    for words in ("A <b>manual</b> (not shipped with Siyar", "(not the shipped one, "):
        assert words in answers.text
    assert "voice: an invented jurist" in said.text
    assert {box.attributes["value"] for box in said.all("input", name="d") if "checked" in box.attributes} == {*asked}
    data = {"table": table, "mapping": mapping, "question": "truce", "doctrines": asked}
    found = room.post("/api/v1/tables", json=data).json()
    assert set(found["state"]["not_shipped"]) == {own, copy}
    rows = [dict(zip(found["found"]["columns"], row, strict=True)) for row in found["found"]["rows"]]
    if together:
        heard = {(row["treaty"], row["doctrine"]): row["status"] for row in rows}
    else:
        name = {one: f"{one}_truce_status".replace("-", "_") for one in asked}
        heard = {(row["treaty"], one): row[name[one]] for row in rows for one in asked}
    spoken = [one for one in asked for treaty in "79" if heard[treaty, one] == "not addressed"]
    assert spoken == [copy, "opposed-fatwas"]
    file = room.post("/tables", data={**sent, "d": [own], "do": "file", "as": "csv"}).text
    assert "A <b>manual</b> (not shipped with Siyar" in file
    gone = room.post("/api/v1/tables", json={**data, "doctrines": ["saved:gone"]})
    assert (gone.status_code, gone.json()["error"]["code"]) == (404, "R009")


def test_a_saved_case_is_put_to_a_saved_doctrine(room: TestClient, copy: str) -> None:
    case = send(room, CASE, "save").url.params["id"]
    said = page(room.get(f"/ruling?case=saved:{case}&d={copy}").text)
    assert "A truce of mine" in said.text
    assert "not the shipped one" in said.text


def test_programs_ask_too(room: TestClient, copy: str) -> None:
    said = room.post("/api/v1/ask", json={"case": "hudaybiyya", "questions": ["truce"], "doctrines": [copy]})
    ruling = said.json()["found"]["rulings"][0]
    of = ruling["attribution"]
    assert (said.status_code, ruling["doctrine"], of["shipped"], of["edited"]) == (200, copy, False, True)
    assert said.json()["state"]["library"] != room.get("/api/v1/audit/opposed-fatwas").json()["state"]["library"]
    wrong = room.post("/api/v1/ask", json={"case": "nothing", "doctrines": [copy]})
    assert (wrong.status_code, wrong.json()["error"]["code"]) == (404, "R009")
    assert (
        room.post("/api/v1/ask", content="x" * 500_000, headers={"content-type": "application/json"}).status_code == 413
    )


def test_what_is_taken_away_says_whose_it_is(room: TestClient, copy: str) -> None:
    for address in (
        f"ruling.md?case=hudaybiyya&q=truce&d={copy}",
        f"audit.html?id={copy}",
        f"diff.md?d=opposed-fatwas&d={copy}",
    ):
        said = room.get(f"/export/{address}")
        assert said.status_code == 200
        assert "attachment" in said.headers["content-disposition"]
        assert "not the shipped one" in said.text


def test_it_is_offered_wherever_a_doctrine_is_chosen(room: TestClient, copy: str) -> None:
    for address in (
        "case?case=hudaybiyya",
        "ruling?case=hudaybiyya",
        "compare?case=hudaybiyya&q=truce",
        "cases/abstract?q=truce",
        "compare/doctrines",
    ):
        boxes = page(room.get(f"/{address}").text).all("input", name="d", value=copy)
        assert len(boxes) == 1, address
        assert "not the shipped one" in (boxes[0].within.text if boxes[0].within else "")
    for address in ("diff", "influence", "evidence"):
        assert page(room.get(f"/{address}").text).all("option", value=copy), address
    assert copy in room.get("/doctrines").text.replace("%3A", ":")


def test_the_server_itself_reads_nothing_of_it(room: TestClient, copy: str) -> None:
    desk = room.app.state.room.desk  # type: ignore[attr-defined]  # the application under test
    assert copy not in desk.bench.library.doctrines
    assert not [one for one in desk._kept if copy in repr(one)]


def test_what_was_saved_last_is_asked_and_what_is_gone_is_not(room: TestClient) -> None:
    id = send(room, OWN, "save").url.params["id"]
    assert "sealed with wax" in page(room.get(f"/doctrine/saved:{id}").text).text
    assert send(room, OWN.replace("with wax", "with clay"), "save", id=id, version="1").status_code == 200
    assert "sealed with clay" in page(room.get(f"/doctrine/saved:{id}").text).text
    send(room, "x", "remove", id=id, version="2")
    assert room.get(f"/doctrine/saved:{id}").status_code == 404
    assert room.get(f"/ruling?case=hudaybiyya&d=saved:{id}").status_code == 404


def test_too_much_time_is_said(room: TestClient, copy: str, monkeypatch: pytest.MonkeyPatch) -> None:
    room.app.state.annexes.end()  # type: ignore[attr-defined]  # the application under test
    monkeypatch.setattr(annexes, "WAIT", 0.05)
    said = room.get(f"/ruling?case=hudaybiyya&d={copy}")
    assert (said.status_code, "more time or memory" in page(said.text).text) == (422, True)
    said = room.get(f"/api/v1/audit/{copy}")
    assert (said.status_code, said.json()["error"]["code"]) == (422, "time")
    monkeypatch.undo()
    assert room.get(f"/audit/{copy}").status_code == 200  # another process takes the place of the one that was ended


def test_computing_for_ever_ends_the_process() -> None:
    pytest.importorskip("resource", reason="this system has no limits to set")
    code = "import siyar.web.annex as a; a.SECONDS = 1; a.MOST = 30; a.bounded(30); a.allowed()\nwhile True: pass"
    started = time.monotonic()
    ran = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True)
    assert ran.returncode != 0
    assert time.monotonic() - started < 25


def test_who_waits_too_long_is_told_to_come_again(room: TestClient, copy: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(annexes, "PLACES", 0)
    monkeypatch.setattr(annexes, "QUEUE", 0.05)
    room.app.state.annexes.end()  # type: ignore[attr-defined]  # the application under test
    said = room.get(f"/doctrine/{copy}")
    assert (said.status_code, said.headers["retry-after"]) == (503, "5")
    said = room.get(f"/api/v1/audit/{copy}")
    assert (said.status_code, said.json()["error"]["code"], said.headers["retry-after"]) == (503, "busy", "5")


def test_no_more_processes_than_there_are_places(tmp_path: Path) -> None:
    kept = Annexes(tmp_path / "saved.sqlite3")
    asked = {"method": "GET", "path": "/stance", "root_path": "", "query": "", "language": "ar", "body": ""}
    texts = [
        Saved(f"id{n}", "mine", OWN.replace("of-mine", f"of-mine-{n}"), 1, f"a-manual-of-mine-{n}") for n in range(3)
    ]
    for one in texts:
        answer = kept.answer([one], asked)
        assert not isinstance(answer, str)
        assert (answer["status"], 'lang="ar"' in answer["text"]) == (200, True)
        assert len(kept._kept) <= annexes.PLACES
    kept.end()
    assert not kept._kept


def test_what_a_later_library_cannot_read_is_said(tmp_path: Path) -> None:
    broken = Saved("id", "mine", OWN.replace("Treaty is a truce", "Treaty is a trifle"), 1, "a-manual-of-mine")
    kept = Annexes(tmp_path / "saved.sqlite3")
    asked = {"method": "GET", "root_path": "", "query": "", "language": "en", "body": ""}
    said = [kept.answer([broken], {**asked, "path": path}) for path in ("/doctrine/saved:id", "/api/v1/audit/saved:id")]
    kept.end()
    assert [one["status"] for one in said if not isinstance(one, str)] == [422, 422]
    assert all("S008" in str(one) for one in said)


def test_a_store_from_before_can_be_read(tmp_path: Path) -> None:
    file = tmp_path / "saved.sqlite3"
    with closing(sqlite3.connect(file)) as found, found:
        found.execute("CREATE TABLE saved (id TEXT PRIMARY KEY, title TEXT, text TEXT, version INTEGER)")
        found.execute("INSERT INTO saved VALUES ('a', 'title', 'words', 3)")
    store = Store(file)
    assert store.get("a") == Saved("a", "title", "words", 3)
    assert store.save("a", 3, "title", "words", "mine") == store.get("a")
    assert [one.doctrine for one in store.every()] == ["mine"]


def test_one_looks_for_those_nobody_asks_however_many_were_answered(tmp_path: Path) -> None:
    """And a process that ended before it was told anything keeps no place."""
    here = Annexes(tmp_path / "saved.sqlite3")
    for number in range(3):
        with subprocess.Popen(["true"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
            process.wait()
            with pytest.MonkeyPatch.context() as patch:
                patch.setattr(annexes, "_started", lambda ended=process: ended)
                text = Saved(f"x{number}", "a title", "x" * 200_000, 1, "mine")
                assert here.answer([text], {}) == "time"
    assert not here._kept
    assert sum(getattr(one, "function", None) == here._look for one in threading.enumerate()) == 1
    assert here._late
    here._late.cancel()
