"""The routes on doctrines over all cases, on their evidence, and on sources."""

from __future__ import annotations

from typing import Annotated

from fastapi import FastAPI, Path

from siyar.export.across_data import across_json
from siyar.export.audit_data import audit_json
from siyar.export.coverage import coverage_json
from siyar.export.difference import difference_json
from siyar.export.hanging import hanging_json
from siyar.export.influence import influence_json
from siyar.web.api.answering import Json, answer, heard
from siyar.web.api.asked import AskedDoctrines, AskedEvidence, AskedInfluence, AskedVersions
from siyar.web.api.refusing import responses
from siyar.web.desk import Desk, Graded
from siyar.web.state import State

Id = Annotated[str, Path(max_length=200, examples=["opposed-fatwas"])]
SourceId = Annotated[str, Path(max_length=200, examples=["qa-2017"])]


def studying(api: FastAPI, desk: Desk) -> None:
    library = desk.bench.library

    @api.post("/compare/doctrines", tags=["doctrines"], responses=responses(404, 422))
    def across(asked: AskedDoctrines) -> Json:
        """Doctrines over all cases: counts, conditions, smallest cases (`siyar compare D1 D2`)."""
        state = State.read([("d", d) for d in asked.doctrines] + [("q", q) for q in asked.questions])
        found = desk.across(state.d, state.q, tuple(asked.given), differences=asked.differences)
        return answer(desk, "across", across_json(heard(found), library), state)

    @api.post("/diff", tags=["doctrines"], responses=responses(404, 422))
    def diff(asked: AskedVersions) -> Json:
        """What the second of two doctrines says otherwise than the first: blocks and rulings (`siyar diff`)."""
        state = State.read([("d", asked.old), ("d", asked.new), *(("q", q) for q in asked.questions)])
        found = heard(desk.diff(asked.old, asked.new, tuple(asked.questions)))
        return answer(desk, "diff", difference_json(found.difference, found.bench.library), state)

    @api.post("/influence", tags=["doctrines"], responses=responses(404, 422))
    def influence(asked: AskedInfluence) -> Json:
        """In how many cases a doctrine's ruling changes with one thing (`siyar influence`)."""
        return answer(desk, "influence", influence_json(heard(desk.influence(asked.state)), library), asked.state)

    @api.post("/evidence", tags=["doctrines"], responses=responses(404, 422))
    def evidence(asked: AskedEvidence) -> Json:
        """What a doctrine cites, with grades, and what is left without some of it (`siyar evidence`)."""
        found = heard(desk.evidence(asked.state, Graded(asked.grader, asked.least) if asked.grader else Graded()))
        return answer(desk, "evidence", hanging_json(found, library, desk.holdings), asked.state)

    @api.get("/audit/{doctrine}", tags=["doctrines"], responses=responses(404))
    def audit(doctrine: Id) -> Json:
        """What going through a doctrine's whole case space finds (`siyar audit`)."""
        return answer(desk, f"audit/{doctrine}", audit_json(heard(desk.audit(doctrine)), library))

    @api.get("/coverage/{source}", tags=["sources"], responses=responses(404, 422))
    def coverage(source: SourceId) -> Json:
        """A source sentence by sentence: what carries each, without its words (`siyar coverage`)."""
        return answer(desk, f"coverage/{source}", coverage_json(heard(desk.bench.coverage(source))))
