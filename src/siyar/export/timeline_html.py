"""A timeline as a page of its own: a drawing of it, and under that every answer with its reasons folded.

The drawing has one column for each row, under its day and what happened on it, and a band for each doctrine that
speaks, under its title: what it says, and the rule by which. It is made of lines, boxes and words, without a script,
and says nothing the text below does not say.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Iterator

from siyar.conclusion import Because, Status
from siyar.diagnostics.dresses import visible
from siyar.export.accounts import followed
from siyar.export.lettering import ENGLISH, Lettering, Line
from siyar.export.sheet import Heading, Item
from siyar.export.sitting import whole
from siyar.export.timeline import changes, reached, shown, spoken, timeline_sheet, title, when
from siyar.export.to_html import STYLE, escape, fold, lines
from siyar.export.wording import named, of_ruling, standing
from siyar.hearing import Ruling
from siyar.model import Library
from siyar.phrase import chain, counted, joined, phrase
from siyar.timeline import Row, Thread, Timeline, Track, What

#: Widths and heights in pixels: of a column, of what is left free, of a line of words, of the band of a doctrine.
COLUMN, LEFT, LINE, BAND, BOX = 200, 8, 14, 58, 36
#: How wide a letter is at most on the whole, plain and bold: words are cut so that none runs into what stands beside.
PLAIN, BOLD = 6.2, 7.2
#: Lines of words that a column has room for above its answers.
DATES, EVENTS = 3, 6

#: The look of a box tells what kind of answer it is, and never which side it takes.
DRAWING_STYLE = """\
.siyar .wide{overflow-x:auto}
.siyar svg text{font:11px system-ui,sans-serif;fill:currentColor}
.siyar svg .date{font-weight:600}
.siyar svg .under{opacity:.8}
.siyar svg .line{stroke:#8886;stroke-width:1}
.siyar svg rect{stroke:currentColor;fill:#8882;stroke-width:1}
.siyar svg rect.dashed{stroke-dasharray:6 3}
.siyar svg rect.dotted{stroke-dasharray:1 3;fill:none}
.siyar svg rect.faint{stroke:#8886;fill:none}
"""


def timeline_html(found: Timeline, library: Library) -> str:
    """The page."""
    sheet = timeline_sheet(found, library)
    body = "\n".join([*lines(sheet[:1]), *drawings(found, library), *lines(sheet[1:]), *_reasons(found, library)])
    return (
        '<!doctype html>\n<html lang="en" dir="ltr">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{html.escape(visible(title(found)))}</title>\n<style>{STYLE}{DRAWING_STYLE}</style>\n</head>\n<body>\n"
        f'<main class="siyar" style="max-width:none">\n{body}\n</main>\n</body>\n</html>\n'
    )


def _reasons(found: Timeline, library: Library) -> Iterator[str]:
    yield from lines((Heading("The reasons"),))
    for track in found.tracks:
        yield from lines((Heading(f"Asked about: {track.hearing.about}", 3),))
        for thread in _speaking(track):
            yield "<ul>"
            for stage in changes(thread, library):
                words = f"{when(found.rows[stage.row])}: {of_ruling(stage.ruling)}"
                yield '<li class="said">'
                yield from fold(Item(words, whole(stage.ruling, library).parts))
                yield "</li>"
            yield "</ul>"


def drawings(
    found: Timeline, library: Library, lettering: Lettering = ENGLISH, heading: Callable[[str], str] = escape
) -> Iterator[str]:
    """A drawing for each sentence on which somebody says something, each under a heading.

    ``lettering``: how its words are said; ``heading``: how those of a heading are made HTML.
    """
    rows = shown(found, library)
    for track in found.tracks:
        threads = _speaking(track)
        if threads:
            yield f"<h3>{heading(track.hearing.about)}</h3>"
            # wider than a page may be: to be scrolled by keyboard too
            about = lettering.label(phrase("{about}, drawn", about=track.hearing.about))
            yield f'<div class="wide" role="region" aria-label="{about}" tabindex="0">'
            yield from _drawing(found, track, threads, rows, library, lettering)
            yield "</div>"


def _speaking(track: Track) -> tuple[Thread, ...]:
    """The doctrines that say more than nothing all along."""
    silent = (Status.SILENT, Status.OPEN)
    return tuple(t for t in track.threads if len(t.stages) > 1 or t.first.outcome.status not in silent)


def _drawing(
    found: Timeline,
    track: Track,
    threads: tuple[Thread, ...],
    rows: tuple[Row, ...],
    library: Library,
    lettering: Lettering,
) -> Iterator[str]:
    place = {found.rows.index(row): n for n, row in enumerate(rows)}
    heads = [_head(row, found, library, lettering) for row in rows]
    head = LINE * (max(len(lines) for lines in heads) + 1)
    width, height = LEFT * 2 + COLUMN * len(rows), head + BAND * len(threads)
    letters = lettering.within(width)
    words = chain(track.hearing.about, ": ", joined("; ", (named(t.first.attributed) for t in threads)))
    yield (
        f'<svg role="img" width="{width}" height="{height}" viewBox="0 0 {width} {height}" {letters.attributes}>'
        f"<title>{letters.label(words)}</title>"
    )
    for n, of_row in enumerate(heads):
        x = LEFT + COLUMN * n
        yield f'<line class="line" x1="{letters.at(x):g}" y1="0" x2="{letters.at(x):g}" y2="{head - LINE}"/>'
        for number, (part, role) in enumerate(of_row):
            yield letters.text(part, x + 4, LINE * (number + 1), f'class="{role}"')
    for n, thread in enumerate(threads):
        y = head + BAND * n
        yield letters.text(named(thread.first.attributed), LEFT + 4, y + 12)
        stages = changes(thread, library)
        ends = [place[s.row] for s in stages[1:]] + [len(rows)]
        for stage, end in zip(stages, ends, strict=True):
            start = place[stage.row]
            yield _box(stage.ruling, LEFT + COLUMN * start, y + 16, COLUMN * (end - start), letters)
    yield "</svg>"


def _head(row: Row, found: Timeline, library: Library, letters: Lettering) -> list[tuple[Line, str]]:
    """The lines above a column: its day, then what became so or was reached."""
    dates = letters.lines(when(row), int((COLUMN - 8) / BOLD), DATES)
    return [*((line, "date") for line in dates), *((line, "under") for line in _events(row, found, library, letters))]


def _events(row: Row, found: Timeline, library: Library, letters: Lettering) -> list[Line]:
    if row.what is What.OUTSET:
        return []
    fits = int((COLUMN - 8) / PLAIN)
    if row.what is not What.EVENTS:
        return letters.lines(reached(row, found, library), fits, EVENTS)
    told = [letters.lines(spoken(e, found, library), fits, EVENTS) for e in row.events]
    lines: list[Line] = []
    for number, of_event in enumerate(told):
        left = len(told) - number
        if len(lines) + len(of_event) + (left > 1) > EVENTS:
            return [*lines, letters.say(counted("and {number} more", "and {number} more", left))]
        lines += of_event
    return lines


#: How the box of an answer is drawn that is no plain ruling.
LOOKS = {Status.CONTESTED: "dashed", Status.OPEN: "dotted", Status.SILENT: "faint", Status.RULED: "plain"}


def _box(ruling: Ruling, x: int, y: int, width: int, letters: Lettering) -> str:
    """One answer, in one piece with whose it is; in the box what is said in short, and by which rules."""
    words = chain(of_ruling(ruling), *((" (", standing(ruling), ")") if standing(ruling) else ()))
    fits = int((width - 12) / PLAIN)
    shown = letters.lines(_short(ruling), fits, 1)[0]
    by = phrase("by {rules}", rules=joined(", ", ruling.deciding)) if ruling.deciding else ""
    under = letters.text(letters.lines(by, fits, 1)[0], x + 6, y + 29, 'class="under"') if by else ""
    return (
        f"<g><title>{letters.label(words)}</title>"
        f'<rect class="{LOOKS[ruling.outcome.status]}" x="{letters.at(x + 1, width - 2):g}" y="{y}" '
        f'width="{width - 2}" height="{BOX}"/>'
        f"{letters.text(shown, x + 6, y + 15)}{under}</g>"
    )


def _short(ruling: Ruling) -> str:
    """The value, and if it is not settled; of tellers that part, what each of them comes to."""
    outcome = ruling.outcome
    if outcome.because is Because.ACCOUNTS:
        each = (told.outcome.value or told.outcome.status.value for told in followed(ruling.accounts))
        words = joined(" or ", dict.fromkeys(each))
        unsure = "" if " or " in words else phrase(" (settled or not)")
        return chain(phrase("contested: {words}", words=words), unsure)
    value = outcome.value or outcome.status.value
    if outcome.status is Status.RULED and not ruling.settled:
        return phrase("{value} (not settled)", value=value)
    return value
