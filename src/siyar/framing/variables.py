"""The variables of a claim: which there are, and the claim with others in their place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from siyar.model import Claim, Variable


def variables(claim: Claim) -> Iterator[Variable]:
    """The variables of a claim, those of a compared claim included."""
    for term in claim.arguments:
        if isinstance(term, Variable):
            yield term
    if claim.comparison and isinstance(claim.comparison.than, Claim):
        yield from variables(claim.comparison.than)


def rename(claim: Claim, renaming: Mapping[Variable, Variable | str]) -> Claim:
    """The claim with its variables replaced; those not named stay."""
    arguments = tuple(renaming.get(a, a) if isinstance(a, Variable) else a for a in claim.arguments)
    comparison = claim.comparison
    if comparison and isinstance(comparison.than, Claim):
        comparison = replace(comparison, than=rename(comparison.than, renaming))
    # Not by `replace`, which takes four times as long: a ruling renames a hundred claims.
    return Claim(claim.sentence, arguments, claim.denial, claim.options, comparison, claim.modality, claim.span)
