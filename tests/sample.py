"""A sample of fixed size: what is tried case by case takes the same time however large the library grows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


def some(things: Sequence[T], count: int, *, start: int = 0) -> list[T]:
    """About ``count`` of the things, evenly spread, always the same ones; ``start`` moves the comb.

    >>> some(range(10), 3), some(range(10), 3, start=1), some(range(2), 5)
    ([0, 4, 8], [1, 5, 9], [0, 1])
    """
    step = max(1, -(-len(things) // count))
    return list(things[start % step :: step])
