"""Case bases for tests: written by letters, and drawn at random."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import strategies as st

from siyar.precedent import CaseBase, Decision, Dimension, Factor, Reason, Side, Situation

FOR, AGAINST = Side.FOR, Side.AGAINST


def situation(words: str, **values: int) -> Situation:
    """``situation("p1 c2", stay=30)``."""
    return Situation(frozenset(words.split()), values)


def decided(
    name: str, facts: str, side: Side, reason: str, least: Mapping[str, int] | None = None, **values: int
) -> Decision:
    return Decision(name, situation(facts, **values), side, Reason(frozenset(reason.split()), least or {}))


def base(*decisions: Decision, dimensions: tuple[Dimension, ...] = ()) -> CaseBase:
    """A base over the factors the decisions mention: those with p favour FOR, those with c AGAINST."""
    names = sorted({f for d in decisions for f in d.situation.factors} | {f"{x}{i}" for x in "pc" for i in range(1, 5)})
    return CaseBase(tuple(Factor(f, FOR if f[0] == "p" else AGAINST) for f in names), dimensions, decisions)


FACTORS = tuple(Factor(f"p{i}", FOR) for i in range(1, 4)) + tuple(Factor(f"c{i}", AGAINST) for i in range(1, 4))
DIMENSIONS = (Dimension("stay", FOR), Dimension("share", AGAINST))
_SIDE = {f.name: f.favours for f in FACTORS}


@st.composite
def situations(draw: st.DrawFn, dimensions: bool = True) -> Situation:
    factors = draw(st.frozensets(st.sampled_from([f.name for f in FACTORS])))
    if not dimensions:
        return Situation(factors)
    values = {d.name: draw(st.integers(0, 3)) for d in DIMENSIONS if draw(st.integers(0, 5))}
    return Situation(factors, values)


@st.composite
def decisions(draw: st.DrawFn, name: str, dimensions: bool, whole: bool) -> Decision:
    """A decision whose reason is some, or the whole, of what favoured its side."""
    at = draw(situations(dimensions))
    side = draw(st.sampled_from(list(Side)))
    favouring = sorted(f for f in at.factors if _SIDE[f] is side)
    if whole:
        return Decision(name, at, side, Reason(frozenset(favouring), at.values))
    chosen = draw(st.frozensets(st.sampled_from(favouring))) if favouring else frozenset[str]()
    least = {}
    for d in DIMENSIONS:
        if d.name in at.values and draw(st.booleans()):
            away = draw(st.integers(0, 2))
            least[d.name] = at.values[d.name] - away if side is d.towards else at.values[d.name] + away
    return Decision(name, at, side, Reason(chosen, least))


@st.composite
def bases(draw: st.DrawFn, dimensions: bool = True, whole: bool = False) -> CaseBase:
    count = draw(st.integers(0, 5))
    return CaseBase(
        FACTORS,
        DIMENSIONS if dimensions else (),
        tuple(draw(decisions(f"case-{i}", dimensions, whole)) for i in range(count)),
    )
