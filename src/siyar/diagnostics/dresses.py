"""The dresses of a diagnostic: for a terminal, one line each, and plain data.

Text of the user is shown with control and directional characters made visible, so that a file can neither repaint the
terminal nor reorder what is read.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import Any

from siyar.diagnostics.problem import Diagnostic, Severity, ordered
from siyar.source import Span

_RESET = "\x1b[0m"
_BOLD = "\x1b[1m"
_COLOURS = {Severity.ERROR: "\x1b[1;31m", Severity.WARNING: "\x1b[1;33m"}
_BLUE = "\x1b[1;34m"
_TAB = "    "
_MARK = "�"
_ELLIPSIS = "…"


def to_terminal(diagnostics: Iterable[Diagnostic], *, width: int = 100, colour: bool = False) -> str:
    """For people: the words, the line it is about, carets under the exact words, help, related places.

    ``width`` is that of the terminal in columns; longer source lines are cut around the carets. With ``colour`` ANSI
    sequences are used.
    """
    return "\n".join(_block(d, width, colour) for d in ordered(diagnostics))


def to_short(diagnostics: Iterable[Diagnostic]) -> str:
    """One line each, as GNU tools print them: ``file:line:column: error: words [CODE]``."""
    return "".join(f"{_place(d)}{d.severity}: {visible(d.message)} [{d.code}]\n" for d in ordered(diagnostics))


def to_json(diagnostics: Iterable[Diagnostic]) -> list[dict[str, Any]]:
    """Plain data, one dict each; lines and columns count from 1, ``end_column`` is that after the last character."""
    return [
        {
            "code": d.code,
            "severity": str(d.severity),
            "message": d.message,
            "help": d.help,
            "file": d.where,
            **_data(d.span),
            "related": [{"message": r.message, "file": r.span.text.name, **_data(r.span)} for r in d.related],
        }
        for d in ordered(diagnostics)
    ]


def summary(diagnostics: Iterable[Diagnostic]) -> str:
    """``2 errors and 1 warning in 2 files``."""
    found = ordered(diagnostics)
    errors = sum(d.severity is Severity.ERROR for d in found)
    counts = [_count(errors, "error"), _count(len(found) - errors, "warning")]
    words = " and ".join(count for count in counts if count)
    files = len({d.where for d in found if d.where})
    return (words + (f" in {_count(files, 'file')}" if files else "")) if words else "no problems"


def visible(text: str) -> str:
    """The text on one line, control and directional characters replaced by a mark."""
    if text.isprintable():  # no such character, nor a tab nor a new line
        return text
    return "".join(_MARK if _hidden(c) else c for c in text.replace("\t", " ").replace("\n", " "))


def columns(text: str) -> int:
    """How many terminal columns a text takes: none for combining marks, two for wide characters."""
    return sum(_columns(c) for c in text)


def _columns(character: str) -> int:
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in {"W", "F"} else 1


def _hidden(character: str) -> bool:
    # Cf takes in the directional marks and isolates; of these only the joiners belong to plain words.
    return unicodedata.category(character) in {"Cc", "Cf", "Zl", "Zp"} and character not in "\u200c\u200d"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}" if number else ""


def _place(diagnostic: Diagnostic) -> str:
    if diagnostic.span:
        return f"{visible(diagnostic.where)}:{diagnostic.span.line}:{diagnostic.span.column}: "
    return f"{visible(diagnostic.where)}: " if diagnostic.where else ""


def _data(span: Span | None) -> dict[str, Any]:
    if span is None:
        return {"line": None, "column": None, "end_line": None, "end_column": None, "words": ""}
    line, column = span.text.position(span.start)
    end_line, end_column = span.text.position(span.end)
    return {"line": line, "column": column, "end_line": end_line, "end_column": end_column, "words": span.words}


def _block(diagnostic: Diagnostic, width: int, colour: bool) -> str:
    def paint(code: str, text: str) -> str:
        return f"{code}{text}{_RESET}" if colour else text

    tint = _COLOURS[diagnostic.severity]
    spans = [diagnostic.span, *(r.span for r in diagnostic.related)]
    gutter = max((len(str(span.line)) for span in spans if span), default=1)
    bar = " " * (gutter + 1) + paint(_BLUE, "|")
    lines = [
        paint(tint, f"{diagnostic.severity}[{diagnostic.code}]") + paint(_BOLD, f": {visible(diagnostic.message)}")
    ]

    def show(span: Span, mark: str, label: str, tint: str) -> None:
        source, under = _excerpt(span, mark, max(width - gutter - 3, 20))
        lines.append(" " * gutter + paint(_BLUE, "--> ") + f"{visible(span.text.name)}:{span.line}:{span.column}")
        lines.append(bar)
        lines.append(paint(_BLUE, f"{span.line:>{gutter}} |") + f" {source}".rstrip())
        indent = len(under) - len(under.lstrip())
        lines.append(f"{bar} {under[:indent]}" + paint(tint, under[indent:] + (f" {label}" if label else "")))

    if diagnostic.span:
        show(diagnostic.span, "^", "", tint)
    elif diagnostic.file:
        lines.append(" " * gutter + paint(_BLUE, "--> ") + visible(diagnostic.file))
    if diagnostic.help:
        lines.append(" " * (gutter + 1) + paint(_BLUE, "= ") + paint(_BOLD, "help") + f": {visible(diagnostic.help)}")
    for related in diagnostic.related:
        show(related.span, "-", visible(related.message), _BLUE)
    return "\n".join(lines) + "\n"


def _excerpt(span: Span, mark: str, room: int) -> tuple[str, str]:
    """The source line and the carets under the words, both cut to ``room`` columns around the carets."""
    line, column = span.text.position(span.start)
    source = span.text.line(line)
    before, rest = source[: column - 1], source[column - 1 :]
    inside = rest[: max(span.end - span.start, 0)]
    after = rest[len(inside) :]
    shown = [_shown(part) for part in (before, inside, after)]
    lead, body = columns(shown[0]), max(columns(shown[1]), 1)
    whole = "".join(shown)
    if columns(whole) <= room:
        return whole, " " * lead + mark * body
    body = min(body, room // 2)
    start = max(0, lead + body - room * 2 // 3)
    cut = _cut(whole, start, room)
    return cut, " " * (lead - start) + mark * body


def _shown(text: str) -> str:
    return "".join(_MARK if _hidden(c) else c for c in text.replace("\t", _TAB))


def _cut(text: str, start: int, room: int) -> str:
    """``room`` columns of a text from column ``start``, an ellipsis where something is left out."""
    kept: list[str] = []
    at = 0
    for character in text:
        size = _columns(character)
        if at < start:
            # A wide character cut in half leaves one column, so that what follows stays in its place.
            if at + size > start:
                kept.append(" " * (at + size - start))
        elif at + size <= start + room:
            kept.append(character)
        else:
            break
        at += size
    cut = "".join(kept)
    while cut and not _columns(cut[0]):  # a combining mark whose letter is cut off
        cut = cut[1:]
    if start and cut:
        cut = _ELLIPSIS + " " * (_columns(cut[0]) - 1) + cut[1:]
    if at < columns(text):
        while columns(cut) >= room:
            cut = cut[:-1]
        cut += _ELLIPSIS
    return cut
