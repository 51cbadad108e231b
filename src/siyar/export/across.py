"""Doctrines over all cases of a question as a sheet, a page and data: counts, smallest cases, where they differ.

Every line that says a status says whose it is; counts are of so many cases out of so many.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from siyar.conclusion import Status
from siyar.export.comparison import NOTHING_SAID
from siyar.export.layout import Paint, lay_out, plain
from siyar.export.sheet import Block, Heading, Item, Sheet
from siyar.export.sitting import whole
from siyar.export.to_html import page
from siyar.export.to_markdown import markdown
from siyar.export.wording import clause, demand, encoded, listed, named, of_ruling
from siyar.hearing import Attributed, Ruling, attribute
from siyar.model import Case, Library
from siyar.phrase import chain, counted, joined, phrase
from siyar.study.across import Across, Branch, Difference, Kind, Line, Scope, Sought, TooLarge
from siyar.study.branches import Form

#: Terms of a condition that a terminal shows.
SHOWN_TERMS = 6
#: The same of a condition that is one of many.
SHOWN_OF_A_BRANCH = 2
DIFFERENCES = phrase("Narrowed by the user: only what the doctrines say differently is shown.")
APART = phrase(", just where what each says by itself is not the same")
ALIKE = phrase("They say the same in every case.")
ASKED = phrase("Asked about:")
NOTHING_GIVEN = phrase("nothing need be given")
OF_FORCE = phrase("an act of force, or what rules about one turn on")
SILENT = phrase("is silent")

Json = dict[str, Any]


def across_text(found: Across, library: Library, *, width: int = 100, paint: Paint = plain) -> str:
    """What `siyar compare` prints of doctrines: long conditions cut, explanations in a line."""
    return lay_out(across_sheet(found, library), width=width, paint=paint)


def across_markdown(found: Across, library: Library) -> str:
    """The same as Markdown, whole."""
    return markdown(across_sheet(found, library, full=True))


def across_html(found: Across, library: Library) -> str:
    """The same as a page, whole."""
    return page(across_sheet(found, library, full=True))


def across_sheet(found: Across, library: Library, *, full: bool = False) -> Sheet:
    """``full``: every term of every condition, and all reasons of the smallest cases."""
    titles = {id: titled(library, id) for id in found.doctrines}
    blocks: list[Block] = [Heading(phrase("Over all cases: {doctrines}", doctrines=listed(tuple(titles.values()))), 1)]
    if found.differences:
        blocks.append(Item(DIFFERENCES, role="note"))
    for id in found.doctrines:
        doctrine = library.doctrines[id]
        source = library.sources.get(doctrine.source)
        voice = doctrine.voice and phrase("voice: {voice}", voice=doctrine.voice)
        notes = (voice, source.date if source else "", _encoding(library, id))
        words = chain(titles[id], " (", joined("; ", (note for note in notes if note)), ")")
        blocks.append(Item(words, role="detail"))
    if not found.lines and found.differences:
        blocks.append(Item(phrase("They say the same in every case of every sentence that was gone through.")))
    asked = ""
    for alike in _by_sentence(found.lines):
        question = alike[0].question
        if question.id != asked:
            blocks.append(Heading(chain(question.id, ": ", question.asks)))
        asked = question.id
        shown = alike if full else alike[:1]
        for line in shown:
            blocks += _line(line, titles, library, full)
        if len(shown) < len(alike):
            others = counted("The same, read in another way", "The same, read in {number} other ways", len(alike) - 1)
            blocks.append(Heading(others, 3))
            blocks += (_otherwise(line, alike[0], titles) for line in alike[1:])
            blocks.append(Item("(--format markdown shows each of them whole)", role="cut"))
    return (*blocks, *sought_sheet(found, library, below=asked, full=full), *_left_out(found, titles))


def sought_sheet(found: Across, library: Library, *, below: str = "", full: bool = True) -> Sheet:
    """The sentences that were searched, each question with its heading but the one they stand ``below``."""
    titles = {id: titled(library, id) for id in found.doctrines}
    blocks: list[Block] = []
    asked = below
    for sought in found.sought:
        if sought.question.id != asked:
            blocks.append(Heading(chain(sought.question.id, ": ", sought.question.asks)))
        asked = sought.question.id
        blocks += _sought(sought, titles, library, full)
    return tuple(blocks)


def _sought(sought: Sought, titles: dict[str, str], library: Library, full: bool) -> Iterator[Block]:
    """A sentence that was searched: smallest cases, no counts."""
    scope = sought.scope
    yield Heading(chain(ASKED, " ", sought.about), 3)
    words = phrase(
        "Searched, not counted: {number} facts can be together in up to {ways} ways",
        number=str(len(scope.facts)),
        ways=str(scope.total),
    )
    yield Item(words, tuple(_ranged(scope, titles)))
    if not sought.separations:
        yield Item(ALIKE)
    for apart in sought.separations:
        yield Item(phrase("{one} and {other} differ", one=titles[apart.one], other=titles[apart.other]))
        for kind in apart.kinds:
            rulings = tuple(_explained(ruling, library, full) for ruling in kind.rulings)
            yield Item(phrase("A smallest case in which they differ in this way: {given}", given=_given(kind)), rulings)


def _by_sentence(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines, those together that are about one sentence of one abstract case."""
    found: list[list[Line]] = []
    for line in lines:
        if found and (found[-1][0].about, found[-1][0].scope.case) == (line.about, line.scope.case):
            found[-1].append(line)
        else:
            found.append([line])
    return found


def _otherwise(line: Line, first: Line, titles: dict[str, str]) -> Item:
    """Another way of reading them, by what is other than in the first, and in how many cases they then differ."""
    before = {(way.doctrine, *pick) for way in first.scope.ways for pick in way.chosen}
    parts = []
    for way in line.scope.ways:
        chosen = tuple((r, o) for r, o in way.chosen if (way.doctrine, r, o) not in before)
        if chosen:
            parts.append(phrase("{title} read with {readings}", title=titles[way.doctrine], readings=read_with(chosen)))
    alone = len(line.cells[0].says) == 2 if line.cells else False
    total = line.scope.total
    found = [
        phrase("they differ in {cases}", cases=of_cases(d.count, total))
        if alone
        else differ(titles[d.one], titles[d.other], d.count, total)
        for d in line.differences
    ]
    return Item(chain(joined("; ", parts), ": ", joined("; ", found) or phrase("they say the same in every case")))


def differ(one: str, other: str, count: int, total: int) -> str:
    """In how many cases two doctrines differ."""
    return phrase("{one} and {other} differ in {cases}", one=one, other=other, cases=of_cases(count, total))


def read_with(readings: Sequence[tuple[str, str]]) -> str:
    """Readings with the option taken."""
    return joined(", ", (chain(reading, ": ", option) for reading, option in readings))


def _line(line: Line, titles: dict[str, str], library: Library, full: bool) -> Iterator[Block]:
    yield Heading(chain(ASKED, " ", line.about), 3)
    yield Item(scope_words(line.scope), tuple(_ranged(line.scope, titles)))
    total = line.scope.total
    for cell in line.cells:
        yield Item(chain(of_cases(cell.count, total), ": ", joined("; ", (says(one) for one in cell.says))))
    if not line.differences:
        yield Item(ALIKE)
    for difference in line.differences:
        yield from _difference(difference, line, titles, library, full)


def _difference(
    difference: Difference, line: Line, titles: dict[str, str], library: Library, full: bool
) -> Iterator[Block]:
    total = line.scope.total
    one, other = titles[difference.one], titles[difference.other]
    if difference.terms is None:
        yield Item(chain(differ(one, other, difference.count, total), APART), alone(difference, titles, full=full))
    else:
        words = phrase(
            "{one} and {other} differ in {cases}, just where {holds}",
            one=one,
            other=other,
            cases=of_cases(difference.count, total),
            holds=_holds(difference.terms),
        )
        long = phrase(" (too many to shorten them: parts of some could be left out)")
        short = difference.shortened or len(difference.terms) == 1
        shown = _terms(difference.terms, len(difference.terms) if full else SHOWN_TERMS)
        yield Item(words if short else chain(words, long), shown)
    for kind in difference.kinds:
        yield Item(_smallest(kind, total), tuple(_explained(ruling, library, full) for ruling in kind.rulings))


def alone(difference: Difference, titles: Mapping[str, str], *, full: bool = True) -> tuple[Item, ...]:
    """What each of two doctrines says by itself, as a list to go down."""
    found = []
    for each in difference.alone:
        fits = [Item(_branch(b), _terms(b.terms, len(b.terms) if full else SHOWN_OF_A_BRANCH)) for b in each.branches]
        found.append(Item(phrase("{title}, by the first of these that fits", title=titles[each.doctrine]), tuple(fits)))
    return tuple(found)


def _branch(branch: Branch) -> str:
    said = says(branch.says)
    if branch.form is Form.REST:
        return phrase("{says}, in all cases that are left", says=said)
    if branch.form is Form.WHERE:
        return phrase("{says}, where {holds}", says=said, holds=_holds(branch.terms))
    return phrase("{says}, but not where {holds}", says=said, holds=_holds(branch.terms))


def _holds(terms: Sequence[Sequence[str]]) -> str:
    return counted("this holds", "one of {number} conditions holds", len(terms))


def _terms(terms: Sequence[Sequence[str]], most: int) -> tuple[Item, ...]:
    """The terms, so many at most, and how many more there are."""
    shown = tuple(Item(condition(term)) for term in terms[:most])
    if len(shown) == len(terms):
        return shown
    left = str(len(terms) - len(shown))
    more = phrase(
        "… and {number} more of these conditions ({option} shows all)", number=left, option="--format markdown"
    )
    return (*shown, Item(more, role="cut"))


def condition(term: Sequence[str]) -> str:
    """What holds together in some cases."""
    return joined(" and ", term) if term else phrase("in every case")


def _smallest(kind: Kind, total: int) -> str:
    return phrase(
        "A smallest of the {count} of {total} cases in which they differ in this way: {given}",
        count=str(kind.count),
        total=str(total),
        given=_given(kind),
    )


def _given(kind: Kind) -> str:
    return joined(" and ", kind.given) if kind.given else NOTHING_GIVEN


def _explained(ruling: Ruling, library: Library, full: bool) -> Item:
    if full:
        return whole(ruling, library)
    if not (ruling.deciding and ruling.outcome.value):
        return Item(of_ruling(ruling))
    by = phrase("by {rules}", rules=joined(", ", ruling.deciding))
    return Item(chain(of_ruling(ruling), ", ", by))


def scope_words(scope: Scope) -> str:
    """ "Over 36 cases: everything that 4 facts can be together"."""
    facts = len(scope.facts)
    if not facts:
        return phrase("Over one case: it depends on no fact that is open")
    return phrase(
        "Over {cases}: all that {facts} can be together",
        cases=cases(scope.total),
        facts=counted("{number} fact", "{number} facts", facts),
    )


def _ranged(scope: Scope, titles: dict[str, str]) -> Iterator[Item]:
    if scope.case.entities:
        yield Item(of_whom(scope.case))
    if scope.given:
        yield Item(phrase("given: {what}", what=joined("; ", scope.given)))
    if scope.facts:
        yield Item(phrase("facts: {what}", what=joined("; ", scope.facts)))
    by: dict[str, list[tuple[str, str]]] = {}
    for doctrine, reading, option in scope.readings:
        by.setdefault(doctrine, []).append((reading, option))
    for doctrine, chosen in by.items():
        yield Item(phrase("{title} read with {readings}", title=titles[doctrine], readings=read_with(chosen)))
    for way in scope.ways:
        for other in way.alike:
            words = phrase(
                "the same in every case if {title} is read with {readings}",
                title=titles[way.doctrine],
                readings=read_with(other),
            )
            yield Item(words)
        if way.idle:
            words = phrase(
                "{title} says the same however these are read: {readings}",
                title=titles[way.doctrine],
                readings=joined(", ", way.idle),
            )
            yield Item(words)


def of_whom(case: Case) -> str:
    """Who there is in an abstract case, each with its type."""
    return phrase("of {whom}", whom=listed(tuple(chain(e.name, " (", e.type, ")") for e in case.entities)))


def not_gone_through(large: Sequence[TooLarge]) -> list[Item]:
    """Sentences that depend on too many cases, each with what to do about it."""
    return [
        Item(
            phrase(
                "{about}: it depends on {cases}; fix facts with --given, first: {facts}",
                about=one.about,
                cases=cases(one.cases),
                facts=joined("; ", one.facts),
            )
        )
        for one in large
    ]


def _left_out(found: Across, titles: dict[str, str]) -> Iterator[Block]:
    items = not_gone_through(found.too_large)
    for words, doctrines in found.unshared:
        whom = listed(tuple(titles[d] for d in doctrines))
        items.append(Item(phrase("{about}: no rule in {doctrines}", about=words, doctrines=whom)))
    items += [Item(chain(words, ": ", OF_FORCE)) for words in found.force]
    if items:
        yield Heading(phrase("Not compared"))
        yield from items


def of_cases(count: int, total: int) -> str:
    """ "12 of 36 cases"."""
    return counted("{count} of {number} case", "{count} of {number} cases", total, count=str(count))


def cases(number: int) -> str:
    """ "36 cases"."""
    return counted("{number} case", "{number} cases", number)


def says(attributed: Attributed) -> str:
    """What a doctrine says over many cases: one silence, wherever it comes from."""
    demand(attributed)
    silent = attributed.outcome.status is Status.SILENT
    return phrase("{whose} {says}", whose=named(attributed), says=SILENT if silent else clause(attributed))


def titled(library: Library, id: str) -> str:
    """The title of a doctrine, marked where it is not a shipped one."""
    return named(whose(library, id))


def _encoding(library: Library, id: str) -> str:
    return encoded(whose(library, id))


def whose(library: Library, id: str) -> Attributed:
    """Whose word what a doctrine says is, before it says anything."""
    return attribute(library, library.doctrines[id], NOTHING_SAID, ())
