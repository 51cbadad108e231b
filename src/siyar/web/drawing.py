"""Explanations as a drawing: the tree of reasons from left to right, boxes and lines, words escaped, no style inside.

The nested list of the page is the explanation one reads; this is the same at a glance, to be put beside a text. Nothing
but own coordinates and escaped words gets into it, so that it can neither run nor fetch anything.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from siyar.diagnostics.dresses import visible
from siyar.export.layout import clean
from siyar.export.sheet import Item

WIDTH, GAP, LINE, PAD, ACROSS = 290, 36, 16, 8, 44

#: Boxes of one drawing; a larger tree is drawn as far as this, level by level.
MOST = 150

#: Lines of a box before its words are cut.
LINES = 6


@dataclass(frozen=True, slots=True)
class Box:
    x: int
    y: int
    height: int
    lines: tuple[str, ...]
    whole: str
    below: tuple[Box, ...]


def svg(title: str, items: Iterable[Item]) -> str:
    """The trees below one another, as one SVG document."""
    roots = tuple(items)
    depth = _depth(roots)
    boxes: list[Box] = []
    bottom = PAD
    for root in roots:
        box, bottom = _placed(root, 0, bottom, depth)
        boxes.append(box)
        bottom += GAP
    height = max(bottom, 40)
    width = PAD * 2 + (_deepest(boxes) + 1) * (WIDTH + GAP) - GAP if boxes else 200
    body = "".join(part for box in boxes for part in _drawn(box))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="12" xml:lang="en" direction="ltr">'
        f"<title>{_plain(title)}</title>{body}</svg>\n"
    )


def _depth(roots: tuple[Item, ...]) -> int:
    """How many levels have at most `MOST` boxes together; never less than two."""
    level, seen, depth = list(roots), 0, 0
    while level and (depth < 2 or seen + len(level) <= MOST):
        seen += len(level)
        depth += 1
        level = [part for item in level for part in item.parts]
    return depth


def _placed(item: Item, level: int, top: int, depth: int) -> tuple[Box, int]:
    """A box beside those below it, and where the next one may begin."""
    lines = _wrapped(item.words)
    height = LINE * len(lines) + PAD
    below: list[Box] = []
    bottom = top
    if level + 1 < depth:
        for part in item.parts:
            box, bottom = _placed(part, level + 1, bottom, depth)
            below.append(box)
            bottom += PAD
    elif item.parts:
        lines = (*lines[: LINES - 1], f"… and {len(item.parts)} more below")
        height = LINE * len(lines) + PAD
    middle = (below[0].y + below[-1].y + below[-1].height) // 2 - height // 2 if below else top
    y = max(top, middle)
    return Box(PAD + level * (WIDTH + GAP), y, height, lines, item.words, tuple(below)), max(bottom, y + height)


def _deepest(boxes: Iterable[Box]) -> int:
    return max(((box.x - PAD) // (WIDTH + GAP) if not box.below else _deepest(box.below) for box in boxes), default=0)


def _drawn(box: Box) -> Iterator[str]:
    for below in box.below:
        x, y = box.x + WIDTH, box.y + box.height // 2
        yield (
            f'<path d="M{x} {y} H{x + GAP // 2} V{below.y + below.height // 2} H{below.x}" fill="none" '
            'stroke="#888888"/>'
        )
    yield f"<g><title>{_plain(box.whole)}</title>"
    yield (
        f'<rect x="{box.x}" y="{box.y}" width="{WIDTH}" height="{box.height}" rx="4" fill="#ffffff" stroke="#555555"/>'
    )
    for number, line in enumerate(box.lines):
        yield f'<text x="{box.x + PAD}" y="{box.y + LINE * (number + 1)}" fill="#111111">{_plain(line)}</text>'
    yield "</g>"
    for below in box.below:
        yield from _drawn(below)


def _wrapped(words: str) -> tuple[str, ...]:
    found = [""]
    for word in words.split():
        if found[-1] and len(found[-1]) + len(word) >= ACROSS:
            found.append("")
        found[-1] = f"{found[-1]} {word[: ACROSS - 2]}".strip()
    return tuple(found) if len(found) <= LINES else (*found[: LINES - 1], f"{found[LINES - 1][: ACROSS - 2]} …")


def _plain(words: str) -> str:
    return html.escape(visible(clean(words)))
