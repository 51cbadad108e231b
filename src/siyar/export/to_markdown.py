"""The same sheets as Markdown: headings, nested lists, tables. Text of the user is escaped, not trusted.

>>> escape("a*b_c <i> [x](y)")
'a\\\\*b\\\\_c \\\\<i\\\\> \\\\[x\\\\](y)'
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from siyar.export.layout import clean, lines
from siyar.export.sheet import Heading, Item, Sheet, Table
from siyar.export.sitting import sitting_sheet
from siyar.export.whys import why_not_sheet, why_sheet
from siyar.export.wording import said as _said
from siyar.hearing import Attributed, Sitting
from siyar.model import Library

#: The width at which a short explanation is measured, as a terminal would.
WIDTH = 100

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&$])")
_AT_START = re.compile(r"^(\s*)(?:([-+])(?=\s|$)|(\d+)([.)])(?=\s|$)|(=+|-+)$)")


def said(attributed: Attributed, detail: str = "") -> str:
    """The status and whose it is, escaped. Raises TypeError for anything that is not attributed."""
    return escape(_said(attributed, detail))


def escape(words: str) -> str:
    """The words so that Markdown shows them and nothing else."""
    text = _SPECIAL.sub(r"\\\1", clean(words))
    return _AT_START.sub(_start, text)


def _start(found: re.Match[str]) -> str:
    space, bullet, number, point, rule = found.groups()
    return f"{space}\\{bullet or rule}" if bullet or rule else f"{space}{number}\\{point}"


def markdown(sheet: Sheet) -> str:
    """The sheet as Markdown, ending in a newline."""
    found: list[str] = []
    for line in _lines(sheet):
        if line or (found and found[-1]):
            found.append(line)
    return "".join(f"{line}\n" for line in found).rstrip("\n") + "\n"


def _lines(sheet: Sheet) -> Iterator[str]:
    listing = False
    for block in sheet:
        match block:
            case Heading(words, level):
                yield ""
                yield f"{'#' * level} {escape(words)}"
                yield ""
                listing = False
            case Item():
                yield from _item(block, "")
                listing = True
            case Table(head=head, rows=rows):
                if listing:
                    yield ""
                yield f"| {' | '.join(escape(cell) for cell in head)} |"
                yield f"|{'---|' * len(head)}"
                for row in rows:
                    yield f"| {' | '.join(escape(cell) for cell in row)} |"
                listing = False


def _item(item: Item, indent: str) -> Iterator[str]:
    yield f"{indent}- {escape(item.words)}"
    for part in item.parts:
        yield from _item(part, indent + "  ")


def sitting_markdown(sitting: Sitting, library: Library, *, full: bool = False) -> str:
    """The answers of `siyar ask` as Markdown."""

    def measure(items: tuple[Item, ...]) -> int:
        return sum(1 for _ in lines(items, WIDTH))

    return markdown(sitting_sheet(sitting, library, measure, full=full))


def why_markdown(sitting: Sitting, library: Library) -> str:
    """The whole trees as Markdown."""
    return markdown(why_sheet(sitting, library))


def why_not_markdown(sitting: Sitting, wanted: str, library: Library) -> str:
    """Every obstacle to ``wanted`` as Markdown."""
    return markdown(why_not_sheet(sitting, wanted, library))
