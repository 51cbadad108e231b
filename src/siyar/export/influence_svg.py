"""What rulings hang on as a drawing: a bar for each row, as long as its cases are of all the cases gone through.

One file that needs nothing else, made of boxes and words; each bar has its numbers beside it, and says nothing that the
table does not say.
"""

from __future__ import annotations

from itertools import groupby

from siyar.export.across import scope_words, whose
from siyar.export.influence import CHANGED_IN, HEADS, headed, row_count, row_words, voice
from siyar.export.lettering import ENGLISH, Lettering
from siyar.export.wording import dated, encoded
from siyar.model import Library
from siyar.phrase import chain, joined, phrase
from siyar.study.influence import Influence, Line, Row

WIDTH, EDGE, LABEL, BAR = 1000, 16, 430, 300
TEXT, STEP, GAP = 12, 16, 6
#: So many characters of a label stand on one line.
WRAP = 66

NOTE, HEAD = 'class="note"', 'class="head"'

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


def influence_svg(found: Influence, library: Library, lettering: Lettering = ENGLISH) -> str:
    """The drawing: a chart for each sentence, one under the other. ``lettering``: how its words are said."""
    letters = lettering.within(WIDTH)
    title = headed(found, library)
    attributed = whose(library, found.doctrine)
    y = EDGE + 16
    body = [letters.text(title, EDGE, y, 'class="title"')]
    notes = joined("; ", (n for n in (voice(attributed), dated(attributed)) if n))
    for words in (notes, encoded(attributed)):
        if words:
            y += STEP
            body.append(letters.text(words, EDGE, y, NOTE))
    for line in found.lines:
        y, drawn = _chart(line, y + STEP, letters)
        body += drawn
    height = y + EDGE
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="title desc" width="{WIDTH}" '
        f'height="{height}" viewBox="0 0 {WIDTH} {height}" {letters.attributes}>\n'
        f'<title id="title">{letters.label(title)}</title>\n<desc id="desc">{letters.label(_described(found))}</desc>\n'
        f"<style>{STYLE}</style>\n" + "\n".join(body) + "\n</svg>\n"
    )


def _described(found: Influence) -> str:
    return phrase(
        "Bars: in how many cases the ruling is another, asked about: {asked}. "
        "Grey: the cases in which a fact can take another value.",
        asked=joined("; ", dict.fromkeys(line.about for line in found.lines)),
    )


def _chart(line: Line, y: int, letters: Lettering) -> tuple[int, list[str]]:
    """Where the chart ends, and what it is made of."""
    total = line.scope.total
    drawn: list[str] = []
    for words in letters.lines(chain(line.question.id, ": ", line.about), 2 * WRAP):
        y += STEP
        drawn.append(letters.text(words, EDGE, y, HEAD))
    y += STEP
    drawn.append(letters.text(scope_words(line.scope), EDGE, y, NOTE))
    for kind, rows in groupby(line.rows, lambda row: row.kind):
        y += STEP + GAP
        drawn.append(letters.text(chain(HEADS[kind], ", ", CHANGED_IN), EDGE, y, HEAD))
        for row in rows:
            y, bar = _row(row, total, y + GAP, letters)
            drawn += bar
    return y + GAP, drawn


def _row(row: Row, total: int, y: int, letters: Lettering) -> tuple[int, list[str]]:
    label = letters.lines(row_words(row), WRAP)
    left = EDGE + LABEL
    parts = [f"<g><title>{letters.label(chain(row_words(row), ': ', row_count(row, total)))}</title>"]
    for number, words in enumerate(label):
        parts.append(letters.text(words, EDGE, y + TEXT + STEP * number))
    if row.changes is not None:
        for look, count in (("able", row.able), ("changes", row.changes), ("all", total)):
            width = round(BAR * count / total, 1) if total else 0
            x = f"{letters.at(left, width):g}"
            parts.append(f'<rect class="{look}" x="{x}" y="{y + 2}" width="{width:g}" height="{TEXT}"/>')
        said = phrase("{count} of {total}", count=str(row.changes), total=str(total))
        parts.append(f"{letters.text(said, left + BAR + 8, y + TEXT)}</g>")
    else:
        parts.append(f"{letters.text(row_count(row, total), left, y + TEXT, NOTE)}</g>")
    return y + STEP * len(label), ["".join(parts)]
