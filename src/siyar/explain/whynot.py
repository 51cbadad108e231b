"""Why something does not follow: W1 to W13 of docs/semantics.md section 9. All that hold, rules in document order."""

from __future__ import annotations

from siyar.conclusion import Tag
from siyar.explain.reasons import Obstacle, RuleUse, WhyNot
from siyar.explain.said import rule_use, use
from siyar.explain.why import Evaluated, condition_state, priority_origin, would_conclude
from siyar.framing.masks import head_mask
from siyar.ground import Instance, Said
from siyar.model import Rule
from siyar.phrase import chain, joined, phrase
from siyar.theory import GroundRule, Kind, Literal, Role


def why_not(case: Evaluated, literal: Literal, *, depth: int = 6, unsaid: bool = True) -> tuple[WhyNot, ...]:
    """Every obstacle to a literal that is not +∂; nothing for one that is. ``depth`` bounds the why-nots below.

    Without ``unsaid`` it is not told that no rule says something, where nothing else is in the way.
    """
    if case.outcome.shown(literal):
        return ()
    found = _obstacles(case, literal, (), depth)
    return tuple(found or _unsaid(case, literal)) if unsaid else tuple(found)


def _why_not(case: Evaluated, literal: Literal, path: tuple[Literal, ...], depth: int) -> list[WhyNot]:
    return _obstacles(case, literal, path, depth) or _unsaid(case, literal)


def _unsaid(case: Evaluated, literal: Literal) -> list[WhyNot]:
    """W1."""
    words = case.speech.unsaid(literal, case.theory.atoms[literal.atom])
    return [WhyNot(Obstacle.NO_RULE, words, literal=literal)]


def _obstacles(case: Evaluated, literal: Literal, path: tuple[Literal, ...], depth: int) -> list[WhyNot]:
    """W2 to W13."""
    found: list[WhyNot] = []
    found += _definitely_opposed(case, literal)
    found += _elsewhere(case, literal)
    supporters = case.theory.rules_for(literal)
    for rule in supporters:
        found += _rule_fails(case, literal, rule, path, depth)
    found += _opposition(case, literal, supporters)
    if case.outcome.tags.get(literal) is Tag.UNDETERMINED:
        found.append(
            WhyNot(
                Obstacle.UNDETERMINED,
                phrase("whether {what} turns on an attack or exception that turns on it", what=case.words(literal)),
                literal=literal,
            )
        )
    return list(dict.fromkeys(found)) if len(found) > 1 else found


def _definitely_opposed(case: Evaluated, literal: Literal) -> list[WhyNot]:
    """W12."""
    if not case.outcome.definite:
        return []
    against = {m for m in case.outcome.definite if case.theory.opposed(m, literal)}
    in_order = (m for m in case.theory.literals if m in against) if against else ()
    strongest = sorted(in_order, key=lambda m: m.values.bit_count())[:1]
    return [
        WhyNot(Obstacle.DEFINITELY_OPPOSED, phrase("it is definite: {what}", what=case.words(m)), literal=m)
        for m in strongest
    ]


def _elsewhere(case: Evaluated, literal: Literal) -> list[WhyNot]:
    """W2 and W3: rules of another reading, and rules that find no entity to speak of."""
    atom = case.theory.atoms[literal.atom]
    said = atom.origin
    if not isinstance(said, Said):
        return []
    found: list[WhyNot] = []
    for rule in case.grounded.frame.rules_on(said.sentence.id):
        if not _would_conclude(rule, said, literal):
            continue
        shown = rule_use(case.grounded, rule)
        if rule.id in case.grounded.frame.inactive:
            waiting = case.grounded.frame.inactive[rule.id]
            if waiting.startswith("without "):
                words = phrase("{rule} is left out ({waiting})", rule=rule.id, waiting=waiting)
            else:
                words = phrase("{rule} belongs to another reading ({waiting})", rule=rule.id, waiting=waiting)
            found.append(WhyNot(Obstacle.OTHER_READING, words, shown))
        elif rule.id in case.grounded.missing:
            types = joined(" and ", case.grounded.missing[rule.id])
            words = phrase("{rule} speaks of a {types}; the case has none", rule=rule.id, types=types)
            found.append(WhyNot(Obstacle.NO_ENTITY, words, shown))
    return found


def _would_conclude(rule: Rule, said: Said, literal: Literal) -> bool:
    for head in rule.heads:
        if head.sentence != said.sentence.id or rule.blocks:
            continue
        if said.option and head.options and said.option not in head.options:
            continue
        mask = head_mask(head, said.sentence)
        if mask is None or mask & ~literal.values == 0:
            return True
    return False


def _rule_fails(
    case: Evaluated, literal: Literal, rule: GroundRule, path: tuple[Literal, ...], depth: int
) -> list[WhyNot]:
    """W4 to W9, W13: what keeps one rule for the literal from standing."""
    state = case.outcome.rules[rule.label]
    shown = use(case.grounded, rule)
    found: list[WhyNot] = []
    for number, a in enumerate(rule.needs):
        if not case.outcome.shown(a) and not _met_otherwise(case, rule, number):
            found.append(_condition_fails(case, literal, rule, shown, number, a, path, depth))
    for number, b in enumerate(rule.bars):
        words = _words(case, rule, number, b, barred=True)
        if case.outcome.shown(b):
            barred = phrase("{rule} holds unless {what}; that is shown", rule=rule.name, what=words)
            found.append(WhyNot(Obstacle.EXCEPTION, barred, shown, b))
        elif case.outcome.tags.get(b) is Tag.UNDETERMINED:
            barred = phrase("{rule} holds unless {what}, undetermined", rule=rule.name, what=words)
            found.append(WhyNot(Obstacle.UNDETERMINED, barred, shown, b))
    if state.applies and not state.not_overridden:
        for t in case.theory.overriders[rule.label]:
            over = case.outcome.rules[t.label]
            if over.applies and over.not_overridden:
                origin, cites = priority_origin(case, t, rule)
                words = phrase("{rule} applies, but {other} prevails", rule=rule.name, other=t.name)
                words = chain(words, " (", origin, ")") if origin else words
                found.append(WhyNot(Obstacle.OVERRIDDEN, words, shown, origin_cites=cites))
            elif not (state.overridden or over.fails or over.overridden):
                words = phrase(
                    "{rule} applies, but whether {other} prevails is undetermined", rule=rule.name, other=t.name
                )
                found.append(WhyNot(Obstacle.UNDETERMINED, words, shown))
    return found


def _met_otherwise(case: Evaluated, rule: GroundRule, number: int) -> bool:
    """Whether another alternative of the same condition is met: the rule does not lack this one."""
    origin = rule.origin
    if not isinstance(origin, Instance):
        return False
    conjunct = origin.needs[number].conjunct
    among = case.theory.rules_for(rule.head) if rule.head else case.theory.rules
    for other in among:
        its = other.origin
        if other is rule or other.name != rule.name:
            continue
        if isinstance(its, Instance) and its.binding == origin.binding:
            own = [a for a, part in zip(other.needs, its.needs, strict=True) if part.conjunct == conjunct]
            if own and all(case.outcome.shown(a) for a in own):
                return True
    return False


def _condition_fails(
    case: Evaluated,
    literal: Literal,
    rule: GroundRule,
    shown: RuleUse,
    number: int,
    a: Literal,
    path: tuple[Literal, ...],
    depth: int,
) -> WhyNot:
    atom = case.theory.atoms[a.atom]
    state = condition_state(case, a)

    def unknown() -> WhyNot:
        said = _needs(rule, _words(case, rule, number, a, barred=False), phrase("that is unknown"))
        return WhyNot(Obstacle.UNKNOWN, said, shown, a)

    if atom.role is Role.FACT and state == "unknown":
        if not isinstance(rule.origin, Instance):
            return unknown()
        # Said of many words again and again, and in every case among the same entities.
        return case.grounded.made.once(("unknown", rule.label, number), unknown)
    words = _words(case, rule, number, a, barred=False)
    if atom.role is Role.FACT:
        return WhyNot(Obstacle.OTHERWISE, _needs(rule, words, state), shown, a)
    if case.outcome.tags.get(a) is Tag.UNDETERMINED:
        return WhyNot(Obstacle.UNDETERMINED, _needs(rule, words, phrase("undetermined")), shown, a)
    if a == literal or a in path or _leads_back(case, literal, a):
        return WhyNot(Obstacle.LOOP, _needs(rule, words, phrase("that rests only on itself")), shown, a)
    below = tuple(_why_not(case, a, (*path, literal), depth - 1)) if depth > 0 else ()
    return WhyNot(Obstacle.NOT_SHOWN, _needs(rule, words, phrase("not shown")), shown, a, below)


def _needs(rule: GroundRule, words: str, state: str) -> str:
    return phrase("{rule} needs: {what}; {state}", rule=rule.name, what=words, state=state)


def _leads_back(case: Evaluated, literal: Literal, start: Literal) -> bool:
    """Whether, from a condition, rules that lack nothing else lead back to the literal: an unfounded circle."""
    seen, left = {start}, [start]
    while left:
        for rule in case.theory.rules_for(left.pop()):
            lacking = [a for a in rule.needs if not case.outcome.shown(a)]
            if any(case.theory.atoms[a.atom].role is Role.FACT for a in lacking):
                continue
            if any(case.outcome.shown(b) for b in rule.bars):
                continue
            for a in lacking:
                if a == literal:
                    return True
                if a not in seen:
                    seen.add(a)
                    left.append(a)
    return False


def _opposition(case: Evaluated, literal: Literal, supporters: tuple[GroundRule, ...]) -> list[WhyNot]:
    """W10 and W11: a rule for it applies, not overridden, and neither is a rule or defeater against it."""
    if not any(case.outcome.rules[r.label].applies and not case.outcome.rules[r.label].overridden for r in supporters):
        return []
    found: list[WhyNot] = []
    for rule in case.theory.rules_against(literal):
        state = case.outcome.rules[rule.label]
        if not state.applies or state.overridden or not rule.head:
            continue
        if rule.kind is Kind.DEFEATER:
            words = phrase("{rule} stands against it, without concluding anything itself", rule=rule.name)
            found.append(WhyNot(Obstacle.DEFEATER, words, use(case.grounded, rule), rule.head))
        else:
            words = phrase(
                "{rule} says: {what}; no priority decides between them", rule=rule.name, what=would_conclude(case, rule)
            )
            found.append(WhyNot(Obstacle.OPPOSED, words, use(case.grounded, rule), rule.head))
    return found


def _words(case: Evaluated, rule: GroundRule, number: int, literal: Literal, *, barred: bool) -> str:
    origin = rule.origin
    if not isinstance(origin, Instance):
        return case.words(literal)
    part = (origin.bars if barred else origin.needs)[number]
    words = case.speech.claim(part.claim)
    ways = len(part.conjunct.condition.alternatives)
    return words if barred or ways == 1 else phrase("{what} (one way of {ways})", what=words, ways=str(ways))
