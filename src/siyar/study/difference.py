"""Two versions of a doctrine: the blocks that differ, and the rulings that do. Pure data."""

from __future__ import annotations

from dataclasses import dataclass

from siyar.study.across import Across
from siyar.study.versions import Edit


@dataclass(frozen=True, slots=True)
class Difference:
    """``old`` and ``new``: their ids in the library in which both stand; ``labels``: what the user called them.

    ``across``: the sentences on which they differ.
    """

    old: str
    new: str
    labels: tuple[str, str]
    edits: tuple[Edit, ...]
    across: Across

    @property
    def rules_otherwise(self) -> bool:
        """Whether some ruling differs in some case that was gone through."""
        return bool(self.across.lines)

    @property
    def whole(self) -> bool:
        """Whether every sentence that can be compared was gone through."""
        return not self.across.too_large
