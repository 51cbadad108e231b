"""The precedents of a doctrine on one issue as a case base (docs/precedents.md).

A part of a precedent's ground that the doctrine declares no factor for counts as one that favours what was held, as
long as the doctrine declares any on the issue. Of contested facts a doctrine follows its own source where that tells.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from siyar.explain.said import WORD_OF_STANDING
from siyar.framing import Frame
from siyar.framing.frame import in_reading, switched_off
from siyar.framing.masks import head_mask, mirrored
from siyar.framing.sides import Issue, filled, issue
from siyar.framing.variables import rename
from siyar.ground import Account, accounts
from siyar.model import (
    Case,
    Cite,
    Claim,
    Denial,
    Dimension,
    Factor,
    Library,
    LineKind,
    Precedent,
    Quantity,
    Relation,
    SentenceKind,
    Variable,
)
from siyar.phrase import joined
from siyar.precedent import CaseBase, Decision, Reason, Side
from siyar.precedent import Dimension as Ordered
from siyar.precedent import Factor as Favouring
from siyar.precedent.casebase import Value
from siyar.study.telling import Telling, concerned, exact, tell, value_of
from siyar.theory import YES_NO

#: Accounts of one case that are gone through.
MOST_ACCOUNTS = 16


@dataclass(frozen=True, slots=True)
class Entry:
    """A decided case of a base: a precedent of the doctrine, or a reported outcome that it does not cite."""

    decision: Decision
    case: Case
    held: Claim
    precedent: Precedent | None
    cites: tuple[Cite, ...]
    account: Account
    telling: Telling
    #: The other accounts of its facts, each with the decision as it then is; None where the ground is not told there.
    rivals: tuple[tuple[Account, Decision | None], ...] = ()

    @property
    def name(self) -> str:
        return self.decision.name


@dataclass(frozen=True)
class Precedents:
    """The case base of a doctrine under a reading on one issue; ``declared``: whether it says what favours what."""

    frame: Frame
    about: Claim
    issue: Issue
    factors: tuple[Factor, ...]
    dimensions: tuple[Dimension, ...]
    entries: tuple[Entry, ...]
    declared: bool

    def base(self, *, reported: bool = False) -> CaseBase:
        """The decisions of the doctrine's own precedents; with ``reported`` also outcomes it does not cite."""
        sides = {f.id: self._favours(f.favours) for f in self.factors}
        towards = {d.id: self._favours(d.favours) for d in self.dimensions}
        return CaseBase(
            tuple(Favouring(f.id, sides[f.id]) for f in self.factors),
            tuple(Ordered(d.id, towards[d.id]) for d in self.dimensions),
            tuple(e.decision for e in self.entries if e.precedent or reported),
        )

    def entry(self, name: str) -> Entry:
        return next(e for e in self.entries if e.name == name)

    def tellings(self, case: Case) -> Iterator[tuple[Account, Telling]]:
        """What each account of a new case tells, where they differ on a factor."""
        wanted = concerned(self.frame, case, self.about, self.factors, self.dimensions)
        for account in accounts(case, wanted)[:MOST_ACCOUNTS]:
            yield account, tell(self.frame, case, account, self.about, self.factors, self.dimensions)

    def accounts_of(self, case: Case) -> int:
        """How many accounts of a case differ on a factor."""
        wanted = concerned(self.frame, case, self.about, self.factors, self.dimensions)
        return len(accounts(case, wanted))

    @property
    def opposites(self) -> Mapping[str, str]:
        """Factors of which one denies the other, of the same people."""
        found = {}
        for one in self.factors:
            for other in self.factors:
                same = (one.when.sentence, one.when.arguments) == (other.when.sentence, other.when.arguments)
                plain = one.when.options == other.when.options and one.when.comparison == other.when.comparison
                if same and plain and (one.when.denial is Denial.NONE) is not (other.when.denial is Denial.NONE):
                    found[one.id] = other.id
        return found

    def quantity(self, dimension: Dimension, value: Value) -> Quantity:
        """A value of a dimension, in the words in which a case or a ground gives it."""
        said = [e.telling.amounts[dimension.id] for e in self.entries if e.telling.values.get(dimension.id) == value]
        for entry in self.entries:
            for claim in entry.precedent.because if entry.precedent else ():
                than = claim.comparison.than if claim.comparison and claim.sentence == dimension.of else None
                if isinstance(than, Quantity) and value in (than.low, than.high):
                    said.append(than.words)
        measure = self.frame.sentences[dimension.of].measure
        exactly = Fraction(value)
        return Quantity(measure.kind if measure else "", exactly, exactly, next(iter(said), str(value)))

    def word(self, side: Side) -> str:
        """The word of a side, seen from the side of the act that was asked about."""
        mask = self.issue.for_ if side is Side.FOR else self.issue.against
        sentence = self.frame.sentences[self.issue.sentence]
        if sentence.kind is SentenceKind.ACT:
            return WORD_OF_STANDING[mirrored(mask) if self.about.denial is Denial.OPPOSITE else mask]
        names = sentence.choice.options if sentence.choice else YES_NO
        return joined(" or ", (name for i, name in enumerate(names) if mask >> i & 1))

    def _favours(self, claim: Claim) -> Side:
        side = _side(self.issue, claim, self.frame)
        assert side is not None, "only what lies on a side was taken"
        return side


def precedents(library: Library, frame: Frame, about: Claim) -> Precedents:
    """The base on the issue of an act or concept, said of somebody in a case.

    Precedents that are off under the reading are left out, and so are factors of other options.
    """
    doctrine, sentence = frame.doctrine, frame.sentences[about.sentence]
    option = about.options[0] if about.options else ""
    off = switched_off(doctrine, frame.reading, frame.without)
    own = [p for p in doctrine.precedents if p.id not in off and _concerns(p.held, about)]
    factors = [f for f in doctrine.factors if in_reading(f.in_reading, frame.reading) and _concerns(f.favours, about)]
    dimensions = [
        d for d in doctrine.dimensions if in_reading(d.in_reading, frame.reading) and _concerns(d.favours, about)
    ]
    answers = [*(p.held for p in own), *(f.favours for f in factors), *(d.favours for d in dimensions)]
    on = issue(sentence, option, answers)
    factors = [f for f in factors if _side(on, f.favours, frame) is not None]
    dimensions = [d for d in dimensions if _side(on, d.favours, frame) is not None]
    declared = bool(factors or dimensions)
    for precedent in own if declared else ():
        factors += _implied(precedent, library.cases[precedent.case], factors, dimensions, frame)
    made = Precedents(frame, about, on, tuple(factors), tuple(dimensions), (), declared)
    entries = [e for p in own if (e := _entry(made, library.cases[p.case], p.held, p, p.cites))]
    cited = {(p.case, p.held.arguments) for p in own}
    for case in library.cases.values():
        told = (line for line in case.lines if line.kind is LineKind.REPORTED and not line.inherited)
        for line in told:
            if not _concerns(line.claim, about) or (case.id, line.claim.arguments) in cited:
                continue
            if entry := _entry(made, case, line.claim, None, line.cites):
                entries.append(entry)
    return replace(made, entries=tuple(entries))


def _concerns(answer: Claim, about: Claim) -> bool:
    """Whether an answer is about the same act or concept, and option."""
    if answer.sentence != about.sentence:
        return False
    return not (answer.modality and answer.options and about.options) or bool(set(answer.options) & set(about.options))


def _side(on: Issue, answer: Claim, frame: Frame) -> Side | None:
    mask = head_mask(answer, frame.sentences[answer.sentence])
    side = on.side(mask) if mask else None
    return None if side is None else Side.FOR if side else Side.AGAINST


def _implied(
    precedent: Precedent, case: Case, factors: list[Factor], dimensions: list[Dimension], frame: Frame
) -> Iterator[Factor]:
    """The parts of a ground that no factor and no dimension stands for, as factors for what was held."""
    sentence = frame.sentences[precedent.held.sentence]
    people = {
        str(who): Variable(slot.type, slot.name.replace(slot.type, "").strip())
        for slot, who in zip(sentence.slots, precedent.held.arguments, strict=True)
    }
    for entity in case.entities:
        people.setdefault(entity.name, Variable(entity.type, f"in {precedent.id}"))

    def general(claim: Claim) -> Claim:
        return replace(claim, arguments=tuple(people.get(str(a), a) for a in claim.arguments))

    for i, claim in enumerate(precedent.because, start=1):
        if _matching(claim, precedent.held, factors) or any(d.of == claim.sentence for d in dimensions):
            continue
        yield Factor(f"{precedent.id}/{i}", general(claim), general(precedent.held), cites=precedent.cites)


def _matching(claim: Claim, held: Claim, factors: list[Factor]) -> list[str]:
    """The factors that a part of a ground is."""
    found = []
    for factor in factors:
        bound = filled(factor.favours, held)
        if bound is None:
            continue
        there = rename(factor.when, {v: str(who) for v, who in bound.items()})
        same = all(isinstance(a, Variable) or a == b for a, b in zip(there.arguments, claim.arguments, strict=False))
        meaning = (there.sentence, there.denial, there.options, there.comparison)
        if same and meaning == (claim.sentence, claim.denial, claim.options, claim.comparison):
            found.append(factor.id)
    return found


def _entry(
    made: Precedents, case: Case, held: Claim, precedent: Precedent | None, cites: tuple[Cite, ...]
) -> Entry | None:
    side = _side(made.issue, held, made.frame)
    if side is None:
        return None
    name = precedent.id if precedent else case.id
    wanted = concerned(made.frame, case, held, made.factors, made.dimensions)
    every = accounts(case, wanted)[:MOST_ACCOUNTS]
    own = made.frame.doctrine.source
    chosen = next((a for a in every if all(t == own or own not in group for group, t in a.follows)), every[0])
    telling = tell(made.frame, case, chosen, held, made.factors, made.dimensions)
    decision = _decision(made, name, side, held, precedent, telling)
    rivals = []
    for account in every:
        if account != chosen:
            other = tell(made.frame, case, account, held, made.factors, made.dimensions)
            again = _decision(made, name, side, held, precedent, other)
            if again is None or decision is None or again.situation != decision.situation:
                rivals.append((account, again))
    if decision is None:
        return None
    return Entry(decision, case, held, precedent, cites, chosen, telling, tuple(rivals))


def _decision(
    made: Precedents, name: str, side: Side, held: Claim, precedent: Precedent | None, telling: Telling
) -> Decision | None:
    """The decided case on one account; None where what it was decided on is not told so there."""
    base = made.base()
    situation = telling.known
    if precedent is None or not made.declared:
        return Decision(name, situation, side, base.whole_reason(situation, side))
    parts, magnitudes = set[str](), dict[str, Fraction]()
    for claim in precedent.because:
        parts.update(f for f in _matching(claim, held, list(made.factors)) if base.favoured[f] is side)
        for d in made.dimensions:
            least = _magnitude(claim, d, made.frame, held, side, base)
            if least is not None:
                magnitudes[d.id] = least
    reason = Reason(frozenset(parts), magnitudes)
    return Decision(name, situation, side, reason) if base.holds(reason, side, situation) else None


def _magnitude(
    claim: Claim, dimension: Dimension, frame: Frame, held: Claim, side: Side, base: CaseBase
) -> Fraction | None:
    """The value from which on a part of a ground holds: an exact one, or a bound in the direction of the side."""
    of = value_of(frame, dimension, held)
    if of is None or (of.sentence, of.arguments) != (claim.sentence, claim.arguments):
        return None
    up = base.dimension[dimension.id].towards is side
    if dimension.order:
        ranks = [dimension.order.index(o) for o in claim.options]
        return Fraction(min(ranks) if up else max(ranks)) if ranks else None
    if claim.comparison is None or not isinstance(claim.comparison.than, Quantity):
        return None
    if (amount := exact(claim.comparison)) is not None:
        return amount
    bound = {Relation.AT_LEAST: True, Relation.NOT_BEFORE: True, Relation.AT_MOST: False, Relation.NOT_AFTER: False}
    if bound.get(claim.comparison.relation) is not up:
        return None
    return claim.comparison.than.low if up else claim.comparison.than.high
