"""A question answered in every completion of the facts it can depend on (D10, D13).

>>> from siyar.theory import Atom, GroundRule, Kind, Literal, Role, Theory, YES, YES_NO
>>> atoms = {"a": Atom("a", YES_NO, Role.FACT), "p": Atom("p", YES_NO)}
>>> rule = GroundRule("r", "r", Kind.DEFEASIBLE, Literal("p", YES), needs=(Literal("a", YES),))
>>> found = survey(Theory(atoms, (rule,)), "p")
>>> {answer.status.value: [found.space.decode(i) for i in found.lanes(answer)] for answer in found.answers}
{'ruled': [{'a': 1}], 'silent': [{'a': 2}]}
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product

from siyar.conclusion import Answer
from siyar.cone import Completions, completions, cone
from siyar.engines.bits.network import Network, network
from siyar.engines.bits.run import Given, findings, run
from siyar.engines.bits.space import Space, SpaceTooLarge, side_by_side, single_bits
from siyar.rows import row
from siyar.theory import Literal, Theory

#: More cases than this are refused.
LIMIT = 1 << 26

#: So many cases at most are worked at once; the vectors of a block stay in the processor's cache.
BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Survey:
    """The answers over a space. ``allowed`` and the masks of ``answers`` have a bit for each lane of ``space``.

    The masks of the answers are disjoint, none empty, and together make up ``allowed``; they are in the order of
    their first lanes. Answers that differ in `because` alone are one (D13), with the `because` of the first lane.
    """

    space: Space
    allowed: int = field(repr=False)
    answers: Mapping[Answer, int] = field(repr=False)

    @property
    def total(self) -> int:
        """How many completions are allowed."""
        return self.allowed.bit_count()

    def lanes(self, answer: Answer) -> Iterator[int]:
        """The lanes with this answer, ascending."""
        mask = self.answers.get(answer, 0)
        while mask:
            low = mask & -mask
            yield low.bit_length() - 1
            mask ^= low


def survey(theory: Theory, atom: str, *, limit: int = LIMIT) -> Survey:
    """The answers on `atom` in all allowed completions of the open facts in its cone.

    Raises `SpaceTooLarge` where they are more than `limit`, allowed or not.
    """
    net = network(theory, words(theory, atom))
    return survey_of(net, atom, completions(theory, cone(theory, atom)), limit=limit)


def words(theory: Theory, atom: str) -> list[Literal]:
    """The words of an atom that occur (D2)."""
    return [q for q in theory.literals if q.atom == atom]


def survey_of(net: Network, atom: str, ranged: Completions, *, limit: int = LIMIT) -> Survey:
    """`survey`, for a network of the words of `atom` and the completions of its cone."""
    space = Space.of(ranged.facts)
    if space.lanes > limit:
        raise SpaceTooLarge(space.lanes, limit)
    inner = space.head(BLOCK)
    block = Space.of({name: ranged.facts[name] for name in space.facts[:inner]})
    where = {
        name: {value: block.where(name, value) for value in values}
        for name, values in zip(block.facts, block.values, strict=True)
    }
    outer = space.facts[inner:]
    pieces: dict[Answer, list[int]] = {}
    allowed_pieces: list[int] = []
    # The last fact changes slowest: it must be the first factor of the product.
    for number, values in enumerate(product(*[single_bits(ranged.facts[name]) for name in reversed(outer)])):
        fixed = dict(zip(reversed(outer), values, strict=True))
        given = _given(net.theory, where, fixed, block.full)
        barred = 0
        for literals in ranged.barred:
            met = block.full
            for literal in literals:
                met &= given(literal)
            barred |= met
        allowed = block.full ^ barred
        allowed_pieces.append(allowed)
        if not allowed:
            continue
        for answer, lanes in _answers(net, atom, given, block.full, allowed).items():
            column = pieces.setdefault(answer, [])
            column.extend([0] * (number - len(column)))
            column.append(lanes)
    answers = {answer: side_by_side(column, block.lanes) for answer, column in pieces.items()}
    return Survey(space, side_by_side(allowed_pieces, block.lanes), answers)


def _answers(net: Network, atom: str, given: Given, full: int, allowed: int) -> dict[Answer, int]:
    found: dict[Answer, int] = {}
    groups = [(lanes & allowed, seen) for lanes, seen in findings(run(net, given, full), atom)]
    for lanes, seen in sorted((g for g in groups if g[0]), key=lambda group: group[0] & -group[0]):
        answer = row(seen)
        found[answer] = found.get(answer, 0) | lanes
    return found


def _given(theory: Theory, where: Mapping[str, Mapping[int, int]], fixed: Mapping[str, int], full: int) -> Given:
    """`Given` over a block: facts it ranges over, facts with a value throughout the block, facts of the case."""
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
