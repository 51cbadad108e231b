"""Ground theories as columns: the same rules over tables, on any engine that speaks SQL (docs/tables.md)."""

from siyar.engines.sql.formulas import FALSE, TRUE, Column, Every, Formula, Not, Some, every, holds, no, some
from siyar.engines.sql.stages import Plan
from siyar.engines.sql.tags import Tags, tags

__all__ = [
    "FALSE",
    "TRUE",
    "Column",
    "Every",
    "Formula",
    "Not",
    "Plan",
    "Some",
    "Tags",
    "every",
    "holds",
    "no",
    "some",
    "tags",
]
