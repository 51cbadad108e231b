"""How many cases of a space have which conclusions, and the cases themselves in a stable order.

Unlike a survey, counting keeps nothing of a block when it goes on to the next: memory stays the same whatever the size
of the space. Facts take the values the case leaves them, in allowed combinations only (D10).

>>> from siyar.cone import Completions
>>> from siyar.cone.network import network
>>> from siyar.theory import Atom, GroundRule, Kind, Literal, Role, Theory, YES, YES_NO
>>> atoms = {n: Atom(n, YES_NO, Role.FACT) for n in "ab"} | {"p": Atom("p", YES_NO)}
>>> rule = GroundRule("r", "r", Kind.DEFEASIBLE, Literal("p", YES), needs=(Literal("a", YES),))
>>> net = network(Theory(atoms, (rule,)))
>>> ranged = Completions({"a": 0b11, "b": 0b11}, barred=((Literal("a", YES), Literal("b", YES)),))
>>> found = count(net, ranged, atoms=["p"])
>>> found.total, found.shown[Literal("p", YES)]
(3, 1)
>>> [(answer.status.value, number) for answer, number in found.answers["p"].items()]
[('silent', 2), ('ruled', 1)]
>>> list(cases(net, ranged, where=shown(Literal("p", YES))))
[{'a': 1, 'b': 2}]
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from siyar.conclusion import Answer, Because
from siyar.cone import Completions
from siyar.cone.network import Network
from siyar.engines.bits.blocks import BLOCK, blocks
from siyar.engines.bits.found import findings
from siyar.engines.bits.numbers import Numbers, Tallied
from siyar.engines.bits.run import Lanes, run
from siyar.engines.bits.space import Space, SpaceTooLarge
from siyar.rows import row
from siyar.theory import Literal

#: More cases than this are not counted on Python's integers. A compiled program goes further: `kernel.MOST_COUNTED`.
MOST_COUNTED = 1 << 30

#: Which lanes of an evaluated block are meant.
Where = Callable[[Lanes], int]


@dataclass(frozen=True, slots=True)
class Counts:
    """What was counted over ``space``, of whose cases ``total`` are allowed.

    ``shown`` and ``undetermined``: in how many a literal is +∂ and ∂?, for the literals that were asked; in the others
    it is −∂. ``answers``: for each atom that was asked, its answers (section 5) with the number of their cases, the
    most frequent first. Answers that differ in `because` alone are one (D13), with the `because` of most of them.
    """

    space: Space
    total: int
    shown: Mapping[Literal, int]
    undetermined: Mapping[Literal, int]
    answers: Mapping[str, Mapping[Answer, int]]


def count(
    net: Network,
    ranged: Completions,
    *,
    literals: Iterable[Literal] | None = None,
    atoms: Sequence[str] = (),
    most: int | None = None,
    compiled: bool | None = None,
    threads: int | None = None,
) -> Counts:
    """The cases of ``ranged``, counted by what ``net`` concludes in them.

    ``literals``: by default every conclusion, see `conclusions`. ``atoms``: those whose answers are counted too, all of
    their words in the network. ``compiled``: by a compiled program or not; by default where one can be had and pays.
    ``threads``: as many as there are cores. Raises `SpaceTooLarge` where the cases, allowed or not, are more than
    ``most``: by default what is counted in half a minute or so, with a program or without.
    """
    space = Space.of(ranged.facts)
    asked = conclusions(net) if literals is None else tuple(literals)
    if compiled or (compiled is None and space.lanes >= BLOCK):
        # Imported here: what a small space does not need, it does not wait for.
        from siyar.engines.bits import kernel

        if compiled or kernel.worth_drawing(ranged):
            if space.lanes > (most or kernel.MOST_COUNTED):
                raise SpaceTooLarge(space.lanes, most or kernel.MOST_COUNTED)
            made = kernel.counting(net, ranged, asked, atoms)
            if compiled or made.kernel.pays():
                return _counts(space, asked, made.act(threads or kernel.cores()))
    if space.lanes > (most or MOST_COUNTED):
        raise SpaceTooLarge(space.lanes, most or MOST_COUNTED)
    return _counts(space, asked, _on_integers(net, ranged, asked, atoms))


def _counts(space: Space, asked: Sequence[Literal], found: Numbers) -> Counts:
    return Counts(
        space,
        found.total,
        dict(zip(asked, found.shown, strict=True)),
        dict(zip(asked, found.undetermined, strict=True)),
        {atom: rows(tallied) for atom, tallied in found.tallies.items()},
    )


def _on_integers(net: Network, ranged: Completions, asked: Sequence[Literal], atoms: Sequence[str]) -> Numbers:
    numbers = [net.number[q] for q in asked]
    total, shown, undetermined = 0, [0] * len(asked), [0] * len(asked)
    tallies: dict[str, Tallied] = {atom: Counter() for atom in atoms}
    for block in blocks(net.theory, ranged):
        allowed = block.allowed
        if not allowed:
            continue
        total += allowed.bit_count()
        lanes = run(net, block.given, block.full)
        for i, q in enumerate(numbers):
            lower, upper = lanes.lower.shown[q], lanes.upper.shown[q]
            shown[i] += (lower & allowed).bit_count()
            if upper is not lower:
                undetermined[i] += ((upper ^ lower) & allowed).bit_count()
        for atom, tallied in tallies.items():
            for some, seen in findings(lanes, atom):
                tallied[seen] += (some & allowed).bit_count()
    return Numbers(total, shown, undetermined, tallies)


def conclusions(net: Network) -> tuple[Literal, ...]:
    """The literals that rules of the network can support, or that share their atom with one of these."""
    concluded = {q.literal.atom for q in net.literals if q.supporters}
    return tuple(q.literal for q in net.literals if q.literal.atom in concluded)


def rows(tallied: Tallied) -> dict[Answer, int]:
    """What was found, as answers: the most frequent first, equally frequent ones in the order of their words."""
    numbers: Counter[Answer] = Counter()
    reasons: dict[Answer, Counter[Because | None]] = {}
    for seen, number in tallied.items():
        if number:
            answer = row(seen)
            numbers[answer] += number
            reasons.setdefault(answer, Counter())[answer.because] += number
    found = {}
    for answer, number in sorted(numbers.items(), key=lambda pair: (-pair[1], *_order(pair[0]))):
        reason = min(reasons[answer], key=lambda b: (-reasons[answer][b], b.value if b else ""))
        found[Answer(answer.status, answer.values, answer.between, answer.holds, reason)] = number
    return found


def _order(answer: Answer) -> tuple[object, ...]:
    return (answer.status.value, answer.values, answer.between, answer.holds)


# --------------------------------------------------------------------------- the cases themselves


def cases(net: Network, ranged: Completions, *, where: Where | None = None) -> Iterator[dict[str, int]]:
    """The allowed cases of ``ranged`` in which ``where`` holds, each as the value of every fact (a mask of one bit).

    They come in the order of the space, the first fact changing fastest, block after block as they are asked for; a
    space may be larger than what can be gone through.
    """
    space = Space.of(ranged.facts)
    for block in blocks(net.theory, ranged):
        lanes = block.allowed
        if lanes and where is not None:
            lanes &= where(run(net, block.given, block.full))
        for lane in _ascending(lanes):
            yield space.decode(block.first + lane)


def shown(literal: Literal) -> Where:
    """Where a literal of the network is +∂."""
    return lambda lanes: lanes.lower.shown[lanes.net.number[literal]]


def answering(atom: str, answer: Answer) -> Where:
    """Where the answer on an atom, all of whose words are in the network, is this one (D13)."""

    def where(lanes: Lanes) -> int:
        found = 0
        for some, seen in findings(lanes, atom):
            if row(seen) == answer:
                found |= some
        return found

    return where


def _ascending(lanes: int) -> Iterator[int]:
    """The lanes, lowest first; taken in pieces, so that each costs the same however wide the vector is."""
    width = 1 << 12
    first = 0
    while lanes:
        piece = lanes & ((1 << width) - 1)
        while piece:
            low = piece & -piece
            yield first + low.bit_length() - 1
            piece ^= low
        lanes >>= width
        first += width
