"""A sheet of words: what an output says, before anybody decides how it is laid out. Pure data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    """``level`` 1 is the title of the sheet."""

    words: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Item:
    """A statement and what stands under it.

    ``role`` says what it is, for those who style it: "status", "note", "cut" (something below was left out), "".
    """

    words: str
    parts: tuple[Item, ...] = ()
    role: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """``most``: on a terminal no column but the last takes more hundredths of its width, and the first column tells
    the rows apart."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    most: int | None = None


Block = Heading | Item | Table
Sheet = tuple[Block, ...]


def walk(items: tuple[Item, ...]) -> Iterator[Item]:
    """The items and everything under them, top down."""
    for item in items:
        yield item
        yield from walk(item.parts)
