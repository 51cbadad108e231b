"""Writing and saving: diagnostics as `siyar check` gives them, bounded trials, nothing lost, nothing written over."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from siyar.web import trying
from siyar.web.saving import Conflict, Store
from tests.web.document import page

if TYPE_CHECKING:
    from pathlib import Path

    from httpx2 import Response
    from starlette.testclient import TestClient

CASE = """---
cases: mine
title: Mine
uses: siyar
---
# A help

```siyar
case help-of-mine
  title  {title}
  State  Westland
  Group  the band
  given  the band is not Muslim
  ask    help
```
"""


def send(client: TestClient, text: str, do: str = "check", **more: str) -> Response:
    document = page(client.get("/write").text)
    (form,) = document.all("input", name="form")
    return client.post("/write", data={"form": form.attributes["value"], "text": text, "do": do, **more})


def test_a_beginning_is_a_text_without_errors(client: TestClient) -> None:
    document = page(client.get("/write?what=case").text)
    (text,) = document.all("textarea")
    assert "case a-case-of-mine" in text.text


def test_a_copy_of_a_doctrine_is_set_against_the_shipped_one(client: TestClient) -> None:
    document = page(client.get("/write?doctrine=opposed-fatwas").text)
    (text,) = document.all("textarea")
    copy = text.raw.removeprefix("\n")
    said = page(send(client, copy).text).text
    assert "Against the shipped one" in said
    assert "No ruling differs in any case that was gone through" in said
    changed = copy.replace("  permitted ", "  forbidden ", 1)
    assert changed != copy
    said = page(send(client, changed, put="the-truce-of-jaffa").text).text
    assert "not the shipped one" in said
    assert "changed:" in said
    assert client.get("/write?doctrine=nothing").status_code == 404


def test_a_case_of_the_library_is_put_to_a_doctrine(client: TestClient) -> None:
    copy = page(client.get("/write?doctrine=maliki").text).all("textarea")[0].raw.removeprefix("\n")
    said = page(send(client, copy, put="hudaybiyya").text)
    assert "The truce of Hudaybiyya when it was made" in [one.text for one in said.all("summary")]


def test_diagnostics_are_those_of_the_check(client: TestClient) -> None:
    document = page(send(client, CASE.format(title="A <b>band</b>").replace("not Muslim", "not Muslm")).text)
    assert "S001" in document.text
    assert "line 13" in document.text
    assert not document.all("b")


def test_what_is_fine_is_shown_with_what_doctrines_say(client: TestClient) -> None:
    said = send(client, CASE.format(title="A <b>band</b>"))
    document = page(said.text)
    assert "What doctrines then say" in document.text
    assert "A <b>band</b>" in document.text
    assert not document.all("b")
    assert "A question-and-answer of 2017" in document.text


def test_what_doctrines_say_of_a_text_is_in_the_language_of_the_page(client: TestClient) -> None:
    client.get("/write?lang=ar")  # which is kept
    said = send(client, CASE.format(title="A band"))
    (shown, *_) = page(said.text).all("div", **{"class": "sheet"})
    assert "استعانة وستلاند عسكريًا بالجماعة" in shown.text
    assert "seek military help" not in shown.text
    wrong = page(send(client, CASE.format(title="A band").replace("not Muslim", "not Muslm")).text)
    assert "خطأ" in wrong.text


def test_a_form_from_elsewhere_changes_nothing(client: TestClient) -> None:
    assert client.post("/write", data={"text": "x", "do": "save"}).status_code == 403
    assert client.post("/write", data={"form": "0" * 64, "text": "x"}).status_code == 403
    client.get("/write")
    assert client.post("/write", data={"form": "0" * 64, "text": "x"}).status_code == 403
    document = page(client.get("/write").text)
    form = document.all("input", name="form")[0].attributes["value"]
    said = client.post("/write", data={"form": form, "text": "x"}, headers={"origin": "http://elsewhere.example"})
    assert said.status_code == 403


def test_a_case_is_saved_asked_about_and_saved_again(client: TestClient) -> None:
    said = send(client, CASE.format(title="First"), "save")
    assert said.status_code == 200
    id = said.url.params["id"]
    put = client.get("/case", params={"case": f"saved:{id}"})
    assert "First" in page(put.text).text
    assert "the band is not Muslim" in page(put.text).text
    again = send(client, CASE.format(title="Second"), "save", id=id, version="1")
    assert again.status_code == 200
    assert "Second" in page(client.get("/ruling", params={"case": f"saved:{id}"}).text).text
    older = send(client, CASE.format(title="Third"), "save", id=id, version="1")
    assert older.status_code == 409
    words = page(older.text).text
    assert "changed in another window" in words
    assert "Second" in words
    assert "Third" in words
    assert "Second" in page(client.get("/saved").text).text
    for version, do in (("", "save"), ("1", "remove"), ("9" * 30, "remove")):  # what stands there has another
        said = send(client, CASE.format(title="Third"), do, id=id, version=version)
        assert (said.status_code, "changed in another window" in page(said.text).text) == (409, True)
    send(client, "x", "remove", id=id, version="2")
    assert client.get("/case", params={"case": f"saved:{id}"}).status_code == 404


def test_what_is_wrong_is_not_saved(client: TestClient) -> None:
    said = send(client, "no front matter", "save")
    assert "Not saved" in page(said.text).text


def test_a_file_takes_the_place_of_the_text(client: TestClient) -> None:
    form = page(client.get("/write").text).all("input", name="form")[0].attributes["value"]
    sent = {"file": ("mine.md", CASE.format(title="From a file").encode(), "text/markdown")}
    said = client.post("/write", data={"form": form, "text": "", "do": "check"}, files=sent)
    assert "From a file" in page(said.text).text
    said = client.post(
        "/write", data={"form": form, "text": ""}, files={"file": ("x.md", b"\xff\xfe\x00", "text/plain")}
    )
    assert said.status_code == 422


def test_too_much_is_refused(client: TestClient) -> None:
    assert client.post("/write", data={"text": "x" * 500_000}).status_code == 413
    assert trying.trying("x" * (trying.LARGEST + 1)).stopped == "large"


def test_a_trial_ends_when_its_time_does(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trying, "WAIT", 0.05)
    assert trying.trying(CASE.format(title="x")).stopped == "time"


def test_a_trial_that_would_compute_for_ever_is_stopped() -> None:
    pytest.importorskip("resource", reason="this system has no limits to set")
    code = "import siyar.web.trial as t; t.SECONDS = 1; t.bounded()\nwhile True: pass"
    started = time.monotonic()
    ran = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True)
    assert ran.returncode != 0
    assert time.monotonic() - started < 20


def test_what_was_confirmed_survives_a_kill(tmp_path: Path) -> None:
    """A process saves and says so, and is killed in the middle of the next saves."""
    file = tmp_path / "saved.sqlite3"
    code = (
        "import sys; from pathlib import Path; from siyar.web.saving import Store\n"
        "store = Store(Path(sys.argv[1]))\n"
        "for n in range(10000): print(store.add('t', f'text {n}').id, flush=True)"
    )
    with subprocess.Popen([sys.executable, "-c", code, str(file)], stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        confirmed = [running.stdout.readline().strip() for _ in range(20)]
        os.kill(running.pid, signal.SIGKILL)
        confirmed += [line.strip() for line in running.stdout.readlines() if line.endswith("\n")]
    store = Store(file)
    assert len(confirmed) >= 20
    for number, id in enumerate(confirmed):
        found = store.get(id)
        assert found is not None
        assert found.text == f"text {number}"


def test_the_second_of_two_windows_is_told(tmp_path: Path) -> None:
    store = Store(tmp_path / "saved.sqlite3")
    made = store.add("a", "one")
    two = store.save(made.id, 1, "a", "two")
    assert two == store.get(made.id)
    assert two is not None
    assert two.version == 2
    with pytest.raises(Conflict) as told:
        store.save(made.id, 1, "a", "three")
    assert told.value.now.text == "two"
    assert store.save("nothing", 1, "a", "x") is None


def test_two_processes_fill_no_more_places_than_there_are(tmp_path: Path) -> None:
    """Each counts and saves in one step: together they keep as many texts as one alone."""
    file = tmp_path / "saved.sqlite3"
    code = (
        "import sys; from pathlib import Path; from siyar.web import saving\n"
        "saving.MOST = 25; store, kept = saving.Store(Path(sys.argv[1])), 0\n"
        "try:\n"
        "    while True: kept += bool(store.add('t', 'x'))\n"
        "except saving.Full: print(kept)"
    )
    running = [subprocess.Popen([sys.executable, "-c", code, str(file)], stdout=subprocess.PIPE) for _ in range(2)]
    kept = [int(one.communicate(timeout=60)[0]) for one in running]
    assert sum(kept) == 25 == len(Store(file).every())
