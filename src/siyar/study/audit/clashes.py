"""Where a doctrine stands against itself: contradictions, contests, circles, each with a smallest case (S1 to S3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import combinations

from siyar.conclusion import Answer, Because, Status
from siyar.engines.bits.symbolic import CaseSet
from siyar.hearing import attribute
from siyar.hearing.words import outcome
from siyar.model import Denial, Library
from siyar.phrase import joined
from siyar.study.audit.nouns import Counted, Finding, Kind
from siyar.study.audit.ranges import Range, Way
from siyar.study.audit.space import Space
from siyar.theory import Kind as RuleKind

KINDS = {
    Because.CONTRADICTION: Kind.CONTRADICTION,
    Because.RULES: Kind.CONTESTED,
    Because.CIRCULAR: Kind.CIRCULAR,
}


@dataclass(slots=True)
class _Clash:
    """Rules that stand against each other on one sentence: the reading in which they were first met, and where."""

    answer: Answer
    way: Way
    cases: CaseSet
    rules: tuple[str, ...]
    count: int = 0
    over: list[Way] = field(default_factory=list)


def clashes(ranges: Iterable[Range], library: Library) -> Iterator[Finding]:
    """A finding for each two rules (or each circle), on whatever kinds of party it is; acts of force are left out."""
    found: dict[object, Finding] = {}
    for one in ranges:
        for new in () if one.force else _of_sentence(one, library):
            assert new.says is not None
            key = (new.kind, new.subject, new.says.outcome, one.asked.claim.sentence)
            known = found.get(key)
            found[key] = replace(known, counted=(*known.counted, *new.counted)) if known else new
    yield from found.values()


def _of_sentence(one: Range, library: Library) -> Iterator[Finding]:
    found: dict[object, _Clash] = {}
    for way in one.ways:
        for answer, cases in way.space.answers.items():
            if answer.status is not Status.CONTESTED:
                continue
            for rules, where in _by_rules(way, answer, cases):
                clash = found.setdefault((answer, answer.because, rules), _Clash(answer, way, where, rules))
                clash.count += way.space.count(where)
                clash.over.append(way)
    for clash in found.values():
        opposite = one.asked.claim.denial is Denial.OPPOSITE
        space = clash.way.space
        words = outcome(clash.answer, space.theory.atoms[space.atom], opposite=opposite)
        assert clash.answer.because is not None
        yield Finding(
            KINDS[clash.answer.because],
            joined(" and ", clash.rules),
            clash.rules,
            one.about,
            (Counted(one.number, clash.count, sum(w.space.total for w in clash.over), len(clash.over)),),
            one.witness(clash.way, clash.cases),
            attribute(library, space.frame.doctrine, words, ()),
        )


def _by_rules(way: Way, answer: Answer, cases: CaseSet) -> Iterator[tuple[tuple[str, ...], CaseSet]]:
    """The rules that stand against each other, two by two, and where; of a circle all its rules on the sentence."""
    space = way.space
    rules = space.lanes.net.rules
    on = [n for n, links in enumerate(rules) if links.rule.head and links.rule.head.atom == space.atom]
    if answer.because is Because.CIRCULAR:
        names = (rules[n].rule.name for n in on if space.may_apply(rules[n].rule.name) & cases)
        yield tuple(dict.fromkeys(names)), cases
        return
    at_work = {n: _demands(space, n, answer) & cases for n in on}
    found: dict[tuple[str, ...], CaseSet] = {}
    for n, m in combinations([n for n in on if at_work[n]], 2):
        one, other = rules[n].rule, rules[m].rule
        assert one.head is not None
        assert other.head is not None
        if space.theory.opposed(one.head, other.head) and (both := at_work[n] & at_work[m]):
            pair = tuple(dict.fromkeys((one.name, other.name)))
            found[pair] = found.get(pair, space.sets.none) | both
    yield from found.items()


def _demands(space: Space, n: int, answer: Answer) -> CaseSet:
    """Where a rule on the sentence takes part in a clash: it stands, or, in a contradiction, is strict and applies."""
    rule = space.lanes.net.rules[n].rule
    if not rule.supports:
        return space.sets.none
    if answer.because is Because.CONTRADICTION:
        return space.sets.of(space.lanes.applies(n)) if rule.kind is RuleKind.STRICT else space.sets.none
    return space.sets.of(space.lanes.stands(n))
