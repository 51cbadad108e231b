"""The verb of `siyar whatif --smallest`: the smallest changes to the facts of a case that alter a ruling.

It looks for what would change a ruling, and is off for acts of force (docs/stance.md, line 5).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import reduce
from operator import or_

from siyar.asking import short_names, to_ask
from siyar.conclusion import Because
from siyar.diagnostics import Diagnostic
from siyar.explain.said import Speech
from siyar.framing import Frame
from siyar.ground import Said
from siyar.hearing import Asked, Ruling
from siyar.language.unparse import say
from siyar.model import Case, Claim
from siyar.refusals import towards_force
from siyar.study.altered import Altered, Turning, Turnings
from siyar.study.joint import lines
from siyar.study.smallest import MOST_CHANGES, Change, smallest
from siyar.study.variant import variant
from siyar.theory import Literal
from siyar.workbench import Workbench


def smallest_changes(
    bench: Workbench,
    case: str | Case,
    *,
    reading: Mapping[str, Mapping[str, str]] | None = None,
    without: Sequence[str] = (),
    doctrines: Sequence[str] = (),
    questions: Sequence[str] = (),
    about: str = "",
    changes: int = MOST_CHANGES,
    narrowed: bool = False,
) -> Turnings | tuple[Diagnostic, ...]:
    """The smallest changes to the facts of a case that alter what each doctrine rules on the first sentences asked.

    Readings and grounds stay as chosen. Off for acts of force: P004 where nothing else is asked about.
    """
    cases = [case] if isinstance(case, str) else []
    if refused := bench.refusals(cases, doctrines, questions, reading, without):
        return refused
    put = bench.library.cases[case] if isinstance(case, str) else case
    asked = to_ask(bench.library, put, questions, about, doctrines=doctrines)
    if isinstance(asked, tuple):
        return asked
    sought = [one for one in asked.claims if one not in asked.optional]
    force = [one for one in sought if towards_force(bench.library, one)]
    words = tuple(say(one.claim, bench.sentences, names=short_names(put)) for one in force)
    kept = [one for one in sought if one not in force]
    if not kept:
        message = f"no change is sought that leads to an act of force: {'; '.join(words)}"
        return (Diagnostic("P004", message, help="suppose one yourself with `--set`, or ask about another act"),)
    sitting = bench.ask(
        put, doctrines=doctrines, narrowed=narrowed, asked_of=kept, reading=reading, without=tuple(without)
    )
    if isinstance(sitting, tuple):
        return sitting
    found = []
    for hearing in sitting.hearings:
        for ruling in hearing.asked:
            if ruling.outcome.because is not Because.NOT_ENCODED:
                id = ruling.attributed.doctrine
                one = next(a for a in kept if a.claim == ruling.claim and a.question == ruling.question)
                found.append(_turning(bench, put, one, ruling, (reading or {}).get(id), without, changes))
    return Turnings(sitting, tuple(found), words)


def _turning(
    bench: Workbench,
    case: Case,
    asked: Asked,
    ruling: Ruling,
    reading: Mapping[str, str] | None,
    without: Sequence[str],
    changes: int,
) -> Turning:
    frame = bench.frame(ruling.attributed.doctrine, reading, without)
    found = smallest(frame, case, asked, changes=changes)
    spoken = Speech(bench.sentences, short_names(case))
    after = {one: _after(bench, case, asked, ruling, frame, one, reading, without) for one in found.sets}
    # A ruling on more cases than a hearing goes through is told by what is known: it may then look as it was.
    heard = {one: then for one, then in after.items() if _gist(then) != _gist(ruling)}
    sets = tuple(Altered(tuple(_words(spoken, c) for c in one), ruled) for one, ruled in _joined(heard))
    kept = tuple(spoken.subject(atom) for atom in found.kept)
    complete = found.complete and len(heard) == len(after)
    return Turning(ruling, found.size if sets else 0, found.tried, sets, kept, complete)


def _gist(ruling: Ruling) -> object:
    outcome = ruling.outcome
    return outcome.status, outcome.value, outcome.holds, outcome.between


def as_changed(case: Case, changes: Sequence[Change], frame: Frame) -> Case:
    """The case after the changes, as lines that give facts, or give them no more."""
    given: list[Claim] = []
    unset: list[Claim] = []
    for change in changes:
        if change.after is None:
            said: Said = change.atom.origin
            unset.append(Claim(said.sentence.id, said.arguments))
        else:
            given += lines(change.atom, change.after, (frame,))
    return variant(case, given, unset)


def _after(
    bench: Workbench,
    case: Case,
    asked: Asked,
    before: Ruling,
    frame: Frame,
    changes: Sequence[Change],
    reading: Mapping[str, str] | None,
    without: Sequence[str],
) -> Ruling:
    put = as_changed(case, changes, frame)
    after = bench.hear(before.attributed.doctrine, put, asked, reading, tuple(without))
    assert isinstance(after, Ruling), "changes leave a case that can be"
    return after


def _joined(after: Mapping[tuple[Change, ...], Ruling]) -> Iterator[tuple[tuple[Change, ...], Ruling]]:
    """The sets, those in one that differ in the value of one fact alone and have the same ruling."""
    groups: dict[object, list[tuple[Change, ...]]] = {}
    for one, ruling in after.items():
        # Only of a fact of more values than two are several others left.
        wide = next((i for i, c in enumerate(one) if len(c.atom.values) > 2 and c.after is not None), None)
        rest = tuple(c for i, c in enumerate(one) if i != wide)
        fact = "" if wide is None else one[wide].atom.name
        gist = ruling.outcome, ruling.settled, ruling.deciding
        groups.setdefault((rest, fact, gist), []).append(one)
    for same in groups.values():
        first, *others = same
        joined = tuple(
            replace(c, after=None if c.after is None else reduce(or_, (o[i].after or 0 for o in others), c.after))
            for i, c in enumerate(first)
        )
        yield joined, after[first]


def _words(spoken: Speech, change: Change) -> str:
    before = spoken.literal(Literal(change.atom.name, change.before), change.atom) if change.before else ""
    if change.after is None:
        return f"nothing is said of: {before}"
    now = spoken.literal(Literal(change.atom.name, change.after), change.atom)
    return f"{now} (given: {before})" if before else f"{now} (nothing is given)"
