"""Pages say what the workbench says, and never a status without whose it is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from siyar.export.wording import clause, missing
from siyar.sources.aligning import align
from siyar.sources.holding import Shelf
from siyar.sources.marks import mark
from siyar.workbench import Workbench
from tests.web.document import page

if TYPE_CHECKING:
    from starlette.testclient import TestClient


def test_a_ruling_stands_with_whose_it_is_and_the_other_positions(client: TestClient) -> None:
    document = page(client.get("/ruling?case=banu-qaynuqa-squadron&d=hizb-qa&q=help").text)
    bench = Workbench.open()
    sitting = bench.ask("banu-qaynuqa-squadron", doctrines=["hizb-qa"], questions=["help"])
    assert not isinstance(sitting, tuple)
    hearing = sitting.hearings[0]
    cards = [one.text for one in document.all("article")]
    assert len(cards) == len(hearing.asked)
    for card, ruling in zip(cards, hearing.asked, strict=True):
        assert card.startswith(ruling.attributed.title)
        assert clause(ruling.attributed)[1:] in card
        assert "reviewed by: no scholar yet" in card
    (cells,) = document.all("ul", **{"class": "cells"})
    shown = [part.text for part in cells.parts if not isinstance(part, str)]
    assert len(shown) == len(hearing.beside)
    for cell, ruling in zip(shown, hearing.beside, strict=True):
        assert cell.startswith(ruling.attributed.title)
        assert clause(ruling.attributed, missing(ruling))[1:] in cell
        assert ruling.anachronism in cell


def test_narrowing_is_said(client: TestClient) -> None:
    document = page(client.get("/ruling?case=hudaybiyya&d=hizb-qa&only=1").text)
    assert "Narrowed by the user" in document.text
    assert not document.all("ul", **{"class": "cells"})


def test_a_reading_switched_runs_the_ruling_again(client: TestClient) -> None:
    document = page(client.get("/ruling?case=banu-qaynuqa-squadron&d=hizb-qa&q=help").text)
    others = [a.attributes["href"] for a in document.all("a") if "reading=" in a.attributes["href"]]
    assert others
    for href in others:
        after = page(client.get(href).text)
        assert "Supposed by the user" in after.text


def test_a_ground_taken_away_is_said_and_can_be_put_back(client: TestClient) -> None:
    document = page(client.get("/ruling?case=banu-qaynuqa-squadron&d=hizb-qa&q=help").text)
    away = next(a for a in document.all("a") if a.text == "take away")
    after = page(client.get(away.attributes["href"]).text)
    assert "without, as the user asked" in after.text
    assert [a for a in after.all("a") if a.text == "take back"]


def test_passages_stand_beside_rules_where_a_copy_is_kept_and_not_for_others(
    client: TestClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from starlette.testclient import TestClient as Client

    from siyar.web.app import create_app
    from siyar.web.room import Settings

    monkeypatch.setenv("SIYAR_DATA", str(tmp_path))
    address = "/ruling?case=banu-qaynuqa-squadron&d=hizb-qa&q=help"
    words = "A sentence of an invented copy about a squadron."
    assert words not in client.get(address).text
    Shelf.own().add("qa-2017", "copy.txt", "", words, align(words, [mark("P10.S4", words)]))
    assert words in client.get(address).text
    elsewhere = Client(
        create_app(Workbench.open(), Settings(token="a-token")),
        base_url="http://library.example",
        follow_redirects=True,
    )
    told = elsewhere.get(f"{address}&token=a-token")
    assert told.status_code == 200
    assert words not in told.text


def test_facts_of_a_ruling_are_switches(client: TestClient) -> None:
    """What it turns on both ways, what is given the other way; each leads to the ruling on it."""
    open_ = page(client.get("/ruling?case=a-truce&d=hizb-qa").text)
    links = {a.text: a.attributes["href"] for a in open_.all("a")}
    for words in ("Eastland is Muslim", "Eastland is not Muslim", "Eastland stands wholly on land of its own"):
        assert words in page(client.get(links[words]).text).all("section", **{"class": "supposed"})[0].text
    given = page(client.get("/ruling?case=banu-qaynuqa-squadron&d=hizb-qa&q=help").text)
    links = {a.text: a.attributes["href"] for a in given.all("a")}
    assert "the squadron is not Muslim" not in links
    then = page(client.get(links["the squadron is Muslim"]).text)
    assert "the squadron is Muslim" in then.all("section", **{"class": "supposed"})[0].text
    # Another one supposed leaves the first as it is.
    both = page(client.get(links["the squadron fights under no banner of its own"]).text)
    again = {a.text: a.attributes["href"] for a in both.all("a")}["the squadron is Muslim"]
    assert len(page(client.get(again).text).all("section", **{"class": "supposed"})[0].all("li")) == 2


def test_no_fact_is_a_switch_towards_an_act_of_force(client: TestClient) -> None:
    asked = "case=a-member-attacked-and-the-council-acts&d=un-charter&q=authority"
    shown = page(client.get("/ruling", params=f"{asked}&about=for Westland to make war on Eastland").text)
    (card,) = shown.all("article")
    assert "for Westland to make war on Eastland" in shown.text
    assert not card.all("details", **{"class": "switches supposing served"})


def test_past_cases_stand_by_what_was_held(client: TestClient) -> None:
    shown = page(client.get("/ruling?case=banu-qaynuqa-squadron&d=hizb-qa&q=help").text)
    (past,) = shown.all("details", **{"class": "precedents"})
    alike, otherwise = past.text.split("Held otherwise")
    assert "the precedent squadron" in alike
    assert "the precedent quzman" in otherwise


def test_a_grade_sets_evidence_aside(client: TestClient) -> None:
    asked = "case=banu-qaynuqa-squadron&d=hizb-qa&q=help"
    then = client.get(f"/ruling/graded?{asked}&of=hizb-qa&by=al-Albani&least=hasan")
    assert "without=hizb-qa%2Ffire-of-the-polytheists" in str(then.url)
    assert "fire-of-the-polytheists" in page(then.text).all("section", **{"class": "supposed"})[0].text
    for wrong in ("of=hizb-qa&by=nobody&least=hasan", "of=hizb-qa&by=al-Albani&least=best", "of=x&by=al-Albani"):
        assert client.get(f"/ruling/graded?{asked}&{wrong}").status_code == 422


def test_what_a_grader_ranks_lower_is_named_with_what_rests_on_it(client: TestClient) -> None:
    shown = page(client.get("/evidence?d=hizb-qa&by=al-Albani&least=hasan").text).text
    assert "without what al-Albani ranks lower than hasan" in shown
    assert client.get("/evidence?d=hizb-qa&without=nothing").status_code == 422
