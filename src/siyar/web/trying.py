"""Trying a user's text in a process of its own, so long and no longer; see `trial`."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

import siyar
from siyar.diagnostics import Diagnostic
from siyar.web.bugs import LOG
from siyar.web.saving import Saved

#: Seconds waited for a trial, and for a place where others are being tried.
WAIT, QUEUE = 25, 20

#: Characters of a text that is tried.
LARGEST = 200_000

#: Texts being tried or waiting for it; who waits keeps a thread of the server from everybody else.
IN_LINE = 8

#: Of the surroundings of the server what such a process is told: where programs are, and where a user's own data is.
KEPT_NAMES = (
    "PATH", "SYSTEMROOT", "LANG", "HOME", "LOCALAPPDATA", "TEMP",
    "XDG_CACHE_HOME", "XDG_DATA_HOME", "SIYAR_CACHE", "SIYAR_DATA",
)  # fmt: skip

_PLACES, _LINE = BoundedSemaphore(2), BoundedSemaphore(IN_LINE)


@dataclass(frozen=True, slots=True)
class Tried:
    """``stopped``: why there is nothing else here: "large", "time", "busy"; empty for a trial that ended.

    ``doctrine``: the one that the text is, whole, with the title it has.
    """

    problems: tuple[dict[str, Any], ...] = ()
    errors: bool = True
    fine: str = ""
    doctrines: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()
    own_words: bool = False
    large: tuple[str, ...] = ()
    rulings: tuple[dict[str, str], ...] = ()
    against: tuple[dict[str, str], ...] = ()
    doctrine: str = ""
    titled: str = ""
    stopped: str = ""

    @property
    def title(self) -> str:
        """What it is kept under: the title of its first case or of its doctrine, or the id of what else is in it."""
        titles = [one["title"] for one in self.rulings if one["case"] in self.cases] or [self.titled]
        titles = [one for one in titles if one]
        return (titles or [*self.doctrines, *self.cases])[0][:200]


@dataclass(frozen=True, slots=True)
class Tabled:
    """A table as it was answered; or the draft of a mapping of it. ``stopped`` as in `Tried`.

    ``carried``: where several rows are one case, and a line is an answer, the columns that tell which case it is about.
    ``whose``: of doctrines that were saved the title, marked, and whose word they are.
    """

    problems: tuple[dict[str, Any], ...] = ()
    notes: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    carried: tuple[str, ...] = ()
    draft: str = ""
    whose: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    stopped: str = ""


def trying(text: str, put: str = "", language: str = "en") -> Tried:
    """What is wrong with a text, and what doctrines say with it, of the case ``put`` where one is named.

    ``language``: that of what doctrines say; diagnostics are in English.
    """
    if len(text) > LARGEST:
        return Tried(stopped="large")
    found = _ran("siyar.web.trial", {"text": text, "put": put, "language": language})
    if isinstance(found, str):
        return Tried(stopped=found)
    return Tried(
        tuple(found["problems"]),
        found["errors"],
        found["fine"],
        tuple(found["doctrines"]),
        tuple(found["cases"]),
        found["own_words"],
        tuple(found["large"]),
        tuple(found["rulings"]),
        tuple(found["against"]),
        found["doctrine"],
        found["titled"],
    )


def tabled(
    table: str,
    mapping: str,
    shipped: str,
    doctrines: Sequence[str],
    questions: Sequence[str],
    *,
    draft: bool = False,
    texts: Sequence[Saved] = (),
) -> Tabled:
    """What doctrines say of every row of a table, by a mapping of one's own or a shipped one.

    ``texts``: doctrines that were saved, to be read beside the library.
    """
    if len(table) + len(mapping) > LARGEST:
        return Tabled(stopped="large")
    data = {"table": table, "mapping": mapping, "shipped": shipped, "draft": draft, "texts": list(map(asdict, texts))}
    found = _ran("siyar.web.tabling", {**data, "doctrines": list(doctrines), "questions": list(questions)})
    if isinstance(found, str):
        return Tabled(stopped=found)
    rows = tuple(tuple(row) for row in found["rows"])
    problems, notes, columns, carried = (tuple(found[name]) for name in ("problems", "notes", "columns", "carried"))
    whose = {name: (title, words) for name, (title, words) in found["whose"].items()}
    return Tabled(problems, notes, columns, rows, carried, found["draft"], whose)


def copied(name: str, data: bytes, encoding: str) -> str | Diagnostic:
    """The text of a file, or why there is none: W101 to W104. ``name``: with the ending that says its form."""
    found = _ran("siyar.web.copying", {"name": name, "data": b64encode(data).decode(), "encoding": encoding})
    if isinstance(found, str):
        busy = "others are being tried just now" if found == "busy" else "reading it takes too much time or memory here"
        help = "try again in a moment" if found == "busy" else "siyar sources add FILE --as ID"
        return Diagnostic("W101", f"`{name}` was not read: {busy}", file=name, help=help)
    if problem := found["problem"]:
        return Diagnostic(problem["code"], problem["message"], file=name, help=problem["help"])
    text: str = found["text"]
    return text


def _ran(module: str, data: dict[str, Any]) -> dict[str, Any] | str:
    """What a process with limits of its own says; or why it says nothing: "busy", "time"."""
    if not _LINE.acquire(blocking=False):
        return "busy"
    try:
        if not _PLACES.acquire(timeout=QUEUE):
            return "busy"
        try:
            return _bounded(module, data)
        finally:
            _PLACES.release()
    finally:
        _LINE.release()


def _bounded(module: str, data: dict[str, Any]) -> dict[str, Any] | str:
    source = str(Path(siyar.__file__).parents[1])
    kept = {name: os.environ[name] for name in KEPT_NAMES if name in os.environ}
    try:
        ran = subprocess.run(
            [sys.executable, "-m", module],
            input=json.dumps(data),
            capture_output=True,
            text=True,
            timeout=WAIT,
            check=False,
            cwd=tempfile.gettempdir(),
            env={**kept, "PYTHONPATH": source, "PYTHONUTF8": "1"},
        )
    except subprocess.TimeoutExpired:
        return "time"
    if ran.returncode != 0:  # its time or memory was at an end, or it met a bug, of which the log has the kind alone
        kind = re.search(r"([A-Z]\w+)(:.*)?\Z", ran.stderr.strip().rpartition("\n")[2])
        LOG.error("%s ended: %s", module, kind[1] if kind else f"status {ran.returncode}")
        return "time"
    found: dict[str, Any] = json.loads(ran.stdout)
    return found
