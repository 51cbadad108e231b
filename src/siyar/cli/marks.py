"""Makes the marks of a source from a copy at hand: ``python -m siyar.cli.marks FILE SOURCE FIRST [A-B …]``.

The first paragraph has the number FIRST; lines A to B (non-empty lines, counted from 0) are one paragraph. What it
prints is ``library/marks/SOURCE.json``.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from siyar.sources.marks import marked
from siyar.workbench import Workbench


def marks(file: Path, source: str, first: int, groups: Sequence[str]) -> str:
    """The marks of all passages of a source, as JSON, one a line."""
    ends = (group.split("-") for group in groups)
    joined = [range(int(start), int(end) + 1) for start, end in ends]
    passages = [str(p) for p in Workbench.open().library.sources[source].passages]
    found = marked(file.read_text(encoding="utf-8"), passages, joined, first)
    return "[\n" + ",\n".join(json.dumps([m.passage, m.words, sorted(m.hashes)]) for m in found) + "\n]\n"


if __name__ == "__main__":
    _, _file, _source, _first, *_groups = sys.argv
    sys.stdout.write(marks(Path(_file), _source, int(_first), _groups))
