"""The question whether a claim is so, for an answer that is changed."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from siyar.model import Claim, Denial, Sentence
from siyar.study.interview import Inquiry


def inquiry_into(claim: Claim, sentence: Sentence, words: str) -> Inquiry:
    """The question whether a claim is so, of a fact that need not be open."""
    bare = replace(claim, denial=Denial.NONE, options=(), span=None)
    if sentence.measure:
        than = claim.comparison.than if claim.comparison else None
        if not isinstance(than, Claim):
            bare = replace(bare, comparison=None)
            return Inquiry(bare, words, words, (), (), Fraction(0), measure=sentence.measure.kind)
    answers = sentence.choice.options if sentence.choice and bare.comparison is None else ("yes", "no")
    return Inquiry(bare, words, words, tuple(answers), (), Fraction(0))
