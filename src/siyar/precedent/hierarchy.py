"""Abstract factors: what a factor is evidence of (Aleven 1997, CATO's factor hierarchy).

In Siyar the abstract factors are the concepts of a doctrine: a fact stands under every concept that a rule concludes
from it. A link says whether the factor supports the abstract factor or speaks against it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True)
class Hierarchy:
    """Links (child, parent, whether it supports the parent); a parent may itself be a child."""

    links: tuple[tuple[str, str, bool], ...] = ()

    @cached_property
    def above(self) -> dict[str, dict[str, bool]]:
        """For each factor the abstract factors above it, near or far, and whether it supports them on the way."""
        direct: dict[str, dict[str, bool]] = {}
        for child, parent, supports in self.links:
            direct.setdefault(child, {}).setdefault(parent, supports)

        def climb(name: str, sign: bool, seen: frozenset[str]) -> Iterator[tuple[str, bool]]:
            for parent, supports in direct.get(name, {}).items():
                if parent not in seen:
                    yield parent, sign is supports
                    yield from climb(parent, sign is supports, seen | {parent})

        found: dict[str, dict[str, bool]] = {}
        for child in direct:
            for parent, sign in climb(child, True, frozenset({child})):
                found.setdefault(child, {}).setdefault(parent, sign)
        return found

    def sharing(self, factor: str, others: Iterable[str], *, alike: bool) -> Iterator[tuple[str, str]]:
        """(abstract factor, other): of the others those that bear on an abstract factor of this one, alike or not."""
        mine = self.above.get(factor, {})
        for other in others:
            for abstract, sign in self.above.get(other, {}).items():
                if other != factor and abstract in mine and (mine[abstract] is sign) is alike:
                    yield abstract, other
