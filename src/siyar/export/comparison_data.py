"""A comparison as data: JSON with everything a ruling carries, and CSV with one row a cell.

``schema/compare.json`` describes the JSON. Every cell of both names the doctrine, its title and who encoded it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

import siyar
from siyar.export.citing import passages
from siyar.export.terms import term
from siyar.export.to_json import Json, cites_json, ruling_json
from siyar.export.wording import demand, missing, said
from siyar.hearing import Ruling, Sitting
from siyar.model import Case, Library
from siyar.study.compare import Compared, Comparison, Reported, Row


def comparison_json(comparison: Comparison, library: Library) -> Json:
    """The object `siyar compare --format json` prints."""
    return {
        "siyar": siyar.__version__,
        "library": {v.id: v.version for v in library.vocabularies.values()},
        "narrowed": comparison.narrowed,
        "differences_only": comparison.differences,
        "every_reading": comparison.every_reading,
        "readings": [{"doctrine": d, "reading": r, "option": o} for d, r, o in comparison.reading],
        "cases": [_case(one, library) for one in comparison.cases],
    }


def _case(compared: Compared, library: Library) -> Json:
    return {
        "case": compared.case.id,
        "title": compared.case.title,
        "date": compared.case.date,
        "before_events": bool(compared.case.events),
        "doctrines": [
            {"doctrine": id, "title": library.doctrines[id].title, "anachronism": late or None}
            for id, late in zip(compared.doctrines, compared.anachronisms, strict=True)
        ],
        "wordless": list(compared.wordless),
        "rows": [_row(row, library) for row in compared.rows],
    }


def _row(row: Row, library: Library) -> Json:
    return {
        "question": row.question.id,
        "asks": row.question.asks,
        "about": row.about,
        "lacking": list(row.lacking),
        "rulings": [ruling_json(ruling, library, beside=False) for ruling in row.rulings],
        "otherwise": [ruling_json(ruling, library, beside=False) for ruling in row.otherwise],
        "reported": [{"words": r.words, "sources": cites_json(r.line.cites, library)} for r in row.reported],
        "partings": [
            {"one": p.one, "other": p.other, "on": p.on or None, "one_says": p.sides[0], "other_says": p.sides[1]}
            for p in row.partings
        ],
    }


#: The columns of the table, one row a cell.
COLUMNS = (
    "case",
    "case_title",
    "case_date",
    "before_events",
    "question",
    "asks",
    "about",
    "option",
    "doctrine",
    "title",
    "voice",
    "date",
    "readings",
    "otherwise",
    "status",
    "value",
    "term",
    "because",
    "between",
    "settled",
    "anachronism",
    "says",
    "rules",
    "passages",
    "seen",
    "reported",
    "lacking",
    "encoded_by",
    "reviewed_by",
    "shipped",
    "digest",
    "narrowed",
    "differences_only",
    "library",
    "siyar",
)

#: Several things in one cell of the table.
AND = "; "


def comparison_csv(comparison: Comparison, library: Library) -> str:
    """A tidy table: a row for each case, sentence and doctrine, after a head of `COLUMNS`.

    With every reading asked for, also a row for each other reading that matters, which is ``otherwise``.
    """
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n", restval="")
    writer.writeheader()
    shared = {
        "narrowed": yes(comparison.narrowed),
        "differences_only": yes(comparison.differences),
        "library": AND.join(f"{v.id} {v.version}" for v in library.vocabularies.values()),
        "siyar": siyar.__version__,
    }
    for compared in comparison.cases:
        case = _case_cells(compared.case)
        for row in compared.rows:
            for cells in _cells(row, compared, library):
                writer.writerow({key: harmless(words) for key, words in {**case, **shared, **cells}.items()})
    return out.getvalue()


def sitting_csv(sitting: Sitting, library: Library) -> str:
    """The rulings of one sitting in the same columns: the doctrines asked first, then the positions beside them."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n", restval="")
    writer.writeheader()
    shared = {
        **_case_cells(sitting.case),
        "narrowed": yes(sitting.narrowed),
        "differences_only": yes(False),
        "library": AND.join(f"{v.id} {v.version}" for v in library.vocabularies.values()),
        "siyar": siyar.__version__,
    }
    for hearing in sitting.hearings:
        asked = {"question": hearing.question.id, "asks": hearing.question.asks, "about": hearing.about}
        for ruling in (*hearing.asked, *hearing.beside):
            cells = {**shared, **asked, **_cell(ruling, library)}
            writer.writerow({key: harmless(words) for key, words in cells.items()})
    return out.getvalue()


def _case_cells(case: Case) -> dict[str, str]:
    """Which case, and whether it was asked as it is before its events."""
    return {
        "case": case.id,
        "case_title": case.title,
        "case_date": case.date,
        "before_events": yes(bool(case.events)),
    }


def _cells(row: Row, compared: Compared, library: Library) -> Iterator[dict[str, str]]:
    asked = {
        "question": row.question.id,
        "asks": row.question.asks,
        "about": row.about,
        "reported": AND.join(_reported(r, library) for r in row.reported),
        "lacking": AND.join(row.lacking),
    }
    if row.lacking:
        for id in compared.doctrines:
            yield {**asked, "doctrine": id, "title": library.doctrines[id].title}
    for ruling in row.rulings:
        yield {**asked, **_cell(ruling, library), "otherwise": yes(False)}
    for ruling in row.otherwise:
        yield {**asked, **_cell(ruling, library), "otherwise": yes(True)}


def _cell(ruling: Ruling, library: Library) -> dict[str, str]:
    attributed, outcome = ruling.attributed, ruling.outcome
    demand(attributed)
    return {
        "option": ruling.option,
        "doctrine": attributed.doctrine,
        "title": attributed.title,
        "voice": attributed.voice,
        "date": attributed.date,
        "readings": AND.join(f"{reading}={option}" for reading, option in ruling.readings),
        "status": outcome.status.value,
        "value": outcome.value or "",
        "term": term(attributed.terms, outcome.value or ""),
        "because": outcome.because.value if outcome.because else "",
        "between": AND.join(outcome.between),
        "settled": yes(ruling.settled),
        "anachronism": ruling.anachronism,
        "says": said(attributed, missing(ruling)),
        "rules": AND.join(f"{attributed.doctrine}/{rule}" for rule in ruling.deciding),
        "passages": passages(library, attributed.cites),
        "seen": attributed.seen.value if attributed.seen else "",
        "encoded_by": attributed.encoded_by,
        "reviewed_by": attributed.reviewed_by,
        "shipped": yes(attributed.shipped),
        "digest": attributed.digest,
    }


def _reported(reported: Reported, library: Library) -> str:
    cites = passages(library, reported.line.cites)
    return f"{reported.words} [{cites}]" if cites else reported.words


def yes(whether: bool) -> str:
    """A word for a cell of a table."""
    return "yes" if whether else "no"


def harmless(words: Any) -> str:
    """Words that a spreadsheet does not take for a formula."""
    text = str(words)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text
