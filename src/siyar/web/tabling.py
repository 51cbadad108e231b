"""A user's table answered in a process of its own: `python -m siyar.web.tabling`, JSON in, JSON out.

The table and the mapping are the user's, so both are read here first, with the limits of `trial`.
What comes out is what `siyar batch` writes, row by row, and what it says on the way.
"""

from __future__ import annotations

import csv
from itertools import product
from pathlib import Path
from typing import Any

from siyar.web import trial

#: What the files are called in diagnostics.
TABLE, MAPPING, ANSWERS = "table.csv", "mapping.md", "answers.csv"


def main() -> None:
    trial.answered({TABLE: "table", MAPPING: "mapping"}, tabled)


def tabled(asked: dict[str, Any]) -> dict[str, Any]:
    """The rows with their answers; or the draft of a mapping, where one was asked for."""
    from siyar.batch.opening import Unreadable
    from siyar.workbench import Workbench

    bench = Workbench.open()
    try:
        if asked["draft"]:
            from siyar.batch.suggesting import suggested

            return _found(draft=suggested(bench, Path(TABLE), asked["questions"]))
        return _rows(bench, asked)
    except Unreadable as error:
        return _found(error.problems)


def _rows(bench: Any, asked: dict[str, Any]) -> dict[str, Any]:
    from siyar.batch.compiled import compiled
    from siyar.batch.coverage import left_out
    from siyar.batch.reading import open_mapping
    from siyar.batch.running import run

    mapping, problems = open_mapping(asked["shipped"] or MAPPING, bench.library)
    if mapping is None or any(p.severity == "error" for p in problems):
        return _found(problems)
    doctrines, questions = asked["doctrines"] or bench.under_study, asked["questions"]
    if mapping.grouped:
        return _cases(bench, mapping, doctrines, questions, problems)
    found = compiled(bench, mapping, doctrines, questions)
    if isinstance(found, tuple):
        return _found((*problems, *found))
    notes = list(left_out(found))
    if not found.answered:
        return _found(problems, notes=notes)
    run(found, Path(TABLE), Path(ANSWERS), {"library": "", "doctrines": asked["doctrines"]}, tell=notes.extend)
    with Path(ANSWERS).open(encoding="utf-8", newline="") as written:
        head, *rows = csv.reader(written)
    return _found(problems, notes=notes, columns=head, rows=rows)


def _cases(bench: Any, mapping: Any, doctrines: Any, questions: Any, problems: Any) -> dict[str, Any]:
    """Rows of one key as one case, an answer a line. Nothing is written: a file has its limit here."""
    from siyar.batch.coverage import left_out_together, ungiven
    from siyar.batch.in_memory import gathered_file, in_words

    if refused := bench.refusals((), doctrines, questions):
        return _found((*problems, *refused))
    facts = {pair: ungiven(bench, mapping, *pair, None) for pair in product(doctrines, questions)}
    notes = list(left_out_together(facts))
    told = gathered_file(bench, mapping, doctrines, questions, Path(TABLE), notes.extend)
    columns, rows = in_words(told)
    carried = [name for name in dict.fromkeys((*mapping.key, mapping.period)) if name]
    return _found(problems, notes=notes, columns=columns, rows=rows, carried=carried)


def _found(problems: Any = (), **more: Any) -> dict[str, Any]:
    from siyar.diagnostics import to_json

    return {"problems": to_json(problems), "notes": [], "columns": [], "rows": [], "carried": [], "draft": "", **more}


if __name__ == "__main__":
    main()
