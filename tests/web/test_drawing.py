"""Reasons drawn: one box for what is said twice, no box over another, nothing of a user's in what Graphviz reads."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from siyar.export.lettering import Lettering, Stretch
from siyar.export.sheet import Item
from siyar.web import boxes
from siyar.web.drawing import MOST, WIDTH, svg

BOX = re.compile(r'<rect x="(-?[\d.]+)" y="([\d.]+)" width="290" height="(\d+)"')
SIZE = re.compile(r'width="(\d+)" height="(\d+)"')


def shared() -> Item:
    fact = Item("the city is walled", (Item("the walls stand"),))
    return Item("root", (Item("a rule", (fact,)), Item("another rule", (Item("a third", (fact,)),))))


def test_what_is_said_twice_is_one_box_with_a_line_from_each() -> None:
    drawn = svg("t", [shared()])
    assert drawn.count(">the city is walled</text>") == 1
    assert drawn.count("<rect") == 6
    assert drawn.count("<path") == 6


def test_two_trees_are_never_joined() -> None:
    assert svg("t", [shared(), shared()]).count("<rect") == 12


def test_the_same_words_with_other_reasons_are_another_box() -> None:
    one = Item("root", (Item("so", (Item("a"),)), Item("so", (Item("b"),))))
    assert svg("t", [one]).count("<rect") == 5


@settings(max_examples=40, deadline=None)
@given(
    st.recursive(
        st.builds(Item, st.sampled_from(["a", "b", "a long one " * 12, "c"])),
        lambda parts: st.builds(Item, st.sampled_from(["d", "e"]), st.lists(parts, max_size=4).map(tuple)),
        max_leaves=40,
    ),
    st.booleans(),
)
def test_every_box_is_on_the_page_and_none_over_another(root: Item, leftward: bool) -> None:
    drawn = svg("t", [root, root], lettering=Lettering("ar" if leftward else "en", leftward, lambda w: (Stretch(w),)))
    size = SIZE.search(drawn)
    assert size
    placed = [(float(x), float(y), float(h)) for x, y, h in BOX.findall(drawn)]
    assert 0 < len(placed) <= 2 * MOST
    for x, y, high in placed:
        assert 0 <= x <= float(size[1]) - WIDTH
        assert 0 <= y <= float(size[2]) - high
    for (x, y, high), (left, top, tall) in combinations(placed, 2):
        assert abs(x - left) >= WIDTH or y + high <= top or top + tall <= y


def test_the_reasons_stay_in_their_order() -> None:
    drawn = svg("t", [Item("root", tuple(Item(f"reason {n}") for n in range(20)))])
    said = re.findall(r'<text [^>]*y="([\d.]+)"[^>]*>reason (\d+)<', drawn)
    found = [float(y) for y, _ in sorted(said, key=lambda pair: int(pair[1]))]
    assert len(found) == 20
    assert found == sorted(found)


def test_several_are_drawn_at_once() -> None:
    trees = [Item("root", tuple(Item(f"{n} {m}") for m in range(n))) for n in range(1, 9)]
    alone = [svg("t", [one]) for one in trees]
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda one: svg("t", [one]), trees * 6)) == alone * 6


def test_without_graphviz_the_list_is_left_and_it_is_said_what_it_would_add(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = {"case": "hudaybiyya", "q": "truce"}
    assert ".svg?" in client.get("/ruling", params=asked).text
    monkeypatch.setattr(boxes, "find_spec", lambda name: None)
    page = client.get("/ruling", params=asked).text
    assert "siyar[graph]" in page
    assert ".svg?" not in page
    for at in ("/reasons", "/export/ruling.svg"):
        refused = client.get(at, params=asked)
        assert refused.status_code == 422
        assert "siyar[graph]" in refused.text
