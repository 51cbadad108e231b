"""The API: what the commands print, one shape of refusal, everything bounded, whatever is sent."""

from __future__ import annotations

import json
import re
from pathlib import Path
from threading import BoundedSemaphore
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from siyar.export import sitting_json
from siyar.web import trying
from siyar.workbench import Workbench
from tests.web.document import page
from tests.web.test_writing import CASE

if TYPE_CHECKING:
    from starlette.testclient import TestClient

pytest.importorskip("fastapi", reason='needs the extra web: pip install "siyar[web]"')

V1 = "/api/v1"


def test_an_answer_is_that_of_the_command(client: TestClient) -> None:
    said = client.post(
        f"{V1}/ask", json={"case": "hudaybiyya", "doctrines": ["hizb-qa"], "questions": ["truce"]}
    ).json()
    bench = Workbench.open()
    sitting = bench.ask("hudaybiyya", doctrines=["hizb-qa"], questions=["truce"])
    assert not isinstance(sitting, tuple)
    assert said["found"] == json.loads(json.dumps(sitting_json(sitting, bench.library)))
    assert said["state"]["library"].startswith("sha256:")


ROUTES: list[tuple[str, dict[str, Any]]] = [
    ("ask", {"case": "a-truce"}),
    ("why-not", {"case": "a-truce", "word": "forbidden"}),
    ("whatif", {"case": "a-truce", "given": ["Eastland is Muslim"]}),
    ("interview", {"case": "abstract", "questions": ["truce"], "doctrines": ["hizb-qa"]}),
    ("compare", {"case": "hudaybiyya", "questions": ["truce"], "differences": True}),
    ("precedents", {"case": "quzman-at-uhud", "doctrines": ["hizb-qa"]}),
    ("timeline", {"case": "hudaybiyya-through-time", "doctrines": ["hanafi"]}),
    ("compare/doctrines", {"doctrines": ["hizb-qa", "hanafi"], "questions": ["help"]}),
    ("diff", {"old": "shafii", "new": "hanbali", "questions": ["help"]}),
    ("influence", {"doctrine": "hizb-qa", "questions": ["help"]}),
    ("evidence", {"doctrine": "hizb-qa", "questions": ["help"], "grader": "al-Albani", "least": "hasan"}),
    ("check", {"text": "no front matter"}),
    ("bulk", {"question": "truce", "doctrines": ["hizb-qa"], "rows": [{"given": []}, {"given": ["nonsense"]}]}),
]


@pytest.mark.parametrize(("route", "asked"), ROUTES, ids=[route for route, _ in ROUTES])
def test_every_route_answers(client: TestClient, route: str, asked: dict[str, Any]) -> None:
    said = client.post(f"{V1}/{route}", json=asked)
    assert said.status_code == 200, said.text[:400]
    assert set(said.json()) == {"state", "found"}


@pytest.mark.parametrize(
    "route",
    [
        "library",
        "list/cases?limit=3",
        "show/hizb-qa/help-of-an-entity",
        "search?find=truce",
        "audit/opposed-fatwas",
        "coverage/qa-2017",
        "schema/ask",
    ],
)
def test_what_there_is_can_be_looked_at(client: TestClient, route: str) -> None:
    assert client.get(f"{V1}/{route}").status_code == 200


def test_pages_follow_one_another(client: TestClient) -> None:
    whole = client.get(f"{V1}/list/cases?limit=200").json()["found"]
    first = client.get(f"{V1}/list/cases?limit=3").json()["found"]
    second = client.get(f"{V1}/list/cases?limit=3&offset=3").json()["found"]
    assert first["items"] + second["items"] == whole["items"][:6]
    assert first["total"] == whole["total"] > 200


@pytest.mark.parametrize(
    ("route", "asked", "status", "code"),
    [
        ("ask", {"case": "nothing"}, 404, "R009"),
        ("ask", {"case": "a-truce", "given": ["nonsense"]}, 422, "S001"),
        ("ask", {"case": "a-truce", "nonsense": 1}, 422, "request"),
        ("ask", {}, 422, "request"),
        ("ask", {"case": "x" * 700}, 422, "request"),
        ("whatif", {"case": "a-truce"}, 422, "C006"),
        ("timeline", {"case": "a-truce"}, 422, "C009"),
        ("compare/doctrines", {"doctrines": ["hizb-qa"]}, 422, "request"),
        ("compare/doctrines", {"doctrines": ["hizb-qa", "hanafi"], "given": ["x"] * 7}, 422, "request"),
        ("diff", {"old": "shafii", "new": "nothing"}, 404, "R009"),
        ("influence", {"doctrine": "nothing"}, 404, "R009"),
        ("evidence", {"doctrine": "hizb-qa", "grader": "nobody"}, 422, "W002"),
        ("bulk", {"question": "help", "kinds": ["Party:Person"], "rows": [{}]}, 422, "persons"),
        ("nothing", {}, 404, "http"),
    ],
)
def test_refusals_have_one_shape(client: TestClient, route: str, asked: dict[str, Any], status: int, code: str) -> None:
    said = client.post(f"{V1}/{route}", json=asked)
    assert said.status_code == status, said.text
    error = said.json()["error"]
    assert set(error) == {"status", "code", "message", "help", "problems"}
    assert (error["status"], error["code"]) == (status, code)


def test_a_form_is_no_json(client: TestClient) -> None:
    assert client.post(f"{V1}/ask", data={"case": "a-truce"}).status_code == 415
    assert client.post(f"{V1}/ask", content='{"case": "a-truce"}').status_code == 415


def test_a_text_is_kept_and_no_version_is_written_over(client: TestClient) -> None:
    wrong = client.post(f"{V1}/saved", json={"text": "no front matter"}).json()["found"]
    assert wrong["saved"] is None
    assert wrong["problems"]
    first = client.post(f"{V1}/saved", json={"text": CASE.format(title="First")}).json()["found"]["saved"]
    assert (first["title"], first["version"]) == ("First", 1)
    id = first["id"]
    assert client.get(f"{V1}/saved/{id}").json()["found"]["text"] == CASE.format(title="First")
    assert client.get(f"{V1}/saved").json()["found"]["items"][0] == first
    asked = client.post(f"{V1}/ask", json={"case": f"saved:{id}", "doctrines": ["hizb-qa"]})
    assert asked.status_code == 200
    second = {"text": CASE.format(title="Second"), "id": id, "version": 1}
    assert client.post(f"{V1}/saved", json=second).json()["found"]["saved"]["version"] == 2
    for said in (
        client.post(f"{V1}/saved", json={**second, "text": CASE.format(title="Third")}),
        client.delete(f"{V1}/saved/{id}", params={"version": 1}),
    ):
        assert (said.status_code, said.json()["error"]["code"]) == (409, "conflict")
    assert client.get(f"{V1}/saved/{id}").json()["found"]["text"] == CASE.format(title="Second")
    assert client.delete(f"{V1}/saved/{id}", params={"version": 2}).status_code == 200
    for said in (client.get(f"{V1}/saved/{id}"), client.delete(f"{V1}/saved/{id}", params={"version": 2})):
        assert (said.status_code, set(said.json())) == (404, {"error"})


@pytest.mark.parametrize(
    ("name", "value", "status", "code"), [("WAIT", 0.05, 422, "time"), ("LARGEST", 10, 413, "large")]
)
def test_why_a_text_was_not_tried_is_said(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, name: str, value: float, status: int, code: str
) -> None:
    monkeypatch.setattr(trying, name, value)
    for route in ("check", "saved"):
        said = client.post(f"{V1}/{route}", json={"text": CASE.format(title="A case")})
        assert (said.status_code, said.json()["error"]["code"]) == (status, code)


def test_a_text_waits_for_others_and_not_for_ever(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(trying, "_PLACES", BoundedSemaphore(1))
    monkeypatch.setattr(trying, "QUEUE", 0.05)
    with trying._PLACES:
        said = client.post(f"{V1}/check", json={"text": CASE.format(title="A case")})
    assert (said.status_code, said.json()["error"]["code"], said.headers["retry-after"]) == (503, "busy", "5")


def test_what_the_table_of_pages_says_is_there(client: TestClient) -> None:
    """The table in docs/web.md of what pages do and programs ask for: each route in it is one, none is left out."""
    words = Path("docs/web.md").read_text(encoding="utf-8")
    table = words.partition("| page | for programs |")[2].partition("\n\n")[0]
    named = {one for one in re.findall(r"`([^`]+)`", table) if not one.startswith("/")} - {"find", "given", "abstract"}
    there = {path.removeprefix("/") for path in client.get(f"{V1}/openapi.json").json()["paths"]}
    there = {one.removesuffix(":path}") + "}" if one.endswith(":path}") else one for one in there}
    assert named - {"every_reading"} <= there
    assert {one.partition("/")[0] for one in there} - {one.partition("/")[0] for one in named} == {"library", "schema"}


def test_what_the_forms_of_pages_are_filled_from(client: TestClient) -> None:
    """Who can be in an abstract case, who graded, what is on a list with some words, every way of reading."""
    found = client.get(f"{V1}/kinds/help").json()["found"]
    assert "Group" in found["Party"]
    assert client.get(f"{V1}/kinds/nothing").status_code == 404
    assert "al-Albani" in client.get(f"{V1}/graders").json()["found"]
    some = client.get(f"{V1}/list/cases?find=hudaybiyya").json()["found"]
    assert some["total"] < client.get(f"{V1}/list/cases").json()["found"]["total"]
    assert "hudaybiyya" in [one["id"] for one in some["items"]]
    asked = {"case": "banu-qaynuqa-squadron", "questions": ["help"], "doctrines": ["hizb-qa"], "narrowed": True}
    one, every = (
        client.post(f"{V1}/ask", json={**asked, "every_reading": each}).json()["found"]["rulings"]
        for each in (False, True)
    )
    assert len(every) > len(one) == 1
    copy = client.get(f"{V1}/beginning/doctrine?copy_of=maliki").json()["found"]["text"]
    assert copy == page(client.get("/write?doctrine=maliki").text).all("textarea")[0].raw.removeprefix("\n")
    assert "case a-case-of-mine" in client.get(f"{V1}/beginning/case").json()["found"]["text"]
    assert client.get(f"{V1}/beginning/doctrine?copy_of=nothing").status_code == 404
    assert client.get(f"{V1}/beginning/case?copy_of=maliki").status_code == 422


def test_what_no_route_takes_is_refused_in_the_same_shape(client: TestClient) -> None:
    for path in ("nothing", "audit/a%0Ab", "show/a%0Ab"):
        said = client.get(f"{V1}/{path}")
        assert (said.status_code, set(said.json())) == (404, {"error"})


def test_what_a_route_allows_is_said_in_full(client: TestClient) -> None:
    for path, allowed in (("saved", "GET, POST"), ("saved/x", "DELETE, GET"), ("ask", "POST")):
        said = client.options(f"{V1}/{path}")
        assert (said.status_code, said.headers["allow"]) == (405, allowed)


def test_the_description_is_whole(client: TestClient) -> None:
    document = client.get(f"{V1}/openapi.json").json()
    assert document["openapi"].startswith("3.1")
    for route, _ in ROUTES:
        assert f"/{route}" in document["paths"]
    page = client.get("/api").text
    assert all(path in page for path in document["paths"])
    assert client.get(f"{V1}/docs").url.path == "/api"
    documented = client.app.state.api  # type: ignore[attr-defined]  # an application
    assert (documented.docs_url, documented.redoc_url) == (None, None)  # pages that fetch what they need from elsewhere


words = st.text(max_size=40) | st.sampled_from(
    ["a-truce", "truce", "hizb-qa", "Eastland", "the truce is a truce", "abstract", "Party:Group"]
)
lists = st.lists(words, max_size=4) | words | st.integers() | st.none()


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    route=st.sampled_from([route for route, _ in ROUTES if route != "check"]),
    asked=st.fixed_dictionaries(
        {},
        optional={
            "case": words, "questions": lists, "doctrines": lists, "given": lists, "unset": lists, "readings": lists,
            "without": lists, "about": words, "kinds": lists, "word": words, "narrowed": st.booleans() | words,
            "old": words, "new": words, "doctrine": words, "grader": words,
            "rows": st.lists(st.fixed_dictionaries({"given": lists}), max_size=2),
        },
    ),
)  # fmt: skip
def test_whatever_is_sent_is_answered_or_refused(client: TestClient, route: str, asked: dict[str, Any]) -> None:
    said = client.post(f"{V1}/{route}", json=asked)
    assert said.status_code in (200, 404, 422)
    assert said.status_code == 200 or set(said.json()) == {"error"}
