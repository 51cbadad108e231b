"""What a case says of the factors and dimensions of an issue, on one account: there, not there, unknown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from itertools import product

from siyar.check.values import denied, said
from siyar.engines import bits
from siyar.framing import Frame, is_a
from siyar.framing.masks import head_mask
from siyar.framing.sides import filled
from siyar.framing.variables import rename, variables
from siyar.ground import Account, ground
from siyar.ground.accounts import told
from siyar.model import (
    Case,
    CaseLine,
    Cite,
    Claim,
    Comparison,
    Denial,
    Dimension,
    Factor,
    Quantity,
    Relation,
    Term,
    Variable,
)
from siyar.precedent import Side, Situation
from siyar.theory import Literal


@dataclass(frozen=True, slots=True)
class Telling:
    """What one account of a case tells of the factors; ``claims`` are the factors in the names of the case."""

    present: frozenset[str]
    absent: frozenset[str]
    unknown: frozenset[str]
    values: Mapping[str, Fraction]
    claims: Mapping[str, Claim]
    cites: Mapping[str, tuple[Cite, ...]] = field(default_factory=dict)
    amounts: Mapping[str, str] = field(default_factory=dict)  # the values in the words of the case

    @property
    def known(self) -> Situation:
        """The situation as far as it is known."""
        return Situation(self.present, self.values)

    def with_unknown(self, side: Side, favoured: Mapping[str, Side]) -> Situation:
        """The situation with every unknown factor there that favours a side, and none that favours the other."""
        return Situation(self.present | {f for f in self.unknown if favoured[f] is side}, self.values)


def tell(
    frame: Frame, case: Case, account: Account, about: Claim, factors: Iterable[Factor], dimensions: Iterable[Dimension]
) -> Telling:
    """What the account tells, of the people that ``about`` is about."""
    teller = _Teller(frame, case, account, tuple(told(case, account)))
    present, absent, unknown = set[str](), set[str](), set[str]()
    claims: dict[str, Claim] = {}
    cites: dict[str, tuple[Cite, ...]] = {}
    for factor in factors:
        bound = _people(frame, case, factor.favours, about)
        if bound is None:
            continue
        claim = rename(factor.when, {v: str(who) for v, who in bound.items()})
        claims[factor.id] = claim
        there = teller.holds(claim)
        (present if there else unknown if there is None else absent).add(factor.id)
        cites[factor.id] = tuple(dict.fromkeys(c for line in teller.lines_on(claim) for c in line.cites))
    values: dict[str, Fraction] = {}
    amounts: dict[str, str] = {}
    for dimension in dimensions:
        of = value_of(frame, dimension, about) if _people(frame, case, dimension.favours, about) is not None else None
        if of is not None and (found := teller.value(of, dimension)) is not None:
            values[dimension.id], amounts[dimension.id] = found
            claims[dimension.id] = of
    return Telling(frozenset(present), frozenset(absent), frozenset(unknown), values, claims, cites, amounts)


def _people(frame: Frame, case: Case, favours: Claim, about: Claim) -> Mapping[Variable, Term] | None:
    """Who the variables of a favoured answer are, where each is of the kind of party the answer is about."""
    bound = filled(favours, about)
    kinds = {e.name: e.type for e in case.entities}
    if bound is None or not all(is_a(frame.types, kinds.get(str(who), ""), v.type) for v, who in bound.items()):
        return None
    return bound


def value_of(frame: Frame, dimension: Dimension, about: Claim) -> Claim | None:
    """The value sentence of a dimension, said of the people an answer is about, without its value."""
    bound = filled(dimension.favours, about)
    if bound is None:
        return None
    names = {(v.type, v.mark): str(who) for v, who in bound.items()}
    slots = frame.sentences[dimension.of].slots
    found = [names.get((s.type, s.name.replace(s.type, "").strip())) for s in slots]
    return Claim(dimension.of, tuple(f for f in found if f)) if all(found) else None


def concerned(
    frame: Frame, case: Case, about: Claim, factors: Iterable[Factor], dimensions: Iterable[Dimension]
) -> set[tuple[str, tuple[str | Variable, ...]]]:
    """The sentences of a case, and of whom, that factors are about: what contested facts can matter."""
    found: set[tuple[str, tuple[str | Variable, ...]]] = set()
    for factor in factors:
        bound = filled(factor.favours, about)
        if bound is not None:
            claim = rename(factor.when, {v: str(who) for v, who in bound.items()})
            found.update((c.sentence, c.arguments) for c in _everybody(frame, case, claim))
    for dimension in dimensions:
        of = value_of(frame, dimension, about)
        if of is not None:
            found.add((of.sentence, of.arguments))
    return found


def _everybody(frame: Frame, case: Case, claim: Claim) -> Iterator[Claim]:
    """The claim with whoever is left open in it filled by every other entity that fits."""
    free = tuple(dict.fromkeys(variables(claim)))
    taken = {a for a in claim.arguments if isinstance(a, str)}
    choices = [
        [e.name for e in case.entities if is_a(frame.types, e.type, v.type) and e.name not in taken] for v in free
    ]
    for pick in product(*choices):
        if len(set(pick)) == len(pick):
            yield rename(claim, dict(zip(free, pick, strict=True)))


@dataclass(slots=True)
class _Teller:
    frame: Frame
    case: Case
    account: Account
    lines: tuple[CaseLine, ...]
    shown: dict[str, Mapping[Literal, bool | None]] = field(default_factory=dict)

    def holds(self, claim: Claim) -> bool | None:
        """True, False, or None where it is unknown. Somebody left open is *some* such entity, under a denial *any*."""
        every = claim.denial is Denial.NOT_SO
        found = [self._of(one) for one in _everybody(self.frame, self.case, claim)]
        if not found:
            return every
        wanted = not every
        if any(f is wanted for f in found):
            return wanted
        return None if any(f is None for f in found) else not wanted

    def _of(self, claim: Claim) -> bool | None:
        if claim.sentence in self.frame.ruled:
            return self._concluded(claim)
        things = said(claim, self.frame.sentences)
        against = said(denied(claim), self.frame.sentences)
        for line in self.lines:
            for thing in said(line.claim, self.frame.sentences):
                if any(thing.arguments == other.arguments and thing.clashes(other) for other in against):
                    return True
                if any(thing.arguments == other.arguments and thing.clashes(other) for other in things):
                    return False
        return None

    def _concluded(self, claim: Claim) -> bool | None:
        """A concept that the doctrine concludes: whether its rules show it in this case."""
        mask = head_mask(claim, self.frame.sentences[claim.sentence])
        if mask is None:
            return None
        if claim.sentence not in self.shown:
            grounded = ground(self.frame, self.case, (claim.sentence,), self.account)
            outcome = bits.evaluate(grounded.theory)
            self.shown[claim.sentence] = {
                q: True if outcome.shown(q) else False if outcome.not_shown(q) else None for q in outcome.tags
            }
        atom = f"{claim.sentence}({', '.join(str(a) for a in claim.arguments)})"
        tags = {q.values: tag for q, tag in self.shown[claim.sentence].items() if q.atom == atom}
        if any(tag is True and not values & ~mask for values, tag in tags.items()):
            return True
        return None if any(tag is None and values & mask for values, tag in tags.items()) else False

    def lines_on(self, claim: Claim) -> list[CaseLine]:
        return [x for x in self.lines if (x.claim.sentence, x.claim.arguments) == (claim.sentence, claim.arguments)]

    def value(self, of: Claim, dimension: Dimension) -> tuple[Fraction, str] | None:
        """The rank of the one option that is given, or the exact quantity, and its words; None where there is none."""
        if dimension.order:
            ranks = [i for i, o in enumerate(dimension.order) if self.holds(replace(of, options=(o,)))]
            return (Fraction(ranks[0]), dimension.order[ranks[0]]) if len(ranks) == 1 else None
        for line in self.lines_on(of):
            said_so = line.claim.comparison
            amount = exact(said_so)
            if amount is not None and line.claim.denial is Denial.NONE and said_so is not None:
                return amount, said_so.than.words if isinstance(said_so.than, Quantity) else ""
        return None


def exact(comparison: Comparison | None) -> Fraction | None:
    """The quantity of a comparison that gives one value."""
    if comparison is None or not isinstance(comparison.than, Quantity):
        return None
    same = comparison.relation in (Relation.IS, Relation.ON) and comparison.than.low == comparison.than.high
    return comparison.than.low if same else None
