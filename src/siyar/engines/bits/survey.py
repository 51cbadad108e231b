"""A question answered in every completion of the facts it can depend on (D10, D13).

>>> from siyar.theory import Atom, GroundRule, Kind, Literal, Role, Theory, YES, YES_NO
>>> atoms = {"a": Atom("a", YES_NO, Role.FACT), "p": Atom("p", YES_NO)}
>>> rule = GroundRule("r", "r", Kind.DEFEASIBLE, Literal("p", YES), needs=(Literal("a", YES),))
>>> found = survey(Theory(atoms, (rule,)), "p")
>>> {answer.status.value: [found.space.decode(i) for i in found.lanes(answer)] for answer in found.answers}
{'ruled': [{'a': 1}], 'silent': [{'a': 2}]}
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from siyar.conclusion import Answer
from siyar.cone import Completions, completions, cone
from siyar.cone.network import Network, network
from siyar.engines.bits.blocks import BLOCK, blocks
from siyar.engines.bits.found import findings
from siyar.engines.bits.partial import Partial
from siyar.engines.bits.run import Lanes, run
from siyar.engines.bits.space import Space, SpaceTooLarge, side_by_side
from siyar.engines.bits.wide import Wide, integer
from siyar.rows import row
from siyar.theory import Theory

#: More cases than this are refused.
LIMIT = 1 << 26


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

    @property
    def counts(self) -> Mapping[Answer, int]:
        """In how many completions each answer is given."""
        return {answer: mask.bit_count() for answer, mask in self.answers.items()}

    def told(self, facts: Sequence[str]) -> dict[str, tuple[dict[Answer, int], ...]]:
        """For each of the facts and each of its values, in how many completions each answer is given."""
        found = {}
        for fact in facts:
            values = self.space.values[self.space.facts.index(fact)]
            where = [self.space.where(fact, value) for value in values]
            found[fact] = tuple({a: (mask & some).bit_count() for a, mask in self.answers.items()} for some in where)
        return found

    def within(self, facts: Mapping[str, int]) -> Survey:
        """The cases in which facts have a value of these masks; the answers are those of the whole, in its order."""
        lanes = self.allowed
        for fact, mask in facts.items():
            lanes &= self.space.where(fact, mask)
        answers = {answer: mask & lanes for answer, mask in self.answers.items()}
        return Survey(self.space, lanes, {answer: mask for answer, mask in answers.items() if mask})

    def looking(self, facts: Sequence[str]) -> Partial:
        """A way to look at partial answers about these facts, which are in the order of the space."""
        wanted = [fact in facts for fact in self.space.facts]
        assert [*facts] == [fact for fact, this in zip(self.space.facts, wanted, strict=True) if this]
        return Partial.of_lanes([*self.answers.values()], [len(values) for values in self.space.values], wanted)

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
    net = network(theory, theory.words(atom))
    return survey_of(net, atom, completions(theory, cone(theory, atom)), limit=limit)


def survey_of(
    net: Network,
    atom: str,
    ranged: Completions,
    *,
    limit: int = LIMIT,
    compiled: bool | None = None,
    threads: int | None = None,
) -> Survey:
    """`survey`, for a network of the words of `atom` and the completions of its cone.

    ``compiled``: by a compiled program or not; by default where one can be had, pays, and keeps the order of the facts.
    Where it is insisted on, the facts with two values come first. ``threads``: as many as there are cores.
    """
    space = Space.of(ranged.facts)
    if space.lanes > limit:
        raise SpaceTooLarge(space.lanes, limit)
    two_first = sorted(ranged.facts, key=lambda name: ranged.facts[name].bit_count() != 2) == [*ranged.facts]
    if (compiled or (compiled is None and two_first)) and (
        found := wide(net, atom, ranged, compiled=compiled, threads=threads)
    ):
        return Survey(
            found.space, integer(found.allowed), {answer: integer(mask) for answer, mask in found.answers.items()}
        )
    pieces: dict[Answer, list[int]] = {}
    allowed_pieces: list[int] = []
    width = 1
    for number, block in enumerate(blocks(net.theory, ranged)):
        allowed_pieces.append(block.allowed)
        width = block.full.bit_length()
        if not block.allowed:
            continue
        for answer, lanes in answered(run(net, block.given, block.full), atom, block.allowed).items():
            column = pieces.setdefault(answer, [])
            column.extend([0] * (number - len(column)))
            column.append(lanes)
    answers = {answer: side_by_side(column, width) for answer, column in pieces.items()}
    return Survey(space, side_by_side(allowed_pieces, width), answers)


def compilable(ranged: Completions) -> bool:
    """Whether a compiled program can be had for a large space of this kind."""
    if Space.of(ranged.facts).lanes < BLOCK:
        return False
    from siyar.engines.bits import kernel

    return kernel.possible(ranged)


def wide(
    net: Network, atom: str, ranged: Completions, *, compiled: bool | None = None, threads: int | None = None
) -> Wide | None:
    """`survey_of` by a compiled program, as arrays; None where none can be had or it does not pay."""
    if not compiled and Space.of(ranged.facts).lanes < BLOCK:
        return None
    # Imported here: what a small space does not need, it does not wait for.
    from siyar.engines.bits import kernel

    if not compiled and not kernel.worth_drawing(ranged, kept=True):
        return None
    made = kernel.surveying(net, atom, ranged)
    return made.act(threads or kernel.cores()) if compiled or made.kernel.pays() else None


def answered(lanes: Lanes, atom: str, allowed: int) -> dict[Answer, int]:
    """The answers on `atom` in the lanes that are allowed, in the order of their first lanes."""
    found: dict[Answer, int] = {}
    groups = [(some & allowed, seen) for some, seen in findings(lanes, atom)]
    for some, seen in sorted((g for g in groups if g[0]), key=lambda group: group[0] & -group[0]):
        answer = row(seen)
        found[answer] = found.get(answer, 0) | some
    return found
