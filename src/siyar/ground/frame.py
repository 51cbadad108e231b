"""A doctrine under one reading: its active rules with all the conditions they carry, and what beats what.

A `Frame` is what grounding needs to know before any case: which rules are active (D24), what scopes and exceptions add
to them (D21), which sentences the doctrine concludes itself (D17), which constants cut its quantities (D4), and every
superiority with where it comes from (D21 to D23).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from siyar.ground.masks import head_mask
from siyar.model import (
    Claim,
    Condition,
    Denial,
    Doctrine,
    Impossible,
    InReading,
    Library,
    Preference,
    Quantity,
    Rule,
    Scope,
    Sentence,
    SentenceKind,
    Source,
    Type,
    Variable,
)


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
class Priority:
    """Why one rule prevails over another: a word in one of them, a principle, strictness."""

    upper: str
    lower: str
    origin: str  # "notwithstanding", "subject to", "strict", "otherwise", "exception to", "principle ID"
    where: str  # the rule or principle that says so


@dataclass(frozen=True, slots=True)
class Frame:
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
        types=library.types(),
        reading=chosen,
        without=frozenset(without),
        active=tuple(active),
        inactive=inactive,
        ruled=ruled,
        constants=_constants(active, impossible, ruled),
        priorities={(p.upper, p.lower): p for p in _priorities(live, doctrine, library, sentences)},
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


def variables(claim: Claim) -> Iterator[Variable]:
    """The variables of a claim, those of a compared claim included."""
    for term in claim.arguments:
        if isinstance(term, Variable):
            yield term
    if claim.comparison and isinstance(claim.comparison.than, Claim):
        yield from variables(claim.comparison.than)


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


# --------------------------------------------------------------------------- what beats what


def _priorities(
    rules: list[Rule], doctrine: Doctrine, library: Library, sentences: Mapping[str, Sentence]
) -> Iterator[Priority]:
    live = {rule.id: rule for rule in rules}
    said: list[Priority] = []
    for rule in rules:
        said += [
            Priority(rule.id, lower, "notwithstanding", rule.id) for lower in rule.notwithstanding if lower in live
        ]
        said += [Priority(upper, rule.id, "subject to", rule.id) for upper in rule.subject_to if upper in live]
    opposed = [
        (t, s) for t, s in _meeting(rules, doctrine) if not t.blocks and _heads_opposed(t, s, sentences, doctrine)
    ]
    said += [Priority(t.id, s.id, "strict", t.id) for t, s in opposed if t.strict and not s.strict]
    said += [Priority(t.id, s.id, "otherwise", s.id) for t, s in opposed if s.otherwise and not t.otherwise]
    yield from said
    if not doctrine.principles:
        return
    above: dict[str, set[str]] = {}
    for p in said:
        above.setdefault(p.upper, set()).add(p.lower)
    for rule in rules:
        if rule.exception_to:
            above.setdefault(rule.id, set()).add(rule.exception_to)
    below = {rule.id: _below(above, rule.id) for rule in rules}
    for t, s in opposed:
        if s.id in below[t.id] or t.id in below[s.id]:
            continue
        for principle in doctrine.principles:
            forward = _prefers(principle.prefers, principle.order, t, s, sentences, library)
            backward = _prefers(principle.prefers, principle.order, s, t, sentences, library)
            if forward and not backward:
                yield Priority(t.id, s.id, f"principle {principle.id}", principle.id)
            if forward or backward:
                break


def _below(above: Mapping[str, set[str]], upper: str) -> set[str]:
    """Every rule a chain of priority words leads down to."""
    reached: set[str] = set()
    left = [upper]
    while left:
        new = above.get(left.pop(), set()) - reached
        reached |= new
        left += new
    return reached


def _meeting(rules: list[Rule], doctrine: Doctrine) -> Iterator[tuple[Rule, Rule]]:
    """Every two rules about one sentence, or about two that are declared opposed; in the order of the doctrine."""
    linked: dict[str, set[str]] = {}
    for pair in doctrine.oppositions:
        linked.setdefault(pair.one.sentence, set()).add(pair.other.sentence)
        linked.setdefault(pair.other.sentence, set()).add(pair.one.sentence)
    place = {rule.id: i for i, rule in enumerate(rules)}
    about: dict[str, list[Rule]] = {}
    for rule in rules:
        for sentence in dict.fromkeys(h.sentence for h in rule.heads):
            about.setdefault(sentence, []).append(rule)
    for t in rules:
        reached = {h.sentence for h in t.heads}
        reached |= {other for sentence in reached for other in linked.get(sentence, ())}
        others = {s.id: s for sentence in reached for s in about.get(sentence, ())}
        yield from ((t, s) for s in sorted(others.values(), key=lambda r: place[r.id]) if s is not t)


def _heads_opposed(t: Rule, s: Rule, sentences: Mapping[str, Sentence], doctrine: Doctrine) -> bool:
    for one in t.heads:
        for other in s.heads:
            if one.sentence == other.sentence:
                sentence = sentences[one.sentence]
                a, b = head_mask(one, sentence), head_mask(other, sentence)
                if a is None or b is None:
                    if (one.comparison == other.comparison) is (t.blocks or s.blocks):
                        return True
                elif t.blocks or s.blocks:  # a defeater is against what it names, and what implies that
                    blocked, by = (b, a) if t.blocks else (a, b)
                    if not blocked & ~by and (sentence.kind is not SentenceKind.ACT or _share(one, other)):
                        return True
                elif not a & b and (sentence.kind is not SentenceKind.ACT or _share(one, other)):
                    return True
            for pair in doctrine.oppositions:
                ids = {pair.one.sentence, pair.other.sentence}
                if {one.sentence, other.sentence} == ids:
                    return True
    return False


def _share(one: Claim, other: Claim) -> bool:
    return not one.options or not other.options or bool(set(one.options) & set(other.options))


def _prefers(
    preference: Preference,
    order: tuple[str, ...],
    t: Rule,
    s: Rule,
    sentences: Mapping[str, Sentence],
    library: Library,
) -> bool:
    """D22, whether the principle puts t above s."""
    if preference is Preference.MORE_SPECIFIC:
        mine, theirs = _matched(t, s)
        return mine > theirs
    rank = {source: i for i, source in enumerate(order)}
    if preference is Preference.HIGHER_SOURCE:
        mine_, theirs_ = _rank(t, rank), _rank(s, rank)
        return mine_ is not None and theirs_ is not None and mine_ < theirs_
    dates = {id: source.dated for id, source in library.sources.items() if source.dated}
    a = [dates[c.source] for c in t.cites if c.source in dates]
    b = [dates[c.source] for c in s.cites if c.source in dates]
    return bool(a and b) and min(d.low for d in a) > max(d.high for d in b)


def _rank(rule: Rule, rank: Mapping[str, int]) -> int | None:
    ranks = [rank[c.source] for c in rule.cites if c.source in rank]
    return min(ranks) if ranks else None


def _matched(t: Rule, s: Rule) -> tuple[frozenset[object], frozenset[object]]:
    """The conditions of both, with the variables of s's head renamed to those of t's."""
    renaming: dict[Variable, Variable] = {}
    if t.heads and s.heads:
        for mine, theirs in zip(t.heads[0].arguments, s.heads[0].arguments, strict=False):
            if isinstance(mine, Variable) and isinstance(theirs, Variable):
                renaming[theirs] = mine
    ours = frozenset((c.alternatives, True) for c in t.when) | frozenset((c.alternatives, False) for c in t.unless)
    other = frozenset((tuple(rename(a, renaming) for a in c.alternatives), True) for c in s.when)
    other |= frozenset((tuple(rename(a, renaming) for a in c.alternatives), False) for c in s.unless)
    return frozenset(ours), frozenset(other)


def rename(claim: Claim, renaming: Mapping[Variable, Variable | str]) -> Claim:
    """The claim with its variables replaced; those not named stay."""
    arguments = tuple(renaming.get(a, a) if isinstance(a, Variable) else a for a in claim.arguments)
    comparison = claim.comparison
    if comparison and isinstance(comparison.than, Claim):
        comparison = replace(comparison, than=rename(comparison.than, renaming))
    return replace(claim, arguments=arguments, comparison=comparison)
