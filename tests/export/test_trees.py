"""Nothing evaluated is lost: in a whole tree every condition, every beaten rule and every obstacle appears."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest

from siyar.explain import Beaten, Met, Reason, WhyNot
from siyar.export import sitting_json, why_markdown, why_not_text, why_text
from siyar.export.to_markdown import escape
from siyar.hearing import Ruling, Sitting
from siyar.workbench import Workbench
from tests.export import market
from tests.stance.shipped import bench as shipped

Node = Met | Beaten | WhyNot


def nodes(ruling: Ruling) -> Iterator[Node]:
    for reason in ruling.why:
        yield from _of(reason)
    for obstacle in ruling.why_not:
        yield from _below(obstacle)


def _of(reason: Reason) -> Iterator[Node]:
    for met in reason.conditions:
        yield met
        if met.node:
            yield from _of(met.node)
    yield from reason.beaten
    for part in reason.parts:
        yield from _of(part)
    for obstacle in reason.why_not:
        yield from _below(obstacle)


def _below(obstacle: WhyNot) -> Iterator[WhyNot]:
    yield obstacle
    for below in obstacle.below:
        yield from _below(below)


def words(node: Node) -> tuple[str, ...]:
    """What must be read of a node."""
    match node:
        case Met():
            return (node.words,)
        case Beaten():
            return (node.use.id, node.words, *(f.partition(": ")[0] for f in node.failed), node.overridden_by)
        case WhyNot():
            return (node.words.replace(" (yes)", "").replace(" (no)", ""),)


def sittings() -> Iterator[tuple[Workbench, Sitting]]:
    for case, question in (
        ("market-day", "trade"),
        ("market-day", "storage"),
        ("market-day", "toll"),
        ("market-day", "bells"),
        ("two-tales", "trade"),
    ):
        yield market.bench(), market.ask(case, question)
    for case in ("banu-qaynuqa-squadron", "quzman-at-uhud", "hudaybiyya", "hudaybiyya-broken", "damascus-1240"):
        found = shipped().ask(case, doctrines=list(shipped().library.doctrines))
        assert isinstance(found, Sitting)
        yield shipped(), found


@pytest.fixture(scope="module")
def heard() -> list[tuple[Workbench, Sitting]]:
    return list(sittings())


def test_a_whole_tree_says_everything(heard: list[tuple[Workbench, Sitting]]) -> None:
    count = 0
    for bench, sitting in heard:
        text = why_text(sitting, bench.library, width=100_000)
        marked = why_markdown(sitting, bench.library)
        data = json.dumps(sitting_json(sitting, bench.library), ensure_ascii=False)
        for hearing in sitting.hearings:
            for ruling in hearing.asked:
                for node in nodes(ruling):
                    for part in words(node):
                        assert part in text, (sitting.case.id, node)
                        assert escape(part) in marked
                        assert json.dumps(part, ensure_ascii=False)[1:-1].partition("; known")[0] in data
                    count += 1
    assert count > 200


def test_every_obstacle_of_why_not() -> None:
    bench = market.bench()
    sitting = bench.why("two-tales", doctrines=["manual"], questions=["trade"], why_not="any")
    assert isinstance(sitting, Sitting)
    ruling = sitting.hearings[0].asked[0]
    text = why_not_text(sitting, "any", bench.library, width=100_000)
    found = [node for obstacle in ruling.why_not for node in _below(obstacle)]
    assert found
    for node in found:
        assert all(part in text for part in words(node))


def test_why_not_of_what_is_not_encoded_and_of_what_holds() -> None:
    bench = market.bench()
    absent = market.ask(doctrine="charter")
    assert "nothing can be said of that before it is encoded" in why_not_text(absent, "any", bench.library)
    assert "nothing: that holds here" in why_not_text(market.ask(), "permitted", bench.library)


def test_why_not_leaves_out_no_other_position() -> None:
    bench = Workbench.open()
    sitting = bench.why("hudaybiyya", doctrines=["hizb-qa"], questions=["truce"], why_not="forbidden")
    assert isinstance(sitting, Sitting)
    text = why_not_text(sitting, "forbidden", bench.library, width=100_000)
    others = text.partition("Other positions")[2]
    titles = [ruling.attributed.title for ruling in sitting.hearings[0].beside]
    assert len(titles) > 5
    assert [title for title in titles if title not in others] == []
