"""What `siyar ask`, `why` and `why --not` print, as people read it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from siyar.diagnostics.dresses import columns
from siyar.export import sitting_markdown, sitting_text, why_not_text, why_text
from siyar.export.layout import lines
from siyar.export.sheet import Item
from siyar.export.sitting import BUDGET, explanations, short
from siyar.hearing import Sitting
from tests.export.market import ask, bench, ruling
from tests.sample import some
from tests.stance.shipped import bench as shipped

Golden = Callable[[str, str], None]


@pytest.mark.parametrize("question", ["trade", "storage", "toll", "bells"])
def test_the_answers_of_the_invented_world(question: str, golden: Golden) -> None:
    golden(f"market-{question}.txt", sitting_text(ask(question=question), bench().library))


def test_two_accounts(golden: Golden) -> None:
    golden("two-tales.txt", why_text(ask("two-tales"), bench().library))


def test_the_same_in_markdown(golden: Golden) -> None:
    golden("market-trade.md", sitting_markdown(ask(), bench().library))


@pytest.mark.parametrize("case", ["banu-qaynuqa-squadron", "quzman-at-uhud", "hudaybiyya"])
def test_cases_of_the_library(case: str, golden: Golden) -> None:
    sitting = shipped().ask(case)
    assert isinstance(sitting, Sitting)
    golden(f"{case}.txt", sitting_text(sitting, shipped().library))


def test_why_not(golden: Golden) -> None:
    sitting = bench().why("market-day", doctrines=["manual"], questions=["trade"], why_not="forbidden")
    assert isinstance(sitting, Sitting)
    golden("market-why-not.txt", why_not_text(sitting, "forbidden", bench().library))


@pytest.mark.parametrize("width", [60, 72, 100, 160])
def test_no_line_is_wider_than_asked(width: int) -> None:
    for full in (False, True):
        text = sitting_text(ask(question="storage"), bench().library, width=width, full=full)
        assert max(columns(line) for line in text.splitlines()) <= width


@pytest.mark.parametrize("count", [60, pytest.param(10_000, marks=pytest.mark.long)])  # all of them: two minutes
def test_the_default_explanation_of_a_library_case_fits(count: int) -> None:
    def measure(items: tuple[Item, ...]) -> int:
        return sum(1 for _ in lines(items, 100))

    library = shipped().library
    for case in some(list(library.cases), count):
        sitting = shipped().ask(case)
        assert isinstance(sitting, Sitting), case
        for hearing in sitting.hearings:
            items = explanations(hearing.asked, library, measure, case)
            assert sum(measure((item,)) for item in items) <= BUDGET, (case, hearing.about)


def test_where_no_rule_is_shown_its_speakers_are_still_named() -> None:
    sitting = shipped().ask("damascus-1240", questions=["help"], doctrines=["other-voices"])
    assert isinstance(sitting, Sitting)
    (ruling,) = (r for r in sitting.hearings[0].asked if r.attributed.doctrine == "other-voices")
    narrow, wide = (
        short(ruling, shipped().library, lambda items: sum(1 for _ in lines(items, 100)), room, sitting.case.id)
        for room in (1, 99)
    )
    assert "voice: the jurist named with each rule (here Ibn Hazm, 11th century" in narrow.parts[0].words
    assert "spoken by Ibn Hazm, 11th century" in " ".join(item.words for item in wide.parts)
    assert "(here" not in wide.parts[0].words


def test_what_is_left_out_is_said() -> None:
    sitting = shipped().ask("two-polities", doctrines=["hizb-qa", "hizb-essay"], questions=["treaty"])
    assert isinstance(sitting, Sitting)
    text = sitting_text(sitting, shipped().library)
    assert "… (siyar why two-polities)" in text
    assert "…" not in why_text(sitting, shipped().library)


def test_other_positions_stand_beside_unless_narrowed() -> None:
    library = bench().library
    assert "Other positions" in sitting_text(ask(), library)
    narrow = sitting_text(ask(narrowed=True), library)
    assert "narrowed by the user" in narrow
    assert "The charter" not in narrow


def test_a_silence_is_told_from_what_is_not_encoded() -> None:
    text = sitting_text(ask(question="bells"), bench().library, width=1000)
    line = next(line for line in text.splitlines() if line.startswith("The charter"))
    assert "not encoded yet" in line
    assert "silent" not in line


def test_the_line_of_an_anachronism_says_so() -> None:
    text = sitting_text(ask(question="storage"), bench().library, width=1000)
    line = next(line for line in text.splitlines() if line.startswith("A letter"))
    assert "formulated after the case (1950)" in line


def test_a_finding_is_about_the_encoding() -> None:
    text = sitting_text(ask(), bench().library, width=1000)
    line = next(line for line in text.splitlines() if line.startswith("Reported"))
    assert "A manual of 1910 states: permitted" in line
    assert "a finding about the encoding" in line


def test_cases_are_counted_and_never_a_share() -> None:
    text = sitting_text(ask(), bench().library, width=1000)
    assert "in 1 of 2 cases states: forbidden" in text
    assert "%" not in text
    assert "per cent" not in text


def test_no_name_from_the_machine_room() -> None:
    """Atoms and labels of ground rules look like ``trade(the Loom, Norton)`` or ``no-trade#1``; letters of tags, +∂."""
    for case, question in (("market-day", "trade"), ("market-day", "storage"), ("two-tales", "trade")):
        text = why_text(ask(case, question), bench().library)
        assert not re.search(r"\w\(\w+(?: \w+)*, |#\d|[∂Δ]|<\w+\.\w+", text)


def test_paint_is_the_callers() -> None:
    painted = sitting_text(ask(), bench().library, paint=lambda role, words: f"[{role}]{words}")
    assert "[heading 1]A day at the [market]" in painted
    assert "[status]A manual of 1910 states: permitted" in painted
    assert not re.search("\x1b", sitting_text(ask(), bench().library))


def test_a_ruling_carries_its_rest() -> None:
    found = ruling()
    assert found.attributed.encoded_by == "the tests"
    text = sitting_text(ask(), bench().library, width=1000)
    assert "encoded by the tests; reviewed by: no scholar yet" in text
    assert "deciding passages: read" in text


def test_readings_side_by_side_are_told_apart() -> None:
    found = bench().ask("market-day", doctrines=["manual"], questions=["trade"], every_reading=True)
    assert isinstance(found, Sitting)
    text = sitting_text(found, bench().library, width=1000)
    heads = [line for line in text.splitlines() if line.startswith("A manual of 1910")]
    assert len(heads) == 2
    assert heads[0].endswith("read with of-the-seal: seal")
    assert heads[1].endswith("read with of-the-seal: fair")


def test_too_many_cases_are_told_with_their_number() -> None:
    sitting = ask(question="trade")
    (hearing, *rest) = sitting.hearings
    wide = replace(hearing.asked[0], settled=False, complete=False, possible=(), cases=1 << 40)
    told = replace(sitting, hearings=(replace(hearing, asked=(wide,)), *rest))
    text = " ".join(sitting_text(told, bench().library, width=200).split())
    assert "1,099,511,627,776 cases are too many to go through: what more is given makes them fewer" in text


def test_of_three_doctrines_asked_each_shows_the_rule_it_goes_by() -> None:
    """They share the lines there are, and none of them is left with dots alone."""
    asked = ["hanafi", "maliki", "shafii"]
    sitting = shipped().ask("hudaybiyya", doctrines=asked, questions=["truce"], narrowed=True)
    assert isinstance(sitting, Sitting)
    first = sitting_text(sitting, shipped().library, width=10_000).split("Asked about: ")[1]
    for rule in ("truce-by-benefit", "truce-by-judgement", "truce-within-the-cap"):
        assert f"the rule {rule}: permitted for Medina" in first
