"""A mapping with everything in it, and rows that try all of it."""

from __future__ import annotations

import random
from collections.abc import Iterator

from siyar.batch.conditions import Cell, truth
from siyar.batch.mapping import TableMapping, case_of
from siyar.batch.reading import read_mapping
from siyar.model import Case, Library
from siyar.source import Text

LINES = """
  title            Invented treaties
  key              number
  period           year
  missing          -9
  State            the first party
  Counterpart      the other party
  Treaty           the treaty
  given            the treaty is between the first party and the other party
  given            the treaty binds the parties to fight together when defence = 1 or offence = 1
  given            the treaty does not bind the parties to fight together when defence = 0 and offence = 0
  given            the term of the treaty is {months} months when months > 0
  given            the time since the treaty was concluded is {age} years
  given            the treaty runs for a fixed term when months > 0
  given            the treaty runs without a stated term when months = 0
  given            the treaty is an alliance when kind = 'alliance'
  given            the treaty is a truce when kind = 'truce'
  given            the first party is ruled by Islam when islam = 1
  given            the first party is not ruled by Islam when islam = 0
  given            the other party is Muslim when other = 1
  given            the other party is not Muslim when other = 0
"""

FILE = (
    "---\nmapping: invented\ntitle: Invented treaties\nuses: siyar, vclt-1969\n---\n# Invented\n\n"
    "```siyar\nmapping invented{lines}```\n"
)

VALUES: dict[str, tuple[Cell, ...]] = {
    "defence": (0, 1, None),
    "offence": (0, 1, None),
    "islam": (0, 1, None),
    "other": (0, 1, None),
    "kind": ("alliance", "truce", "pact", None),
    "months": (0, 12, 40, 120, 240, None),
    "age": (1, 5, 10, 30, None),
}


def invented(library: Library, lines: str = LINES) -> TableMapping:
    mapping, problems = read_mapping(Text("invented.md", FILE.replace("{lines}", lines)), library)
    assert not problems
    assert mapping is not None
    return mapping


def rows(count: int, seed: int = 1) -> Iterator[dict[str, Cell]]:
    chance = random.Random(seed)
    for number in range(1, count + 1):
        yield {"number": number, "year": 1800 + number % 100, **{k: chance.choice(v) for k, v in VALUES.items()}}


def holding(mapping: TableMapping, row: dict[str, Cell]) -> list[bool]:
    """Which lines hold of a row."""
    return [
        truth(line.when, row) is True and (line.amount is None or row[line.amount.column] is not None)
        for line in mapping.lines
    ]


def case(mapping: TableMapping, row: dict[str, Cell]) -> Case:
    """The row as a case."""
    holds = holding(mapping, row)
    amounts = [row[line.amount.column] if line.amount else None for line in mapping.lines]
    return case_of(mapping, [(i, amounts[i]) for i, so in enumerate(holds) if so], str(row["number"]))
