"""What people and programs read: sheets of words as text, Markdown or HTML, plain data as JSON.

Content is put together once, as a `Sheet`; `to_text`, `to_markdown` and `to_html` only lay it out. A status reaches a
sheet or a JSON object through `said`, which takes an `Attributed` and nothing else.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from siyar.export.sheet import Heading, Item, Sheet, Table
    from siyar.export.supposed import whatif_json, whatif_markdown, whatif_sheet, whatif_text
    from siyar.export.to_html import fragment, page, sitting_html, whatif_html, why_not_html
    from siyar.export.to_json import sitting_json, why_not_json
    from siyar.export.to_markdown import sitting_markdown, why_markdown, why_not_markdown
    from siyar.export.to_text import sitting_text, why_not_text, why_text
    from siyar.export.wording import said

__all__ = [
    "Heading",
    "Item",
    "Sheet",
    "Table",
    "fragment",
    "page",
    "said",
    "sitting_html",
    "sitting_json",
    "sitting_markdown",
    "sitting_text",
    "whatif_html",
    "whatif_json",
    "whatif_markdown",
    "whatif_sheet",
    "whatif_text",
    "why_markdown",
    "why_not_html",
    "why_not_json",
    "why_not_markdown",
    "why_not_text",
    "why_text",
]

#: Where each name is: a command that prints text need not wait for the pages.
_HOMES = {
    "sheet": (
        "Heading",
        "Item",
        "Sheet",
        "Table",
    ),
    "supposed": (
        "whatif_json",
        "whatif_markdown",
        "whatif_sheet",
        "whatif_text",
    ),
    "to_html": (
        "fragment",
        "page",
        "sitting_html",
        "whatif_html",
        "why_not_html",
    ),
    "to_json": (
        "sitting_json",
        "why_not_json",
    ),
    "to_markdown": (
        "sitting_markdown",
        "why_markdown",
        "why_not_markdown",
    ),
    "to_text": (
        "sitting_text",
        "why_not_text",
        "why_text",
    ),
    "wording": ("said",),
}


def __getattr__(name: str) -> Any:
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"siyar.export.{home}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
