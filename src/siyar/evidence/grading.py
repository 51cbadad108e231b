"""Grades of hadith by named graders: shipped data, each with its place. Nothing is merged and nobody is preferred.

>>> [(g.by, g.rank.value) for g in grades("tirmidhi 1558")]
[('Ahmad Muhammad Shakir', 'sahih'), ('al-Albani', 'daif'), ('Zubair Ali Zai', 'sahih')]
>>> Rank.HASAN >= Rank.DAIF, grader("Albani"), grader("nobody")
(True, 'al-Albani', '')
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files

from siyar.evidence.collections import collection
from siyar.evidence.names import skeleton


class Rank(StrEnum):
    """The classes of the science of hadith, lowest first."""

    MAWDU = "mawdu"
    DAIF = "daif"
    HASAN = "hasan"
    SAHIH = "sahih"

    def __ge__(self, other: object) -> bool:
        ranks = list(Rank)
        return isinstance(other, Rank) and ranks.index(self) >= ranks.index(other)

    @property
    def english(self) -> str:
        return {"mawdu": "fabricated", "daif": "weak", "hasan": "good", "sahih": "sound"}[self.value]


@dataclass(frozen=True, slots=True)
class Grade:
    """What one grader says of one hadith. ``of``: "chain" where only that is graded. ``seen``: of the place named."""

    by: str
    rank: Rank
    words: str
    source: str
    seen: str
    of: str = ""


@dataclass(frozen=True, slots=True)
class Remark:
    """What somebody says of a hadith or its narrators that is no grade."""

    by: str
    words: str
    source: str
    seen: str


@dataclass(frozen=True, slots=True)
class Graded:
    """A hadith the library cites. ``also``: records of the same report. ``ungraded``: why no grader is named."""

    id: str
    about: str
    grades: tuple[Grade, ...]
    remarks: tuple[Remark, ...] = ()
    also: tuple[str, ...] = ()
    ungraded: str = ""


@lru_cache(maxsize=1)
def all_graded() -> Mapping[str, Graded]:
    """Every hadith there is an entry for, by collection and number."""
    table = tomllib.loads((files("siyar.evidence") / "grades.toml").read_text(encoding="utf-8"))
    found = {}
    for entry in table["hadith"]:
        given = tuple(
            Grade(rank=Rank(g["rank"]), **{k: v for k, v in g.items() if k != "rank"}) for g in entry["grades"]
        )
        remarks = tuple(Remark(**r) for r in entry.get("remarks", ()))
        also = tuple(entry.get("also", ()))
        found[entry["id"]] = Graded(entry["id"], entry["about"], given, remarks, also, entry.get("ungraded", ""))
    return found


def locus(words: str) -> str:
    """A locus as entries are called: ``ibn-majah-2832`` and ``ibn-majah 2832`` are ``ibn-maja 2832``."""
    work, _, number = words.strip().rpartition(" " if " " in words.strip() else "-")
    return f"{collection(work)} {number}" if work else words.strip()


def graded(id: str) -> Graded | None:
    """The entry of a hadith, if there is one."""
    return all_graded().get(locus(id))


def grades(id: str) -> tuple[Grade, ...]:
    found = graded(id)
    return found.grades if found else ()


def graders() -> tuple[str, ...]:
    """Everybody who grades, by name."""
    return tuple(sorted({g.by for entry in all_graded().values() for g in entry.grades}))


def grader(name: str) -> str:
    """The grader those words name, or nothing."""
    bare = skeleton(name)
    return next((by for by in graders() if skeleton(by) == bare), "")


def below(id: str, least: Rank, by: str) -> bool | None:
    """Whether that grader ranks the hadith lower; None where no grade of his is known here."""
    own = [g for g in grades(id) if g.by == by]
    return not any(g.rank >= least for g in own) if own else None
