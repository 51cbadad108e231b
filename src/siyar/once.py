"""What is found out about a thing that never changes, found out when it is first asked for.

>>> from dataclasses import dataclass, field
>>> @dataclass(frozen=True, slots=True)
... class Word(Once):
...     letters: str
...     _once: dict[Hashable, Any] = field(default_factory=dict, init=False, compare=False, repr=False)
>>> word = Word("treaty")
>>> word.once("size", lambda: len(word.letters)), word.once("size", lambda: 0)
(6, 6)
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

T = TypeVar("T")


class Once:
    """For frozen data, which stays as it is; a copy with something changed begins with nothing found out."""

    __slots__ = ()

    #: What was found out, by whatever names it; a field of its own of whoever inherits this.
    _once: dict[Hashable, Any]

    def once(self, what: Hashable, make: Callable[[], T]) -> T:
        """What ``make`` finds out, found out once; ``what`` says which of such things it is."""
        if what not in self._once:
            self._once[what] = make()
        found: T = self._once[what]
        return found
