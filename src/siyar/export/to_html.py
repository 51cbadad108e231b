"""Sheets as HTML: explanations as nested details, text of the user escaped, nothing fetched from anywhere.

A fragment is what a notebook shows; a page is the same with a head and a style of its own. Stretches of right-to-left
writing are isolated and carry `dir` and, where the script tells the language of a source, `lang`.

>>> escape("<b> & العهد")
'&lt;b&gt; &amp; <bdi dir="rtl" lang="ar">العهد</bdi>'
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator

from siyar.diagnostics.dresses import visible
from siyar.export.layout import RIGHT_TO_LEFT
from siyar.export.sheet import Heading, Item, Sheet, Table
from siyar.export.supposed import whatif_sheet
from siyar.export.whys import why_not_sheet, why_sheet
from siyar.export.wording import said as _said
from siyar.hearing import Attributed, Sitting
from siyar.model import Library
from siyar.study.whatif import WhatIf

_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\u08a0-\u08ff\ufb50-\ufdff\ufe70-\ufeff]")

STYLE = """\
.siyar{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;color:inherit}
.siyar ul{list-style:none;margin:0;padding-inline-start:1.25rem}
.siyar>ul{padding-inline-start:0}
.siyar li{margin:.15rem 0}
.siyar summary{cursor:pointer}
.siyar .status>details>summary,.siyar .status>p{font-weight:600}
.siyar .detail,.siyar .note{opacity:.8;font-size:.92em}
.siyar p{margin:0}
.siyar table{border-collapse:collapse}
.siyar th,.siyar td{text-align:start;vertical-align:top;padding:.2rem .8rem .2rem 0}
"""


def said(attributed: Attributed, detail: str = "") -> str:
    """The status and whose it is, escaped. Raises TypeError for anything that is not attributed."""
    return escape(_said(attributed, detail))


def escape(words: str) -> str:
    """The words so that HTML shows them and nothing else, right-to-left stretches isolated."""
    found: list[str] = []
    at = 0
    text = visible(words)
    for stretch in RIGHT_TO_LEFT.finditer(text):
        found.append(html.escape(text[at : stretch.start()]))
        lang = ' lang="ar"' if _ARABIC.search(stretch[0]) else ""
        found.append(f'<bdi dir="rtl"{lang}>{html.escape(stretch[0])}</bdi>')
        at = stretch.end()
    return "".join([*found, html.escape(text[at:])])


def fragment(sheet: Sheet) -> str:
    """The sheet as one element with its style, to be put into a page (or shown by a notebook)."""
    return f'<div class="siyar" lang="en" dir="ltr">\n<style>{STYLE}</style>\n{_body(sheet)}</div>\n'


def page(*sheets: Sheet) -> str:
    """Sheets as a whole page, which needs nothing beside itself."""
    heads = (block for sheet in sheets for block in sheet if isinstance(block, Heading))
    title = next((head.words for head in heads), "Siyar")
    bodies = "\n".join(f'<main class="siyar">\n{_body(sheet)}</main>' for sheet in sheets)
    return (
        '<!doctype html>\n<html lang="en" dir="ltr">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{html.escape(visible(title))}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n{bodies}\n</body>\n</html>\n"
    )


def sitting_html(sitting: Sitting, library: Library) -> str:
    """The answers of `siyar ask` (and `siyar why`) as a page: whole trees, folded below the first level."""
    return page(why_sheet(sitting, library))


def why_not_html(sitting: Sitting, wanted: str, library: Library) -> str:
    """Every obstacle to ``wanted``, for each ruling, as a page."""
    return page(why_not_sheet(sitting, wanted, library))


def whatif_html(found: WhatIf) -> str:
    """What changes in a what-if, as a page."""
    return page(whatif_sheet(found))


def _body(sheet: Sheet) -> str:
    return "".join(f"{line}\n" for line in lines(sheet))


#: How words are made HTML: by default as they stand, escaped.
Dress = Callable[[str], str]


def lines(sheet: Sheet, dress: Dress = escape) -> Iterator[str]:
    """The sheet as HTML, line by line."""
    listing = False
    for block in sheet:
        if listing and not isinstance(block, Item):
            yield "</ul>"
            listing = False
        match block:
            case Heading(words, level):
                yield f"<h{level}>{dress(words)}</h{level}>"
            case Item():
                if not listing:
                    yield "<ul>"
                    listing = True
                yield from _item(block, 0, dress)
            case Table(head=head, rows=rows):
                yield "<table>"
                heads = "".join(f'<th scope="col">{dress(cell)}</th>' for cell in head)
                yield f"<thead><tr>{heads}</tr></thead>"
                yield "<tbody>"
                for row in rows:
                    yield f"<tr>{''.join(f'<td>{dress(cell)}</td>' for cell in row)}</tr>"
                yield "</tbody>"
                yield "</table>"
    if listing:
        yield "</ul>"


def fold(item: Item, dress: Dress = escape) -> Iterator[str]:
    """A statement with everything under it folded away."""
    if not item.parts:
        yield f"<p>{dress(item.words)}</p>"
        return
    yield f"<details><summary>{dress(item.words)}</summary>"
    yield "<ul>"
    for part in item.parts:
        yield from _item(part, 1, dress)
    yield "</ul></details>"


def _item(item: Item, depth: int, dress: Dress) -> Iterator[str]:
    """A line of its own for every statement, so that what is searched for is found with whose it is."""
    role = f' class="{html.escape(item.role)}"' if item.role else ""
    if not item.parts:
        yield f"<li{role}><p>{dress(item.words)}</p></li>"
        return
    shown = " open" if depth == 0 else ""
    yield f"<li{role}><details{shown}><summary>{dress(item.words)}</summary>"
    yield "<ul>"
    for part in item.parts:
        yield from _item(part, depth + 1, dress)
    yield "</ul></details></li>"
