"""Files as they were at a revision that git keeps. Nothing is checked out, and nothing is written."""

from __future__ import annotations

import io
import subprocess
import tarfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from siyar import shelf
from siyar.diagnostics import Diagnostic
from siyar.source import Text


@dataclass(frozen=True, slots=True)
class AtRevision:
    """The Markdown files named, and those of the folder a single file stands in. Names are ``REVISION:path``."""

    named: tuple[Text, ...]
    beside: tuple[Text, ...]


def at_revision(revision: str, path: str, *, here: Path | None = None) -> AtRevision | tuple[Diagnostic, ...]:
    """A file, or a folder with all below it, at a revision.

    ``path`` goes from the top of the repository, or with ``./`` or ``../`` before it from the folder one stands in, as
    git has it. Problems: F008 to F010, F002, F004.
    """
    folder = here or Path()
    top = _git(folder, "rev-parse", "--show-toplevel")
    if isinstance(top, Diagnostic):
        return (top,)
    prefix = _git(folder, "rev-parse", "--show-prefix")
    commit = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if isinstance(commit, Diagnostic) or isinstance(prefix, Diagnostic):
        message = f"there is no revision `{revision}` in this repository"
        help = "name a commit, a branch or a tag; `git log --oneline` lists commits"
        return (Diagnostic("F009", message, help=help),)
    sought = _from_top(prefix.decode().strip(), path)
    object = f"{commit.decode().strip()}:{sought}"
    kind = _git(folder, "cat-file", "-t", object)
    if sought is None or isinstance(kind, Diagnostic):
        message = f"`{path}` is not in the repository at `{revision}`"
        help = f"`git ls-tree -r --name-only {revision}` lists what is; a path goes from the top of the repository"
        return (Diagnostic("F010", message, help=help),)
    root = Path(top.decode().rstrip("\n"))
    whole = kind.strip() == b"tree"
    around = PurePosixPath(sought) if whole else PurePosixPath(sought).parent
    tree = f"{commit.decode().strip()}:{'' if around == PurePosixPath('.') else around}"
    archive = _git(root, "archive", "--format=tar", tree)
    if isinstance(archive, Diagnostic):
        return (archive,)
    named, beside, problems = list[Text](), list[Text](), list[Diagnostic]()
    for name, data in _markdown(archive):
        full = (around / name).as_posix()
        own = whole or full == sought
        if not own and ("/" in name or not name.endswith(".md")):
            continue
        read = shelf.decoded(f"{revision}:{full}", data)
        if isinstance(read, Text):
            (named if own else beside).append(read)
        elif own:
            problems.append(read)
    if not named and not problems:
        message, help = f"`{path}` at `{revision}` holds no Markdown file", "name another folder, or a file"
        problems.append(Diagnostic("F004", message, help=help))
    return tuple(problems) or AtRevision(tuple(named), tuple(beside))


def _from_top(prefix: str, path: str) -> str | None:
    """The path from the top of the repository; None where it leads out of it."""
    relative = path.startswith(("./", "../")) or path in (".", "..")
    parts: list[str] = []
    for part in PurePosixPath(prefix if relative else "", path).parts:
        if part == "..":
            if not parts:
                return None
            parts.pop()
        elif part not in (".", "/"):
            parts.append(part)
    return "/".join(parts)


def _markdown(archive: bytes) -> Iterator[tuple[str, bytes]]:
    """The Markdown files of an archive in order of name; nothing is unpacked to disk."""
    with tarfile.open(fileobj=io.BytesIO(archive)) as packed:
        for member in sorted(packed.getmembers(), key=lambda m: m.name):
            if member.isfile() and member.size <= shelf.LARGEST and member.name.endswith(".md"):
                file = packed.extractfile(member)
                if file is not None:
                    yield member.name, file.read()


def _git(folder: Path, *words: str) -> bytes | Diagnostic:
    """What git prints; F008 where it cannot be asked, or answers with an error."""
    try:
        ran = subprocess.run(["git", "-C", str(folder), *words], capture_output=True, check=False)
    except FileNotFoundError:
        return Diagnostic("F008", "git is not installed", help="install it, or name files in place of revisions")
    if ran.returncode:
        first = next(iter(ran.stderr.decode(errors="replace").strip().splitlines()), "no reason given")
        help = "go into the repository that holds the file, or name files in place of revisions"
        return Diagnostic("F008", f"git cannot be asked here: {first.removeprefix('fatal: ')}", help=help)
    return ran.stdout
