"""A space taken in blocks, so that memory stays bounded however many cases there are.

Inside a block the first facts of the space go through all their values; the facts after them keep one value each. A
vector of a block is an integer with a bit for each of its cases.

>>> from siyar.theory import Atom, Role, YES_NO
>>> theory = Theory({n: Atom(n, YES_NO, Role.FACT) for n in "abc"})
>>> ranged = Completions({n: 0b11 for n in "abc"}, barred=((Literal("a", 1), Literal("c", 2)),))
>>> [(b.first, b.full, bin(b.allowed), bin(b.given(Literal("a", 1)))) for b in blocks(theory, ranged, most=4)]
[(0, 15, '0b1111', '0b101'), (4, 15, '0b1010', '0b101')]
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product

from siyar.cone import Completions
from siyar.engines.bits.space import Space, single_bits
from siyar.theory import Literal, Theory

#: So many cases at most are worked at once; the vectors of a block stay in the processor's cache.
BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Block:
    """``first``: the lane of its first case in the whole space. ``full``: all its lanes, ``allowed`` those of D10.

    ``given``: for a literal, the lanes in which what is known of its atom implies it.
    """

    first: int
    full: int
    allowed: int = field(repr=False)
    given: Callable[[Literal], int] = field(repr=False)


def blocks(theory: Theory, ranged: Completions, *, most: int | None = None) -> Iterator[Block]:
    """The space of ``ranged`` block by block, in the order of its lanes."""
    space = Space.of(ranged.facts)
    inner = space.head(BLOCK if most is None else most)
    outer = space.facts[inner:]
    block = Space.of({name: ranged.facts[name] for name in space.facts[:inner]}) if outer else space
    where = {
        name: {value: block.where(name, value) for value in values}
        for name, values in zip(block.facts, block.values, strict=True)
    }
    full = block.full
    # The last fact changes slowest: it must be the first factor of the product.
    for number, values in enumerate(product(*[single_bits(ranged.facts[name]) for name in reversed(outer)])):
        given = _given(theory, where, dict(zip(reversed(outer), values, strict=True)), full)
        barred = 0
        for literals in ranged.barred:
            met = full
            for literal in literals:
                met &= given(literal)
            barred |= met
        yield Block(number * block.lanes, full, full ^ barred, given)


def _given(
    theory: Theory, where: Mapping[str, Mapping[int, int]], fixed: Mapping[str, int], full: int
) -> Callable[[Literal], int]:
    """Facts the block ranges over, facts with a value throughout the block, facts of the case."""
    cache: dict[Literal, int] = {}

    def given(literal: Literal) -> int:
        known = cache.get(literal)
        if known is None:
            atom, values = literal
            if atom in where:
                known = 0
                for value, lanes in where[atom].items():
                    if value & values:
                        known |= lanes
            else:
                mask = fixed.get(atom) or theory.facts.get(atom)
                known = full if mask is not None and mask & ~values == 0 else 0
            cache[literal] = known
        return known

    return given
