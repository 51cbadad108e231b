"""A sitting as a sheet: per question the doctrines asked with their reasons, then the other positions.

The other positions are left out only where the user narrowed the view, and then the sheet says so (docs/stance.md,
line 3). Numbers are "n of N cases" of one doctrine; nothing is counted over doctrines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from siyar.conclusion import Because
from siyar.export.accounts import each_account
from siyar.export.beside import Amount, beside
from siyar.export.citing import bracket
from siyar.export.sheet import Block, Heading, Item, Sheet, walk
from siyar.export.trees import Detail, explained
from siyar.export.wording import (
    SEEN,
    dated,
    encoded,
    of_ruling,
    said,
    standing,
)
from siyar.hearing import Finding, Hearing, Parting, Ruling, Sitting, attribute, told_apart
from siyar.language.conversion import conversion, converted
from siyar.model import Case, Library
from siyar.phrase import chain, joined, phrase

#: Lines an explanation takes at most unless asked for in full.
BUDGET = 25
#: Where several doctrines are asked they share those lines, but each has as many as this.
LEAST = 6
#: Ever less of a tree, tried in turn until it fits.
_LESS = (
    Detail(notes=False),
    Detail(notes=False, grouped=True),
    Detail(notes=False, grouped=True, gathered=True),
    Detail(2, notes=False, grouped=True, gathered=True),
    Detail(1, notes=False, grouped=True, gathered=True),
    Detail(0, notes=False, grouped=True, gathered=True),
)


#: How many lines some items take; what a short explanation is measured with.
Measure = Callable[[tuple[Item, ...]], int]


def before_events(case: Case) -> Iterator[Item]:
    """That a case with events is asked as it is before them."""
    if case.events:
        words = phrase(
            "Asked of the case as it is before its events; siyar timeline {case} goes through them.", case=case.id
        )
        yield Item(words, role="note")


def sitting_sheet(sitting: Sitting, library: Library, measure: Measure, *, full: bool = False) -> Sheet:
    """Everything `siyar ask` shows. ``full``: trees without limits, and what would settle each answer."""
    blocks: list[Block] = [Heading(case_title(sitting), 1)]
    if conversion(sitting.case.date):
        blocks.append(Item(converted(sitting.case.date)))
    if sitting.narrowed:
        blocks.append(Item("Narrowed by the user: other positions are left out.", role="note"))
    blocks += before_events(sitting.case)
    asked = ""
    for hearing in sitting.hearings:
        # Several sentences may be asked about under one question; its heading stands once.
        if hearing.question.id and hearing.question.id != asked:
            blocks.append(Heading(question_words(hearing)))
        asked = hearing.question.id
        blocks += _hearing(sitting, hearing, library, measure, full)
    if sitting.findings:
        blocks.append(Heading("Findings"))
        blocks += [Item(finding(found, library)) for found in sitting.findings]
    if sitting.more:
        blocks.append(Heading(f"Also to be asked of this case (siyar ask {sitting.case.id} --all)"))
        blocks.append(Item("; ".join(sitting.more)))
    return tuple(blocks)


def case_title(sitting: Sitting) -> str:
    """Title, date and id of the case."""
    case = sitting.case
    date = (", ", case.date) if case.date else ()
    return chain(case.title or case.id, *date, " (", case.id, ")")


def question_words(hearing: Hearing) -> str:
    """The question by id and in words; the sentence itself where it belongs to none."""
    question = hearing.question
    return chain(question.id, ": ", question.asks) if question.id else hearing.about


def finding(found: Finding, library: Library) -> str:
    """A reported conclusion beside the doctrine as encoded."""
    agree = phrase("they agree")
    verdict = agree if found.agrees else phrase("a finding about the encoding or the report, not about the source")
    cites = bracket(library, found.cites)
    says = said(attribute(library, library.doctrines[found.doctrine], found.says, ()))
    return phrase(
        "Reported: {reported}; as encoded, {says} – {verdict}",
        reported=chain(found.reported, cites),
        says=says,
        verdict=verdict,
    )


def _hearing(sitting: Sitting, hearing: Hearing, library: Library, measure: Measure, full: bool) -> list[Block]:
    blocks: list[Block] = [Heading(phrase("Asked about: {what}", what=hearing.about), 3)]
    if full:
        blocks += [whole(ruling, library, told_apart(ruling, hearing.asked)) for ruling in hearing.asked]
    else:
        blocks += explanations(hearing.asked, library, measure, sitting.case.id)
    if parted := partings(hearing):
        blocks.append(Heading("Where they part", 3))
        blocks += [Item(p.words) for p in parted]
    return [*blocks, *others(sitting, hearing, library)]


def partings(hearing: Hearing) -> tuple[Parting, ...]:
    """Where the doctrines asked part; not itself under two readings, nor one not encoded on the question."""
    absent = {r.attributed.doctrine for r in hearing.asked if r.outcome.because is Because.NOT_ENCODED}
    return tuple(p for p in hearing.partings if p.one != p.other and not {p.one, p.other} & absent)


def whole(ruling: Ruling, library: Library, apart: str = "") -> Item:
    """A ruling with everything that accompanies it and its tree without limits."""
    details = (Item(words, role="detail") for words in beside(ruling, library, Amount.ALL))
    return Item(_head(ruling, apart), (*details, *explained(ruling, library, Detail())), "status")


def _head(ruling: Ruling, apart: str) -> str:
    words = standing(ruling)
    stands = (" (", words, ")") if words else ()
    return chain(of_ruling(ruling), *stands, phrase(", read with {readings}", readings=apart) if apart else "")


def explanations(rulings: tuple[Ruling, ...], library: Library, measure: Measure, case: str) -> list[Item]:
    """The rulings in short, within `BUDGET` lines together: those that need few leave the others more."""
    apart = [told_apart(ruling, rulings) for ruling in rulings]
    wanted = {i: measure((short(r, library, measure, BUDGET, case, apart[i]),)) for i, r in enumerate(rulings)}
    left, found = BUDGET, dict[int, Item]()
    for done, (i, lines) in enumerate(sorted(wanted.items(), key=lambda pair: pair[1])):
        room = max(min(lines, left // (len(rulings) - done)), LEAST)
        found[i] = short(rulings[i], library, measure, room, case, apart[i], some=len(rulings) > 2)
        left -= measure((found[i],))
    return [found[i] for i in range(len(rulings))]


def others(sitting: Sitting, hearing: Hearing, library: Library) -> list[Block]:
    """The other positions on what was asked; where the user narrowed the view, that he did."""
    if sitting.narrowed:
        return [Heading(phrase("Other positions: left out, narrowed by the user"), 3)]
    if not hearing.beside:
        return [Heading(phrase("Other positions: none read here shares the words of this question"), 3)]
    encodings = {encoded(r.attributed) for r in hearing.beside}
    common = encodings.pop() if len(encodings) == 1 else ""
    blocks: list[Block] = [Heading(chain(phrase("Other positions"), *((" (", common, ")") if common else ())), 3)]
    return [*blocks, *(Item(position(r, library, common=bool(common))) for r in hearing.beside)]


def position(ruling: Ruling, library: Library, *, common: bool = False) -> str:
    """One doctrine on one line; ``common``: how it was encoded is said elsewhere."""
    attributed = ruling.attributed
    notes = [standing(ruling), dated(attributed)]
    if attributed.cites and attributed.seen:
        notes.append(phrase("passages {seen}", seen=SEEN[attributed.seen]))
    notes.append(ruling.anachronism)
    if not common:
        notes.append(encoded(attributed))
    words = joined("; ", (note for note in notes if note))
    behind = (" (", words, ")") if words else ()
    if ruling.outcome.because is Because.ACCOUNTS:
        return chain(of_ruling(ruling), "; ", each_account(ruling, library), *behind)
    return chain(of_ruling(ruling), *behind)


def short(
    ruling: Ruling, library: Library, measure: Measure, room: int, case: str, apart: str = "", *, some: bool = False
) -> Item:
    """As much of the tree as fits in ``room`` lines; a last item says where the rest is.

    ``some``: the first statement of the tree at least, though it does not fit.
    """
    head = _head(ruling, apart)
    details: tuple[Item, ...] = ()
    items: tuple[Item, ...] = ()
    for amount, detail in (*((Amount.SHORT, d) for d in _LESS), *((Amount.FEW, d) for d in _LESS)):
        details = tuple(Item(words, role="detail") for words in beside(ruling, library, amount))
        items = explained(ruling, library, detail)
        cut = any(item.role == "cut" for item in walk(items))
        found = Item(head, (*details, *items, *((rest(case),) if cut else ())), "status")
        if measure((found,)) <= room:
            return found
    least = (Item(items[0].words, (), items[0].role),) if some and items else ()
    while items and measure((Item(head, (*details, *items, rest(case)), "status"),)) > room:
        items = _without_last(items)
    items = items or least
    if not items:  # no rule is shown, and with it who speaks in its passages
        details = tuple(Item(words, role="detail") for words in beside(ruling, library, amount, speakers=True))
    return Item(head, (*details, *items, rest(case)), "status")


def rest(case: str) -> Item:
    return Item(f"… (siyar why {case})", role="cut")


def _without_last(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """The items without the last leaf under them."""
    *before, last = items
    if not last.parts:
        return tuple(before)
    return (*before, Item(last.words, _without_last(last.parts), last.role))
