"""What the library has made of a source, sentence by sentence."""

from siyar.sources.coverage import NORMATIVE, Carrier, Coverage, Entry, citing, coverage

__all__ = ["NORMATIVE", "Carrier", "Coverage", "Entry", "citing", "coverage"]
