"""The smallest changes that alter rulings on a case, with what is then ruled. Pure data."""

from __future__ import annotations

from dataclasses import dataclass

from siyar.hearing import Ruling, Sitting


@dataclass(frozen=True, slots=True)
class Altered:
    """A smallest set of changes, in words, and the ruling after it; where values of a fact do the same, all of them."""

    words: tuple[str, ...]
    after: Ruling


@dataclass(frozen=True, slots=True)
class Turning:
    """One doctrine on one sentence: ``sets`` alter its ruling, each changing ``size`` facts; no fewer do.

    ``size`` is 0 where none of at most ``tried`` facts does. ``kept``: facts, in words, that were left as they are.
    ``complete``: False where some sets are left out, since a hearing does not go through so many cases.
    """

    before: Ruling
    size: int
    tried: int
    sets: tuple[Altered, ...]
    kept: tuple[str, ...]
    complete: bool


@dataclass(frozen=True, slots=True)
class Turnings:
    """Everything `siyar whatif --smallest` found. ``force``: acts of force, in words, that were left out."""

    sitting: Sitting
    found: tuple[Turning, ...]
    force: tuple[str, ...] = ()
