"""Writing a case or a doctrine, with the diagnostics of `siyar check` and what doctrines then say; saving it.

Nothing that is written here is read by the server itself before a trial has gone through it (`trial`).
"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from markupsafe import Markup
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from siyar.export.casefile import case_file, id_of
from siyar.export.doctrinefile import doctrine_file
from siyar.skeleton import Beginning, skeleton
from siyar.web.citing import citation
from siyar.web.desk import SAVED
from siyar.web.forms import field, honest, keep, token
from siyar.web.forms import text as text_of
from siyar.web.making import EXPORTS
from siyar.web.pages.sent import OF_TRIALS, trial_file
from siyar.web.room import Room, citable, in_order, refused, room, state_of
from siyar.web.saving import Conflict, Full, Saved
from siyar.web.state import State
from siyar.web.trying import LARGEST, Tried, trying


def write(request: Request) -> Response:
    """A text to be written: one that was saved, a copy of a doctrine or of a case as it stands, or a beginning."""
    here, state = room(request), state_of(request)
    id = request.query_params.get("id", "")
    if id:
        saved = here.store.get(id)
        if saved is None:
            raise HTTPException(404)
        return _page(request, here, saved.text, saved=saved)
    if copied := request.query_params.get("doctrine", ""):
        if problems := here.desk.bench.refusals((), [copied]):
            return refused(request, problems)
        return _page(request, here, doctrine_file(here.desk.bench.library.doctrines[copied]), copied=copied)
    if state.case:
        case = here.desk.case(state)
        if isinstance(case, tuple):
            return refused(request, case)
        prose = ["Begun in the workbench."]
        return _page(request, here, case_file(case, id_of(f"{case.id}-of-mine"), prose, here.desk.bench.library))
    what = Beginning.DOCTRINE if request.query_params.get("what") == "doctrine" else Beginning.CASE
    return _page(request, here, skeleton(what, "a-case-of-mine" if what is Beginning.CASE else "a-doctrine-of-mine"))


async def written(request: Request) -> Response:
    """A text that was sent: tried, and saved where that was asked for and nothing is wrong."""
    here = room(request)
    async with request.form(max_files=1, max_fields=8, max_part_size=LARGEST * 2) as form:
        if not honest(request, field(form, "form")):
            return PlainTextResponse("This form is out of date, or comes from elsewhere: open the page anew.", 403)
        text = await text_of(form, "text")
        id, version, do, put, form_of = (field(form, name)[:200] for name in ("id", "version", "do", "put", "as"))
    if text is None:
        return await run_in_threadpool(_page, request, here, "", status=422, wrong="not text")
    number = int(version) if version.isdecimal() and len(version) < 10 else 0
    if do == "remove" and (old := await run_in_threadpool(here.store.get, id)):
        return await run_in_threadpool(_removed, request, here, text, old, number)
    # A file that is taken away is in the language of the library.
    language = "en" if do == "file" else request.state.language
    tried = await run_in_threadpool(trying, text, put, language)
    if request.headers.get("hx-request"):
        return here.pages.response(
            request, "tried.html", tried=tried, shown=_shown(tried.rulings), against=_shown(tried.against)
        )
    if do == "file" and not tried.stopped:
        form_of = form_of if form_of in OF_TRIALS else OF_TRIALS[0]
        return await run_in_threadpool(trial_file, here.desk, tried, form_of)
    values: dict[str, Any] = {"tried": tried, "id": id, "version": number, "put": put}
    return await run_in_threadpool(_kept, request, here, text, do, values)


def _removed(request: Request, here: Room, text: str, old: Saved, version: int) -> Response:
    """Let go of, without a trial of what stands in the form."""
    try:
        here.store.remove(old.id, version)
    except Conflict as conflict:
        return _page(request, here, text, status=409, saved=old, conflict=conflict.now)
    return RedirectResponse(request.url_for("saved").path, 303)


def _kept(request: Request, here: Room, text: str, do: str, values: dict[str, Any]) -> Response:
    tried: Tried = values["tried"]
    old = here.store.get(values["id"]) if values["id"] else None
    if do != "save" or tried.stopped or tried.errors or not (tried.cases or tried.doctrines):
        return _page(
            request, here, text, tried=tried, saved=old, put=values["put"], wrong="not saved" if do == "save" else ""
        )
    title = tried.title
    try:
        made = (
            here.store.save(old.id, values["version"], title, text, tried.doctrine)
            if old
            else here.store.add(title, text, tried.doctrine)
        )
    except Conflict as conflict:
        return _page(request, here, text, status=409, tried=tried, saved=old, conflict=conflict.now)
    except Full:
        return _page(request, here, text, status=507, tried=tried, saved=old, wrong="full")
    if made is None:
        raise HTTPException(404)
    return RedirectResponse(f"{request.url_for('write').path}?id={made.id}", 303)


def _page(
    request: Request,
    here: Room,
    text: str,
    *,
    status: int = 200,
    tried: Tried | None = None,
    saved: Saved | None = None,
    conflict: Saved | None = None,
    wrong: str = "",
    copied: str = "",
    put: str = "",
) -> Response:
    value, form = token(request)
    library = here.desk.bench.library
    page = here.pages.response(
        request,
        "write.html",
        status=status,
        text=text,
        tried=tried,
        shown=_shown(tried.rulings) if tried else [],
        against=_shown(tried.against) if tried else [],
        saved=saved,
        conflict=conflict,
        wrong=wrong,
        form=form,
        known=library.doctrines,
        forms=OF_TRIALS,
        formats=tuple(EXPORTS["write"].forms),
        cite=citation(here.desk, "write", urlencode({"id": saved.id})) if saved else {},
        ask=State(case=f"{SAVED}{saved.id}") if saved and _holds_a_case(saved.text) else None,
        largest=LARGEST,
        put=put,
        copied=library.doctrines.get(copied),
        doctrines=in_order(here.desk.bench, library.doctrines.values()),
        cases=[case for case in library.cases.values() if case.date],
    )
    return keep(page, value)


def _holds_a_case(text: str) -> bool:
    return text.lstrip().startswith("---\ncases:")


def _shown(sheets: tuple[dict[str, str], ...]) -> list[tuple[str, Markup, str]]:
    """What the trial laid out by the same function as every page, escaped there."""
    return [(one["title"], Markup(one["html"]), one["problem"]) for one in sheets]


def saved(request: Request) -> Response:
    """What was saved."""
    here = room(request)
    return citable(
        request,
        "saved.html",
        "saved",
        None,
        every=here.store.every(),
        known=here.desk.bench.library.doctrines,
    )
