"""Theories of other programs, read and written: SPINdle's ``.dfl``, as far as it is basic defeasible logic."""

from siyar.interchange.conclusions import MOST_PROPAGATED, Conclusions, conclusions, too_large
from siyar.interchange.dfl import read, write
from siyar.interchange.plain import PlainTheory

__all__ = ["MOST_PROPAGATED", "Conclusions", "PlainTheory", "conclusions", "read", "too_large", "write"]
