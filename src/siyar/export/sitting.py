"""A sitting as a sheet: per question the doctrines asked with their reasons, then the other positions.

The other positions are left out only where the user narrowed the view, and then the sheet says so (docs/stance.md,
line 3). Numbers are "n of N cases" of one doctrine; nothing is counted over doctrines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from siyar.conclusion import Because
from siyar.export.citing import bracket, passages, reading, teller
from siyar.export.sheet import Block, Heading, Item, Sheet, walk
from siyar.export.trees import Detail, explained
from siyar.export.wording import (
    SEEN,
    as_said,
    clause,
    encoded,
    listed,
    missing,
    named,
    of_ruling,
    said,
    standing,
)
from siyar.hearing import Finding, Hearing, Ruling, Sitting, attribute
from siyar.model import Library

#: Lines an explanation takes at most unless asked for in full.
BUDGET = 25
#: Ever less of a tree, tried in turn until it fits.
_LESS = (
    Detail(notes=False),
    Detail(notes=False, grouped=True),
    Detail(2, notes=False, grouped=True),
    Detail(1, notes=False, grouped=True),
    Detail(0, notes=False, grouped=True),
)

#: How many lines some items take; what a short explanation is measured with.
Measure = Callable[[tuple[Item, ...]], int]


def sitting_sheet(sitting: Sitting, library: Library, measure: Measure, *, full: bool = False) -> Sheet:
    """Everything `siyar ask` shows. ``full``: trees without limits, and what would settle each answer."""
    blocks: list[Block] = [Heading(case_title(sitting), 1)]
    if sitting.narrowed:
        blocks.append(Item("Narrowed by the user: other positions are left out.", role="note"))
    for hearing in sitting.hearings:
        blocks += _hearing(sitting, hearing, library, measure, full)
    if sitting.findings:
        blocks.append(Heading("Findings"))
        blocks += [Item(finding(found, library)) for found in sitting.findings]
    if sitting.more:
        blocks.append(Heading(f"Also to be asked of this case (siyar ask {sitting.case.id} --all)"))
        blocks += [Item(words) for words in sitting.more]
    return tuple(blocks)


def case_title(sitting: Sitting) -> str:
    """Title, date and id of the case."""
    case = sitting.case
    return f"{case.title or case.id}{f', {case.date}' if case.date else ''} ({case.id})"


def question_words(hearing: Hearing) -> str:
    """The question, and the very sentence it is asked about."""
    question = hearing.question
    return f"{question.id}: {question.asks}" if question.id else hearing.about


def finding(found: Finding, library: Library) -> str:
    """A reported conclusion beside the doctrine as encoded."""
    verdict = "they agree" if found.agrees else "a finding about the encoding or the report, not about the source"
    cites = bracket(library, found.cites)
    says = said(attribute(library, library.doctrines[found.doctrine], found.says, ()))
    return f"Reported: {found.reported}{cites}; as encoded, {says} – {verdict}"


def _hearing(sitting: Sitting, hearing: Hearing, library: Library, measure: Measure, full: bool) -> list[Block]:
    blocks: list[Block] = [Heading(question_words(hearing))]
    if hearing.question.id:
        blocks.append(Item(f"Asked about: {hearing.about}"))
    room = max(BUDGET // max(len(hearing.asked), 1), 6)
    for ruling in hearing.asked:
        blocks.append(Heading(of_ruling(ruling) + _settled(ruling), 3))
        items = tuple(Item(words) for words in beside(ruling, library, full))
        blocks += items
        if full:
            blocks += explained(ruling, library, Detail())
        else:
            blocks += short(ruling, library, measure, max(room - measure(items) - 1, 3), sitting.case.id)
    if hearing.partings:
        titles = {r.attributed.doctrine: r.attributed.title for r in hearing.asked}
        blocks.append(Heading("Where they part", 3))
        blocks += [Item(p.words, role="part") for p in hearing.partings if p.one in titles]
    blocks += _others(sitting, hearing)
    return blocks


def _others(sitting: Sitting, hearing: Hearing) -> list[Block]:
    if sitting.narrowed:
        return [Heading("Other positions: left out, narrowed by the user", 3)]
    if not hearing.beside:
        return []
    encodings = {encoded(r.attributed) for r in hearing.beside}
    common = encodings.pop() if len(encodings) == 1 else ""
    blocks: list[Block] = [Heading("Other positions" + (f" ({common})" if common else ""), 3)]
    return [*blocks, *(Item(position(r, common=bool(common))) for r in hearing.beside)]


def position(ruling: Ruling, *, common: bool = False) -> str:
    """One doctrine on one line; ``common``: how it was encoded is said elsewhere."""
    attributed = ruling.attributed
    notes = [standing(ruling), attributed.date]
    if attributed.cites and attributed.seen:
        notes.append(f"passages {SEEN[attributed.seen]}")
    notes.append(ruling.anachronism)
    if not common:
        notes.append(encoded(attributed))
    words = "; ".join(note for note in notes if note)
    return of_ruling(ruling) + (f" ({words})" if words else "")


def short(ruling: Ruling, library: Library, measure: Measure, room: int, case: str) -> tuple[Item, ...]:
    """As much of the tree as fits in ``room`` lines; a last item says where the rest is."""
    items: tuple[Item, ...] = ()
    for detail in _LESS:
        items = explained(ruling, library, detail)
        cut = any(item.role == "cut" for item in walk(items))
        whole = (*items, rest(case)) if cut else items
        if measure(whole) <= room:
            return whole
    while items and measure((*items, rest(case))) > room:
        items = _without_last(items)
    return (*items, rest(case))


def rest(case: str) -> Item:
    return Item(f"… (siyar why {case} --full)", role="cut")


def _without_last(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """The items without the last leaf under them."""
    *before, last = items
    if not last.parts:
        return tuple(before)
    return (*before, Item(last.words, _without_last(last.parts), last.role))


def _settled(ruling: Ruling) -> str:
    words = standing(ruling)
    return f" ({words})" if words else ""


def beside(ruling: Ruling, library: Library, full: bool) -> Iterator[str]:
    """What must accompany a ruling before its reasons: whose word, how sure, under which readings."""
    attributed = ruling.attributed
    parts = [f"voice: {attributed.voice}" if attributed.voice else "", attributed.date, ruling.anachronism]
    if attributed.cites and attributed.seen:
        parts.append(f"deciding passages: {SEEN[attributed.seen]}")
    parts.append(encoded(attributed))
    yield "; ".join(part for part in parts if part)
    for chosen in ruling.readings:
        yield reading(library, attributed.doctrine, *chosen)
    if ruling.without:
        yield f"without, as the user asked: {listed(list(ruling.without))}"
    if ruling.propagating:
        yield "with doubt carried on: what rests on something contested is contested too"
    yield from _unsettled(ruling, full)
    yield from _accounts(ruling, library)
    for line, words in zip(ruling.case_lines, ruling.case_words, strict=False):
        citing = f", citing {passages(library, line.cites)}," if line.cites else ""
        yield f"the case{citing} says: {words}; {named(attributed)} goes by its own rules on that"
    if ruling.forced:
        yield f"follows from what is given: {'; '.join(ruling.forced)}"
    if ruling.assumptions:
        yield f"unknown, and so not assumed: {'; '.join(ruling.assumptions)}"
    for words in ruling.calendars:
        yield f"another calendar would decide otherwise: {words}"


def _unsettled(ruling: Ruling, full: bool) -> Iterator[str]:
    attributed = ruling.attributed
    if ruling.outcome.because is Because.NOT_ENCODED:
        return
    if ruling.settled:
        if ruling.known != ruling.outcome:
            yield f"on what is known alone, {said(as_said(attributed, ruling.known), missing(ruling))}"
        return
    if len(ruling.possible) > 1:
        each = (
            f"{clause(as_said(attributed, p.outcome), missing(ruling))} in {p.count} of {p.of} cases"
            for p in ruling.possible
        )
        yield f"over what is still unknown, {named(attributed)} {'; '.join(each)}"
    if ruling.turns_on:
        sets = " · ".join(" together with ".join(one) for one in ruling.turns_on)
        yield f"it turns on: {sets}"
    if not ruling.complete:
        yield "there are too many cases to go through: more may matter than is listed"
    if full:
        for settling in ruling.settled_by:
            answers = "; ".join(words for _, words in settling.answers)
            outcome = as_said(attributed, settling.outcome)
            yield f"it would be settled by: {answers} – {said(outcome, missing(ruling))}"


def _accounts(ruling: Ruling, library: Library) -> Iterator[str]:
    if ruling.accounts and ruling.outcome.because is not Because.ACCOUNTS:
        tellers = [listed([teller(library, t) for t in a.tellers]) for a in ruling.accounts]
        yield f"the facts are told in {len(tellers)} ways, without a difference here: {'; '.join(tellers)}"
    for dropped in ruling.dropped_accounts:
        yield f"left aside, since no case can be so: the account of {listed([teller(library, t) for t in dropped])}"


__all__ = ["BUDGET", "Measure", "case_title", "finding", "position", "question_words", "sitting_sheet"]
