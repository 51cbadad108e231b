"""Processes that make pages on doctrines users saved (`annex`): started when asked, a few at a time, ended in time."""

from __future__ import annotations

import atexit
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from threading import BoundedSemaphore, Condition, Timer
from time import monotonic
from typing import Any

import siyar
from siyar.web.saving import Saved
from siyar.web.trying import KEPT_NAMES, QUEUE, WAIT

#: Processes at a time, and seconds for which one waits for the next question.
PLACES, IDLE = 2, 600.0

#: Questions worked on or waiting for a process; who waits keeps a thread of the server from everybody else.
IN_LINE = 8

Answer = dict[str, Any]
Key = tuple[tuple[str, int], ...]


@dataclass(eq=False)
class Annex:
    """One process, for some texts in some versions."""

    key: Key
    process: subprocess.Popen[str]
    busy: bool = True
    used: float = 0.0

    def ask(self, asked: Answer) -> Answer | None:
        """Its answer; None where its time or memory was at an end, and then it is too."""
        timer = Timer(WAIT, self.process.kill)
        timer.start()
        try:
            assert self.process.stdin, "opened with pipes"
            assert self.process.stdout, "opened with pipes"
            self.process.stdin.write(json.dumps(asked) + "\n")
            self.process.stdin.flush()
            line = self.process.stdout.readline()
        except (BrokenPipeError, OSError):
            line = ""
        finally:
            timer.cancel()
        if not line.endswith("\n"):
            self.end()
            return None
        answer: Answer = json.loads(line)
        return answer

    def end(self) -> None:
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout):
            with suppress(OSError):
                if pipe:
                    pipe.close()


@dataclass
class Annexes:
    """``saved``: the store; ``read``: further files of the library; ``withheld``: no copies of sources are shown."""

    saved: Path
    read: Sequence[Path] = ()
    withheld: bool = False
    _kept: list[Annex] = field(default_factory=list, repr=False)
    _free: Condition = field(default_factory=Condition, repr=False)
    _late: Timer | None = field(default=None, repr=False)
    _line: BoundedSemaphore = field(default_factory=lambda: BoundedSemaphore(IN_LINE), repr=False)

    def __post_init__(self) -> None:
        atexit.register(self.end)

    def answer(self, texts: Sequence[Saved], asked: Answer) -> Answer | str:
        """What the pages say with these texts; or why they say nothing: "busy", "time"."""
        if not self._line.acquire(blocking=False):
            return "busy"
        try:
            annex = self._taken(texts)
            if annex is None:
                return "busy"
            try:
                return annex.ask(asked) or "time"
            finally:
                self._back(annex)
        finally:
            self._line.release()

    def end(self) -> None:
        """Ends all of them."""
        with self._free:
            for annex in self._kept:
                annex.end()
            self._kept.clear()

    def _taken(self, texts: Sequence[Saved]) -> Annex | None:
        """The process that has these texts, or a new one, once there is a place for it."""
        key = tuple((one.id, one.version) for one in texts)
        until = monotonic() + QUEUE
        with self._free:
            while True:
                same = next((one for one in self._kept if one.key == key), None)
                if same and not same.busy:
                    same.busy = True
                    return same
                idle = [one for one in self._kept if not one.busy]
                if same is None and len(self._kept) - len(idle[:1]) < PLACES:
                    if len(self._kept) == PLACES:
                        self._let_go(min(idle, key=lambda one: one.used))
                    made = Annex(key, _started())
                    self._kept.append(made)
                    break
                if not self._free.wait(max(0.0, until - monotonic())) and monotonic() >= until:
                    return None
        with suppress(OSError):  # it has ended already, which `Annex.ask` finds
            made.process.stdin.write(self._told(texts))  # type: ignore[union-attr]  # opened with pipes
        return made

    def _told(self, texts: Sequence[Saved]) -> str:
        """What a process is told first."""
        named = [
            {"id": t.id, "title": t.title, "text": t.text, "version": t.version, "doctrine": t.doctrine} for t in texts
        ]
        first = {"texts": named, "read": [str(p.resolve()) for p in self.read], "saved": str(self.saved.resolve())}
        return json.dumps({**first, "withheld": self.withheld}) + "\n"

    def _back(self, annex: Annex) -> None:
        with self._free:
            annex.busy, annex.used = False, monotonic()
            if annex.process.poll() is not None and annex in self._kept:
                self._kept.remove(annex)
            self._free.notify_all()
            self._later()

    def _later(self) -> None:
        """Sees to it that somebody looks, one at a time however often it is asked for."""
        if self._late is None:
            self._late = Timer(IDLE + 1, self._look)
            self._late.daemon = True
            self._late.start()

    def _look(self) -> None:
        """Lets those go that nobody has asked for long."""
        with self._free:
            self._late = None
            for one in [one for one in self._kept if not one.busy and monotonic() - one.used > IDLE]:
                self._let_go(one)
            if self._kept:
                self._later()

    def _let_go(self, annex: Annex) -> None:
        self._kept.remove(annex)
        annex.end()


def _started() -> subprocess.Popen[str]:
    source = str(Path(siyar.__file__).parents[1])
    kept = {name: os.environ[name] for name in KEPT_NAMES if name in os.environ}
    return subprocess.Popen(
        [sys.executable, "-m", "siyar.web.annex"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        cwd=tempfile.gettempdir(),
        env={**kept, "PYTHONPATH": source, "PYTHONUTF8": "1"},
    )
