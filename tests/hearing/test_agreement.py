"""A ruling beside a reported one: norms as sets of standings, and the accounts a report goes by."""

from __future__ import annotations

from dataclasses import replace

import pytest

from siyar.conclusion import Status
from siyar.hearing import Beside, Outcome, set_beside
from siyar.model import Claim, Modality
from tests.hearing import houses
from tests.workbench.test_workbench import sitting

NORM = Claim("admit", ())


@pytest.mark.parametrize(
    ("reported", "says", "how"),
    [
        ("forbidden", "forbidden", Beside.SAME),
        ("permitted", "obligatory", Beside.FURTHER),
        ("not obligatory", "forbidden", Beside.FURTHER),
        ("obligatory", "permitted", Beside.ROOM),
        ("discouraged", "permitted", Beside.ROOM),
        ("permitted", "not obligatory", Beside.ROOM),
        ("permitted", "forbidden", Beside.APART),
        ("obligatory", "recommended", Beside.ROOM),
        ("recommended", "discouraged", Beside.APART),
    ],
)
def test_norms_are_compared_by_what_they_include(reported: str, says: str, how: Beside) -> None:
    norm = replace(NORM, modality=Modality(reported))
    assert set_beside(norm, Outcome(says, Status.RULED)) is how
    assert how.agrees is (how in (Beside.SAME, Beside.FURTHER))


def test_a_concept_is_compared_by_its_word() -> None:
    assert set_beside(
        Claim("domain", (), options=("the abode of war",)), Outcome("the abode of war", Status.RULED)
    ).agrees
    assert set_beside(Claim("domain", (), options=("the abode of war",)), Outcome("yes", Status.RULED)) is Beside.APART
    assert set_beside(Claim("binds", ()), Outcome("yes", Status.RULED)) is Beside.SAME
    assert set_beside(Claim("binds", ()), Outcome("no", Status.RULED)) is Beside.APART


def test_without_a_value_there_is_nothing_beside_it() -> None:
    assert set_beside(replace(NORM, modality=Modality.FORBIDDEN), Outcome(None, Status.SILENT)) is Beside.NONE


CONTESTED = """
rule admit-the-known
  permitted        for House to admit Guest
  when             Guest is known to House

rule strangers-stay-out
  forbidden        for House to admit Guest
  when             it is not so that Guest is known to House

rule friends
  then             Guest counts as a friend of House
  when             Guest is known to House

case told
  House            the Mill
  Guest            Anselm
  contested        Anselm is known to the Mill [old-book]
  contested        it is not so that Anselm is known to the Mill [new-book]
  reported         permitted for the Mill to admit Anselm [old-book]
  reported         permitted for the Mill to admit Anselm [new-book]
  reported         permitted for the Mill to admit Anselm [oracle]
  reported         Anselm counts as a friend of the Mill [old-book]
  ask              admission
  ask              notion
"""


def test_a_report_is_heard_on_the_facts_its_teller_has() -> None:
    """The old book is set beside what follows from its own facts; who tells none of them, beside nothing single."""
    found = sitting(houses.opened(houses.doctrine(CONTESTED)).ask("told")).findings
    assert [(f.cites[0].source, f.says.value, f.agrees) for f in found if f.reported.startswith("permitted")] == [
        ("old-book", "permitted", True),
        ("new-book", "forbidden", False),
    ]


def test_a_reported_concept_is_a_finding_too() -> None:
    found = sitting(houses.opened(houses.doctrine(CONTESTED)).ask("told", questions=["notion"])).findings
    assert [(f.reported, f.says.value, f.agrees) for f in found] == [
        ("Anselm counts as a friend of the Mill", "yes", True)
    ]
