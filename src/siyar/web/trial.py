"""A user's text, read and tried in a process of its own: `python -m siyar.web.trial`, JSON in, JSON out.

Whatever somebody wrote is read here and nowhere else before it has been tried: with so much time, so much memory, no
files to write. What comes out is plain data: the diagnostics of `siyar check`, what the text holds, and rulings as
sheets laid out (escaped, as everywhere). `trying.py` starts it.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

#: Seconds of computing, and bytes of memory, that a trial may take.
SECONDS, MEMORY = 12, 2_000_000_000

#: What a text is called in its diagnostics.
NAME = "draft.md"

#: Rulings shown: cases of the text, cases of the library put to a doctrine of it.
CASES, SHOWN = 4, 3

#: What a case may hold to be asked over and over.
ENTITIES, LINES = 16, 200


def bounded() -> None:
    """Takes on the limits; where the system has none to set (Windows), the time of the process that waits is one."""
    try:
        import resource
    except ModuleNotFoundError:
        return
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, 2_000_000))
    resource.setrlimit(resource.RLIMIT_NOFILE, (256, 256))


def main() -> None:
    bounded()
    text = json.load(sys.stdin)["text"]
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        Path(NAME).write_text(text, encoding="utf-8", newline="")
        found = tried()
        os.chdir("/")
    json.dump(found, sys.stdout)


def tried() -> dict[str, Any]:
    """What `siyar check` says of the text, and what doctrines say with it where nothing is wrong."""
    from siyar.checking import check_files
    from siyar.diagnostics import to_json

    checked = check_files([Path(NAME)])
    errors = any(p.severity == "error" for p in checked.problems)
    of = {"doctrines": [d.id for d in checked.library.doctrines.values() if NAME in d.files]}
    own = [c for c in checked.library.cases.values() if c.span and c.span.text.name == NAME]
    of["cases"] = [c.id for c in own]
    words = [s for s in checked.library.case_sentences if s.span and s.span.text.name == NAME]
    large = [c.id for c in own if len(c.entities) > ENTITIES or len(c.lines) > LINES]
    return {
        "problems": to_json(checked.problems),
        "errors": errors,
        "fine": "" if checked.problems else checked.fine,
        **of,
        "own_words": bool(words),
        "large": large,
        "rulings": [] if errors or large else list(_rulings(of["doctrines"], of["cases"])),
    }


def _rulings(doctrines: list[str], cases: list[str]) -> Iterator[dict[str, str]]:
    from siyar.export.sitting import sitting_sheet
    from siyar.export.to_html import lines
    from siyar.workbench import Workbench

    bench = Workbench.open([NAME])
    put = cases[:CASES]
    if doctrines and not cases:
        answered = {q for d in doctrines for q in bench.library.doctrines[d].questions}
        put = [c.id for c in bench.library.cases.values() if answered & {a for a in c.asks if isinstance(a, str)}][
            :SHOWN
        ]
    for case in put:
        sitting = bench.ask(case, doctrines=doctrines)
        if isinstance(sitting, tuple):
            yield {"case": case, "title": case, "html": "", "problem": sitting[0].message}
            continue
        sheet = sitting_sheet(sitting, bench.library, lambda items: 0)[1:]
        yield {"case": case, "title": sitting.case.title or case, "html": "\n".join(lines(sheet)), "problem": ""}


if __name__ == "__main__":
    main()
