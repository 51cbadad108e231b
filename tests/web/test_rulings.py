"""Pages say what the workbench says, and never a status without whose it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from siyar.export.wording import clause, missing
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
