"""What every page has at hand: the desk, the templates, and how the server was started."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from siyar.diagnostics import Diagnostic
from siyar.model import Doctrine
from siyar.refusals import without_commands
from siyar.web.citing import citation
from siyar.web.desk import SAVED, Desk, Problems
from siyar.web.making import formats_of
from siyar.web.rendering import Pages
from siyar.web.saving import Store
from siyar.web.state import State
from siyar.workbench import Workbench


@dataclass(frozen=True, slots=True)
class Settings:
    """``token``: what a request must carry where the server is reachable from elsewhere; empty on loopback.

    ``saved``: the database of what users save; without one it is in a folder that lasts as long as the process.
    ``key``: what the tokens of forms are made with; processes that answer together have the same. ``read``: the user's
    own files on the bench. ``withheld``: no copy of a source is shown, as to whoever asks with a token.
    """

    token: str = ""
    saved: Path | None = None
    key: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)
    read: tuple[Path, ...] = ()
    withheld: bool = False

    @property
    def elsewhere(self) -> bool:
        """Whether what is shown may be seen on another machine than the one where copies of sources are kept."""
        return self.withheld or bool(self.token)


@dataclass(frozen=True, slots=True)
class Room:
    desk: Desk
    pages: Pages
    settings: Settings
    store: Store


@dataclass(frozen=True, slots=True)
class Offered:
    """A doctrine one can choose. ``origin``: "edited" in the place of a shipped one, "own" beside those; else empty."""

    id: str
    title: str
    origin: str


def in_order(bench: Workbench, doctrines: Iterable[Doctrine]) -> list[Doctrine]:
    """The shipped ones under study first, then the positions in their fixed order, then those of users."""
    own = [id for id in bench.under_study if bench.library.doctrines[id].shipped]
    places = {id: place for place, id in enumerate((*own, *bench.beside, *bench.further))}
    return sorted(doctrines, key=lambda doctrine: places.get(doctrine.id, len(places)))


def offered(here: Room, doctrines: Iterable[Doctrine] | None = None) -> list[Offered]:
    """The doctrines given, or all of the library, and those that users saved."""
    known = here.desk.bench.library.doctrines
    some = in_order(here.desk.bench, known.values() if doctrines is None else doctrines)
    own = (one for one in here.store.every() if one.doctrine and SAVED + one.id not in known)
    return [
        *(Offered(d.id, d.title, "" if d.shipped else "edited" if d.edited else "own") for d in some),
        *(Offered(SAVED + one.id, one.title, "edited" if one.doctrine in known else "own") for one in own),
    ]


def room(request: Request) -> Room:
    found: Room = request.app.state.room
    return found


#: Names and values of an address.
Pairs = tuple[tuple[str, str], ...]


def citable(
    request: Request,
    template: str,
    what: str,
    state: State | None,
    *,
    more: Pairs = (),
    status: int = 200,
    **values: Any,
) -> Response:
    """A page that can be taken away and cites its state; ``more``: what its address has beside the state."""
    here = room(request)
    address = urlencode([*(state.pairs if state else ()), *more])
    values |= {"formats": formats_of(what), "cite": citation(here.desk, what, address), "state": state}
    if state and request.state.language != "en":
        values["heard"] = {**here.desk.heard(state), **values.get("heard", {})}
    return here.pages.response(request, template, status=status, **values)


#: What the address of a list says beside a state.
LISTED = ("find", "q", "dated", "kind")


def listed(request: Request) -> Pairs:
    """What the address of a list looks for."""
    query = request.query_params
    return tuple((name, query[name][:200]) for name in LISTED if query.get(name))


def state_of(request: Request) -> State:
    """The state in the address. Raises `TooLong`, which the application answers."""
    return State.read(request.query_params.multi_items())


def refused(request: Request, problems: Problems, *, status: int = 422) -> Response:
    """The page of what cannot be shown, and why."""
    problems = tuple(map(without_commands, problems))
    missing = all(p.code == "R009" for p in problems)
    return room(request).pages.response(
        request, "refused.html", status=404 if missing else status, problems=problems, title=_title(problems)
    )


def _title(problems: tuple[Diagnostic, ...]) -> str:
    return problems[0].message if problems else ""
