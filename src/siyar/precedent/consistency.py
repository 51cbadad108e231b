"""Is a case base consistent, and which smallest sets of decisions make it inconsistent?

In both models a base is inconsistent if and only if two of its decisions are (Horty 2011; Prakken 2021): a clash is a
relation of one decision for each side, so that the smallest inconsistent sets are pairs, and all of them are found.
"""

from __future__ import annotations

from dataclasses import dataclass

from siyar.precedent.casebase import CaseBase, Decision, Reason, Side, Situation
from siyar.precedent.constraint import Model, forces


@dataclass(frozen=True, slots=True)
class Conflict:
    """A smallest inconsistent set: two decisions of which each would force the opposite of the other."""

    one: Decision
    other: Decision


def clash(base: CaseBase, one: Decision, other: Decision, model: Model) -> bool:
    """Whether two decisions for opposite sides contradict each other.

    Result model: one of them is at least as strong a case for the other's side, and yet went the other way (Horty 2011,
    section 3). Reason model: each says that its own reason outweighs one that contains the reason of the other: there
    are V and W with V <_c W and W <_c' V (Horty 2011, section 3; Horty & Bench-Capon 2012).
    """
    if one.side is other.side:
        return False
    if model is Model.RESULT:
        return forces(base, one, other.situation, model) or forces(base, other, one.situation, model)
    if model is Model.MAGNITUDES:  # each reason was satisfied in the case of the other, where it lost (Horty 2019)
        return base.holds(one.reason, one.side, other.situation) and base.holds(other.reason, other.side, one.situation)
    return _overlap(base, one, other)


def _overlap(base: CaseBase, one: Decision, other: Decision) -> bool:
    """Some situation is forced both ways by the two, and both reasons are in it.

    Of factors that is V ⊇ r(c) within the other's facts and W ⊇ r(c') within this one's. On a dimension that both
    reasons name a value must reach both magnitudes; on one that neither names or only one does, the values that leave
    each precedent undistinguished must meet.
    """
    if not (one.reason.factors <= other.situation.factors and other.reason.factors <= one.situation.factors):
        return False
    for d in base.dimensions:
        least = [
            decision.reason.magnitudes.get(d.name, decision.situation.values.get(d.name)) for decision in (one, other)
        ]
        if least[0] is None and least[1] is None:
            continue
        if least[0] is None or least[1] is None or not d.at_least(least[1], least[0], one.side):
            return False
    return True


def conflicts(base: CaseBase, model: Model = Model.REASON) -> tuple[Conflict, ...]:
    """Every smallest inconsistent set of the base, in the order of its decisions."""
    fors = [d for d in base.decisions if d.side is Side.FOR]
    againsts = [d for d in base.decisions if d.side is Side.AGAINST]
    order = {d.name: i for i, d in enumerate(base.decisions)}
    found = [
        Conflict(*sorted((a, b), key=lambda d: order[d.name]))
        for a in fors
        for b in againsts
        if clash(base, a, b, model)
    ]
    return tuple(sorted(found, key=lambda c: (order[c.one.name], order[c.other.name])))


def permitted(base: CaseBase, new: Situation, side: Side, reason: Reason, model: Model = Model.REASON) -> bool:
    """Whether deciding a new case for a side, for a reason, brings in no inconsistency (Horty 2011, section 3)."""
    made = Decision("", new, side, reason)
    return not any(clash(base, made, d, model) for d in base.decisions)
