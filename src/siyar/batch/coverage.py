"""What a mapping leaves out of a table and of the doctrines: told before every run."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import duckdb

from siyar.asking import to_ask
from siyar.batch import cells
from siyar.batch.cells import Types
from siyar.batch.compiled import Compiled
from siyar.batch.mapping import TableMapping
from siyar.batch.opening import Sheet
from siyar.explain import speech
from siyar.ground import Said
from siyar.hearing import posed
from siyar.model import Claim, Sentence
from siyar.workbench import Workbench

#: So many names are written out.
NAMED = 8


Tell: TypeAlias = Callable[[Iterable[str]], None]


def left_out(found: Compiled) -> Iterator[str]:
    """Lines about questions not encoded, and facts that no line gives."""
    for doctrine, question in found.not_encoded:
        yield f"not encoded: {doctrine} on {question}; it has no columns in the output"
    for each in found.answered:
        asked = each.program
        if asked.unmapped:
            yield _unmapped(asked.doctrine, each.question, asked.unmapped, len(asked.unmapped) + len(asked.facts))


def left_out_together(ungiven: Mapping[tuple[str, str], Ungiven | None]) -> Iterator[str]:
    """The same of rows that are one case together; ``ungiven``: none where a doctrine does not encode a question."""
    for (doctrine, question), facts in ungiven.items():
        if facts is None:
            yield f"not encoded: {doctrine} on {question}; it has no answers in the output"
    for (doctrine, question), facts in ungiven.items():
        if facts is not None and facts.words:
            yield _unmapped(doctrine, question, facts.words, facts.of)


@dataclass(frozen=True, slots=True)
class Ungiven:
    """Facts that no line of a mapping gives, in words, of all that an answer can turn on."""

    words: tuple[str, ...]
    of: int


def ungiven(
    bench: Workbench, mapping: TableMapping, doctrine: str, question: str, reading: Mapping[str, str] | None
) -> Ungiven | None:
    """The facts that the sentences of a question can turn on in the mapping's parties; none where it is not encoded.

    What a line says under any condition counts as given.
    """
    if question not in bench.library.doctrines[doctrine].questions:
        return None
    found = to_ask(bench.library, mapping.case, [question], "", everything=True, doctrines=[doctrine])
    said = {claim.sentence for line in mapping.said for claim in _claims(line.claim)}
    if mapping.events:
        said |= _reckoned(bench.sentences.values(), said)
    words: dict[str, None] = {}
    facts: set[str] = set()
    for asked in () if isinstance(found, tuple) else found.claims:
        grounded, theory, _ = posed(bench.frame(doctrine, reading), mapping.case, asked)
        spoken = speech(grounded)
        facts |= theory.open.keys()
        for name in theory.open:
            origin = theory.atoms[name].origin
            if isinstance(origin, Said) and origin.sentence.id not in said:
                words[spoken.subject(theory.atoms[name])] = None
    return Ungiven(tuple(words), len(facts))


def _reckoned(sentences: Iterable[Sentence], said: AbstractSet[str]) -> set[str]:
    """What follows from the days of events: the time since something became so, and what it decides."""
    every = list(sentences)
    clocks = {s.id for s in every if s.since is not None and s.since.sentence in said}
    known = clocks | said
    return clocks | {s.id for s in every if s.once is not None and {c.sentence for c in _claims(s.once)} <= known}


def _claims(claim: Claim) -> Iterator[Claim]:
    yield claim
    if claim.comparison and isinstance(claim.comparison.than, Claim):
        yield claim.comparison.than


def seen(
    con: duckdb.DuckDBPyConnection,
    path: Path,
    sheets: Sequence[Sheet],
    mapping: TableMapping,
    types: Types,
    count: int,
) -> Iterator[str]:
    """Lines about columns that are not used, and values that no row has."""
    looked = {*mapping.columns, *mapping.unused}
    for sheet in sheets:
        if spare := [name for name in sheet.columns if name not in looked]:
            many = f"{len(spare)} of {len(sheet.columns)} columns of {sheet.file.name}"
            yield f"{many} are neither used nor listed as unused: {_some(spare)}"
            break  # the other files have the same, as a rule
    for name, value in cells.never_seen(con, (cells.typed(con, sheet, mapping, types) for sheet in sheets), mapping):
        yield f"no row of {path.name} ({count:,}) has {value!r} in the column {name}"


def _unmapped(doctrine: str, question: str, facts: Sequence[str], many: int) -> str:
    return f"{doctrine} on {question}: {len(facts)} of {many} facts it can turn on are given by no line: " + _some(
        facts, "; "
    )


def _some(names: Sequence[str], mark: str = ", ") -> str:
    more = len(names) - NAMED
    return mark.join(names[:NAMED]) + (f" and {more} more" if more > 0 else "")
