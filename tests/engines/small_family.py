"""All small theories: two yes/no sentences, up to three rules, every fact set, every superiority; one of each shape.

A rule is a kind, a head and at most one condition, which may be an `unless` (never in a strict rule). A fact set gives
any of the four literals. Superiority ranges over the pairs of rules with opposed heads in which the upper one may
conclude: none, one way or the other. Theories that renaming sentences, exchanging a sentence with its denial or
listing rules in another order turns into each other count as one.

>>> sum(1 for _ in family(1))
236
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import combinations, combinations_with_replacement, permutations, product

from siyar.theory import NO, YES, YES_NO, Atom, GroundRule, Kind, Literal, Theory

LITERALS = (Literal("p", YES), Literal("p", NO), Literal("q", YES), Literal("q", NO))
ATOMS = {"p": Atom("p", YES_NO), "q": Atom("q", YES_NO)}

#: A rule as numbers: kind, head, condition (None: no condition), whether the condition is an `unless`.
Shape = tuple[int, int, int | None, bool]
KINDS = (Kind.STRICT, Kind.DEFEASIBLE, Kind.DEFEATER)

#: The renamings: what becomes of literal 0 to 3.
RENAMINGS = tuple(
    tuple(2 * pair[i // 2] + (i % 2 ^ flips[i // 2]) for i in range(4))
    for pair in permutations((0, 1))
    for flips in product((0, 1), repeat=2)
)


@cache
def shapes(*, bars: bool) -> tuple[Shape, ...]:
    """All rules of the family, with or without those that have an `unless`."""
    return tuple(
        (kind, head, condition, barred)
        for kind, head, condition in product(range(3), range(4), (None, 0, 1, 2, 3))
        for barred in (False, True)
        if not barred or (bars and condition is not None and KINDS[kind] is not Kind.STRICT)
    )


def family(size: int, *, bars: bool = True, facts: bool = True) -> Iterator[Theory]:
    """The theories of exactly `size` rules, in a fixed order; without `facts`, only those that give nothing."""
    subsets = [tuple(s) for n in range(5) for s in combinations(range(4), n)] if facts else [()]
    for rules in _rule_sets(size, bars):
        stable = [(g, p) for g, p in _symmetries(rules) if (g, p) != (RENAMINGS[0], tuple(range(size)))]
        for superior in _superiorities(rules):
            for given in subsets:
                here = (sorted(superior), given)
                if all(here <= _moved(superior, given, g, p) for g, p in stable):
                    yield _theory(rules, superior, given)


def _rule_sets(size: int, bars: bool) -> Iterator[tuple[Shape, ...]]:
    """Multisets of rules, the least of each orbit."""
    all_shapes = shapes(bars=bars)
    number = {shape: i for i, shape in enumerate(all_shapes)}
    images = [[number[_renamed(shape, g)] for shape in all_shapes] for g in RENAMINGS]
    for chosen in combinations_with_replacement(range(len(all_shapes)), size):
        if all(tuple(sorted(image[i] for i in chosen)) >= chosen for image in images):
            yield tuple(all_shapes[i] for i in chosen)


def _renamed(shape: Shape, g: tuple[int, ...]) -> Shape:
    kind, head, condition, barred = shape
    return (kind, g[head], None if condition is None else g[condition], barred)


def _symmetries(rules: tuple[Shape, ...]) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Renamings with the orders of rules under which the rules stay as they are: place i moves to place p[i]."""
    for g in RENAMINGS:
        moved = [_renamed(r, g) for r in rules]
        for p in permutations(range(len(rules))):
            if all(rules[p[i]] == moved[i] for i in range(len(rules))):
                yield g, p


def _superiorities(rules: tuple[Shape, ...]) -> Iterator[frozenset[tuple[int, int]]]:
    pairs = [(i, j) for i, j in combinations(range(len(rules)), 2) if rules[i][1] ^ rules[j][1] == 1]
    ways = [
        [(), *(((u, v),) for u, v in ((i, j), (j, i)) if KINDS[rules[u][0]] is not Kind.DEFEATER)] for i, j in pairs
    ]
    for choice in product(*ways):
        yield frozenset(pair for way in choice for pair in way)


def _moved(
    superior: frozenset[tuple[int, int]], given: tuple[int, ...], g: tuple[int, ...], p: tuple[int, ...]
) -> tuple[list[tuple[int, int]], tuple[int, ...]]:
    return sorted((p[u], p[v]) for u, v in superior), tuple(sorted(g[i] for i in given))


def _theory(rules: tuple[Shape, ...], superior: frozenset[tuple[int, int]], given: tuple[int, ...]) -> Theory:
    ground: list[GroundRule] = []
    for i, (kind, head, condition, barred) in enumerate(rules):
        body = () if condition is None else (LITERALS[condition],)
        ground.append(
            GroundRule(f"r{i}", f"r{i}", KINDS[kind], LITERALS[head], () if barred else body, body if barred else ())
        )
    # A fact is a mask, so both sides of a sentence at once are said by strict rules without conditions.
    facts = {LITERALS[i].atom: LITERALS[i].values for i in given if i ^ 1 not in given}
    ground += [GroundRule(f"f{i}", f"f{i}", Kind.STRICT, LITERALS[i]) for i in given if i ^ 1 in given]
    names = frozenset((f"r{u}", f"r{v}") for u, v in superior)
    return Theory(ATOMS, tuple(ground), facts, names)
