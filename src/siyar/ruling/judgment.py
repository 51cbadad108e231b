"""What is found about one atom of one theory: the answer on what is known, and how it fares when more is."""

from __future__ import annotations

from dataclasses import dataclass

from siyar.conclusion import Answer
from siyar.theory import Literal


@dataclass(frozen=True, slots=True)
class Settling:
    """D15: after these answers, one value to a fact, the ruling is ``answer`` whatever the rest; no fewer will do."""

    answer: Answer
    given: tuple[Literal, ...]


@dataclass(frozen=True, slots=True)
class Judgment:
    """D10 to D15 for one atom.

    ``known``: the row that fits with unknown facts absent and ``forced`` ones added. ``final`` (D14): the settled
    answer; else ``known``; else, if that is silent, an answer of status OPEN. ``possible``: the answers over the
    allowed completions (``total`` of them, 0 where they were not counted), each with its number of completions, the
    widespread first. ``turns_on``: the ⊆-minimal sets of open facts on which the ruling turns, small ones first.
    ``settled_by``: the ⊆-minimal partial answers that settle it, small ones first. ``assumptions``: bars on open facts
    that let a rule apply as long as the fact is unknown.

    ``impossible``: not empty iff the case is rejected (D11); it then has no ruling, and ``known`` and ``final`` are
    open. ``surveyed``: False where there are too many completions to go through (``cases`` says how many); nothing is
    said of them then but what the `forced` facts tell. ``complete``: False where the search for ``turns_on`` or
    ``settled_by`` met its cap, so that what they hold is right but may not be all.
    """

    atom: str
    known: Answer
    final: Answer
    settled: bool
    possible: tuple[tuple[Answer, int], ...] = ()
    total: int = 0
    cases: int = 1
    facts: tuple[str, ...] = ()
    turns_on: tuple[tuple[str, ...], ...] = ()
    settled_by: tuple[Settling, ...] = ()
    forced: tuple[Literal, ...] = ()
    assumptions: tuple[Literal, ...] = ()
    impossible: tuple[tuple[Literal, ...], ...] = ()
    surveyed: bool = True
    complete: bool = True
