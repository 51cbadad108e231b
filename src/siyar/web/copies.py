"""A user's own copies of sources, taken in from a page or a program; the file is read in a bounded process."""

from __future__ import annotations

from pathlib import Path

from siyar.diagnostics import Diagnostic
from siyar.model import Library
from siyar.sources.copies import Unreadable
from siyar.sources.holding import Shelf
from siyar.sources.marks import shipped
from siyar.web.trying import copied

#: The endings of files that are read here; the others take programs of their own.
ENDINGS = frozenset({".txt", ".md", ".markdown", ".html", ".htm"})


def keep(library: Library, source: str, name: str, data: bytes, obtained: str, encoding: str) -> None:
    """Keep a file as the copy of a source. Raises `Unreadable` for what cannot be kept."""
    if source not in library.sources:
        raise Unreadable(Diagnostic("R008", f"there is no source `{source}`", help="choose one of the list"))
    ending = Path(name).suffix.lower()
    if ending not in ENDINGS:
        help = "choose a file of plain text, Markdown or HTML; for PDF and Word: siyar sources add FILE --as ID"
        raise Unreadable(Diagnostic("W101", "that is no text that can be kept from here", help=help))
    text = copied(f"copy{ending}", data, encoding)
    if isinstance(text, Diagnostic):
        raise Unreadable(text)
    Shelf.own().take(source, Path(name).name, obtained, text, shipped(source))
