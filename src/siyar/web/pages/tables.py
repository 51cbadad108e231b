"""A table put to doctrines: what its columns mean, what is said of every row. Nothing of it is kept on the server."""

from __future__ import annotations

from dataclasses import dataclass, replace
from importlib.util import find_spec

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from siyar.batch.reading import SHIPPED, shipped
from siyar.web.apart import NAMED, saved_among
from siyar.web.forms import field, honest, keep, token
from siyar.web.forms import text as text_of
from siyar.web.pages.answers import read
from siyar.web.pages.sent import OF_TABLES, table_file
from siyar.web.room import Room, offered, room
from siyar.web.saving import Saved
from siyar.web.trying import LARGEST, Tabled, tabled

#: What the batch extra brings, without which no table is answered.
NEEDED = ("duckdb", "ibis")

#: Rows shown; all of them are in the file.
SHOWN = 100


@dataclass(frozen=True, slots=True)
class Asked:
    """What a form says. ``mapping``: the user's own, where none that is shipped is chosen; ``texts``: what was saved of
    the doctrines asked."""

    table: str = ""
    mapping: str = ""
    shipped: str = ""
    doctrines: tuple[str, ...] = ()
    question: str = ""
    texts: tuple[Saved, ...] = ()


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
        tabled,
        asked.table,
        asked.mapping,
        asked.shipped,
        asked.doctrines,
        (asked.question,),
        draft=do == "draft",
        texts=asked.texts,
    )
    if found.draft:
        asked, found = replace(asked, mapping=found.draft, shipped=""), replace(found, draft="")
        return await run_in_threadpool(_page, request, here, asked, None, wrong="draft")
    library = here.desk.bench.library
    if do == "file" and found.columns:
        return await run_in_threadpool(
            table_file, here.desk, found, read(library, asked.doctrines, asked.question, found), form_of
        )
    return await run_in_threadpool(_page, request, here, asked, found)


async def _asked(form: FormData, here: Room) -> Asked | None:
    """None where the file that was sent is no text."""
    table = await text_of(form, "table")
    if table is None:
        return None
    chosen = tuple(dict.fromkeys(one for one in form.getlist("d") if isinstance(one, str)))
    doctrines = tuple(one for one in chosen if one in here.desk.bench.library.doctrines or NAMED.fullmatch(one))
    of = field(form, "of")
    return Asked(
        table,
        field(form, "mapping").replace("\r\n", "\n"),
        of if of in shipped() else "",
        doctrines or here.desk.bench.under_study,
        field(form, "q")[:80],
        await run_in_threadpool(saved_among, here.store, doctrines),
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
        doctrines=offered(here),
        under_study=bench.under_study,
        questions=list(bench.questions.values()),
        shown=read(here.desk.bench.library, asked.doctrines, asked.question, found, SHOWN) if found else None,
        largest=LARGEST,
        most=SHOWN,
        forms=OF_TABLES,
    )
    return keep(page, value)
