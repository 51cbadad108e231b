"""The reasons as a drawing to go through: a large tree around one of its boxes, the way to it, and further boxes."""

from __future__ import annotations

from urllib.parse import urlencode

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response

from siyar.web.boxes import NOTHING_TO_DRAW_WITH, can_draw
from siyar.web.drawing import Place, along, place_of, svg, to_draw
from siyar.web.room import citable, refused, room, state_of
from siyar.web.speaking import lettering


def reasons(request: Request) -> Response:
    """The drawing of a state's rulings; ``at``: around which box."""
    here, state = room(request), state_of(request)
    if not can_draw():
        return refused(request, (NOTHING_TO_DRAW_WITH,))
    stated = here.desk.stated(state)
    if isinstance(stated, tuple):
        return refused(request, stated)
    sitting = here.desk.shown(state)
    if isinstance(sitting, tuple):
        return refused(request, sitting)
    library = here.desk.bench.library
    trees = [to_draw(ruling, library) for hearing in sitting.hearings for ruling in hearing.asked]
    way = along(trees, place_of(request.query_params.get("at", "")))
    at = way[-1][0] if way else ()

    def link(place: Place) -> str:
        return f"{request.url_for('reasons').path}?{urlencode([*state.pairs, ('at', words(place))])}"

    title = sitting.case.title or sitting.case.id
    return citable(
        request,
        "reasons.html",
        "ruling",
        state,
        case=stated,
        sitting=sitting,
        # Escaped where it is drawn, with no attribute but coordinates and addresses of this page.
        drawing=Markup(svg(title, trees, at=at, link=link, lettering=lettering(request.state.language))),
        way=[(item.words, words(place)) for place, item in way],
    )


def words(place: Place) -> str:
    """A place as an address has it."""
    return ".".join(map(str, place))
