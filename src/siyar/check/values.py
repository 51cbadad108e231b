"""What a claim leaves of the values of its sentence, and whether two claims can hold together (D1 to D4).

Comparisons with a constant are sets of numbers here, not cells: two rules may be compared before it is known which
constants a theory has.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from siyar.framing.masks import head_mask
from siyar.model import (
    Claim,
    Comparison,
    Denial,
    Quantity,
    Relation,
    Sentence,
    SentenceKind,
    Term,
    Type,
    Variable,
)

#: An interval: lower bound and whether it belongs to it, the same for the upper; None is no bound.
Interval = tuple[Fraction | None, bool, Fraction | None, bool]


@dataclass(frozen=True, slots=True)
class Values:
    """The values a claim leaves: a mask, or intervals and whether *none* is among them (D4)."""

    mask: int = 0
    intervals: tuple[Interval, ...] = ()
    none: bool = False

    def disjoint(self, other: Values) -> bool:
        if self.mask & other.mask or (self.none and other.none):
            return False
        return not any(_meet(a, b) for a in self.intervals for b in other.intervals)


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence of somebody, and the values a claim leaves it.

    ``sentence`` names the atom but for its arguments: an act with an option, or a comparison of two value sentences,
    is a sentence of its own.
    """

    sentence: tuple[Hashable, ...]
    arguments: tuple[Term, ...]
    values: Values

    def clashes(self, other: Said) -> bool:
        """Whether both cannot hold of the same parties."""
        return self.sentence == other.sentence and self.values.disjoint(other.values)


def said(claim: Claim, sentences: Mapping[str, Sentence]) -> tuple[Said, ...]:
    """What a claim says: one thing, or one for each option of an act."""
    sentence = sentences[claim.sentence]
    if sentence.kind is SentenceKind.ACT:
        if claim.modality is None:
            return ()
        values = Values(head_mask(claim, sentence) or 0)
        return tuple(Said((claim.sentence, option), claim.arguments, values) for option in claim.options or ("",))
    if claim.comparison is not None:
        return (_compared(claim, claim.comparison),)
    if sentence.measure is not None:
        return ()
    return (Said((claim.sentence,), claim.arguments, Values(head_mask(claim, sentence) or 0)),)


def denied(claim: Claim) -> Claim:
    """The claim that holds of exactly the other values (not for norms)."""
    return replace(claim, denial=Denial.NOT_SO if claim.denial is Denial.NONE else Denial.NONE)


def can_meet(one: Iterable[Term], other: Iterable[Term], types: Mapping[str, Type]) -> bool:
    """Whether the same parties can fill both rows of places."""
    for a, b in zip(one, other, strict=True):
        if isinstance(a, Variable) and isinstance(b, Variable):
            if not (is_a(a.type, b.type, types) or is_a(b.type, a.type, types)):
                return False
        elif isinstance(a, str) and isinstance(b, str) and a != b:
            return False
    return True


def is_a(type: str, of: str, types: Mapping[str, Type]) -> bool:
    """Whether ``type`` is ``of`` or one of its subtypes."""
    seen: set[str] = set()
    while type and type not in seen:
        if type == of:
            return True
        seen.add(type)
        type = types[type].is_a if type in types else ""
    return False


_ORDER = {
    Relation.IS: 0b010,
    Relation.ON: 0b010,
    Relation.MORE: 0b100,
    Relation.AFTER: 0b100,
    Relation.LESS: 0b001,
    Relation.BEFORE: 0b001,
    Relation.AT_LEAST: 0b110,
    Relation.NOT_BEFORE: 0b110,
    Relation.AT_MOST: 0b011,
    Relation.NOT_AFTER: 0b011,
}


def _compared(claim: Claim, comparison: Comparison) -> Said:
    denied = claim.denial is not Denial.NONE
    than = comparison.than
    if isinstance(than, Claim):
        mask = _ORDER[comparison.relation]
        # The fourth value: one of the two has no term at all, and no comparison holds.
        return Said(
            (claim.sentence, than.sentence),
            (*claim.arguments, *than.arguments),
            Values(0b1111 & ~mask if denied else mask),
        )
    interval = _interval(comparison.relation, than)
    values = Values(0, _outside(interval), True) if denied else Values(0, (interval,))
    return Said((claim.sentence,), claim.arguments, values)


def _interval(relation: Relation, than: Quantity) -> Interval:
    match relation:
        case Relation.IS | Relation.ON:
            return than.low, True, than.high, True
        case Relation.MORE | Relation.AFTER:
            return than.high, False, None, False
        case Relation.LESS | Relation.BEFORE:
            return None, False, than.low, False
        case Relation.AT_LEAST | Relation.NOT_BEFORE:
            return than.low, True, None, False
        case Relation.AT_MOST | Relation.NOT_AFTER:
            return None, False, than.high, True


def _outside(interval: Interval) -> tuple[Interval, ...]:
    low, low_in, high, high_in = interval
    found: list[Interval] = []
    if low is not None:
        found.append((None, False, low, not low_in))
    if high is not None:
        found.append((high, not high_in, None, False))
    return tuple(found)


def _meet(a: Interval, b: Interval) -> bool:
    return _reaches(a, b) and _reaches(b, a)


def _reaches(a: Interval, b: Interval) -> bool:
    """Whether the lower end of ``a`` lies at or below the upper end of ``b``."""
    low, low_in, high, high_in = a[0], a[1], b[2], b[3]
    if low is None or high is None:
        return True
    return low < high or (low == high and low_in and high_in)
