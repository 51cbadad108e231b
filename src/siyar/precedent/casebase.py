"""Factors, dimensions, decided cases: the data precedential constraint is about (Horty 2011; Horty 2019).

A factor is a fact pattern that favours one side wherever it is present. A dimension has an ordered value; the higher it
is, the more it favours the side the dimension leads towards. A decision is a fact situation, the side it went to, and
the reason given for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

Value = int | Fraction


class Side(StrEnum):
    """The two sides of an issue; what they are called is for whoever asks."""

    FOR = "for"
    AGAINST = "against"

    @property
    def other(self) -> Side:
        return Side.AGAINST if self is Side.FOR else Side.FOR


@dataclass(frozen=True, slots=True)
class Factor:
    name: str
    favours: Side


@dataclass(frozen=True, slots=True)
class Dimension:
    """``towards``: the side that a higher value favours more; a lower one favours the other side more."""

    name: str
    towards: Side

    def at_least(self, one: Value, other: Value, side: Side) -> bool:
        """Whether the value ``one`` favours ``side`` at least as much as ``other`` does (Horty 2019, section 3)."""
        return one >= other if side is self.towards else one <= other


@dataclass(frozen=True, slots=True)
class Situation:
    """A fact situation: the factors present, and the values of those dimensions of which one is known."""

    factors: frozenset[str] = frozenset()
    values: Mapping[str, Value] = field(default_factory=dict)

    def __hash__(self) -> int:
        return hash((self.factors, frozenset(self.values.items())))


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a case was decided as it was: factors, and magnitudes (Horty 2019): on a dimension at least this value.

    ``magnitudes`` maps a dimension to the value from which on, towards the winning side, the reason holds. In the
    account of Prakken 2021 it is always the value of the case itself.
    """

    factors: frozenset[str] = frozenset()
    magnitudes: Mapping[str, Value] = field(default_factory=dict)

    def __hash__(self) -> int:
        return hash((self.factors, frozenset(self.magnitudes.items())))

    def __bool__(self) -> bool:
        return bool(self.factors or self.magnitudes)


@dataclass(frozen=True, slots=True)
class Decision:
    """A decided case ⟨X, r, s⟩ (Horty 2011, section 2): situation, reason and side."""

    name: str
    situation: Situation
    side: Side
    reason: Reason


@dataclass(frozen=True)
class CaseBase:
    """The factors and dimensions of one issue, and the cases decided on it. Names are unique among each."""

    factors: tuple[Factor, ...]
    dimensions: tuple[Dimension, ...]
    decisions: tuple[Decision, ...]

    @cached_property
    def favoured(self) -> Mapping[str, Side]:
        """The side each factor favours."""
        return {f.name: f.favours for f in self.factors}

    @cached_property
    def dimension(self) -> Mapping[str, Dimension]:
        return {d.name: d for d in self.dimensions}

    def favouring(self, factors: frozenset[str], side: Side) -> frozenset[str]:
        """X^s: those of the factors that favour a side (Horty 2011, section 2)."""
        return frozenset(f for f in factors if self.favoured[f] is side)

    def holds(self, reason: Reason, side: Side, situation: Situation) -> bool:
        """Whether a reason for a side is there in a situation: all its factors, and its magnitudes reached."""
        return reason.factors <= situation.factors and all(
            d in situation.values and self.dimension[d].at_least(situation.values[d], least, side)
            for d, least in reason.magnitudes.items()
        )

    def whole_reason(self, situation: Situation, side: Side) -> Reason:
        """Everything in a situation that favours a side: the reason of a decision that gives none."""
        return Reason(self.favouring(situation.factors, side), situation.values)

    def faults(self) -> Iterator[str]:
        """What keeps this from being a case base: in each sentence, what and where."""
        names = [*(f.name for f in self.factors), *(d.name for d in self.dimensions)]
        for name in sorted({n for n in names if names.count(n) > 1}):
            yield f"`{name}` is declared twice"
        decided = [d.name for d in self.decisions]
        for name in sorted({n for n in decided if decided.count(n) > 1}):
            yield f"`{name}` is decided twice"
        for d in self.decisions:
            if unknown := sorted((d.situation.factors | d.reason.factors) - self.favoured.keys()):
                yield f"{d.name}: no factor {', '.join(unknown)}"
                continue
            if unknown := sorted((d.situation.values.keys() | d.reason.magnitudes.keys()) - self.dimension.keys()):
                yield f"{d.name}: no dimension {', '.join(unknown)}"
                continue
            if other := sorted(self.favouring(d.reason.factors, d.side.other)):
                yield f"{d.name}: its reason names what favours the other side: {', '.join(other)}"
            if not self.holds(d.reason, d.side, d.situation):
                yield f"{d.name}: its reason is not among its facts"
            if not d.reason:
                yield f"{d.name}: no reason"
