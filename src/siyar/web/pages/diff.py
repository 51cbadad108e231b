"""Two doctrines as two versions: what the blocks of one say otherwise than those of the other, and what is ruled so."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from siyar.export.across import sought_sheet
from siyar.export.difference import difference_sheet
from siyar.export.sheet import Heading, Item
from siyar.model import Library
from siyar.ranging import Differing
from siyar.study.difference import Difference
from siyar.web.desk import Problems
from siyar.web.pages.compare import spread, title_of
from siyar.web.room import citable, offered, room, state_of


def diff(request: Request) -> Response:
    """The first of two doctrines is the older version, the second the newer; the form names both."""
    here, state = room(request), state_of(request)
    bench = here.desk.bench
    found: Differing | None = None
    problems: Problems = ()
    if len(state.d) == 2:
        asked = here.desk.diff(*state.d, state.q)
        if isinstance(asked, tuple):
            problems = asked
        else:
            found = asked
    library = found.bench.library if found else bench.library
    across = found.difference.across if found else None
    return citable(
        request,
        "diff.html",
        "diff",
        state,
        status=422 if problems else 200,
        problems=problems,
        edits=edits_by_kind(found.difference, library) if found else [],
        found=across,
        sought=sought_sheet(across, library) if across else (),
        rules_otherwise=bool(found and found.difference.rules_otherwise),
        titles={id: title_of(bench.library, id) for id in state.d if id in bench.library.doctrines},
        spreads=[spread(line, across, library) for line in across.lines] if across else [],
        doctrines=offered(here),
        questions=list(bench.questions.values()),
    )


def edits_by_kind(found: Difference, library: Library) -> list[tuple[str, list[Item]]]:
    """The blocks that differ, by their kind, each with its lines below it."""
    sheet = difference_sheet(found, library, full=True)
    at = [n for n, block in enumerate(sheet) if isinstance(block, Heading) and block.level == 2]
    kinds: list[tuple[str, list[Item]]] = []
    for block in sheet[at[0] + 1 : at[1]]:
        if isinstance(block, Heading):
            kinds.append((block.words, []))
        elif isinstance(block, Item):
            if not kinds:
                kinds.append(("", []))
            kinds[-1][1].append(block)
    return kinds
