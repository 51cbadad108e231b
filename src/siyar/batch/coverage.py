"""What a mapping leaves out of a table and of the doctrines: told before every run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from siyar.asking import to_ask
from siyar.batch import cells, opening
from siyar.batch.compiled import Compiled
from siyar.batch.mapping import TableMapping
from siyar.explain import speech
from siyar.ground import Said
from siyar.hearing import posed
from siyar.model import Claim
from siyar.workbench import Workbench

#: So many names are written out.
NAMED = 8


def covered(found: Compiled, path: Path, *, inside: str = "", encoding: str = "") -> Iterator[str]:
    """Lines about: questions not encoded, facts that no line gives, columns not used, values no row has.

    Raises `siyar.batch.opening.Unreadable`.
    """
    opening.files(path)  # a table that is not there is told of before anything else
    for doctrine, question in found.not_encoded:
        yield f"not encoded: {doctrine} on {question}; it has no columns in the output"
    for each in found.answered:
        asked = each.program
        if asked.unmapped:
            yield _unmapped(asked.doctrine, each.question, asked.unmapped, len(asked.unmapped) + len(asked.facts))
    yield from seen(found.mapping, path, inside=inside, encoding=encoding)


def covered_together(
    mapping: TableMapping,
    ungiven: Mapping[tuple[str, str], Ungiven | None],
    path: Path,
    *,
    inside: str = "",
    encoding: str = "",
) -> Iterator[str]:
    """The same of rows that are one case together; ``ungiven``: none where a doctrine does not encode a question."""
    opening.files(path)
    for (doctrine, question), facts in ungiven.items():
        if facts is None:
            yield f"not encoded: {doctrine} on {question}; it has no answers in the output"
    for (doctrine, question), facts in ungiven.items():
        if facts is not None and facts.words:
            yield _unmapped(doctrine, question, facts.words, facts.of)
    yield from seen(mapping, path, inside=inside, encoding=encoding)


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
    said = {claim.sentence for line in mapping.lines for claim in _claims(line.claim)}
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


def _claims(claim: Claim) -> Iterator[Claim]:
    yield claim
    if claim.comparison and isinstance(claim.comparison.than, Claim):
        yield claim.comparison.than


def seen(mapping: TableMapping, path: Path, *, inside: str = "", encoding: str = "") -> Iterator[str]:
    """Lines about columns that are not used, and values no row has. Raises `siyar.batch.opening.Unreadable`."""
    file = opening.files(path)[0]
    con = duckdb.connect()
    try:
        sql, count = cells.typed(con, file, mapping, table=inside, encoding=encoding)
        there = opening.columns_of(con, opening.relation(con, file, table=inside, encoding=encoding))
        looked = {*mapping.columns, *mapping.unused, "file_row_number"}
        spare = [name for name in there if name not in looked]
        if spare:
            many = f"{len(spare)} of {len(there)} columns of {file.name}"
            yield f"{many} are neither used nor listed as unused: {_some(spare)}"
        for name, value in cells.never_seen(con, sql, mapping):
            yield f"no row of {file.name} ({count:,}) has {value!r} in the column {name}"
    except duckdb.Error as error:
        raise opening.Unreadable(opening.cannot(path, error)) from None
    finally:
        con.close()


def _unmapped(doctrine: str, question: str, facts: Sequence[str], many: int) -> str:
    return f"{doctrine} on {question}: {len(facts)} of {many} facts it can turn on are given by no line: " + _some(
        facts, "; "
    )


def _some(names: Sequence[str], mark: str = ", ") -> str:
    more = len(names) - NAMED
    return mark.join(names[:NAMED]) + (f" and {more} more" if more > 0 else "")
