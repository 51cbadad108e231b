"""What-if: the same questions on a case and on a variant of it, and exactly what changes."""

from __future__ import annotations

from dataclasses import dataclass

from siyar.hearing import Parting, Ruling, Sitting, parting


@dataclass(frozen=True, slots=True)
class Change:
    """One doctrine on one sentence, before and after. ``parting``: where the two explanations part, if they differ."""

    before: Ruling
    after: Ruling
    parting: Parting | None

    @property
    def changed(self) -> bool:
        """Whether the outcome, whether it is settled, or what decides it differs."""
        return (self.before.outcome, self.before.settled, self.before.deciding) != (
            self.after.outcome,
            self.after.settled,
            self.after.deciding,
        )


@dataclass(frozen=True, slots=True)
class WhatIf:
    """``supposed``: what was changed, in words, a line each."""

    before: Sitting
    after: Sitting
    supposed: tuple[str, ...]
    changes: tuple[Change, ...]


def compare(before: Sitting, after: Sitting, supposed: tuple[str, ...]) -> WhatIf:
    """The rulings of both sittings side by side, those asked for and those beside; the sittings ask the same."""
    later = {
        (r.attributed.doctrine, r.question, r.about, r.entities): r
        for hearing in after.hearings
        for r in (*hearing.asked, *hearing.beside)
    }
    changes = [
        Change(ruling, other, parting(ruling, other, ("as given", "as supposed")))
        for hearing in before.hearings
        for ruling in (*hearing.asked, *hearing.beside)
        if (other := later.get((ruling.attributed.doctrine, ruling.question, ruling.about, ruling.entities)))
    ]
    return WhatIf(before, after, supposed, tuple(changes))
