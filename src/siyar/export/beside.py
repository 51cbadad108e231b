"""What must stand beside a ruling before its reasons: whose word it is, how sure, how read, what is open."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum

from siyar.conclusion import Because
from siyar.export.accounts import each_account
from siyar.export.citing import passages, reading, reading_in_short, teller
from siyar.export.trees import uses
from siyar.export.wording import SEEN, as_said, clause, dated, encoded, listed, missing, named, said
from siyar.hearing import Ruling
from siyar.model import Library
from siyar.phrase import joined, phrase

#: Facts named in few words, and characters of one before it is cut.
FEW, LONG = 3, 90

#: What a line says first that names facts which would settle a ruling.
SETTLING = "it would be settled by: {answers} – {says}"


class Amount(Enum):
    """How much is said beside a ruling."""

    ALL = "all"
    SHORT = "short"
    FEW = "few words"


def beside(ruling: Ruling, library: Library, amount: Amount, *, speakers: bool = False) -> Iterator[str]:
    """What must accompany a ruling before its reasons: whose word, how sure, under which readings.

    ``speakers``: also who speaks in the passages that decide, where that is not the voice of the doctrine.
    """
    attributed = ruling.attributed
    here = joined("; ", _speakers(ruling)) if speakers else ""
    voice = attributed.voice or here
    if here and attributed.voice:
        voice = phrase("{voice} (here {speakers})", voice=attributed.voice, speakers=here)
    parts = [phrase("voice: {voice}", voice=voice) if voice else "", dated(attributed), ruling.anachronism]
    if attributed.cites and attributed.seen:
        parts.append(phrase("deciding passages: {seen}", seen=SEEN[attributed.seen]))
    parts.append(encoded(attributed))
    yield joined("; ", (part for part in parts if part))
    if ruling.outcome.because is Because.NOT_ENCODED and not attributed.shipped:
        yield "once all it says on this question is encoded, name the question under `questions:` in its front matter"
    yield from _readings(ruling, library, amount)
    if ruling.without:
        yield phrase("without, as the user asked: {grounds}", grounds=listed(list(ruling.without)))
    if ruling.propagating:
        yield phrase("with doubt carried on: what rests on something contested is contested too")
    yield from _unsettled(ruling, amount)
    yield from _accounts(ruling, library, amount)
    for line, words in zip(ruling.case_lines, ruling.case_words, strict=False):
        whose = named(attributed)
        if line.cites:
            yield phrase(
                "the case, citing {passages}, says: {what}; {whose} goes by its own rules on that",
                passages=passages(library, line.cites),
                what=words,
                whose=whose,
            )
        else:
            yield phrase("the case says: {what}; {whose} goes by its own rules on that", what=words, whose=whose)
    if ruling.forced:
        yield phrase("follows from what is given: {what}", what=joined("; ", ruling.forced))
    if ruling.assumptions:
        yield phrase("unknown, and so not assumed: {what}", what=joined("; ", ruling.assumptions))
    for words in ruling.calendars:
        yield phrase("another calendar would decide otherwise: {what}", what=words)


def _speakers(ruling: Ruling) -> tuple[str, ...]:
    """Who speaks in the rules that decide, those that the doctrine's own voice does not speak."""
    reasons = [one for reason in ruling.why for one in (reason, *reason.parts)]
    used = [use for reason in reasons for use in (reason.use, *reason.also) if use]
    return tuple(dict.fromkeys(use.voice for use in used if use.voice and use.voice != ruling.attributed.voice))


def _readings(ruling: Ruling, library: Library, amount: Amount) -> Iterator[str]:
    """The readings in use; in short, those that the rules shown belong to, and how many more there are."""
    doctrine = ruling.attributed.doctrine
    shown = {r for use in uses(ruling) for r, _ in use.readings}
    chosen = [pair for pair in ruling.readings if amount is Amount.ALL or pair[0] in shown]
    if amount is Amount.FEW:
        chosen = []
    left = len(ruling.readings) - len(chosen)
    if amount is Amount.ALL:
        yield from (reading(library, doctrine, *pair) for pair in chosen)
        return
    words = [reading_in_short(library, doctrine, *pair) for pair in chosen]
    if left:
        words.append(f"{left}{' further' if words else ''} reading{'' if left == 1 else 's'} in use")
    if words:
        yield f"read here: {'; '.join(words)}; others could be chosen (siyar show {doctrine})"


def _unsettled(ruling: Ruling, amount: Amount) -> Iterator[str]:
    attributed = ruling.attributed
    if ruling.outcome.because is Because.NOT_ENCODED:
        return
    if ruling.settled:
        if ruling.known != ruling.outcome:
            says = said(as_said(attributed, ruling.known), missing(ruling))
            yield phrase("on what is known alone, {says}", says=says)
        return
    if len(ruling.possible) > 1:
        each = (
            phrase(
                "in {count} of {of} cases {says}",
                count=str(p.count),
                of=str(p.of),
                says=clause(as_said(attributed, p.outcome), missing(ruling)),
            )
            for p in ruling.possible
        )
        says = joined("; ", each)
        yield phrase("over what is still unknown, {whose} {says}", whose=named(attributed), says=says)
    if ruling.turns_on:
        yield phrase("it turns on: {what}", what=_turns(ruling, amount))
    if not ruling.complete:
        if ruling.possible:
            yield phrase("there are too many cases to go through: more may matter than is listed")
        else:
            yield phrase(
                "{number} cases are too many to go through: what more is given makes them fewer",
                number=f"{ruling.cases:,}",
            )
    if amount is Amount.ALL:
        for settling in ruling.settled_by:
            if not settling.answers:
                continue
            answers = joined("; ", (words for _, words in settling.answers))
            outcome = as_said(attributed, settling.outcome)
            yield phrase(SETTLING, answers=answers, says=said(outcome, missing(ruling)))


def _turns(ruling: Ruling, amount: Amount) -> str:
    """The facts it turns on; in short each cut to a few words, and in few words only the first of them."""
    if amount is Amount.ALL:
        return joined(" · ", (joined(" together with ", one) for one in ruling.turns_on))
    most = len(ruling.turns_on) if amount is Amount.SHORT else FEW
    sets = [" together with ".join(_few(words) for words in one) for one in ruling.turns_on[:most]]
    left = len(ruling.turns_on) - len(sets)
    return " · ".join(sets) + (f" · and on {left} more" if left else "")


def _few(words: str) -> str:
    """The beginning of a sentence that lists many options."""
    return words if len(words) <= LONG else words[:LONG].rpartition(",")[0] + " …" if "," in words[:LONG] else words


def _accounts(ruling: Ruling, library: Library, amount: Amount) -> Iterator[str]:
    tellers = [listed([teller(library, t) for t in a.tellers]) for a in ruling.accounts]
    if len(tellers) == 1:
        yield phrase("the facts as told by {tellers}", tellers=tellers[0])
    elif amount is Amount.FEW and ruling.outcome.because is Because.ACCOUNTS:
        yield phrase("of {whose}: {says}", whose=named(ruling.attributed), says=each_account(ruling, library))
    elif tellers and ruling.outcome.because is not Because.ACCOUNTS:
        yield phrase(
            "the facts are told in {number} ways, without a difference here: {tellers}",
            number=str(len(tellers)),
            tellers=joined("; ", tellers),
        )
    for dropped in ruling.dropped_accounts:
        tellers_of = listed([teller(library, t) for t in dropped])
        yield phrase("left aside, since no case can be so: the account of {tellers}", tellers=tellers_of)
