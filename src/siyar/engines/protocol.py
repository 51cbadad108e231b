"""What every engine offers."""

from __future__ import annotations

from typing import Protocol

from siyar.conclusion import Outcome
from siyar.theory import Theory


class Evaluate(Protocol):
    """From a ground theory to its outcome; open facts are absent (neither they nor their denial are given)."""

    def __call__(self, theory: Theory) -> Outcome: ...
