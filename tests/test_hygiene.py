"""What no file of the project may hold: traces of a machine, empty names, loose ends, the texts themselves."""

from __future__ import annotations

import re
import subprocess
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

#: The texts under study, on the machine of somebody who has them beside the project. They are never part of it.
SOURCES = ROOT.parent / "shared" / "sources"

#: So many words in a row taken over from a source are a quotation, and too long a one.
RUN = 8

FORBIDDEN_NAMES = {"util", "utils", "helper", "helpers", "common", "core", "base", "manager", "misc", "stuff"}

MACHINE = re.compile(
    r"(?<![\w.~-])/(?:home|root|Users|work|tmp|mnt|media|private|var/folders)/[\w.]"  # a folder of somebody's machine
    r"|[A-Z]:\\\\?Users"
    r"|\b(?:10|127|192\.168|172\.(?:1[6-9]|2\d|3[01]))(?:\.\d{1,3}){2,3}:\d"  # an address inside somebody's network
)
# Put together from parts, so that this file does not hold what it forbids.
_SIMPLE, _HOSTED, _NPM, _GO = "pypi" + r"\.org/simple", "python" + "hosted", "registry." + "npm", "go" + "proxy"
REGISTRY = re.compile(
    rf"--(?:extra-)?index-{'url'}|\bindex[-_]{'url'}\s*=|{_SIMPLE}|{_HOSTED}|/{'arti' + 'factory'}/|{_NPM}|{_GO}",
    re.IGNORECASE,
)
UNFINISHED = re.compile(
    r"\b(?:" + "|".join(("TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK", "T" + "BD")) + r")\b"
    "|raise NotImplemented" + "Error|lorem " + "ipsum|coming " + "soon|^(?:<{7}|>{7}) ",  # what a merge left
)


@cache
def files() -> tuple[Path, ...]:
    """Every file of the project: what git knows of and what it does not ignore; without git, all but hidden folders."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    if said.returncode == 0:
        found = [ROOT / name for name in said.stdout.decode().split("\0") if name]
    else:
        found = [p for p in ROOT.rglob("*") if not any(part.startswith(".") for part in p.relative_to(ROOT).parts)]
    return tuple(sorted(path for path in found if path.is_file() and "__pycache__" not in path.parts))


@cache
def characters(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def lines_with(pattern: re.Pattern[str], *, but: frozenset[str] = frozenset()) -> list[str]:
    """Where it occurs, as ``file:line: line``."""
    return [
        f"{name}:{number}: {line.strip()[:120]}"
        for path in files()
        if (name := path.relative_to(ROOT).as_posix()) not in but
        for number, line in enumerate(characters(path).splitlines(), 1)
        if pattern.search(line)
    ]


def test_every_file_is_text() -> None:
    for path in files():
        characters(path)


THIS = frozenset({"tests/test_hygiene.py"})


def test_no_path_or_address_of_a_machine() -> None:
    assert lines_with(MACHINE, but=THIS) == []


def test_no_address_of_a_registry() -> None:
    assert lines_with(REGISTRY) == []


def test_no_mark_of_something_unfinished() -> None:
    assert lines_with(UNFINISHED) == []


def test_no_module_has_a_name_that_says_nothing() -> None:
    named = [path.relative_to(ROOT) for path in files() if path.suffix == ".py"]
    assert [p for p in named if FORBIDDEN_NAMES & {*p.parts[:-1], p.stem}] == []


def words(text: str) -> Iterator[tuple[str, int]]:
    """The words, small and without marks, each with its line: what is left when quotation is disguised least."""
    for number, line in enumerate(text.splitlines(), 1):
        plain = "".join(c for c in unicodedata.normalize("NFKD", line) if unicodedata.category(c) != "Mn")
        for word in re.findall(r"\w+", plain.replace("ـ", "").lower()):
            yield word, number


def runs(text: str) -> Iterator[tuple[tuple[str, ...], int]]:
    """Every run of words, with the line it begins on."""
    said = list(words(text))
    for i in range(len(said) - RUN + 1):
        yield tuple(word for word, _ in said[i : i + RUN]), said[i][1]


def test_no_long_run_of_words_of_a_source() -> None:
    if not SOURCES.is_dir():
        pytest.skip("the texts under study are not beside the project, so nothing can be compared with them")
    taken = {run for source in sorted(SOURCES.glob("*.txt")) for run, _ in runs(characters(source))}
    assert taken
    found = [
        f"{path.relative_to(ROOT).as_posix()}:{line}: {' '.join(run)}"
        for path in files()
        for run, line in runs(characters(path))
        if run in taken
    ]
    assert found == []


def test_a_run_is_found_across_lines_and_marks() -> None:
    said = dict(runs("One, two three\nfour; FIVE six\nséven eight"))
    assert list(said) == [("one", "two", "three", "four", "five", "six", "seven", "eight")]
