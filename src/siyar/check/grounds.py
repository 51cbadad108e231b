"""Grounds: R010 circles, R011 unknown names, R015 grounds that can never be had, P003 asserted duties as grounds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from itertools import product

from siyar.check.places import name_in
from siyar.diagnostics import Diagnostic, Related
from siyar.model import Doctrine, InReading, Library, Precedent, Rule
from siyar.source import Span


def grounds(doctrine: Doctrine, library: Library) -> Iterator[Diagnostic]:
    """What is wrong with `rests on`, `supported by` and `apart from` in a doctrine."""
    resting: dict[str, Rule | Precedent] = {p.id: p for p in doctrine.precedents}
    resting |= {r.id: r for r in doctrine.rules}
    known = {*resting, *(e.id for e in doctrine.evidence)}
    duties = {duty.id: duty.span for duty in doctrine.duties}
    for block in resting.values():
        for keyword, id in _named(block):
            span = name_in(block.span, keyword, id)
            if id in duties and id not in known:
                yield _duty(block, keyword, id, span, duties[id])
            elif id not in known:
                near = get_close_matches(id, sorted(known), n=1)
                help = f"did you mean `{near[0]}`?" if near else "declare it, or correct the name"
                yield Diagnostic("R011", f"no evidence, precedent or rule `{id}`", span, help)
        yield from _out_of_reach(block, resting)
    yield from _circles(resting)


def _named(block: Rule | Precedent) -> Iterator[tuple[str, str]]:
    for group in block.rests_on:
        for id in group:
            yield "rests on", id
    for id in block.supported_by:
        yield "supported by", id
    if isinstance(block, Precedent):
        for id in block.apart_from:
            yield "apart from", id


def _duty(block: Rule | Precedent, keyword: str, id: str, span: Span | None, place: Span | None) -> Diagnostic:
    verb = "rests on" if keyword == "rests on" else "uses"
    return Diagnostic(
        "P003",
        f"`{block.id}` {verb} the asserted duty `{id}`",
        span,
        "asserted duties are recorded and not used; cite the passage or the evidence itself",
        related=(Related("the assertion", place),) if place else (),
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
    """R010: one message for each set of blocks that rest on each other."""
    reported: set[str] = set()
    for start in resting:
        if start in reported:
            continue
        way = _way(start, resting)
        if way:
            reported.update(way)
            yield Diagnostic(
                "R010",
                f"grounds go in a circle: {', '.join([*way, start])}",
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
