"""What a doctrine rules, set beside what somebody is reported to have held on the same sentence.

Norms are compared as sets of standings (D3): what obliges also permits. Where the two part, that is a finding about the
encoding or the report, never about the tradition (docs/stance.md, lines 1 and 2).
"""

from __future__ import annotations

from enum import Enum

from siyar.hearing.ruling import Outcome, Ruling, UnderAccount
from siyar.model import Case, CaseLine, Claim, LineKind
from siyar.theory import STANDING_WORDS


class Beside(Enum):
    """How a ruling stands to a reported one."""

    SAME = "the same"
    FURTHER = "the same and more"
    ROOM = "less, which leaves room for it"
    APART = "another"
    NONE = "no ruling"

    @property
    def agrees(self) -> bool:
        return self in (Beside.SAME, Beside.FURTHER)


def set_beside(reported: Claim, outcome: Outcome) -> Beside:
    """The outcome on the very sentence of the report, as it stands to what is reported.

    Reported obligatory, a doctrine that permits leaves room for it; reported permitted, one that obliges holds the same
    and more. Two norms that neither include nor exclude each other leave room. Without a value there is no ruling.
    """
    if not outcome.value:
        return Beside.NONE
    held, says = _mask(reported), STANDING_WORDS.get(outcome.value)
    if held is None or says is None:
        return Beside.SAME if outcome.value == _word(reported) else Beside.APART
    if held == says:
        return Beside.SAME
    if not held & says:
        return Beside.APART
    return Beside.FURTHER if says & ~held == 0 else Beside.ROOM


def own_tellers(case: Case, reported: CaseLine) -> tuple[str, ...]:
    """The sources of a report that also tell contested facts of its case."""
    told = {cite.source for line in case.lines if line.kind is LineKind.CONTESTED for cite in line.cites}
    return tuple(dict.fromkeys(cite.source for cite in reported.cites if cite.source in told))


def accounts_of(case: Case, reported: CaseLine, ruling: Ruling) -> tuple[UnderAccount, ...]:
    """The accounts a report goes by: those its own tellers have a part in, else all there are."""
    own = set(own_tellers(case, reported))
    return tuple(a for a in ruling.accounts if own and own <= set(a.tellers)) or ruling.accounts


def heard_on(case: Case, reported: CaseLine, ruling: Ruling) -> tuple[Outcome, ...]:
    """What the ruling says on the facts a report goes by; several outcomes where its accounts differ in that."""
    return tuple(dict.fromkeys([a.outcome for a in accounts_of(case, reported, ruling)] or [ruling.outcome]))


def _mask(reported: Claim) -> int | None:
    return STANDING_WORDS.get(reported.modality.value) if reported.modality else None


def _word(reported: Claim) -> str:
    """What a claim that is no norm says of its sentence: an option, or yes or no."""
    if reported.modality:
        return reported.modality.value
    return reported.options[0] if reported.options else "yes"
