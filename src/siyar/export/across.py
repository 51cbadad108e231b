"""Doctrines over all cases of a question as a sheet, a page and data: counts, smallest cases, where they differ.

Every line that says a status says whose it is; counts are of so many cases out of so many.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
from siyar.model import Library
from siyar.study.across import Across, Difference, Kind, Line, Scope, Sought

#: Terms of a condition that a terminal shows.
SHOWN_TERMS = 6
DIFFERENCES = "Narrowed by the user: only what the doctrines say differently is shown."

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
    blocks: list[Block] = [Heading(f"Over all cases: {listed(tuple(titles.values()))}", 1)]
    if found.differences:
        blocks.append(Item(DIFFERENCES, role="note"))
    for id in found.doctrines:
        doctrine = library.doctrines[id]
        source = library.sources.get(doctrine.source)
        notes = (doctrine.voice and f"voice: {doctrine.voice}", source.date if source else "", _encoding(library, id))
        blocks.append(Item(f"{titles[id]} ({'; '.join(note for note in notes if note)})", role="detail"))
    if not found.lines and found.differences:
        blocks.append(Item("They say the same in every case of every sentence that was gone through."))
    asked = ""
    for alike in _by_sentence(found.lines):
        question = alike[0].question
        if question.id != asked:
            blocks.append(Heading(f"{question.id}: {question.asks}"))
        asked = question.id
        shown = alike if full else alike[:1]
        for line in shown:
            blocks += _line(line, titles, library, full)
        if len(shown) < len(alike):
            others = len(alike) - 1
            blocks.append(Heading(f"The same, read in {f'{others} other ways' if others > 1 else 'another way'}", 3))
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
            blocks.append(Heading(f"{sought.question.id}: {sought.question.asks}"))
        asked = sought.question.id
        blocks += _sought(sought, titles, library, full)
    return tuple(blocks)


def _sought(sought: Sought, titles: dict[str, str], library: Library, full: bool) -> Iterator[Block]:
    """A sentence that was searched: smallest cases, no counts."""
    scope = sought.scope
    yield Heading(f"Asked about: {sought.about}", 3)
    words = f"Searched, not counted: {len(scope.facts)} facts can be together in up to {scope.total} ways"
    yield Item(words, tuple(_ranged(scope, titles)))
    if not sought.separations:
        yield Item("They say the same in every case.")
    for apart in sought.separations:
        yield Item(f"{titles[apart.one]} and {titles[apart.other]} differ")
        for kind in apart.kinds:
            rulings = tuple(_explained(ruling, library, full) for ruling in kind.rulings)
            yield Item(f"A smallest case in which they differ in this way: {_given(kind)}", rulings)


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
        chosen = [f"{r}: {o}" for r, o in way.chosen if (way.doctrine, r, o) not in before]
        if chosen:
            parts.append(f"{titles[way.doctrine]} read with {', '.join(chosen)}")
    alone = len(line.cells[0].says) == 2 if line.cells else False
    found = [
        f"{'they' if alone else f'{titles[d.one]} and {titles[d.other]}'} differ in "
        f"{of_cases(d.count, line.scope.total)}"
        for d in line.differences
    ]
    return Item(f"{'; '.join(parts)}: {'; '.join(found) or 'they say the same in every case'}")


def _line(line: Line, titles: dict[str, str], library: Library, full: bool) -> Iterator[Block]:
    yield Heading(f"Asked about: {line.about}", 3)
    yield Item(scope_words(line.scope), tuple(_ranged(line.scope, titles)))
    total = line.scope.total
    for cell in line.cells:
        yield Item(f"{of_cases(cell.count, total)}: {'; '.join(says(one) for one in cell.says)}")
    if not line.differences:
        yield Item("They say the same in every case.")
    for difference in line.differences:
        yield from _difference(difference, line, titles, library, full)


def _difference(
    difference: Difference, line: Line, titles: dict[str, str], library: Library, full: bool
) -> Iterator[Block]:
    total = line.scope.total
    one, other = titles[difference.one], titles[difference.other]
    shown = difference.terms if full else difference.terms[:SHOWN_TERMS]
    terms = [Item(" and ".join(term) if term else "in every case") for term in shown]
    if len(shown) < len(difference.terms):
        left = len(difference.terms) - len(shown)
        terms.append(Item(f"… and {left} more of these conditions (--format markdown shows all)", role="cut"))
    count = len(difference.terms)
    words = f"{one} and {other} differ in {of_cases(difference.count, total)}, just where"
    long = "" if difference.shortened else " (too many to shorten them: parts of some could be left out)"
    yield Item(f"{words} this holds" if count == 1 else f"{words} one of {count} conditions holds{long}", tuple(terms))
    for kind in difference.kinds:
        yield Item(_smallest(kind, total), tuple(_explained(ruling, library, full) for ruling in kind.rulings))


def _smallest(kind: Kind, total: int) -> str:
    return f"A smallest of the {kind.count} of {total} cases in which they differ in this way: {_given(kind)}"


def _given(kind: Kind) -> str:
    return " and ".join(kind.given) if kind.given else "nothing need be given"


def _explained(ruling: Ruling, library: Library, full: bool) -> Item:
    if full:
        return whole(ruling, library)
    by = f", by {', '.join(ruling.deciding)}" if ruling.deciding and ruling.outcome.value else ""
    return Item(of_ruling(ruling) + by)


def scope_words(scope: Scope) -> str:
    """ "Over 36 cases: everything that 4 facts can be together"."""
    facts = len(scope.facts)
    if not facts:
        return "Over one case: it depends on no fact that is open"
    return f"Over {scope.total} cases: all that {facts} fact{'s' * (facts != 1)} can be together"


def _ranged(scope: Scope, titles: dict[str, str]) -> Iterator[Item]:
    if scope.case.entities:
        yield Item("of " + listed(tuple(f"{e.name} ({e.type})" for e in scope.case.entities)))
    if scope.given:
        yield Item("given: " + "; ".join(scope.given))
    if scope.facts:
        yield Item("facts: " + "; ".join(scope.facts))
    by: dict[str, list[str]] = {}
    for doctrine, reading, option in scope.readings:
        by.setdefault(doctrine, []).append(f"{reading}: {option}")
    for doctrine, chosen in by.items():
        yield Item(f"{titles[doctrine]} read with {', '.join(chosen)}")
    for way in scope.ways:
        for other in way.alike:
            read = ", ".join(f"{reading}: {option}" for reading, option in other)
            yield Item(f"the same in every case if {titles[way.doctrine]} is read with {read}")
        if way.idle:
            yield Item(f"{titles[way.doctrine]} says the same however these are read: {', '.join(way.idle)}")


def _left_out(found: Across, titles: dict[str, str]) -> Iterator[Block]:
    items = [
        Item(f"{t.about}: it depends on {t.count} cases; fix facts with --given, first: {'; '.join(t.facts)}")
        for t in found.too_large
    ]
    for words, doctrines in found.unshared:
        items.append(Item(f"{words}: no rule in {listed(tuple(titles[d] for d in doctrines))}"))
    items += [Item(f"{words}: an act of force, or what rules about one turn on") for words in found.force]
    if items:
        yield Heading("Not compared")
        yield from items


def of_cases(count: int, total: int) -> str:
    """ "12 of 36 cases"."""
    return f"{count} of {total} case{'s' * (total != 1)}"


def says(attributed: Attributed) -> str:
    """What a doctrine says over many cases: one silence, wherever it comes from."""
    demand(attributed)
    silent = attributed.outcome.status is Status.SILENT
    return f"{named(attributed)} {'is silent' if silent else clause(attributed)}"


def titled(library: Library, id: str) -> str:
    """The title of a doctrine, marked where it is not a shipped one."""
    return named(whose(library, id))


def _encoding(library: Library, id: str) -> str:
    return encoded(whose(library, id))


def whose(library: Library, id: str) -> Attributed:
    """Whose word what a doctrine says is, before it says anything."""
    return attribute(library, library.doctrines[id], NOTHING_SAID, ())
