"""A timeline as a page of its own: a drawing of it, and under that every answer with its reasons folded.

The drawing has one column for each row and a band for each doctrine that speaks, under its title; it is made of lines,
boxes and words, without a script, and says nothing the text below does not say.
"""

from __future__ import annotations

import html
from collections.abc import Iterator

from siyar.conclusion import Status
from siyar.diagnostics.dresses import visible
from siyar.export.layout import clean
from siyar.export.sheet import Heading, Item
from siyar.export.sitting import whole
from siyar.export.timeline import shown, timeline_sheet, title, when
from siyar.export.to_html import STYLE, escape, fold, lines
from siyar.export.wording import named, of_ruling, standing
from siyar.hearing import Ruling
from siyar.model import Library
from siyar.timeline import Row, Thread, Timeline, Track

COLUMN, LEFT, HEAD, BAND, BOX = 150, 8, 58, 46, 22

#: The look of a box tells what kind of answer it is, and never which side it takes.
DRAWING_STYLE = """\
.siyar .wide{overflow-x:auto}
.siyar svg text{font:11px system-ui,sans-serif;fill:currentColor}
.siyar svg .date{font-weight:600}
.siyar svg .line{stroke:#8886;stroke-width:1}
.siyar svg rect{stroke:currentColor;fill:#8882;stroke-width:1}
.siyar svg rect.dashed{stroke-dasharray:6 3}
.siyar svg rect.dotted{stroke-dasharray:1 3;fill:none}
.siyar svg rect.faint{stroke:#8886;fill:none}
"""


def timeline_html(found: Timeline, library: Library) -> str:
    """The page."""
    sheet = timeline_sheet(found, library)
    body = "\n".join([*lines(sheet[:1]), *drawings(found), *lines(sheet[1:]), *_reasons(found, library)])
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
            for stage in thread.stages:
                words = f"{when(found.rows[stage.row])}: {of_ruling(stage.ruling)}"
                yield '<li class="said">'
                yield from fold(Item(words, whole(stage.ruling, library).parts))
                yield "</li>"
            yield "</ul>"


def drawings(found: Timeline) -> Iterator[str]:
    rows = shown(found)
    for track in found.tracks:
        threads = _speaking(track)
        if threads:
            yield f"<h3>{escape(track.hearing.about)}</h3>"
            yield '<div class="wide">'
            yield from _drawing(found, track, threads, rows)
            yield "</div>"


def _speaking(track: Track) -> tuple[Thread, ...]:
    """The doctrines that say more than nothing all along."""
    silent = (Status.SILENT, Status.OPEN)
    return tuple(t for t in track.threads if len(t.stages) > 1 or t.first.outcome.status not in silent)


def _drawing(found: Timeline, track: Track, threads: tuple[Thread, ...], rows: tuple[Row, ...]) -> Iterator[str]:
    place = {found.rows.index(row): n for n, row in enumerate(rows)}
    width, height = LEFT * 2 + COLUMN * len(rows), HEAD + BAND * len(threads)
    words = _plain(f"{track.hearing.about}: {'; '.join(named(t.first.attributed) for t in threads)}")
    yield f'<svg role="img" width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
    yield f"<title>{words}</title>"
    for n, row in enumerate(rows):
        x = LEFT + COLUMN * n
        yield f'<line class="line" x1="{x}" y1="0" x2="{x}" y2="{height}"/>'
        for line, part in enumerate(_wrapped(when(row), 22)[:3]):
            yield f'<text class="date" x="{x + 4}" y="{14 + 14 * line}">{_plain(part)}</text>'
    for n, thread in enumerate(threads):
        y = HEAD + BAND * n
        yield f'<text x="{LEFT + 4}" y="{y + 12}">{_plain(named(thread.first.attributed))}</text>'
        ends = [place[s.row] for s in thread.stages[1:]] + [len(rows)]
        for stage, end in zip(thread.stages, ends, strict=True):
            start = place[stage.row]
            yield _box(stage.ruling, LEFT + COLUMN * start, y + 16, COLUMN * (end - start))
    yield "</svg>"


#: How the box of an answer is drawn that is no plain ruling.
LOOKS = {Status.CONTESTED: "dashed", Status.OPEN: "dotted", Status.SILENT: "faint", Status.RULED: "plain"}


def _box(ruling: Ruling, x: int, y: int, width: int) -> str:
    """One answer, in one piece with whose it is."""
    words = of_ruling(ruling) + (f" ({standing(ruling)})" if standing(ruling) else "")
    shown = ruling.outcome.value or ruling.outcome.status.value
    return (
        f"<g><title>{_plain(words)}</title>"
        f'<rect class="{LOOKS[ruling.outcome.status]}" x="{x + 1}" y="{y}" width="{width - 2}" height="{BOX}"/>'
        f'<text x="{x + 6}" y="{y + 15}">{_plain(shown)}</text></g>'
    )


def _wrapped(words: str, width: int) -> list[str]:
    found = [""]
    for word in words.split():
        if found[-1] and len(found[-1]) + len(word) >= width:
            found.append("")
        found[-1] = f"{found[-1]} {word}".strip()
    return found


def _plain(words: str) -> str:
    return html.escape(visible(clean(words)))
