"""How each citation of the two texts under study was resolved by a reader: shipped data, in own words.

A program compares letters; whether a sentence is in the verse it names, or speaks of the same matter, was judged by
whoever encoded the texts, and is attributed to them.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Resolution:
    """One citation. ``at``: its sentence; ``line``: of the text; ``cited``: as it is written, or nothing.

    ``wording`` and ``reference`` are what a comparison of letters finds with all corpora installed, ``record`` where;
    ``judged`` is a reader's word for it, ``says`` why, and ``right`` where the words really stand.
    """

    source: str
    at: tuple[str, ...]
    line: int
    kind: str
    cited: str
    work: str
    wording: str
    reference: str
    record: str
    judged: str
    says: str
    right: tuple[str, ...] = ()

    @property
    def by(self) -> str:
        return BY


#: Who judged.
BY = "the encoders of this library, 22 to 26 November 2026; reviewed by no scholar yet"


@lru_cache(maxsize=1)
def recorded() -> tuple[Resolution, ...]:
    """All of them, in order of source and line."""
    table = tomllib.loads((files("siyar.evidence") / "resolutions.toml").read_text(encoding="utf-8"))
    return tuple(
        Resolution(**{**entry, "at": tuple(entry["at"]), "right": tuple(entry.get("right", ()))})
        for entry in table["resolution"]
    )
