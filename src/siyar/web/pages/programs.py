"""The documentation of the API, made of its own description: a page that needs nothing from elsewhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from siyar.web.room import room


@dataclass(frozen=True, slots=True)
class Field:
    """Something a route is told: where it stands, what it is, whether it is needed."""

    name: str
    place: str
    type: str
    needed: bool
    words: str


@dataclass(frozen=True, slots=True)
class Path:
    method: str
    path: str
    words: str
    fields: tuple[Field, ...]


def api(request: Request) -> Response:
    """Every route with what it takes."""
    document = request.app.state.api.openapi()
    return room(request).pages.response(
        request,
        "api.html",
        about=document["info"]["description"],
        number=document["info"]["version"],
        routes=[
            _route(method, path, route, document)
            for path, methods in document["paths"].items()
            for method, route in methods.items()
        ],
    )


def _route(method: str, path: str, route: dict[str, Any], document: dict[str, Any]) -> Path:
    fields = [
        Field(p["name"], p["in"], p["schema"].get("type", "string"), p.get("required", False), p.get("description", ""))
        for p in route.get("parameters", ())
    ]
    schema = route.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    name = schema.get("$ref", "").rpartition("/")[2]
    if name:
        whole = document["components"]["schemas"][name]
        needed = whole.get("required", ())
        for field, about in whole["properties"].items():
            fields.append(Field(field, "body", about.get("type", ""), field in needed, about.get("description", "")))
    return Path(method.upper(), path, route.get("description", ""), tuple(fields))
