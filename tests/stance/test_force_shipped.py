"""Line 5: no shipped doctrine makes an act of force a duty, under any reading, in any case of the whole space."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cache

import pytest

from siyar.framing import Frame, frame
from siyar.ground.build import relevant
from siyar.hearing import reading_choices
from siyar.model import Claim, Doctrine, Modality, Rule, Variable
from tests.stance.shipped import acts_of_force, doctrines, every_reading, library
from tests.stance.spaces import Space, case_spaces


def frames(doctrine: Doctrine, act: str, readings: Iterable[Mapping[str, str]]) -> list[Frame]:
    """The doctrine under each of these readings, once for each set of rules with a part in the act."""
    found: dict[frozenset[str], Frame] = {}
    for reading in readings:
        made = frame(doctrine, library(), reading)
        found.setdefault(frozenset(active.rule.id for active in relevant(made, (act,))), made)
    return list(found.values())


@cache
def spaces(id: str) -> tuple[Space, ...]:
    """The case spaces of every act of force, under every combination of the readings that can matter to it."""
    doctrine = library().doctrines[id]
    return tuple(
        space
        for act in acts_of_force(library())
        for made in frames(doctrine, act.id, reading_choices(doctrine, (act.id,)))
        for space in case_spaces(library(), made, act.id)
    )


@pytest.mark.parametrize(
    "id", [pytest.param(id, marks=[pytest.mark.long] if id in ("hanbali", "shafii") else []) for id in doctrines()]
)
def test_no_other_reading_makes_other_rules_of_force(id: str) -> None:
    """Every combination of all readings comes to the same sets of rules, so that none escapes the search."""
    doctrine = library().doctrines[id]
    for act in acts_of_force(library()):
        of = {
            which: {frozenset(a.rule.id for a in relevant(made, (act.id,))) for made in frames(doctrine, act.id, each)}
            for which, each in (
                ("some", reading_choices(doctrine, (act.id,))),
                ("all", every_reading(doctrine)),
            )
        }
        assert of["some"] == of["all"]


def test_there_are_acts_of_force() -> None:
    assert {act.id for act in acts_of_force(library())} >= {"make-war", "serve"}


@pytest.mark.parametrize("id", doctrines())
def test_no_act_of_force_is_a_duty_in_any_case(id: str) -> None:
    assert [(space.about, space.duties) for space in spaces(id) if space.duties] == []


def test_the_spaces_are_not_empty() -> None:
    """Doctrines with rules on an act of force are judged over more than one case and say more than one thing."""
    ruled = {id: spaces(id) for id in ("hizb-essay", "hizb-qa", "un-charter")}
    for id, found in ruled.items():
        assert found, id
        assert max(space.cases for space in found) > 1, id
        assert max(len(space.answers) for space in found) > 1, id


@pytest.mark.parametrize("modality", [Modality.OBLIGATORY, Modality.RECOMMENDED])
@pytest.mark.parametrize("id", ["hizb-essay", "un-charter"])
def test_the_search_finds_a_duty_where_there_is_one(id: str, modality: Modality) -> None:
    """A rule put in behind the back of `check`, in a corner of the space, does not escape it."""
    doctrine = library().doctrines[id]
    war = next(act for act in acts_of_force(library()) if act.id == "make-war")
    head = Claim("make-war", tuple(Variable(slot.type) for slot in war.slots), modality=modality)
    against = tuple(r.id for r in doctrine.rules if any(h.sentence == "make-war" for h in r.heads))
    model = next(r for r in doctrine.rules if r.id in against)
    slipped_in = Rule(
        "slipped-in", (head,), strict=model.strict, when=model.when, unless=model.unless, notwithstanding=against
    )
    worse = replace(doctrine, rules=(*doctrine.rules, slipped_in))
    assert any(space.duties for space in case_spaces(library(), frame(worse, library()), "make-war"))
