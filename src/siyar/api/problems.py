"""What goes wrong from Python: problems with what was asked, and one value wanted of several."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from siyar.diagnostics import Diagnostic, to_short
from siyar.export.asking import ruling_line
from siyar.hearing import Ruling

T = TypeVar("T")


class Problems(Exception):
    """Something is wrong with what was asked or with a file; ``diagnostics`` say what, where, and what to do."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        helps = [f"  help: {d.help}" for d in self.diagnostics[:1] if d.help]
        super().__init__("\n".join([to_short(self.diagnostics).rstrip("\n"), *helps]))


class SeveralRulings(ValueError):
    """One value was wanted, and there are rulings of several doctrines, entities or options: see ``rulings``."""

    def __init__(self, rulings: Sequence[Ruling]) -> None:
        self.rulings = tuple(rulings)
        lines = "\n".join(f"  {ruling.about}: {ruling_line(ruling)}" for ruling in rulings)
        super().__init__(f"{len(rulings)} rulings; choose with `about`, or go through `rulings`:\n{lines}")


def found(result: T | tuple[Diagnostic, ...]) -> T:
    """What was found. Raises `Problems` where it is diagnostics."""
    if isinstance(result, tuple):
        raise Problems(result)
    return result
