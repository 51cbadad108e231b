"""A comparison as a sheet: for each question a table with one doctrine a line, then where the explanations part.

A table of all questions by all doctrines would not fit a terminal; so each doctrine has a number, the same through a
case, and every cell stands on a line with the title it belongs to. Nothing is counted over doctrines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from siyar.conclusion import Because, Status
from siyar.export.accounts import each_account
from siyar.export.citing import bracket
from siyar.export.layout import Paint, lay_out, plain
from siyar.export.sheet import Block, Heading, Item, Sheet, Table
from siyar.export.sitting import before_events
from siyar.export.to_markdown import markdown
from siyar.export.wording import capital, clause, dated, encoded, listed, missing, named, standing
from siyar.hearing import Attributed, Outcome, Parting, Ruling, attribute
from siyar.language.conversion import conversion, converted
from siyar.model import Case, Library
from siyar.phrase import chain, joined, phrase
from siyar.study.compare import Compared, Comparison, Reported, Row, explained

NARROWED = "Narrowed by the user: only the doctrines chosen are shown."
DIFFERENCES = "Narrowed by the user: only what doctrines with rules about it say differently is shown."
#: Hundredths of a terminal for a title, so that what is said has the larger part.
TITLE = 40
#: In a list of doctrines none says anything yet.
NOTHING_SAID = Outcome(None, Status.OPEN, Because.NOT_ENCODED)
NOBODY = "No doctrine rules on any question here."
WORDLESS = "Without words for it"
OTHERWISE = "Read otherwise"
ALIKE = "No two doctrines with rules about it part here."


def comparison_text(comparison: Comparison, library: Library, *, width: int = 100, paint: Paint = plain) -> str:
    """What `siyar compare` prints."""
    return lay_out(comparison_sheet(comparison, library), width=width, paint=paint)


def comparison_markdown(comparison: Comparison, library: Library) -> str:
    """The same as Markdown."""
    return markdown(comparison_sheet(comparison, library))


def comparison_sheet(comparison: Comparison, library: Library) -> Sheet:
    """Each case with its doctrines by number, its questions, and where doctrines part."""
    return tuple(block for one in comparison.cases for block in _case(one, comparison, library))


def _case(compared: Compared, comparison: Comparison, library: Library) -> Iterator[Block]:
    yield Heading(case_words(compared.case), 1)
    yield from converted_date(compared.case)
    yield from before_events(compared.case)
    yield from notices(comparison)
    numbers = numbered(compared)
    yield legend(compared, library)
    yield from wordless(compared)
    if not compared.rows:
        yield Item(ALIKE if comparison.differences else NOBODY)
    asked = ""
    for row in compared.rows:
        if row.question.id != asked:
            yield Heading(f"{row.question.id}: {row.question.asks}")
        asked = row.question.id
        yield from _row(row, numbers, library)


def case_words(case: Case) -> str:
    return f"{case.title or case.id}{f', {case.date}' if case.date else ''} ({case.id})"


def converted_date(case: Case) -> Iterator[Item]:
    """The days that the date of a case may mean in the civil calendar, with how sure that is."""
    if conversion(case.date):
        yield Item(converted(case.date))


def reported_words(reported: Reported, library: Library) -> Item:
    """A reported opinion, with the name of whoever wrote the page it stands on, or the title where nobody is named."""
    works = [library.sources[cite.source] for cite in reported.line.cites if cite.source in library.sources]
    tellers = [work.author or work.title for work in works]
    words = chain(reported.words, bracket(library, reported.line.cites))
    if not tellers:
        return Item(phrase("Reported: {words}", words=words))
    return Item(phrase("Reported ({whose}): {words}", whose=listed(list(dict.fromkeys(tellers))), words=words))


def notices(comparison: Comparison) -> Iterator[Item]:
    """What the user left out."""
    if comparison.narrowed:
        yield Item(NARROWED, role="note")
    if comparison.differences:
        yield Item(DIFFERENCES, role="note")
    if comparison.reading:
        chosen = "; ".join(f"{doctrine} with {reading}: {option}" for doctrine, reading, option in comparison.reading)
        yield Item(f"Read as the user chose: {chosen}.", role="note")


def numbered(compared: Compared) -> dict[str, int]:
    """The number of each doctrine: its place, those of the time of the case first."""
    return {id: number for number, id in enumerate(compared.doctrines, 1)}


def legend(compared: Compared, library: Library) -> Table:
    """The doctrines by number, with whose encoding each is."""
    rows = []
    encodings = {encoded(_nothing_said(library, id)) for id in compared.doctrines}
    common = encodings.pop() if len(encodings) == 1 else ""
    for (id, number), late in zip(numbered(compared).items(), compared.anachronisms, strict=True):
        attributed = _nothing_said(library, id)
        parts = [dated(attributed), late, "" if common else encoded(attributed)]
        words = "; ".join(part for part in parts if part)
        rows.append((f"{number}", named(attributed) + (f" – {words}" if words else "")))
    return Table(("", f"doctrine{f' ({common})' if common else ''}"), tuple(rows))


def wordless(compared: Compared) -> Iterator[Item]:
    """That there are doctrines whose vocabulary has none of the sentences asked about: nothing they are silent on."""
    if left := len(compared.wordless):
        many = "Another doctrine read here has" if left == 1 else f"{left} other doctrines read here have"
        yield Item(f"{many} no words for these questions (siyar list doctrines).")


def _nothing_said(library: Library, doctrine: str) -> Attributed:
    """A doctrine as a list of doctrines names it, before it says anything."""
    return attribute(library, library.doctrines[doctrine], NOTHING_SAID, ())


def _row(row: Row, numbers: dict[str, int], library: Library) -> Iterator[Block]:
    if row.lacking:
        yield Item(cannot(row))
        return
    yield Heading(f"Asked about: {row.about}", 3)
    spoken = [r for r in row.rulings if explained(r)]
    if spoken:
        lines = tuple((f"{numbers[r.attributed.doctrine]}", named(r.attributed), cell(r, library)) for r in spoken)
        yield Table(("", "doctrine", "says"), lines, most=TITLE)
    yield from _without(row, numbers)
    for reported in row.reported:
        yield reported_words(reported, library)
    if row.otherwise:
        yield Heading(OTHERWISE, 3)
        said = tuple((f"{numbers[r.attributed.doctrine]}", read_with(r), cell(r, library)) for r in row.otherwise)
        yield Table(("", "doctrine", "says"), said, most=TITLE)
    if row.partings:
        yield Heading("Where they part", 3)
        yield from parted(row, numbers)


def read_with(ruling: Ruling) -> str:
    """The doctrine, with the readings that matter here."""
    chosen = ", ".join(f"{reading}: {option}" for reading, option in ruling.readings if reading in ruling.varied)
    return f"{named(ruling.attributed)}, read with {chosen}"


def cannot(row: Row) -> str:
    """What a cell says of a question that the case cannot be asked."""
    return f"It cannot be asked: the case has no {listed(row.lacking, 'and no')}, which the question needs."


def _without(row: Row, numbers: dict[str, int]) -> Iterator[Item]:
    """Those that say nothing and have no explanation: silent without a rule, and not encoded; never run together."""
    for because, words in (
        (Because.NO_RULE, "Silent, since no rule of theirs speaks of it"),
        (Because.NOT_ENCODED, "Not encoded yet on this question"),
    ):
        of = [r.attributed for r in row.rulings if r.outcome.because is because]
        if of:
            yield Item(f"{words}: {'; '.join(f'{numbers[a.doctrine]} {named(a)}' for a in of)}")
    able = {r.attributed.doctrine for r in row.rulings}
    if without := [f"{number}" for id, number in numbers.items() if id not in able]:
        yield Item(f"{WORDLESS}: {', '.join(without)}")


def cell(ruling: Ruling, library: Library) -> str:
    """What follows the title: the status in words and in the terms of the tradition, how sure, by which passages."""
    notes = joined("; ", (part for part in (standing(ruling), ruling.anachronism) if part))
    words = capital(clause(ruling.attributed, missing(ruling)))
    if ruling.outcome.because is Because.ACCOUNTS:
        words = chain(words, "; ", each_account(ruling, library))
    behind = (" (", notes, ")") if notes else ()
    return chain(words, *behind, bracket(library, ruling.attributed.cites))


# --------------------------------------------------------------------------- where they part


@dataclass(frozen=True, slots=True)
class Point:
    """One point on which some doctrines part: a concept, or (``on`` empty) their rules; what each says there."""

    on: str
    pairs: tuple[tuple[str, str], ...]  # ids
    sides: tuple[tuple[str, str], ...]  # (id, words)


def points(partings: Sequence[Parting]) -> list[Point]:
    """Partings on one point together. Each pair and each doctrine's words stand in one of them once."""
    found: dict[str, tuple[list[tuple[str, str]], dict[tuple[str, str], None]]] = {}
    for parting in partings:
        pairs, sides = found.setdefault(parting.on, ([], {}))
        pairs.append((parting.one, parting.other))
        sides[parting.one, parting.sides[0]] = None
        sides[parting.other, parting.sides[1]] = None
    return [Point(on, tuple(pairs), tuple(sides)) for on, (pairs, sides) in found.items()]


def parted(row: Row, numbers: dict[str, int]) -> Iterator[Item]:
    """The points of a row: who parts from whom there, and what each says."""
    titles = {r.attributed.doctrine: named(r.attributed) for r in row.rulings}
    for point in points(row.partings):
        who = joined("; ", named_together(point.pairs, numbers))
        sides = sorted(point.sides, key=lambda side: numbers[side[0]])
        said = tuple(Item(chain(f"{numbers[id]} ", titles[id], ": ", words)) for id, words in sides)
        if point.on:
            yield Item(phrase("{who}, on whether {what}", who=who, what=point.on), said)
        else:
            yield Item(phrase("{who}, by their own rules", who=who), said)


def named_together(pairs: Sequence[tuple[str, str]], numbers: dict[str, int]) -> Iterator[str]:
    """ "1 and 4 from 2 and 3": those who part from the same others are named together; each pair is in one of these."""
    others: dict[str, set[str]] = {}
    for one, other in pairs:
        others.setdefault(one, set()).add(other)
        others.setdefault(other, set()).add(one)
    alike: dict[frozenset[str], list[str]] = {}
    for doctrine in sorted(others, key=numbers.__getitem__):
        alike.setdefault(frozenset(others[doctrine]), []).append(doctrine)
    said: set[frozenset[str]] = set()
    for wide, together in alike.items():
        left = [d for d in sorted(wide, key=numbers.__getitem__) if frozenset((together[0], d)) not in said]
        said |= {frozenset((one, other)) for one in together for other in left}
        if left:
            yield phrase("{some} from {others}", some=_numbers(together, numbers), others=_numbers(left, numbers))


def _numbers(doctrines: Sequence[str], numbers: dict[str, int]) -> str:
    return listed([str(numbers[doctrine]) for doctrine in doctrines])
