"""What follows from a theory, as SPINdle's users read it: ``+D``, ``-D``, ``+d``, ``-d`` and a literal."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass

from siyar.conclusion import Tag
from siyar.diagnostics import Diagnostic
from siyar.engines import counting, reference
from siyar.engines.counting.net import Ints
from siyar.interchange.plain import PlainTheory, net, theory
from siyar.theory import NO, YES, Literal

#: Rules that the reference evaluator is given, at most: beyond, nobody would wait for it.
MOST_PROPAGATED = 2_000

#: Atoms that are counted, at most: what follows from a file of `shelf.LARGEST_THEORY` then fits into a gigabyte.
MOST_ATOMS = 3_000_000

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
        order, name = self._order(), self.plain.atoms.reading()
        for sign in SIGNS:
            of, wanted = (self.definite, int(sign == "+D")) if sign[1] == "D" else (self.tag, 1 if sign == "+d" else 2)
            for minus, side in (("-", 1), ("", 0)):
                for atom in order:
                    if of[2 * atom + side] == wanted:
                        yield sign, minus + name(atom)

    def undetermined(self) -> list[str]:
        """The literals that neither follow nor fail."""
        pairs = (("-", 1), ("", 0))
        order = self._order() if 0 in self.tag else array("i")
        return [minus + self.plain.atoms[a] for minus, side in pairs for a in order if self.tag[2 * a + side] == 0]

    def _order(self) -> Ints[int]:
        """Atoms by name. A minus comes before whatever a name begins with, so that denials come before atoms."""
        return self.plain.atoms.sorted_places()


def too_large(plain: PlainTheory, name: str, *, propagating: bool = False) -> Diagnostic | None:
    """D007, with the size: more atoms than are counted, or more rules than ambiguity propagates in.

    ``name``: of the file; ``propagating``: whether ambiguity is to.
    """
    if propagating and (rules := len(plain.labels)) > MOST_PROPAGATED:
        size = f"has {rules:,} rules; where ambiguity propagates at most {MOST_PROPAGATED:,} are worked"
        help = "leave `--propagate` out, or ask about a part of the theory"
    elif (atoms := len(plain.atoms)) > MOST_ATOMS:
        size = f"has {atoms:,} atoms; at most {MOST_ATOMS:,} fit into memory with what follows"
        help = "ask about a part of the theory"
    else:
        return None
    return Diagnostic("D007", f"`{name}` {size}", file=name, help=help)


def conclusions(plain: PlainTheory, *, propagating: bool = False) -> Conclusions:
    """What follows: by counting, or where ambiguity propagates by the reference evaluator."""
    if not propagating:
        known = counting.conclude(net(plain))
        return Conclusions(plain, known.definite, known.tag)
    outcome = reference.evaluate(theory(plain), propagating=True)
    number = {Tag.UNDETERMINED: 0, Tag.SHOWN: 1, Tag.NOT_SHOWN: 2}
    literals = [Literal(atom, side) for atom in plain.atoms for side in (YES, NO)]
    definite = counting.net.flags(len(literals))
    tag = counting.net.flags(len(literals))
    for i, literal in enumerate(literals):
        definite[i] = int(literal in outcome.definite)
        tag[i] = number[outcome.tags[literal]]
    return Conclusions(plain, definite, tag)
