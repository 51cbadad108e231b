"""The verb of `siyar compare` for doctrines: what they say over all cases of a question.

The definitions are in docs/comparing-doctrines.md.
"""

from siyar.ranging.verb import Reading, compare_doctrines, doctrines_alone

__all__ = ["Reading", "compare_doctrines", "doctrines_alone"]
