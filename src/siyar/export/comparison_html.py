"""A comparison as a page of its own: a table of sentences by doctrines, and under it every explanation, folded.

Nothing is fetched and nothing runs. A cell of the table leads to the ruling below and carries, as its title, whose
word it is.
"""

from __future__ import annotations

import html
from collections.abc import Iterator

from siyar.diagnostics.dresses import visible
from siyar.export.comparison import (
    ALIKE,
    NOBODY,
    OTHERWISE,
    WORDLESS,
    cannot,
    case_words,
    cell,
    converted_date,
    legend,
    notices,
    numbered,
    parted,
    read_with,
    reported_words,
    wordless,
)
from siyar.export.sheet import Heading, Item, Sheet
from siyar.export.sitting import before_events, whole
from siyar.export.to_html import STYLE, escape, fold, lines
from siyar.export.wording import capital, clause, missing, named, of_ruling
from siyar.hearing import Ruling
from siyar.model import Library
from siyar.study.compare import Compared, Comparison, Row

TABLE_STYLE = """\
.siyar .wide{overflow-x:auto}
.siyar .matrix{margin-top:1rem}
.siyar .matrix th[scope=row]{position:sticky;left:0;background:Canvas}
.siyar .matrix th,.siyar .matrix td{border:1px solid #8886;padding:.3rem .5rem;font-size:.85em;min-width:6rem}
.siyar .matrix th[scope=row]{min-width:14rem;font-weight:400}
.siyar .late{font-style:italic}
.siyar .said>details>summary{font-weight:600}
"""


def comparison_html(comparison: Comparison, library: Library) -> str:
    """The page."""
    title = "; ".join(case_words(one.case) for one in comparison.cases) or "Siyar"
    return (
        '<!doctype html>\n<html lang="en" dir="ltr">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{html.escape(visible(title))}</title>\n<style>{STYLE}{TABLE_STYLE}</style>\n</head>\n<body>\n"
        f'<main class="siyar" style="max-width:none">\n{_bodies(comparison, library)}</main>\n</body>\n</html>\n'
    )


def comparison_fragment(comparison: Comparison, library: Library) -> str:
    """The same as one element with its style, to be put into a page (or shown by a notebook)."""
    within = f"<style>{STYLE}{TABLE_STYLE}</style>\n{_bodies(comparison, library)}"
    return f'<div class="siyar" lang="en" dir="ltr" style="max-width:none">\n{within}</div>\n'


def _bodies(comparison: Comparison, library: Library) -> str:
    cases = enumerate(comparison.cases)
    return "".join(f"{line}\n" for n, one in cases for line in _case(one, comparison, library, f"c{n}"))


def _case(compared: Compared, comparison: Comparison, library: Library, place: str) -> Iterator[str]:
    notes = (*converted_date(compared.case), *before_events(compared.case), *notices(comparison))
    head: Sheet = (Heading(case_words(compared.case), 1), *notes, legend(compared, library))
    yield from lines((*head, *wordless(compared)))
    if not compared.rows:
        yield f"<p>{escape(ALIKE if comparison.differences else NOBODY)}</p>"
        return
    yield from _matrix(compared, library, place)
    asked = ""
    for number, row in enumerate(compared.rows):
        if row.question.id != asked:
            yield from lines((Heading(f"{row.question.id}: {row.question.asks}"),))
        asked = row.question.id
        yield from _row(row, compared, library, f"{place}r{number}")


def _matrix(compared: Compared, library: Library, place: str) -> Iterator[str]:
    numbers = numbered(compared)
    about = html.escape(visible(f"what each doctrine says: {case_words(compared.case)}"))
    yield f'<div class="wide" role="region" aria-label="{about}" tabindex="0"><table class="matrix">'
    yield "<thead><tr><th>asked about</th>"
    for id, number in numbers.items():
        yield f'<th scope="col">{number} {escape(library.doctrines[id].title)}</th>'
    yield "</tr></thead><tbody>"
    for number, row in enumerate(compared.rows):
        yield f'<tr><th scope="row"><a href="#{place}r{number}">{escape(f"{row.question.id}: {row.about}")}</a></th>'
        if row.lacking:
            yield f'<td colspan="{len(numbers)}">{escape(cannot(row))}</td>'
        of = {ruling.attributed.doctrine: ruling for ruling in row.rulings}
        for id in () if row.lacking else numbers:
            ruling = of.get(id)
            if ruling is None:
                yield f"<td>{escape(WORDLESS)}</td>"
                continue
            link = f"#{place}r{number}d{numbers[ruling.attributed.doctrine]}"
            words = "; ".join(part for part in (of_ruling(ruling), ruling.anachronism) if part)
            late = ' class="late"' if ruling.anachronism else ""
            short = capital(clause(ruling.attributed, missing(ruling))) + (" (later)" if late else "")
            yield f'<td{late}><a href="{link}" title="{html.escape(visible(words))}">{escape(short)}</a></td>'
        yield "</tr>"
    yield "</tbody></table></div>"


def _row(row: Row, compared: Compared, library: Library, place: str) -> Iterator[str]:
    numbers = numbered(compared)
    yield f'<section id="{place}">'
    if row.lacking:
        yield f"<p>{escape(cannot(row))}</p></section>"
        return
    yield from lines((Heading(f"Asked about: {row.about}", 3),))
    yield "<ul>"
    for ruling in row.rulings:
        yield f'<li class="said" id="{place}d{numbers[ruling.attributed.doctrine]}">'
        yield from fold(_explained(ruling, numbers, library))
        yield "</li>"
    yield "</ul>"
    yield from lines(tuple(reported_words(r, library) for r in row.reported))
    if row.otherwise:
        yield from lines((Heading(OTHERWISE, 3),))
        yield "<ul>"
        for ruling in row.otherwise:
            words = f"{numbers[ruling.attributed.doctrine]} {read_with(ruling)}: {cell(ruling, library)}"
            yield '<li class="said">'
            yield from fold(Item(words, whole(ruling, library).parts))
            yield "</li>"
        yield "</ul>"
    if row.partings:
        yield from lines((Heading("Where they part", 3), *parted(row, numbers)))
    yield "</section>"


def _explained(ruling: Ruling, numbers: dict[str, int], library: Library) -> Item:
    """The cell with its number and title, and the whole explanation under it."""
    number = numbers[ruling.attributed.doctrine]
    return Item(f"{number} {named(ruling.attributed)}: {cell(ruling, library)}", whole(ruling, library).parts)
