"""Which row fits a sentence: S1 to S6 of docs/semantics.md section 5, as a function of what was found about it.

Whoever evaluates (one case, or a million at once) gathers `Findings`; the row is decided here and nowhere else.

>>> row(Findings(shown=(0b10000, 0b11110, 0b11000), ruled=True, applied=True)).values
(16,)
>>> clash = row(Findings(shown=(0b11110,), standing=(0b10000, 0b00010), ruled=True, applied=True))
>>> clash.status.value, clash.between, clash.holds
('contested', (2, 16), (30,))
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from siyar.conclusion import Answer, Because, Status


@dataclass(frozen=True, slots=True)
class Findings:
    """What one outcome says about one atom. All sets of words are masks over the atom's values, in any order.

    ``definite``, ``shown`` and ``undetermined`` are the words tagged +Δ, +∂ and ∂?; ``standing`` the heads of the
    strict and defeasible rules on the atom that stand (D8). ``ruled``: the theory has such rules; ``applied``: one of
    them applies.
    """

    definite: tuple[int, ...] = ()
    shown: tuple[int, ...] = ()
    undetermined: tuple[int, ...] = ()
    standing: tuple[int, ...] = ()
    ruled: bool = False
    applied: bool = False


def row(found: Findings) -> Answer:
    """The first of S1 to S6 that fits. Masks in the answer ascend.

    ``holds`` is filled in every row but the silent ones; ``between`` has the definite words of S1, the heads of S2 or
    the undetermined words of S3.
    """
    holds = least(found.shown)
    if clash := opposed(found.definite):
        return Answer(Status.CONTESTED, (), least(clash), holds, Because.CONTRADICTION)
    if clash := opposed(found.standing):
        return Answer(Status.CONTESTED, (), least(clash), holds, Because.RULES)
    if found.undetermined:
        return Answer(Status.CONTESTED, (), least(found.undetermined), holds, Because.CIRCULAR)
    if holds:
        return Answer(Status.RULED, holds, (), holds)
    return Answer(Status.SILENT, because=_silence(found))


def _silence(found: Findings) -> Because:
    """S5 and S6. A rule that stands without its conclusion is held back: by a defeater, or from another sentence."""
    if found.standing:
        return Because.HELD_BACK
    if found.applied:
        return Because.OVERRIDDEN
    return Because.NONE_APPLIES if found.ruled else Because.NO_RULE


def least(words: Iterable[int]) -> tuple[int, ...]:
    """The words that no other of them implies (⊑-least), ascending."""
    masks = set(words)
    return tuple(sorted(m for m in masks if not any(n != m and n & ~m == 0 for n in masks)))


def opposed(words: Iterable[int]) -> tuple[int, ...]:
    """Those of the words that are opposed to another of them."""
    masks = set(words)
    return tuple(m for m in masks if any(m & n == 0 for n in masks))
