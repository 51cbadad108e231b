"""Relational tables: several rows with one key are one case, with a party for each value of a column.

A treaty with many parties is so many rows, one a party. The case has all of them; a line of the mapping about *the
member* is said of the member of each row of which it holds, every other line once. Each case is ground by itself and
asked of every choice of its parties that the question allows, which no formula over single rows could say.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from siyar.asking import to_ask
from siyar.batch.compiled import IMPOSSIBLE, NOT_ADDRESSED
from siyar.batch.conditions import Cell, truth
from siyar.batch.mapping import TableMapping, filled
from siyar.batch.outputs import CODE, ROWS
from siyar.diagnostics import Diagnostic
from siyar.hearing import Asked, ImpossibleCase
from siyar.language.unparse import say
from siyar.model import Case, CaseLine, Claim, Entity, LineKind
from siyar.workbench import Workbench
from siyar.workbench.hearers import Hearers

Row = Mapping[str, Cell]


def cases(mapping: TableMapping, table: Iterable[Row]) -> Iterator[tuple[tuple[Cell, ...], list[Row], Case]]:
    """Each key with its rows and the case that they are. Rows of one key stand together."""
    for key, found in groupby(table, lambda row: tuple(row[name] for name in mapping.key)):
        group = list(found)
        yield key, group, case_of_rows(mapping, group, " ".join(map(str, key)))


def answers(
    bench: Workbench,
    mapping: TableMapping,
    doctrines: Sequence[str],
    questions: Sequence[str],
    table: Iterable[Row],
    reading: Mapping[str, Mapping[str, str]] | None = None,
) -> Iterator[dict[str, Any] | tuple[Diagnostic, ...]]:
    """What each doctrine says on every sentence of each question, case by case; problems in place of what they keep
    from being asked."""
    for key, group, case in cases(mapping, table):
        named = carried(mapping, key, group)
        code, hearers = encoded(mapping, group), bench.hearers.about(case)
        for question in questions:
            asked = to_ask(bench.library, case, [question], "", everything=True, doctrines=doctrines)
            if isinstance(asked, tuple):
                yield asked
                continue
            for doctrine in doctrines:
                if question not in bench.library.doctrines[doctrine].questions:
                    continue
                where = mapping.addressed.get(doctrine)
                spoken_to = where is None or any(truth(where, row) is True for row in group)
                for claim in asked.claims:
                    made = {**named, ROWS: len(group), "doctrine": doctrine, "question": question}
                    yield made | _said(hearers, doctrine, case, claim, spoken_to, reading) | {CODE: code}


def carried(mapping: TableMapping, key: Sequence[Cell], group: Sequence[Row]) -> dict[str, Cell]:
    """What every answer on a case has of its rows: the key, and the first period."""
    named = dict(zip(mapping.key, key, strict=True))
    if mapping.period:
        named[mapping.period] = min((cell for row in group if (cell := row[mapping.period]) is not None), default=None)
    return named


def encoded(mapping: TableMapping, group: Sequence[Row]) -> str:
    """The cells of a case's rows, each row that differs from those before it: what the case is made of again."""
    columns = (*mapping.columns, *_bounds(mapping))
    each = dict.fromkeys(tuple(row[name] for name in columns) for row in group)
    return json.dumps(list(each), ensure_ascii=False, separators=(",", ":"), default=str)


def decoded(mapping: TableMapping, code: str) -> Case:
    """The case of which `encoded` holds the rows, but for what happens in it."""
    ((_, _, case),) = cases(mapping, rows_of(mapping, code))
    return case


def rows_of(mapping: TableMapping, code: str) -> list[Row]:
    """The rows that `encoded` holds."""
    columns = (*mapping.columns, *_bounds(mapping))
    return [dict(zip(columns, cells, strict=True)) for cells in json.loads(code)]


def _bounds(mapping: TableMapping) -> dict[str, None]:
    """The first and last days of dates, which stand beside the columns that they are read from."""
    dates = (line.amount for line in mapping.said if line.amount and line.amount.is_date)
    return dict.fromkeys(bound for amount in dates for bound in amount.bounds)


def _said(
    hearers: Hearers,
    doctrine: str,
    case: Case,
    asked: Asked,
    spoken_to: bool,
    reading: Mapping[str, Mapping[str, str]] | None,
) -> dict[str, Any]:
    about = say(asked.claim, hearers.library.sentences())
    nothing = {"about": about, **dict.fromkeys(("value", "because", "settled", "rule"))}
    if not spoken_to:
        return nothing | {"status": NOT_ADDRESSED}
    # What a ruling turns on takes more than half of the time, and stands nowhere in a table.
    ruling = hearers.hear(doctrine, case, asked, (reading or {}).get(doctrine), turning=False)
    if isinstance(ruling, ImpossibleCase):
        return nothing | {"status": IMPOSSIBLE}
    outcome = ruling.outcome
    return {
        "about": about,
        "value": outcome.value,
        "status": outcome.status.value,
        "because": outcome.because.value if outcome.because else None,
        "settled": ruling.settled,
        "rule": " ".join(dict.fromkeys(ruling.deciding)) or None,
    }


def case_of_rows(mapping: TableMapping, group: Sequence[Row], key: str) -> Case:
    """The case that rows are together; what two of them say alike is one line."""
    entities: list[Entity] = []
    for entity in mapping.case.entities:
        column = mapping.each.get(entity.name)
        names = [entity.name] if column is None else _names(group, column)
        entities += [replace(entity, name=name, short="" if column else entity.short) for name in names]
    lines: dict[tuple[Any, ...], CaseLine] = {}
    told: set[tuple[int, Cell, tuple[tuple[str, str], ...]]] = set()
    for row in group:
        who = parties(mapping, row)
        everybody = tuple(who.items())
        for place, line in enumerate(mapping.lines):
            amount = row[line.amount.bounds[0]] if line.amount else None
            if (place, amount, everybody) in told or (line.amount is not None and amount is None):
                continue
            if truth(line.when, row) is not True:
                continue
            told.add((place, amount, everybody))
            claim = of_parties(filled(line, amount), who)
            if not set(claim.arguments) & set(mapping.each):  # else it is about a party that the row does not name
                said = (claim.sentence, claim.arguments, claim.denial, claim.options, claim.comparison)
                lines.setdefault(said, CaseLine(LineKind.GIVEN, claim, span=line.span))
    title = f"{mapping.case.title}: {key}"
    return replace(mapping.case, id=key, title=title, entities=tuple(entities), lines=tuple(lines.values()))


def parties(mapping: TableMapping, row: Row) -> dict[str, str]:
    """Who in this row the parties are of whom there are several."""
    return {party: str(row[column]) for party, column in mapping.each.items() if row[column] is not None}


def of_parties(claim: Claim, who: Mapping[str, str]) -> Claim:
    """The claim, said of the parties of a row."""
    if not who:
        return claim
    arguments = tuple(who.get(term, term) if isinstance(term, str) else term for term in claim.arguments)
    comparison = claim.comparison
    if comparison and isinstance(comparison.than, Claim):
        comparison = replace(comparison, than=of_parties(comparison.than, who))
    return replace(claim, arguments=arguments, comparison=comparison)


def _names(group: Sequence[Row], column: str) -> list[str]:
    return list(dict.fromkeys(str(row[column]) for row in group if row[column] is not None))
