"""What no case can be: the instances of `impossible` in a case, and those of them that touch a theory (D10).

What an `impossible` becomes in a case does not depend on the question: `Barring` keeps it, to be played back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import product

from siyar.framing import Conjunct
from siyar.framing.variables import variables
from siyar.ground.atoms import Atoms
from siyar.ground.literals import any_of, condition
from siyar.model import Claim, Denial, Impossible
from siyar.theory import Atom, Literal, Role


@dataclass(frozen=True, slots=True)
class Barring:
    """What one `impossible` becomes in a case.

    ``atoms``: all that are spoken of, in the order in which they come up. ``sets``: what cannot be met together, each
    also as a set.
    """

    atoms: tuple[Atom, ...]
    sets: tuple[tuple[frozenset[Literal], tuple[Literal, ...]], ...]


def barring(one: Impossible, atoms: Atoms) -> Barring:
    """All instances of an `impossible`, with atoms of their own."""
    sets = tuple((frozenset(found), found) for found in _instances(atoms, one))
    return Barring(tuple(atoms.made.values()), sets)


def impossible(atoms: Atoms, filled: Callable[[Impossible], Barring]) -> tuple[tuple[Literal, ...], ...]:
    """Every instance of an `impossible` that touches a fact of the theory, and those that touch these, and so on."""
    before = set(atoms.made)
    known = {id for id in before if atoms.made[id].role is Role.FACT}
    waiting: list[tuple[frozenset[Literal], tuple[Literal, ...]]] = []
    for one in _near(atoms):
        barred = filled(one)
        atoms.take(barred.atoms)
        waiting += barred.sets
    found: dict[frozenset[Literal], tuple[Literal, ...]] = {}
    grew = True
    while grew:
        apart = []
        for literals, conjunction in waiting:
            if any(q.atom in known for q in conjunction):
                found.setdefault(literals, conjunction)
                known.update(q.atom for q in conjunction)
            else:
                apart.append((literals, conjunction))
        grew = len(apart) < len(waiting)
        waiting = apart
    for id in set(atoms.made) - before - known:  # mentioned only by an impossible that touches nothing here
        del atoms.made[id]
    return tuple(found.values())


def _near(atoms: Atoms) -> list[Impossible]:
    """Those whose sentences can touch a fact of the theory, at any remove: of the others no instance can."""
    spoken = atoms.frame.once("impossible", lambda: [frozenset(_sentences(one)) for one in atoms.frame.impossible])
    said = {atom.origin.sentence.id for atom in atoms.made.values() if atom.origin and atom.role is Role.FACT}
    apart, near = list(range(len(spoken))), set[int]()
    while touching := [place for place in apart if not said.isdisjoint(spoken[place])]:
        said.update(*(spoken[place] for place in touching))
        near.update(touching)
        apart = [place for place in apart if place not in near]
    return [atoms.frame.impossible[place] for place in sorted(near)]


def _sentences(one: Impossible) -> Iterator[str]:
    for claim in (claim for c in (*one.when, *one.unless) for claim in c.alternatives):
        yield claim.sentence
        if claim.comparison and isinstance(claim.comparison.than, Claim):
            yield claim.comparison.than.sentence


def _instances(atoms: Atoms, one: Impossible) -> Iterator[tuple[Literal, ...]]:
    claims = [claim for c in (*one.when, *one.unless) for claim in c.alternatives]
    wanted = tuple(dict.fromkeys(v for claim in claims for v in variables(claim)))
    for binding in atoms.bindings(wanted):
        filled = dict(binding)
        needs = [any_of(atoms, Conjunct(c, "rule", one.id), filled) for c in one.when]
        for c in one.unless:
            needs += [condition(atoms, _denied(a), filled, Conjunct(c, "rule", one.id)) for a in c.alternatives]
        for choice in product(*needs):
            merged: dict[str, int] = {}
            for literal, _ in (pair for conjunction in choice for pair in conjunction):
                merged[literal.atom] = merged.get(literal.atom, -1) & literal.values
            if all(merged.values()):
                yield tuple(Literal(atom, mask) for atom, mask in merged.items())


def _denied(claim: Claim) -> Claim:
    return replace(claim, denial=Denial.NONE if claim.denial is not Denial.NONE else Denial.NOT_SO)
