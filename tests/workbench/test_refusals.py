"""What keeps a case from being asked, in words somebody can act on; what is taken away from one doctrine alone."""

from __future__ import annotations

from dataclasses import replace

from siyar.hearing import Sitting
from siyar.refusals import own_grounds, unknown
from siyar.workbench import Workbench
from tests.hearing import houses
from tests.hearing.houses import CASE


def test_a_part_of_a_name_is_enough_to_be_reminded_of_it() -> None:
    assert unknown("case", "Quzman", ["hudaybiyya", "quzman-at-uhud"]).help == "did you mean `quzman-at-uhud`?"


def test_nothing_is_guessed_from_afar() -> None:
    found = unknown("question", "nonsense", ["instruments", "entry"]).help
    assert found == "there is entry, instruments"


def test_a_long_list_says_that_it_goes_on() -> None:
    found = unknown("source", "zz", [f"source-{n:02d}" for n in range(20)]).help or ""
    assert found.endswith("source-11 … (`siyar list sources` shows all)")


def test_a_ground_is_taken_from_the_doctrine_that_is_named() -> None:
    assert own_grounds("manual", ["seal", "manual/toll", "letter/toll"]) == ("seal", "toll")


def test_grounds_are_named_with_or_without_their_doctrine() -> None:
    bench = Workbench.open()
    for id in ("help-of-individuals", "hizb-qa/help-of-individuals"):
        found = bench.ask("quzman-at-uhud", doctrines=["hizb-qa"], questions=["help"], without=[id], narrowed=True)
        assert isinstance(found, Sitting)
        assert found.hearings[0].asked[0].without == ("help-of-individuals",)
    refused = bench.ask("quzman-at-uhud", doctrines=["hizb-qa"], without=["hanafi/help-of-individuals"])
    assert isinstance(refused, tuple)
    assert "did you mean `hizb-qa/help-of-individuals`?" in (refused[0].help or "")


def test_why_not_a_word_that_only_one_sentence_of_the_question_can_have() -> None:
    text = houses.doctrine(
        CASE
        + "\nconcept welcome\n  text             Guest is welcome in House\n\n"
        + "question hall\n  asks             May Guest come in?\n  about            admit, welcome\n\n"
        + "rule admit\n  permitted        for House to admit Guest\n\n"
        + "rule welcome-all\n  then             Guest is welcome in House"
    )
    bench = houses.opened(replace(text, characters=text.characters.replace("questions: ", "questions: hall, ")))
    found = bench.why("one", doctrines=["law"], questions=["hall"], why_not="forbidden")
    assert isinstance(found, Sitting)
    assert [h.about for h in found.hearings] == ["for the Mill to admit Anselm"]
    refused = bench.why("one", doctrines=["law"], questions=["hall"], why_not="gibberish")
    assert isinstance(refused, tuple)
    assert {p.code for p in refused} == {"R018"}


def test_about_nobody_and_nothing_names_who_there_is() -> None:
    refused = Workbench.open().ask("quzman-at-uhud", about="gibberish")
    assert isinstance(refused, tuple)
    assert "(Medina, Quzman)" in (refused[0].help or "")
