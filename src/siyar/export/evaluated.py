"""`siyar evaluate --format json`: what follows from a theory, as data; ``schema/evaluate.json`` describes it."""

from __future__ import annotations

from typing import Any

import siyar
from siyar.interchange import Conclusions


def evaluated_json(found: Conclusions, file: str, *, propagating: bool) -> dict[str, Any]:
    """The object `siyar evaluate --format json` prints."""
    return {
        "file": file,
        "siyar": siyar.__version__,
        "ambiguity": "propagating" if propagating else "blocking",
        "atoms": len(found.plain.atoms),
        "facts": len(set(found.plain.given)),
        "rules": len(found.plain.labels),
        "priorities": len(found.plain.superior),
        "conclusions": [{"sign": sign, "literal": literal} for sign, literal in found.signed()],
        "undetermined": found.undetermined(),
    }
