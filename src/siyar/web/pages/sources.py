"""The library of sources: what was seen of each, what carries its sentences, and a user's own copies beside.

A copy is somebody's own: its words stand on pages of this machine alone, never in an export, never for who comes from
elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from siyar.export.coverage import NOTICE, WITH_WORDS
from siyar.export.wording import SEEN
from siyar.model import Library, Source
from siyar.phrase import chain
from siyar.sources import Carrier, Coverage, Entry
from siyar.sources.copies import Unreadable
from siyar.sources.holding import Shelf, passages
from siyar.web.copies import keep as keep_copy
from siyar.web.desk import Problems
from siyar.web.forms import field, honest, keep, token
from siyar.web.room import Room, citable, refused, room

#: Parts of a doctrine that its page has a place for.
PLACED = frozenset({"rule", "scope", "reading", "precedent", "factor", "dimension", "evidence"})


@dataclass(frozen=True, slots=True)
class Listed:
    """A source with how far it was seen, and what the user's own copy is said to be."""

    source: Source
    seen: str
    copy: str


@dataclass(frozen=True, slots=True)
class Carried:
    """What carries a sentence, and where that is shown: the name of a page, the id it is of, a place on it."""

    words: str
    page: str
    id: str
    place: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a source: what it does, what carries it, what the user's own copy says."""

    entry: Entry
    carriers: tuple[Carried, ...]
    words: str


def sources(request: Request) -> Response:
    """Every source by title, those first whose sentences are gone through one by one."""
    return _listed(request, room(request))


def _listed(request: Request, here: Room, problems: Problems = ()) -> Response:
    library = here.desk.bench.library
    held, trouble = _held(here)
    listed = [
        Listed(source, SEEN[source.seen], held.get(source.id, ""))
        for source in sorted(library.sources.values(), key=lambda s: (s.inventory is None, s.title.casefold()))
    ]
    value, form = token(request)
    page = citable(
        request,
        "sources.html",
        "sources",
        None,
        status=422 if problems else 200,
        listed=listed,
        counts=[(words, sum(one.seen == words for one in listed)) for words in SEEN.values()],
        elsewhere=here.settings.elsewhere,
        problems=(*problems, *trouble),
        form=form,
    )
    return keep(page, value)


def coverage(request: Request) -> Response:
    """A source sentence by sentence; on this machine with the words of the user's own copy."""
    here = room(request)
    bench = here.desk.bench
    id = request.path_params["id"]
    found = bench.coverage(id)
    if isinstance(found, tuple):
        return refused(request, found)
    words, trouble = _words(here, id)
    return citable(
        request,
        "coverage.html",
        "coverage",
        None,
        more=(("id", id),),
        source=found.source,
        seen=SEEN[found.source.seen],
        found=found,
        voices=list(_voices(found, words or {}, bench.library)),
        notice=NOTICE,
        with_words=WITH_WORDS if words is not None else "",
        problems=trouble,
    )


async def kept(request: Request) -> Response:
    """A copy put there or deleted: only from a page of this machine."""
    here = room(request)
    if here.settings.elsewhere:
        return PlainTextResponse("Copies are kept from the machine they stay on.", 403)
    async with request.form(max_files=1, max_fields=6) as form:
        if not honest(request, field(form, "form")):
            return PlainTextResponse("This form is out of date, or comes from elsewhere: open the page anew.", 403)
        id, obtained, encoding = (field(form, name)[:300] for name in ("id", "obtained", "encoding"))
        upload = form.get("file")
        sent = isinstance(upload, UploadFile) and upload.filename
        file = (str(upload.filename), await upload.read()) if isinstance(upload, UploadFile) and sent else ("", b"")
        remove = field(form, "do") == "remove"
    try:
        if remove:
            await run_in_threadpool(Shelf.own().remove, id)
        else:
            await run_in_threadpool(keep_copy, here.desk.bench.library, id, *file, obtained, encoding)
    except Unreadable as error:
        return await run_in_threadpool(_listed, request, here, (error.problem,))
    return RedirectResponse(f"{request.url_for('sources').path}#copies", 303)


def _held(here: Room) -> tuple[dict[str, str], Problems]:
    """The user's copies by source, and why they cannot be read; nothing for who comes from elsewhere."""
    if here.settings.elsewhere:
        return {}, ()
    try:
        return {copy.source: f"{copy.file}, added {copy.added}" for copy in Shelf.own().copies()}, ()
    except Unreadable as error:
        return {}, (error.problem,)


def _words(here: Room, source: str) -> tuple[dict[str, str] | None, Problems]:
    """What passages say in the user's own copy; None where there is none."""
    if here.settings.elsewhere:
        return None, ()
    try:
        shelf = Shelf.own()
        copy = shelf.copy(source)
        return (passages(copy.text, shelf.found(source)) if copy else None), ()
    except Unreadable as error:
        return None, (error.problem,)


def _voices(found: Coverage, words: dict[str, str], library: Library) -> Iterator[tuple[str, list[Sentence]]]:
    """The sentences in order, those of one voice together."""
    for voices, entries in groupby(found.entries, lambda entry: entry.voices):
        yield ", ".join(voices), [_sentence(entry, words, library) for entry in entries]


def _sentence(entry: Entry, words: dict[str, str], library: Library) -> Sentence:
    """The half of a sentence stands in the whole."""
    passage = str(entry.passage)
    said = words.get(passage) or words.get(passage.rstrip("ab")) or ""
    return Sentence(entry, tuple(_carrier(one, library) for one in entry.carriers), " ".join(said.split()))


def _carrier(one: Carrier, library: Library) -> Carried:
    if one.doctrine in library.doctrines:
        words = chain(one.doctrine, ": ", one.kind, " ", one.id)
        return Carried(words, "doctrine", one.doctrine, f"#{one.kind}-{one.id}" if one.kind in PLACED else "")
    return Carried(chain(one.kind, " ", one.id), "case" if one.id in library.cases else "", one.id, "")
