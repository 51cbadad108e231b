"""A case with some lines changed: facts set, facts unset; everything else stays (what-if, interview).

The line set replaces what the case said of the same sentence and the same entities, contested lines included.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from siyar.ground.accounts import key
from siyar.model import Case, CaseLine, Claim, LineKind

TELLING = (LineKind.GIVEN, LineKind.CONTESTED, LineKind.UNKNOWN, LineKind.STIPULATED)


def variant(case: Case, given: Iterable[Claim] = (), unset: Iterable[Claim] = ()) -> Case:
    """The case with the claims given, and with nothing said of those unset."""
    told, gone = tuple(given), {key(claim) for claim in unset}
    replaced = {key(claim) for claim in told} | gone
    kept = [line for line in case.lines if line.kind not in TELLING or key(line.claim) not in replaced]
    lines = (*kept, *(CaseLine(LineKind.GIVEN, claim) for claim in told))
    return replace(case, lines=lines)
