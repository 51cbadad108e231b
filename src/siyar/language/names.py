"""Who can be named in a sentence: in a rule the types, in a case its entities.

>>> names = TypeNames(frozenset({"Group"}))
>>> names.phrases(["the", "other", "Group", "fights"], 0)
[(Variable(type='Group', mark='another'), 'Group', False, 3)]
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from siyar.language.texts import ARTICLES, fold, phrase, possessive
from siyar.model import Entity, Term, Type, Variable

#: Somebody named: the term, its type, whether with the ending ``'s``, and the word after it.
Phrase = tuple[Term, str, bool, int]

#: Each type with itself and all its supertypes.
Kin = Mapping[str, frozenset[str]]


class Names(Protocol):
    """The noun phrases in scope. ``words`` are folded."""

    def phrases(self, words: list[str], i: int) -> list[Phrase]:
        """Everybody who may be named by the words from ``i`` on."""

    def unclear(self, words: list[str], i: int) -> tuple[str, tuple[str, ...]] | None:
        """A type name at ``i`` that fits several entities, and these."""

    @property
    def entities(self) -> tuple[str, ...] | None:
        """The names of a case; nothing in a rule."""


def kin(types: Iterable[Type]) -> dict[str, frozenset[str]]:
    """Each type with itself and its supertypes; a circle of types ends where it closes."""
    above = {t.name: t.is_a for t in types}
    found: dict[str, frozenset[str]] = {}
    for name in above:
        line, at = [name], above[name]
        while at and at not in line:
            line.append(at)
            at = above.get(at, "")
        found[name] = frozenset(line)
    return found


class TypeNames:
    """The names of a rule: ``Group``, ``another Group``, ``Group B``, with or without an article."""

    def __init__(self, types: frozenset[str]) -> None:
        self._types = types
        self._known: dict[tuple[str, str], Variable] = {}

    def phrases(self, words: list[str], i: int) -> list[Phrase]:
        found = phrase(words, i, self._types)
        if found is None:
            return []
        type_, mark, owner, after = found
        key = (type_, mark)
        variable = self._known.get(key)
        if variable is None:
            variable = self._known[key] = Variable(type_, mark)
        return [(variable, type_, owner, after)]

    def unclear(self, words: list[str], i: int) -> None:
        return None

    @property
    def entities(self) -> None:
        return None


class CaseNames:
    """The names of a case: full names, short names, and a type name where only one entity fits it."""

    def __init__(self, entities: Iterable[Entity], kin: Kin) -> None:
        self._entities = tuple(entities)
        self._by_first: dict[str, list[tuple[tuple[str, ...], Entity]]] = {}
        for entity in self._entities:
            for name in {entity.name: 0, entity.short: 0}:
                words = tuple(fold(w) for w in name.split())
                if words:
                    last = possessive(words[-1]) if len(words) == 1 else None
                    for first in dict.fromkeys((words[0], f"{words[0]}'s", f"{words[0]}'", last or words[0])):
                        self._by_first.setdefault(first, []).append((words, entity))
        self._of_type: dict[str, list[Entity]] = {name: [] for name in kin}
        for entity in self._entities:
            for name in kin.get(entity.type, ()):
                self._of_type.setdefault(name, []).append(entity)

    def phrases(self, words: list[str], i: int) -> list[Phrase]:
        found: dict[Phrase, None] = {}
        if i >= len(words):
            return []
        for name, entity in self._by_first.get(words[i], ()):
            after = i + len(name)
            if after > len(words) or words[i : after - 1] != list(name[:-1]):
                continue
            last = words[after - 1]
            if last == name[-1]:
                found[(entity.name, entity.type, False, after)] = None
            elif possessive(last) == name[-1]:
                found[(entity.name, entity.type, True, after)] = None
        typed = self._typed(words, i)
        if typed is not None and len(self._of_type[typed[0]]) == 1:
            entity = self._of_type[typed[0]][0]
            found[(entity.name, entity.type, typed[1], typed[2])] = None
        return list(found)

    def unclear(self, words: list[str], i: int) -> tuple[str, tuple[str, ...]] | None:
        typed = self._typed(words, i)
        if typed is None or len(self._of_type[typed[0]]) == 1:
            return None
        return typed[0], tuple(entity.name for entity in self._of_type[typed[0]])

    @property
    def entities(self) -> tuple[str, ...]:
        return tuple(entity.short or entity.name for entity in self._entities)

    def _typed(self, words: list[str], i: int) -> tuple[str, bool, int] | None:
        if i < len(words) and words[i] in ARTICLES:
            i += 1
        if i >= len(words):
            return None
        word = words[i]
        if word in self._of_type:
            return word, False, i + 1
        owner = possessive(word)
        return (owner, True, i + 1) if owner is not None and owner in self._of_type else None
