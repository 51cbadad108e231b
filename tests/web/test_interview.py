"""The interview by links and forms alone, as somebody without a script goes through it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlsplit

from siyar.workbench import Workbench
from tests.web.document import Node, page

if TYPE_CHECKING:
    from httpx2 import Response
    from starlette.testclient import TestClient


def send(client: TestClient, document: Node, answer: str) -> Response:
    """The form of the interview sent with an answer."""
    (form,) = [f for f in document.all("form") if f.attributes["action"] == "/case/answer"]
    fields = [(i.attributes["name"], i.attributes["value"]) for i in form.all("input", type="hidden")]
    return client.get("/case/answer", params=[*fields, ("answer", answer)])


def state(said: Response) -> list[tuple[str, str]]:
    return parse_qsl(urlsplit(str(said.url)).query)


def test_only_what_can_still_matter_is_asked_until_all_is_settled(client: TestClient) -> None:
    said = client.get(
        "/case", params={"case": "quzman-at-uhud", "d": "hizb-qa", "q": "help", "unset": "Quzman comes singly"}
    )
    asked = 0
    said = client.get("/case", params={"case": "abstract", "d": "hizb-qa", "q": "help", "kind": "Party:Group"})
    document = page(said.text)
    while [f for f in document.all("form") if f.attributes["action"] == "/case/answer"]:
        assert "Why this is asked:" in document.text
        answers = [i.attributes["value"] for i in document.all("input", name="answer")]
        said = send(client, document, answers[0])
        assert said.status_code == 200
        document = page(said.text)
        asked += 1
        assert asked < 20
    assert asked > 1
    assert "Settled: no further fact can change what is said here." in document.text


def test_a_changed_answer_leaves_the_others(client: TestClient) -> None:
    first = send(client, page(client.get("/case?case=a-truce&d=hizb-qa").text), "no")
    second = send(client, page(first.text), "no")
    given = [value for name, value in state(second) if name == "given"]
    assert len(given) == 2
    asked = client.get("/case", params=[*state(second), ("change", given[0])])
    third = send(client, page(asked.text), "yes")
    changed = [value for name, value in state(third) if name == "given"]
    assert len(changed) == 2
    assert given[1] in changed
    assert given[0] not in changed


def test_what_is_not_known_is_not_asked_again(client: TestClient) -> None:
    document = page(client.get("/case?case=a-truce&d=hizb-qa").text)
    question = document.all("legend")[0].text
    after = send(client, document, "unknown")
    assert ("skip", question) in state(after)
    assert page(after.text).all("legend")[0].text != question
    assert "Not known" in page(after.text).text


def test_a_line_of_the_case_can_be_changed_and_taken_back(client: TestClient) -> None:
    asked = client.get("/case", params={"case": "a-truce", "change": "the term of the truce is 10 years"})
    after = send(client, page(asked.text), "3 years")
    assert ("given", "the term of the truce is 3 years") in state(after)
    document = page(after.text)
    taken = next(a for a in document.all("a") if a.attributes.get("aria-label", "").startswith("take back"))
    assert "given" not in dict(parse_qsl(urlsplit(taken.attributes["href"]).query))


def test_an_answer_that_cannot_be_read_says_how_to_write_one(client: TestClient) -> None:
    asked = client.get("/case", params={"case": "a-truce", "change": "the term of the truce is 10 years"})
    after = send(client, page(asked.text), "a while")
    document = page(after.text)
    assert [n for n in document.all("p") if n.attributes.get("role") == "alert"]
    assert document.all("input", name="answer")[0].attributes["aria-invalid"] == "true"


def test_no_interview_leads_to_an_act_of_force(client: TestClient) -> None:
    bench = Workbench.open()
    act = next(s for s in bench.sentences.values() if s.force)
    question = next(q.id for q in bench.questions.values() if act.id in q.about)
    said = client.get("/case", params={"case": "abstract", "q": question})
    document = page(said.text)
    asked = [i.attributes["value"] for i in document.all("input", name="ask")]
    from siyar.language.unparse import template  # the words of the act without its places

    bare = template(act.text)
    assert all(bare.split()[0] not in words.split() for words in asked)
