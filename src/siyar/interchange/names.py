"""Names in a row, as one stretch of bytes: a million of them is no million objects.

>>> names = Names(["calm", "hāris"])
>>> names.append("open")
>>> names[1], len(names), [*names], names.index("open")
('hāris', 3, ['calm', 'hāris', 'open'], 2)
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import overload

from siyar.engines.counting.net import Ints


class Names(Sequence[str]):
    """A sequence of names that grows at its end. Kept as UTF-8, whose order is that of the characters."""

    __slots__ = ("_at", "_bytes")

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._bytes = bytearray()
        self._at: Ints[int] = array("i", [0])
        for name in names:
            self.append(name)

    def append(self, name: str) -> None:
        self._bytes += name.encode()
        self._at.append(len(self._bytes))

    def __len__(self) -> int:
        return len(self._at) - 1

    @overload
    def __getitem__(self, place: int, /) -> str: ...
    @overload
    def __getitem__(self, place: slice, /) -> list[str]: ...
    def __getitem__(self, place: int | slice, /) -> str | list[str]:
        if isinstance(place, slice):
            return [self[i] for i in range(*place.indices(len(self)))]
        if place < 0:
            place += len(self)
        if not 0 <= place < len(self):
            raise IndexError(place)
        return self._bytes[self._at[place] : self._at[place + 1]].decode()

    def __iter__(self) -> Iterator[str]:
        start = 0
        for i in range(1, len(self._at)):
            end = self._at[i]
            yield self._bytes[start:end].decode()
            start = end

    def __eq__(self, other: object) -> bool:
        return self._at == other._at and self._bytes == other._bytes if isinstance(other, Names) else NotImplemented

    __hash__ = None  # type: ignore[assignment]  # it grows

    def __repr__(self) -> str:
        return f"Names({[*self]!r})"

    def reading(self) -> Callable[[int], str]:
        """What gives the names there are now by their places, faster than one by one."""
        at, words = self._at, bytes(self._bytes)
        return lambda place: words[at[place] : at[place + 1]].decode()

    def sorted_places(self) -> Ints[int]:
        """The places of the names in the order of their characters."""
        at, words = self._at, bytes(self._bytes)
        return array("i", sorted(range(len(self)), key=lambda i: words[at[i] : at[i + 1]]))
