"""Texts and cases made to cost time or to say what is not theirs: each is answered or refused, in words and in time."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette

from siyar.web import trying
from tests.web.document import page
from tests.web.test_writing import CASE, send

if TYPE_CHECKING:
    from starlette.testclient import TestClient

FINE = CASE.format(title="A case")
MANY = "".join(f"  Group  the band {n}\n" for n in range(400))

HOSTILE = {
    "nothing": "",
    "only a mark of the end": "\x00" * 2000,
    "a line without end": "x" * 150_000,
    "fences in fences": "````" * 5000,
    "brackets": FINE.replace("not Muslim", "[" * 20_000),
    "many entities": FINE.replace("  Group  the band\n", MANY),
    "many lines": FINE.replace("  ask    help", "  given  the band is not Muslim\n" * 3000 + "  ask    help"),
    "letters that turn the line round": FINE.replace("the band is", "the \u202eband\u202c is"),
    "a front matter that says it is shipped": FINE.replace("uses: siyar", "uses: siyar\nshipped: yes"),
    "a case of a shipped one's id": FINE.replace("help-of-mine", "hudaybiyya"),
    "a duty of force": FINE.replace("cases: mine", "doctrine: mine").replace("case help-of-mine", "rule a-rule"),
}


@pytest.mark.parametrize("name", list(HOSTILE)[::4])
def test_a_hostile_text_is_refused_in_words(client: TestClient, name: str) -> None:
    _refused(client, HOSTILE[name])


@pytest.mark.long
@pytest.mark.parametrize("name", HOSTILE)
def test_every_hostile_text_is_refused_in_words(client: TestClient, name: str) -> None:
    _refused(client, HOSTILE[name])


def _refused(client: TestClient, text: str) -> None:
    began = time.monotonic()
    said = send(client, text, "save")
    assert said.status_code in (200, 409, 413, 422)
    assert time.monotonic() - began < trying.WAIT + trying.QUEUE + 10
    assert "Traceback" not in said.text
    assert "/write" in str(said.url)
    if "id=" not in str(said.url):
        assert "Not saved" in said.text


@pytest.mark.long
@settings(max_examples=20, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_copy_of_a_doctrine_in_any_disorder_is_answered(client: TestClient, data: st.DataObject) -> None:
    """Lines of a shipped doctrine gone, doubled, changed about, and others put among them."""
    copy = page(client.get("/write?doctrine=opposed-fatwas").text).all("textarea")[0].raw.removeprefix("\n")
    lines = copy.splitlines(keepends=True)
    odd = st.sampled_from(
        ["```siyar\n", "  unless  \n", "rule x\n", "  and  x or\n", "\u2067\n", "---\n", "  needs  9e999\n"]
    )
    for _ in range(data.draw(st.integers(1, 6))):
        at = data.draw(st.integers(0, len(lines) - 1))
        match data.draw(st.sampled_from(["gone", "doubled", "moved", "odd", "ends"])):
            case "gone":
                del lines[at]
            case "doubled":
                lines[at:at] = lines[at : at + 20]
            case "moved":
                lines.insert(data.draw(st.integers(0, len(lines) - 1)), lines.pop(at))
            case "odd":
                lines.insert(at, data.draw(odd))
            case _:
                del lines[max(at, 1) :]
    began = time.monotonic()
    said = send(client, "".join(lines))
    assert said.status_code == 200
    assert "What was found" in said.text
    assert "takes too much time" not in said.text  # which is also said where the process ended by a bug
    assert time.monotonic() - began < trying.WAIT + trying.QUEUE + 10


def test_a_very_large_case_is_kept_and_not_asked_about(client: TestClient) -> None:
    """It would keep others waiting; where it is written that is said, and wherever it is asked about."""
    app = client.app
    assert isinstance(app, Starlette)
    large = FINE.replace("  Group  the band\n", MANY).replace("the band is", "the band 3 is")
    id = app.state.room.store.add("Large", large).id
    for path in ("case", "ruling", "compare", "timeline", "export/case.md"):
        said = client.get(f"/{path}", params={"case": f"saved:{id}"})
        assert said.status_code == 414
        assert "C013" in said.text
    said = client.post("/api/v1/ask", json={"case": f"saved:{id}"})
    assert (said.status_code, said.json()["error"]["code"]) == (422, "C013")


def test_an_abstract_case_is_made_for_some_questions_and_not_for_all(client: TestClient) -> None:
    every = list(client.app.state.room.desk.bench.questions)  # type: ignore[attr-defined]  # an application
    for path in ("case", "ruling", "compare"):
        said = client.get(f"/{path}", params={"case": "abstract", "q": every})
        assert (said.status_code, "C013" in said.text) == (414, True)
    assert client.get("/case", params={"case": "abstract", "q": every[:2]}).status_code == 200


@pytest.mark.long
@settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(
            [*FINE.splitlines(keepends=True), "```siyar\n", "  unless  \n", "rule x\n", "  given  it\n", "\u2067\n"]
        ),
        max_size=25,
    ).map("".join)
)
def test_whatever_is_written_is_answered(client: TestClient, text: str) -> None:
    said = send(client, text)
    assert said.status_code == 200
    assert "What was found" in said.text
