"""Cases set side by side: who stands in which column, which questions have a row, where explanations part."""

from __future__ import annotations

from pathlib import Path

import pytest

from siyar.asking import to_ask
from siyar.comparing import compare
from siyar.conclusion import Because, Status
from siyar.diagnostics import Diagnostic
from siyar.hearing import ImpossibleCase, Ruling
from siyar.source import Text
from siyar.study.compare import Comparison, Row, differ, speaks
from siyar.workbench import Workbench
from tests.export.market import bench
from tests.hearing import houses
from tests.sample import some
from tests.stance.shipped import bench as shipped


def compared(*cases: str, of: Workbench | None = None, **options: object) -> Comparison:
    found = compare(of or bench(), cases, **options)  # type: ignore[arg-type]  # options of several types, passed on
    assert isinstance(found, Comparison), found
    return found


def problems(*cases: str, of: Workbench | None = None, **options: object) -> tuple[Diagnostic, ...]:
    found = compare(of or bench(), cases, **options)  # type: ignore[arg-type]  # options of several types, passed on
    assert isinstance(found, tuple), found
    return found


def rows(*cases: str, of: Workbench | None = None, **options: object) -> list[Row]:
    return [row for one in compared(*cases, of=of, **options).cases for row in one.rows]


# --------------------------------------------------------------------------- columns and rows


def test_all_doctrines_stand_there_those_of_the_time_of_the_case_first() -> None:
    (one,) = compared("market-day").cases
    assert one.doctrines == ("manual", "charter", "letter")
    assert one.anachronisms == ("", "", "formulated after the case (1950)")
    for row in one.rows:
        assert [r.attributed.doctrine for r in row.rulings] == list(one.doctrines)
        assert [r.anachronism for r in row.rulings] == list(one.anachronisms)


def test_every_question_somebody_speaks_on_has_a_row_and_no_other() -> None:
    """Of the toll nobody can be asked who stands on a sound bridge; on bells no rule speaks."""
    assert [row.question.id for row in rows("market-day")] == ["trade", "storage"]


@pytest.mark.parametrize("case", ["banu-qaynuqa-squadron", "hudaybiyya-broken"])
def test_the_rows_are_those_that_hearing_everybody_on_everything_would_find(case: str) -> None:
    of, wanted = shipped(), []
    put = of.library.cases[case]
    for question in of.questions:
        asked = to_ask(of.library, put, [question], "")
        for one in () if isinstance(asked, tuple) else asked.claims:
            said = [of.hear(doctrine, put, one) for doctrine in of.library.doctrines]
            if any(isinstance(r, Ruling) and speaks(r) for r in said):
                wanted.append((question, next(r.about for r in said if isinstance(r, Ruling))))
    found = [(row.question.id, row.about) for row in rows(case, of=of)]
    assert sorted(found) == sorted(wanted)
    own = [ask for ask in put.asks if isinstance(ask, str)]
    assert list(dict.fromkeys(question for question, _ in found if question in own)) == own
    assert [question for question, _ in found][: len(own)] == own[: len(found)] or not own


def test_the_cells_keep_silence_what_is_not_encoded_and_what_is_contested_apart() -> None:
    trade, storage = rows("market-day")
    assert [(r.outcome.status, r.outcome.because) for r in trade.rulings] == [
        (Status.RULED, None),
        (Status.OPEN, Because.NOT_ENCODED),
        (Status.OPEN, None),
    ]
    assert [(r.outcome.status, r.outcome.because) for r in storage.rulings] == [
        (Status.CONTESTED, Because.RULES),
        (Status.OPEN, Because.NOT_ENCODED),
        (Status.SILENT, Because.NO_RULE),
    ]


def test_a_question_that_is_named_has_a_row_though_nobody_speaks() -> None:
    (bells,) = rows("market-day", questions=["bells"])
    assert [r.outcome.because for r in bells.rulings] == [Because.NO_RULE, Because.NOT_ENCODED, Because.NOT_ENCODED]


def test_a_case_without_somebody_the_question_needs_says_who_is_lacking() -> None:
    (row,) = rows("a-truce", of=shipped(), questions=["organisation"])
    assert row.lacking == ("Organisation",)
    assert row.rulings == ()


def test_several_cases_each_have_their_own_rows() -> None:
    found = compared("market-day", "two-tales", "market-day", questions=["trade"])
    assert [one.case.id for one in found.cases] == ["market-day", "two-tales"]
    assert [len(one.rows) for one in found.cases] == [1, 1]


def test_doctrines_that_are_chosen_stand_alone_and_the_view_is_narrowed() -> None:
    found = compared("market-day", doctrines=["letter", "manual", "letter"])
    assert found.narrowed
    assert found.cases[0].doctrines == ("manual", "letter")
    assert not compared("market-day").narrowed


VALLEYS = """---
doctrine: valleys
title: A truce of valleys
source: qa-2017
questions: crossing
---
```siyar
type Herder

act cross
  text             for Herder to cross the pass

question crossing
  asks             May Herder cross?
  about            cross

rule all-cross
  permitted        for Herder to cross the pass
  source           qa-2017 P1.S1

case at-the-pass
  title            At the pass
  Herder           Hild
  ask              crossing
```
"""


def test_those_without_words_for_any_question_are_named_apart_and_not_called_silent(tmp_path: Path) -> None:
    (own := tmp_path / "valleys.md").write_text(VALLEYS, encoding="utf-8")
    of = Workbench.open([own])
    (one,) = compared("at-the-pass", of=of).cases
    assert one.doctrines == ("valleys",)
    assert set(one.wordless) == set(of.library.doctrines) - {"valleys"}
    assert [[r.attributed.doctrine for r in row.rulings] for row in one.rows] == [["valleys"]]
    (chosen,) = compared("at-the-pass", of=of, doctrines=["valleys", "hanafi"]).cases
    assert (chosen.doctrines, chosen.wordless) == (("valleys", "hanafi"), ())


def test_what_is_reported_stands_on_the_row_it_is_about() -> None:
    trade, storage = rows("market-day")
    assert [r.words for r in trade.reported] == ["forbidden for the Loom to trade in Norton"]
    assert [c.source for c in trade.reported[0].line.cites] == ["the-diary"]
    assert storage.reported == ()


def test_opinions_reported_of_the_jurists_stand_beside_the_rulings() -> None:
    found = rows("cyprus-800", of=shipped(), questions=["breach"])
    reported = {r.words for row in found for r in row.reported}
    assert reported >= {
        "discouraged for the caliphate to end the treaty",
        "recommended for the caliphate to keep the treaty",
        "obligatory for the caliphate to give Cyprus notice before it ends the treaty",
    }
    tellers = {cite.source for row in found for r in row.reported for cite in r.line.cites}
    assert len([t for t in tellers if t.endswith("on-cyprus")]) >= 5, tellers


# --------------------------------------------------------------------------- where they part


FIRST = """
rule known-is-welcome
  then             Guest counts as a friend of House
  when             Guest is known to House
  source           old-book 1

rule welcome-is-admitted
  permitted        for House to admit Guest
  when             Guest counts as a friend of House
  source           old-book 2
"""
SECOND = """
rule armed-is-unwelcome
  then             House counts Guest as a rival
  when             Guest carries arms
  source           old-book 1

rule unwelcome-stays-out
  forbidden        for House to admit Guest
  when             House counts Guest as a rival
  source           old-book 2
"""
THIRD = """
rule welcome-by-name
  then             Guest counts as a friend of House
  when             Guest is ill
  source           old-book 1

rule welcome-is-admitted
  permitted        for House to admit Guest
  when             Guest counts as a friend of House
  source           old-book 2
"""


def houses_of(**laws: str) -> Workbench:
    case = houses.CASE + "  given            Anselm is known to the Mill\n  given            Anselm carries arms\n"
    texts = [houses.doctrine(blocks, id=id) for id, blocks in laws.items()]
    words = Text("c.md", f"---\ncases: c\nuses: houses\n---\n```siyar\n{case.strip()}\n```\n")
    return houses.opened(*texts, words)


def test_two_that_part_do_so_at_the_first_concept_both_speak_of() -> None:
    (row,) = rows("one", of=houses_of(first=FIRST, second=SECOND), questions=["admission"])
    (parting,) = row.partings
    assert parting.on == "Anselm counts as a friend of the Mill"
    assert parting.sides == (
        "Anselm counts as a friend of the Mill (known-is-welcome)",
        "the Mill counts Anselm as a rival (armed-is-unwelcome)",
    )


def test_what_one_concludes_and_the_other_does_not_find_is_such_a_concept() -> None:
    (row,) = rows("one", of=houses_of(first=FIRST, third=THIRD), questions=["admission"])
    (parting,) = row.partings
    assert parting.on == "Anselm counts as a friend of the Mill"
    assert parting.sides == (
        "Anselm counts as a friend of the Mill (known-is-welcome)",
        "welcome-is-admitted needs: Anselm counts as a friend of the Mill; not shown",
    )


def test_without_such_a_concept_they_part_by_their_rules() -> None:
    bare = "rule all-come\n  permitted        for House to admit Guest\n  when             Guest carries arms\n"
    strict = bare.replace("permitted ", "obligatory").replace("all-come", "all-must-come")
    law = [one + "  source           old-book 1\n" for one in (bare, strict)]
    (row,) = rows("one", of=houses_of(first=law[0], second=law[1]), questions=["admission"])
    (parting,) = row.partings
    assert parting.on == ""
    assert parting.sides == ("by all-come, for Anselm carries arms", "by all-must-come, for Anselm carries arms")


def said(ruling: Ruling) -> object:
    told = [(a.tellers, a.outcome) for a in ruling.accounts] if ruling.outcome.because is Because.ACCOUNTS else []
    return ruling.outcome.status, ruling.outcome.value, ruling.outcome.between, told


def test_only_rulings_with_an_explanation_part_and_one_of_two_must_rule() -> None:
    for row in (row for case in ("hudaybiyya", "cyprus-800") for row in rows(case, of=shipped())):
        pairs = {(p.one, p.other) for p in row.partings}
        for i, one in enumerate(row.rulings):
            for other in row.rulings[i + 1 :]:
                names = (one.attributed.doctrine, other.attributed.doctrine)
                same = said(one) == said(other)
                absent = {one.outcome.because, other.outcome.because} & {Because.NO_RULE, Because.NOT_ENCODED}
                says = any(r.outcome.status in (Status.RULED, Status.CONTESTED) for r in (one, other))
                assert (names in pairs) == differ(one, other) == (says and not same and not absent)


def test_only_differences_where_they_are_asked_for() -> None:
    every, some = rows("hudaybiyya", of=shipped()), rows("hudaybiyya", of=shipped(), differences=True)
    assert some == [row for row in every if row.partings]
    assert len(some) < len(every)
    assert compared("hudaybiyya", of=shipped(), differences=True).differences


# --------------------------------------------------------------------------- what a user got wrong


def test_unknown_names_are_told_with_the_nearest() -> None:
    found = problems("hudaybia", of=shipped(), doctrines=["hanafy"], questions=["trucee"])
    assert [(p.code, p.help) for p in found] == [
        ("R009", "did you mean `hudaybiyya`?"),
        ("R009", "did you mean `hanafi`?"),
        ("R009", "did you mean `truce`?"),
    ]


def test_doctrines_are_compared_in_cases_and_near_ones_are_named() -> None:
    one, other = problems("hizb-qa", "hanafi", of=shipped())
    assert one.message == "there is no case `hizb-qa`: it is a doctrine, and doctrines are compared in cases"
    assert all(f"`{id}`" in one.help for id in ("ramla-1192", "jaffa-1229"))
    assert "-d hanafi" in other.help


def test_a_case_that_cannot_be_is_told_and_not_compared() -> None:
    rule = "rule a\n  forbidden        for House to admit Guest\n  when             Guest carries arms\n"
    rule += "  source           old-book 1\n"
    of = houses.opened(
        houses.doctrine(
            rule + "\n" + houses.CASE.strip() + "\n  given  Anselm carries arms\n  given  Anselm is ill\n"
            "\nimpossible arms-of-the-ill\n  when             Guest carries arms\n  and              Guest is ill\n"
        )
    )
    asked = of.ask("one", questions=["admission"])
    (problem,) = problems("one", of=of)
    assert not isinstance(asked, ImpossibleCase)
    assert asked == (problem,)
    assert problem.code == "C001"


@pytest.mark.parametrize("case", ["hudaybiyya", "banu-qaynuqa-squadron", "hudaybiyya-broken"])
def test_each_cell_is_what_ask_says(case: str) -> None:
    for place, row in enumerate(rows(case, of=shipped())):
        for ruling in some(row.rulings, 5, start=place):
            sitting = shipped().ask(
                case, doctrines=[ruling.attributed.doctrine], questions=[row.question.id], whole=True
            )
            assert not isinstance(sitting, tuple)
            assert ruling in [r for h in sitting.hearings for r in h.asked]
