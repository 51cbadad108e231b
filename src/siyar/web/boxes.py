"""Where the boxes of a drawing stand: the one door to Graphviz, which lays them out and sees none of their words.

It is given heights and lines and gives back coordinates, so that nothing a user wrote gets into what it reads. It is
one library for the whole process and keeps its own state, so that one drawing is laid out at a time.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from threading import Lock
from typing import NamedTuple

from siyar.diagnostics import Diagnostic
from siyar.phrase import phrase

#: Points of Graphviz in an inch, the unit of its sizes.
INCH = 72

_ONE_AT_A_TIME = Lock()

#: A point from the left and from the top.
Point = tuple[float, float]


class Laid(NamedTuple):
    """``corners``: left and top of each box. ``curves``: of each line, a beginning and then stretches of Bézier."""

    width: float
    height: float
    corners: tuple[Point, ...]
    curves: tuple[tuple[Point, ...], ...]


#: What is said where the extra `graph` is missing.
NOTHING_TO_DRAW_WITH = Diagnostic(
    "F011",
    phrase("reasons cannot be drawn here: the extra `{extra}` is not installed", extra="graph"),
    help='pip install "siyar[graph]"',
)


def can_draw() -> bool:
    """Whether the extra `graph` is there."""
    return find_spec("pygraphviz") is not None


def laid(heights: Sequence[float], lines: Sequence[tuple[int, int]], width: float, gap: float, across: float) -> Laid:
    """Boxes of one ``width`` in ranks from left to right, those a box leads to in the order given.

    ``lines``: from which box to which. ``gap``: between two boxes of a rank; ``across``: between two ranks. All in
    pixels, which are Graphviz's points here. Needs the extra `graph` (`can_draw`).
    """
    import pygraphviz

    with _ONE_AT_A_TIME:
        graph = pygraphviz.AGraph(directed=True, strict=False)
        try:
            graph.graph_attr.update(rankdir="LR", ordering="out", nodesep=f"{gap / INCH}", ranksep=f"{across / INCH}")
            graph.node_attr.update(shape="box", fixedsize="true", label="", width=f"{width / INCH}")
            graph.edge_attr.update(dir="none", headport="w", tailport="e")
            for number, height in enumerate(heights):
                graph.add_node(number, height=f"{height / INCH}")
            for number, (one, other) in enumerate(lines):
                graph.add_edge(one, other, key=str(number))
            graph.layout("dot")
            _, _, wide, high = _numbers(graph.graph_attr["bb"])
            middles = [_numbers(graph.get_node(number).attr["pos"]) for number in range(len(heights))]
            curves = [graph.get_edge(one, other, str(n)).attr["pos"] for n, (one, other) in enumerate(lines)]
        finally:
            graph.close()
    return Laid(
        wide,
        high,
        tuple((x - width / 2, high - y - height / 2) for (x, y), height in zip(middles, heights, strict=True)),
        tuple(tuple((x, high - y) for x, y in map(_numbers, curve.split())) for curve in curves),
    )


def _numbers(words: str) -> list[float]:
    return [float(one) for one in words.split(",")]
