"""What every benchmark shares: ten runs, median and worst, the machine, a table.

Times of commands are those of whole processes from a fresh interpreter, by the clock; beside them stands the time the
processor spent on them, which says more where other work runs on the machine.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

RUNS = 10
MB = 1024 * 1024


@dataclass(frozen=True)
class Row:
    """One line of a table: seconds by the clock, run by run; of the processor; the peak memory in bytes."""

    what: str
    clock: tuple[float, ...]
    target: float | None = None
    processor: tuple[float, ...] = ()
    memory: int = 0
    note: str = ""


def timed(
    what: str, act: Callable[[], object], *, runs: int = RUNS, target: float | None = None, note: str = ""
) -> Row:
    """An act in this process, once to warm up and then ``runs`` times."""
    act()
    clock, processor = [], []
    for _ in range(runs):
        began, spent = time.perf_counter(), time.process_time()
        act()
        clock.append(time.perf_counter() - began)
        processor.append(time.process_time() - spent)
    return Row(what, tuple(clock), target, tuple(processor), note=note)


def command(what: str, *words: str, runs: int = RUNS, target: float | None = None, note: str = "") -> Row:
    """A command as a process of its own, run to its end ``runs`` times; its output is thrown away.

    It runs once unmeasured, with leave to write bytecode: pip compiles what it installs, an editable install does not.
    """
    clock, processor, memory = [], [], 0
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    subprocess.run(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment, check=False)
    for _ in range(runs):
        began = time.perf_counter()
        child = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment)
        _, status, used = os.wait4(child.pid, 0)
        clock.append(time.perf_counter() - began)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode not in (0, 1):
            raise SystemExit(f"`{' '.join(words)}` ended with {child.returncode}")
        processor.append(used.ru_utime + used.ru_stime)
        memory = max(memory, used.ru_maxrss * (1 if sys.platform == "darwin" else 1024))
    return Row(what, tuple(clock), target, tuple(processor), memory, note)


def siyar() -> str:
    """The command of the environment this interpreter belongs to."""
    return str(Path(sys.executable).parent / "siyar")


def table(title: str, rows: Sequence[Row]) -> None:
    """Print the rows as a Markdown table, with the machine above it."""
    print(f"## {title}\n\n{machine()}\n")
    print("| what | median | worst | processor | peak memory | target | met |")
    print("|---|---:|---:|---:|---:|---:|---|")
    for row in rows:
        spent = _seconds(median(row.processor)) if row.processor else ""
        memory = f"{row.memory / MB:.0f} MB" if row.memory else ""
        target = f"< {_seconds(row.target)}" if row.target else ""
        met = "" if row.target is None else "yes" if median(row.clock) < row.target else "no"
        what = f"{row.what} ({row.note})" if row.note else row.what
        cells = (what, _seconds(median(row.clock)), _seconds(max(row.clock)), spent, memory, target, met)
        print("| " + " | ".join(cells) + " |")
    print()


def machine() -> str:
    """The machine, the interpreter, and how busy it was when the table was printed."""
    system = f"{platform.system()} {platform.machine()}"
    busy = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    python = f"{platform.python_implementation()} {platform.python_version()}"
    return f"{system}, {_processor()}, {os.cpu_count()} cores{busy}; {python}; {RUNS} runs unless said otherwise."


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or "unknown processor"
    return next(
        (" ".join(x.partition(":")[2].split()) for x in lines if x.startswith("model name")), "unknown processor"
    )


def _seconds(seconds: float) -> str:
    if seconds >= 0.1:
        return f"{seconds:.2f} s"
    return f"{seconds * 1e3:.1f} ms" if seconds >= 1e-4 else f"{seconds * 1e6:.1f} µs"
