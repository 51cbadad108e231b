"""Explanations as a drawing: the tree of reasons from where writing begins, boxes and lines, no style inside.

The nested list of the page is the explanation one reads; this is the same at a glance, to be put beside a text. Nothing
but own coordinates and escaped words gets into it, so that it can neither run nor fetch anything.
"""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from siyar.export.lettering import ENGLISH, Lettering, Line
from siyar.export.sheet import Item
from siyar.export.sitting import whole
from siyar.hearing import Ruling
from siyar.model import Library
from siyar.phrase import counted

WIDTH, GAP, LINE, PAD, ACROSS = 290, 36, 16, 8, 44

#: Boxes of one drawing; a larger tree is drawn as far as this, level by level, and the rest around another box.
MOST = 150

#: Where a box stands in the forest: the number of its tree, then of the part at each level.
Place = tuple[int, ...]

#: Lines of a box before its words are cut.
LINES = 6


@dataclass(frozen=True, slots=True)
class Box:
    x: int
    y: int
    height: int
    lines: tuple[Line, ...]
    whole: str
    below: tuple[Box, ...]
    cut: Place = ()  # its own place, where what is below it is not drawn


def to_draw(ruling: Ruling, library: Library) -> Item:
    """A ruling with whose it is and its reasons; what else accompanies it stands on its page."""
    one = whole(ruling, library)
    whose = [part for part in one.parts if part.role == "detail"][:1]
    return Item(one.words, (*whose, *(part for part in one.parts if part.role != "detail")), one.role)


def place_of(words: str) -> Place:
    """The place that an address names, `0.2.1`; none for words that name none."""
    numbers = words.split(".")[:99]
    return tuple(int(one) for one in numbers) if all(one.isdecimal() and len(one) < 5 for one in numbers) else ()


def along(items: Iterable[Item], at: Place) -> list[tuple[Place, Item]]:
    """The items on the way to a place, from its tree down; as far as there are any."""
    found: list[tuple[Place, Item]] = []
    here = tuple(items)
    for depth, number in enumerate(at, 1):
        if number >= len(here):
            break
        found.append((at[:depth], here[number]))
        here = here[number].parts
    return found


def svg(
    title: str,
    items: Iterable[Item],
    *,
    at: Place = (),
    link: Callable[[Place], str] | None = None,
    lettering: Lettering = ENGLISH,
) -> str:
    """The trees below one another, as one SVG document.

    ``at``: only what is below that place. ``link``: the address of the drawing around a place; a box whose parts are
    not drawn leads there. ``lettering``: how its words are said.
    """
    forest = tuple(items)
    way = along(forest, at)
    roots = way[-1:] if way else [((number,), item) for number, item in enumerate(forest)]
    depth = _depth(tuple(item for _, item in roots))
    boxes: list[Box] = []
    bottom = PAD
    for place, root in roots:
        box, bottom = _placed(root, 0, bottom, depth, place, lettering)
        boxes.append(box)
        bottom += GAP
    height = max(bottom, 40)
    width = PAD * 2 + (_deepest(boxes) + 1) * (WIDTH + GAP) - GAP if boxes else 200
    within = lettering.within(width)
    body = "".join(part for box in boxes for part in _drawn(box, link, within))
    role = "group" if link else "img"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="{role}" aria-label="{lettering.label(title)}" '
        f'width="{width}" height="{height}" viewBox="0 0 {width} {height}" '
        f'font-family="sans-serif" font-size="12" {lettering.attributes}>'
        f"<title>{lettering.label(title)}</title>{body}</svg>\n"
    )


def _depth(roots: tuple[Item, ...]) -> int:
    """How many levels have at most `MOST` boxes together; never less than two."""
    level, seen, depth = list(roots), 0, 0
    while level and (depth < 2 or seen + len(level) <= MOST):
        seen += len(level)
        depth += 1
        level = [part for item in level for part in item.parts]
    return depth


def _placed(item: Item, level: int, top: int, depth: int, place: Place, lettering: Lettering) -> tuple[Box, int]:
    """A box beside those below it, and where the next one may begin."""
    lines = tuple(lettering.lines(item.words, ACROSS, LINES))
    height = LINE * len(lines) + PAD
    below: list[Box] = []
    bottom = top
    cut: Place = ()
    if level + 1 < depth:
        for number, part in enumerate(item.parts):
            box, bottom = _placed(part, level + 1, bottom, depth, (*place, number), lettering)
            below.append(box)
            bottom += PAD
    elif item.parts:
        more = counted("… and {number} more below", "… and {number} more below", len(item.parts))
        lines = (*lines[: LINES - 1], lettering.say(more))
        height = LINE * len(lines) + PAD
        cut = place
    middle = (below[0].y + below[-1].y + below[-1].height) // 2 - height // 2 if below else top
    y = max(top, middle)
    return Box(PAD + level * (WIDTH + GAP), y, height, lines, item.words, tuple(below), cut), max(bottom, y + height)


def _deepest(boxes: Iterable[Box]) -> int:
    return max(((box.x - PAD) // (WIDTH + GAP) if not box.below else _deepest(box.below) for box in boxes), default=0)


def _drawn(box: Box, link: Callable[[Place], str] | None, lettering: Lettering) -> Iterator[str]:
    for below in box.below:
        y = box.y + box.height // 2
        from_, half, to = (lettering.at(x) for x in (box.x + WIDTH, box.x + WIDTH + GAP // 2, below.x))
        yield (
            f'<path d="M{from_:g} {y} H{half:g} V{below.y + below.height // 2} H{to:g}" fill="none" stroke="#888888"/>'
        )
    leads = bool(link and box.cut)
    if link and box.cut:
        yield f'<a href="{html.escape(link(box.cut))}">'
    yield f"<g><title>{lettering.label(box.whole)}</title>"
    yield (
        f'<rect x="{lettering.at(box.x, WIDTH):g}" y="{box.y}" width="{WIDTH}" height="{box.height}" rx="4" '
        'fill="#ffffff" stroke="#555555"/>'
    )
    for number, line in enumerate(box.lines):
        yield lettering.text(line, box.x + PAD, box.y + LINE * (number + 1), 'fill="#111111"')
    yield "</g></a>" if leads else "</g>"
    for below in box.below:
        yield from _drawn(below, link, lettering)
