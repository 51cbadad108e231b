"""Lines ``event`` and ``contested event`` of a case: a date, a colon, a fact that becomes so.

Problems: C002, C007, C008, S006, and the codes of sentences.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from siyar.diagnostics import Related
from siyar.language.moments import when
from siyar.language.parse import Line
from siyar.language.quantities import Unread
from siyar.language.resolve.citing import cites
from siyar.language.resolve.conditions import Speech
from siyar.language.resolve.contradictions import clash
from siyar.language.resolve.gathered import Gathered
from siyar.language.sentences import Mood
from siyar.model import Event

EVENTS = ("event", "contested event")


def event(speech: Speech, line: Line) -> Iterator[Event]:
    """What a line tells; nothing where it cannot be read, which is then reported."""
    said = line.value
    at = said.words.find(":")
    if at < 0:
        help = "write the date, a colon and what became so, as in `6 AH: the truce has been concluded`"
        speech.found.report("C008", "this event has no date", said.span(), help)
        return
    day, sentence = said.part(0, at), said.part(at + 1)
    dated = when(day.words)
    if isinstance(dated, Unread):
        speech.found.report("S006", dated.message, day.span(dated.start, dated.end), dated.help)
    claim = speech.claim(sentence, Mood.CONDITION)
    if claim is not None and not isinstance(dated, Unread):
        told_by = cites(speech.found, speech.file, line.cites)
        yield Event(dated, claim, told_by, line.keyword == EVENTS[1], "", said.span())


def in_order(found: Gathered, events: Sequence[Event]) -> None:
    """C007: an event told after one that was surely later. C002: two of one date that cannot both be so."""
    latest: Event | None = None
    for one in events:
        if latest is not None and one.when.high < latest.when.low and latest.span is not None:
            found.report(
                "C007", f"`{one.when.words}` is before `{latest.when.words}`", one.span,
                "tell events in the order in which they happened",
                Related("told before it", latest.span),
            )  # fmt: skip
        elif latest is None or one.when.low > latest.when.low:
            latest = one
    for _, of_one_date in groupby((e for e in events if not e.contested), key=lambda e: e.when.words):
        first: dict[tuple[object, ...], Event] = {}
        for one in of_one_date:
            before = first.setdefault((one.claim.sentence, one.claim.arguments), one)
            if before is not one and clash(before.claim, one.claim) and before.span is not None:
                found.report(
                    "C002", "this event says otherwise than an earlier one of the same date", one.span,
                    "date one of them more finely, or write both as `contested event` with their tellers",
                    Related("the earlier line", before.span),
                )  # fmt: skip
