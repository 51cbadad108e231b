"""The verbs of `siyar compare` for doctrines and of `siyar diff`: what they say over all cases of a question.

The definitions are in docs/comparing-doctrines.md and docs/diff.md.
"""

from siyar.ranging.differing import Differing, diff
from siyar.ranging.verb import Reading, compare_doctrines, doctrines_alone

__all__ = ["Differing", "Reading", "compare_doctrines", "diff", "doctrines_alone"]
