"""What a ruling hangs on, as a sheet, a tidy table and data: counts of one doctrine's cases, never a share of them."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from itertools import groupby
from typing import Any

import siyar
from siyar.export.across import (
    ASKED,
    OF_FORCE,
    cases,
    not_gone_through,
    of_cases,
    of_whom,
    read_with,
    says,
    scope_words,
    titled,
    whose,
)
from siyar.export.across_data import doctrine_json, too_large_json
from siyar.export.layout import Paint, lay_out, plain
from siyar.export.sheet import Block, Heading, Item, Sheet, Table
from siyar.export.to_html import page
from siyar.export.to_json import said
from siyar.export.to_markdown import markdown
from siyar.export.wording import dated, encoded
from siyar.hearing import Attributed
from siyar.model import Library
from siyar.phrase import chain, joined, phrase
from siyar.study.influence import Influence, Kind, Line, Row

Json = dict[str, Any]

#: What is done with each kind of thing, for the head of its rows.
HEADS = {
    Kind.FACT: phrase("When a fact takes another value"),
    Kind.RULE: phrase("Without a rule"),
    Kind.READING: phrase("With another reading"),
    Kind.PRECEDENT: phrase("Without a precedent"),
    Kind.EVIDENCE: phrase("Without a piece of evidence"),
}
#: A kind of thing, as the head of its column.
KINDS = {
    Kind.FACT: phrase("fact"),
    Kind.RULE: phrase("rule"),
    Kind.READING: phrase("reading"),
    Kind.PRECEDENT: phrase("precedent"),
    Kind.EVIDENCE: phrase("evidence"),
}
CHANGED_IN = phrase("the ruling is another in")
COLUMNS = (
    "doctrine",
    "title",
    "encoded_by",
    "reviewed_by",
    "question",
    "about",
    "kind",
    "id",
    "option",
    "words",
    "changes",
    "can_be_otherwise",
    "cases",
)


def influence_text(found: Influence, library: Library, *, width: int = 100, paint: Paint = plain) -> str:
    """What `siyar influence` prints."""
    return lay_out(influence_sheet(found, library), width=width, paint=paint)


def influence_markdown(found: Influence, library: Library) -> str:
    """The same as Markdown."""
    return markdown(influence_sheet(found, library))


def influence_html(found: Influence, library: Library) -> str:
    """The same as a page."""
    return page(influence_sheet(found, library))


def influence_sheet(found: Influence, library: Library) -> Sheet:
    """Sentence by sentence: what was ranged over, what is said there, and a table for each kind of change."""
    attributed = whose(library, found.doctrine)
    notes = (voice(attributed), dated(attributed), encoded(attributed))
    blocks: list[Block] = [
        Heading(headed(found, library), 1),
        Item(joined("; ", (note for note in notes if note)), role="detail"),
    ]
    asked = ""
    for line in found.lines:
        if line.question.id != asked:
            blocks.append(Heading(chain(line.question.id, ": ", line.question.asks)))
        asked = line.question.id
        blocks += _line(line)
    left: list[Block] = [*not_gone_through(found.too_large)]
    left += [Item(chain(words, ": ", OF_FORCE)) for words in found.force]
    return (*blocks, Heading(phrase("Not gone through")), *left) if left else tuple(blocks)


def headed(found: Influence, library: Library) -> str:
    """The title."""
    return phrase("What rulings hang on: {title}", title=titled(library, found.doctrine))


def voice(attributed: Attributed) -> str:
    """Who speaks; nothing where nobody is named."""
    return phrase("voice: {voice}", voice=attributed.voice) if attributed.voice else ""


def _line(line: Line) -> Iterator[Block]:
    yield Heading(chain(ASKED, " ", line.about), 3)
    yield Item(scope_words(line.scope), tuple(_ranged(line)))
    for attributed, count in line.says:
        yield Item(chain(of_cases(count, line.scope.total), ": ", says(attributed)))
    for kind, rows in groupby(line.rows, lambda row: row.kind):
        each = list(rows)
        yield Heading(HEADS[kind], 4)
        telling = [row for row in each if row.changes != 0]
        if telling:
            table = tuple((row_words(row), row_count(row, line.scope.total)) for row in telling)
            yield Table((KINDS[kind], CHANGED_IN), table)
        idle = [row_words(row) for row in each if row.changes == 0]
        if idle:
            yield Item(phrase("No ruling changes: {what}", what=joined("; ", idle)))


def _ranged(line: Line) -> Iterator[Item]:
    scope = line.scope
    if scope.case.entities:
        yield Item(of_whom(scope.case))
    if scope.given:
        yield Item(phrase("given: {what}", what=joined("; ", scope.given)))
    if scope.readings:
        readings = read_with([(reading, option) for _, reading, option in scope.readings])
        yield Item(phrase("read with {readings}", readings=readings))


def row_words(row: Row) -> str:
    """What is otherwise, in a few words."""
    if row.kind is Kind.READING:
        return chain(row.id, ": ", row.option)
    return row.words or row.id


def row_count(row: Row, total: int) -> str:
    """ "72 of 144 cases; it can in 96"."""
    if row.changes is None:
        return phrase("not gone through: it depends on {cases}", cases=cases(row.able))
    narrower = row.kind is Kind.FACT and row.able != total
    changed = of_cases(row.changes, total)
    return phrase("{cases}; it can in {number}", cases=changed, number=str(row.able)) if narrower else changed


def influence_csv(found: Influence, library: Library) -> str:
    """A tidy table, one row for each thing that can be otherwise; the fields are `COLUMNS`."""
    attributed = whose(library, found.doctrine)
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(COLUMNS)
    who = (found.doctrine, titled(library, found.doctrine), attributed.encoded_by, attributed.reviewed_by)
    for line in found.lines:
        for row in line.rows:
            changes = "" if row.changes is None else str(row.changes)
            what = (row.kind.value, row.id, row.option, row.words)
            counts = (changes, "" if row.changes is None else str(row.able), str(line.scope.total))
            writer.writerow((*who, line.question.id, line.about, *what, *counts))
    return file.getvalue()


def influence_json(found: Influence, library: Library) -> Json:
    """The object `siyar influence --format json` prints; ``schema/influence.json`` describes it."""
    return {
        "siyar": siyar.__version__,
        "library": {v.id: v.version for v in library.vocabularies.values()},
        "doctrine": doctrine_json(library, found.doctrine),
        "sentences": [_sentence(line) for line in found.lines],
        "too_large": too_large_json(found.too_large),
        "force": list(found.force),
    }


def _sentence(line: Line) -> Json:
    scope = line.scope
    return {
        "question": line.question.id,
        "asks": line.question.asks,
        "about": line.about,
        "scope": {
            "cases": scope.total,
            "entities": [{"name": e.name, "type": e.type} for e in scope.case.entities],
            "given": list(scope.given),
            "facts": list(scope.facts),
            "readings": [{"reading": r, "option": o} for _, r, o in scope.readings],
        },
        "says": [{"says": said(attributed), "cases": count} for attributed, count in line.says],
        "hangs_on": [
            {
                "kind": row.kind.value,
                "id": row.id,
                "option": row.option,
                "words": row.words,
                "changes": row.changes,
                "can_be_otherwise": None if row.changes is None else row.able,
                "depends_on": row.able if row.changes is None else None,
            }
            for row in line.rows
        ],
    }
