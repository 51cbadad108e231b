"""What an audit finds of a doctrine: each finding with its rules, and a smallest case that shows it, to be put."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from siyar.export.audit import MEANS, SAID, UNEXPLAINED, Audited, audit_sheet, finding_item
from siyar.export.sheet import Item, Sheet
from siyar.model import Case, Doctrine
from siyar.study.abstract import kinds
from siyar.study.audit import Kind
from siyar.study.audit.nouns import Witness
from siyar.web.desk import Desk
from siyar.web.room import citable, refused, room
from siyar.web.state import ABSTRACT, State


@dataclass(frozen=True, slots=True)
class Found:
    """A finding as it is shown: its tree, the parts of the doctrine it is about, the state of its smallest case."""

    item: Item
    parts: tuple[tuple[str, str], ...]  # place on the page of the doctrine, id
    state: State | None
    explained: bool


def audit(request: Request) -> Response:
    """The audit of one doctrine."""
    here = room(request)
    bench = here.desk.bench
    id = request.path_params["id"]
    found = here.desk.audit(id)
    if isinstance(found, tuple):
        return refused(request, found)
    doctrine = bench.library.doctrines[id]
    (one,) = found.audits
    by_kind = [
        (
            MEANS[kind],
            [
                Found(
                    finding_item(finding, one.lines),
                    places(finding.blocks, doctrine),
                    put(here.desk, id, finding.witness) if finding.witness else None,
                    bool(finding.why),
                )
                for finding in one.findings
                if finding.kind is kind
            ],
        )
        for kind in Kind
    ]
    return citable(
        request,
        "audit.html",
        "audit",
        None,
        more=(("id", id),),
        doctrine=doctrine,
        found=[(title, findings) for title, findings in by_kind if findings],
        head=_before(audit_sheet(Audited(found.audits), bench.library)),
        rest=_after(audit_sheet(Audited(found.audits), bench.library)),
        unexplained=UNEXPLAINED,
    )


def places(blocks: tuple[str, ...], doctrine: Doctrine) -> tuple[tuple[str, str], ...]:
    """The parts named, where the page of the doctrine has them."""
    rules, readings = {r.id for r in doctrine.rules}, {r.id for r in doctrine.readings}
    found = [(f"rule-{id}", id) for id in blocks if id in rules]
    return (*found, *((f"reading-{id}", id) for id in blocks if id in readings))


def put(desk: Desk, doctrine: str, witness: Witness) -> State | None:
    """The smallest case as a state; None where no abstract case of its question has the same parties."""
    there = [e.type for e in witness.case.entities]
    filled = tuple(
        f"{name}:{next(leaf for leaf in leaves if leaf in there)}"
        for name, leaves in kinds(desk.bench.library, witness.question)
        if any(leaf in there for leaf in leaves)
    )
    state = State(
        case=ABSTRACT,
        q=(witness.question,),
        d=(doctrine,),
        about=witness.about,
        kind=filled,
        given=tuple(dict.fromkeys(witness.given)),
        reading=tuple(f"{doctrine}/{reading}={option}" for reading, option in witness.readings),
    )
    return state if isinstance(desk.case(state), Case) else None


def _before(sheet: Sheet) -> Sheet:
    """What stands before the findings, without the title."""
    return tuple(block for block in sheet[1:3] if isinstance(block, Item))


def _after(sheet: Sheet) -> Sheet:
    """The sentences gone through, and what was left out."""
    at = next(n for n, block in enumerate(sheet) if getattr(block, "words", "") == SAID)
    return sheet[at:]
