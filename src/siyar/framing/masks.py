"""From what a claim says to the set of values it leaves: the A of D2's literal (s, A)."""

from __future__ import annotations

from collections.abc import Sequence

from siyar.model import Claim, Denial, Sentence, SentenceKind
from siyar.theory import NO, STANDING, STANDING_WORDS, YES


def standing_mask(claim: Claim) -> int:
    """The mask over STANDING of a norm, from the side of the act's own text."""
    assert claim.modality is not None
    mask = STANDING_WORDS[claim.modality.value]
    return mirrored(mask) if claim.denial is Denial.OPPOSITE else mask


def mirrored(mask: int) -> int:
    """A set of standings of an act as a set of standings of its opposite: f ↔ o, d ↔ r, i ↔ i (ADR 0003).

    >>> mirrored(STANDING_WORDS["permitted"]) == STANDING_WORDS["not obligatory"]
    True
    """
    return sum(1 << (len(STANDING) - 1 - i) for i in range(len(STANDING)) if mask >> i & 1)


def option_mask(options: Sequence[str], chosen: Sequence[str], denied: bool) -> int:
    """The mask of the chosen options, or of the rest."""
    mask = sum(1 << i for i, option in enumerate(options) if option in chosen)
    return ((1 << len(options)) - 1) & ~mask if denied else mask


def head_mask(claim: Claim, sentence: Sentence) -> int | None:
    """The mask of a conclusion; None for a quantity, whose values depend on the doctrine's constants."""
    if sentence.kind is SentenceKind.ACT:
        return standing_mask(claim)
    if sentence.measure:
        return None
    denied = claim.denial is not Denial.NONE
    if sentence.choice:
        return option_mask(sentence.choice.options, claim.options, denied)
    return NO if denied else YES
