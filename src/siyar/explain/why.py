"""Why a literal has its tag: the tree of reasons, rebuilt from the theory and its outcome.

The tree follows section 3 clause by clause: a literal is definite, or a rule for it stands and every rule against it
fails or is overridden. A literal without the tag has no tree: `why` returns None for it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from siyar.conclusion import Outcome, Tag
from siyar.explain.proofs import proofs
from siyar.explain.reasons import Beaten, Met, Needed, Reason, ReasonKind, RuleUse, State
from siyar.explain.said import Speech, speech, use
from siyar.framing.variables import rename
from siyar.ground import Grounded, Instance, Said
from siyar.ground.facts import too_early
from siyar.model import Cite, Denial, LineKind, Preference, Prevailing
from siyar.phrase import phrase
from siyar.theory import Atom, GroundRule, Kind, Literal, Role, Theory

#: What a principle prefers, in words.
PREFERS = {
    Preference.MORE_SPECIFIC: phrase("the more specific rule"),
    Preference.HIGHER_SOURCE: phrase("the rule of the higher source"),
    Preference.LATER: phrase("the later rule"),
}


@dataclass(frozen=True)
class Evaluated:
    """A grounded theory, the theory as evaluated (forced facts added), and its outcome."""

    grounded: Grounded
    theory: Theory
    outcome: Outcome
    forced: frozenset[str] = frozenset()

    @cached_property
    def speech(self) -> Speech:
        return speech(self.grounded)

    @cached_property
    def proofs(self) -> Mapping[Literal, GroundRule | None]:
        """The rule that explains each literal that is +∂; None where a fact gives it."""
        return proofs(self.theory, self.outcome)

    def words(self, literal: Literal) -> str:
        return self.speech.literal(literal, self.theory.atoms[literal.atom])


def why(case: Evaluated, literal: Literal) -> Reason | None:
    """The reasons for a literal that is +∂; None if it is not."""
    return _why(case, literal, set()) if case.outcome.shown(literal) else None


def why_rule(case: Evaluated, rule: GroundRule) -> Reason | None:
    """The reasons why a rule stands (D8), whether or not its conclusion follows; None if it does not stand."""
    if rule.head is None or not case.outcome.rules[rule.label].stands:
        return None
    return _by_rule(case, rule.head, rule, ReasonKind.RULE, set(), tag=case.outcome.tags.get(rule.head))


def _why(case: Evaluated, literal: Literal, told: set[Literal]) -> Reason | None:
    """``told``: what the tree explains already; what is derived twice is explained once."""
    if literal not in case.proofs:
        return None
    rule = case.proofs[literal]
    if rule is None:
        return _given(case, literal)
    told.add(literal)
    if literal in case.outcome.definite:
        return _by_rule(case, literal, rule, ReasonKind.DEFINITE, told, tag=Tag.SHOWN)
    reason = _by_rule(case, literal, rule, ReasonKind.RULE, told, tag=Tag.SHOWN)
    states = case.outcome.rules
    standing = [r for r in case.theory.rules_for(literal) if states[r.label].applies and states[r.label].not_overridden]
    others = tuple(dict.fromkeys(use(case.grounded, r) for r in standing if r.name != rule.name))
    return replace(reason, also=others)


def _given(case: Evaluated, literal: Literal) -> Reason:
    lines = case.grounded.given.get(literal.atom, ())
    kind = ReasonKind.GIVEN
    if literal.atom in case.forced:
        kind = ReasonKind.FORCED
    elif any(line.kind is LineKind.STIPULATED for line in lines):
        kind = ReasonKind.STIPULATED
    words = case.words(literal)
    return Reason(kind, words, literal, Tag.SHOWN, definite=True, lines=lines)


def _by_rule(
    case: Evaluated,
    literal: Literal,
    rule: GroundRule,
    kind: ReasonKind,
    told: set[Literal],
    *,
    tag: Tag | None,
) -> Reason:
    return Reason(
        kind=kind,
        words=would_conclude(case, rule),
        literal=literal,
        tag=tag,
        definite=kind is ReasonKind.DEFINITE,
        use=use(case.grounded, rule),
        conditions=tuple(_conditions(case, rule, told)),
        beaten=tuple(_beaten(case, literal, rule)),
    )


def _conditions(case: Evaluated, rule: GroundRule, told: set[Literal]) -> list[Met]:
    origin = rule.origin
    found: list[Met] = []
    for number, literal in enumerate(rule.needs):
        part = origin.needs[number] if isinstance(origin, Instance) else None
        node = None if literal in told else _why(case, literal, told)
        if node is None:
            state = State.DERIVED
        elif node.kind in (ReasonKind.GIVEN, ReasonKind.STIPULATED):
            state = State.GIVEN
        elif node.kind is ReasonKind.FORCED:
            state = State.FORCED
        else:
            state = State.DERIVED
        denied = part is not None and part.claim.denial is not Denial.NONE
        found.append(
            Met(
                words=case.speech.claim(part.claim) if part else case.words(literal),
                needed=Needed.KNOWN_FALSE if denied else Needed.SHOWN,
                state=state,
                literal=literal,
                by=part.conjunct.by if part else "rule",
                owner=part.conjunct.owner if part else rule.name,
                cites=part.conjunct.condition.cites if part else (),
                node=node,
            )
        )
    for number, literal in enumerate(rule.bars):
        part = origin.bars[number] if isinstance(origin, Instance) else None
        unknown = bool(case.theory.open.get(literal.atom, 0) & literal.values)
        found.append(
            Met(
                words=case.speech.claim(part.claim) if part else case.words(literal),
                needed=Needed.NOT_SHOWN,
                state=State.ASSUMED if unknown else State.ABSENT,
                literal=literal,
                by=part.conjunct.by if part else "rule",
                owner=part.conjunct.owner if part else rule.name,
                cites=part.conjunct.condition.cites if part else (),
            )
        )
    return found


def _beaten(case: Evaluated, literal: Literal, winner: GroundRule) -> list[Beaten]:
    """Every rule against the literal, and why it did not prevail."""
    found: list[Beaten] = []
    for rule in case.theory.rules_against(literal):
        state = case.outcome.rules[rule.label]
        over = [
            t
            for t in case.theory.overriders[rule.label]
            if case.outcome.rules[t.label].applies and case.outcome.rules[t.label].not_overridden
        ]
        by, origin = "", ""
        cites: tuple[Cite, ...] = ()
        if over:
            first = winner if winner in over else over[0]
            by, (origin, cites) = first.name, priority_origin(case, first, rule)
        found.append(
            Beaten(
                use=use(case.grounded, rule),
                words=would_conclude(case, rule),
                failed=tuple(failed_conditions(case, rule)) if state.fails else (),
                overridden_by=by,
                origin=origin,
                origin_cites=cites,
                applies=state.applies,
            )
        )
    return found


#: Which prevail where precedents count in rulings, in words.
PREVAILS = {
    None: "",
    Prevailing.PRECEDENTS: phrase("the doctrine lets its precedents prevail"),
    Prevailing.RULES: phrase("the doctrine lets its precedents give way"),
}


def priority_origin(case: Evaluated, upper: GroundRule, lower: GroundRule) -> tuple[str, tuple[Cite, ...]]:
    """Where a priority comes from, in words: a word in a rule, a principle, strictness, an exception.

    Of a principle also the passages that state it.
    """
    if (upper.label, lower.label) in case.theory.exceptions:
        return phrase("exception to {rule}", rule=lower.name), ()
    priority = case.grounded.priorities.get((upper.name, lower.name))
    if priority is None:
        return "", ()
    named = {r.id: r for r in case.grounded.frame.doctrine.rules}
    if priority.where in named and named[priority.where].precedent and priority.origin != "strict":
        return PREVAILS[case.grounded.frame.doctrine.prevailing], ()
    match priority.origin:
        case "notwithstanding":
            return phrase("notwithstanding {rule}", rule=lower.name), ()
        case "subject to":
            return phrase("{rule} is subject to {other}", rule=lower.name, other=upper.name), ()
        case "otherwise":
            return phrase("{rule} holds only where nothing else does", rule=lower.name), ()
        case "strict":
            return phrase("strict"), ()
        case _:
            principles = {p.id: p for p in case.grounded.frame.doctrine.principles}
            principle = principles[priority.where]
            words = phrase(
                "by the principle {principle}, which prefers {what}",
                principle=principle.id,
                what=PREFERS[principle.prefers],
            )
            return words, principle.cites


def would_conclude(case: Evaluated, rule: GroundRule) -> str:
    """What a rule says, in its own words (of an act, from the side it names); of a defeater what it stops."""
    if rule.head is None:
        return ""
    atom = case.theory.atoms[rule.head.atom]
    words = _own_words(case, rule, atom)
    if rule.kind is not Kind.DEFEATER:
        return words or case.words(rule.head)
    return phrase("blocks {what}", what=words or case.words(Literal(atom.name, atom.full & ~rule.head.values)))


def _own_words(case: Evaluated, rule: GroundRule, atom: Atom) -> str:
    """The head as written, in the names of the case; of an act with a choice only the option concerned."""
    origin, said = rule.origin, atom.origin
    if not (isinstance(origin, Instance) and isinstance(said, Said)):
        return ""
    for head in origin.active.rule.heads:
        claim = rename(head, dict(origin.binding))
        if (claim.sentence, claim.arguments) == (said.sentence.id, said.arguments):
            if not said.option:
                return case.speech.claim(claim)
            if said.option in (claim.options or (said.option,)):
                return case.speech.claim(replace(claim, options=(said.option,)))
    return ""


def failed_conditions(case: Evaluated, rule: GroundRule) -> list[str]:
    """The conditions that keep a rule from applying, in words."""
    origin = rule.origin
    found: list[str] = []
    for number, literal in enumerate(rule.needs):
        if not case.outcome.shown(literal):
            part = origin.needs[number] if isinstance(origin, Instance) else None
            words = case.speech.claim(part.claim) if part else case.words(literal)
            found.append(phrase("{subject}: {values}", subject=words, values=condition_state(case, literal)))
    for number, literal in enumerate(rule.bars):
        if case.outcome.shown(literal):
            part = origin.bars[number] if isinstance(origin, Instance) else None
            words = case.speech.claim(part.claim) if part else case.words(literal)
            found.append(phrase("unless {what}: shown", what=words))
    return list(dict.fromkeys(found))


def condition_state(case: Evaluated, literal: Literal) -> str:
    """In what state a condition is that is not shown: known otherwise, unknown, undetermined or just not shown."""
    atom: Atom = case.theory.atoms[literal.atom]
    mask = case.theory.facts.get(atom.name)
    if atom.role is Role.FACT and mask is not None and mask & literal.values == 0:
        day = too_early(atom, case.grounded.case)
        if day:
            return phrase("known otherwise (not before {day})", day=day.words)
        return phrase("known otherwise ({values})", values=case.speech.values(mask, atom))
    if atom.role is Role.FACT:
        return phrase("unknown")
    if case.outcome.tags.get(literal) is Tag.UNDETERMINED:
        return phrase("undetermined")
    return phrase("not shown")


def standing_rules(case: Evaluated, atom: str) -> list[GroundRule]:
    """The strict and defeasible rules on an atom that stand."""
    return [
        r
        for r in case.theory.rules
        if r.supports and r.head and r.head.atom == atom and case.outcome.rules[r.label].stands
    ]


def uses(case: Evaluated, rules: list[GroundRule]) -> tuple[RuleUse, ...]:
    return tuple(use(case.grounded, r) for r in rules)
