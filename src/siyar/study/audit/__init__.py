"""What an audit finds in a doctrine over the whole case space of its questions; docs/audit.md has the definitions."""

from __future__ import annotations

from collections.abc import Sequence

from siyar.model import Doctrine, Library
from siyar.study.across import TooLarge
from siyar.study.audit.clashes import clashes
from siyar.study.audit.facts import facts
from siyar.study.audit.gaps import force, lines
from siyar.study.audit.notes import explained, notes_of, shared_notes
from siyar.study.audit.nouns import Audit, Finding, Kind
from siyar.study.audit.passages import passages
from siyar.study.audit.priorities import priorities
from siyar.study.audit.ranges import Framed, Range
from siyar.study.audit.readings import readings
from siyar.study.audit.rules import rules
from siyar.study.audit.unused import unused, unused_shared
from siyar.study.audit.whether import whether

__all__ = ["Audit", "Finding", "Kind", "Range", "audit", "audit_shared"]


def audit(
    library: Library,
    doctrine: Doctrine,
    ranges: Sequence[Range],
    framed: Framed,
    too_large: Sequence[TooLarge] = (),
    *,
    narrowed: bool = False,
) -> Audit:
    """All findings of one doctrine, family by family. ``ranges``: the sentences that were gone through.

    ``doctrine`` has its precedents among its rules where they count. ``narrowed``: there are more sentences; what no
    case space shows, and what shows only over all of them, is then left out. Raises `TooManyNodes` and `TooManyCases`.
    """
    of_rules = rules(ranges, doctrine)
    dead = {f.subject for f in of_rules.findings if f.kind in (Kind.NEVER_ASKED, Kind.NEVER_APPLIES)}
    found: tuple[Finding, ...] = (
        *clashes(ranges, library),
        *of_rules.findings,
        *priorities(ranges, dead),
        *readings(ranges, doctrine, framed),
        *facts(ranges, doctrine),
        *whether(ranges, doctrine),
        *passages(doctrine),
        *unused(doctrine),
    )
    told = tuple(explained(found, notes_of(doctrine)))
    return Audit(
        doctrine.id,
        tuple(lines(ranges, library)),
        tuple(f for f in told if not (narrowed and f.kind in _OF_THE_WHOLE)),
        tuple(force(ranges)),
        of_rules.force,
        tuple(too_large),
        doctrine.prevailing is not None,
    )


_OF_THE_WHOLE = (Kind.NEVER_ASKED, Kind.NO_PASSAGE, Kind.UNUSED, Kind.IDLE_NOTE)


def audit_shared(library: Library) -> tuple[Finding, ...]:
    """What the vocabularies declare and no doctrine uses."""
    return tuple(explained(unused_shared(library), shared_notes(library)))
