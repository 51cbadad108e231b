"""Doctrines side by side: in a case, cell by cell; over all cases, with the smallest case that parts them."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from siyar.export.across import alone, condition, differ, of_cases, says, scope_words, sought_sheet
from siyar.export.comparison import (
    ALIKE,
    NOBODY,
    NOTHING_SAID,
    WORDLESS,
    cannot,
    cell,
    legend,
    numbered,
    parted,
    reported_words,
)
from siyar.export.sheet import Item
from siyar.export.sitting import whole
from siyar.export.wording import capital, clause, missing, named, standing
from siyar.hearing import Ruling, attribute
from siyar.model import Library
from siyar.phrase import phrase
from siyar.study.abstract import kinds
from siyar.study.across import Across, Difference, Line
from siyar.study.compare import Compared, Row
from siyar.web.desk import Problems
from siyar.web.pages.ruling import kind
from siyar.web.room import citable, offered, refused, room, state_of
from siyar.web.state import ABSTRACT, State


@dataclass(frozen=True, slots=True)
class Cell:
    """What one doctrine says in a row, in short and in full; ``kind`` "none" where it has no words for it."""

    number: int
    whose: str
    short: str
    long: str
    kind: str
    standing: str
    late: str
    reasons: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A row: what is asked about, a cell a column, what was reported, and where explanations part."""

    row: Row
    cannot: str
    cells: tuple[Cell, ...]
    reported: tuple[str, ...]
    parted: tuple[Item, ...]


def compare(request: Request) -> Response:
    """The matrix of a case."""
    here, state = room(request), state_of(request)
    differences = bool(request.query_params.get("differences"))
    stated = here.desk.stated(state)
    if isinstance(stated, tuple):
        return refused(request, stated)
    found = here.desk.compared(state, differences=differences)
    if isinstance(found, tuple):
        return refused(request, found)
    library = here.desk.bench.library
    (compared,) = found.cases
    numbers = numbered(compared)
    return citable(
        request,
        "compare.html",
        "compare",
        state,
        more=(("differences", "1"),) if differences else (),
        case=stated,
        differences=differences,
        narrowed=found.narrowed,
        columns=[
            (number, title_of(library, id), late)
            for (id, number), late in zip(numbers.items(), compared.anachronisms, strict=True)
        ],
        ids=list(numbers),
        legend=legend(compared, library),
        rows=[shown(row, compared, library) for row in compared.rows],
        nothing=ALIKE if differences else NOBODY,
        wordless=len(compared.wordless),
        doctrines=offered(here),
        under_study=here.desk.bench.under_study,
        questions=list(here.desk.bench.questions.values()),
        now=dict.fromkeys(row.question.id for row in compared.rows),
    )


def title_of(library: Library, id: str) -> str:
    """A doctrine by its title, marked where it is not the shipped one."""
    return named(attribute(library, library.doctrines[id], NOTHING_SAID, ()))


def shown(row: Row, compared: Compared, library: Library) -> Shown:
    numbers = numbered(compared)
    if row.lacking:
        return Shown(row, cannot(row), (), (), ())
    of = {ruling.attributed.doctrine: ruling for ruling in row.rulings}
    cells = tuple(_cell(of.get(id), number, library, id) for id, number in numbers.items())
    reported = tuple(reported_words(one, library).words for one in row.reported)
    return Shown(row, "", cells, reported, tuple(parted(row, numbers)))


def _cell(ruling: Ruling | None, number: int, library: Library, id: str) -> Cell:
    if ruling is None:
        return Cell(number, title_of(library, id), WORDLESS, WORDLESS, "none", "", "", ())
    attributed = ruling.attributed
    return Cell(
        number,
        named(attributed),
        capital(clause(attributed, missing(ruling))),
        cell(ruling, library),
        kind(ruling),
        standing(ruling),
        ruling.anachronism,
        whole(ruling, library).parts,
    )


# --------------------------------------------------------------------------- over all cases


@dataclass(frozen=True, slots=True)
class Smallest:
    """A smallest case of one kind of difference, with the state that puts it into the interview."""

    count: str
    given: tuple[str, ...]
    rulings: tuple[Item, ...]
    state: State


@dataclass(frozen=True, slots=True)
class Differs:
    """``terms`` of one condition, or, where there is none that is short, what each doctrine says ``alone``."""

    words: str
    terms: tuple[str, ...]
    alone: tuple[Item, ...]
    smallest: tuple[Smallest, ...]


@dataclass(frozen=True, slots=True)
class Spread:
    """One sentence over its case space: how often the doctrines say what together, and just where two differ."""

    line: Line
    scope: str
    facts: tuple[str, ...]
    counts: tuple[tuple[str, tuple[str, ...]], ...]
    differs: tuple[Differs, ...]


def across(request: Request) -> Response:
    """Doctrines over all cases."""
    here, state = room(request), state_of(request)
    bench = here.desk.bench
    differences = bool(request.query_params.get("differences"))
    found: Across | None = None
    problems: Problems = ()
    spreads: list[Spread] = []
    if len(state.d) > 1:
        asked = here.desk.across(state.d, state.q, state.given, differences=differences)
        if isinstance(asked, tuple):
            problems = asked
        else:
            found = asked
            spreads = [spread(line, found, bench.library) for line in found.lines]
    return citable(
        request,
        "across.html",
        "across",
        state,
        more=(("differences", "1"),) if differences else (),
        status=422 if problems else 200,
        differences=differences,
        problems=problems,
        titles={id: title_of(bench.library, id) for id in state.d if id in bench.library.doctrines},
        spreads=spreads,
        least=smallest_of_all(spreads),
        sought=sought_sheet(found, bench.library) if found else (),
        found=found,
        doctrines=offered(here),
        questions=list(bench.questions.values()),
    )


def smallest_of_all(spreads: list[Spread]) -> Smallest | None:
    """The case with the fewest facts of all in which two differ."""
    every = [smallest for one in spreads for differs in one.differs for smallest in differs.smallest]
    return min(every, key=lambda one: len(one.given), default=None)


def spread(line: Line, found: Across, library: Library) -> Spread:
    total = line.scope.total
    counts = tuple((of_cases(c.count, total), tuple(says(one) for one in c.says)) for c in line.cells)
    return Spread(
        line,
        scope_words(line.scope),
        line.scope.facts,
        counts,
        tuple(_differs(d, line, found, library) for d in line.differences),
    )


def _differs(difference: Difference, line: Line, found: Across, library: Library) -> Differs:
    total = line.scope.total
    one, other = title_of(library, difference.one), title_of(library, difference.other)
    return Differs(
        differ(one, other, difference.count, total),
        tuple(condition(term) for term in difference.terms or ()),
        alone(difference, {id: title_of(library, id) for id in (difference.one, difference.other)}),
        tuple(
            Smallest(
                phrase(
                    "the {count} of {total} cases in which they differ in this way",
                    count=str(k.count),
                    total=str(total),
                )
                if k.count != 1
                else phrase("the one such case"),
                k.given,
                tuple(whole(ruling, library) for ruling in k.rulings),
                _put(line, k.given, found, library),
            )
            for k in difference.kinds
        ),
    )


def _put(line: Line, given: tuple[str, ...], found: Across, library: Library) -> State:
    """The abstract case of a line, with a smallest case's facts supposed of it."""
    there = [e.type for e in line.scope.case.entities]
    filled = (
        f"{name}:{next(leaf for leaf in leaves if leaf in there)}"
        for name, leaves in kinds(library, line.question.id)
        if any(leaf in there for leaf in leaves)
    )
    facts = tuple(dict.fromkeys((*line.scope.given, *given)))
    return State(case=ABSTRACT, q=(line.question.id,), d=found.doctrines, kind=tuple(filled), given=facts)
