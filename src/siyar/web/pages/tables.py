"""A table put to doctrines: what its columns mean, what is said of every row. Nothing of it is kept on the server."""

from __future__ import annotations

from dataclasses import dataclass, replace
from importlib.util import find_spec

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from siyar.batch.reading import SHIPPED, shipped
from siyar.export.across import whose
from siyar.export.wording import dated, encoded, named
from siyar.web.forms import field, honest, keep, token
from siyar.web.forms import text as text_of
from siyar.web.pages.compare import title_of
from siyar.web.pages.sent import OF_TABLES, Answers, table_file
from siyar.web.room import Room, room
from siyar.web.trying import LARGEST, Tabled, tabled

#: What the batch extra brings, without which no table is answered.
NEEDED = ("duckdb", "ibis")

#: Rows shown; all of them are in the file.
SHOWN = 100

#: The endings of an answer's columns, as `siyar batch` names them.
PARTS = ("value", "status", "because", "settled", "rule")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a form says. ``mapping``: the user's own, where none that is shipped is chosen."""

    table: str = ""
    mapping: str = ""
    shipped: str = ""
    doctrines: tuple[str, ...] = ()
    question: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What one doctrine says of a row: its value or what there is in place of one, whether settled, by which rules."""

    says: str
    because: str
    settled: bool
    rules: str


def tables(request: Request) -> Response:
    """The form."""
    question = request.query_params.get("q", "")[:80]
    return _page(request, room(request), Asked(shipped="" if question else "atop", question=question or "treaty"))


async def answered(request: Request) -> Response:
    """The rows with their answers, the same as a file, or the draft of a mapping."""
    here = room(request)
    async with request.form(max_files=1, max_fields=60, max_part_size=LARGEST * 2) as form:
        if not honest(request, field(form, "form")):
            return PlainTextResponse("This form is out of date, or comes from elsewhere: open the page anew.", 403)
        asked = await _asked(form, here)
        do, form_of = field(form, "do"), field(form, "as")
        form_of = form_of if form_of in OF_TABLES else "csv"
    if asked is None:
        return await run_in_threadpool(_page, request, here, Asked(), None, status=422, wrong="not text")
    if not asked.table.strip():
        return await run_in_threadpool(_page, request, here, asked, None, status=422, wrong="no table")
    found = await run_in_threadpool(
        tabled, asked.table, asked.mapping, asked.shipped, asked.doctrines, (asked.question,), draft=do == "draft"
    )
    if found.draft:
        asked, found = replace(asked, mapping=found.draft, shipped=""), replace(found, draft="")
        return await run_in_threadpool(_page, request, here, asked, None, wrong="draft")
    if do == "file" and found.columns:
        return await run_in_threadpool(table_file, here.desk, _answers(here, asked, found), form_of)
    return await run_in_threadpool(_page, request, here, asked, found)


async def _asked(form: FormData, here: Room) -> Asked | None:
    """None where the file that was sent is no text."""
    table = await text_of(form, "table")
    if table is None:
        return None
    known = here.desk.bench.library.doctrines
    doctrines = tuple(one for one in form.getlist("d") if isinstance(one, str) and one in known)
    of = field(form, "of")
    return Asked(
        table,
        field(form, "mapping").replace("\r\n", "\n"),
        of if of in shipped() else "",
        doctrines or here.desk.bench.under_study,
        field(form, "q")[:80],
    )


def _page(
    request: Request, here: Room, asked: Asked, found: Tabled | None = None, *, status: int = 200, wrong: str = ""
) -> Response:
    bench = here.desk.bench
    value, form = token(request)
    page = here.pages.response(
        request,
        "tables.html",
        status=status,
        asked=asked,
        found=found,
        wrong=wrong,
        form=form,
        lacking=any(find_spec(name) is None for name in NEEDED),
        mappings=[(id, (SHIPPED / f"{id}.md").read_text(encoding="utf-8")) for id in shipped()],
        doctrines=list(bench.library.doctrines.values()),
        under_study=bench.under_study,
        questions=list(bench.questions.values()),
        heads=_heads(here, asked, found) if found else [],
        rows=_rows(asked, found) if found else [],
        legend=[_whose(here, id) for id in _names(asked, found)] if found else [],
        largest=LARGEST,
        shown=SHOWN,
        forms=OF_TABLES,
    )
    return keep(page, value)


def _answers(here: Room, asked: Asked, found: Tabled) -> Answers:
    """All rows, in words."""
    rows = [
        [*keys, *(f"{one.says}{f' ({one.because})' if one.because else ''}" for one in answers)]
        for keys, answers in _rows(asked, found, len(found.rows))
    ]
    return Answers(found, _heads(here, asked, found), rows, [_whose(here, id) for id in _names(asked, found)])


def _whose(here: Room, id: str) -> str:
    """A doctrine's title with who speaks, when, and who encoded it."""
    attributed = whose(here.desk.bench.library, id)
    about = (attributed.voice and f"voice: {attributed.voice}", dated(attributed), encoded(attributed))
    return f"{named(attributed)} ({'; '.join(words for words in about if words)})"


def _names(asked: Asked, found: Tabled) -> dict[str, str]:
    """The doctrines that have an answer, with what their columns begin with."""
    names = {id: f"{id}_{asked.question}".replace("-", "_") for id in asked.doctrines}
    return {id: name for id, name in names.items() if f"{name}_value" in found.columns}


def _heads(here: Room, asked: Asked, found: Tabled) -> list[str]:
    """The key of the rows, then each doctrine by its title."""
    names = _names(asked, found)
    return [*_keys(found, names), *(title_of(here.desk.bench.library, id) for id in names)]


def _keys(found: Tabled, names: dict[str, str]) -> list[str]:
    own = {f"{name}_{part}" for name in names.values() for part in PARTS} | {"code"}
    return [column for column in found.columns if column not in own]


def _rows(asked: Asked, found: Tabled, most: int = SHOWN) -> list[tuple[list[str], list[Answer]]]:
    names = _names(asked, found)
    keys = _keys(found, names)
    shown = []
    for row in found.rows[:most]:
        cells = dict(zip(found.columns, row, strict=True))
        shown.append(([cells[key] for key in keys], [_answer(cells, name) for name in names.values()]))
    return shown


def _answer(cells: dict[str, str], name: str) -> Answer:
    value, status, because, settled, rule = (cells[f"{name}_{part}"] for part in PARTS)
    return Answer(value or status, "" if value else because, settled == "true", rule)
