"""The two sides of an issue: which answers to one sentence cannot both hold, and who its variables are in a case.

An issue is about one act or concept. Of an act there are two: is it forbidden or not, is it obligatory or not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from siyar.framing.masks import head_mask
from siyar.model import Claim, Sentence, SentenceKind, Term, Variable
from siyar.theory import NO, STANDING_WORDS, YES


@dataclass(frozen=True, slots=True)
class Issue:
    """One sentence (with its option, of an act with a choice) and the two sets of values that are its sides."""

    sentence: str
    option: str
    for_: int
    against: int

    def side(self, mask: int) -> bool | None:
        """True for what lies within the one side, False for the other, None for what lies across."""
        if mask and not mask & ~self.for_:
            return True
        return False if mask and not mask & ~self.against else None


def issue(sentence: Sentence, option: str, answers: Iterable[Claim]) -> Issue:
    """The issue that these answers to a sentence are about.

    Of an act whether it is permitted, unless none of the answers says that it is forbidden and one says that it is
    obligatory: then whether it must be done. Of a choice whether it is the first option any answer names.
    """
    masks = [mask for claim in answers if (mask := head_mask(claim, sentence))]
    if sentence.kind is SentenceKind.ACT:
        forbidden, obligatory = STANDING_WORDS["forbidden"], STANDING_WORDS["obligatory"]
        if forbidden not in masks and obligatory in masks:
            return Issue(sentence.id, option, obligatory, STANDING_WORDS["not obligatory"])
        return Issue(sentence.id, option, STANDING_WORDS["permitted"], forbidden)
    if sentence.choice:
        full = (1 << len(sentence.choice.options)) - 1
        first = next(iter(masks), 1)
        return Issue(sentence.id, option, first, full & ~first)
    return Issue(sentence.id, option, YES, NO)


def filled(favours: Claim, about: Claim) -> Mapping[Variable, Term] | None:
    """Who the variables of an answer are where it is given about somebody; None if it is about something else."""
    if favours.sentence != about.sentence or len(favours.arguments) != len(about.arguments):
        return None
    if favours.options and about.options and not set(favours.options) & set(about.options):
        return None
    found: dict[Variable, Term] = {}
    for wanted, given in zip(favours.arguments, about.arguments, strict=True):
        if isinstance(wanted, Variable):
            found[wanted] = given
        elif wanted != given:
            return None
    return found
