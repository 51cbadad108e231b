"""Which readings of a doctrine explain its precedents: each reading is a candidate ground (docs/precedents.md)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from siyar.conclusion import Status
from siyar.framing import Frame, frame
from siyar.framing.frame import switched_off
from siyar.ground import Account
from siyar.hearing import Asked, judged, reading_choices
from siyar.model import Library
from siyar.precedent import Side
from siyar.study.casebase import Entry, Precedents

#: Combinations of readings that are gone through.
MOST_READINGS = 256


class Verdict(StrEnum):
    """What the rules say of a decided case under a reading, beside what was held there."""

    EXPLAINED = "explained"
    CONTRADICTED = "contradicted"
    SILENT = "silent"  # no answer: silent, contested, or open
    APART = "set aside"  # the precedent does not belong to that reading


@dataclass(frozen=True, slots=True)
class Candidate:
    """One choice of the readings concerned, and how each decided case fares. ``changed``: against the reading asked."""

    chosen: tuple[tuple[str, str], ...]
    changed: tuple[tuple[str, str], ...]
    verdicts: Mapping[str, Verdict]

    def of(self, verdict: Verdict) -> tuple[str, ...]:
        return tuple(name for name, found in self.verdicts.items() if found is verdict)


@dataclass(frozen=True, slots=True)
class Way:
    """The fewest changes of reading after which the rules no longer contradict a decided case, and what they cost."""

    entry: str
    changed: tuple[tuple[str, str], ...]
    verdict: Verdict
    lost: tuple[str, ...]  # explained before, and no longer


def candidates(library: Library, made: Precedents) -> tuple[Candidate, ...]:
    """Every choice of the readings the issue depends on, the one asked under first; at most `MOST_READINGS`."""
    doctrine, now = made.frame.doctrine, made.frame.reading
    picks = list(reading_choices(doctrine, (made.about.sentence,)))[:MOST_READINGS]
    picks.sort(key=lambda pick: sum(now[r] != o for r, o in pick.items()))
    return tuple(_candidate(library, made, pick) for pick in picks)


def _candidate(library: Library, made: Precedents, pick: Mapping[str, str]) -> Candidate:
    now = made.frame.reading
    under = frame(made.frame.doctrine, library, {**now, **pick}, made.frame.without)
    off = switched_off(under.doctrine, under.reading, under.without)
    verdicts = {}
    for entry in made.entries:
        if entry.precedent and entry.precedent.id in off:
            verdicts[entry.name] = Verdict.APART
            continue
        verdicts[entry.name] = verdict(made, under, entry, entry.account)
    changed = tuple((r, o) for r, o in pick.items() if now[r] != o)
    return Candidate(tuple(pick.items()), changed, verdicts)


def verdict(made: Precedents, under: Frame, entry: Entry, account: Account) -> Verdict:
    """What the rules of a frame say of a decided case on one account, beside what was held there."""
    answer = judged(under, entry.case, Asked("", replace(entry.held, modality=None)), account).judgment.final
    sides = {made.issue.side(mask) for mask in answer.values} if answer.status is Status.RULED else set()
    if len(sides) != 1 or None in sides:
        return Verdict.SILENT
    agrees = (Side.FOR if sides.pop() else Side.AGAINST) is entry.decision.side
    return Verdict.EXPLAINED if agrees else Verdict.CONTRADICTED


def ways_out(found: tuple[Candidate, ...], entries: tuple[Entry, ...]) -> Iterator[Way]:
    """For each case contradicted under the reading asked: the smallest changes that end it, with what they lose."""
    if not found:
        return
    first = found[0]
    for entry in entries:
        if first.verdicts[entry.name] is not Verdict.CONTRADICTED:
            continue
        smallest: list[frozenset[tuple[str, str]]] = []
        for one in found:
            changed = frozenset(one.changed)
            if one.verdicts[entry.name] is Verdict.CONTRADICTED or any(s <= changed for s in smallest):
                continue
            smallest.append(changed)
            kept = one.of(Verdict.EXPLAINED)
            lost = tuple(n for n in first.of(Verdict.EXPLAINED) if n not in kept)
            yield Way(entry.name, one.changed, one.verdicts[entry.name], lost)
