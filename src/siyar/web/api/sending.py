"""The routes that take something of a user's own and keep no text of it: tables; or keep it on this machine: copies."""

from __future__ import annotations

from base64 import b64decode
from binascii import Error as NoBase64
from typing import Annotated

from fastapi import FastAPI, HTTPException, Path

from siyar.batch.reading import shipped
from siyar.sources.copies import Unreadable
from siyar.sources.holding import Copy, Shelf
from siyar.web.apart import saved_among
from siyar.web.api.answering import Json, answer
from siyar.web.api.asked import AskedCopy, AskedRows
from siyar.web.api.refusing import Refused, Untried, responses
from siyar.web.copies import keep
from siyar.web.desk import SAVED, Busy, Desk
from siyar.web.pages.sent import unshipped
from siyar.web.saving import Store
from siyar.web.trying import tabled

SourceId = Annotated[str, Path(max_length=200, examples=["qa-2017"])]


def sending(api: FastAPI, desk: Desk, store: Store, *, elsewhere: bool) -> None:
    """``elsewhere``: whoever asks may be on another machine than the one where copies are kept."""
    _tables(api, desk, store)

    @api.get("/copies", tags=["sources"], responses=responses(403))
    def copies() -> Json:
        """The copies of sources that are kept on this machine, without their words."""
        _here(elsewhere)
        return answer(desk, "copies", [_named(one) for one in _shelf()])

    @api.post("/copies", tags=["sources"], responses=responses(403, 404, 422))
    def add(asked: AskedCopy) -> Json:
        """Keeps a copy on this machine, read in a bounded process (`siyar sources add`); no answer holds its words."""
        _here(elsewhere)
        try:
            data = b64decode(asked.data, validate=True) if asked.data else asked.text.encode()
        except (NoBase64, ValueError):
            raise HTTPException(422, "`data` is no base64") from None
        try:
            keep(desk.bench.library, asked.source, asked.name, data, asked.obtained, asked.encoding)
        except Unreadable as error:
            raise Refused((error.problem,), 404 if error.problem.code == "R008" else 422) from None
        return answer(desk, "copies", [_named(one) for one in _shelf() if one.source == asked.source])

    @api.delete("/copies/{source}", tags=["sources"], responses=responses(403, 404))
    def remove(source: SourceId) -> Json:
        """Deletes a copy from this machine."""
        _here(elsewhere)
        kept = [one for one in _shelf() if one.source == source]
        if not kept or not Shelf.own().remove(source):
            raise HTTPException(404, "there is no such copy")
        return answer(desk, f"copies/{source}", {"removed": _named(kept[0])})


def _here(elsewhere: bool) -> None:
    if elsewhere:
        raise HTTPException(403, "copies are kept from the machine they stay on")


def _shelf() -> tuple[Copy, ...]:
    try:
        return Shelf.own().copies()
    except Unreadable as error:
        raise Refused((error.problem,)) from None


def _named(copy: Copy) -> Json:
    return {"source": copy.source, "file": copy.file, "obtained": copy.obtained, "added": copy.added}


def _tables(api: FastAPI, desk: Desk, store: Store) -> None:
    @api.get("/mappings", tags=["tables"], responses=responses())
    def mappings() -> Json:
        """The ids of the mappings of columns that are shipped."""
        return answer(desk, "mappings", list(shipped()))

    @api.post("/tables", tags=["tables"], responses=responses(404, 422))
    def rows(asked: AskedRows) -> Json:
        """What doctrines say of every row of a CSV (`siyar batch`), or a draft of a mapping of it; nothing is kept."""
        texts = saved_among(store, asked.doctrines)
        own = {SAVED + one.id for one in texts}
        if problems := desk.bench.refusals((), [one for one in asked.doctrines if one not in own], [asked.question]):
            raise Refused(problems)
        doctrines = asked.doctrines or desk.bench.under_study
        found = tabled(
            asked.table, asked.mapping, asked.shipped, doctrines, [asked.question], draft=asked.draft, texts=texts
        )
        if found.stopped == "busy":
            raise Busy
        if found.stopped:
            raise Untried(found.stopped)
        said = {"columns": list(found.columns), "rows": [list(row) for row in found.rows], "draft": found.draft}
        said |= {"notes": list(found.notes), "problems": list(found.problems)}
        made = answer(desk, "tables", said)
        return {**made, "state": {**made["state"], "narrowed": True, **unshipped(found)}}
