"""What `siyar evidence` finds of a doctrine: its evidence, and what rests on it. Pure data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from siyar.evidence.citing import Finding
from siyar.evidence.grading import Graded
from siyar.evidence.recorded import Resolution
from siyar.model import Evidence
from siyar.study.support import Removal


@dataclass(frozen=True, slots=True)
class Cited:
    """A piece of evidence: what its words and places come to here, its grades, and what rests on it.

    ``resolutions``: how a reader judged the citations of it. ``through``: (rule, precedent) for rules that rest on it
    through a precedent.
    """

    evidence: Evidence
    finding: Finding | None
    graded: tuple[Graded, ...]
    resolutions: tuple[Resolution, ...]
    rules: tuple[str, ...]
    through: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Hanging:
    """Everything `siyar evidence` found of a doctrine.

    ``asked``: the removal that was asked for, if one was; ``each``: every piece of evidence left out by itself.
    ``kept``: evidence with a hadith that the grader asked for does not grade here, and that was not set aside.
    """

    doctrine: str
    reading: Mapping[str, str]
    cited: tuple[Cited, ...]
    asked: Removal | None
    each: tuple[Removal, ...]
    kept: tuple[str, ...] = ()
