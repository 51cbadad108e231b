"""The JSON Schemas shipped with the package, and values that must meet them."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from typing import Any

from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # the package has no types


@cache
def validator(name: str) -> Draft202012Validator:
    schema = json.loads((files("siyar") / "schema" / f"{name}.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def valid(name: str, value: Any) -> None:
    """The value as it comes back from JSON meets the schema."""
    again = json.loads(json.dumps(value))
    assert again == value, "plain types only"
    validator(name).validate(again)
