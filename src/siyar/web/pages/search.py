"""Looking for words in everything the library holds."""

from __future__ import annotations

from collections.abc import Iterator

from starlette.requests import Request
from starlette.responses import Response

from siyar.export.folding import folded
from siyar.sources.copies import Unreadable
from siyar.sources.holding import Shelf, passages
from siyar.web.desk import SAVED
from siyar.web.finding import FEW, Entry, search
from siyar.web.listing import looked_for
from siyar.web.room import Room, citable, listed, offered, refused, room, state_of
from siyar.web.state import State


def found(request: Request) -> Response:
    """What was found, by kind; of each kind the first few, or with ``kind`` all of it.

    ``d``: doctrines that users saved, to look in as well (`siyar.web.apart` brings them here).
    """
    here = room(request)
    state = State(d=tuple(one for one in state_of(request).d if one.startswith(SAVED)))
    if problems := here.desk.bench.refusals((), state.d):
        return refused(request, problems)
    words = looked_for(request.query_params)
    only = request.query_params.get("kind", "")[:20]
    results = search((*here.desk.entries, *_copied(here)), words) if words else {}
    shown = {
        kind: (entries if kind == only else entries[:FEW], len(entries))
        for kind, entries in results.items()
        if not only or kind == only
    }
    return citable(
        request,
        "search.html",
        "search",
        state,
        more=listed(request),
        find=words,
        only=only,
        shown=shown,
        saved=offered(here, (d for d in here.desk.bench.library.doctrines.values() if d.id.startswith(SAVED))),
    )


def _copied(here: Room) -> Iterator[Entry]:
    """The passages of a user's own copies: on the machine where they are kept, and in no export."""
    if here.settings.elsewhere:
        return
    shelf = Shelf.own()
    try:
        for copy in shelf.copies():
            source = here.desk.bench.library.sources.get(copy.source)
            for passage, said in passages(copy.text, shelf.found(copy.source)).items():
                words = " ".join(said.split())
                if source and source.inventory:
                    under = f"{source.title}, {passage}"
                    yield Entry("copied", words, under, "coverage", source.id, passage, folded(f"{words} {under}"))
    except Unreadable:  # the page of sources says so
        return
