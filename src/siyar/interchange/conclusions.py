"""What follows from a theory, as SPINdle's users read it: ``+D``, ``-D``, ``+d``, ``-d`` and a literal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from siyar.conclusion import Tag
from siyar.engines import counting, reference
from siyar.engines.counting.net import Ints
from siyar.interchange.plain import PlainTheory, net, theory
from siyar.theory import NO, YES, Literal

#: Rules that the reference evaluator is given, at most: beyond, nobody would wait for it.
MOST_PROPAGATED = 2_000

#: In the order in which `sort` puts them.
SIGNS = ("+D", "+d", "-D", "-d")


@dataclass(frozen=True, slots=True)
class Conclusions:
    """Every literal of a theory: whether it is definite, and its tag (0 undetermined, 1 follows, 2 does not)."""

    plain: PlainTheory
    definite: Ints[int]
    tag: Ints[int]

    def signed(self) -> Iterator[tuple[str, str]]:
        """(sign, literal), as the lines of a file sorted by code point would have it."""
        named = self._named()
        for sign in SIGNS:
            wanted, of = (1, self.definite) if sign == "+D" else (0, self.definite)
            if sign[1] == "d":
                wanted, of = (1 if sign == "+d" else 2), self.tag
            for name, literal in named:
                if of[literal] == wanted:
                    yield sign, name

    def undetermined(self) -> list[str]:
        """The literals that neither follow nor fail."""
        return [name for name, literal in self._named() if self.tag[literal] == 0]

    def _named(self) -> list[tuple[str, int]]:
        return sorted((self.plain.name(q), q) for q in range(2 * len(self.plain.atoms)))


def conclusions(plain: PlainTheory, *, propagating: bool = False) -> Conclusions:
    """What follows: by counting, or where ambiguity propagates by the reference evaluator."""
    if not propagating:
        known = counting.conclude(net(plain))
        return Conclusions(plain, known.definite, known.tag)
    outcome = reference.evaluate(theory(plain), propagating=True)
    number = {Tag.UNDETERMINED: 0, Tag.SHOWN: 1, Tag.NOT_SHOWN: 2}
    literals = [Literal(atom, side) for atom in plain.atoms for side in (YES, NO)]
    definite = counting.net.zeros(len(literals))
    tag = counting.net.zeros(len(literals))
    for i, literal in enumerate(literals):
        definite[i] = int(literal in outcome.definite)
        tag[i] = number[outcome.tags[literal]]
    return Conclusions(plain, definite, tag)
