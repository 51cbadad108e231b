"""docs/tutorial.md as what a reader does: files written, added to and changed, commands typed, answers compared.

A fence of four backticks tagged ``markdown`` says what is done to a file: ``NAME`` writes it, ``added to NAME`` adds to
its end, ``in NAME`` puts blocks in the place of those with the same heads, ``front of NAME`` changes a key of the front
matter. A fence tagged ``terminal`` shows commands after ``$`` and all that they print; with ``fails`` the last of them
ends with status 1. ``python -m tests.tutorial.steps`` puts what is printed now into the page.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.docs.pages import ROOT, Fence, fences
from tests.docs.printed import LEFT_OUT, WIDTH

PAGE = ROOT / "docs" / "tutorial.md"


@dataclass(frozen=True, slots=True)
class Typed:
    """A command, what the page shows of its answer, what it printed, and whether it ended as it should."""

    line: int
    words: str
    shown: tuple[str, ...]
    printed: list[str]
    ended_well: bool


def walk(folder: Path, page: Path = PAGE) -> Iterator[Typed]:
    """Everything the page says, done in order in an empty folder."""
    here = folder
    for fence in fences(page):
        match fence.tag:
            case ("markdown", *doing):
                write(here, doing, fence.words)
            case ("terminal", *how):
                for typed in commands(fence, here, fails="fails" in how):
                    yield typed
                    if typed.words.startswith("cd "):
                        here = here / typed.words.removeprefix("cd ")


def write(folder: Path, doing: list[str], words: str) -> None:
    file = folder / doing[-1]
    match doing[:-1]:
        case []:
            file.write_text(words, encoding="utf-8")
        case ["added", "to"]:
            file.write_text(file.read_text(encoding="utf-8") + "\n" + words, encoding="utf-8")
        case ["in"]:
            text = file.read_text(encoding="utf-8")
            for block in words.strip().split("\n\n"):
                head = re.escape(block.split("\n", 1)[0])
                text, count = re.subn(
                    rf"^{head}\n(?:  .*\n)+", block.replace("\\", r"\\") + "\n", text, flags=re.MULTILINE
                )
                assert count == 1, f"{doing[-1]} has {count} blocks {head}"
            file.write_text(text, encoding="utf-8")
        case ["front", "of"]:
            key = words.partition(":")[0]
            text = file.read_text(encoding="utf-8")
            text, count = re.subn(rf"^{key}:.*\n", words, text, count=1, flags=re.MULTILINE)
            assert count == 1
            file.write_text(text, encoding="utf-8")
        case other:
            raise AssertionError(f"a file is not {' '.join(other)}")


def commands(fence: Fence, folder: Path, *, fails: bool) -> Iterator[Typed]:
    lines = fence.words.splitlines()
    starts = [i for i, line in enumerate(lines) if line.startswith("$ ")]
    for i, after in zip(starts, [*starts[1:], len(lines)], strict=True):
        words = lines[i][2:]
        said = run(words, folder)
        printed = said.stdout.rstrip("\n").split("\n") if said.stdout.strip() else []
        well = said.returncode == (1 if fails and after == len(lines) else 0)
        yield Typed(fence.line + 1 + i, words, tuple(lines[i + 1 : after]), printed, well)


def run(words: str, folder: Path) -> subprocess.CompletedProcess[str]:
    tools = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    plain = {"COLUMNS": str(WIDTH), "NO_COLOR": "1", "TERM": "dumb", "PYTHONIOENCODING": "utf-8", "PATH": tools}
    return subprocess.run(
        words,
        shell=True,
        cwd=folder,
        env={**os.environ, **plain},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )


def cut(shown: tuple[str, ...], printed: list[str]) -> list[str]:
    """What was printed, with as many lines before and after a line ``…`` as the page shows."""
    if LEFT_OUT not in shown:
        return printed
    before = shown.index(LEFT_OUT)
    after = len(shown) - before - 1
    return [*printed[:before], LEFT_OUT, *(printed[-after:] if after else ())]


def refresh(page: Path = PAGE) -> None:
    """Write the page with what its commands print now; a paragraph cut by a line ``…`` stays cut."""
    lines = page.read_text(encoding="utf-8").splitlines()
    with tempfile.TemporaryDirectory() as folder:
        done = list(walk(Path(folder), page))
    for typed in reversed(done):
        start = typed.line
        lines[start : start + len(typed.shown)] = cut(typed.shown, typed.printed)
    page.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    refresh()
