"""Facts of a ruling as switches: what it turns on, and what was given of which its reasons speak.

Nothing is sought here: the facts are those the ruling itself names, and each answer leads to the ruling on it. Of an
act of force, and of what rules about one turn on, there are none (docs/stance.md, line 5).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from siyar.explain import Reason
from siyar.hearing import Asked, Ruling
from siyar.language.quantities import Unread
from siyar.model import Case, Claim
from siyar.refusals import towards_force
from siyar.web.desk import Desk
from siyar.web.inquiring import inquiry_into
from siyar.web.state import State

#: Facts of each kind shown beside one ruling.
MOST = 8


@dataclass(frozen=True, slots=True)
class Supposable:
    """A fact with the sentences that could be supposed of it, each with its state; none for a quantity."""

    words: str
    options: tuple[tuple[str, State], ...]


def turning(desk: Desk, state: State, case: Case, ruling: Ruling) -> tuple[Supposable, ...]:
    """The unknown facts on which the ruling turns."""
    if _off(desk, ruling):
        return ()
    words = dict.fromkeys(fact for facts in ruling.turns_on for fact in facts)
    found = []
    for one in list(words)[:MOST]:
        inquiry = desk.changing(state, one)
        if not isinstance(inquiry, tuple):
            found.append(_supposable(desk, state, case, inquiry.claim, one, holds=False))
    return tuple(found)


def used(desk: Desk, state: State, case: Case, ruling: Ruling) -> tuple[Supposable, ...]:
    """The facts given or supposed of which the reasons speak, to be supposed otherwise."""
    if _off(desk, ruling):
        return ()
    claims = dict.fromkeys(_given(ruling.why))
    return tuple(
        _supposable(desk, state, case, claim, desk.words(case, claim), holds=True) for claim in list(claims)[:MOST]
    )


def _off(desk: Desk, ruling: Ruling) -> bool:
    return ruling.claim is None or towards_force(desk.bench.library, Asked(ruling.question, ruling.claim))


def _given(reasons: Iterable[Reason]) -> Iterator[Claim]:
    for reason in reasons:
        yield from (line.claim for line in reason.lines)
        yield from _given(met.node for met in reason.conditions if met.node)
        yield from _given(reason.parts)


def _supposable(desk: Desk, state: State, case: Case, claim: Claim, words: str, *, holds: bool) -> Supposable:
    """The sentences that could be supposed, each in the place of the one that ``holds``."""
    inquiry = inquiry_into(claim, desk.bench.sentences[claim.sentence], words)
    start = state.leaving(words)
    options: list[tuple[str, State]] = []
    for answer in inquiry.answers:
        then = desk.answered(start, inquiry, answer)
        if not isinstance(then, Unread) and then.given and not (holds and then.given[-1] == words):
            options.append((then.given[-1], then))
    return Supposable(words, tuple(options))
