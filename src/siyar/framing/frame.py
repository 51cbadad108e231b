"""A doctrine under one reading: its active rules with all the conditions they carry, and what beats what.

A `Frame` is what grounding needs to know before any case: which rules are active (D24), what scopes and exceptions add
to them (D21), which sentences the doctrine concludes itself (D17), which constants cut its quantities (D4), and every
superiority with where it comes from (D21 to D23).
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from siyar.framing.priorities import Priority, priorities
from siyar.framing.variables import variables
from siyar.model import (
    Claim,
    Condition,
    Denial,
    Doctrine,
    Impossible,
    InReading,
    Library,
    Quantity,
    Rule,
    Scope,
    Sentence,
    SentenceKind,
    Source,
    Type,
    Variable,
)
from siyar.once import Once


@dataclass(frozen=True, slots=True)
class Conjunct:
    """A condition of a rule, and who added it: the rule itself, a scope, or the rule it is an exception to."""

    condition: Condition
    by: str  # "rule", "scope", "exception"
    owner: str  # the id of that rule or scope


@dataclass(frozen=True, slots=True)
class ActiveRule:
    """A rule with the conditions of its scopes and of what it is an exception to."""

    rule: Rule
    when: tuple[Conjunct, ...]
    unless: tuple[Conjunct, ...]
    #: Variables that must be filled: those of the heads, of positive conditions, and of the rule it excepts from.
    variables: tuple[Variable, ...]


@dataclass(frozen=True, slots=True)
class Frame(Once):
    doctrine: Doctrine
    sentences: Mapping[str, Sentence]
    types: Mapping[str, Type]
    reading: Mapping[str, str]
    without: frozenset[str]
    active: tuple[ActiveRule, ...]
    inactive: Mapping[str, str]  # rule id → the reading it waits for, or the ground that was taken away
    ruled: frozenset[str]  # concepts some rule concludes under some reading
    constants: Mapping[str, tuple[Quantity, ...]]
    priorities: Mapping[tuple[str, str], Priority]
    impossible: tuple[Impossible, ...]
    sources: Mapping[str, Source]  # whose word a passage is

    # What is asked of a frame in case after case, put together once: it is frozen, so it stays as it is.
    _once: dict[Hashable, Any] = field(default_factory=dict, init=False, compare=False, repr=False)

    def rules_on(self, sentence: str) -> tuple[Rule, ...]:
        """The rules of the doctrine, active or not, with a head that says something of a sentence."""
        return self.once("rules on", lambda: _by_sentence(self.doctrine.rules)).get(sentence, ())


def _by_sentence(rules: Iterable[Rule]) -> dict[str, tuple[Rule, ...]]:
    found: dict[str, dict[str, Rule]] = {}
    for rule in rules:
        for head in rule.heads:
            found.setdefault(head.sentence, {})[rule.id] = rule
    return {sentence: tuple(its.values()) for sentence, its in found.items()}


def is_a(types: Mapping[str, Type], type: str, of: str) -> bool:
    """Whether ``type`` is ``of`` or a subtype of it."""
    while type:
        if type == of:
            return True
        declared = types.get(type)
        type = declared.is_a if declared else ""
    return False


def frame(
    doctrine: Doctrine,
    library: Library,
    reading: Mapping[str, str] | None = None,
    without: Iterable[str] = (),
) -> Frame:
    """The doctrine under a reading (defaults fill the rest), without the grounds named in ``without``."""
    chosen = {r.id: r.default for r in doctrine.readings} | dict(doctrine.chosen) | dict(reading or {})
    sentences = library.sentences()
    off = switched_off(doctrine, chosen, frozenset(without))
    by_id = {rule.id: rule for rule in doctrine.rules}
    active, inactive = [], {}
    for rule in doctrine.rules:
        waiting = next((r for r in rule.in_reading if chosen.get(r.reading) not in r.options), None)
        if waiting:
            inactive[rule.id] = f"{waiting.reading}: {' or '.join(waiting.options)}"
        elif rule.id in off:
            inactive[rule.id] = "without " + ", ".join(_lost(rule.rests_on, off) or (rule.id,))
        else:
            active.append(_with_all_conditions(rule, by_id, doctrine.scopes))
    ruled = frozenset(
        head.sentence
        for rule in doctrine.rules
        if not rule.blocks
        for head in rule.heads
        if sentences[head.sentence].kind is SentenceKind.CONCEPT
    )
    impossible = (*(i for v in library.vocabularies.values() for i in v.impossible), *doctrine.impossible)
    live = [a.rule for a in active]
    return Frame(
        doctrine=doctrine,
        sentences=sentences,
        types=library.types(doctrine.id),
        reading=chosen,
        without=frozenset(without),
        active=tuple(active),
        inactive=inactive,
        ruled=ruled,
        constants=_constants(active, impossible, ruled),
        priorities={(p.upper, p.lower): p for p in priorities(live, doctrine, library, sentences)},
        impossible=impossible,
        sources=library.sources,
    )


# --------------------------------------------------------------------------- readings and grounds


def in_reading(conditions: tuple[InReading, ...], chosen: Mapping[str, str]) -> bool:
    """D24: every line's reading has one of the line's options chosen."""
    return all(chosen.get(r.reading) in r.options for r in conditions)


def switched_off(doctrine: Doctrine, chosen: Mapping[str, str], without: frozenset[str]) -> frozenset[str]:
    """The evidence, precedents and rules that are off: taken away, in another reading, or left without their grounds.

    Switching off is transitive (section 11, grounds).
    """
    off = set(without)
    off |= {p.id for p in doctrine.precedents if not in_reading(p.in_reading, chosen)}
    resting: list[tuple[str, tuple[tuple[str, ...], ...]]] = [(p.id, p.rests_on) for p in doctrine.precedents]
    resting += [(r.id, r.rests_on) for r in doctrine.rules]
    grew = True
    while grew:
        grew = False
        for id, grounds in resting:
            if id not in off and _lost(grounds, off):
                off.add(id)
                grew = True
    return frozenset(off)


def _lost(grounds: tuple[tuple[str, ...], ...], off: Iterable[str]) -> tuple[str, ...]:
    """The first group of alternatives none of which is left."""
    gone = set(off)
    return next((group for group in grounds if gone.issuperset(group)), ())


# --------------------------------------------------------------------------- conditions


def _with_all_conditions(rule: Rule, by_id: Mapping[str, Rule], scopes: tuple[Scope, ...]) -> ActiveRule:
    when = [Conjunct(c, "rule", rule.id) for c in rule.when]
    unless = [Conjunct(c, "rule", rule.id) for c in rule.unless]
    heads = list(rule.heads)
    seen = {rule.id}
    older = by_id.get(rule.exception_to)
    while older and older.id not in seen:
        seen.add(older.id)
        when += [Conjunct(c, "exception", older.id) for c in older.when]
        unless += [Conjunct(c, "exception", older.id) for c in older.unless]
        heads += older.heads
        older = by_id.get(older.exception_to)
    for scope in scopes:
        if seen & set(_covered(scope)):
            when += [Conjunct(c, "scope", scope.id) for c in scope.when]
            unless += [Conjunct(c, "scope", scope.id) for c in scope.unless]
    when, unless = _distinct(when), _distinct(unless)
    filled: dict[Variable, None] = {}
    for claim in heads:
        filled.update(dict.fromkeys(variables(claim)))
    for conjunct in when:
        for claim in conjunct.condition.alternatives:
            if claim.denial is not Denial.NOT_SO:
                filled.update(dict.fromkeys(variables(claim)))
    return ActiveRule(rule, tuple(when), tuple(unless), tuple(filled))


def _covered(scope: Scope) -> tuple[str, ...]:
    covered = scope.covers or scope.rules
    return tuple(id for id in covered if id not in scope.excepts)


def _distinct(conjuncts: list[Conjunct]) -> list[Conjunct]:
    seen: dict[tuple[Claim, ...], Conjunct] = {}
    for conjunct in conjuncts:
        seen.setdefault(conjunct.condition.alternatives, conjunct)
    return list(seen.values())


def claims_of(rule: ActiveRule) -> Iterator[Claim]:
    """Every claim in the conditions of a rule, `unless` lines included."""
    for conjunct in (*rule.when, *rule.unless):
        yield from conjunct.condition.alternatives


# --------------------------------------------------------------------------- constants


def _constants(
    active: list[ActiveRule], impossible: tuple[Impossible, ...], ruled: frozenset[str]
) -> dict[str, tuple[Quantity, ...]]:
    """D4: for each value sentence the constants it is compared with; for a concluded one, those its rules name."""
    found: dict[str, dict[Quantity, None]] = {}
    pairs: set[tuple[str, str]] = set()

    def note(claim: Claim, conclusion: bool) -> None:
        if claim.comparison is None:
            return
        than = claim.comparison.than
        if isinstance(than, Quantity):
            if conclusion or claim.sentence not in ruled:
                found.setdefault(claim.sentence, {})[than] = None
        else:
            pairs.add((claim.sentence, than.sentence))
            pairs.add((than.sentence, claim.sentence))

    for rule in active:
        for head in rule.rule.heads:
            note(head, conclusion=True)
        for claim in claims_of(rule):
            note(claim, conclusion=False)
    for i in impossible:
        for condition in (*i.when, *i.unless):
            for claim in condition.alternatives:
                note(claim, conclusion=False)
    for one, other in sorted(pairs):
        if one not in ruled and other in ruled:
            for quantity in list(found.get(other, {})):
                found.setdefault(one, {})[quantity] = None
    return {sentence: tuple(quantities) for sentence, quantities in found.items()}
