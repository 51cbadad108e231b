"""The exact state a page or an export was made from: version, digest of the library, address, what was supposed."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, urlencode

import siyar
from siyar.export.sheet import Heading, Item, Sheet
from siyar.web.desk import Desk
from siyar.web.state import State

#: The media type of each format.
TYPES = {
    "html": "text/html",
    "md": "text/markdown",
    "json": "application/json",
    "csv": "text/csv",
    "svg": "image/svg+xml",
}

#: Pages whose path is another word than the name they are exported under.
PATHS = {
    "across": "compare/doctrines",
    "whatif": "what-if",
    "why_not": "why-not",
    "audit": "audit/{id}",
    "show": "show/{id}",
    "coverage": "coverage/{id}",
}


def citation(desk: Desk, what: str, address: str) -> dict[str, str]:
    """The exact state something was made from."""
    return {"siyar": siyar.__version__, "library": f"sha256:{desk.digest}", "address": _address(what, address)}


def _address(what: str, query: str) -> str:
    """The address of a page below the server, as a browser would be given it."""
    path = PATHS.get(what, what)
    pairs = parse_qsl(query)
    if "{id}" in path:
        path = path.replace("{id}", next((value for name, value in pairs if name == "id"), ""))
        pairs = [(name, value) for name, value in pairs if name != "id"]
    return f"{path}?{urlencode(pairs)}" if pairs else path.rstrip("/")


def citing(desk: Desk, what: str, state: State, address: str) -> Sheet:
    """The same in words, with what the user supposed and left out."""
    found = citation(desk, what, address)
    items = [Item(f"Siyar {found['siyar']}; library {found['library']}; {found['address']}")]
    if state.only:
        items.append(Item("Narrowed by the user: other positions are left out.", role="note"))
    supposed = (*state.given, *(f"nothing is said of: {one}" for one in state.unset))
    supposed += (*(f"read with {one}" for one in state.reading), *(f"without {one}" for one in state.without))
    if supposed:
        items.append(Item("Supposed by the user", tuple(Item(words) for words in supposed), role="note"))
    return (Heading("The state this was made from"), *items)


def supposed(state: State) -> dict[str, Any]:
    """What the user supposed and left out, as data."""
    return {
        "narrowed": bool(state.only),
        "given": list(state.given),
        "unset": list(state.unset),
        "readings": list(state.reading),
        "without": list(state.without),
    }
