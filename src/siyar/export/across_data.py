"""Doctrines over all cases of a question as data: JSON with everything that was found, CSV with one row a status.

``schema/compare-doctrines.json`` describes the JSON. Every status of both names the doctrine and who encoded it.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Any

import siyar
from siyar.export.comparison_data import AND, harmless, yes
from siyar.export.terms import term
from siyar.export.to_json import ruling_json, said
from siyar.export.wording import demand
from siyar.hearing import Attributed
from siyar.model import Library
from siyar.study.across import Across, Alone, Kind, Line, Scope, Sought, TooLarge

Json = dict[str, Any]


def across_json(found: Across, library: Library) -> Json:
    """The object `siyar compare D1 D2 --format json` prints; ``schema/compare-doctrines.json`` describes it."""
    return {
        "siyar": siyar.__version__,
        "library": {v.id: v.version for v in library.vocabularies.values()},
        "differences_only": found.differences,
        "every_reading": found.every_reading,
        "doctrines": [doctrine_json(library, id) for id in found.doctrines],
        "sentences": [_sentence(line, library) for line in found.lines],
        "sought": [_sought_json(sought, library) for sought in found.sought],
        "too_large": too_large_json(found.too_large),
        "force": list(found.force),
        "unshared": [{"about": words, "without_rules": list(doctrines)} for words, doctrines in found.unshared],
    }


def doctrine_json(library: Library, id: str) -> Json:
    """Whose a study is, in data."""
    doctrine = library.doctrines[id]
    return {
        "doctrine": id,
        "title": doctrine.title,
        "voice": doctrine.voice,
        "encoded_by": doctrine.encoded_by,
        "reviewed_by": doctrine.reviewed_by,
        "shipped": doctrine.shipped,
        "digest": doctrine.digest,
    }


def too_large_json(large: Sequence[TooLarge]) -> list[Json]:
    """The sentences that were not gone through."""
    return [
        {"question": one.question.id, "about": one.about, "cases": one.cases, "facts": list(one.facts)} for one in large
    ]


def _sentence(line: Line, library: Library) -> Json:
    return {
        "question": line.question.id,
        "asks": line.question.asks,
        "about": line.about,
        "scope": _scope(line.scope),
        "cells": [{"says": _says(cell.says), "cases": cell.count} for cell in line.cells],
        "differences": [
            {
                "one": d.one,
                "other": d.other,
                "cases": d.count,
                "where": None if d.terms is None else [list(term) for term in d.terms],
                "alone": [_alone(each) for each in d.alone] or None,
                "shortened": d.shortened,
                "kinds": [{**_kind(kind, library), "cases": kind.count} for kind in d.kinds],
            }
            for d in line.differences
        ],
    }


def _alone(alone: Alone) -> Json:
    return {
        "doctrine": alone.doctrine,
        "branches": [
            {"says": said(b.says), "form": b.form.value, "terms": [list(term) for term in b.terms]}
            for b in alone.branches
        ],
    }


def _sought_json(sought: Sought, library: Library) -> Json:
    return {
        "question": sought.question.id,
        "asks": sought.question.asks,
        "about": sought.about,
        "scope": _scope(sought.scope),
        "differences": [
            {"one": d.one, "other": d.other, "kinds": [_kind(kind, library) for kind in d.kinds]}
            for d in sought.separations
        ],
    }


def _kind(kind: Kind, library: Library) -> Json:
    return {
        "says": _says(kind.says),
        "given": list(kind.given),
        "rulings": [ruling_json(r, library, beside=False) for r in kind.rulings],
    }


def _scope(scope: Scope) -> Json:
    return {
        "cases": scope.total,
        "entities": [{"name": e.name, "type": e.type} for e in scope.case.entities],
        "given": list(scope.given),
        "facts": list(scope.facts),
        "readings": [{"doctrine": d, "reading": r, "option": o} for d, r, o in scope.readings],
        "ways": [
            {
                "doctrine": way.doctrine,
                "chosen": _options(way.chosen),
                "alike": [_options(other) for other in way.alike],
                "idle": list(way.idle),
            }
            for way in scope.ways
        ],
    }


def _options(chosen: Sequence[tuple[str, str]]) -> list[Json]:
    return [{"reading": reading, "option": option} for reading, option in chosen]


def _says(each: Sequence[Attributed]) -> list[Json]:
    return [said(one) for one in each]


# --------------------------------------------------------------------------- a table

#: The columns of the table, one row for each doctrine in each combination of answers.
COLUMNS = (
    "question",
    "asks",
    "about",
    "entities",
    "given",
    "facts",
    "readings",
    "of_cases",
    "combination",
    "cases",
    "doctrine",
    "title",
    "voice",
    "date",
    "status",
    "value",
    "term",
    "between",
    "holds",
    "smallest",
    "encoded_by",
    "reviewed_by",
    "shipped",
    "digest",
    "differences_only",
    "every_reading",
    "library",
    "siyar",
)


def across_csv(found: Across, library: Library) -> str:
    """A tidy table: a row for each sentence, way of reading, combination of answers, and doctrine.

    ``combination`` numbers the combinations of a sentence; ``cases`` of ``of_cases`` have it. ``smallest``: of two
    doctrines that differ, the facts of a smallest case. Sentences that were searched have no ``cases``; those that were
    left out are not in the table.
    """
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n", restval="")
    writer.writeheader()
    shared = {
        "differences_only": yes(found.differences),
        "every_reading": yes(found.every_reading),
        "library": AND.join(f"{v.id} {v.version}" for v in library.vocabularies.values()),
        "siyar": siyar.__version__,
    }
    for row in (*_rows(found), *_rows_sought(found)):
        writer.writerow({key: harmless(words) for key, words in {**shared, **row}.items()})
    return out.getvalue()


def _rows(found: Across) -> Iterator[dict[str, str]]:
    for line in found.lines:
        asked = {**_asked(line), "of_cases": str(line.scope.total)}
        smallest = {}
        if len(found.doctrines) == 2:
            smallest = {_key(kind.says): AND.join(kind.given) for d in line.differences for kind in d.kinds}
        for number, cell in enumerate(line.cells, 1):
            here = {"combination": str(number), "cases": str(cell.count), "smallest": smallest.get(_key(cell.says), "")}
            yield from ({**asked, **here, **_status(one)} for one in cell.says)


def _rows_sought(found: Across) -> Iterator[dict[str, str]]:
    for sought in found.sought:
        kinds = [kind for apart in sought.separations for kind in apart.kinds]
        for number, kind in enumerate(kinds, 1):
            here = {"combination": str(number), "smallest": AND.join(kind.given)}
            yield from ({**_asked(sought), **here, **_status(one)} for one in kind.says)


def _key(says: Sequence[Attributed]) -> tuple[object, ...]:
    return tuple((one.doctrine, one.outcome) for one in says)


def _asked(line: Line | Sought) -> dict[str, str]:
    scope = line.scope
    return {
        "question": line.question.id,
        "asks": line.question.asks,
        "about": line.about,
        "entities": AND.join(f"{e.name} ({e.type})" for e in scope.case.entities),
        "given": AND.join(scope.given),
        "facts": AND.join(scope.facts),
        "readings": AND.join(f"{doctrine}/{reading}={option}" for doctrine, reading, option in scope.readings),
    }


def _status(one: Attributed) -> dict[str, str]:
    demand(one)
    outcome = one.outcome
    return {
        "doctrine": one.doctrine,
        "title": one.title,
        "voice": one.voice,
        "date": one.date,
        "status": outcome.status.value,
        "value": outcome.value or "",
        "term": term(one.terms, outcome.value or ""),
        "between": AND.join(outcome.between),
        "holds": AND.join(outcome.holds),
        "encoded_by": one.encoded_by,
        "reviewed_by": one.reviewed_by,
        "shipped": yes(one.shipped),
        "digest": one.digest,
    }
