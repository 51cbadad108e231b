"""What a terminal shows: `siyar ask`, `siyar why`, `siyar why --not`, as plain text of a given width.

Colours are the caller's: ``paint`` gets the role of a line and the line, and returns it as it should appear.
"""

from __future__ import annotations

from siyar.export.layout import Paint, lay_out, lines, plain
from siyar.export.sheet import Item
from siyar.export.sitting import sitting_sheet
from siyar.export.whys import why_not_sheet, why_sheet
from siyar.export.wording import said
from siyar.hearing import Sitting
from siyar.model import Library

WIDTH = 100

__all__ = ["said", "sitting_text", "why_not_text", "why_text"]


def sitting_text(
    sitting: Sitting, library: Library, *, width: int = WIDTH, full: bool = False, paint: Paint = plain
) -> str:
    """The answers of `siyar ask`; ``full`` shows whole trees."""

    def measure(items: tuple[Item, ...]) -> int:
        return sum(1 for _ in lines(items, width))

    return lay_out(sitting_sheet(sitting, library, measure, full=full), width=width, paint=paint)


def why_text(sitting: Sitting, library: Library, *, width: int = WIDTH, paint: Paint = plain) -> str:
    """The whole tree of reasons of every doctrine asked, the other positions after it."""
    return lay_out(why_sheet(sitting, library), width=width, paint=paint)


def why_not_text(sitting: Sitting, wanted: str, library: Library, *, width: int = WIDTH, paint: Paint = plain) -> str:
    """Why the doctrines asked do not say ``wanted`` (a word of the sentence, or ``any``): every obstacle, whole."""
    return lay_out(why_not_sheet(sitting, wanted, library), width=width, paint=paint)
