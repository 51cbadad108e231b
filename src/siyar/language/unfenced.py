"""Blocks that stand in the prose: whoever wrote them meant them to be read, and nothing would say that they are not."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from siyar.diagnostics import Diagnostic
from siyar.language.markdown import Fence, tokens
from siyar.language.syntax import KINDS
from siyar.source import Span, Text

_HEAD = re.compile(rf"^(?P<head>{'|'.join(KINDS)}) [\w-]+(?: in [\w-]+)?[ \t]*\r?\n  (?P<under>\w[^\n]*)", re.MULTILINE)
_TWO_COLUMNS = re.compile(r"\w+ {2,}\S")


def unfenced(text: Text, front: int, fences: Sequence[Fence]) -> Iterator[Diagnostic]:
    """M003 for the first of them: the head of a block at the margin, with a line of such a block under it.

    Examples in a fence of another kind, and what is commented out, are prose. ``front``: lines of front matter.
    """
    found = [n for n in _heads(text) if n > front and not any(f.first <= n <= f.last for f in fences)]
    if not found:
        return
    kept = [t.map for t in tokens(text, front) if t.type in ("fence", "html_block") and t.map]
    for number in [n for n in found if not any(first < n <= last for first, last in kept)][:1]:
        start = text.offset(number)
        yield Diagnostic(
            "M003",
            "this block stands outside the fences, and is not read",
            Span(text, start, start + len(text.line(number).rstrip())),
            "put it between a line ```siyar and a line ```, or above the ``` that closes the fence before it",
        )


def _heads(text: Text) -> Iterator[int]:
    """The lines that read as the head of a block."""
    line, counted = 1, 0
    for match in _HEAD.finditer(text.characters):
        line += text.characters.count("\n", counted, match.start())
        counted = match.start()
        kind, under = KINDS[match["head"]], match["under"]
        if kind.keyword(under) or (kind.entities and _TWO_COLUMNS.match(under)):
            yield line
