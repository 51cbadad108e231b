"""Diagrams from one bit a case, to compare with what was made otherwise."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from math import prod

from siyar.engines.bits.diagrams import Diagrams


def of_vectors(diagrams: Diagrams, facts: Sequence[int], vectors: Mapping[Hashable, int]) -> int:
    """For each label its cases are given, counted with the *last* of the facts changing fastest."""
    alone = [label for label, vector in vectors.items() if vector]
    if len(alone) == 1:
        return diagrams.leaf(alone[0])
    fact, *others = facts
    width = prod(diagrams.sizes[other] for other in others)
    ones = (1 << width) - 1
    parts = [{label: v >> k * width & ones for label, v in vectors.items()} for k in range(diagrams.sizes[fact])]
    return diagrams.node(fact, tuple([of_vectors(diagrams, others, part) for part in parts]))
