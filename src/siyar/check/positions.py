"""Positions that a vocabulary has shown beside rulings, and that no doctrine read is (V007)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from siyar.diagnostics import Diagnostic, Severity
from siyar.model import Library, Vocabulary
from siyar.source import Span


def positions(library: Library) -> Iterator[Diagnostic]:
    """A warning: a pack that is not installed here may bring the doctrine, or its id is misspelt."""
    for vocabulary in library.vocabularies.values():
        for key, named in (("beside", vocabulary.beside), ("further", vocabulary.further)):
            for id in dict.fromkeys(named):
                if id not in library.doctrines:
                    near = get_close_matches(id, library.doctrines, n=1, cutoff=0.8)
                    yield Diagnostic(
                        "V007",
                        f"`{key}` names `{id}`, and no doctrine here is called that",
                        _place(vocabulary, key, id),
                        f"did you mean `{near[0]}`?"
                        if near
                        else "it is left out; read the files that bring it, or take the name away",
                        Severity.WARNING,
                    )


def _place(vocabulary: Vocabulary, key: str, id: str) -> Span | None:
    """The id in the front matter, in the entry of that key."""
    if vocabulary.span is None:
        return None
    text = vocabulary.span.text
    entry = re.search(rf"^{key}[ \t]*:.*(?:\n[ \t]+.*)*", text.characters, re.MULTILINE)
    found = re.search(rf"(?<![\w-]){re.escape(id)}(?![\w-])", entry[0]) if entry else None
    return Span(text, entry.start() + found.start(), entry.start() + found.end()) if entry and found else None
