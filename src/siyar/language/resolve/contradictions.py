"""When two claims about the same sentence cannot both be so."""

from __future__ import annotations

from siyar.model import Claim, Denial, Relation


def clash(one: Claim, other: Claim) -> bool:
    """Whether one says otherwise than the other; comparisons only where both name one value."""
    if one.comparison is not None and other.comparison is not None:
        exact = (Relation.IS, Relation.ON)
        both = one.comparison.relation in exact and other.comparison.relation in exact
        return both and one.denial is other.denial is Denial.NONE and one.comparison.than != other.comparison.than
    denied, again = one.denial is not Denial.NONE, other.denial is not Denial.NONE
    if one.options or other.options:
        if denied == again:
            return not denied and not set(one.options) & set(other.options)
        yes, no = (other, one) if denied else (one, other)
        return set(yes.options) <= set(no.options)
    return denied != again
