"""A file a user has → its text: plain text, Markdown, HTML, PDF or Word. The door to what reads them.

Problems, as `Unreadable`: W101 a file that cannot be read or is too large, W102 characters that cannot be told,
W103 a PDF without text, W104 what reads the form is not installed.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

from siyar.diagnostics import Diagnostic
from siyar.language.markdown import prose_of

#: A larger file is no document that somebody reads.
LARGEST = 100 * 1024 * 1024


class Unreadable(Exception):
    """A copy that cannot be taken in, with what to tell the user."""

    def __init__(self, problem: Diagnostic) -> None:
        super().__init__(problem.message)
        self.problem = problem


def text_of(path: Path, encoding: str = "") -> str:
    """The text of a file. Raises `Unreadable`."""
    try:
        size = path.stat().st_size
        if size > LARGEST:
            _fail(
                "W101",
                path,
                f"`{path.name}` is {size // (1024 * 1024)} MB large",
                "give the document itself, not a collection",
            )
        if path.suffix.lower() == ".pdf":
            return _pdf(path)
        if path.suffix.lower() == ".docx":
            return _word(path)
        data = path.read_bytes()
    except OSError as error:
        reason = (error.strerror or "it cannot be read").lower()
        _fail("W101", path, f"`{path.name}` cannot be read: {reason}", "check the path and its permissions")
    words = _decoded(path, data, encoding)
    if path.suffix.lower() in (".html", ".htm", ".xhtml"):
        page = _Page()
        page.feed(words)
        return page.text
    if path.suffix.lower() in (".md", ".markdown"):
        return prose_of(words)
    return words.replace("\r\n", "\n").replace("\r", "\n")


def _fail(code: str, path: Path, message: str, help: str) -> None:
    raise Unreadable(Diagnostic(code, message, file=str(path), help=help))


def _decoded(path: Path, data: bytes, encoding: str) -> str:
    """UTF-8, UTF-16 with its mark, or what the user says; anything else is asked about, never guessed."""
    for name in (
        (encoding,)
        if encoding
        else ("utf-8-sig", "utf-16")
        if data[:2] in (b"\xff\xfe", b"\xfe\xff")
        else ("utf-8-sig",)
    ):
        try:
            words = data.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
        if "\0" not in words:
            return words
    said = f"is not {encoding}" if encoding else "is not UTF-8"
    _fail("W102", path, f"`{path.name}` {said}", "name its encoding, as in `--encoding windows-1256` or `latin-1`")
    raise AssertionError


def _pdf(path: Path) -> str:
    try:
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError
    except ImportError:
        _fail("W104", path, "PDF files need more than the base", 'pip install "siyar[sources]"')
    try:
        pages = [page.extract_text() for page in PdfReader(path).pages]
    except (PyPdfError, ValueError, KeyError) as error:
        _fail("W101", path, f"`{path.name}` cannot be read as PDF: {error}", "check that it is whole")
    text = "\n\n".join(pages)
    if not text.strip():
        _fail("W103", path, f"`{path.name}` holds pictures of pages and no text", "give a text, or a PDF with text")
    return text


def _word(path: Path) -> str:
    try:
        from docx import Document
        from docx.opc.exceptions import PackageNotFoundError
    except ImportError:
        _fail("W104", path, "Word files need more than the base", 'pip install "siyar[sources]"')
    try:
        return "\n".join(p.text for p in Document(str(path)).paragraphs)
    except (PackageNotFoundError, KeyError, ValueError) as error:
        _fail("W101", path, f"`{path.name}` cannot be read as Word: {error}", "check that it is a `.docx` and whole")
    raise AssertionError


class _Page(HTMLParser):
    """The words of a page, a line for each block."""

    _BLOCKS = frozenset(
        {
            "p",
            "div",
            "li",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "tr",
            "blockquote",
            "section",
            "article",
            "br",
            "dt",
            "dd",
        }
    )
    _UNSEEN = frozenset(("script", "style", "head", "title", "noscript", "template"))

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._pieces: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._unseen += tag in self._UNSEEN
        if tag in self._BLOCKS:
            self._pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._unseen -= tag in self._UNSEEN and self._unseen > 0
        if tag in self._BLOCKS:
            self._pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self._pieces.append(re.sub(r"\s+", " ", data))

    @property
    def text(self) -> str:
        lines = ("".join(self._pieces)).split("\n")
        return "\n\n".join(line.strip() for line in lines if line.strip())
