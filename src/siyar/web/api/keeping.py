"""The routes on texts a user keeps: tried in a bounded process first, each with a version, no version written over."""

from __future__ import annotations

from typing import Annotated

from fastapi import FastAPI, HTTPException, Path, Query

from siyar.export.doctrinefile import doctrine_file
from siyar.skeleton import Beginning, skeleton
from siyar.web.api.answering import Json, answer, paged
from siyar.web.api.asked import AskedText, AskedToKeep
from siyar.web.api.refusing import Conflicting, Refused, Untried, responses
from siyar.web.desk import Busy, Desk
from siyar.web.saving import Conflict, Full, Saved, Store
from siyar.web.trying import Tried, trying

SavedId = Annotated[str, Path(pattern=r"^[A-Za-z0-9_-]{1,40}$", examples=["Zk3v_xA9bQ0c"])]
Version = Annotated[int, Query(ge=1, le=1_000_000_000, description="The version that is meant.")]
Offset = Annotated[int, Query(ge=0, le=1_000_000)]
Limit = Annotated[int, Query(ge=1, le=200)]


def keeping(api: FastAPI, desk: Desk, store: Store) -> None:
    @api.post("/check", tags=["texts"], responses=responses(422))
    def check(asked: AskedText) -> Json:
        """The diagnostics of a user's own doctrine or cases (`siyar check`), found in a bounded process."""
        return answer(desk, "check", _found(_tried(asked.text)))

    @api.get("/beginning/{what}", tags=["texts"], responses=responses(404, 422))
    def beginning(what: Beginning, copy_of: Annotated[str, Query(max_length=200)] = "") -> Json:
        """A text to go on with: one with nothing in it yet, or with `copy_of` that of a doctrine as one file."""
        if not copy_of:
            return answer(desk, f"beginning/{what.value}", {"text": skeleton(what, f"a-{what.value}-of-mine")})
        if problems := desk.bench.refusals((), [copy_of]):
            raise Refused(problems)
        if what is not Beginning.DOCTRINE:
            raise HTTPException(422, "a case is copied by `/export/case.md`, a doctrine by `beginning/doctrine`")
        return answer(desk, f"beginning/{what.value}", {"text": doctrine_file(desk.bench.library.doctrines[copy_of])})

    @api.get("/saved", tags=["texts"], responses=responses())
    def every(offset: Offset = 0, limit: Limit = 50) -> Json:
        """The texts that were saved, the latest first, page by page, without their words."""
        return paged(desk, "saved", [_named(one) for one in store.every()], offset, limit)

    @api.get("/saved/{id}", tags=["texts"], responses=responses(404))
    def one(id: SavedId) -> Json:
        """A text that was saved, and its version. A case in it is asked about as `saved:ID`."""
        kept = _kept(store, id)
        return answer(desk, f"saved/{id}", {**_named(kept), "text": kept.text})

    @api.post("/saved", tags=["texts"], responses=responses(404, 409, 422, 507))
    def save(asked: AskedToKeep) -> Json:
        """Keeps a text in which nothing is wrong; with an id as its next version, if `version` is still the last."""
        if asked.id:
            _kept(store, asked.id)
        tried = _tried(asked.text)
        if tried.errors or not (tried.cases or tried.doctrines):
            return answer(desk, "saved", {"saved": None, **_found(tried)})
        title = tried.title
        try:
            made = (
                store.save(asked.id, asked.version, title, asked.text, tried.doctrine)
                if asked.id
                else store.add(title, asked.text, tried.doctrine)
            )
        except Conflict as conflict:
            raise Conflicting(conflict.now.version) from None
        except Full:
            raise HTTPException(507, "there is no place for one more") from None
        if made is None:
            raise HTTPException(404, "there is no such text")
        return answer(desk, "saved", {"saved": _named(made), **_found(tried)})

    @api.delete("/saved/{id}", tags=["texts"], responses=responses(404, 409))
    def remove(id: SavedId, version: Version) -> Json:
        """Lets go of a text, if the version named is still the last."""
        kept = _kept(store, id)
        try:
            store.remove(id, version)
        except Conflict as conflict:
            raise Conflicting(conflict.now.version) from None
        return answer(desk, f"saved/{id}", {"removed": _named(kept)})


def _kept(store: Store, id: str) -> Saved:
    found = store.get(id)
    if found is None:
        raise HTTPException(404, "there is no such text")
    return found


def _named(saved: Saved) -> Json:
    return {"id": saved.id, "title": saved.title, "version": saved.version}


def _tried(text: str) -> Tried:
    tried = trying(text)
    if tried.stopped == "busy":
        raise Busy
    if tried.stopped:
        raise Untried(tried.stopped)
    return tried


def _found(tried: Tried) -> Json:
    return {"problems": list(tried.problems), "cases": list(tried.cases), "doctrines": list(tried.doctrines)}
