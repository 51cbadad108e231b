"""D10 to D12: the values open facts may take together, given what is impossible.

>>> from siyar.theory import Atom, Literal, NO, Role, Theory, YES, YES_NO
>>> atoms = {n: Atom(n, YES_NO, Role.FACT) for n in "ab"}
>>> theory = Theory(atoms, facts={"a": YES}, impossible=((Literal("a", YES), Literal("b", YES)),))
>>> completions_of(theory, ("b",)).forced
(Literal(atom='b', values=2),)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from siyar.cone.nogoods import Nogood, groups, parted, project, values
from siyar.cone.reach import Cone
from siyar.theory import Literal, Role, Theory

Impossible = tuple[Literal, ...]

#: So many results are kept of what excludes what.
MOST_EXCLUDED = 512


@dataclass(frozen=True, slots=True)
class Completions:
    """What D10 ranges over.

    ``facts``: the open facts in question and the values the case leaves each, in the theory's order. ``barred``: sets
    of literals of these facts alone; a completion is allowed iff it meets none of them all. ``joined``: the facts in
    groups, no barred set reaching from one to another; a fact that none mentions is a group by itself. ``forced``
    (D12): facts with one value in all allowed completions. ``impossible`` (D11), empty unless there is no completion:
    the theory's own sets that what is given meets, else some that together leave none, not one of them to spare;
    ``barred`` is then one empty set.
    """

    facts: Mapping[str, int]
    barred: tuple[Impossible, ...] = ()
    joined: tuple[tuple[str, ...], ...] = ()
    forced: tuple[Literal, ...] = ()
    impossible: tuple[Impossible, ...] = ()


def completions(theory: Theory, part: Cone) -> Completions:
    """The completions of the open facts in the cone `part`."""
    return completions_of(theory, part.open(theory))


def completions_of(theory: Theory, names: Sequence[str]) -> Completions:
    """The completions of the open facts `names` (D10): those that extend to all open facts of `theory`."""
    asked = set(names)
    facts = {name: left for name, left in theory.open.items() if name in asked}
    if not theory.impossible:
        return Completions(facts, joined=tuple((name,) for name in facts))
    nogoods = _nogoods(theory)
    touched = {name for nogood in nogoods.values() for name in nogood}
    excluded = _excluded(
        tuple([tuple(nogood.items()) for nogood in nogoods.values()]),
        tuple([(name, left) for name, left in theory.open.items() if name in touched]),
        tuple([name for name in facts if name in touched]),
    )
    if excluded.culprits:
        places = tuple(nogoods)
        culprits = tuple(theory.impossible[places[k]] for k in excluded.culprits)
        return Completions(facts, ((),), (tuple(facts),) if facts else (), (), culprits)
    in_group = {name: group for group in excluded.joined for name in group}
    joined = dict.fromkeys([in_group.get(name, (name,)) for name in facts])
    return Completions(facts, excluded.barred, tuple(joined), excluded.forced)


@dataclass(frozen=True, slots=True)
class _Excluded:
    """What nogoods say of some of the facts they speak of: fields of `Completions`.

    ``culprits``: by their places, the nogoods that leave no completion.
    """

    culprits: tuple[int, ...] = ()
    barred: tuple[Impossible, ...] = ()
    joined: tuple[tuple[str, ...], ...] = ()
    forced: tuple[Literal, ...] = ()


@lru_cache(maxsize=MOST_EXCLUDED)
def _excluded(
    given: tuple[tuple[tuple[str, int], ...], ...], left: tuple[tuple[str, int], ...], asked: tuple[str, ...]
) -> _Excluded:
    """The nogoods ``given``, the values ``left`` to their facts, and those of these facts that are ``asked`` about.

    Kept, since the questions of a case look at many facts, and at few that exclude each other.
    """
    nogoods, able = [dict(items) for items in given], dict(left)
    if culprits := _culprits(nogoods, able):
        return _Excluded(tuple(culprits))
    barred = project(nogoods, able, asked)
    order = {name: place for place, name in enumerate(asked)}
    forced = []
    for inside in parted(barred):
        here = {name: able[name] for name in dict.fromkeys(name for n in inside for name in n)}
        for name, mask in here.items():
            can = (v for v in values(mask) if not _unmeetable(inside, {**here, name: v}))
            only = next(can, 0)
            if only and not next(can, 0):
                forced.append(Literal(name, only))
    return _Excluded(
        barred=tuple(tuple(Literal(name, nogood[name]) for name in asked if name in nogood) for nogood in barred),
        joined=groups(barred, asked),
        forced=tuple(sorted(forced, key=lambda q: order[q.atom])),
    )


def reasons(theory: Theory, forced: Literal) -> tuple[Impossible, ...]:
    """Why a fact is forced (D12): impossible sets that together leave it no other value, not one of them to spare."""
    left = {**theory.open, forced.atom: theory.open[forced.atom] & ~forced.values}
    nogoods = _nogoods(theory)
    kept = {k: n for k, n in nogoods.items() if not _void(n, left)}
    return tuple(theory.impossible[k] for k in _smallest(kept, left))


def _nogoods(theory: Theory) -> dict[int, Nogood]:
    """The impossible sets that can still be met, by their place: what of them is left to open facts."""
    found = {}
    for place, literals in enumerate(theory.impossible):
        nogood = _left(theory, literals)
        if nogood is not None:
            found[place] = nogood
    return found


def _left(theory: Theory, literals: Iterable[Literal]) -> Nogood | None:
    """None if what the case gives already denies one of the literals."""
    nogood: Nogood = {}
    for literal in literals:
        atom = theory.atoms[literal.atom]
        # Only what the case gives counts: a concept that rules conclude never makes a case impossible.
        left = theory.facts.get(literal.atom, atom.full if atom.role is Role.FACT else 0)
        meets = nogood.get(literal.atom, left) & literal.values
        if not meets or (atom.role is not Role.FACT and meets != left):
            return None
        nogood[literal.atom] = meets
    return {name: mask for name, mask in nogood.items() if mask != theory.facts.get(name, theory.atoms[name].full)}


def _culprits(nogoods: Sequence[Nogood], left: Mapping[str, int]) -> list[int]:
    """D11, by their places: empty if there is a completion."""
    met = [k for k, n in enumerate(nogoods) if not n]
    if not met:
        for inside in parted(nogoods):
            if _unmeetable(inside, left):
                return _smallest({k: n for k, n in enumerate(nogoods) if n in inside}, left)
    return met


def _smallest(nogoods: Mapping[int, Nogood], left: Mapping[str, int]) -> list[int]:
    """Nogoods that together bar everything, none of them to spare; rather short ones than long."""
    kept = dict(nogoods)
    for place in sorted(nogoods, key=lambda k: -len(nogoods[k])):
        rest = {k: n for k, n in kept.items() if k != place}
        if _unmeetable(rest.values(), left):
            kept = rest
    return list(kept)


def _unmeetable(nogoods: Iterable[Nogood], left: Mapping[str, int]) -> bool:
    return any(not n for n in project(list(_trimmed(nogoods, left)), left, ()))


def _trimmed(nogoods: Iterable[Nogood], left: Mapping[str, int]) -> Iterator[Nogood]:
    for nogood in nogoods:
        if not _void(nogood, left):
            yield {name: mask & left[name] for name, mask in nogood.items() if left[name] & ~mask}


def _void(nogood: Nogood, left: Mapping[str, int]) -> bool:
    return any(not mask & left[name] for name, mask in nogood.items())
