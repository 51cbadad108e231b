"""What can be wrong with a user's input, said once: code, place, words, help.

A problem is a value, never an exception. Words: lower case, no full stop, the user's text in backticks, what was
expected and what to do in `help`. The codes and their families are listed in CODES and documented in
docs/diagnostics.md, which is generated (``python -m siyar.diagnostics``).

>>> to_short([Diagnostic("F004", "the file is empty", file="doctrine.md")])
'doctrine.md: error: the file is empty [F004]\\n'
"""

from siyar.diagnostics.codes import CODES, FAMILIES, Code, Stage
from siyar.diagnostics.dresses import summary, to_json, to_short, to_terminal
from siyar.diagnostics.problem import Diagnostic, Related, Severity, ordered

__all__ = [
    "CODES",
    "FAMILIES",
    "Code",
    "Diagnostic",
    "Related",
    "Severity",
    "Stage",
    "ordered",
    "summary",
    "to_json",
    "to_short",
    "to_terminal",
]
