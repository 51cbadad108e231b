"""The codes: what each means and what to do about it. docs/diagnostics.md is made from this list.

>>> CODES["L002"].family
'lines'
"""

from __future__ import annotations

from collections.abc import Mapping

from siyar.diagnostics.codes.cases import CASES, EXPECTATIONS
from siyar.diagnostics.codes.code import FAMILIES, Code, Stage
from siyar.diagnostics.codes.copies import COPIES
from siyar.diagnostics.codes.corpora import CORPORA
from siyar.diagnostics.codes.files import FILES, LINES, MARKDOWN
from siyar.diagnostics.codes.rules import RULES
from siyar.diagnostics.codes.sentences import SENTENCES, VOCABULARY
from siyar.diagnostics.codes.stance import STANCE
from siyar.diagnostics.codes.tables import TABLES
from siyar.diagnostics.codes.theories import THEORIES

__all__ = ["CODES", "FAMILIES", "Code", "Stage"]

#: Every code, in the order of the families.
CODES: Mapping[str, Code] = {
    code.code: code
    for family in (
        FILES,
        MARKDOWN,
        LINES,
        SENTENCES,
        VOCABULARY,
        RULES,
        CASES,
        [*CORPORA, *COPIES],
        EXPECTATIONS,
        STANCE,
        TABLES,
        THEORIES,
    )
    for code in sorted(family, key=lambda code: code.code)
}
