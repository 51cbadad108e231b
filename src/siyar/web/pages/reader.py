"""Reading a doctrine: header, prose with the rules where they stand, what belongs to it; one thing alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from siyar.export.citing import bracket
from siyar.export.pages import ASSERTED_DUTIES
from siyar.export.pages.asserted import asserted_sheet
from siyar.export.pages.doctrine import (
    NOTICE,
    by_question,
    evidence_item,
    factor_item,
    header,
    precedent_item,
    reading_item,
    rule_item,
    scope_item,
)
from siyar.export.pages.found import AssertedDuties
from siyar.export.pages.notes import cited, files, obtaining, prose
from siyar.export.pages.show import page as page_of
from siyar.export.pages.spoken import precedent_lines
from siyar.export.sheet import Heading, Item, Sheet
from siyar.model import Doctrine, Library
from siyar.phrase import chain, joined, phrase
from siyar.sources import Coverage
from siyar.web.desk import SAVED
from siyar.web.room import citable, offered, refused, room
from siyar.workbench import Workbench


@dataclass(frozen=True, slots=True)
class Part:
    """A block of a doctrine as it is read, with the place one can link to."""

    place: str
    kind: str
    id: str
    item: Item


@dataclass(frozen=True, slots=True)
class Section:
    heading: str
    paragraphs: tuple[str, ...]
    parts: tuple[Part, ...]


def doctrines(request: Request) -> Response:
    """All doctrines, with how far each is encoded."""
    here = room(request)
    bench = here.desk.bench
    return citable(
        request,
        "doctrines.html",
        "doctrines",
        None,
        under_study=[bench.library.doctrines[d] for d in bench.under_study],
        beside=[bench.library.doctrines[d] for d in (*bench.beside, *bench.further)],
        duties=[d for d in bench.library.doctrines.values() if d.duties],
        saved=offered(here, ()),
    )


def doctrine(request: Request) -> Response:
    """One doctrine, as literate text."""
    here = room(request)
    bench = here.desk.bench
    id = request.path_params["id"]
    if problems := bench.refusals((), [id]):
        return refused(request, problems)
    found = bench.library.doctrines[id]
    saved = here.store.get(id.removeprefix(SAVED)) if id.startswith(SAVED) else None
    parts = {part.place: part for part in _parts(found, bench.library)}
    sections = tuple(_sections(found, parts))
    told = {part.place for section in sections for part in section.parts}
    return citable(
        request,
        "doctrine.html",
        "show",
        None,
        more=(("id", id),),
        doctrine=found,
        header=[(label, words) for label, words in header(found, bench.library) if label not in ("notice", "id")],
        notice=NOTICE,
        index=[
            (title, [(f"rule-{rule.id}", rule.id) for rule in rules])
            for title, rules in by_question(found, bench.library)
        ],
        sections=sections,
        others=[part for place, part in parts.items() if place not in told],
        duties=list(_duties(found, bench.library)),
        obtain=tuple(obtaining(found, bench.library)),
        sources=cited(found, bench.library),
        coverage=list(_coverage(bench, found)),
        cases=_cases(found, bench.library),
        saved=saved,
        copied=saved.doctrine if saved and saved.doctrine in bench.library.doctrines else "",
    )


def _parts(doctrine: Doctrine, library: Library) -> Iterator[Part]:
    for rule in doctrine.rules:
        yield Part(f"rule-{rule.id}", "rule", rule.id, rule_item(rule, library))
    for scope in doctrine.scopes:
        yield Part(f"scope-{scope.id}", "scope", scope.id, scope_item(scope, library))
    for reading in doctrine.readings:
        yield Part(f"reading-{reading.id}", "reading", reading.id, reading_item(reading, library))
    for precedent in doctrine.precedents:
        yield Part(f"precedent-{precedent.id}", "precedent", precedent.id, precedent_item(precedent, library))
    for factor in doctrine.factors:
        yield Part(f"factor-{factor.id}", "factor", factor.id, factor_item(factor, library))
    for dimension in doctrine.dimensions:
        yield Part(f"dimension-{dimension.id}", "dimension", dimension.id, factor_item(dimension, library))
    for evidence in doctrine.evidence:
        yield Part(f"evidence-{evidence.id}", "evidence", evidence.id, evidence_item(evidence, library))


def _sections(doctrine: Doctrine, parts: dict[str, Part]) -> Iterator[Section]:
    """The prose of its files, each part below the words that introduce it, each once."""
    told: set[str] = set()
    for section in prose(files(doctrine)):
        here = []
        for block in section.blocks:
            place = "-".join(block.removeprefix("strict ").split())
            place = place.replace("presumption-", "rule-", 1) if place.startswith("presumption-") else place
            if place in parts and place not in told:
                told.add(place)
                here.append(parts[place])
        yield Section(section.heading, section.paragraphs, tuple(here))


def _duties(doctrine: Doctrine, library: Library) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    for duty in doctrine.duties:
        rows = (
            (phrase("condition"), duty.condition),
            (phrase("authority"), duty.authority),
            (phrase("date"), duty.date),
        )
        words = phrase("{speaker}, to {whom}", speaker=duty.speaker, whom=duty.to)
        yield chain(words, bracket(library, duty.cites)), tuple(row for row in rows if row[1])


def _coverage(bench: Workbench, doctrine: Doctrine) -> Iterator[tuple[str, Coverage]]:
    source = bench.library.sources.get(doctrine.source)
    if source is not None and source.inventory is not None:
        found = bench.coverage(source.id)
        if isinstance(found, Coverage):
            yield source.title, found


def _cases(doctrine: Doctrine, library: Library) -> list[tuple[str, str, str, str]]:
    """Cases the doctrine's precedents are about, as they followed on each other: id, title, date, what was held.

    Those without a date stand last.
    """
    held: dict[str, list[str]] = {}
    for precedent in doctrine.precedents:
        case = library.cases.get(precedent.case)
        if case:
            names = {e.name: e.short for e in case.entities if e.short}
            held.setdefault(case.id, []).append(precedent_lines(precedent, library.sentences(), names)[0])
    cases = sorted((library.cases[id] for id in held), key=lambda c: c.days.low if c.days else Fraction(10**9))
    return [(case.id, case.title or case.id, case.date, joined("; ", held[case.id])) for case in cases]


def show(request: Request) -> Response:
    """Everything an id names: a rule, a sentence, a source, a question."""
    here = room(request)
    bench = here.desk.bench
    id = request.path_params["id"]
    every = bench.find(id)
    found = tuple(one for one in every if not isinstance(one.thing, Doctrine))  # which has a page of its own
    if every and not found:
        return RedirectResponse(request.url_for("doctrine", id=id).path, 303)
    if not found:
        return refused(request, bench.no_such(id))
    title, sheets = _titled(id, [page_of(one, bench.library) for one in found])
    return citable(
        request,
        "show.html",
        "show",
        None,
        more=(("id", id),),
        id=id,
        title=title,
        sheets=sheets,
        homes=list({one.id: one for f in every for one in (f.home, f.thing) if isinstance(one, Doctrine)}.values()),
        case=bench.library.cases.get(id),
        question=bench.questions.get(id),
        source=bench.library.sources.get(id),
    )


def _titled(id: str, sheets: list[Sheet]) -> tuple[str, list[Sheet]]:
    """What the page is called: the title of the one sheet there is, which then does not say it again, or the id."""
    first = sheets[0][0] if len(sheets) == 1 and sheets[0] else None
    if isinstance(first, Heading):
        return first.words, [sheets[0][1:]]
    return id, sheets


def duties(request: Request) -> Response:
    """The duties that sources assert, side by side: to be read; nothing is derived from them."""
    library = room(request).desk.bench.library
    every = tuple((doctrine, duty) for doctrine in library.doctrines.values() for duty in doctrine.duties)
    sheet = asserted_sheet(AssertedDuties(every), library)
    title, sheets = _titled(ASSERTED_DUTIES, [sheet])
    return citable(
        request,
        "show.html",
        "show",
        None,
        more=(("id", ASSERTED_DUTIES),),
        id=ASSERTED_DUTIES,
        title=title,
        sheets=sheets,
        homes=[],
        case=None,
        question=None,
        source=None,
    )
