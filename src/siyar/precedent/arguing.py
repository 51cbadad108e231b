"""Argument in three plies: cite, respond, rebut (Ashley 1990, HYPO; Aleven 1997, CATO), and hypothetical variations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from siyar.precedent.casebase import CaseBase, Decision, Side, Situation, Value
from siyar.precedent.constraint import Constraint, Model, constraint, relevant_differences
from siyar.precedent.differences import Difference, Kind, differences
from siyar.precedent.hierarchy import Hierarchy


@dataclass(frozen=True, slots=True)
class Distinction:
    """A relevant difference, with what plays it down and what makes more of it (Aleven 1997, section 3.3).

    Each is an abstract factor and the factor that bears on it: ``downplayed`` shows that the same concern is in both
    cases after all, ``emphasised`` that it is in one of them alone and something against it in the other.
    """

    difference: Difference
    downplayed: tuple[tuple[str, str], ...] = ()
    emphasised: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """A decision cited in a new case: what they share, how it can be distinguished, which cases counter it."""

    decision: Decision
    shared: frozenset[str]
    distinctions: tuple[Distinction, ...]
    #: Decisions for the other side that share at least as much, and more where ``trumped`` names them too.
    countered: tuple[Decision, ...] = ()
    trumped: tuple[Decision, ...] = ()
    binding: bool = False


@dataclass(frozen=True, slots=True)
class Argument:
    """Three plies for one side: citations; what is said against each; what is said to that.

    ``responses`` are the other side's best citations, which the first side distinguishes in turn.
    """

    side: Side
    citations: tuple[Citation, ...]
    responses: tuple[Citation, ...]


def shared(base: CaseBase, decision: Decision, new: Situation) -> frozenset[str]:
    """The relevant similarities: factors in both, and dimensions known in both (Ashley 1990; Aleven 1997)."""
    return (decision.situation.factors & new.factors) | (decision.situation.values.keys() & new.values.keys())


def citable(base: CaseBase, decision: Decision, new: Situation) -> bool:
    """Whether a decision can be cited: it shares something that favours the side it went to (Aleven 1997).

    Of a dimension that both know, whatever its values, it can be said that it favoured the side there.
    """
    same = shared(base, decision, new)
    return any(f in base.dimension or base.favoured[f] is decision.side for f in same)


def on_point(base: CaseBase, new: Situation, side: Side) -> tuple[Decision, ...]:
    """The most on-point decisions for a side: no citable one of that side shares all that they do and more.

    On-pointness orders by inclusion of what is shared (Ashley 1990, the claim lattice).
    """
    of_side = [d for d in base.decisions if d.side is side and citable(base, d, new)]
    sets = {d.name: shared(base, d, new) for d in of_side}
    return tuple(d for d in of_side if not any(sets[d.name] < sets[other.name] for other in of_side))


def counterexamples(
    base: CaseBase, cited: Decision, new: Situation
) -> tuple[tuple[Decision, ...], tuple[Decision, ...]]:
    """Decisions for the other side that are as on point as the one cited, and those of them that are more so.

    The latter trump it (Ashley 1990, as-on-point and trumping counterexamples).
    """
    same = shared(base, cited, new)
    others = [d for d in base.decisions if d.side is not cited.side and citable(base, d, new)]
    as_much = tuple(d for d in others if same <= shared(base, d, new))
    return as_much, tuple(d for d in as_much if same < shared(base, d, new))


def distinctions(base: CaseBase, decision: Decision, new: Situation, hierarchy: Hierarchy) -> tuple[Distinction, ...]:
    """Every way to distinguish the decision, each with what plays it down or makes more of it (Aleven 1997)."""
    return tuple(_weighed(base, decision, new, d, hierarchy) for d in differences(base, decision, new))


def _weighed(
    base: CaseBase, decision: Decision, new: Situation, difference: Difference, hierarchy: Hierarchy
) -> Distinction:
    """Downplay and emphasise (Aleven 1997, section 3.3).

    A factor of the precedent that is missing here is played down by another one here that bears alike on the same
    abstract factor, and made more of by one here that bears against it. A factor here that the precedent lacked is
    played down by one of the precedent that bore alike, and made more of by one of the precedent that bore against.
    """
    if difference.kind in (Kind.WEAKER, Kind.UNTOLD):
        return Distinction(difference)
    there = decision.situation.factors if difference.kind is Kind.ADDS else new.factors
    ordered = [f.name for f in base.factors if f.name in there]
    alike = tuple(hierarchy.sharing(difference.what, ordered, alike=True))
    against = tuple(hierarchy.sharing(difference.what, ordered, alike=False))
    return Distinction(difference, alike, () if alike else against)


def argue(
    base: CaseBase, new: Situation, side: Side, hierarchy: Hierarchy | None = None, model: Model = Model.REASON
) -> Argument:
    """The three plies for a side."""
    hierarchy = hierarchy or Hierarchy()

    def citation(decision: Decision) -> Citation:
        countered, trumped = counterexamples(base, decision, new)
        return Citation(
            decision,
            shared(base, decision, new),
            distinctions(base, decision, new, hierarchy),
            countered,
            trumped,
            not relevant_differences(base, decision, new, model),
        )

    return Argument(
        side,
        tuple(citation(d) for d in on_point(base, new, side)),
        tuple(citation(d) for d in on_point(base, new, side.other)),
    )


@dataclass(frozen=True, slots=True)
class Variation:
    """A new case changed in one respect, and what is then forced.

    ``what``: a factor put in (``present`` True) or taken out (False), or a dimension at another value.
    """

    what: str
    present: bool
    value: Value | None
    outcome: Constraint


def variations(
    base: CaseBase,
    new: Situation,
    model: Model = Model.REASON,
    opposites: Mapping[str, str] | None = None,
    *,
    every: bool = False,
) -> tuple[Variation, ...]:
    """Every change in one respect after which something else is forced (the hypotheticals of Rissland & Ashley 1987).

    Factors are put in or taken out; a dimension takes the values it has in a decision or its reason. ``opposites``:
    factors that deny each other: the one comes where the other goes. ``every``: also those that change nothing.
    """
    now = constraint(base, new, model)
    found: dict[Situation, Variation] = {}
    for changed, what, present, value in _changed(base, new, opposites or {}):
        then = constraint(base, changed, model)
        if every or (then.forced, then.torn) != (now.forced, now.torn):
            found.setdefault(changed, Variation(what, present, value, then))
    return tuple(found.values())


def _changed(
    base: CaseBase, new: Situation, opposites: Mapping[str, str]
) -> Iterator[tuple[Situation, str, bool, Value | None]]:
    for f in base.factors:
        present = f.name not in new.factors
        other = {opposites[f.name]} if f.name in opposites else set[str]()
        factors = (new.factors | {f.name}) - other if present else (new.factors - {f.name}) | other
        yield replace(new, factors=frozenset(factors)), f.name, present, None
    for d in base.dimensions:
        values = {x.situation.values[d.name] for x in base.decisions if d.name in x.situation.values}
        values |= {x.reason.magnitudes[d.name] for x in base.decisions if d.name in x.reason.magnitudes}
        for value in sorted(values - {new.values.get(d.name)}):
            yield replace(new, values={**new.values, d.name: value}), d.name, True, value
