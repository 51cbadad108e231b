"""The part of a theory that decides one atom.

>>> from siyar.cone.reach import cone
>>> from siyar.theory import Atom, GroundRule, Kind, Literal, YES, YES_NO
>>> rules = tuple(GroundRule(n, n, Kind.DEFEASIBLE, Literal(n, YES)) for n in "pq")
>>> whole = Theory({n: Atom(n, YES_NO) for n in "pq"}, rules)
>>> [r.label for r in restrict(whole, cone(whole, "p")).rules]
['p']
"""

from __future__ import annotations

from dataclasses import replace

from siyar.cone.completions import Completions, completions
from siyar.cone.reach import Cone, declared_by_atom
from siyar.theory import Theory


def restrict(theory: Theory, part: Cone, ranged: Completions | None = None) -> Theory:
    """The part of `theory` an engine needs for the atom of `part`: its words keep their tags, D10 its completions.

    ``ranged``: the completions, where they are known. `impossible` becomes what the impossible sets say about the open
    facts of the cone alone (see `completions`); a single empty set there means that the case is rejected (D11).
    """
    labels, beyond = set(part.rules), declared_by_atom(theory)
    rules = tuple(r for r in theory.rules if r.label in labels)
    names = {r.name for r in rules}
    heads = {r.head.atom for r in rules if r.head}
    mentioned = heads | {q.atom for r in rules for q in (*r.needs, *r.bars)} | {part.atom, *part.atoms}
    mentioned |= {m.atom for name in tuple(mentioned) for m in beyond.get(name, ())}
    return replace(
        theory,
        atoms={name: atom for name, atom in theory.atoms.items() if name in mentioned},
        rules=rules,
        facts={name: mask for name, mask in theory.facts.items() if name in mentioned},
        superior=frozenset(p for p in theory.superior if p[0] in names and p[1] in names),
        exceptions=frozenset(p for p in theory.exceptions if p[0] in labels and p[1] in labels),
        declared=frozenset(p for p in theory.declared if p[0].atom in mentioned and p[1].atom in mentioned),
        impossible=(ranged or completions(theory, part)).barred,
        worded=theory.words(part.atom),
    )
