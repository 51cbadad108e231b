"""A case with some lines changed: facts set, facts unset; everything else stays (what-if, interview).

The line set replaces what the case said of the same sentence and the same entities, contested lines included.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from siyar.ground.accounts import Key, key
from siyar.model import Case, CaseLine, Claim, LineKind

TELLING = (LineKind.GIVEN, LineKind.CONTESTED, LineKind.UNKNOWN, LineKind.STIPULATED)


def variant(
    case: Case, given: Iterable[Claim] = (), unset: Iterable[Claim] = (), unknown: Iterable[Claim] = ()
) -> Case:
    """The case with the claims given, with nothing said of those unset, and with the last ones looked for in vain."""
    told, sought = tuple(given), tuple(unknown)
    gone = {key(claim) for claim in unset}
    replaced = {_place(claim) for claim in (*told, *sought)}
    kept = [
        line
        for line in case.lines
        if line.kind not in TELLING or not (_place(line.claim) in replaced or key(line.claim) in gone)
    ]
    lines = (*(CaseLine(LineKind.GIVEN, c) for c in told), *(CaseLine(LineKind.UNKNOWN, c) for c in sought))
    return replace(case, lines=(*kept, *lines))


def _place(claim: Claim) -> tuple[Key, Key | None]:
    """What a line is about: a quantity, and a comparison of it with another, are two things."""
    than = claim.comparison.than if claim.comparison else None
    return key(claim), key(than) if isinstance(than, Claim) else None
