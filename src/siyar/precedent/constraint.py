"""What a case base forces in a new case: the result model and the reason model."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from siyar.precedent.casebase import CaseBase, Decision, Reason, Side, Situation
from siyar.precedent.differences import (
    Difference,
    differences,
    differences_of_magnitudes,
    differences_of_reason,
)


class Model(StrEnum):
    RESULT = "result"  # a fortiori: Horty 2011, 2019
    REASON = "reason"  # Horty 2011, with dimensions as in Horty 2021 and Prakken 2021
    MAGNITUDES = "magnitudes"  # the reason model of Horty 2019, before it was modified


_DIFFERENCES: Mapping[Model, Callable[[CaseBase, Decision, Situation], tuple[Difference, ...]]] = {
    Model.RESULT: differences,
    Model.REASON: differences_of_reason,
    Model.MAGNITUDES: differences_of_magnitudes,
}


@dataclass(frozen=True, slots=True)
class Constraint:
    """What is forced, and by which decisions. Both sides are forced only where the base is inconsistent."""

    model: Model
    for_: tuple[Decision, ...]
    against: tuple[Decision, ...]

    @property
    def forced(self) -> Side | None:
        """The side that is forced; None where neither is, or both are."""
        if bool(self.for_) == bool(self.against):
            return None
        return Side.FOR if self.for_ else Side.AGAINST

    @property
    def torn(self) -> bool:
        """Whether precedents force both sides."""
        return bool(self.for_ and self.against)

    @property
    def by(self) -> tuple[Decision, ...]:
        return self.for_ + self.against


def at_least_as_strong(base: CaseBase, one: Situation, other: Situation, side: Side) -> bool:
    """X ≤^s Y: ``other`` is at least as strong for the side as ``one`` (Horty 2011, section 3; 2019 for dimensions).

    All that favours the side in X is in Y, and all that favours the other side in Y was in X; no dimension favours
    the side less in Y than in X.
    """
    return not differences(base, Decision("", one, side, Reason()), other)


def preferred(base: CaseBase, decision: Decision, winning: Reason, losing: frozenset[str]) -> bool:
    """W <_c V: the priority a decision shows (Horty 2011, section 3; Horty & Bench-Capon 2012).

    The reason V for its side is preferred to the reason W for the other: V contains the reason given, and W was
    present in the case and did not win.
    """
    given = decision.reason
    contains = given.factors <= winning.factors and all(
        d in winning.magnitudes and base.dimension[d].at_least(winning.magnitudes[d], least, decision.side)
        for d, least in given.magnitudes.items()
    )
    return contains and losing <= base.favouring(decision.situation.factors, decision.side.other)


def forces(base: CaseBase, decision: Decision, new: Situation, model: Model) -> bool:
    """Whether one decision forces its outcome in a new case: no relevant difference (Prakken 2021)."""
    return not _DIFFERENCES[model](base, decision, new)


def relevant_differences(base: CaseBase, decision: Decision, new: Situation, model: Model) -> tuple[Difference, ...]:
    return _DIFFERENCES[model](base, decision, new)


def constraint(base: CaseBase, new: Situation, model: Model = Model.REASON) -> Constraint:
    """What the base forces in a new case, decision by decision; `Index` gives the same for large bases."""
    by = [d for d in base.decisions if forces(base, d, new, model)]
    return Constraint(model, tuple(d for d in by if d.side is Side.FOR), tuple(d for d in by if d.side is Side.AGAINST))
