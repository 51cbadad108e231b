"""The smallest changes to what a case gives that alter a ruling: all of them that change as few facts as any does.

A change to a fact gives it another value, gives it one where nothing is given, or takes away what is given. Facts that
are contested or stipulated stay as they are, and so do quantities that are compared with each other. A set of changes
is tried for what it is: as the case then would be, with whatever stays unknown.

Two surveys of the same facts differ only in what is given, so that one survey over a set of facts and all that is open
answers for every change to just these facts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, product

from siyar.conclusion import Answer, Status
from siyar.cone import cone
from siyar.cone.completions import completions_of
from siyar.engines import bits
from siyar.framing import Frame
from siyar.ground import Grounded, Said, accounts
from siyar.ground.accounts import Account, Key, key, tellers
from siyar.ground.facts import too_early
from siyar.hearing import Asked
from siyar.hearing.hear import posed
from siyar.model import Case, Claim, LineKind
from siyar.rows import row
from siyar.theory import Atom, Role, Theory

#: Facts changed at once, at most, and completions gone through for one set of them.
MOST_CHANGES, MOST_CASES = 3, 1 << 20


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
    are. ``complete``: False where some sets were not tried, since they depend on too many cases.
    """

    size: int
    sets: tuple[tuple[Change, ...], ...]
    tried: int
    kept: tuple[Atom, ...] = ()
    complete: bool = True


#: An answer, or None where the accounts of a case differ.
Outcome = Answer | None


@dataclass(frozen=True, slots=True)
class _Told:
    """The case under one account."""

    whole: Theory
    theory: Theory
    atom: str


def smallest(
    frame: Frame, case: Case, asked: Asked, *, changes: int = MOST_CHANGES, most: int = MOST_CASES
) -> Smallest:
    """The smallest changes that alter what the doctrine says on the sentence, of at most so many facts."""
    grounded, theory, atom = posed(frame, case, asked)
    contested = set(tellers(case))
    reached = [theory.atoms[name] for name in cone(theory, atom).facts]
    free = [a for a in reached if _changeable(a, grounded, contested)]
    kept = tuple(a for a in reached if a not in free)
    about = [_key(a) for a in reached]
    each = [_told(frame, case, asked, account) for account in accounts(case, {k for k in about if k in contested})]
    before = _outcome(each, (), most)
    if before is None:
        return Smallest(0, (), 0, kept, complete=False)
    complete = True
    for size in range(1, min(changes, len(free)) + 1):
        found: list[tuple[Change, ...]] = []
        for some in combinations(free, size):
            outcomes = _outcome(each, some, most)
            if outcomes is None:
                complete = False
                continue
            found += (made for made, outcome in outcomes.items() if outcome != before[()])
        if found:
            return Smallest(size, tuple(found), size, kept, complete)
    return Smallest(0, (), min(changes, len(free)), kept, complete)


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


def _told(frame: Frame, case: Case, asked: Asked, account: Account) -> _Told:
    grounded, theory, atom = posed(frame, case, asked, account)
    return _Told(grounded.theory, theory, atom)


def _outcome(each: Sequence[_Told], some: Sequence[Atom], most: int) -> dict[tuple[Change, ...], Outcome] | None:
    """What is said after each change to just these facts, impossible cases left out; None where it is too much."""
    per_account = []
    for told in each:
        answers = _answers(told, some, most)
        if answers is None:
            return None
        per_account.append(answers)
    found: dict[tuple[Change, ...], Outcome] = {}
    for made in dict.fromkeys(made for answers in per_account for made in answers):
        here = [answers[made] for answers in per_account if made in answers]
        found[made] = here[0][0] if len(set(here)) == 1 else None
    return found


def _answers(told: _Told, some: Sequence[Atom], most: int) -> dict[tuple[Change, ...], tuple[Answer, bool]] | None:
    """Under one account: the answer after each change, and whether it is settled (D14)."""
    names = {atom.name for atom in some}
    theory, whole = (replace(t, facts=_without(t.facts, names)) for t in (told.theory, told.whole))
    ranged = completions_of(whole, [n for n in cone(theory, told.atom).facts if n in theory.open])
    if ranged.impossible:
        return {}
    if bits.Space.of(ranged.facts).lanes > most:
        return None
    net = bits.network(theory, [q for q in theory.literals if q.atom == told.atom])
    found = bits.survey_of(net, told.atom, ranged, limit=most)
    answers: dict[tuple[Change, ...], tuple[Answer, bool]] = {}
    for made in product(*(_changes(atom, told.theory) for atom in some)):
        given = {change.atom.name: change.after for change in made if change.after is not None}
        lanes = found.allowed
        for name, mask in given.items():
            lanes &= found.space.where(name, mask)
        if not lanes:
            continue
        left = [answer for answer, mask in found.answers.items() if mask & lanes]
        if len(left) == 1:
            answers[made] = left[0], True
            continue
        forced = _forced(found, lanes, given)
        ((_, findings),) = bits.findings(bits.run_one(net, {**theory.facts, **given, **forced}), told.atom)
        known = row(findings)
        answers[made] = Answer(Status.OPEN) if known.status is Status.SILENT else known, False
    return answers


def _without(facts: Mapping[str, int], names: set[str]) -> dict[str, int]:
    return {name: mask for name, mask in facts.items() if name not in names}


def _changes(atom: Atom, theory: Theory) -> Iterator[Change]:
    """Every value but the one it has, and none where it has one."""
    before = theory.facts.get(atom.name)
    for place in range(len(atom.values)):
        if 1 << place != before:
            yield Change(atom, before, 1 << place)
    if before is not None:
        yield Change(atom, before, None)


def _forced(found: bits.Survey, lanes: int, given: Mapping[str, int]) -> dict[str, int]:
    """D12: facts with one value in all of these completions."""
    forced = {}
    for name, values in zip(found.space.facts, found.space.values, strict=True):
        if name not in given:
            able = [value for value in values if found.space.where(name, value) & lanes]
            if len(able) == 1:
                forced[name] = able[0]
    return forced
