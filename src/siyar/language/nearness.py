"""The nearest known name to a name that is not known.

>>> did_you_mean("rle", ["rule", "scope"]).help
'did you mean `rule`?'
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher, get_close_matches


@dataclass(frozen=True, slots=True)
class Near:
    """``help`` in words (empty where nothing is near); ``repair`` where exactly one name is near."""

    help: str = ""
    repair: str | None = None


_FAR = 60  # longer words are no slip of a name, and comparing them is slow


def did_you_mean(name: str, known: Iterable[str]) -> Near:
    """The names of ``known`` that ``name`` may have been meant for."""
    if len(name) > _FAR:
        return Near()
    close = get_close_matches(name, list(known), n=3, cutoff=0.7)
    if not close:
        return Near()
    if len(close) > 1 and _ratio(name, close[0]) - _ratio(name, close[1]) < 0.08:
        return Near("did you mean " + " or ".join(f"`{c}`" for c in close[:2]) + "?")
    return Near(f"did you mean `{close[0]}`?", close[0])


def _ratio(one: str, other: str) -> float:
    return SequenceMatcher(None, other, one).ratio()
