"""What rulings hang on as a drawing: a bar for each row, as long as its cases are of all the cases gone through.

One file that needs nothing else, made of boxes and words; each bar has its numbers beside it, and says nothing that the
table does not say.
"""

from __future__ import annotations

import html
from itertools import groupby

from siyar.export.across import scope_words, titled, whose
from siyar.export.influence import HEADS, row_count, row_words
from siyar.export.layout import clean
from siyar.export.wording import dated, encoded
from siyar.model import Library
from siyar.study.influence import Influence, Line, Row

WIDTH, EDGE, LABEL, BAR = 1000, 16, 430, 300
TEXT, STEP, GAP = 12, 16, 6
#: So many characters of a label stand on one line.
WRAP = 66

STYLE = """\
svg{background:#fff}
text{font:12px system-ui,-apple-system,"Segoe UI",sans-serif;fill:#1a1a1a}
.title{font-size:16px;font-weight:600}
.head{font-weight:600}
.note{fill:#555}
.all{fill:none;stroke:#bbb;stroke-width:1}
.able{fill:#ddd}
.changes{fill:#446}
"""


def influence_svg(found: Influence, library: Library) -> str:
    """The drawing: a chart for each sentence, one under the other."""
    title = f"What rulings hang on: {titled(library, found.doctrine)}"
    attributed = whose(library, found.doctrine)
    y = EDGE + 16
    body = [f'<text class="title" x="{EDGE}" y="{y}">{_plain(title)}</text>']
    notes = "; ".join(n for n in (attributed.voice and f"voice: {attributed.voice}", dated(attributed)) if n)
    for words in (notes, encoded(attributed)):
        if words:
            y += STEP
            body.append(f'<text class="note" x="{EDGE}" y="{y}">{_plain(words)}</text>')
    for line in found.lines:
        y, drawn = _chart(line, y + STEP)
        body += drawn
    height = y + EDGE
    described = f"{_described(found)} Grey: the cases in which a fact can take another value."
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="title desc" width="{WIDTH}" '
        f'height="{height}" viewBox="0 0 {WIDTH} {height}">\n<title id="title">{_plain(title)}</title>\n'
        f'<desc id="desc">{_plain(described)}</desc>\n<style>{STYLE}</style>\n' + "\n".join(body) + "\n</svg>\n"
    )


def _described(found: Influence) -> str:
    asked = "; ".join(dict.fromkeys(line.about for line in found.lines))
    return f"Bars: in how many cases the ruling is another, asked about: {asked}."


def _chart(line: Line, y: int) -> tuple[int, list[str]]:
    """Where the chart ends, and what it is made of."""
    total = line.scope.total
    drawn: list[str] = []
    for words in _wrapped(f"{line.question.id}: {line.about}", 2 * WRAP):
        y += STEP
        drawn.append(f'<text class="head" x="{EDGE}" y="{y}">{_plain(words)}</text>')
    y += STEP
    drawn.append(f'<text class="note" x="{EDGE}" y="{y}">{_plain(scope_words(line.scope))}</text>')
    for kind, rows in groupby(line.rows, lambda row: row.kind):
        y += STEP + GAP
        drawn.append(f'<text class="head" x="{EDGE}" y="{y}">{_plain(HEADS[kind])}, the ruling is another in</text>')
        for row in rows:
            y, bar = _row(row, total, y + GAP)
            drawn += bar
    return y + GAP, drawn


def _row(row: Row, total: int, y: int) -> tuple[int, list[str]]:
    label = _wrapped(row_words(row), WRAP)
    said = f"{row_words(row)}: {row_count(row, total)}"
    left = EDGE + LABEL
    parts = [f"<g><title>{_plain(said)}</title>"]
    for number, words in enumerate(label):
        parts.append(f'<text x="{EDGE}" y="{y + TEXT + STEP * number}">{_plain(words)}</text>')
    if row.changes is not None:
        for look, count in (("able", row.able), ("changes", row.changes)):
            width = round(BAR * count / total, 1) if total else 0
            parts.append(f'<rect class="{look}" x="{left}" y="{y + 2}" width="{width}" height="{TEXT}"/>')
        parts.append(f'<rect class="all" x="{left}" y="{y + 2}" width="{BAR}" height="{TEXT}"/>')
        parts.append(f'<text x="{left + BAR + 8}" y="{y + TEXT}">{row.changes} of {total}</text></g>')
    else:
        parts.append(f'<text class="note" x="{left}" y="{y + TEXT}">{_plain(row_count(row, total))}</text></g>')
    return y + STEP * len(label), ["".join(parts)]


def _wrapped(words: str, width: int) -> list[str]:
    found = [""]
    for word in words.split():
        if found[-1] and len(found[-1]) + len(word) >= width:
            found.append("")
        found[-1] = f"{found[-1]} {word}".strip()
    return found


def _plain(words: str) -> str:
    return html.escape(clean(words))
