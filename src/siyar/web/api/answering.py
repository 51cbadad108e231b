"""What every route answers with: the state something was made from, and what was found; refusals as they are raised."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

from siyar.web.api.refusing import Refused
from siyar.web.citing import citation, supposed
from siyar.web.desk import Desk, Problems
from siyar.web.state import State

T = TypeVar("T")
Json = dict[str, Any]


def answer(desk: Desk, what: str, found: object, state: State | None = None) -> Json:
    of = citation(desk, what, state.query if state else "")
    return {"state": of | (supposed(state) if state else {}), "found": found}


def heard(found: T | Problems) -> T:
    """What was found. Raises `Refused` with the problems there are instead."""
    if isinstance(found, tuple):
        raise Refused(found)
    return found


def paged(desk: Desk, what: str, items: Sequence[object], offset: int, limit: int) -> Json:
    part = list(items[offset : offset + limit])
    return answer(desk, what, {"total": len(items), "offset": offset, "limit": limit, "items": part})
