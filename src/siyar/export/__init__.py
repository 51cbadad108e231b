"""What people and programs read: sheets of words as text, Markdown or HTML, plain data as JSON.

Content is put together once, as a `Sheet`; `to_text`, `to_markdown` and `to_html` only lay it out. A status reaches a
sheet or a JSON object through `said`, which takes an `Attributed` and nothing else.
"""

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
