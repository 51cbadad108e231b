"""A doctrine as one file: its own files one after the other, under the header of the first."""

from __future__ import annotations

from siyar.export.pages.notes import files
from siyar.language.frontmatter import front_matter
from siyar.model import Doctrine, Scope
from siyar.source import Text

#: What lines of conditions begin with; a scope names its rules below them.
CONDITIONS = frozenset({"when", "and", "or", "unless"})


def doctrine_file(doctrine: Doctrine) -> str:
    """The text of all its files as one; of the others than the first what stands below their front matter.

    It keeps its id: read beside the library it takes the place of the shipped one, and is marked as an edited one. A
    scope is about the rules of its file, so that each says which those were.
    """
    first, *others = files(doctrine)
    if not others:
        return first.characters
    below = ["\n".join(_covering(doctrine, text).splitlines()[front_matter(text).lines :]).strip() for text in others]
    return "\n\n".join([_covering(doctrine, first).rstrip(), *below]) + "\n"


def _covering(doctrine: Doctrine, text: Text) -> str:
    """The text with the rules of each scope named in it, below the conditions of the scope."""
    scopes = {scope.id: scope for scope in doctrine.scopes if scope.span and scope.span.text.name == text.name}
    found: list[str] = []
    scope: Scope | None = None  # one whose rules are still to be named
    for line in text.characters.splitlines():
        word, *rest = line.split("#")[0].split() or [""]
        if scope and word not in CONDITIONS:
            found.append(f"  covers           {', '.join(scope.rules)}")
            scope = None
        if word == "scope" and rest and rest[0] in scopes and not scopes[rest[0]].covers:
            scope = scopes[rest[0]]
        found.append(line)
    return "\n".join(found) + "\n"
