"""Diagrams, smallest cubes and covers, against going through every case and every cube."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from contextlib import suppress
from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from siyar.engines.bits.diagrams import Diagrams
from siyar.engines.bits.nodes import Cube
from siyar.study import covers
from siyar.study.covers import Covering, TooLong, condition, cover, covered
from siyar.study.cubes import smallest
from tests.vectors import of_vectors

LABELS = ("wanted", "also", "free", "other")
WANTED, FREE = {"wanted", "also"}, {"free"}


@st.composite
def tables(draw: st.DrawFn) -> tuple[tuple[int, ...], dict[tuple[int, ...], str]]:
    """A label for each case of up to four facts, mostly a few labels so that cubes are not all whole cases."""
    sizes = tuple(draw(st.lists(st.integers(2, 3), min_size=1, max_size=4)))
    cases = list(product(*(range(size) for size in sizes)))
    among = draw(
        st.sampled_from([("wanted", "other"), ("wanted", "free"), LABELS, ("wanted", "wanted", "also", "other")])
    )
    return sizes, {case: draw(st.sampled_from(among)) for case in cases}


def diagram(sizes: tuple[int, ...], table: dict[tuple[int, ...], str]) -> tuple[Diagrams, int]:
    found = Diagrams(sizes)
    vectors: dict[Hashable, int] = {
        label: sum(1 << i for i, case in enumerate(table) if table[case] == label) for label in LABELS
    }
    return found, of_vectors(found, range(len(sizes)), vectors)


def left(cube: Cube, sizes: tuple[int, ...]) -> set[tuple[int, ...]]:
    cases = product(*(range(size) for size in sizes))
    return {case for case in cases if all(mask >> case[fact] & 1 for fact, mask in cube.items())}


def fits(cube: Cube, sizes: tuple[int, ...], table: dict[tuple[int, ...], str]) -> bool:
    labels = {table[case] for case in left(cube, sizes)}
    return bool(labels & WANTED) and labels <= WANTED | FREE


def cubes(sizes: tuple[int, ...], facts: int) -> Iterator[Cube]:
    for chosen in combinations(range(len(sizes)), facts):
        for values in product(*(range(sizes[fact]) for fact in chosen)):
            yield {fact: 1 << value for fact, value in zip(chosen, values, strict=True)}


@given(tables())
def test_a_diagram_is_its_table(made: tuple[tuple[int, ...], dict[tuple[int, ...], str]]) -> None:
    sizes, table = made
    found, root = diagram(sizes, table)
    assert all(found.at(root, case) == label for case, label in table.items())
    counts = {label: list(table.values()).count(label) for label in LABELS}
    assert found.counts(root) == {label: count for label, count in counts.items() if count}


@given(tables())
def test_no_cube_is_smaller_than_the_smallest(made: tuple[tuple[int, ...], dict[tuple[int, ...], str]]) -> None:
    sizes, table = made
    found, root = diagram(sizes, table)
    cube = smallest(found, root, WANTED, FREE)
    if not WANTED & set(table.values()):
        assert cube is None
        return
    assert cube is not None
    assert fits(cube, sizes, table)
    assert not any(fits(other, sizes, table) for facts in range(len(cube)) for other in cubes(sizes, facts))
    alike = [other for other in cubes(sizes, len(cube)) if fits(other, sizes, table)]
    assert cube == min(alike, key=lambda c: [c.get(f, 1 << size) for f, size in enumerate(sizes)]), "not the first"


@given(tables())
def test_a_cover_is_exact_prime_and_without_anything_to_spare(
    made: tuple[tuple[int, ...], dict[tuple[int, ...], str]],
) -> None:
    sizes, table = made
    found, root = diagram(sizes, table)
    terms = cover(found, root, WANTED, FREE)
    wanted = {case for case, label in table.items() if label in WANTED}
    possible = {case for case, label in table.items() if label not in FREE}
    reached = set().union(*(left(term, sizes) for term in terms)) & possible
    assert reached == wanted
    assert covered(found, root, terms, WANTED) == len(wanted)
    for term in terms:
        others = set().union(*(left(other, sizes) for other in terms if other is not term))
        assert not wanted <= others, "to spare"
        for fact, mask in term.items():
            assert not fits({f: m for f, m in term.items() if f != fact}, sizes, table), "not prime"
            more = [mask | 1 << v for v in range(sizes[fact]) if not mask >> v & 1]
            assert not any(fits({**term, fact: wider}, sizes, table) for wider in more), "not prime"


@given(tables())
def test_what_is_not_shortened_is_exact_too(made: tuple[tuple[int, ...], dict[tuple[int, ...], str]]) -> None:
    sizes, table = made
    found, root = diagram(sizes, table)
    long = Covering.of(found, root, WANTED, FREE).unshortened()
    possible = {case for case, label in table.items() if label not in FREE}
    reached = set().union(*(left(term, sizes) for term in long)) & possible
    assert reached == {case for case, label in table.items() if label in WANTED}


@given(tables(), st.integers(0, 12))
def test_a_condition_is_the_cover_or_too_long(
    made: tuple[tuple[int, ...], dict[tuple[int, ...], str]], most: int
) -> None:
    sizes, table = made
    found, root = diagram(sizes, table)
    work = Covering.of(found, root, WANTED, FREE)
    if len(work.unshortened()) > most:
        assert condition(found, root, WANTED, FREE, most=most) is None
    else:
        assert condition(found, root, WANTED, FREE, most=most) == cover(found, root, WANTED, FREE)
    again = Covering.of(found, root, WANTED, FREE)
    for few in range(most):  # what was found with few terms allowed is kept, and is the same
        with suppress(TooLong):
            assert again.unshortened(few) == work.unshortened()


@given(tables())
def test_what_a_term_alone_leaves_is_found_by_steps_as_by_sets(
    made: tuple[tuple[int, ...], dict[tuple[int, ...], str]],
) -> None:
    sizes, table = made
    found, root = diagram(sizes, table)
    by_steps = cover(found, root, WANTED, FREE)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(covers, "MOST_STEPS", 0)
        assert cover(found, root, WANTED, FREE) == by_steps


def test_what_no_case_is_has_no_cover() -> None:
    found = Diagrams((2,))
    root = found.leaf("other")
    assert cover(found, root, {"wanted"}) == ()
    assert smallest(found, root, {"wanted"}) is None
    assert cover(found, root, {"other"}) == ({},)
