"""Line 5: a duty that a source asserts is recorded, and nothing reads it."""

from __future__ import annotations

import pytest

from siyar.framing import frame
from siyar.ground import ground
from siyar.language.anchors import spread
from siyar.model import Cite, Doctrine, Precedent, Rule
from siyar.source import Anchor
from tests.stance.shipped import doctrines, library
from tests.stance.spaces import abstract_case

#: What a duty is cited for is one thing; a rule may share a passage only if other passages carry it as well.
ROLE = "asserted duty"


def asserted(doctrine: Doctrine) -> set[tuple[str, Anchor]]:
    """The passages in which a duty is asserted: of `duty` blocks, and of `passages` lines of that role."""
    found = {(cite.source, anchor) for duty in doctrine.duties for cite in duty.cites for anchor in anchors(cite)}
    for block in doctrine.passages:
        for role, loci in block.roles:
            if role == ROLE:
                found |= {(block.source, anchor) for words in loci for anchor in spread(words)}
    return found


def anchors(cite: Cite) -> set[Anchor]:
    return {anchor for words in cite.loci for anchor in spread(words)}


def blocks(doctrine: Doctrine) -> tuple[Rule | Precedent, ...]:
    return (*doctrine.rules, *doctrine.precedents)


def cited(block: Rule | Precedent) -> set[tuple[str, Anchor]]:
    return {(cite.source, anchor) for cite in block.cites for anchor in anchors(cite)}


def test_duties_are_recorded() -> None:
    recorded = {id: len(library().doctrines[id].duties) for id in ("hizb-essay", "hizb-qa")}
    assert all(recorded.values())
    for id in recorded:
        for duty in library().doctrines[id].duties:
            assert duty.speaker, duty.id
            assert duty.to, duty.id
            assert duty.cites, duty.id
            assert duty.authority, duty.id


@pytest.mark.parametrize("id", doctrines())
def test_no_rule_rests_on_an_asserted_duty_alone(id: str) -> None:
    doctrine = library().doctrines[id]
    duties = asserted(doctrine)
    alone = [b.id for b in blocks(doctrine) if cited(b) and cited(b) <= duties]
    assert alone == []


@pytest.mark.parametrize("id", doctrines())
def test_no_ground_is_a_duty(id: str) -> None:
    doctrine = library().doctrines[id]
    duties = {duty.id for duty in doctrine.duties}
    for block in blocks(doctrine):
        grounds = {g for group in block.rests_on for g in group} | set(block.supported_by)
        assert not grounds & duties, block.id


@pytest.mark.parametrize("id", doctrines())
def test_no_duty_reaches_a_theory(id: str) -> None:
    """Every ground rule, condition and atom comes from a rule of the doctrine; none has a duty's name in it."""
    doctrine = library().doctrines[id]
    duties = {duty.id for duty in doctrine.duties}
    under = frame(doctrine, library())
    theory = ground(under, abstract_case(library().types(), under), acts()).theory
    named = {rule.name for rule in theory.rules}
    own = {rule.id for rule in doctrine.rules}
    assert {name for name in named if name not in own and not name.startswith("inner")} == set()
    assert not named & duties
    assert not {a.rule.id for a in under.active} & duties
    assert not {part for pair in under.priorities for part in pair} & duties


def acts() -> list[str]:
    return [id for question in library().questions().values() for id in question.about]
