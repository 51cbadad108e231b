"""What a doctrine cites, with resolution and grades by named graders, and what would be left without it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from siyar.diagnostics import Diagnostic
from siyar.evidence.grading import Rank, grader, graders
from siyar.export.hanging import hanging_sheet
from siyar.hanging import ranked_lower
from siyar.web.desk import Graded, Problems
from siyar.web.room import citable, offered, refused, room, state_of

#: The classes one can ask for at least; nobody asks for the lowest.
LEAST = (Rank.SAHIH, Rank.HASAN, Rank.DAIF)


def evidence(request: Request) -> Response:
    """The evidence of one doctrine; ``without``, or ``least`` and ``by``: as if some of it were set aside."""
    here, state = room(request), state_of(request)
    bench = here.desk.bench
    by, least = graded(request)
    found = here.desk.evidence(state, Graded(by, least)) if state.d else None
    problems: Problems = found if isinstance(found, tuple) else ()
    doctrine = bench.library.doctrines.get(state.d[0]) if state.d else None
    hanging = None if isinstance(found, tuple) else found
    return citable(
        request,
        "evidence.html",
        "evidence",
        state,
        more=(("by", by), ("least", least)) if by else (),
        status=422 if problems else 200,
        problems=problems,
        doctrine=doctrine,
        blocks=hanging_sheet(hanging, bench.library, here.desk.holdings)[1:] if hanging else (),
        own=[(e.id, e.cited_as[0] if e.cited_as else e.kind) for e in doctrine.evidence] if doctrine else [],
        doctrines=offered(here, (d for d in bench.library.doctrines.values() if d.evidence)),
        graders=graders(),
        ranks=[rank.value for rank in LEAST],
        by=by,
        least=least,
    )


def graded(request: Request) -> tuple[str, str]:
    """The grader and the least class an address names; both or neither."""
    by, least = (request.query_params.get(name, "")[:80] for name in ("by", "least"))
    return (by, least) if by and least in [rank.value for rank in LEAST] else ("", "")


def set_aside(request: Request) -> Response:
    """On to the rulings without what a grader ranks lower, in every place of it that he grades."""
    here, state = room(request), state_of(request)
    doctrine = here.desk.bench.library.doctrines.get(request.query_params.get("of", ""))
    by, least = graded(request)
    who = grader(by) if by else ""
    if doctrine is None or not who:
        help = f"graders: {'; '.join(graders())}"
        return refused(request, (Diagnostic("W002", f"no grades by `{by}` are known here", help=help),))
    low, _ = ranked_lower(doctrine, Rank(least), who)
    gone = dict.fromkeys((*state.without, *(f"{doctrine.id}/{id}" for id in low)))
    return RedirectResponse(f"{request.url_for('ruling').path}?{state.but(without=tuple(gone)).query}", 303)
