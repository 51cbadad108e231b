"""The search against going through every case: the same answers, cubes as small as any, all of the minimal ones."""

from __future__ import annotations

from itertools import combinations, product
from random import Random

import pytest

from siyar.conclusion import Answer, Because
from siyar.cone import Completions, completions, cone
from siyar.engines import asp, bits
from siyar.engines.bits.space import single_bits
from siyar.rows import row
from siyar.ruling import judge
from siyar.theory import Theory
from tests.engines.notation import parse_theory
from tests.engines.test_bits_random import draw

pytest.importorskip("clingo", reason="needs the extra `space`")

Case = dict[str, int]
Table = list[tuple[Case, tuple[Answer, ...]]]


def posed(theories: tuple[Theory, ...]) -> tuple[Completions, Table, asp.Search]:
    """Theories over the facts of the first: what each says of x in every possible case, and the search over them."""
    first = theories[0]
    ranged = completions(first, cone(first, "x"))
    known: Table = []
    nets = [bits.network(theory, [q for q in theory.literals if q.atom == "x"]) for theory in theories]
    for values in product(*(single_bits(mask) for mask in ranged.facts.values())):
        case = dict(zip(ranged.facts, values, strict=True))
        if any(all(case[q.atom] & q.values for q in literals) for literals in ranged.barred):
            continue
        lanes = [bits.run_one(net, {**net.theory.facts, **case}) for net in nets]
        known.append((case, tuple(row(bits.findings(each, "x")[0][1]) for each in lanes)))
    parts = [asp.Part(theory, "x") for theory in theories]
    return ranged, known, asp.Search(parts, ranged.facts, ranged.barred)


def within(cube: Case, known: Table, wanted: set[tuple[Answer, ...]]) -> bool:
    """Whether the cube leaves possible cases, all of them wanted."""
    left = [says for case, says in known if all(case[name] == value for name, value in cube.items())]
    return bool(left) and set(left) <= wanted


def cubes(facts: dict[str, int], size: int) -> list[Case]:
    return [
        dict(zip(names, values, strict=True))
        for names in combinations(facts, size)
        for values in product(*(single_bits(facts[name]) for name in names))
    ]


def compare(theories: tuple[Theory, ...]) -> int:
    ranged, known, search = posed(theories)
    if ranged.impossible:
        return 0
    every = {says for _, says in known}
    assert set(search.answers()) == every
    facts = dict(ranged.facts)
    for wanted in every:
        found = search.smallest([wanted])
        assert found is not None, "a case with all facts given is a cube"
        assert within(found, known, {wanted})
        assert not any(within(cube, known, {wanted}) for size in range(len(found)) for cube in cubes(facts, size))
    if len(every) > 2:
        several = set(sorted(every, key=str)[:2])
        found = search.smallest(sorted(several, key=str))
        assert found is not None
        assert within(found, known, several)
        assert not any(within(cube, known, several) for size in range(len(found)) for cube in cubes(facts, size))
    assert search.smallest([tuple(Answer(a.status, (31,), (), (31,)) for a in next(iter(every)))]) is None
    return len(every)


def twin(seed: int) -> tuple[Theory, ...]:
    """Two theories over the same atoms, facts and impossible sets, with other rules."""
    one, other = draw(Random(seed), facts=4), draw(Random(seed + 1_000_000), facts=4)
    if not (one.atoms == other.atoms and set(one.open) == set(other.open)):
        return (one,)
    return one, Theory(
        other.atoms, other.rules, one.facts, other.superior, other.exceptions, other.declared, one.impossible
    )


def test_random_theories_alone_and_in_pairs() -> None:
    assert sum(compare(twin(seed)) > 1 for seed in range(250)) > 40


@pytest.mark.long
def test_many_random_theories() -> None:
    for seed in range(250, 6000):
        compare(twin(seed))


def test_the_answers_that_settle_a_ruling_are_those_of_the_judgment() -> None:
    """All of the minimal ones; the judgment leaves out facts nothing turns on, and looks no further than six facts."""
    several = 0
    for seed in range(400):
        theory = draw(Random(seed), facts=6)
        judged = judge(theory, "x")
        if judged.impossible or not judged.complete:
            continue
        _, _, search = posed((theory,))
        found = {
            (answer, frozenset(cube.items())) for answer, _ in judged.possible for cube in search.cubes([(answer,)])
        }
        told = {(s.answer, frozenset((q.atom, q.values) for q in s.given)) for s in judged.settled_by}
        assert told == found, seed
        several += len(told) > 2
    assert several > 20


def test_where_something_is_undetermined_nothing_is_read_off_models() -> None:
    """Each of two rules is barred by the other's conclusion: the plain encoding has two answer sets in every case."""
    theory = parse_theory("? a; r: unless p => q; s: unless q => p; t: a, q => x; u: q => -x").theory
    _, known, search = posed((theory,))
    assert {says for _, says in known} == set(search.answers())
    assert {says[0].because for _, says in known} == {Because.CIRCULAR}
    odd = parse_theory("? a; r: a, unless x => x").theory
    _, known, search = posed((odd,))
    assert {says for _, says in known} == set(search.answers())
    assert len(known) == len(set(search.answers())) == 2
