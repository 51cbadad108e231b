"""Lines that put one rule above another and change no ruling in any case.

A line is taken out by itself, all others staying. What strictness does by itself is no line of anybody's. Of a line
that is met on the way to an act of force nothing is said, since there it was not looked at.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from siyar.framing import Frame
from siyar.phrase import phrase
from siyar.study.audit.nouns import Counted, Finding, Kind
from siyar.study.audit.ranges import Range, added
from siyar.theory import Theory


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the doctrine: its keyword, the rule or principle that has it, and what it names."""

    keyword: str
    owner: str
    named: str = ""

    def __str__(self) -> str:
        return f"{self.owner} {self.keyword} {self.named}".strip()


def priorities(ranges: Sequence[Range], dead: Collection[str]) -> Iterator[Finding]:
    """A finding for each line that never matters; of rules that are never at work (``dead``) there is none more."""
    met: dict[Line, list[Counted]] = {}
    mattered: set[Line] = set()
    doubled: set[Line] = set()
    for one in sorted(ranges, key=lambda r: r.first.total):
        for way in one.ways:
            space = way.space
            for line, pairs in _lines(space.frame):
                there = [(u, s) for u, s in pairs if u in space.numbers and s in space.numbers]
                if not there:
                    continue
                both = space.union(space.applies(u) & space.applies(s) for u, s in there)
                met.setdefault(line, []).append(one.counted(space.count(both), [way]))
                if one.force:
                    mattered.add(line)
                if line in mattered:
                    continue
                if line.keyword in _WORDS and _by_strictness(space.frame, there):
                    doubled.add(line)
                    continue
                # Also where they never apply together: that the one fails may be the work of this very line.
                if space.changed(_without(space.theory, line, there)):
                    mattered.add(line)
    for line, counted in met.items():
        if line in mattered or line.owner in dead or line.named in dead:
            continue
        words = (
            phrase("the strictness of the rule does the same")
            if line in doubled
            else phrase("no ruling is another without it")
        )
        blocks = tuple(id for id in (line.owner, line.named) if id)
        yield Finding(Kind.IDLE_PRIORITY, str(line), blocks, words, added(counted))


_WORDS = ("notwithstanding", "subject to")


def _lines(frame: Frame) -> Iterator[tuple[Line, tuple[tuple[str, str], ...]]]:
    """Every line, and which rule it puts above which."""
    for active in frame.active:
        rule = active.rule
        if rule.precedent:  # it says so once for all of them
            continue
        for lower in rule.notwithstanding:
            yield Line("notwithstanding", rule.id, lower), ((rule.id, lower),)
        for upper in rule.subject_to:
            yield Line("subject to", rule.id, upper), ((upper, rule.id),)
        if rule.exception_to and rule.heads:  # one without a conclusion is nothing but this line
            yield Line("exception to", rule.id, rule.exception_to), ((rule.id, rule.exception_to),)
    said: dict[Line, list[tuple[str, str]]] = {}
    for pair, priority in frame.priorities.items():
        if priority.origin == "otherwise":
            said.setdefault(Line("otherwise", priority.where), []).append(pair)
        elif priority.origin.startswith("principle "):
            said.setdefault(Line("principle", priority.where), []).append(pair)
    for line, pairs in said.items():
        yield line, tuple(pairs)


def _by_strictness(frame: Frame, pairs: Sequence[tuple[str, str]]) -> bool:
    return all(pair in frame.priorities and frame.priorities[pair].origin == "strict" for pair in pairs)


def _without(theory: Theory, line: Line, pairs: Sequence[tuple[str, str]]) -> Theory:
    if line.keyword != "exception to":
        return replace(theory, superior=theory.superior - set(pairs))
    name = {rule.label: rule.name for rule in theory.rules}
    kept = frozenset(p for p in theory.exceptions if (name.get(p[0]), name.get(p[1])) not in pairs)
    return replace(theory, exceptions=kept)
