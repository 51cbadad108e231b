"""A user's table answered in a process of its own: `python -m siyar.web.tabling`, JSON in, JSON out.

The table and the mapping are the user's, and so are doctrines that were saved: all are read here, with the limits of
`trial`.
What comes out is what `siyar batch` writes, row by row, and what it says on the way.
"""

from __future__ import annotations

import csv
from dataclasses import replace
from itertools import product
from pathlib import Path
from typing import Any

from siyar.web import trial
from siyar.web.desk import SAVED

#: What the files are called in diagnostics.
TABLE, MAPPING, ANSWERS = "table.csv", "mapping.md", "answers.csv"


def main() -> None:
    trial.answered({TABLE: "table", MAPPING: "mapping"}, tabled)


def tabled(asked: dict[str, Any]) -> dict[str, Any]:
    """The rows with their answers; or the draft of a mapping, where one was asked for."""
    from siyar.batch.opening import Unreadable
    from siyar.web.saved_doctrines import Beside, with_saved
    from siyar.web.saving import Saved
    from siyar.workbench import Workbench

    texts = [Saved(**one) for one in asked["texts"]]
    found = with_saved(Workbench.open(), texts)
    if not isinstance(found, Beside):
        return _found(found)
    bench = found.bench
    try:
        if asked["draft"]:
            from siyar.batch.suggesting import suggested

            return _found(draft=suggested(bench, Path(TABLE), asked["questions"]))
        said = _rows(bench, asked, {SAVED + one.id: one.doctrine for one in texts})
        return {**said, "whose": {name: _whose(bench, name) for name in found.own}}
    except Unreadable as error:
        return _found(error.problems)


def _whose(bench: Any, name: str) -> list[str]:
    from siyar.web.pages.answers import titled, whose_words

    return [titled(bench.library, name), whose_words(bench.library, name)]


def _rows(bench: Any, asked: dict[str, Any], copies: dict[str, str]) -> dict[str, Any]:
    from siyar.batch.reading import open_mapping

    mapping, problems = open_mapping(asked["shipped"] or MAPPING, bench.library)
    if mapping is None or any(p.severity == "error" for p in problems):
        return _found(problems)
    doctrines, questions = asked["doctrines"] or bench.under_study, asked["questions"]
    # A copy of a doctrine speaks to whom that does.
    alike = {name: mapping.addressed[id] for name, id in copies.items() if id in mapping.addressed}
    mapping = replace(mapping, addressed={**mapping.addressed, **alike})
    answer = _together if mapping.grouped else _each
    return answer(bench, mapping, doctrines, questions, problems)


def _each(bench: Any, mapping: Any, doctrines: Any, questions: Any, problems: Any) -> dict[str, Any]:
    """Each row as a case."""
    from siyar.batch.compiled import compiled
    from siyar.batch.coverage import left_out
    from siyar.batch.running import run

    found = compiled(bench, mapping, doctrines, questions)
    if isinstance(found, tuple):
        return _found((*problems, *found))
    notes = list(left_out(found))
    if not found.answered:
        return _found(problems, notes=notes)
    run(found, Path(TABLE), Path(ANSWERS), {"library": "", "doctrines": doctrines}, tell=notes.extend)
    with Path(ANSWERS).open(encoding="utf-8", newline="") as written:
        head, *rows = csv.reader(written)
    return _found(problems, notes=notes, columns=head, rows=rows)


def _together(bench: Any, mapping: Any, doctrines: Any, questions: Any, problems: Any) -> dict[str, Any]:
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

    none: dict[str, Any] = {"notes": [], "columns": [], "rows": [], "carried": [], "draft": "", "whose": {}}
    return {"problems": to_json(problems), **none, **more}


if __name__ == "__main__":
    main()
