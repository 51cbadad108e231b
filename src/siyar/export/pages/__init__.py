"""Pages of the library: `siyar list` and `siyar show`, as text, Markdown and plain data."""

from siyar.export.pages.found import ASSERTED_DUTIES, Found, found
from siyar.export.pages.listing import KINDS, Kind, list_html, list_json, list_markdown, list_text
from siyar.export.pages.show import show_html, show_json, show_markdown, show_text

__all__ = [
    "ASSERTED_DUTIES",
    "KINDS",
    "Found",
    "Kind",
    "found",
    "list_html",
    "list_json",
    "list_markdown",
    "list_text",
    "show_html",
    "show_json",
    "show_markdown",
    "show_text",
]
