"""Doctrines side by side, in a case and over all cases; what is found by looking for words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from siyar.export.sheet import Item
from siyar.web.drawing import MOST, along, place_of, svg
from tests.web.document import page

if TYPE_CHECKING:
    from starlette.testclient import TestClient


def test_every_cell_leads_to_its_reasons(client: TestClient) -> None:
    document = page(client.get("/compare?case=hudaybiyya&q=truce").text)
    (matrix,) = document.all("table", **{"class": "matrix"})
    ids = {node.attributes["id"] for tag in ("li", "section") for node in document.all(tag) if "id" in node.attributes}
    links = [a for a in matrix.all("a") if a.attributes["href"].startswith("#")]
    assert len(links) > 10
    for link in links:
        assert link.attributes["href"][1:] in ids
        if "title" in link.attributes:  # a cell: whose word it is stands with it
            whose = link.attributes["title"].partition(":")[0]
            assert whose in document.text


def test_differences_only_is_said_and_leaves_rows_out(client: TestClient) -> None:
    every = page(client.get("/compare?case=hudaybiyya&q=truce").text)
    some = page(client.get("/compare?case=hudaybiyya&q=truce&differences=1").text)
    assert len(some.all("section", **{"class": "hearing"})) <= len(every.all("section", **{"class": "hearing"}))
    assert "only rows on which two doctrines part are shown" in some.text
    assert "Where they part" in some.text


def test_one_click_puts_a_smallest_case(client: TestClient) -> None:
    document = page(client.get("/compare/doctrines?d=hizb-qa&d=hanafi&q=help").text)
    links = [a for a in document.all("a") if a.text == "Put this case"]
    assert links
    for link in links[:4]:
        put = page(client.get(link.attributes["href"]).text)
        assert "An abstract case" in put.text
        rulings = page(client.get(link.attributes["href"].replace("/case?", "/ruling?")).text)
        one, other = rulings.all("article")[:2]
        assert one.all("span", **{"class": "says"})[0].text != other.all("span", **{"class": "says"})[0].text


def test_doctrines_alone_are_not_compared(client: TestClient) -> None:
    assert client.get("/compare/doctrines?d=hizb-qa").status_code == 200
    assert client.get("/compare/doctrines?d=hizb-qa&d=nothing").status_code == 422


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("squadron", "Rules"),
        ("AHD", "Sentences of the vocabulary"),
        ("fire of the polytheists", "Evidence and citations"),
    ],
)
def test_words_are_found(client: TestClient, words: str, kind: str) -> None:
    document = page(client.get("/search", params={"find": words}).text)
    if kind not in document.text:
        pytest.fail(f"{kind}: {document.text[:400]}")


def test_nothing_is_found_in_words(client: TestClient) -> None:
    assert "Nothing was found." in page(client.get("/search?find=zzzzqqq").text).text


def test_the_place_a_rule_is_found_at_is_on_the_page(client: TestClient) -> None:
    document = page(client.get("/search?find=help-of-an-entity").text)
    href = next(a.attributes["href"] for a in document.all("a") if "#rule-" in a.attributes["href"])
    address, _, place = href.partition("#")
    assert f'id="{place}"' in client.get(address).text


def test_a_large_tree_is_drawn_as_far_as_it_can_be_read() -> None:
    wide = Item(
        "root", tuple(Item(f"child {n}", tuple(Item(f"leaf {n}.{m} <b>") for m in range(20))) for n in range(20))
    )
    drawn = svg("a tree & more", [wide])
    assert drawn.count("<rect") <= MOST
    assert "and 20 more below" in drawn
    assert "a tree &amp; more" in drawn
    around = svg("a tree", [wide], at=(0, 3), link=str)
    assert around.count("<rect") == 21
    assert "leaf 3.19" in around
    led = svg("a tree", [wide], link=lambda place: f"?at={place}&x")
    assert led.count("<a href=") == 20
    assert "?at=(0, 19)&amp;x" in led
    assert [item.words for _, item in along([wide], place_of("0.3.1.9"))] == ["root", "child 3", "leaf 3.1 <b>"]
    assert place_of("0.x") == place_of("-1") == ()
    small = svg("t", [Item("root", (Item("<script>alert(1)</script>"),))])
    assert "<script" not in small
    assert small.count("<rect") == 2


def test_one_click_puts_the_smallest_case_of_all(client: TestClient) -> None:
    shown = page(client.get("/compare/doctrines?d=hizb-qa&d=hanafi&q=help").text)
    (button,) = [a for a in shown.all("a") if a.text == "Put the smallest case on which they differ"]
    others = [a.attributes["href"] for a in shown.all("a") if a.text == "Put this case"]
    assert button.attributes["href"] in others
    assert min(one.count("given=") for one in others) == button.attributes["href"].count("given=")
    compared = page(client.get(button.attributes["href"].replace("/case?", "/compare?")).text)
    assert "Where they part" in compared.text


def test_a_reported_opinion_is_said_with_whose_it_is(client: TestClient) -> None:
    for language, said in (("en", "Reported (Malik b. Anas): discouraged"), ("ar", "منقول عن مالك بن أنس: ")):
        shown = page(client.get(f"/compare?case=cyprus-800&q=breach&lang={language}").text).text
        assert said in " ".join(shown.split())


def test_doctrines_are_offered_in_their_fixed_order(client: TestClient) -> None:
    boxes = page(client.get("/cases/abstract?q=help").text).all("input", name="d")
    ids = [box.attributes["value"] for box in boxes]
    assert ids[:6] == ["hizb-essay", "hizb-qa", "hanafi", "maliki", "shafii", "hanbali"]


def test_a_long_difference_is_told_by_what_each_says_alone(client: TestClient) -> None:
    for language, fits in (("en", "by the first of these that fits"), ("ar", "بأول ما ينطبق من هذه")):
        shown = page(client.get(f"/compare/doctrines?d=npt-1968&d=un-charter&q=state&lang={language}").text).text
        assert shown.count(fits) == 2
        assert "more of these conditions" not in shown
