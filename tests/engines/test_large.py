"""The large families at sizes that are soon done: those of `scalable`, with conclusions as counted beforehand."""

from __future__ import annotations

import pytest

from siyar.engines import counting
from siyar.interchange.plain import net, of_theory, theory
from siyar.theory import Theory
from tests.engines import large, scalable
from tests.engines.translate import seen

PAIRS: dict[str, tuple[large.Known, Theory]] = {
    "chain": (large.chain(12), scalable.chain(12)),
    "circle": (large.circle(12), scalable.circle(12)),
    "levels": (large.levels(5), scalable.levels(5)),
    "teams": (large.teams(2), scalable.teams(2)),
    "tree": (large.tree(3, 3), scalable.tree(3, 3)),
    "dag": (large.dag(5, 3), scalable.dag(5, 3)),
    "mix": (large.mix(2, 3, 4), scalable.mix(2, 3, 4)),
}


@pytest.mark.parametrize("name", PAIRS)
def test_a_family_is_that_of_scalable(name: str) -> None:
    known, made = PAIRS[name]
    again = of_theory(made)
    assert again is not None
    plain = known.plain
    if name == "mix":  # other names, the same shape
        assert sorted(map(len, map(again.needs_of, range(len(again.labels))))) == sorted(
            map(len, map(plain.needs_of, range(len(plain.labels))))
        )
        assert sorted(again.kinds) == sorted(plain.kinds)
        return
    one, other = theory(plain), theory(again)
    assert set(one.rules) == set(other.rules)
    assert (one.facts, one.superior) == (other.facts, other.superior)


@pytest.mark.parametrize("size", [0, 1, 2])
@pytest.mark.parametrize("name", large.FAMILIES)
def test_what_follows_is_as_counted(name: str, size: int) -> None:
    known = large.FAMILIES[name](size)
    assert counted(known) == (known.follow, known.fail)


@pytest.mark.parametrize("name", PAIRS)
def test_the_net_is_that_of_the_theory(name: str) -> None:
    made = theory(PAIRS[name][0].plain)
    said = seen(counting.evaluate(made))
    assert len(said.shown) == counted(PAIRS[name][0])[0]


def counted(known: large.Known) -> tuple[int, int]:
    """How many literals follow, and how many conclusions of rules do not; nothing is undetermined."""
    tag = counting.conclude(net(known.plain)).tag
    assert 0 not in set(tag)
    heads = set(known.plain.heads)
    return sum(t == 1 for t in tag), sum(tag[q] == 2 for q in heads)
