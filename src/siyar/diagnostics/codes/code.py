"""A kind of problem: its code, what it means and what to do about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

#: The letter of a code and what its family is about.
FAMILIES: Mapping[str, str] = {
    "F": "files",
    "M": "Markdown",
    "L": "lines",
    "S": "sentences",
    "V": "vocabulary",
    "R": "references and rules",
    "C": "cases",
    "W": "works that are cited",
    "E": "expectations",
    "P": "stance",
    "T": "tables",
    "D": "theories of other programs",
}


class Stage(StrEnum):
    """Who notices: opening the file, the reader, `siyar.check`, or asking and running expectations."""

    OPEN = "open"
    READ = "read"
    CHECK = "check"
    RUN = "run"


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of problem. ``example`` is a message as a user sees it."""

    code: str
    title: str
    meaning: str
    remedy: str
    example: str
    stage: Stage = Stage.CHECK
    warning: bool = False

    @property
    def family(self) -> str:
        return FAMILIES[self.code[0]]


def rows(stage: Stage, *entries: tuple[str, str, str, str, str]) -> list[Code]:
    """Errors noticed at one stage: (code, title, meaning, remedy, example)."""
    return [Code(*entry, stage) for entry in entries]
