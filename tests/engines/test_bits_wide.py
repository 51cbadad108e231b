"""Surveys kept as arrays against surveys kept as integers, and what is judged by them."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Any

import pytest

from siyar.cone import Completions, completions, cone
from siyar.engines import bits
from siyar.engines.bits import native
from siyar.engines.bits.assembly import fits
from siyar.ruling import judge
from siyar.ruling.turning import _Neighbours, settled_by, turns_on
from siyar.theory import Role, Theory
from tests.engines.test_bits_random import draw

pytest.importorskip("llvmlite", reason='compiled programs need the extra "space"')
pytest.importorskip("numpy", reason='compiled programs need the extra "space"')


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(native, "_loaded", {})


@cache
def wide(seed: int) -> tuple[Theory, str, Completions]:
    """A theory and an atom of it that can depend on six open facts of two values, and more than one answer."""
    rng = Random(seed)
    while True:
        theory = draw(rng, facts=12)
        theory = replace(theory, facts={n: m for n, m in theory.facts.items() if theory.atoms[n].role is not Role.FACT})
        for atom in theory.atoms:
            ranged = completions(theory, cone(theory, atom))
            if ranged.impossible or fits(ranged.facts) is None or bits.Space.of(ranged.facts).lanes > 1 << 14:
                continue
            if len(bits.survey(theory, atom).answers) > 1:
                return theory, atom, ranged


@cache
def both(seed: int) -> tuple[bits.Wide, bits.Survey]:
    theory, atom, ranged = wide(seed)
    net = bits.network(theory, [q for q in theory.literals if q.atom == atom])
    array = bits.wide(net, atom, ranged, compiled=True)
    assert array is not None
    return array, bits.survey_of(net, atom, ranged, compiled=True)


SEEDS = range(20)


@pytest.mark.parametrize("seed", SEEDS)
def test_neighbours(seed: int) -> None:
    array, integers = both(seed)
    neighbours = _Neighbours(integers)
    facts = array.space.facts
    for some in (*combinations(facts, 1), *combinations(facts, 2), facts[:3], facts[-3:]):
        assert array.turns(some) == neighbours.turns(some), some


@pytest.mark.parametrize("seed", SEEDS)
def test_what_a_fact_tells(seed: int) -> None:
    array, integers = both(seed)
    assert (array.total, array.counts) == (integers.total, integers.counts)
    assert list(array.counts) == list(integers.counts)
    assert array.told(array.space.facts) == integers.told(array.space.facts)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("sample", [1, 8, 1 << 12])
def test_what_is_left_after_a_partial_answer(seed: int, sample: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules[bits.Wide.__module__], "SAMPLE", sample)
    array, integers = both(seed)
    facts = array.space.facts
    sizes = [len(values) for values in array.space.values]
    looking, left = array.looking(facts), integers.looking(facts)
    rng = Random(seed)
    for _ in range(20):
        part: list[tuple[int, int]] = []
        after, node = looking.start, left.start
        for _ in range(5):
            later = [(i, k) for i in range(part[-1][0] + 1 if part else 0, len(facts)) for k in range(sizes[i])]
            for settling in (True, False):
                one = {look[0]: look[1:] for look in looking.looks(after, later, never, settling)}
                other = {look[0]: look[1:] for look in left.looks(node, later, never, settling)}
                assert list(one) == list(other) or settling
                for more in later:
                    assert what(one.get(more), array, part, more) == what(other.get(more), array, part, more)
            if not one:
                break
            more = rng.choice(list(one))
            part.append(more)
            after, node = one[more][2], other[more][2]


def never(value: tuple[int, int]) -> bool:
    return False


def what(
    seen: Sequence[Any] | None, found: bits.Wide, part: Sequence[tuple[int, int]], more: tuple[int, int]
) -> object:
    """Which of several answers is named makes no difference, but that it is there does."""
    if seen is None or seen[1]:
        return seen and seen[:2]
    answer = list(found.answers)[seen[0]]
    chosen = dict((*part, more))
    lanes = range(found.space.lanes)
    digits = {i: (found.space.strides[i], len(found.space.values[i])) for i in chosen}
    there = (n for n in lanes if all(n // digits[i][0] % digits[i][1] == k for i, k in chosen.items()))
    assert any(int(found.answers[answer][n >> 6]) >> (n & 63) & 1 for n in there)
    return "several"


@pytest.mark.parametrize("seed", SEEDS)
def test_the_same_judgment(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    theory, atom, ranged = wide(seed)
    plain = judge(theory, atom)
    array, _ = both(seed)
    monkeypatch.setattr(bits, "wide", lambda *_: array)
    found = judge(theory, atom)
    assert set(found.possible) == set(plain.possible)
    assert replace(found, possible=()) == replace(plain, possible=())
    assert settled_by(array, ranged, turns_on(array, ranged)[0])[0] == plain.settled_by


def test_more_cases_are_gone_through_where_a_program_can_be_had(monkeypatch: pytest.MonkeyPatch) -> None:
    theory, atom, _ = wide(0)
    for name, value in {"FOLDED": 1, "MOST_NODES": 1, "MOST_CASES": 1}.items():
        monkeypatch.setattr(sys.modules[judge.__module__], name, value)
    assert not judge(theory, atom).surveyed
    monkeypatch.setattr(bits, "compilable", lambda _: True)
    assert judge(theory, atom).surveyed
