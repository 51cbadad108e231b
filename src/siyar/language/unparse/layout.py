"""Where words stand in a block: keywords from column 3, values from column 20, lines of at most 120 characters.

>>> print(line("permitted", "for City to tax Guild"), end="")
  permitted        for City to tax Guild
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from siyar.model import Cite

VALUE = 19  # characters before a value: it begins in column 20
WIDTH = 120


def line(keyword: str, value: str, cites: Iterable[Cite] = ()) -> str:
    """A keyword, its value and its cites in brackets, ending in a newline; nothing when there is neither.

    Lines are broken at spaces, but neither within a citation nor within an option of a choice.
    """
    units = _declared(value) if keyword in ("text", "opposite") else value.split()
    words = [*units, *_bracketed(tuple(cites))]
    if not words:
        return ""
    start = f"  {keyword}"
    current = start + " " * max(VALUE - len(start), 1)
    lines: list[str] = []
    fresh = True
    for word in words:
        if not fresh and len(current) + 1 + len(word) > WIDTH:
            lines.append(current)
            current, fresh = " " * VALUE, True
        current += word if fresh else f" {word}"
        fresh = False
    lines.append(current)
    return "\n".join(lines) + "\n"


def _declared(value: str) -> Iterator[str]:
    """The words of a declared text, each option of its choice with the bar before it."""
    outside, *choices = value.split("{")
    yield from outside.split()
    for choice in choices:
        inside, _, after = choice.partition("}")
        first, *others = (option.strip() for option in inside.split("|"))
        units = [f"{{{first}", *(f"| {option}" for option in others)]
        units[-1] += "}"
        yield from units
        yield from after.split()


def _bracketed(cites: tuple[Cite, ...]) -> Iterator[str]:
    for i, cite in enumerate(cites):
        yield ("" if i else "[") + _cite(cite) + (";" if i + 1 < len(cites) else "]")


def cited(cites: Iterable[Cite]) -> str:
    """``a-book P5.S1, P10; a-letter (not checked)``."""
    return "; ".join(_cite(cite) for cite in cites)


def _cite(cite: Cite) -> str:
    loci = f" {', '.join(cite.loci)}" if cite.loci else ""
    return cite.source + loci + (f" ({cite.seen})" if cite.seen else "")
