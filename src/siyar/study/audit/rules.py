"""Rules that no question reaches, never apply, are always beaten, or never decide.

A rule *decides* if in some case a ruling is another once the rule is taken out: it alone, every other rule and every
concept staying what it is. A rule of a reading is looked at where its option is chosen. A rule that bears on force is
not said never to decide, since that was not looked at; nor is a presumption, which holds while its fact is not known
and in a case with all facts never matters (D17).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from siyar.model import Doctrine
from siyar.phrase import phrase
from siyar.study.audit.nouns import Counted, Finding, Kind
from siyar.study.audit.ranges import Range, Way
from siyar.study.audit.space import Space
from siyar.theory import Theory


@dataclass(slots=True)
class _Tally:
    """What was seen of a rule. ``doubles``: rules that stood for the same wherever it stood; None before it stood."""

    reached: list[Counted] = field(default_factory=list)
    applied: list[Counted] = field(default_factory=list)
    stood: bool = False
    decided: bool = False
    sought: bool = False  # in a sentence that is not about force
    force: bool = False  # in one that is
    doubles: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class RuleFindings:
    """The findings, and the rules that bear on nothing but force: of these only whether they apply was looked at."""

    findings: tuple[Finding, ...]
    force: tuple[str, ...]


def rules(ranges: Sequence[Range], doctrine: Doctrine) -> RuleFindings:
    """What becomes of every rule of the doctrine, in its order."""
    tallies = {rule.id: _Tally() for rule in doctrine.rules}
    for one in sorted(ranges, key=lambda r: r.first.total):
        here: dict[str, list[tuple[Way, int]]] = {}
        for way in one.ways:
            for id in way.space.numbers:
                if id in tallies:
                    applied = way.space.count(way.space.applies(id))
                    here.setdefault(id, []).append((way, applied))
                    _look(tallies[id], id, way.space, seek=not one.force)
        for id, met in here.items():
            counted = one.counted(sum(n for _, n in met), [way for way, _ in met])
            tallies[id].reached.append(counted)
            if counted.count:
                tallies[id].applied.append(counted)
    presumed = {rule.id for rule in doctrine.rules if rule.presumption}
    findings = tuple(f for id, t in tallies.items() for f in _finding(id, t, presumed=id in presumed))
    force = tuple(id for id, t in tallies.items() if t.stood and not t.sought)
    return RuleFindings(findings, force)


def without(theory: Theory, rule: str) -> Theory:
    """The theory without any instance of a rule."""
    return replace(theory, rules=tuple(r for r in theory.rules if r.name != rule))


def _look(tally: _Tally, id: str, space: Space, *, seek: bool) -> None:
    stands = space.stands(id)
    tally.stood = tally.stood or bool(stands)
    tally.sought = tally.sought or seek
    tally.force = tally.force or not seek
    if not seek or tally.decided:
        return
    tally.decided = bool(space.may_apply(id)) and bool(space.changed(without(space.theory, id)))
    if stands and not tally.decided:
        same = frozenset(_doubles(space, id))
        tally.doubles = same if tally.doubles is None else tally.doubles & same


def _doubles(space: Space, id: str) -> Iterator[str]:
    """Rules that stand for the same, or more, wherever this one stands."""
    heads = {rule.head for rule in space.ground(id)}
    stands = space.stands(id)
    for other in space.numbers:
        mine = [r.head for r in space.ground(other) if r.head and r.supports]
        implied = all(head and any(m.implies(head) for m in mine) for head in heads)
        if other != id and implied and stands & space.stands(other) == stands:
            yield other


def _finding(id: str, tally: _Tally, *, presumed: bool) -> Iterator[Finding]:
    reached = tuple(sorted(tally.reached, key=lambda c: c.line))
    none = tuple(replace(c, count=0) for c in reached)
    if not reached:
        yield Finding(Kind.NEVER_ASKED, id, (id,), phrase("no encoded question reaches it"))
    elif not tally.applied:
        yield Finding(Kind.NEVER_APPLIES, id, (id,), phrase("its conditions are never met together"), none)
    elif not tally.stood:
        applied = _over(tally.applied, reached)
        yield Finding(Kind.ALWAYS_BEATEN, id, (id,), phrase("wherever it applies something prevails over it"), applied)
    elif not (tally.force or tally.decided or presumed):
        doubles = tuple(sorted(tally.doubles or ()))
        words = phrase("no ruling is another when it is taken out")
        yield Finding(Kind.NEVER_DECIDES, id, (id,), words, _over(tally.applied, reached), beside=doubles)


def _over(applied: Sequence[Counted], reached: Sequence[Counted]) -> tuple[Counted, ...]:
    counts: Mapping[int, int] = {c.line: c.count for c in applied}
    return tuple(replace(c, count=counts.get(c.line, 0)) for c in reached)
