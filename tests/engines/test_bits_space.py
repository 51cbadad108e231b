"""Spaces of cases and the vectors over them."""

from __future__ import annotations

import sys

import pytest

from siyar.engines import bits
from siyar.engines.bits import Space, SpaceTooLarge
from siyar.engines.bits.space import repeat, side_by_side, single_bits
from siyar.theory import NO, STANDING, STANDING_WORDS, YES, YES_NO, Atom, GroundRule, Kind, Literal, Role, Theory


def wide(facts: int) -> Theory:
    """`x` is forbidden where an even fact holds unless its odd neighbour does, permitted where none holds."""
    atoms = {f"f{i}": Atom(f"f{i}", YES_NO if i % 3 else ("one", "two", "three"), Role.FACT) for i in range(facts)}
    atoms["x"] = Atom("x", STANDING, Role.STANDING)
    forbidden, permitted = (Literal("x", STANDING_WORDS[word]) for word in ("forbidden", "permitted"))
    rules = [
        GroundRule(f"r{i}", f"r{i}", Kind.DEFEASIBLE, forbidden, (Literal(f"f{i}", 1),), (Literal(f"f{i + 1}", 2),))
        for i in range(0, facts - 1, 2)
    ]
    rules.append(GroundRule("else", "else", Kind.DEFEASIBLE, permitted))
    return Theory(
        atoms,
        tuple(rules),
        superior=frozenset((r.name, "else") for r in rules[:-1]),
        impossible=((Literal("f0", 1), Literal("f1", 1)), (Literal("f2", YES), Literal("f3", 4))),
    )


def test_a_pattern_agrees_with_decoding() -> None:
    space = Space.of({"a": 0b11, "n": 0b1101, "b": 0b11, "m": 0b110})
    assert space.lanes == 24
    assert len({tuple(space.decode(i).values()) for i in range(space.lanes)}) == space.lanes
    for fact, values in zip(space.facts, space.values, strict=True):
        for mask in (*values, values[0] | values[-1]):
            lanes = space.where(fact, mask)
            assert [lanes >> i & 1 for i in range(24)] == [int(space.decode(i)[fact] & mask != 0) for i in range(24)]


def test_no_facts_make_one_case() -> None:
    space = Space.of({})
    assert (space.lanes, space.full, space.decode(0), space.head(1)) == (1, 1, {}, 0)


@pytest.mark.parametrize("times", range(1, 20))
def test_repeating_and_joining(times: int) -> None:
    expected = int("011" * times, 2)
    assert repeat(0b011, 3, times) == expected
    assert side_by_side([0b011] * times, 3) == expected


def test_single_bits_ascend() -> None:
    assert single_bits(0b10110) == (0b10, 0b100, 0b10000)


@pytest.mark.parametrize("block", [1, 2, 3, 6, 7, 50, 200])
def test_blocks_make_no_difference(monkeypatch: pytest.MonkeyPatch, block: int) -> None:
    theory = wide(7)
    whole = bits.survey(theory, "x")
    assert len(whole.answers) > 1
    monkeypatch.setattr(sys.modules[bits.blocks.__module__], "BLOCK", block)
    parts = bits.survey(theory, "x")
    assert (parts.space, parts.allowed, dict(parts.answers)) == (whole.space, whole.allowed, dict(whole.answers))


def test_a_space_that_is_too_large_is_refused_with_its_size() -> None:
    with pytest.raises(SpaceTooLarge) as refused:
        bits.survey(wide(7), "x", limit=100)
    assert (refused.value.count, refused.value.limit) == (bits.survey(wide(7), "x").space.lanes, 100)
    with pytest.raises(SpaceTooLarge):
        bits.survey(wide(60), "x")


def test_lanes_of_an_answer() -> None:
    atoms = {"a": Atom("a", YES_NO, Role.FACT), "p": Atom("p", YES_NO)}
    rule = GroundRule("r", "r", Kind.DEFEASIBLE, Literal("p", NO), needs=(Literal("a", NO),))
    found = bits.survey(Theory(atoms, (rule,)), "p")
    assert [list(found.lanes(each)) for each in found.answers] == [[0], [1]]
