"""Line 5: no shipped doctrine makes an act of force a duty, under any reading, in any case of the whole space."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from siyar.framing import Frame, frame
from siyar.model import Claim, Doctrine, Modality, Rule, Variable
from tests.stance.shipped import acts_of_force, doctrines, every_reading, library
from tests.stance.spaces import Space, case_spaces


def frames(doctrine: Doctrine) -> list[Frame]:
    """The doctrine under every combination of readings, each set of active rules once."""
    found: dict[frozenset[str], Frame] = {}
    for reading in every_reading(doctrine):
        made = frame(doctrine, library(), reading)
        found.setdefault(frozenset(active.rule.id for active in made.active), made)
    return list(found.values())


@cache
def spaces(id: str) -> tuple[Space, ...]:
    """The case spaces of every act of force, under every combination of readings."""
    under, acts = frames(library().doctrines[id]), acts_of_force(library())
    return tuple(space for made in under for act in acts for space in case_spaces(library(), made, act.id))


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
