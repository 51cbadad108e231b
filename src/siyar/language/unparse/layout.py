"""Where words stand in a block: keywords from column 3, values from column 20, lines of at most 120 characters.

>>> print(line("permitted", "for City to tax Guild"), end="")
  permitted        for City to tax Guild
"""

from __future__ import annotations

from collections.abc import Iterable

from siyar.model import Cite

VALUE = 19  # characters before a value: it begins in column 20
WIDTH = 120


def line(keyword: str, value: str, cites: Iterable[Cite] = ()) -> str:
    """A keyword, its value and its cites in brackets, ending in a newline; nothing when there is neither."""
    bracket = f"[{cited(cites)}]" if cites else ""
    words = f"{value} {bracket}".strip().split(" ")
    if words == [""]:
        return ""
    start = f"  {keyword}"
    start += " " * max(VALUE - len(start), 2)
    lines: list[str] = []
    current = start
    for word in words:
        if not word:
            continue
        fresh = current == start
        if not fresh and len(current) + 1 + len(word) > WIDTH:
            lines.append(current)
            current, fresh = " " * VALUE, True
        current += word if fresh else f" {word}"
    lines.append(current)
    return "\n".join(lines) + "\n"


def cited(cites: Iterable[Cite]) -> str:
    """``a-book P5.S1, P10; a-letter (not checked)``."""
    return "; ".join(_cite(cite) for cite in cites)


def _cite(cite: Cite) -> str:
    loci = f" {', '.join(cite.loci)}" if cite.loci else ""
    return cite.source + loci + (f" ({cite.seen})" if cite.seen else "")
