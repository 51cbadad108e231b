"""Every page: well formed, titled, escaped, nothing run inside it, with addresses that lead somewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.web.document import Node, page

if TYPE_CHECKING:
    from starlette.testclient import TestClient

#: Links followed to one kind of page.
FEW = 2

PAGES = [
    "/",
    "/stance",
    "/cases",
    "/cases?find=truce&dated=1",
    "/cases/abstract",
    "/cases/abstract?q=help",
    "/case?case=a-truce",
    "/case?case=hudaybiyya&q=truce&d=hanafi",
    "/ruling?case=banu-qaynuqa-squadron&d=hizb-qa&q=help",
    "/ruling?case=abstract&q=truce&only=1",
    "/reasons?case=a-truce&q=truce&d=hizb-qa",
    "/reasons?case=banu-qaynuqa-squadron&d=hizb-qa&q=help&at=0.1",
    "/why-not?case=hudaybiyya&word=forbidden",
    "/compare?case=hudaybiyya&q=truce",
    "/compare?case=a-truce&q=truce&given=Eastland+is+Muslim&differences=1",
    "/compare/doctrines",
    "/compare/doctrines?d=hizb-qa&d=hanafi&q=truce",
    "/what-if?case=a-truce",
    "/what-if?case=a-truce&given=Eastland+is+Muslim",
    "/precedents?case=quzman-at-uhud&d=hizb-qa",
    "/timeline?case=hudaybiyya-through-time&d=hanafi",
    "/diff",
    "/diff?d=shafii&d=hanbali&q=help",
    "/influence",
    "/influence?d=hizb-qa&q=help",
    "/evidence?d=hizb-qa&by=al-Albani&least=hasan",
    "/sources",
    "/coverage/qa-2017",
    "/doctrines",
    "/doctrine/hizb-qa",
    "/audit/opposed-fatwas",
    "/duties",
    "/show/hizb-qa/help-of-an-entity",
    "/show/qa-2017",
    "/write",
    "/write?what=doctrine",
    "/write?doctrine=hizb-qa",
    "/write?case=a-truce&given=Eastland+is+Muslim",
    "/tables",
    "/saved",
    "/api",
    "/search",
    "/search?find=squadron",
]


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_whole(client: TestClient, address: str, language: str) -> None:
    said = client.get(address, headers={"accept-language": language})
    assert said.status_code == 200
    document = page(said.text)
    (html,) = document.all("html")
    assert html.attributes == {"lang": language, "dir": "rtl" if language == "ar" else "ltr"}
    assert len(document.all("h1")) == 1
    assert len(document.all("main")) == 1
    assert document.all("title")[0].text
    _labelled(document)
    _nothing_inside(document)
    ids = [
        node.attributes["id"]
        for tag in ("h1", "h2", "h3", "h4", "main", "p", "input")
        for node in document.all(tag)
        if "id" in node.attributes
    ]
    assert len(ids) == len(set(ids))


def _labelled(document: Node) -> None:
    """Everything that is filled in says what it is."""
    for tag in ("input", "select", "textarea"):
        for one in document.all(tag):
            if one.attributes.get("type") == "hidden":
                continue
            within, labelled = one.within, "aria-label" in one.attributes
            while within is not None:
                labelled = labelled or within.tag == "label"
                within = within.within
            assert labelled, one.attributes


def _nothing_inside(document: Node) -> None:
    """The content security policy would refuse it in any case; nothing is to depend on that."""
    assert not document.all("style")
    assert all(
        script.attributes.get("src", "").startswith("/static/") and not script.text for script in document.all("script")
    )

    def walk(node: Node) -> None:
        assert "style" not in node.attributes, node.attributes
        assert not [name for name in node.attributes if name.startswith("on")], node.attributes
        for part in node.parts:
            if isinstance(part, Node):
                walk(part)

    walk(document)


def test_links_lead_somewhere(client: TestClient) -> None:
    """Of every page: none leads away from the server; of each kind of page the first few are followed."""
    followed: dict[str, int] = {}
    for address in PAGES:
        document = page(client.get(address).text)
        for href in dict.fromkeys(a.attributes["href"].partition("#")[0] for a in document.all("a")):
            assert not href or href.startswith("/"), f"{href} leads away from the server"
            kind = href.partition("?")[0]
            if href and followed.get(kind, 0) < FEW:
                followed[kind] = followed.get(kind, 0) + 1
                assert client.get(href).status_code == 200, href
    assert len(followed) > 15


def test_a_prefix_stands_before_every_address(client: TestClient) -> None:
    from starlette.testclient import TestClient as Client

    under = Client(client.app, base_url="http://localhost", root_path="/tool")
    document = page(under.get("/case?case=a-truce").text)
    found = [
        n.attributes.get("href") or n.attributes.get("action") or n.attributes.get("src") or ""
        for tag in ("a", "form", "link", "script")
        for n in document.all(tag)
    ]
    assert found
    assert all(one.startswith(("/tool/", "#")) for one in found), found


def test_what_is_not_there_is_refused_in_words(client: TestClient) -> None:
    said = client.get("/ruling", params={"case": "hudaybiya"})
    assert said.status_code == 404
    assert "did you mean `hudaybiyya`?" in page(said.text).text
    assert client.get("/no-such-page").status_code == 404
    assert client.get("/ruling", params={"case": "hudaybiyya", "reading": "hizb-qa/nothing=x"}).status_code == 404


def test_what_a_user_writes_is_shown_and_not_run(client: TestClient) -> None:
    hostile = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
    for address in ("/case", "/ruling", "/why-not", "/cases"):
        for name in ("case", "given", "about", "find", "word", "unread", "q", "d", "reading", "without", "kind"):
            asked = {"case": "a-truce", name: hostile}
            said = client.get(address, params=asked)
            assert said.status_code < 500, (address, name)
            document = page(said.text)
            _nothing_inside(document)
            assert not [img for img in document.all("img") if img.attributes.get("src") == "x"]


def test_a_state_without_end_is_refused(client: TestClient) -> None:
    assert client.get("/case", params={"case": "a-truce", "given": "x" * 700}).status_code == 414
    assert (
        client.get("/case", params=[("case", "a-truce"), *(("given", f"x{n}") for n in range(99))]).status_code == 414
    )
    assert client.get("/case", params={"case": "x" * 9000}).status_code == 414
