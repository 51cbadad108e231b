"""Rows that tell what happened when, as the events of one case.

Every row of a key is put to every line ``event``; where the condition is so, something became so on the day that the
row names. Which was first is told by the days, and where these leave it open by the order of rows and then of lines, as
by the order in which a case tells its events (docs/timeline.md, T2).

What cannot be placed is not passed over: where the day or the amount is missing, or a missing cell leaves open whether
the line holds, something may have become so at any time, and the fact is unknown throughout the case.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from heapq import heappop, heappush

from siyar.batch.conditions import Cell, truth
from siyar.batch.dating import dated
from siyar.batch.mapping import Happening, TableMapping, filled
from siyar.batch.together import Row, of_parties, parties
from siyar.ground.accounts import Key, key
from siyar.language.quantities import Unread
from siyar.language.resolve.contradictions import clash
from siyar.model import Case, CaseLine, Cite, Claim, Event, LineKind, Quantity
from siyar.source import Span


@dataclass(frozen=True, slots=True)
class Told:
    """A case with its events, and what its rows leave open of when things happened.

    ``undated``: how often something did, or may have, on a day that is not known; ``by_order``: whether the order of
    rows decides what came first.
    """

    case: Case
    undated: int = 0
    by_order: bool = False


def with_events(mapping: TableMapping, group: Sequence[Row], case: Case) -> Told:
    """The case of a key with what its rows tell of events."""
    told: dict[object, Event] = {}
    open_: dict[Key, Claim] = {}
    undated = 0
    for row in group:
        who = parties(mapping, row)
        for happening in mapping.events:
            line = happening.line
            so = truth(line.when, row)
            if so is False or set(of_parties(line.claim, who).arguments) & set(mapping.each):
                continue  # it is not so, or about a party that the row does not name
            amount = row[line.amount.bounds[0]] if line.amount else None
            words = happening.dating.words(row) if so and (amount is not None or line.amount is None) else None
            if words is None:
                undated += 1
                claim = of_parties(line.claim, who)
                open_.setdefault(key(claim), claim)
                continue
            claim = of_parties(filled(line, amount), who)
            event = _event(happening, words, claim, row[mapping.teller] if mapping.teller else None)
            told.setdefault((event.when.words, claim, event.cites), event)
    placed = [event for event in told.values() if key(event.claim) not in open_]
    ordered, by_order = in_order(placed)
    lasting = {happening.line.span for happening in mapping.events if happening.lasting}
    events = tuple(_changes(ordered, lasting))
    lines = [line for line in case.lines if key(line.claim) not in open_]
    # How it was before the first row that says how it was then, nobody says; but for a line that does.
    said = {key(line.claim) for line in lines}
    before = {key(event.claim): event.claim for event in events if event.span in lasting}
    lines += [CaseLine(LineKind.UNKNOWN, claim) for about, claim in before.items() if about not in said]
    lines += [CaseLine(LineKind.UNKNOWN, claim) for claim in open_.values()]
    if not events:
        return Told(replace(case, lines=tuple(lines)), undated)
    first = events[0].when
    # What is put into a date line of a case are the days of its first event, and the days go on to those of its last.
    span = replace(first, high=max(event.when.high for event in events))
    date = "" if first.words.startswith("between") else first.words
    return Told(replace(case, lines=tuple(lines), events=events, date=date, days=span), undated, by_order)


def _changes(events: Iterable[Event], lasting: Container[Span | None]) -> Iterator[Event]:
    """The events but for those that say what an earlier row said was so already."""
    last: dict[object, Claim] = {}
    for event in events:
        if event.span in lasting:
            about = (key(event.claim), event.cites)
            if last.get(about) == event.claim:
                continue
            last[about] = event.claim
        yield event


def _event(happening: Happening, words: str, claim: Claim, teller: Cell) -> Event:
    when = dated(words)
    assert not isinstance(when, Unread), "looked at when the table is opened"
    cites = () if teller is None else (Cite(str(teller)),)
    return Event(when, claim, cites, contested=bool(cites), span=happening.line.span)


def in_order(events: Sequence[Event]) -> tuple[tuple[Event, ...], bool]:
    """Events told so that none is surely earlier than one before it (C007), and otherwise in the order given; and
    whether that order says what the days leave open."""
    ordered: list[Event] = []
    low, high = [int(event.when.low) for event in events], [int(event.when.high) for event in events]  # whole days
    waiting = sorted(range(len(events)), key=low.__getitem__)
    latest = sorted(range(len(events)), key=high.__getitem__)
    ready: list[int] = []
    gone: set[int] = set()
    at = first = 0
    for _ in events:
        while latest[first] in gone:
            first += 1
        # Whatever begins after the end of another has to wait for it.
        while at < len(waiting) and low[waiting[at]] <= high[latest[first]]:
            heappush(ready, waiting[at])
            at += 1
        chosen = heappop(ready)
        gone.add(chosen)
        ordered.append(events[chosen])
    told = tuple(_apart(ordered))
    return told, _by_order(told)


def _apart(events: Iterable[Event]) -> Iterator[Event]:
    """What cannot be so at one moment is told as two, one after the other: they may have been on two of the days."""
    moment: list[Event] = []
    for event in events:
        if moment and moment[-1].when != event.when:
            moment = []
        if any(
            key(o.claim) == key(event.claim) and clash(o.claim, event.claim) for o in moment if o.cites == event.cites
        ):
            moment = []
            event = replace(event, when=_again(event.when))
        moment.append(event)
        yield event


def _again(when: Quantity) -> Quantity:
    """The same days in other words, since events of one date are one moment."""
    return replace(when, words=f"between {when.words} and {when.words}")


def _by_order(events: Sequence[Event]) -> bool:
    before: Event | None = None
    for event in events:
        if before is not None and event.when.words != before.when.words and event.when.low <= before.when.high:
            return True
        if before is None or event.when.high > before.when.high:
            before = event
    return False
