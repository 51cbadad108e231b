"""Reported rulings beside those of doctrines: what `docs/findings.md` is made of. Pure data."""

from __future__ import annotations

from dataclasses import dataclass

from siyar.hearing import Beside, Outcome, Ruling, UnderAccount
from siyar.model import Case, CaseLine


@dataclass(frozen=True, slots=True)
class Said:
    """A ruling, and each thing it can say on the facts the report goes by, with how that stands to the report.

    Several outcomes where the case is told in ways the report does not decide between; ``accounts`` are those ways.
    """

    ruling: Ruling
    accounts: tuple[UnderAccount, ...]
    outcomes: tuple[tuple[Outcome, Beside], ...]


@dataclass(frozen=True, slots=True)
class Report:
    """A line `reported` of a case, in words, and what each doctrine says of its sentence, those of its time first.

    ``own``: the tellers of contested facts who are also cited for the report; it goes by their accounts.
    """

    case: Case
    line: CaseLine
    words: str
    own: tuple[str, ...]
    said: tuple[Said, ...]
