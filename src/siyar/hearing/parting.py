"""Where two explanations part: the first concept on which they differ, or else the rules themselves."""

from __future__ import annotations

from collections.abc import Iterator

from siyar.explain import Needed, Reason, ReasonKind
from siyar.hearing.ruling import Parting, Ruling
from siyar.theory import Literal


def parting(one: Ruling, other: Ruling, names: tuple[str, str] | None = None) -> Parting | None:
    """Where the two part; None if their outcomes are the same. ``names`` are said in place of their titles."""
    if one.outcome == other.outcome:
        return None
    mine, its = names or (one.attributed.title, other.attributed.title)
    theirs = dict(_concluded(other.why))
    for atom, (literal, words, rule) in _concluded(one.why):
        if atom in theirs and theirs[atom][0] != literal and atom != _head(one):
            _, said, by = theirs[atom]
            text = f"{mine}: {words} ({rule}); {its}: {said} ({by})"
            return Parting(one.attributed.doctrine, other.attributed.doctrine, text)
    text = f"{mine}: {_position(one)}; {its}: {_position(other)}"
    return Parting(one.attributed.doctrine, other.attributed.doctrine, text)


def _head(ruling: Ruling) -> str:
    literals = [r.literal for r in ruling.why if r.literal]
    return literals[0].atom if literals else ""


def _concluded(reasons: tuple[Reason, ...]) -> Iterator[tuple[str, tuple[Literal, str, str]]]:
    """The concepts and norms rules concluded, top down: atom, literal, words, rule."""
    for reason in reasons:
        if reason.literal and reason.use and reason.kind in (ReasonKind.RULE, ReasonKind.DEFINITE):
            yield reason.literal.atom, (reason.literal, reason.words, reason.use.id)
        for met in reason.conditions:
            if met.node:
                yield from _concluded((met.node,))
        yield from _concluded(reason.parts)


def _position(ruling: Ruling) -> str:
    if ruling.deciding:
        rules = ", ".join(ruling.deciding)
        met = (m for reason in ruling.why for m in reason.conditions if m.by != "scope")
        needs = [m.words for m in met if m.needed is not Needed.NOT_SHOWN]  # an exception that did not come up
        return f"by {rules}" + (f", for {'; '.join(dict.fromkeys(needs))}" if needs else "")
    if ruling.outcome.because and not ruling.why_not:
        return ruling.outcome.because.value
    return ruling.why_not[0].words if ruling.why_not else ruling.outcome.status.value
