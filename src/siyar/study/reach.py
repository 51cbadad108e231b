"""How far the precedents of a doctrine reach into a case: what they force, arguments from them, grounds they allow."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from siyar.conclusion import Answer, Status
from siyar.framing import Frame
from siyar.ground import Account
from siyar.hearing import Asked, Hearing, Ruling, Sitting, judged, reading_choices
from siyar.model import Case, Claim, Comparison, Denial, Library, Prevailing, Relation, SentenceKind, Variable
from siyar.phrase import phrase
from siyar.precedent import (
    Argument,
    CaseBase,
    Conflict,
    Constraint,
    Decision,
    Difference,
    Hierarchy,
    Index,
    Model,
    Side,
    Variation,
    argue,
    common_grounds,
    conflicts,
    constraint,
    differences,
    sufficient_grounds,
    unexplained_together,
    variations,
)
from siyar.precedent.constraint import relevant_differences
from siyar.study.candidates import MOST_READINGS, Candidate, Verdict, Way, candidates, verdict, ways_out
from siyar.study.casebase import MOST_ACCOUNTS, Precedents, precedents
from siyar.study.telling import Telling
from siyar.study.variant import variant


class Together(StrEnum):
    """Rules and precedents beside each other."""

    BOTH = "both"  # the same
    CONFLICT = "in conflict"
    RULES = "rules alone"
    PRECEDENTS = "precedents alone"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class Rival:
    """What a rival account of a precedent's facts changes in what is forced; ``decision`` None: no ground is left."""

    entry: str
    tellers: tuple[str, ...]
    decision: Decision | None
    outcome: Constraint
    changes: bool
    verdict: Verdict  # what the rules say of the case as told so, beside what was held in it


@dataclass(frozen=True, slots=True)
class Hypothetical:
    """The case with one thing otherwise: what is forced then, and on which side the rules come out.

    ``tried``: whether it could be put to the rules: it is a fact. What no case can be is left out.
    """

    variation: Variation
    changes: bool  # what the precedents force
    tried: bool
    rules: Side | None
    rules_change: bool


@dataclass(frozen=True, slots=True)
class Facts:
    """One account of the new case: what is forced on what is known, whatever is unknown, and at best for each side."""

    tellers: tuple[str, ...]
    telling: Telling
    outcome: Constraint
    a_fortiori: tuple[str, ...]  # of the decisions that bind, those that bind by the result model too
    whatever: Side | None
    possible: tuple[Side, ...]
    differences: tuple[tuple[Decision, tuple[Difference, ...]], ...]
    arguments: tuple[Argument, ...]
    variations: tuple[Hypothetical, ...]
    rivals: tuple[Rival, ...]
    together: Together
    prevails: Side | None  # where they part and the doctrine says which prevails


@dataclass(frozen=True, slots=True)
class Grounds:
    """The grounds the base allows a side: with the doctrine's own precedents alone, and with reported outcomes."""

    side: Side
    smallest: tuple[frozenset[str], ...]
    unexplained: tuple[tuple[Decision, ...], ...]
    with_reported: tuple[frozenset[str], ...]
    unexplained_with_reported: tuple[tuple[Decision, ...], ...]
    sufficient: tuple[tuple[Decision, tuple[frozenset[str], ...]], ...]


@dataclass(frozen=True, slots=True)
class Reach:
    """Everything about one doctrine's precedents on one sentence of a case."""

    ruling: Ruling
    precedents: Precedents
    model: Model
    facts: tuple[Facts, ...]
    conflicts: tuple[Conflict, ...]
    with_reported: tuple[Conflict, ...]
    grounds: tuple[Grounds, ...]
    candidates: tuple[Candidate, ...]
    ways: tuple[Way, ...]
    prevailing: Prevailing | None
    bounds: tuple[str, ...] = ()  # what was not gone through, in words


@dataclass(frozen=True, slots=True)
class Reached:
    """A case, what doctrines rule in it by their rules, and how far their precedents reach into each sentence.

    ``reaches`` run beside the hearings of the sitting, and in each beside the rulings asked for. ``left_out``: acts of
    force of the same questions, in words.
    """

    sitting: Sitting
    reaches: tuple[tuple[Reach, ...], ...]
    model: Model
    left_out: tuple[str, ...] = ()
    supposed: tuple[str, ...] = ()  # facts the user supposed, in words

    @property
    def each(self) -> tuple[tuple[Hearing, tuple[Reach, ...]], ...]:
        return tuple(zip(self.sitting.hearings, self.reaches, strict=True))


def reach(library: Library, frame: Frame, case: Case, ruling: Ruling, about: Claim, model: Model) -> Reach:
    """How far the precedents of the doctrine reach into a case it was asked about; the act is none of force.

    ``about`` is the act or concept in the names of the case, ``ruling`` what the doctrine's rules say of it.
    """
    made = precedents(library, frame, about)
    base, every = made.base(), made.base(reported=True)
    found = candidates(library, made) if made.entries else ()
    return Reach(
        ruling,
        made,
        model,
        tuple(_facts(made, base, frame, case, about, model)) if made.declared else (),
        conflicts(base, model) if made.declared else (),
        conflicts(every, model) if made.declared else (),
        tuple(_grounds(base, every)) if made.declared else (),
        found,
        tuple(ways_out(found, made.entries)),
        frame.doctrine.prevailing,
        tuple(_bounds(library, made, case)),
    )


def _bounds(library: Library, made: Precedents, case: Case) -> Iterator[str]:
    """Every bound that was met: accounts and readings are gone through up to a number."""
    for one in dict.fromkeys(
        library.cases[id] for id in (case.id, *(e.case.id for e in made.entries)) if id in library.cases
    ):
        count = made.accounts_of(one)
        if count > MOST_ACCOUNTS:
            yield phrase(
                "of the {count} accounts of {case} the first {most} were gone through",
                count=str(count),
                case=one.title or one.id,
                most=str(MOST_ACCOUNTS),
            )
    count = sum(1 for _ in reading_choices(made.frame.doctrine, (made.about.sentence,)))
    if count > MOST_READINGS:
        yield phrase(
            "of the {count} combinations of readings the first {most} were gone through",
            count=str(count),
            most=str(MOST_READINGS),
        )


def _facts(made: Precedents, base: CaseBase, frame: Frame, case: Case, about: Claim, model: Model) -> Iterator[Facts]:
    index, hierarchy = Index.of(base), abstract_factors(made)
    for account, telling in made.tellings(case):
        outcome = index.constraint(telling.known, model)
        worst = {s: index.constraint(telling.with_unknown(s.other, base.favoured), model) for s in Side}
        best = {s: index.constraint(telling.with_unknown(s, base.favoured), model) for s in Side}
        rules = _rules_side(made, frame, case, about, account)
        together, prevails = _together(rules, outcome, frame.doctrine.prevailing)
        yield Facts(
            account.tellers,
            telling,
            outcome,
            tuple(d.name for d in outcome.by if not differences(base, d, telling.known)),
            next((s for s in Side if worst[s].forced is s), None),
            tuple(s for s in Side if _by(best[s], s)),
            tuple((d, relevant_differences(base, d, telling.known, model)) for d in base.decisions),
            tuple(a for s in Side if (a := argue(base, telling.known, s, hierarchy, model)).citations),
            tuple(_hypotheticals(made, base, case, account, telling, rules, model)),
            tuple(_rivals(made, base, telling, outcome, model)),
            together,
            prevails,
        )


def _by(found: Constraint, side: Side) -> tuple[Decision, ...]:
    return found.for_ if side is Side.FOR else found.against


def _hypotheticals(
    made: Precedents,
    base: CaseBase,
    case: Case,
    account: Account,
    telling: Telling,
    rules: Side | None,
    model: Model,
) -> Iterator[Hypothetical]:
    """Every change in one respect after which the precedents force, or the rules say, something else."""
    now = constraint(base, telling.known, model)
    for one in variations(base, telling.known, model, made.opposites, every=True):
        changes = (one.outcome.forced, one.outcome.torn) != (now.forced, now.torn)
        claim = supposed(made, one, telling)
        if claim is None:
            then, tried = None, False
        else:
            heard = judged(made.frame, variant(case, [claim]), Asked("", replace(made.about, modality=None)), account)
            if heard.judgment.impossible or heard.grounded.contradictions:
                continue  # no case can be so
            then, tried = _side_of(made, heard.judgment.final), True
        if changes or (tried and then is not rules):
            yield Hypothetical(one, changes, tried, then, tried and then is not rules)


def supposed(made: Precedents, one: Variation, telling: Telling) -> Claim | None:
    """The fact that a variation supposes, in the names of the case; None for a concept that the doctrine concludes."""
    claim = telling.claims.get(one.what)
    if claim is None or claim.sentence in made.frame.ruled or any(isinstance(a, Variable) for a in claim.arguments):
        return None
    if one.value is not None:
        dimension = next(d for d in made.dimensions if d.id == one.what)
        if dimension.order:
            return replace(claim, options=(dimension.order[int(one.value)],))
        exact = Relation.ON if (q := made.quantity(dimension, one.value)).kind == "date" else Relation.IS
        return replace(claim, comparison=Comparison(exact, q))
    if one.present:
        return claim
    own = Denial.OPPOSITE if made.frame.sentences[claim.sentence].opposite else Denial.NOT_SO
    return replace(claim, denial=own if claim.denial is Denial.NONE else Denial.NONE)


def _rules_side(made: Precedents, frame: Frame, case: Case, about: Claim, account: Account) -> Side | None:
    """The side on which the doctrine's rules come out on one account, without its precedents."""
    return _side_of(made, judged(frame, case, Asked("", replace(about, modality=None)), account).judgment.final)


def _side_of(made: Precedents, answer: Answer) -> Side | None:
    if answer.status is not Status.RULED:
        return None
    sides = {made.issue.side(mask) for mask in answer.values}
    if len(sides) != 1 or None in sides:
        return None
    return Side.FOR if sides.pop() else Side.AGAINST


def _together(rules: Side | None, outcome: Constraint, prevailing: Prevailing | None) -> tuple[Together, Side | None]:
    """Rules and precedents beside each other, and the side that prevails if the doctrine says which do."""
    forced = outcome.forced
    if rules is None or forced is None:
        alone = Together.PRECEDENTS if forced else Together.RULES if rules else Together.NEITHER
        return alone, rules or forced
    if rules is forced:
        return Together.BOTH, rules
    prevails = {Prevailing.PRECEDENTS: forced, Prevailing.RULES: rules}
    return Together.CONFLICT, prevails[prevailing] if prevailing else None


def _rivals(made: Precedents, base: CaseBase, telling: Telling, outcome: Constraint, model: Model) -> Iterator[Rival]:
    """Each rival account of a precedent's facts put in its place, one at a time."""
    for entry in made.entries:
        for account, decision in entry.rivals if entry.precedent else ():
            rest = tuple(d for d in base.decisions if d.name != entry.name)
            other = replace(base, decisions=(*rest, decision) if decision else rest)
            then = constraint(other, telling.known, model)
            changes = (then.forced, then.torn) != (outcome.forced, outcome.torn)
            yield Rival(entry.name, account.tellers, decision, then, changes, verdict(made, made.frame, entry, account))


def _grounds(base: CaseBase, every: CaseBase) -> Iterator[Grounds]:
    for side in Side:
        of_side = tuple(d for d in base.decisions if d.side is side)
        if not of_side:
            continue
        yield Grounds(
            side,
            common_grounds(base, side),
            unexplained_together(base, side),
            common_grounds(every, side),
            unexplained_together(every, side),
            tuple((d, sufficient_grounds(base, d)) for d in of_side),
        )


def abstract_factors(made: Precedents) -> Hierarchy:
    """The concepts of the doctrine above the factors: a rule in force that concludes one from a factor links them.

    A rule that concludes the opposite, or asks for the opposite of the factor, links them the other way round.
    """
    links: list[tuple[str, str, bool]] = []
    sentences = made.frame.sentences
    for active in made.frame.active:
        for head in active.rule.heads:
            if sentences[head.sentence].kind is not SentenceKind.CONCEPT or active.rule.blocks:
                continue
            yes = head.denial is Denial.NONE
            asked = [(c, True) for k in active.when for c in k.condition.alternatives]
            asked += [(c, False) for k in active.unless for c in k.condition.alternatives]
            for claim, wanted in asked:
                supports = yes is wanted
                if claim.sentence in made.frame.ruled:
                    links.append((claim.sentence, head.sentence, supports is (claim.denial is Denial.NONE)))
                for factor in made.factors:
                    if factor.when.sentence == claim.sentence and factor.when.options == claim.options:
                        same = factor.when.denial is claim.denial
                        links.append((factor.id, head.sentence, supports is same))
    return Hierarchy(tuple(dict.fromkeys(links)))
