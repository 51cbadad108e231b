"""The bare numbers of a count, however they were come by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from siyar.rows import Findings

#: Combinations of what is found about one atom, each with its number of cases.
Tallied = Counter[Findings]


@dataclass(frozen=True, slots=True)
class Numbers:
    """The allowed cases; for each literal those in which it is +∂ and ∂?; for each atom what is found of it."""

    total: int
    shown: Sequence[int]
    undetermined: Sequence[int]
    tallies: Mapping[str, Tallied]
