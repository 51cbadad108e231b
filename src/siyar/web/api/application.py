"""The routes of `/api/v1`."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Annotated

from fastapi import FastAPI, HTTPException, Path, Query
from fastapi.responses import RedirectResponse
from pydantic import Field

from siyar import export
from siyar.diagnostics import to_json
from siyar.evidence.grading import graders
from siyar.export.asking import choices, reason
from siyar.export.comparison_data import comparison_json
from siyar.export.pages import show_json
from siyar.export.pages.listing import KINDS, Kind, list_json, rows
from siyar.export.precedents_json import precedents_json
from siyar.export.timeline_json import timeline_json
from siyar.export.to_json import ruling_json
from siyar.framing import is_a
from siyar.model import Library
from siyar.study.abstract import kinds
from siyar.web.api.answering import Json, answer, heard, paged
from siyar.web.api.asked import Asked, AskedComparison, AskedRuling, AskedTable, AskedWhyNot
from siyar.web.api.keeping import keeping
from siyar.web.api.refusing import Persons, Refused, refusals, responses
from siyar.web.api.sending import sending
from siyar.web.api.studying import studying
from siyar.web.desk import Desk
from siyar.web.finding import search
from siyar.web.saving import Store
from siyar.web.state import ABSTRACT, State

Offset = Annotated[int, Query(ge=0, le=1_000_000)]
Limit = Annotated[int, Query(ge=1, le=200)]
SavedName = Annotated[str, Field(pattern=r"^saved:[A-Za-z0-9_-]{1,40}$")]
Id = Annotated[str, Path(max_length=200, examples=["hizb-qa"])]

ABOUT = (
    "What doctrines of foreign relations say of cases, with whose word it is. Every status comes with the title, voice "
    "and date it belongs to; nothing is merged over doctrines. Answers are what the commands print with --format json; "
    "their schemas are at schema/NAME."
)


def create_api(desk: Desk, store: Store, *, elsewhere: bool) -> FastAPI:
    """The API over a desk, to be mounted by the application of the pages; ``elsewhere``: as `Settings` says."""
    api = FastAPI(
        title="Siyar", version="1", summary="Doctrines of foreign relations", description=ABOUT, docs_url=None,
        redoc_url=None, openapi_url="/openapi.json", swagger_ui_oauth2_redirect_url=None,
    )  # fmt: skip
    refusals(api)
    _looking(api, desk)
    _asking(api, desk)
    studying(api, desk)
    keeping(api, desk, store)
    sending(api, desk, store, elsewhere=elsewhere)
    _further(api, desk)
    _documents(api)
    return api


# --------------------------------------------------------------------------- what there is


def _looking(api: FastAPI, desk: Desk) -> None:
    library = desk.bench.library

    @api.get("/library", tags=["library"], responses=responses())
    def the_library() -> Json:
        """Version and digest of the library, and how much is in it."""
        counts = {kind.value: sum(1 for _ in rows(library, kind)) for kind in KINDS}
        return answer(
            desk, "library", {"vocabularies": {v.id: v.version for v in library.vocabularies.values()}, **counts}
        )

    @api.get("/list/{kind}", tags=["library"], responses=responses(422))
    def things(
        kind: Kind, find: Annotated[str, Query(max_length=200)] = "", offset: Offset = 0, limit: Limit = 50
    ) -> Json:
        """The ids of a kind with titles and facts, page by page; those in which all the words to `find` stand."""
        found = [one for some in list_json(library, kind.value, find).values() for one in some]
        return paged(desk, f"list/{kind.value}", found, offset, limit)

    @api.get("/show/{id:path}", tags=["library"], responses=responses(404, 422))
    def one_thing(id: Id) -> Json:
        """Everything an id names: `hizb-qa`, `hizb-qa/help-of-an-entity`, `help`, `hudaybiyya`."""
        found = desk.bench.find(id)
        if not found:
            raise Refused(desk.bench.no_such(id))
        return answer(desk, f"show/{id}", show_json(found, library)["found"])

    @api.get("/kinds/{question}", tags=["library"], responses=responses(404, 422))
    def who_could_be_there(question: Id) -> Json:
        """Who can be in an abstract case of a question, where several kinds can: each place with its kinds."""
        if problems := desk.bench.refusals((), (), [question]):
            raise Refused(problems)
        places = {name: list(leaves) for name, leaves in kinds(library, question)}
        return answer(desk, f"kinds/{question}", places)

    @api.get("/graders", tags=["library"], responses=responses())
    def who_graded() -> Json:
        """Whose grades of reports are known, by name."""
        return answer(desk, "graders", list(graders()))

    @api.get("/search", tags=["library"], responses=responses(404, 422))
    def words(
        find: Annotated[str, Query(min_length=1, max_length=200)],
        d: Annotated[
            list[SavedName],
            Query(default_factory=list, max_length=20, description="Saved doctrines to look in too."),
        ],
        offset: Offset = 0,
        limit: Limit = 50,
    ) -> Json:
        """Rules, sentences, cases, sources, citations and prose in which all the words stand."""
        if problems := desk.bench.refusals((), d):
            raise Refused(problems)
        found = [
            {"kind": e.kind, "words": e.words, "under": e.under, "id": e.id, "place": e.place}
            for entries in search(desk.entries, find).values()
            for e in entries
        ]
        return paged(desk, "search", found, offset, limit)


# --------------------------------------------------------------------------- what is said of a case


def _asking(api: FastAPI, desk: Desk) -> None:
    library = desk.bench.library

    @api.post("/ask", tags=["case"], responses=responses(404, 422))
    def ask(asked: AskedRuling) -> Json:
        """What doctrines say of a case, with reasons and the other positions (`siyar ask`)."""
        found = desk.every_reading(asked.state) if asked.every_reading else desk.sitting(asked.state)
        return answer(desk, "ask", export.sitting_json(heard(found), library), asked.state)

    @api.post("/why-not", tags=["case"], responses=responses(404, 422))
    def why_not(asked: AskedWhyNot) -> Json:
        """What keeps a word from following (`siyar why --not`)."""
        found = heard(desk.why_not(asked.state, asked.word))
        return answer(desk, "why-not", export.why_not_json(found, asked.word, library), asked.state)

    @api.post("/whatif", tags=["case"], responses=responses(404, 422))
    def whatif(asked: Asked) -> Json:
        """What changes by what is given, unset, read otherwise or taken away (`siyar whatif`)."""
        return answer(desk, "whatif", export.whatif_json(heard(desk.whatif(asked.state)), library), asked.state)

    @api.post("/interview", tags=["case"], responses=responses(404, 422))
    def interview(asked: Asked) -> Json:
        """The facts that can still matter, the most telling first, with who needs them, and what is said so far."""
        step = heard(desk.step(asked.state))
        found = {
            "exact": step.needs.exact,
            "inquiries": [
                {
                    "asks": i.words,
                    "answers": list(i.answers),
                    "statements": list(i.statements),
                    "measure": i.measure,
                    "choices": choices(i),
                    "because": reason(i, library),
                    "rules": [f"{doctrine}/{rule}" for doctrine, rule in i.because],
                }
                for i in step.needs.inquiries
            ],
            "rulings": [ruling_json(r, library, beside=False) for r in step.rulings],
        }
        return answer(desk, "interview", found, asked.state)

    @api.post("/compare", tags=["case"], responses=responses(404, 422))
    def compare(asked: AskedComparison) -> Json:
        """All doctrines side by side in a case; with `narrowed` those named (`siyar compare CASE`)."""
        found = heard(desk.compared(asked.state, differences=asked.differences))
        return answer(desk, "compare", comparison_json(found, library), asked.state)

    @api.post("/precedents", tags=["case"], responses=responses(404, 422))
    def precedents(asked: Asked) -> Json:
        """How far past cases reach into it (`siyar precedents`)."""
        return answer(desk, "precedents", precedents_json(heard(desk.precedents(asked.state)), library), asked.state)

    @api.post("/timeline", tags=["case"], responses=responses(404, 422))
    def timeline(asked: Asked) -> Json:
        """What is said from moment to moment (`siyar timeline`)."""
        return answer(desk, "timeline", timeline_json(heard(desk.timeline(asked.state)), library), asked.state)


# --------------------------------------------------------------------------- tables


def _further(api: FastAPI, desk: Desk) -> None:
    library = desk.bench.library

    @api.post("/bulk", tags=["tables"], responses=responses(404, 422))
    def bulk(asked: AskedTable) -> Json:
        """Many abstract cases of one question, page by page. Refused where a row would be a person."""
        return answer(desk, "bulk", _table(desk, library, asked))


def _table(desk: Desk, library: Library, asked: AskedTable) -> Json:
    more = [("d", d) for d in asked.doctrines] + [("kind", k) for k in asked.kinds]
    whole = State.read([("case", ABSTRACT), ("q", asked.question), *more])
    types = library.types()
    case = heard(desk.stated(whole))
    if any(is_a(types, e.type, "Person") for e in case.entities):
        raise Persons
    rows_asked = asked.rows[asked.offset : asked.offset + asked.limit]
    items = []
    for number, row in enumerate(rows_asked, asked.offset):
        sitting = desk.sitting(whole.but(given=tuple(row.given), only="1"))
        if isinstance(sitting, tuple):
            items.append({"row": number, "problems": to_json(sitting), "rulings": []})
            continue
        found = [ruling_json(r, library, beside=False) for h in sitting.hearings for r in h.asked]
        items.append({"row": number, "problems": [], "rulings": found})
    return {"total": len(asked.rows), "offset": asked.offset, "limit": asked.limit, "narrowed": True, "items": items}


# --------------------------------------------------------------------------- documents


def _documents(api: FastAPI) -> None:
    @api.get("/schema/{name}", tags=["documents"], responses=responses(404))
    def schema(name: Annotated[str, Path(pattern=r"^[a-z-]{1,40}$", examples=["ask"])]) -> Json:
        """The JSON schema of what a command prints, and so of `found`: `ask`, `compare`, `whatif` …"""
        found = files("siyar") / "schema" / f"{name}.json"
        if not found.is_file():
            raise HTTPException(404, "there is no such schema")
        data: Json = json.loads(found.read_text(encoding="utf-8"))
        return data

    @api.get("/docs", include_in_schema=False)
    def docs() -> RedirectResponse:
        """The documentation is a page like the others."""
        return RedirectResponse("../../api", 307)
