"""Looking for words in everything the library holds."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from siyar.web.finding import FEW, search
from siyar.web.listing import looked_for
from siyar.web.room import citable, listed, room


def found(request: Request) -> Response:
    """What was found, by kind; of each kind the first few, or with ``kind`` all of it."""
    here = room(request)
    words = looked_for(request.query_params)
    only = request.query_params.get("kind", "")[:20]
    results = search(here.desk.entries, words) if words else {}
    shown = {
        kind: (entries if kind == only else entries[:FEW], len(entries))
        for kind, entries in results.items()
        if not only or kind == only
    }
    return citable(request, "search.html", "search", None, more=listed(request), find=words, only=only, shown=shown)
