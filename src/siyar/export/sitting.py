"""A sitting as a sheet: per question the doctrines asked with their reasons, then the other positions.

The other positions are left out only where the user narrowed the view, and then the sheet says so (docs/stance.md,
line 3). Numbers are "n of N cases" of one doctrine; nothing is counted over doctrines.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import Enum

from siyar.conclusion import Because
from siyar.export.accounts import followed
from siyar.export.citing import bracket, passages, reading, reading_in_short, teller
from siyar.export.sheet import Block, Heading, Item, Sheet, walk
from siyar.export.trees import Detail, explained, uses
from siyar.export.wording import (
    SEEN,
    as_said,
    clause,
    dated,
    encoded,
    listed,
    missing,
    named,
    of_ruling,
    said,
    standing,
)
from siyar.hearing import Finding, Hearing, Parting, Ruling, Sitting, attribute, told_apart
from siyar.language.conversion import conversion, converted
from siyar.model import Case, Cite, Library
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

#: Facts named in few words, and characters of one before it is cut.
FEW, LONG = 3, 90

#: What a line says first that names facts which would settle a ruling.
SETTLING = "it would be settled by: {answers} – {says}"


class Amount(Enum):
    """How much is said beside a ruling."""

    ALL = "all"
    SHORT = "short"
    FEW = "few words"


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


def each_account(ruling: Ruling, library: Library, *, rules: bool = False) -> str:
    """What is said as the facts are told, for a line that names the doctrine; what makes no difference is left out.

    ``rules``: with the rules that decide as they are told so, and their passages.
    """
    return joined(
        "; ",
        (
            chain(
                phrase(
                    "{whoever} it {says}",
                    whoever=whoever(library, told.ways),
                    says=clause(as_said(ruling.attributed, told.outcome), missing(ruling)),
                ),
                *(() if told.settled is None else (" (", "settled" if told.settled else "not settled", ")")),
                decided(ruling, told.rules, library) if rules else "",
            )
            for told in followed(ruling.accounts)
        ),
    )


def decided(ruling: Ruling, rules: tuple[str, ...], library: Library) -> str:
    """ ", by this-rule and that-rule [their passages]" of rules of the doctrine that rules; nothing without any."""
    if not rules:
        return ""
    cites = cites_of(library, ruling.attributed.doctrine, rules)
    return chain(phrase(", by {rules}", rules=listed(rules)), bracket(library, cites))


def cites_of(library: Library, doctrine: str, rules: tuple[str, ...]) -> tuple[Cite, ...]:
    """The passages of some rules of a doctrine, each once."""
    return tuple(dict.fromkeys(c for rule in library.doctrines[doctrine].rules if rule.id in rules for c in rule.cites))


def whoever(library: Library, ways: tuple[tuple[str, ...], ...]) -> str:
    """ "as told by A, or by B and C,"; "whoever tells it" where there is but one way and it names nobody."""
    each = [listed([teller(library, t) for t in way]) for way in ways if way]
    if not each:
        return phrase("whoever tells it,")
    tellers = joined(phrase(", or by "), each)
    # The comma is of the template: other languages go on without one.
    return (
        phrase("as told by {tellers},", tellers=tellers)
        if len(each) > 1
        else phrase("as told by {tellers}", tellers=tellers)
    )


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
