"""What supports the rules of a doctrine, and what is left of that when some evidence is set aside.

The *listed support* of a rule is the evidence, precedents and rules named in its lines ``rests on`` and ``supported
by``. A precedent goes with the grounds it needs (section 11 of docs/semantics.md, grounds). A rule *falls* where it
needs what is gone; it is *without support* where it lists some and all of it is gone. Both say something of the
encoding, and nothing of what its author would then hold.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from siyar.framing.frame import switched_off
from siyar.hearing import Attributed
from siyar.model import Case, Doctrine, Question, Rule
from siyar.study.across import Scope


@dataclass(frozen=True, slots=True)
class Left:
    """What is left when some evidence is gone.

    ``precedents``: that go with it; ``fall``: rules that need what is gone; ``without``: rules that list support and
    have none left; ``fewer``: rules that have less, each with what is left.
    """

    gone: tuple[str, ...]
    precedents: tuple[str, ...] = ()
    fall: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    fewer: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def aside(self) -> tuple[str, ...]:
        """Everything that is set aside: the evidence, and rules that fall or have no listed support left."""
        return (*self.gone, *self.fall, *self.without)


@dataclass(frozen=True, slots=True)
class Change:
    """One sentence over its case space: in how many cases the encoding rules otherwise, and a smallest such case.

    ``given``: the facts of that case in words, the others being what they may. ``too_large``: how many cases there are,
    where they were too many to go through.
    """

    question: Question
    about: str
    scope: Scope | None
    changes: int
    given: tuple[str, ...] = ()
    case: Case | None = None
    before: Attributed | None = None
    after: Attributed | None = None
    too_large: int = 0


@dataclass(frozen=True, slots=True)
class Removal:
    """Some evidence set aside, what is left, and every sentence on which the encoding then rules otherwise somewhere.

    ``why``: in words, such as "al-Albani ranks it lower than hasan". ``untouched``: sentences gone through on which
    nothing changes. ``force``: acts of force that were left out.
    """

    why: str
    left: Left
    changes: tuple[Change, ...] = ()
    untouched: int = 0
    force: tuple[str, ...] = ()


def listed(rule: Rule) -> tuple[str, ...]:
    """The support a rule names, each once."""
    return tuple(dict.fromkeys((*(g for group in rule.rests_on for g in group), *rule.supported_by)))


def left(doctrine: Doctrine, chosen: Mapping[str, str], gone: Iterable[str]) -> Left:
    """What is left of the doctrine under a reading. ``gone``: ids of evidence, precedents or rules."""
    away = tuple(dict.fromkeys(gone))
    before = switched_off(doctrine, chosen, frozenset())
    active = [r for r in doctrine.rules if r.id not in before and _read(r, chosen)]
    aside: set[str] = set(away)
    bare: list[str] = []
    grew = True
    while grew:
        off = switched_off(doctrine, chosen, frozenset(aside))
        new = [r.id for r in active if r.id not in off and _gone(r, off, before)]
        bare += new
        aside |= set(new)
        grew = bool(new)
    off = switched_off(doctrine, chosen, frozenset(aside))
    fall = tuple(r.id for r in active if r.id in off and r.id not in bare and r.id not in away)
    precedents = tuple(p.id for p in doctrine.precedents if p.id in off and p.id not in before and p.id not in away)
    fewer = tuple(
        (r.id, tuple(s for s in listed(r) if s not in off))
        for r in active
        if r.id not in off and any(s in off and s not in before for s in listed(r))
    )
    return Left(away, precedents, fall, tuple(bare), fewer)


def _gone(rule: Rule, off: Collection[str], before: Collection[str]) -> bool:
    named = [s for s in listed(rule) if s not in before]
    return bool(named) and all(s in off for s in named)


def _read(rule: Rule, chosen: Mapping[str, str]) -> bool:
    return all(chosen.get(r.reading) in r.options for r in rule.in_reading)


def resting(doctrine: Doctrine, evidence: str) -> tuple[tuple[str, ...], tuple[tuple[str, str], ...]]:
    """The rules that name a piece of evidence, and those that do through a precedent: (rule, precedent)."""
    direct = tuple(r.id for r in doctrine.rules if evidence in listed(r))
    precedents = {
        p.id for p in doctrine.precedents if evidence in {*(g for group in p.rests_on for g in group), *p.supported_by}
    }
    through = tuple((r.id, p) for r in doctrine.rules for p in listed(r) if p in precedents)
    return direct, through
