"""The answers on a table as people read them: what is in it, then what each doctrine says, under its title.

Where a row is a case, a line is a row with a column for each doctrine; where several rows are one case, a line is one
answer: what was asked of which doctrine, and, where things happen, from when until when it is so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from siyar.export.across import whose
from siyar.export.wording import dated, encoded, named
from siyar.model import Library
from siyar.web.trying import Tabled

#: The endings of an answer's columns, as `siyar batch` names them.
PARTS = ("value", "status", "because", "settled", "rule")

#: What a line says where it is one answer: columns as `siyar batch` has them, and the heads they stand under.
OF_CASES = {"rows": "Rows of the case", "doctrine": "Doctrine", "about": "Asked about"}
OF_STAGES = {"from": "From", "until": "Until", "changed_by": "What became so then"}
SAYS = "What it says"


@dataclass(frozen=True, slots=True)
class Answer:
    """What one doctrine says: its value or what there is in place of one, whether settled, by which rules."""

    says: str
    because: str
    settled: bool
    rules: str

    @property
    def words(self) -> str:
        return f"{self.says} ({self.because})" if self.because else self.says


@dataclass(frozen=True, slots=True)
class Answers:
    """``heads``: the names of columns of the table, then ``ours``. ``rows``: cells as words, then answers. ``every``:
    how many there are, of which these are the first."""

    heads: tuple[str, ...]
    ours: tuple[str, ...]
    rows: tuple[tuple[tuple[str, ...], tuple[Answer, ...]], ...]
    legend: tuple[str, ...]
    every: int
    together: bool

    @property
    def lines(self) -> list[list[str]]:
        return [[*cells, *(answer.words for answer in answers)] for cells, answers in self.rows]


def read(
    library: Library, doctrines: Sequence[str], question: str, found: Tabled, most: int | None = None
) -> Answers | None:
    """The first of the answers, or all of them; none where nothing was answered."""
    if not found.rows:
        return None
    names = {} if found.carried else _names(doctrines, question, found)
    rows: list[tuple[tuple[str, ...], tuple[Answer, ...]]]
    lines = [dict(zip(found.columns, row, strict=True)) for row in found.rows[:most]]
    if found.carried:
        said = {**OF_CASES, **(OF_STAGES if "stage" in found.columns else {})}
        heads, ours = found.carried, (*said.values(), SAYS)
        rows = [(_cells(library, cells, (*found.carried, *said), found), (_answer(cells, ""),)) for cells in lines]
        place = found.columns.index("doctrine")
        asked = {row[place] for row in found.rows}
        legend = [id for id in doctrines if id in asked]
    else:
        heads, ours = tuple(_keys(found, names)), tuple(_title(library, id, found) for id in names)
        each = list(names.values())
        rows = [
            (tuple(cells[key] for key in heads), tuple(_answer(cells, f"{name}_") for name in each)) for cells in lines
        ]
        legend = list(names)
    whose_each = tuple(found.whose[id][1] if id in found.whose else whose_words(library, id) for id in legend)
    return Answers(heads, ours, tuple(rows), whose_each, len(found.rows), bool(found.carried))


def _cells(library: Library, cells: dict[str, str], columns: Sequence[str], found: Tabled) -> tuple[str, ...]:
    return tuple(_title(library, cells[name], found) if name == "doctrine" else cells[name] for name in columns)


def _title(library: Library, id: str, found: Tabled) -> str:
    """A doctrine's title; of one that was saved as the process that read it says."""
    return found.whose[id][0] if id in found.whose else titled(library, id)


def titled(library: Library, id: str) -> str:
    """A doctrine by its title, marked where it is not the shipped one."""
    return named(whose(library, id))


def whose_words(library: Library, id: str) -> str:
    """A doctrine's title with who speaks, when, and who encoded it."""
    attributed = whose(library, id)
    about = (attributed.voice and f"voice: {attributed.voice}", dated(attributed), encoded(attributed))
    return f"{named(attributed)} ({'; '.join(words for words in about if words)})"


def _names(doctrines: Sequence[str], question: str, found: Tabled) -> dict[str, str]:
    """The doctrines that have an answer, with what their columns begin with."""
    names = {id: f"{id}_{question}".replace("-", "_") for id in doctrines}
    return {id: name for id, name in names.items() if f"{name}_value" in found.columns}


def _keys(found: Tabled, names: dict[str, str]) -> Iterator[str]:
    own = {f"{name}_{part}" for name in names.values() for part in PARTS} | {"code"}
    return (column for column in found.columns if column not in own)


def _answer(cells: dict[str, str], name: str) -> Answer:
    value, status, because, settled, rule = (cells[f"{name}{part}"] for part in PARTS)
    return Answer(value or status, "" if value else because, settled == "true", rule)
