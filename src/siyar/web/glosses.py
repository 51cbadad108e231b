"""Names of answers in the language of the page, beside the words of the library: a gloss, never in their place.

What a doctrine says is built from the library's sentences and stays in its language; the five values, those of
validity, and how an answer stands have names of their own in Arabic. An answer that is one of a doctrine's own words
has none.
"""

from __future__ import annotations

from siyar.conclusion import Because, Status
from siyar.hearing import Ruling
from siyar.web.catalogue import catalogue

#: The answers that have a name, as `Outcome.value` has them.
VALUES = (
    "forbidden", "discouraged", "optional", "permitted", "recommended", "obligatory", "not obligatory",
    "valid", "defective", "void", "yes", "no",
)  # fmt: skip

#: What there is in place of an answer, and how one stands.
STANDS = ("silent", "contested ruling", "open", "not encoded yet", "settled", "not settled")

_OF = {Status.SILENT: "silent", Status.CONTESTED: "contested ruling", Status.OPEN: "open"}


def name(word: str, language: str) -> str:
    """A word's own name in the language; empty where it has none, or the language is that of the library."""
    found = catalogue(language).gettext(word) if word in (*VALUES, *STANDS) else word
    return "" if found == word else found


def gloss(ruling: Ruling, language: str) -> str:
    """The answer's name in the language; nothing in English, and for an answer without one."""
    outcome = ruling.outcome
    if outcome.because is Because.NOT_ENCODED:
        word = "not encoded yet"
    elif outcome.status is Status.RULED:
        word = outcome.value or ""
    else:
        word = _OF[outcome.status]
    return name(word, language)
