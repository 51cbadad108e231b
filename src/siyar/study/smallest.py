"""The smallest changes to what a case gives that alter a ruling: all of them that change as few facts as any does.

A change to a fact gives it another value, gives it one where nothing is given, or takes away what is given. Facts that
are contested or stipulated stay as they are, and so do quantities that are compared with each other. A set of changes
is tried for what it is: as the case then would be, with whatever stays unknown.

What is said in every case that gives none of these facts is one diagram. A change is a cube in it: where one answer is
left it is settled, and elsewhere it is worked out from what is then given (D14).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, product

from siyar.conclusion import Answer, Status
from siyar.cone import cone
from siyar.engines import bits
from siyar.engines.bits.diagrams import Diagrams
from siyar.engines.bits.nodes import Cube
from siyar.framing import Frame
from siyar.ground import Grounded, Said, accounts
from siyar.ground.accounts import Account, Key, key, tellers
from siyar.ground.accounts import told as told_lines
from siyar.ground.facts import too_early
from siyar.hearing import Asked, posed
from siyar.model import Case, Claim, LineKind
from siyar.rows import row
from siyar.study.joint import IMPOSSIBLE, MOST_NODES, Joint, Part, TooManyCases, joint
from siyar.study.variant import variant
from siyar.theory import Atom, Role

#: Facts changed at once, at most.
MOST_CHANGES = 3


@dataclass(frozen=True, slots=True)
class Change:
    """A fact (its atom) that gets a value, as a mask; None takes away what is given. ``before``: its mask, if given."""

    atom: Atom
    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True)
class Smallest:
    """Every set of ``size`` changes that alters the answer, with the answer it then is; no smaller set does.

    ``size`` is 0 where none of at most ``tried`` changes does. ``kept``: facts that could matter and were left as they
    are. ``complete``: False where nothing was tried, since the cases do not fit into diagrams.
    """

    size: int
    sets: tuple[tuple[Change, ...], ...]
    tried: int
    kept: tuple[Atom, ...] = ()
    complete: bool = True


@dataclass(frozen=True)
class _Told:
    """The case under one account without the facts that may change: what is said of all that is then open."""

    space: Joint
    net: bits.Network
    possible: int  # a diagram: which cases can be

    @property
    def part(self) -> Part:
        return self.space.parts[0]


def smallest(
    frame: Frame, case: Case, asked: Asked, *, changes: int = MOST_CHANGES, most: int = MOST_NODES
) -> Smallest:
    """The smallest changes that alter what the doctrine says on the sentence, of at most so many facts."""
    grounded, theory, atom = posed(frame, case, asked)
    contested = set(tellers(case))
    reached = [theory.atoms[name] for name in cone(theory, atom).facts]
    free = [a for a in reached if _changeable(a, grounded, contested)]
    kept = tuple(a for a in reached if a not in free)
    given = {a.name: theory.facts.get(a.name) for a in free}
    about = {_key(a) for a in reached} & contested
    try:
        found = [_told(frame, case, asked, account, free, most) for account in accounts(case, about)]
    except TooManyCases:
        return Smallest(0, (), 0, kept, complete=False)
    each = [told for told in found if told is not None]
    tried = min(changes, len(free))
    if len({tuple(told.space.counts) for told in each}) == 1 and all(len(told.space.counts) == 1 for told in each):
        return Smallest(0, (), tried, kept)  # whatever these facts are, it is the same
    before = _outcome(each, given, ())
    for size in range(1, tried + 1):
        sets = []
        for some in combinations(free, size):
            for made in product(*(_changes(one, given[one.name]) for one in some)):
                outcome = _outcome(each, given, made)
                if outcome is not IMPOSSIBLE and outcome != before:
                    sets.append(made)
        if sets:
            return Smallest(size, tuple(sets), size, kept)
    return Smallest(0, (), tried, kept)


def _key(atom: Atom) -> Key:
    said: Said = atom.origin
    return said.sentence.id, said.arguments


def _changeable(atom: Atom, grounded: Grounded, contested: set[Key]) -> bool:
    """Whether a fact can be changed by a line about it alone."""
    said = atom.origin
    if not isinstance(said, Said) or said.comparison or atom.role is not Role.FACT:
        return False
    if _key(atom) in contested or too_early(atom, grounded.case):
        return False
    if any(line.kind is LineKind.STIPULATED for line in grounded.given.get(atom.name, ())):
        return False
    return not said.sentence.measure or not any(_compares(other, atom) for other in grounded.theory.atoms.values())


def _compares(comparison: Atom, quantity: Atom) -> bool:
    said = comparison.origin
    if not isinstance(said, Said) or said.comparison is None or said.comparison.comparison is None:
        return False
    than = said.comparison.comparison.than
    return _key(quantity) in (key(said.comparison), key(than) if isinstance(than, Claim) else None)


def _told(frame: Frame, case: Case, asked: Asked, account: Account, free: Sequence[Atom], most: int) -> _Told | None:
    """None where no case can be as the account tells it."""
    lines = tuple(replace(line, kind=_outright(line.kind)) for line in told_lines(case, account))
    others = tuple(line for line in case.lines if line.kind in (LineKind.UNKNOWN, LineKind.REPORTED))
    bare = variant(replace(case, lines=(*lines, *others)), unset=[Claim(*_key(atom)) for atom in free])
    space = joint([frame], bare, asked, most=most)
    if space is None:
        return None
    part = space.parts[0]
    net = bits.network(part.theory, part.theory.words(part.atom))
    return _Told(space, net, space.possible(space.diagrams.leaf("possible")))


def _outright(kind: LineKind) -> LineKind:
    return LineKind.GIVEN if kind is LineKind.CONTESTED else kind


def _outcome(each: Sequence[_Told], given: Mapping[str, int | None], made: Sequence[Change]) -> object:
    """What is said after the changes: an answer; None where accounts differ; `IMPOSSIBLE` where no case is so."""
    here = {**given, **{change.atom.name: change.after for change in made}}
    told = [found for one in each if (found := _answer(one, here)) is not None]
    if not told:
        return IMPOSSIBLE
    return told[0][0] if len(set(told)) == 1 else None


def _answer(told: _Told, given: Mapping[str, int | None]) -> tuple[Answer, bool] | None:
    """Under one account: the answer, and whether it is settled (D13, D14); None where no case is so."""
    space, diagrams = told.space, told.space.diagrams
    cube = {}
    for place, (name, values) in enumerate(space.facts):
        mask = given.get(name)
        if mask is not None:
            cube[place] = bits.space.places(mask, values)
    ends = _ends(diagrams, space.root, cube) & ~diagrams.bit(IMPOSSIBLE)
    if not ends:
        return None
    if ends.bit_count() == 1:
        label = diagrams.labels[ends.bit_length() - 1]
        assert isinstance(label, tuple)
        return label[0], True
    forced = {name: mask for name, mask in _left(told, cube) if mask.bit_count() == 1}
    known = {name: mask for name, mask in given.items() if mask is not None}
    lanes = bits.run_one(told.net, {**told.part.theory.facts, **known, **forced})
    ((_, findings),) = bits.findings(lanes, told.part.atom)
    answer = row(findings)
    return (Answer(Status.OPEN) if answer.status is Status.SILENT else answer), False


def _ends(diagrams: Diagrams, root: int, cube: Cube) -> int:
    """The labels in which the cases that a cube leaves can end, a bit for each."""
    found, seen, waiting = 0, {root}, [root]
    while waiting:
        fact, children = diagrams.nodes[node := waiting.pop()]
        if not children:
            found |= diagrams.reach[node]
        mask = cube.get(fact, -1)
        left = {child for value, child in enumerate(children) if mask >> value & 1} - seen
        seen |= left
        waiting += left
    return found


def _left(told: _Told, cube: Mapping[int, int]) -> Iterator[tuple[str, int]]:
    """The values that facts can still have in some case that can be (D12)."""
    space, diagrams = told.space, told.space.diagrams
    excluded = {q.atom for literals in space.barred for q in literals}
    good = diagrams.bit("possible")
    for place, (name, values) in enumerate(space.facts):
        here = [i for i in range(len(values)) if cube.get(place, -1) >> i & 1]
        if name in excluded:
            here = [i for i in here if _ends(diagrams, told.possible, {**cube, place: 1 << i}) & good]
        yield name, sum(values[i] for i in here)


def _changes(atom: Atom, before: int | None) -> Iterator[Change]:
    """Every value but the one it has, and none where it has one."""
    for place in range(len(atom.values)):
        if 1 << place != before:
            yield Change(atom, before, 1 << place)
    if before is not None:
        yield Change(atom, before, None)
