"""Relational tables: several rows with one key are one case, with a party for each value of a column.

A treaty with many parties is so many rows, one a party. The case has all of them; a line of the mapping about *the
member* is said of the member of each row of which it holds, every other line once. Each case is ground by itself and
asked of every choice of its parties that the question allows, which no formula over single rows could say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby, islice
from pathlib import Path
from typing import Any

import duckdb

from siyar.asking import to_ask
from siyar.batch import cells, opening
from siyar.batch.columns import ROW
from siyar.batch.compiled import IMPOSSIBLE, NOT_ADDRESSED
from siyar.batch.conditions import Cell, truth
from siyar.batch.disk import make, writing
from siyar.batch.mapping import TableMapping, case_of
from siyar.batch.opening import Unreadable
from siyar.batch.quoting import identifier
from siyar.diagnostics import Diagnostic
from siyar.hearing import Asked, ImpossibleCase
from siyar.language.unparse import say
from siyar.model import Case, CaseLine, Claim, Entity
from siyar.workbench import Workbench

#: Answers that are written at once.
AT_ONCE = 10_000

Row = Mapping[str, Cell]


def rows(path: Path, mapping: TableMapping, *, table: str = "", encoding: str = "") -> Iterator[Row]:
    """The rows of all files of a table, typed, those of one key together. Raises `siyar.batch.opening.Unreadable`."""
    with duckdb.connect() as con:
        con.execute("SET enable_progress_bar = false")
        given = opening.files(path)
        types = cells.types_in(con, given, mapping, table=table, encoding=encoding)
        before = 0
        for place, file in enumerate(given):
            sql, count = cells.typed(con, file, mapping, table=table, encoding=encoding, types=types)
            with opening.reading(file):
                numbered = f"SELECT * REPLACE ({ROW} + {before} AS {ROW}) FROM ({sql})"
                con.execute(f"CREATE TEMP TABLE rows{place} AS {numbered}")
            before += count
        key = ", ".join(identifier(name) for name in mapping.key)
        sql = " UNION ALL ".join(f"SELECT * FROM rows{place}" for place in range(len(given)))
        found = con.execute(f"SELECT * FROM ({sql}) ORDER BY {key}, {ROW}")
        names = [column[0] for column in found.description or ()]
        while batch := found.fetchmany(10_000):
            yield from (dict(zip(names, row, strict=True)) for row in batch)


def cases(mapping: TableMapping, table: Iterable[Row]) -> Iterator[tuple[tuple[Cell, ...], list[Row], Case]]:
    """Each key with its rows and the case that they are. Rows of one key stand together."""
    for key, found in groupby(table, lambda row: tuple(row[name] for name in mapping.key)):
        group = list(found)
        yield key, group, _case(mapping, group, " ".join(map(str, key)))


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
        named = dict(zip(mapping.key, key, strict=True))
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
                    made = {**named, "rows": len(group), "doctrine": doctrine, "question": question}
                    yield made | _said(bench, doctrine, case, claim, spoken_to, reading)


def run(
    bench: Workbench,
    mapping: TableMapping,
    doctrines: Sequence[str],
    questions: Sequence[str],
    path: Path,
    out: Path,
    reading: Mapping[str, Mapping[str, str]] | None = None,
    *,
    table: str = "",
    encoding: str = "",
) -> int:
    """Write the answers on every case of a table, one a line; how many they are. The output is whole or not there.

    Raises `Unreadable`: for what cannot be read or asked, and where there is already a file.
    """
    if out.suffix != ".parquet" or out.exists():
        why = (
            "there is already a file" if out.exists() else "answers on rows together are written as `.parquet`, not to"
        )
        raise Unreadable(Diagnostic("T008", f"{why} `{out}`", file=str(out), help="choose another `--out`"))
    found = answers(bench, mapping, doctrines, questions, rows(path, mapping, table=table, encoding=encoding), reading)
    with writing(out):
        return _write(found, mapping, out)


def _write(found: Iterator[dict[str, Any] | tuple[Diagnostic, ...]], mapping: TableMapping, out: Path) -> int:
    import pyarrow
    from pyarrow import parquet

    text = ("doctrine", "question", "about", "value", "status", "because")
    said = [("rows", pyarrow.int64()), *((name, pyarrow.string()) for name in text)]
    said += [("settled", pyarrow.bool_()), ("rule", pyarrow.string())]
    schema = pyarrow.schema([*((name, pyarrow.string()) for name in mapping.key), *said])
    count = 0

    def making(place: Path) -> bool:
        nonlocal count
        with parquet.ParquetWriter(place, schema, compression="zstd") as writer:
            while some := list(islice(found, AT_ONCE)):
                told = [each if isinstance(each, dict) else _refused(each) for each in some]
                keyed = [{**each, **{name: str(each[name]) for name in mapping.key}} for each in told]
                writer.write_table(pyarrow.Table.from_pylist(keyed, schema))
                count += len(told)
        return True

    make(out, making)
    return count


def _refused(problems: tuple[Diagnostic, ...]) -> dict[str, Any]:
    raise Unreadable(*problems)


def _said(
    bench: Workbench,
    doctrine: str,
    case: Case,
    asked: Asked,
    spoken_to: bool,
    reading: Mapping[str, Mapping[str, str]] | None,
) -> dict[str, Any]:
    about = say(asked.claim, bench.sentences)
    nothing = {"about": about, **dict.fromkeys(("value", "because", "settled", "rule"))}
    if not spoken_to:
        return nothing | {"status": NOT_ADDRESSED}
    ruling = bench.hear(doctrine, case, asked, (reading or {}).get(doctrine))
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


def _case(mapping: TableMapping, group: Sequence[Row], key: str) -> Case:
    entities: list[Entity] = []
    for entity in mapping.case.entities:
        column = mapping.each.get(entity.name)
        names = [entity.name] if column is None else _names(group, column)
        entities += [replace(entity, name=name, short="" if column else entity.short) for name in names]
    lines: dict[tuple[Any, ...], CaseLine] = {}
    for row in group:
        holding = []
        for place, line in enumerate(mapping.lines):
            amount = row[line.amount.bounds[0]] if line.amount else None
            if truth(line.when, row) is True and (line.amount is None or amount is not None):
                holding.append((place, amount))
        who = {party: str(row[column]) for party, column in mapping.each.items() if row[column] is not None}
        for given in case_of(mapping, holding, key).lines:
            claim = _of(given.claim, who)
            if not set(claim.arguments) & set(mapping.each):  # else it is about a party that the row does not name
                said = (claim.sentence, claim.arguments, claim.denial, claim.options, claim.comparison)
                lines.setdefault(said, replace(given, claim=claim))
    title = f"{mapping.case.title}: {key}"
    return replace(mapping.case, id=key, title=title, entities=tuple(entities), lines=tuple(lines.values()))


def _of(claim: Claim, who: Mapping[str, str]) -> Claim:
    """The claim, said of the parties of a row."""
    arguments = tuple(who.get(term, term) if isinstance(term, str) else term for term in claim.arguments)
    comparison = claim.comparison
    if comparison and isinstance(comparison.than, Claim):
        comparison = replace(comparison, than=_of(comparison.than, who))
    return replace(claim, arguments=arguments, comparison=comparison)


def _names(group: Sequence[Row], column: str) -> list[str]:
    return list(dict.fromkeys(str(row[column]) for row in group if row[column] is not None))
