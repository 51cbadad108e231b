"""`siyar evaluate --format json`: what follows from a theory, as data; ``schema/evaluate.json`` describes it."""

from __future__ import annotations

import json
from collections.abc import Iterator

import siyar
from siyar.interchange import Conclusions


def evaluated_json(found: Conclusions, file: str, *, propagating: bool) -> Iterator[str]:
    """The object `siyar evaluate --format json` prints, piece by piece: it can have millions of conclusions."""
    about = {
        "file": file,
        "siyar": siyar.__version__,
        "ambiguity": "propagating" if propagating else "blocking",
        "atoms": len(found.plain.atoms),
        "facts": len(set(found.plain.given)),
        "rules": len(found.plain.labels),
        "priorities": len(found.plain.superior),
        "undetermined": found.undetermined(),
    }
    yield json.dumps(about, ensure_ascii=False, indent=2).removesuffix("\n}") + ',\n  "conclusions": ['
    comma = ""
    for sign, literal in found.signed():
        yield f'{comma}\n    {{"sign": "{sign}", "literal": {json.dumps(literal, ensure_ascii=False)}}}'
        comma = ","
    yield "\n  ]\n}\n"
