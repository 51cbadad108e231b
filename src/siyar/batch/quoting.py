"""Words as SQL has them: a literal stands between `'`, the name of a column between `"`."""

from __future__ import annotations


def literal(words: str) -> str:
    return "'" + words.replace("'", "''") + "'"


def identifier(words: str) -> str:
    return '"' + words.replace('"', '""') + '"'
