"""Notes that explain what an audit finds, where the encoding has them: ``note  audit KIND: why``.

A note explains the findings of its kind that concern its block; with a subject, ``audit KIND (SUBJECT): why``, that one
alone. A note that explains nothing is a finding itself.

>>> read("audit never decides: the passage says it twice")
('never decides', '', 'the passage says it twice')
>>> read("audit idle priority (a notwithstanding b): for the sake of the order")
('idle priority', 'a notwithstanding b', 'for the sake of the order')
>>> read("the letter repeats the manual")
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Protocol

from siyar.model import Doctrine, Library
from siyar.phrase import phrase
from siyar.study.audit.nouns import Finding, Kind

_NOTE = re.compile(r"audit ([a-z ]+?)(?: \(([^()]+)\))?: (.+)", re.DOTALL)


def read(note: str) -> tuple[str, str, str] | None:
    """Kind, subject and reason of a note to an audit; None for any other note."""
    found = _NOTE.fullmatch(note)
    return (found[1], found[2] or "", found[3]) if found else None


def explained(findings: Iterable[Finding], notes: Mapping[str, Iterable[str]]) -> Iterator[Finding]:
    """The findings with the notes of their blocks that explain them, then the notes that explain none.

    ``notes``: by the id of the block they stand in.
    """
    told = {id: [one for note in each if (one := read(note))] for id, each in notes.items()}
    used: set[tuple[str, tuple[str, str, str]]] = set()
    for finding in findings:
        why = []
        for id in finding.blocks:
            for one in told.get(id, ()):
                if one[0] == finding.kind and one[1] in ("", finding.subject):
                    used.add((id, one))
                    why.append(one[2])
        yield replace(finding, why=tuple(dict.fromkeys(why)))
    for id, each in told.items():
        for one in each:
            if (id, one) not in used:
                yield Finding(
                    Kind.IDLE_NOTE,
                    id,
                    (id,),
                    phrase("nothing of the kind was found: audit {kind}: {why}", kind=one[0], why=one[2]),
                )


class _Noted(Protocol):
    """A block that has notes."""

    @property
    def id(self) -> str: ...

    @property
    def notes(self) -> tuple[str, ...]: ...


def notes_of(doctrine: Doctrine) -> dict[str, tuple[str, ...]]:
    """The notes of a doctrine's blocks, by their ids."""
    blocks: tuple[_Noted, ...] = (
        *doctrine.rules,
        *doctrine.readings,
        *doctrine.sentences,
        *doctrine.evidence,
        *doctrine.precedents,
        *doctrine.scopes,
        *doctrine.principles,
        *doctrine.factors,
        *doctrine.dimensions,
        *doctrine.impossible,
    )
    return _by_id(blocks)


def shared_notes(library: Library) -> dict[str, tuple[str, ...]]:
    """The notes of what the vocabularies declare."""
    every = library.vocabularies.values()
    blocks: list[_Noted] = [s for v in every for s in v.sentences]
    blocks += [q for v in every for q in v.questions]
    return _by_id(blocks)


def _by_id(blocks: Iterable[_Noted]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for block in blocks:
        found[block.id] = (*found.get(block.id, ()), *block.notes)
    return found
