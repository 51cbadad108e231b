"""What comes back of the evidence of a doctrine: what it cites, and what of its encoding rests on it."""

from __future__ import annotations

from dataclasses import dataclass

from siyar.api.shown import Dress, Shown
from siyar.evidence import Holdings
from siyar.evidence.hung import Cited, Hanging
from siyar.export.hanging import hanging_json, hanging_sheet, hanging_text
from siyar.study.support import Removal


@dataclass(frozen=True)
class LookedUp:
    """What was found, and the corpora it was found with."""

    hanging: Hanging
    holdings: Holdings


class Evidence(Shown[LookedUp]):
    """The evidence of a doctrine: ``cited``, and what is left without it. Grades are those of named graders."""

    dress = Dress(
        text=lambda found, library, width: hanging_text(found.hanging, library, found.holdings, width=width),
        sheet=lambda found, library: hanging_sheet(found.hanging, library, found.holdings),
        json=lambda found, library: hanging_json(found.hanging, library, found.holdings),
    )

    @property
    def cited(self) -> tuple[Cited, ...]:
        """Each piece: the ``finding`` of its words and places, ``graded``, ``resolutions``, ``rules`` that name it."""
        return self.found.hanging.cited

    @property
    def asked(self) -> Removal | None:
        """What was asked to be set aside: what is ``left``, and the ``changes`` over all cases."""
        return self.found.hanging.asked

    @property
    def each(self) -> tuple[Removal, ...]:
        """Each piece left out by itself."""
        return self.found.hanging.each

    def __repr__(self) -> str:
        return f"<siyar.Evidence of {self.found.hanging.doctrine}: {len(self.cited)} pieces>"
