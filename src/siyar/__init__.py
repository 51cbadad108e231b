"""Siyar: doctrines of foreign relations as executable, sourced rules.

``siyar.load("hizb-qa")`` is where a program begins (docs/python-api.md). What it needs is imported when it is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from siyar.api import (
        Across,
        Answer,
        Comparison,
        Doctrines,
        Evidence,
        Influence,
        Precedents,
        Problems,
        SeveralRulings,
        Supposition,
        Turns,
        Versions,
        diff,
        load,
    )
    from siyar.batch.frames import evaluate

__version__ = "0.1.0.dev0"

__all__ = [
    "Across",
    "Answer",
    "Audits",
    "Comparison",
    "Doctrines",
    "Evidence",
    "Influence",
    "Precedents",
    "Problems",
    "SeveralRulings",
    "Supposition",
    "Turns",
    "Versions",
    "__version__",
    "diff",
    "evaluate",
    "load",
]


def __getattr__(name: str) -> Any:
    if name == "evaluate":
        from siyar.batch.frames import evaluate

        return evaluate
    if name in __all__:
        from siyar import api

        return getattr(api, name)
    raise AttributeError(f"module 'siyar' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
