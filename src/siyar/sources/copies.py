"""A file a user has → its text: plain text, Markdown, HTML, PDF or Word. The door to what reads them.

Problems, as `Unreadable`: W101 a file that cannot be read or is too large, W102 characters that cannot be told,
W103 a PDF without text, W104 what reads the form is not installed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from siyar.diagnostics import Diagnostic
from siyar.language.markdown import prose_of

#: A larger file is no document that somebody reads.
LARGEST = 100 * 1024 * 1024
#: Nor is a longer text; pictures make a file large and not its text long.
MOST = 5_000_000
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class Unreadable(Exception):
    """A copy that cannot be taken in, with what to tell the user."""

    def __init__(self, problem: Diagnostic) -> None:
        super().__init__(problem.message)
        self.problem = problem


def text_of(path: Path, encoding: str = "", *, as_written: bool = False) -> str:
    """The text of a file; each page of a PDF ends with a form feed. Raises `Unreadable`.

    ``as_written``: Markdown with its marks, so that lines are those of the file.
    """
    words = _text_of(path, encoding, as_written)
    if len(words) > MOST:
        help = "give the document itself, or a part of it"
        _fail("W101", path, f"`{path.name}` holds {len(words) // 1_000_000} million characters", help)
    return words


def _text_of(path: Path, encoding: str, as_written: bool) -> str:
    try:
        if (size := path.stat().st_size) > LARGEST:
            help = "give the document itself, not a collection"
            _fail("W101", path, f"`{path.name}` is {size // (1024 * 1024)} MB large", help)
        if not path.is_file() and not path.is_dir():
            _fail("W101", path, f"`{path.name}` is no file", "name a file that is kept on a disk")
        with path.open("rb") as file:
            form = _form(path, file.read(len(_WORD_97)))
        if form == "pdf":
            return _pdf(path)
        if form == "docx":
            return _word(path)
        if form:
            _fail("W101", path, f"`{path.name}` is {form}, which is not read", "save it as text, PDF or `.docx`")
        data = path.read_bytes()
    except OSError as error:
        reason = (error.strerror or "it cannot be read").lower()
        _fail("W101", path, f"`{path.name}` cannot be read: {reason}", "check the path and its permissions")
    markup = path.suffix.lower() in (".html", ".htm", ".xhtml")
    words = _decoded(path, data, encoding or (_declared(data) if markup else ""))
    if markup:
        page = _Page()
        try:
            page.feed(words)
        except (ValueError, AssertionError):  # so the parser says it, of a character by a number that is none, too
            _fail("W101", path, f"`{path.name}` is no page that can be read", "save it as text")
        return page.text
    if path.suffix.lower() in (".md", ".markdown") and not as_written:
        return prose_of(words)
    return words.replace("\r\n", "\n").replace("\r", "\n")


_WORD_97 = b"\xd0\xcf\x11\xe0"


def _form(path: Path, begins: bytes) -> str:
    """``pdf``, ``docx``, nothing for text, or in words what it is: by how it begins, whatever its name says."""
    if begins.startswith(b"%PDF") or path.suffix.lower() == ".pdf":
        return "pdf"
    if begins.startswith(b"PK"):
        return "docx" if path.suffix.lower() == ".docx" else "a packed file"
    if path.suffix.lower() == ".docx":
        return "docx"
    return {_WORD_97: "a file of an older Word", b"{\\rt": "rich text"}.get(begins, "")


def _declared(data: bytes) -> str:
    """The encoding that a page says it has."""
    found = re.search(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", data[:2048], re.IGNORECASE)
    return found[1].decode("ascii") if found else ""


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
        except (ValueError, LookupError):  # such as a name with a mark of the end in it
            continue
        if "\0" not in words:
            return words
    said = f"is not {encoding}" if encoding else "is not UTF-8"
    _fail("W102", path, f"`{path.name}` {said}", "name its encoding, as in `--encoding windows-1256` or `latin-1`")
    raise AssertionError


def _pdf(path: Path) -> str:
    try:
        from pypdf import PdfReader
        from pypdf.errors import FileNotDecryptedError
    except ImportError:
        _fail("W104", path, "PDF files need more than the base", 'pip install "siyar[sources]"')
    try:
        pages = [page.extract_text() for page in PdfReader(path).pages]
    except FileNotDecryptedError:
        _fail("W101", path, f"`{path.name}` is locked with a password", "give a copy that is not")
    except Exception as error:  # a damaged file fails wherever in the reader its damage is met
        _fail("W101", path, f"`{path.name}` cannot be read as PDF: {error}", "check that it is whole")
    if not "".join(pages).strip():
        _fail("W103", path, f"`{path.name}` holds pictures of pages and no text", "give a text, or a PDF with text")
    # What a font calls nothing is a sign above or below a letter, most of the time.
    return "".join(f"{page}\n\n\f" for page in pages).replace("\0", "")


def _word(path: Path) -> str:
    try:
        from docx import Document
    except ImportError:
        _fail("W104", path, "Word files need more than the base", 'pip install "siyar[sources]"')
    try:
        document = Document(str(path))
        return "\n".join((*_blocks(document), *_footnotes(document)))
    except Exception as error:  # as of a PDF
        _fail("W101", path, f"`{path.name}` cannot be read as Word: {error}", "check that it is a `.docx` and whole")
    raise AssertionError


def _blocks(holder: Any) -> Iterator[str]:
    """Paragraphs in order, those of tables too; cells that were merged once."""
    for block in holder.iter_inner_content():
        if hasattr(block, "rows"):
            cells = {id(cell._tc): cell for row in block.rows for cell in row.cells}
            for cell in cells.values():
                yield from _blocks(cell)
        else:
            yield block.text


def _footnotes(document: Any) -> Iterator[str]:
    """Notes at the foot of pages, after the text: citations often stand there and nowhere else."""
    for relation in document.part.rels.values():
        if relation.reltype.rpartition("/")[2] in ("footnotes", "endnotes"):
            for note in ElementTree.fromstring(relation.target_part.blob):
                if words := "".join(piece.text or "" for piece in note.iter(f"{_W}t")):
                    yield f"\n{words.strip()}"


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
            "td",
            "th",
            "caption",
            "figcaption",
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
