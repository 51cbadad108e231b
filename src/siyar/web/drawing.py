"""Explanations as a drawing: the reasons from where writing begins, boxes and lines, no style inside.

The nested list of the page is the explanation one reads; this is the same at a glance, to be put beside a text. What
stands in several places of a tree is one box with a line from each. Nothing but coordinates and escaped words gets into
it, so that it can neither run nor fetch anything. Where the boxes stand is worked out by Graphviz (`siyar.web.boxes`).
"""

from __future__ import annotations

import html
import math
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from siyar.export.lettering import ENGLISH, Lettering, Line
from siyar.export.sheet import Item
from siyar.export.sitting import whole
from siyar.hearing import Ruling
from siyar.model import Library
from siyar.phrase import counted
from siyar.web.boxes import Laid, Point, laid

WIDTH, GAP, LINE, PAD, ACROSS = 290, 36, 16, 8, 44

#: Boxes of one drawing; a larger tree is drawn as far as this, level by level, and the rest around another box.
MOST = 150

#: Where a box stands in the forest: the number of its tree, then of the part at each level.
Place = tuple[int, ...]

#: Lines of a box before its words are cut.
LINES = 6

LOOK = 'fill="none" stroke="#888888"'


@dataclass(frozen=True, slots=True)
class Box:
    lines: tuple[Line, ...]
    whole: str
    cut: Place = ()  # its own place, where what is below it is not drawn

    @property
    def height(self) -> int:
        return LINE * len(self.lines) + PAD


@dataclass(frozen=True, slots=True)
class Web:
    """A tree as a graph: what is said in two places of it with the same below is one box, and lines lead to it."""

    boxes: tuple[Box, ...]
    lines: tuple[tuple[int, int], ...]


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
    bottom, widest = float(PAD), float(WIDTH)
    placed: list[tuple[Web, Laid, float]] = []
    for place, root in roots:
        web = _web(root, depth, place, lettering)
        found = laid([box.height for box in web.boxes], web.lines, WIDTH, PAD, GAP)
        placed.append((web, found, bottom))
        bottom, widest = bottom + found.height + GAP, max(widest, found.width)
    width, height = math.ceil(widest) + 2 * PAD, max(math.ceil(bottom) - GAP + PAD, 40)
    within = lettering.within(width)
    body = "".join(part for web, found, top in placed for part in _drawn(web, found, top, link, within))
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


def _web(root: Item, depth: int, place: Place, lettering: Lettering) -> Web:
    """The boxes of a tree as far as that level, level by level; the lines in the order of what they lead to."""
    numbers = {root: 0}
    boxes: list[Box] = []
    lines: list[tuple[int, int]] = []
    level = [(root, place)]
    for left in reversed(range(depth)):
        below: list[tuple[Item, Place]] = []
        for item, at in level:
            boxes.append(_box(item, () if left else at, lettering))
            for number, part in enumerate(item.parts if left else ()):
                if part not in numbers:
                    numbers[part] = len(numbers)
                    below.append((part, (*at, number)))
                lines.append((numbers[item], numbers[part]))
        level = below
    return Web(tuple(boxes), tuple(dict.fromkeys(lines)))


def _box(item: Item, last: Place, lettering: Lettering) -> Box:
    """``last``: its place, where nothing below it is drawn."""
    lines = tuple(lettering.lines(item.words, ACROSS, LINES))
    if not last or not item.parts:
        return Box(lines, item.words)
    more = counted("… and {number} more below", "… and {number} more below", len(item.parts))
    return Box((*lines[: LINES - 1], lettering.say(more)), item.words, last)


def _drawn(
    web: Web, found: Laid, top: float, link: Callable[[Place], str] | None, lettering: Lettering
) -> Iterator[str]:
    def at(point: Point) -> str:
        return f"{lettering.at(point[0] + PAD):.1f} {point[1] + top:.1f}"

    led_to = Counter(other for _, other in web.lines)
    for (one, other), curve in zip(web.lines, found.curves, strict=True):
        start, end = _side(web, found, one, WIDTH), _side(web, found, other)
        straight = led_to[other] == 1 and end[0] - start[0] < 2 * GAP
        yield f'<path d="{_corners(start, end, at) if straight else _curve(curve, at)}" {LOOK}/>'
    for box, (x, y) in zip(web.boxes, found.corners, strict=True):
        left, high = x + PAD, y + top
        leads = bool(link and box.cut)
        if link and box.cut:
            yield f'<a href="{html.escape(link(box.cut))}">'
        yield f"<g><title>{lettering.label(box.whole)}</title>"
        yield (
            f'<rect x="{lettering.at(left, WIDTH):.1f}" y="{high:.1f}" width="{WIDTH}" height="{box.height}" rx="4" '
            'fill="#ffffff" stroke="#555555"/>'
        )
        for number, line in enumerate(box.lines):
            yield lettering.text(line, left + PAD, high + LINE * (number + 1), 'fill="#111111"')
        yield "</g></a>" if leads else "</g>"


def _side(web: Web, found: Laid, number: int, from_left: float = 0) -> Point:
    """Half way down a box, so far from its left."""
    x, y = found.corners[number]
    return x + from_left, y + web.boxes[number].height / 2


def _corners(start: Point, end: Point, at: Callable[[Point], str]) -> str:
    """To a box of the next rank that nothing else leads to: all lines from a box take the same two corners."""
    half = start[0] + GAP / 2
    return f"M{at(start)} L{at((half, start[1]))} L{at((half, end[1]))} L{at(end)}"


def _curve(curve: Sequence[Point], at: Callable[[Point], str]) -> str:
    """As it was laid around what stands between: corners would run into the lines of others."""
    first, *stretches = curve
    return f"M{at(first)} C{' '.join(map(at, stretches))}"
