"""A file somebody sent, read in a process of its own: `python -m siyar.web.copying`, JSON in, JSON out.

What is sent as a page or as text may be made to take a parser for ever; the limits are those of `trial`.
"""

from __future__ import annotations

import json
import sys
import tempfile
from base64 import b64decode
from pathlib import Path
from typing import Any


def main() -> None:
    from siyar.web.trial import bounded

    bounded()
    asked = json.load(sys.stdin)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / Path(asked["name"]).name
        path.write_bytes(b64decode(asked["data"]))
        found = read(path, asked["encoding"])
    json.dump(found, sys.stdout)


def read(path: Path, encoding: str) -> dict[str, Any]:
    """The text, or the problem there is instead."""
    from siyar.diagnostics import to_json
    from siyar.sources.copies import Unreadable, text_of

    try:
        return {"text": text_of(path, encoding), "problem": None}
    except Unreadable as error:
        return {"text": "", "problem": to_json([error.problem])[0]}


if __name__ == "__main__":
    main()
