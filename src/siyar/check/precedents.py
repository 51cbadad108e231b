"""Precedents and factors: R021 grounds that are no facts of the case, R023 factors for both sides, R024 wrong side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations

from siyar.check.values import denied, said
from siyar.diagnostics import Diagnostic, Related
from siyar.framing.masks import head_mask
from siyar.framing.sides import filled
from siyar.framing.variables import rename
from siyar.model import Case, Claim, Dimension, Doctrine, Factor, Library, LineKind, Precedent, Sentence, Variable

_TOLD = (LineKind.GIVEN, LineKind.CONTESTED, LineKind.STIPULATED)


def precedents(doctrine: Doctrine, library: Library) -> Iterator[Diagnostic]:
    """What is wrong with the precedents, factors and dimensions of a doctrine, beside their grounds (`grounds`)."""
    sentences = library.sentences()
    ruled = {head.sentence for rule in doctrine.rules for head in rule.heads}
    for precedent in doctrine.precedents:
        case = library.cases[precedent.case]
        for claim in precedent.because:
            if claim.sentence not in ruled and not _told(claim, case, sentences):
                yield Diagnostic(
                    "R021",
                    f"the case `{case.id}` does not say so, and `{precedent.id}` was decided on it",
                    claim.span or precedent.span,
                    "give it in the case, on somebody's word, or correct the ground",
                )
            for factor in doctrine.factors:
                if _against(claim, precedent, factor, sentences):
                    yield Diagnostic(
                        "R024",
                        f"`{precedent.id}` names as its ground what favours the other side: the factor `{factor.id}`",
                        claim.span or precedent.span,
                        "correct the ground, or the side the factor favours",
                        related=(Related("the factor", factor.span),) if factor.span else (),
                    )
    yield from _both_sides(doctrine, sentences)
    blocks: tuple[Factor | Dimension, ...] = (*doctrine.factors, *doctrine.dimensions)
    for block in blocks:
        if not block.cites:
            kind = "factor" if isinstance(block, Factor) else "dimension"
            yield Diagnostic(
                "R012",
                f"the {kind} `{block.id}` names no source",
                block.span,
                "add a line `source` with the passage that states it",
            )


def _told(claim: Claim, case: Case, sentences: Mapping[str, Sentence]) -> bool:
    """Whether some line of the case, on whoever's word, implies the claim: it excludes what denies it."""
    wanted = said(denied(claim), sentences)
    lines = (line.claim for line in case.lines if line.kind in _TOLD)
    return any(
        thing.arguments == other.arguments and thing.clashes(other)
        for line in lines
        for thing in said(line, sentences)
        for other in wanted
    )


def _against(claim: Claim, precedent: Precedent, factor: Factor, sentences: Mapping[str, Sentence]) -> bool:
    """Whether the claim is the factor, of the same people, and favours what the holding excludes."""
    bound = filled(factor.favours, precedent.held)
    if bound is None or factor.when.sentence != claim.sentence or not _clash(factor.favours, precedent.held, sentences):
        return False
    there = rename(factor.when, {v: str(who) for v, who in bound.items()})
    same = all(isinstance(a, Variable) or a == b for a, b in zip(there.arguments, claim.arguments, strict=True))
    return same and (there.denial, there.options, there.comparison) == (claim.denial, claim.options, claim.comparison)


def _both_sides(doctrine: Doctrine, sentences: Mapping[str, Sentence]) -> Iterator[Diagnostic]:
    """R023: one fact, or one dimension, with opposite answers that it favours."""
    rows: tuple[tuple[Factor | Dimension, ...], ...] = (doctrine.factors, doctrine.dimensions)
    for blocks in rows:
        for one, other in combinations(blocks, 2):
            if _is(one) == _is(other) and _clash(one.favours, other.favours, sentences) and not _apart(one, other):
                yield Diagnostic(
                    "R023",
                    f"`{other.id}` favours one side, and `{one.id}`, which is the same, the other",
                    other.favours.span or other.span,
                    "keep one of the two, or give them to different options of a reading",
                    related=(Related("favours the other side", one.favours.span),) if one.favours.span else (),
                )


def _is(block: Factor | Dimension) -> object:
    return block.when if isinstance(block, Factor) else block.of


def _clash(one: Claim, other: Claim, sentences: Mapping[str, Sentence]) -> bool:
    if one.sentence != other.sentence:
        return False
    if one.options and other.options and one.modality and not set(one.options) & set(other.options):
        return False
    sentence = sentences[one.sentence]
    masks = head_mask(one, sentence), head_mask(other, sentence)
    return masks[0] is not None and masks[1] is not None and not masks[0] & masks[1]


def _apart(one: Factor | Dimension, other: Factor | Dimension) -> bool:
    return any(
        a.reading == b.reading and not set(a.options) & set(b.options) for a in one.in_reading for b in other.in_reading
    )
