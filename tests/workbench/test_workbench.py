"""The workbench: what is opened, who is asked, what is shown beside, and what a user is told he got wrong."""

from __future__ import annotations

import shutil
from dataclasses import replace
from functools import cache
from pathlib import Path
from unittest.mock import patch

import pytest

from siyar import shelf
from siyar.conclusion import Because, Status
from siyar.diagnostics import Diagnostic
from siyar.hearing import Sitting
from siyar.positions import anachronism
from siyar.source import Text
from siyar.workbench import Workbench
from tests.hearing import houses
from tests.hearing.houses import CASE, word

SCHOOLS = ("hanafi", "maliki", "shafii", "hanbali")


@cache
def shipped() -> Workbench:
    return Workbench.open()


def sitting(found: Sitting | tuple[Diagnostic, ...]) -> Sitting:
    assert isinstance(found, Sitting), found
    return found


def problem(found: Sitting | tuple[Diagnostic, ...]) -> Diagnostic:
    assert isinstance(found, tuple)
    (one,) = found
    return one


# --------------------------------------------------------------------------- who is asked, who stands beside


def test_the_schools_stand_beside_in_their_order_agreeing_or_not() -> None:
    found = sitting(shipped().ask("banu-qaynuqa-squadron", doctrines=["hizb-qa"], questions=["help"]))
    for hearing in found.hearings:
        beside = [r.attributed.doctrine for r in hearing.beside]
        assert tuple(d for d in beside if d in SCHOOLS) == SCHOOLS
        assert set(shipped().beside) <= set(beside) <= {*shipped().beside, *shipped().further}


def test_contemporaries_of_the_case_come_first() -> None:
    for name in ("banu-qaynuqa-squadron", "venice-1570", "a-truce"):
        case = shipped().library.cases[name]
        found = sitting(shipped().ask(name, doctrines=["hizb-qa"], questions=["help"], about=""))
        for hearing in found.hearings:
            late = [bool(r.anachronism) for r in hearing.beside]
            assert late == sorted(late), name
            for ruling in (*hearing.asked, *hearing.beside):
                doctrine = shipped().library.doctrines[ruling.attributed.doctrine]
                assert ruling.anachronism == anachronism(doctrine, case)


def test_who_is_asked_does_not_stand_beside_as_well() -> None:
    found = sitting(shipped().ask("banu-qaynuqa-squadron", doctrines=["hanafi"], questions=["help"]))
    assert all("hanafi" not in [r.attributed.doctrine for r in h.beside] for h in found.hearings)


def test_narrowed_by_the_user_leaves_them_out_and_says_so() -> None:
    wide, narrow = (
        sitting(shipped().ask("hudaybiyya", doctrines=["hizb-qa"], questions=["truce"], narrowed=narrowed))
        for narrowed in (False, True)
    )
    assert (wide.narrowed, narrow.narrowed) == (False, True)
    assert all(h.beside for h in wide.hearings)
    assert not any(h.beside for h in narrow.hearings)
    assert [h.asked for h in wide.hearings] == [h.asked for h in narrow.hearings]


def test_asking_none_in_particular_asks_those_under_study() -> None:
    found = sitting(shipped().ask("banu-qaynuqa-squadron", questions=["help"]))
    asked = tuple(r.attributed.doctrine for r in found.hearings[0].asked)
    assert asked == shipped().under_study
    assert not set(asked) & set(shipped().beside)


def test_what_is_not_encoded_keeps_its_place_and_is_never_silent() -> None:
    bench = houses.opened(houses.doctrine(CASE), houses.doctrine("", id="other"))
    other = replace(bench.library.doctrines["other"], questions=("table",))
    bench = replace(bench, library=replace(bench.library, doctrines={**bench.library.doctrines, "other": other}))
    found = sitting(bench.ask("one", questions=["admission"]))
    (law, late) = found.hearings[0].asked
    assert (law.outcome.status, law.outcome.because) == (Status.SILENT, Because.NO_RULE)
    assert (late.outcome.status, late.outcome.because, late.settled) == (Status.OPEN, Because.NOT_ENCODED, False)


def test_every_ruling_is_attributed() -> None:
    found = sitting(shipped().ask("hudaybiyya", questions=["truce"]))
    for hearing in found.hearings:
        for ruling in (*hearing.asked, *hearing.beside):
            attributed = ruling.attributed
            assert attributed.title
            assert attributed.encoded_by
            assert attributed.reviewed_by == "no scholar yet"
            assert attributed.shipped
            assert len(attributed.digest) == 64
            assert (attributed.seen is None) is (not attributed.cites)


def test_the_same_question_is_answered_the_same_way_twice() -> None:
    one, two = (sitting(bench.ask("hudaybiyya-broken")) for bench in (shipped(), Workbench.open()))
    assert one == two


# --------------------------------------------------------------------------- of whom

GUESTS = """
rule admit
  permitted        for House to admit Guest
  when             Guest is known to House

case three
  House            the Mill
  Guest            Anselm of the hill (Anselm)
  Guest            Bertha
  given            Bertha is known to the Mill
  given            Bertha carries arms
"""


@cache
def guests() -> Workbench:
    return houses.opened(houses.doctrine(GUESTS))


def abouts(found: Sitting) -> list[str]:
    return [h.about for h in found.hearings]


def test_unasked_one_entity_is_gone_through_and_the_rest_named() -> None:
    found = sitting(guests().ask("three", questions=["admission"]))
    assert abouts(found) == ["for the Mill to admit Bertha"]
    assert found.more == ("for the Mill to admit Anselm",)


def test_everything_goes_through_all() -> None:
    found = sitting(guests().ask("three", questions=["admission"], everything=True))
    assert sorted(abouts(found)) == ["for the Mill to admit Anselm", "for the Mill to admit Bertha"]
    assert found.more == ()


@pytest.mark.parametrize(
    "about",
    ["Anselm", "Anselm of the hill", "for the Mill to admit Anselm", "for the Mill to admit Anselm of the hill"],
)
def test_about_chooses_by_name_or_sentence(about: str) -> None:
    found = sitting(guests().ask("three", questions=["admission"], about=about))
    assert abouts(found) == ["for the Mill to admit Anselm"]
    assert found.hearings[0].entities == ("the Mill", "Anselm of the hill")


def test_about_a_sentence_finds_its_question_and_its_side() -> None:
    found = sitting(guests().ask("three", about="for the Mill to turn away Bertha"))
    assert found.hearings[0].question.id == "admission"
    assert found.hearings[0].about == "for the Mill to turn away Bertha"
    assert word(found.hearings[0].asked[0]) == "not obligatory"


def test_about_the_id_of_a_sentence() -> None:
    found = sitting(guests().ask("three", about="feed"))
    assert abouts(found) == ["for the Mill to feed Bertha"]


def test_a_question_beyond_its_first_sentence_is_shown_where_a_doctrine_speaks() -> None:
    found = sitting(guests().ask("three", questions=["notion"]))
    assert abouts(found) == ["Bertha counts as a friend of the Mill"]
    assert "Bertha is held trustworthy by the Mill" in found.more


def test_an_act_with_a_choice_is_asked_option_by_option() -> None:
    found = sitting(guests().ask("three", questions=["market"]))
    assert abouts(found)[:1] == ["for the Mill to trade grain with Bertha"]
    everything = sitting(guests().ask("three", questions=["market"], about="Bertha"))
    assert abouts(everything) == [f"for the Mill to trade {goods} with Bertha" for goods in ("grain", "cloth", "salt")]


# --------------------------------------------------------------------------- reported

REPORTED = """
rule admit
  permitted        for House to admit Guest

case told
  House            the Mill
  Guest            Anselm
  reported         forbidden for the Mill to admit Anselm [old-book]
  reported         permitted for the Mill to admit Anselm [new-book]
  ask              admission
"""


def test_what_is_reported_is_a_finding_and_decides_nothing() -> None:
    found = sitting(houses.opened(houses.doctrine(REPORTED)).ask("told"))
    assert word(found.hearings[0].asked[0]) == "permitted"
    assert [(f.reported, f.agrees) for f in found.findings] == [
        ("forbidden for the Mill to admit Anselm", False),
        ("permitted for the Mill to admit Anselm", True),
    ]


def test_where_two_doctrines_part_is_named() -> None:
    other = houses.doctrine("rule never\n  forbidden        for House to admit Guest", id="other")
    found = sitting(houses.opened(houses.doctrine(REPORTED), other).ask("told"))
    (hearing,) = found.hearings
    (parting,) = hearing.partings
    assert {parting.one, parting.other} == {"law", "other"}
    assert "admit" in parting.words
    assert "never" in parting.words


# --------------------------------------------------------------------------- what a user got wrong


def test_unknown_names_are_answered_with_the_nearest() -> None:
    bench = guests()
    assert "did you mean `three`?" in (problem(bench.ask("thre")).help or "")
    assert "did you mean `law`?" in (problem(bench.ask("three", doctrines=["lav"])).help or "")
    assert "did you mean `admission`?" in (problem(bench.ask("three", questions=["admision"])).help or "")
    assert "did you mean `admit`?" in (problem(bench.ask("three", without=["admitt"])).help or "")
    assert "did you mean `Bertha`?" in (problem(bench.ask("three", about="Berta")).help or "")


def test_a_question_of_nobody() -> None:
    text = houses.doctrine("case empty\n  House            the Mill")
    found = problem(houses.opened(text).ask("empty", questions=["admission"]))
    assert found.code == "C005"
    assert "`Guest`" in found.message


def test_a_case_that_cannot_be_is_rejected_by_name() -> None:
    text = houses.doctrine(
        CASE + "  given            Anselm carries arms\n  given            Anselm is ill\n\n"
        "impossible armed-and-ill\n  when             Guest carries arms\n  and              Guest is ill\n\n"
        "rule admit\n  permitted        for House to admit Guest\n  when             Guest carries arms"
    )
    found = problem(houses.opened(text).ask("one", questions=["admission"]))
    assert found.code == "C001"
    assert "`Anselm carries arms`" in found.message


# --------------------------------------------------------------------------- opening


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    shutil.copytree(shelf.LIBRARY / "doctrines" / "hizb-qa", tmp_path / "hizb-qa")
    return tmp_path


def test_a_copy_of_a_shipped_doctrine_takes_its_place_and_is_marked(copied: Path) -> None:
    bench = Workbench.open([copied])
    assert [p.message for p in bench.problems if p.severity == "error"] == []
    doctrine, own = bench.library.doctrines["hizb-qa"], shipped().library.doctrines["hizb-qa"]
    assert doctrine.shipped is False
    assert doctrine.digest == own.digest
    file = copied / "hizb-qa" / "hizb-qa.md"
    file.write_text(file.read_text(encoding="utf-8").replace("forbidden  ", "permitted  ", 1), encoding="utf-8")
    edited = Workbench.open([copied])
    assert edited.library.doctrines["hizb-qa"].digest != own.digest
    found = sitting(edited.ask("banu-qaynuqa-squadron", doctrines=["hizb-qa"], questions=["help"], narrowed=True))
    assert not found.hearings[0].asked[0].attributed.shipped
    (copied / "hizb-qa" / "treaties.md").unlink()
    less = Workbench.open([copied])
    assert len(less.library.doctrines["hizb-qa"].files) == len(own.files) - 1
    assert {p.span.text.name in less.shipped for p in less.problems if p.span} <= {True}


def test_a_pack_of_an_installed_package_is_read(tmp_path: Path) -> None:
    (tmp_path / "book.md").write_text("---\nsource: pack-book\ntitle: The pack's book\n---\n")
    with patch.object(shelf, "packs", lambda: ((("a-pack", tmp_path),), ())):
        assert "pack-book" in Workbench.open().library.sources


def test_the_digest_minds_the_words_and_not_the_folder() -> None:
    one, moved, other = Text("a/x.md", "words"), Text("b/x.md", "words"), Text("a/x.md", "word")
    assert shelf.digest([one]) == shelf.digest([moved]) != shelf.digest([other])
    assert shelf.digest([one]) == shelf.digest([Text("a/x.md", "words")])


def test_check_of_some_files_tells_of_them_alone(tmp_path: Path) -> None:
    path = tmp_path / "law.md"
    path.write_text(houses.doctrine(CASE).characters.replace("uses: houses", "uses: housse"), encoding="utf-8")
    bench = Workbench.open([tmp_path])
    found = bench.check(only=[path])
    assert found
    assert {(p.span.text.name if p.span else p.file) for p in found} == {path.as_posix()}


def test_what_an_id_names() -> None:
    bench = shipped()
    for id in ("hizb-qa", "hizb-qa/help-of-an-entity", "hudaybiyya", "qa-2017", "help", "muslim", "siyar"):
        assert bench.find(id), id
    assert not bench.find("hizb-qa/nothing")
    assert "did you mean" in (bench.no_such("hizb-qa/help-of-an-entty")[0].help or "")
