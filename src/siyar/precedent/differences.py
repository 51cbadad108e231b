"""How a new case differs from a precedent, as far as that matters: the syntactic criteria of Prakken 2021.

Where there is no relevant difference, the precedent forces its outcome in the new case; where there is one, it says on
what the precedent can be distinguished.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass
from enum import StrEnum

from siyar.precedent.casebase import CaseBase, Decision, Situation


class Kind(StrEnum):
    """What is different, seen from the side the precedent went to."""

    LACKS = "lacks"  # a factor for the side, there in the precedent, is missing here
    ADDS = "adds"  # a factor for the other side is here and was not there
    WEAKER = "weaker"  # the value of a dimension favours the side less than it did there
    UNTOLD = "untold"  # a dimension is known of one of the two only


@dataclass(frozen=True, slots=True)
class Difference:
    kind: Kind
    what: str  # a factor or a dimension


def differences(base: CaseBase, decision: Decision, new: Situation) -> tuple[Difference, ...]:
    """The relevant differences D(c, F) in the result model, with factors and with dimensions (Prakken 2021).

    pro(c) ∖ pro(F), con(F) ∖ con(c), and every dimension on which F favours the side less than c does.
    """
    lacking = base.favouring(decision.situation.factors, decision.side) - new.factors
    return tuple(_differences(base, decision, new, lacking, compared=base.dimension.keys()))


def differences_of_reason(base: CaseBase, decision: Decision, new: Situation) -> tuple[Difference, ...]:
    """The relevant differences in the reason model (Prakken 2021, on the factor-based reason model).

    What favours the side counts only as far as it is in the reason: reason(c) ∖ pro(F), con(F) ∖ con(c). Of a dimension
    the reason names, only its magnitude must be reached, as in Horty's modified reason model ("Modifying the reason
    model", 2021) and, where the magnitude is the precedent's own value, in the alternative of Prakken 2021; any other
    dimension counts as a possible reason for the other side and must not favour it more.
    """
    lacking = decision.reason.factors - new.factors
    rest = base.dimension.keys() - decision.reason.magnitudes.keys()
    yet = []
    for d, least in sorted(decision.reason.magnitudes.items()):
        if d not in new.values:
            yet.append(Difference(Kind.UNTOLD, d))
        elif not base.dimension[d].at_least(new.values[d], least, decision.side):
            yet.append(Difference(Kind.WEAKER, d))
    return (*_differences(base, decision, new, lacking, compared=rest), *yet)


def differences_of_magnitudes(base: CaseBase, decision: Decision, new: Situation) -> tuple[Difference, ...]:
    """The same for the reason model of Horty 2019, in which every weaker value is a new reason for the other side.

    On dimensions it is therefore the result model again: the collapse shown there and taken up by Prakken 2021.
    """
    lacking = decision.reason.factors - new.factors
    return tuple(_differences(base, decision, new, lacking, compared=base.dimension.keys()))


def _differences(
    base: CaseBase, decision: Decision, new: Situation, lacking: frozenset[str], compared: Set[str]
) -> Iterator[Difference]:
    side, old = decision.side, decision.situation
    order = [f.name for f in base.factors]
    yield from (Difference(Kind.LACKS, f) for f in sorted(lacking, key=order.index))
    added = base.favouring(new.factors - old.factors, side.other)
    yield from (Difference(Kind.ADDS, f) for f in sorted(added, key=order.index))
    for d in base.dimensions:
        if d.name not in compared or not (d.name in old.values or d.name in new.values):
            continue
        if d.name not in old.values or d.name not in new.values:
            yield Difference(Kind.UNTOLD, d.name)
        elif not d.at_least(new.values[d.name], old.values[d.name], side):
            yield Difference(Kind.WEAKER, d.name)
