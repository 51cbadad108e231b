"""A sheet on a terminal: lines of at most so many columns, readable without colour.

>>> from siyar.export.sheet import Heading, Item
>>> print(lay_out((Heading("A title", 1), Item("said", (Item("why"),))), width=40), end="")
A title
said
  - why
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import zip_longest

from siyar.diagnostics.dresses import columns, visible
from siyar.export.sheet import Heading, Item, Sheet, Table

#: Words of one role, painted: ``paint("heading", words)``.
Paint = Callable[[str, str], str]

_RTL = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff"
#: A stretch of right-to-left writing, from its first letter to its last; digits that go on at once belong to it.
RIGHT_TO_LEFT = re.compile(f"[{_RTL}](?:[^A-Za-z\n(){{}}\\[\\]]*[{_RTL}])?[0-9]*")


#: A last column narrower than this is not worth having alone; half of it is the least for any.
LEAST_COLUMN = 20


def plain(role: str, words: str) -> str:
    """No paint."""
    return words


def lay_out(sheet: Sheet, *, width: int = 100, paint: Paint = plain) -> str:
    """The sheet as text ending in a newline. ``width`` is in terminal columns; a longer word is not broken."""
    return "".join(f"{line.rstrip()}\n" for line in lines(sheet, width, paint))


def lines(sheet: Sheet, width: int, paint: Paint = plain) -> Iterator[str]:
    """The lines of a sheet, each at most ``width`` columns wide."""
    first, above = True, 0  # the level of a heading just above
    for block in sheet:
        match block:
            case Heading(words, level):
                if not first and not 1 < above < level:
                    yield ""
                for line in wrap(clean(words), width):
                    yield paint(f"heading {level}", line)
            case Item():
                if block.role == "status" and not first:
                    yield ""
                yield from _item(block, width, "", paint)
            case Table():
                yield from _table(block, width, paint)
        first, above = False, block.level if isinstance(block, Heading) else 0


def clean(words: str) -> str:
    """The words with control characters made visible and right-to-left stretches isolated (U+2068, U+2069)."""
    return RIGHT_TO_LEFT.sub(lambda m: f"\u2068{m[0]}\u2069", visible(words))


def wrap(words: str, width: int, first: str = "", rest: str = "") -> list[str]:
    """Words in lines of at most ``width`` columns, the first after ``first``, the others after ``rest``."""
    found: list[str] = []
    line, room, begun = first, columns(first), False
    for word in words.split(" "):
        size = columns(word)
        if begun and room + 1 + size > width:
            found.append(line)
            line, room = rest + word, columns(rest) + size
        else:
            line, room = f"{line} {word}" if begun else line + word, room + begun + size
        begun = True
    return [*found, line]


def _item(item: Item, width: int, indent: str, paint: Paint) -> Iterator[str]:
    bare = not indent or item.role == "detail"
    bullet = indent if bare else f"{indent}- "
    hang = " " * len(bullet) + ("  " if bare else "")
    for line in wrap(clean(item.words), width, bullet, hang):
        yield paint(item.role, line) if item.role else line
    for part in item.parts:
        yield from _item(part, width, indent + "  ", paint)


def _table(table: Table, width: int, paint: Paint) -> Iterator[str]:
    """Columns as wide as they need be, the last one what is left; where that is too little all of them wrap."""
    rows = [tuple(clean(cell) for cell in row) for row in (table.head, *table.rows)]
    natural = [max(columns(row[i]) for row in rows) for i in range(len(table.head))]
    if table.most is not None:
        natural = [*(min(size, width * table.most // 100) for size in natural[:-1]), natural[-1]]
    sizes = _sizes(natural, width)
    for number, row in enumerate(rows):
        if number > 1 and sizes[:-1] != natural[:-1] and table.most is None:
            yield ""
        cells = [wrap(cell, size) for cell, size in zip(row, sizes, strict=True)]
        for parts in zip_longest(*cells, fillvalue=""):
            line = "".join(f"{part}{' ' * (size - columns(part) + 2)}" for part, size in zip(parts, sizes, strict=True))
            yield paint("heading 3", line.rstrip()) if number == 0 else line.rstrip()


def _sizes(natural: list[int], width: int) -> list[int]:
    """Column widths for a table of ``width``, two columns apart: the widest give way first."""
    room = width - 2 * (len(natural) - 1)
    left = room - sum(natural[:-1])
    if left >= LEAST_COLUMN:
        return [*natural[:-1], left]
    level = max(natural)
    while sum(min(size, level) for size in natural) > room and level > LEAST_COLUMN // 2:
        level -= 1
    sizes = [min(size, level) for size in natural]
    return [*sizes[:-1], max(room - sum(sizes[:-1]), LEAST_COLUMN // 2)]
