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
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from siyar.export.sheet import Sheet

#: Seconds of computing, and bytes of memory, that a trial may take.
SECONDS, MEMORY = 12, 2_000_000_000

#: What a text is called in its diagnostics.
NAME = "draft.md"

#: Problems of expectations: what is written can be asked about all the same.
EXPECTING = frozenset({"E001", "E002"})

#: Rulings shown: cases of the text, cases of the library put to a doctrine of it.
CASES, SHOWN = 4, 3

#: What a case may hold to be asked over and over.
ENTITIES, LINES = 16, 200


def bounded(most: int = SECONDS) -> None:
    """Takes on the limits; where the system has none to set (Windows), the time of the process that waits is one.

    ``most``: seconds of computing for a process that gives itself more than once what a trial may take.
    """
    try:
        import resource
    except ModuleNotFoundError:
        return
    resource.setrlimit(resource.RLIMIT_CPU, (min(SECONDS, most), most))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, 2_000_000))
    resource.setrlimit(resource.RLIMIT_NOFILE, (256, 256))


def main() -> None:
    answered({NAME: "text"}, lambda asked: tried(asked["put"], asked["language"]))


def answered(files: Mapping[str, str], find: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    """What ``find`` makes of what was asked, within the limits, in a folder that holds each file by its key."""
    bounded()
    asked = json.load(sys.stdin)
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        for name, key in files.items():
            Path(name).write_text(asked[key], encoding="utf-8", newline="")
        found = find(asked)
        os.chdir("/")
    json.dump(found, sys.stdout)


def tried(put: str = "", language: str = "en") -> dict[str, Any]:
    """What `siyar check` says of the text, and what doctrines say with it where nothing is wrong.

    ``put``: a case of the library that is put to the doctrines of the text, in place of the first that asks of them.
    ``language``: in which that is laid out.
    """
    from siyar.checking import check_files
    from siyar.diagnostics import to_json

    checked = check_files([Path(NAME)])
    # A ruling that is not the expected one is said, and is just what somebody who changed a rule wants to see.
    errors = any(p.severity == "error" and p.code not in EXPECTING for p in checked.problems)
    of = {"doctrines": [d.id for d in checked.library.doctrines.values() if NAME in d.files]}
    own = [c for c in checked.library.cases.values() if c.span and c.span.text.name == NAME]
    of["cases"] = [c.id for c in own]
    whole = [d for d in checked.library.doctrines.values() if d.files == (NAME,)]
    words = [s for s in checked.library.case_sentences if s.span and s.span.text.name == NAME]
    large = [c.id for c in own if len(c.entities) > ENTITIES or len(c.lines) > LINES]
    return {
        "problems": to_json(checked.problems),
        "errors": errors,
        "fine": "" if checked.problems else checked.fine,
        **of,
        "doctrine": whole[0].id if whole else "",
        "titled": whole[0].title if whole else "",
        "own_words": bool(words),
        "large": large,
        "rulings": [] if errors or large else list(_rulings(of["doctrines"], of["cases"], put, language)),
        "against": [] if errors else list(_against(of["doctrines"], language)),
    }


def _laid_out(sheet: Sheet, language: str) -> str:
    from siyar.export.to_html import lines
    from siyar.web.speaking import heard

    return "\n".join(lines(sheet, lambda words: heard(words, language)))


def _rulings(doctrines: list[str], cases: list[str], one: str, language: str) -> Iterator[dict[str, str]]:
    from siyar.export.sitting import sitting_sheet
    from siyar.workbench import Workbench

    bench = Workbench.open([NAME])
    put = cases[:CASES]
    if doctrines and one in bench.library.cases:
        put = [one]
    elif doctrines and not cases:
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
        yield {"case": case, "title": sitting.case.title or case, "html": _laid_out(sheet, language), "problem": ""}


def _against(doctrines: list[str], language: str) -> Iterator[dict[str, str]]:
    """What a doctrine of a shipped one's id says otherwise than the shipped one: its blocks, and its rulings."""
    from siyar.export.difference import difference_sheet
    from siyar.export.doctrinefile import doctrine_file
    from siyar.ranging import Differing, diff
    from siyar.workbench import Workbench
    from siyar.workbench.versions import Version, version

    shipped = Workbench.open().library.doctrines
    for id in (id for id in doctrines if id in shipped):
        with tempfile.TemporaryDirectory() as folder:  # as one file, which is how its copy begins
            copy = Path(folder) / NAME
            copy.write_text(doctrine_file(shipped[id]), encoding="utf-8", newline="")
            versions = version(str(copy)), version(NAME)
        old, new = versions
        if isinstance(old, Version) and isinstance(new, Version):
            own = replace(old.library.doctrines[id], shipped=True, edited=False, digest=shipped[id].digest)
            library = replace(old.library, doctrines={**old.library.doctrines, id: own})
            found = diff(replace(old, library=library), new, doctrine=id)
        else:
            found = ()
        if isinstance(found, Differing):
            _, _, *rest = difference_sheet(found.difference, found.bench.library, full=True)
            yield {"doctrine": id, "title": shipped[id].title, "html": _laid_out(tuple(rest), language), "problem": ""}
        else:
            problem = next((p.message for one in (*versions, found) if isinstance(one, tuple) for p in one), "")
            yield {"doctrine": id, "title": shipped[id].title, "html": "", "problem": problem}


if __name__ == "__main__":
    main()
