"""The answers and how they stand, and how grave a problem is: words that the catalogue of the pages names."""

from __future__ import annotations

from siyar.web.catalogue import catalogue

#: The answers that have a name, as `Outcome.value` has them.
VALUES = (
    "forbidden", "discouraged", "optional", "permitted", "recommended", "obligatory", "not obligatory",
    "valid", "defective", "void", "yes", "no",
)  # fmt: skip

#: What there is in place of an answer, and how one stands.
STANDS = ("silent", "contested ruling", "open", "not encoded yet", "settled", "not settled")

#: How grave a problem of a text is.
SEVERITIES = ("error", "warning")


def name(word: str, language: str) -> str:
    """A word's own name in the language; empty where it has none, or the language is that of the library."""
    found = catalogue(language).gettext(word) if word in (*VALUES, *STANDS, *SEVERITIES) else word
    return "" if found == word else found
