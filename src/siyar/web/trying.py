"""Trying a user's text in a process of its own, so long and no longer; see `trial`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

import siyar

#: Seconds waited for a trial, and for a place where others are being tried.
WAIT, QUEUE = 25, 20

#: Characters of a text that is tried.
LARGEST = 200_000

_PLACES = BoundedSemaphore(2)


@dataclass(frozen=True, slots=True)
class Tried:
    """``stopped``: why there is nothing else here: "large", "time", "busy"; empty for a trial that ended."""

    problems: tuple[dict[str, Any], ...] = ()
    errors: bool = True
    fine: str = ""
    doctrines: tuple[str, ...] = ()
    cases: tuple[str, ...] = ()
    own_words: bool = False
    large: tuple[str, ...] = ()
    rulings: tuple[dict[str, str], ...] = ()
    against: tuple[dict[str, str], ...] = ()
    stopped: str = ""


def trying(text: str, put: str = "") -> Tried:
    """What is wrong with a text, and what doctrines say with it, of the case ``put`` where one is named."""
    if len(text) > LARGEST:
        return Tried(stopped="large")
    if not _PLACES.acquire(timeout=QUEUE):
        return Tried(stopped="busy")
    try:
        return _tried(text, put)
    finally:
        _PLACES.release()


def _tried(text: str, put: str) -> Tried:
    source = str(Path(siyar.__file__).parents[1])
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "LANG", "HOME") if name in os.environ}
    try:
        ran = subprocess.run(
            [sys.executable, "-m", "siyar.web.trial"],
            input=json.dumps({"text": text, "put": put}),
            capture_output=True,
            text=True,
            timeout=WAIT,
            check=False,
            cwd=tempfile.gettempdir(),
            env={**kept, "PYTHONPATH": source, "PYTHONUTF8": "1"},
        )
    except subprocess.TimeoutExpired:
        return Tried(stopped="time")
    if ran.returncode != 0:  # its time or memory was at an end
        return Tried(stopped="time")
    found = json.loads(ran.stdout)
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
    )
