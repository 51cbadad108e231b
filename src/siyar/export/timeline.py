"""`siyar timeline` as a sheet: the events, then for each sentence and doctrine its answers, each with its day and rule.

Every answer stands under whose word it is, which is said once. Days that are reckoned are marked as such.
"""

from __future__ import annotations

from collections.abc import Iterator

from siyar.conclusion import Because, Status
from siyar.export.accounts import decided, each_account
from siyar.export.citing import bracket, teller
from siyar.export.layout import Paint, lay_out, plain
from siyar.export.sheet import Block, Heading, Item, Sheet
from siyar.export.sitting import question_words
from siyar.export.to_markdown import markdown
from siyar.export.wording import clause, dated, encoded, listed, missing, named, standing
from siyar.hearing import Ruling
from siyar.language.conversion import converted
from siyar.language.unparse import say
from siyar.model import Claim, Event, Library, LineKind
from siyar.phrase import chain, joined, phrase
from siyar.timeline import Row, Stage, Thread, Timeline, Track, What

NOTICE = phrase(
    "What each doctrine says at the outset, after each event, and on each day reckoned from one. It describes and "
    "advises nobody. Reckoned days follow mean months and years and may lie a day or two beside a calendar's."
)
NARROWED = phrase("Narrowed by the user: other positions are left out.")


def timeline_text(found: Timeline, library: Library, *, width: int = 100, paint: Paint = plain) -> str:
    """The timeline for a terminal."""
    return lay_out(timeline_sheet(found, library), width=width, paint=paint)


def timeline_markdown(found: Timeline, library: Library) -> str:
    return markdown(timeline_sheet(found, library))


def timeline_sheet(found: Timeline, library: Library) -> Sheet:
    """The events in order, then the answers, those of the doctrines asked first."""
    blocks: list[Block] = [Heading(phrase("Timeline: {case}", case=title(found)), 1)]
    if found.narrowed:
        blocks.append(Item(NARROWED, role="note"))
    blocks += [Item(NOTICE, role="note"), Heading(phrase("What happened"))]
    blocks += _told_otherwise(found, library)
    blocks += [happened(row, found, library) for row in shown(found, library) if row.what is not What.OUTSET]
    asked = ""
    for track in found.tracks:
        question = question_words(track.hearing)
        if question != asked:
            blocks.append(Heading(question))
        asked = question
        if track.hearing.question.id:
            blocks.append(Heading(phrase("Asked about: {about}", about=track.hearing.about), 3))
        blocks += _track(track, found, library)
    if found.more:
        blocks += [Heading(phrase("Also there to be asked")), Item(joined("; ", found.more))]
    return tuple(blocks)


def title(found: Timeline) -> str:
    case = found.case
    return chain(case.title or case.id, " (", case.id, ")")


def shown(found: Timeline, library: Library) -> tuple[Row, ...]:
    """The rows somebody has to see: events always, reckoned days where an answer changes."""
    changing = {s.row for track in found.tracks for thread in track.threads for s in changes(thread, library)}
    return tuple(
        row for n, row in enumerate(found.rows) if n in changing or row.what in (What.OUTSET, What.EVENTS)
    )  # fmt: skip


def changes(thread: Thread, library: Library) -> tuple[Stage, ...]:
    """The stages that read otherwise than the one before; data have them all."""
    kept: list[tuple[Stage, object]] = []
    for stage in thread.stages:
        words = _answer(stage.ruling, library, turning=not thread.beside)
        if not kept or kept[-1][1] != words:
            kept.append((stage, words))
    return tuple(stage for stage, _ in kept)


def when(row: Row) -> str:
    """From when a row is: the date as given, or a reckoned day, called that."""
    match row.what:
        case What.OUTSET:
            return phrase("at the outset")
        case What.EVENTS:
            if row.when.startswith("between"):
                return phrase("from some day {when}", when=row.when)
            return phrase("from {when}", when=row.when)
        case What.MAY_BE_REACHED:
            return phrase("from {when} at the earliest (reckoned)", when=row.when)
        case What.REACHED:
            return phrase("from {when} (reckoned)", when=row.when)


def happened(row: Row, found: Timeline, library: Library) -> Item:
    """A date and what became so, or a reckoned day and what is reached on it."""
    if row.what is What.EVENTS:
        return Item(converted(row.when), tuple(Item(event(e, found, library)) for e in row.events))
    pending = phrase("; {number} of the events below may have been before", number=str(row.pending))
    words = phrase("{when}, reckoned: {what}", when=row.when, what=reached(row, found, library))
    return Item(chain(words, pending) if row.pending else words)


def reached(row: Row, found: Timeline, library: Library) -> str:
    """Which lengths of time are reached on a reckoned day, or may be."""
    lengths = listed(
        [phrase("{length} of {clock}", length=r.words, clock=_clock(r.clock, found, library)) for r in row.lengths]
    )
    if row.what is What.MAY_BE_REACHED:
        return phrase("{lengths} may have passed", lengths=lengths)
    return phrase("{lengths} have passed", lengths=lengths)


def event(one: Event, found: Timeline, library: Library) -> str:
    """What became so, and who tells it."""
    words = spoken(one, found, library)
    tellers = listed([teller(library, c.source) for c in one.cites])
    by = phrase(", as told by {tellers}", tellers=tellers) if one.contested else ""
    return chain(words, by, bracket(library, one.cites))


def spoken(one: Event, found: Timeline, library: Library) -> str:
    """What became so."""
    names = {e.name: e.short for e in found.case.entities if e.short}
    return say(one.claim, library.sentences(), names=names)


def _told_otherwise(found: Timeline, library: Library) -> Iterator[Item]:
    """What is told in several ways apart from the events, by whom: answers are given on each account of it."""
    names = {e.name: e.short for e in found.case.entities if e.short}
    told: dict[object, list[Item]] = {}
    for line in found.case.lines:
        if line.kind is LineKind.CONTESTED:
            words = say(line.claim, library.sentences(), names=names)
            by = listed([teller(library, c.source) for c in line.cites])
            told.setdefault((line.claim.sentence, line.claim.arguments), []).append(
                Item(
                    chain(phrase("as told by {tellers}: {says}", tellers=by, says=words), bracket(library, line.cites))
                )
            )
    if told:
        yield Item(phrase("Told in several ways, from the outset"), tuple(item for of in told.values() for item in of))


def _clock(clock: tuple[str, tuple[object, ...]], found: Timeline, library: Library) -> str:
    names = {e.name: e.short for e in found.case.entities if e.short}
    return say(Claim(clock[0], tuple(str(w) for w in clock[1])), library.sentences(), names=names)  # up to its "is"


def _track(track: Track, found: Timeline, library: Library) -> Iterator[Block]:
    for beside in (False, True):
        threads = [t for t in track.threads if t.beside is beside]
        speaking = [t for t in threads if not _quiet(t)]
        if beside and found.narrowed:
            yield Heading(phrase("Other positions: left out, narrowed by the user"), 3)
            continue
        if beside and threads:
            yield Heading(phrase("Other positions"), 3)
        for thread in speaking:
            yield _thread(thread, found, library)
        yield from _silent(threads)


def _quiet(thread: Thread) -> bool:
    """Whether it says all along that no rule of it speaks of this, or that it is not encoded on it."""
    return len(thread.stages) == 1 and thread.first.outcome.because in (
        Because.NO_RULE,
        Because.NOT_ENCODED,
        Because.OUT_OF_SCOPE,
    )


def _silent(threads: list[Thread]) -> Iterator[Item]:
    for because, words in (
        (Because.NO_RULE, phrase("Silent all along, since no rule of theirs speaks of it")),
        (
            Because.OUT_OF_SCOPE,
            phrase("Silent all along, since the case lies outside the scope they set themselves"),
        ),
        (Because.NOT_ENCODED, phrase("Not encoded yet on this question")),
    ):
        those = [named(t.first.attributed) for t in threads if _quiet(t) and t.first.outcome.because is because]
        if those:
            yield Item(chain(words, ": ", joined("; ", those)))


def _thread(thread: Thread, found: Timeline, library: Library) -> Item:
    """Whose answers these are, said once, and the answers with their days under it."""
    attributed = thread.first.attributed
    voice = phrase("voice: {voice}", voice=attributed.voice) if attributed.voice else ""
    notes = [voice, dated(attributed), encoded(attributed)]
    notes.append(thread.first.anachronism)
    stages = tuple(_stage(stage, found, library, turning=not thread.beside) for stage in changes(thread, library))
    return Item(chain(named(attributed), " (", joined("; ", (n for n in notes if n)), ")"), stages)


def _stage(stage: Stage, found: Timeline, library: Library, *, turning: bool) -> Item:
    """An answer and the day from which it holds; of a doctrine that was asked also what it turns on."""
    words, details = _answer(stage.ruling, library, turning=turning)
    line = phrase("{when} it {says}", when=when(found.rows[stage.row]), says=words)
    return Item(line, tuple(Item(w, role="detail") for w in details))


def _answer(ruling: Ruling, library: Library, *, turning: bool) -> tuple[str, tuple[str, ...]]:
    """What is said, after the name or the pronoun of who says it, by which rule; and what stands under that."""
    attributed = ruling.attributed
    words = clause(attributed, missing(ruling))
    stands = (" (", standing(ruling), ")") if standing(ruling) else ()
    by = "" if ruling.outcome.because is Because.ACCOUNTS else decided(ruling, ruling.deciding, library)
    return chain(words, *stands, by), tuple(turns(ruling, library, turning=turning))


def turns(ruling: Ruling, library: Library, *, turning: bool = True) -> Iterator[str]:
    """What stands under an answer: who tells the facts how, and what it still turns on."""
    if ruling.outcome.because is Because.ACCOUNTS:
        yield each_account(ruling, library, rules=True)
    if turning and ruling.turns_on and (ruling.outcome.status is not Status.RULED or not ruling.settled):
        words = [joined(phrase(" and, with it, "), facts) for facts in ruling.turns_on[:MOST]]
        left = len(ruling.turns_on) - len(words)
        turning_on = phrase("turns on whether it is so, or how it is: {what}", what=joined("; ", words))
        yield chain(turning_on, phrase("; and {number} more", number=str(left)) if left else "")


#: Facts named on which an answer turns; data have them all.
MOST = 4
