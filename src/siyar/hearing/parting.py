"""Where two explanations part: the first concept on which they differ, or else the rules themselves."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from siyar.conclusion import Because, Status
from siyar.explain import Beaten, Needed, Reason, ReasonKind, WhyNot
from siyar.hearing.ruling import Outcome, Parting, Ruling
from siyar.hearing.telling import ways
from siyar.phrase import chain, joined, phrase
from siyar.theory import Literal


@dataclass(frozen=True, slots=True)
class _Point:
    """What one explanation has on a concept or norm: its value there (None: it does not follow), in words."""

    literal: Literal | None
    words: str  # the concept
    said: str  # the same with the rule, or what keeps it from following


@dataclass(frozen=True)
class Side:
    """A ruling that is set against others one by one: what all these comparisons need of it is found out once."""

    ruling: Ruling

    @cached_property
    def points(self) -> Mapping[str, _Point]:
        """What the explanation has on each atom, the first mention of it from the top."""
        found: dict[str, _Point] = {}
        for atom, point in (*_concluded(self.ruling.why), *_lacking(self.ruling.why_not)):
            found.setdefault(atom, point)
        return found

    @cached_property
    def head(self) -> str:
        literals = [r.literal for r in self.ruling.why if r.literal]
        return literals[0].atom if literals else ""

    @cached_property
    def position(self) -> str:
        return _position(self.ruling)


def parting(one: Ruling, other: Ruling, names: tuple[str, str] | None = None) -> Parting | None:
    """Where the two part; None if they say the same. ``names`` are said in place of their titles."""
    return parted(Side(one), Side(other), names)


def parted(left: Side, right: Side, names: tuple[str, str] | None = None) -> Parting | None:
    """`parting`, of rulings that are set against others too."""
    one, other = left.ruling, right.ruling
    if one.outcome == other.outcome and told(one) == told(other):
        return None
    mine, its = names or (one.attributed.title, other.attributed.title)
    on, said, against = _first_point(left, right) or ("", left.position, right.position)
    text = chain(mine, ": ", said, "; ", its, ": ", against)
    return Parting(one.attributed.doctrine, other.attributed.doctrine, text, on, (said, against))


def told(ruling: Ruling) -> tuple[tuple[tuple[str, ...], Outcome], ...]:
    """Where the answer depends on the teller, what it is as told by each."""
    by_accounts = ruling.outcome.because is Because.ACCOUNTS
    return tuple((a.tellers, a.outcome) for a in ruling.accounts) if by_accounts else ()


def told_apart(ruling: Ruling, among: Sequence[Ruling]) -> str:
    """The readings by which a ruling differs from others of the same doctrine: ``land: early, seal: red``."""
    same = [r for r in among if r.attributed.doctrine == ruling.attributed.doctrine]
    shared = set.intersection(*(set(r.readings) for r in same)) if len(same) > 1 else set(ruling.readings)
    return ", ".join(f"{reading}: {option}" for reading, option in ruling.readings if (reading, option) not in shared)


def _first_point(one: Side, other: Side) -> tuple[str, str, str] | None:
    """The first concept, top down, that both explanations speak of and that follows otherwise in one of them.

    One may conclude what the other concludes otherwise, or what the other needs and does not find.
    """
    mine, theirs = one.points, other.points
    head = one.head or other.head
    for atom, point in mine.items():
        if atom != head and atom in theirs and point.literal != theirs[atom].literal:
            words = point.words if point.literal else theirs[atom].words
            return words, point.said, theirs[atom].said
    return None


def _concluded(reasons: tuple[Reason, ...]) -> Iterator[tuple[str, _Point]]:
    """The concepts and norms that rules concluded, top down."""
    for reason in reasons:
        if reason.literal and reason.use and reason.kind in (ReasonKind.RULE, ReasonKind.DEFINITE):
            said = chain(reason.words, " (", reason.use.id, *prevailing(reason), ")")
            yield reason.literal.atom, _Point(reason.literal, reason.words, said)
        for met in reason.conditions:
            if met.node:
                yield from _concluded((met.node,))
        yield from _concluded(reason.parts)


def _lacking(obstacles: tuple[WhyNot, ...]) -> Iterator[tuple[str, _Point]]:
    """What rules need and does not follow, top down."""
    for obstacle in obstacles:
        if obstacle.literal and obstacle.use and obstacle.below:
            yield obstacle.literal.atom, _Point(None, "", obstacle.words)
        yield from _lacking(obstacle.below)


def _position(ruling: Ruling) -> str:
    """What decides; where sides stand against each other or tellers part, what does so on each of them."""
    if ruling.outcome.because is Because.ACCOUNTS and len(ruling.why) > 1:
        return joined("; ", _as_told(ruling))
    if ruling.outcome.status is Status.CONTESTED and len(ruling.why) > 1:
        sides: dict[str, list[Reason]] = {}
        for reason in ruling.why:
            sides.setdefault(reason.words, []).append(reason)
        return joined(phrase(", against "), (_side(words, reasons) for words, reasons in sides.items()))
    if ruling.deciding:
        return _decided(ruling.why)
    if ruling.outcome.because and not ruling.why_not:
        return ruling.outcome.because.value
    return ruling.why_not[0].words if ruling.why_not else ruling.outcome.status.value


def _as_told(ruling: Ruling) -> Iterator[str]:
    """What decides as the facts are told: accounts that come to the same by the same are said together."""
    told: list[tuple[tuple[str, ...], tuple[Outcome, str]]] = []
    lacking: dict[tuple[Outcome, str], str] = {}  # of the first account that comes to the same
    for account, reason in zip(ruling.accounts, ruling.why, strict=True):
        result = (account.outcome, _decided(reason.parts))
        lacking.setdefault(result, next((obstacle.words for obstacle in reason.why_not), ""))
        told.append((account.titles, result))
    for result, each in ways(told).items():
        outcome, by = result
        tellers = joined(phrase(", or by "), (joined(" and ", way) for way in each if way))
        says = outcome.value or outcome.status.value
        words = phrase("as told by {tellers}: {says}", tellers=tellers, says=says) if tellers else says
        yield _side_of(words, by, lacking[result])


def _side(words: str, reasons: Sequence[Reason]) -> str:
    """One side in its words, and what decides there, or what is in the way."""
    lacking = next((obstacle.words for reason in reasons for obstacle in reason.why_not), "")
    return _side_of(words, _decided([reason for reason in reasons if reason.use]), lacking)


def _side_of(words: str, by: str, lacking: str) -> str:
    if by:
        return chain(words, ", ", by)
    return chain(words, " (", lacking, ")") if lacking else words


def _decided(reasons: Sequence[Reason]) -> str:
    """ "by a and b, for what they need, prevailing over c"; nothing where no rule decides."""
    rules = list(dict.fromkeys(reason.use.id for reason in reasons if reason.use))
    met = (m for reason in reasons for m in reason.conditions if m.by != "scope")
    needs = [m.words for m in met if m.needed is not Needed.NOT_SHOWN]  # an exception that did not come up
    over = dict.fromkeys(words for reason in reasons for words in prevailing(reason))
    if not rules:
        return ""
    by = joined(", ", rules)
    if not needs:
        return chain(phrase("by {rules}", rules=by), *over)
    return chain(phrase("by {rules}, for {what}", rules=by, what=joined("; ", dict.fromkeys(needs))), *over)


def prevailing(reason: Reason) -> Iterator[str]:
    """ ", prevailing over x (by the principle …)": the rules that apply too and are set aside, and on whose word."""
    for beaten in reason.beaten:
        if beaten.applies and beaten.overridden_by:
            yield _set_aside(beaten, reason)


def _set_aside(beaten: Beaten, reason: Reason) -> str:
    origin = (" (", beaten.origin, ")") if beaten.origin else ()
    if reason.use and reason.use.id == beaten.overridden_by:
        return chain(phrase(", prevailing over {rule}", rule=beaten.use.id), *origin)
    over = phrase(", {rule} prevailing over {other}", rule=beaten.overridden_by, other=beaten.use.id)
    return chain(over, *origin)
