"""Grounds: R010 circles, R015 grounds that can never be had, P003 asserted duties as grounds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product

from siyar.check.knots import knots
from siyar.check.places import name_in
from siyar.diagnostics import Diagnostic, Related
from siyar.model import Doctrine, InReading, Precedent, Rule

#: Of a long circle only so many names are shown.
MOST_SHOWN = 12


def grounds(doctrine: Doctrine) -> Iterator[Diagnostic]:
    """What is wrong with `rests on` and `supported by` in a doctrine."""
    resting: dict[str, Rule | Precedent] = {p.id: p for p in doctrine.precedents}
    resting |= {r.id: r for r in doctrine.rules}
    for block in resting.values():
        yield from _duties(block, doctrine)
        yield from _out_of_reach(block, resting)
    yield from _circles(resting)


def _duties(block: Rule | Precedent, doctrine: Doctrine) -> Iterator[Diagnostic]:
    """P003. A duty is no ground, so the reader leaves its name out of the block: it is looked for where it stands."""
    for duty in doctrine.duties:
        for keyword in ("rests on", "supported by"):
            span = name_in(block.span, keyword, duty.id)
            if span is not None and span is not block.span:
                yield Diagnostic(
                    "P003",
                    f"`{block.id}` {'rests on' if keyword == 'rests on' else 'uses'} the asserted duty `{duty.id}`",
                    span,
                    "asserted duties are recorded and not used; cite the passage or the evidence itself",
                    related=(Related("the assertion", duty.span),) if duty.span else (),
                )


def _out_of_reach(block: Rule | Precedent, resting: Mapping[str, Rule | Precedent]) -> Iterator[Diagnostic]:
    """R015: every alternative of a needed ground belongs to other options than what rests on it."""
    for group in block.rests_on:
        readings = [_apart(block.in_reading, resting[id].in_reading) if id in resting else "" for id in group]
        if all(readings):
            names = " and ".join(f"`{id}`" for id in group)
            verb = "belongs" if len(group) == 1 else "belong"
            where = " and ".join(f"`{reading}`" for reading in dict.fromkeys(readings))
            yield Diagnostic(
                "R015",
                f"`{block.id}` rests on {names}, which {verb} to another option of {where}",
                name_in(block.span, "rests on", group[0]),
                "correct the reading of one of the two, or the ground",
            )


def _apart(one: tuple[InReading, ...], other: tuple[InReading, ...]) -> str:
    return next(
        (a.reading for a, b in product(one, other) if a.reading == b.reading and not set(a.options) & set(b.options)),
        "",
    )


def _circles(resting: Mapping[str, Rule | Precedent]) -> Iterator[Diagnostic]:
    """R010: one message for each knot of blocks that rest on each other."""
    edges = {id: [g for group in block.rests_on for g in group if g in resting] for id, block in resting.items()}
    for knot in knots(edges):
        start = next(id for id in resting if id in knot)
        way = _way(start, resting)
        if way:
            more = ["…"] if len(way) > MOST_SHOWN else []
            yield Diagnostic(
                "R010",
                f"grounds go in a circle: {', '.join([*way[:MOST_SHOWN], *more, start])}",
                name_in(resting[start].span, "rests on", way[1] if len(way) > 1 else start),
                "take out one of them, or cite it with `supported by`",
            )


def _way(start: str, resting: Mapping[str, Rule | Precedent]) -> list[str] | None:
    """A shortest way from a block through its grounds back to it."""
    ways, reached = [[start]], {start}
    while ways:
        longer: list[list[str]] = []
        for way in ways:
            for id in (id for group in resting[way[-1]].rests_on for id in group):
                if id == start:
                    return way
                if id in resting and id not in reached:
                    reached.add(id)
                    longer.append([*way, id])
        ways = longer
    return None
