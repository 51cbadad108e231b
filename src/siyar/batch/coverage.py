"""What a mapping leaves out of a table and of the doctrines: told before every run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb

from siyar.batch import cells, opening
from siyar.batch.compiled import Compiled

#: So many names are written out.
NAMED = 8


def covered(found: Compiled, path: Path, *, inside: str = "", encoding: str = "") -> Iterator[str]:
    """Lines about: questions not encoded, facts that no line gives, columns not used, values no row has.

    Raises `siyar.batch.opening.Unreadable`.
    """
    mapping = found.mapping
    file = opening.files(path)[0]  # a table that is not there is told of before anything else
    for doctrine, question in found.not_encoded:
        yield f"not encoded: {doctrine} on {question}; it has no columns in the output"
    for each in found.answered:
        asked = each.program
        if asked.unmapped:
            facts = list(asked.unmapped)
            yield (
                f"{each.program.doctrine} on {each.question}: {len(facts)} of "
                f"{len(facts) + len(asked.facts)} facts it can turn on are given by no line: " + _some(facts, "; ")
            )
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


def _some(names: list[str], mark: str = ", ") -> str:
    more = len(names) - NAMED
    return mark.join(names[:NAMED]) + (f" and {more} more" if more > 0 else "")
