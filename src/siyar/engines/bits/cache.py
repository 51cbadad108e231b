"""Where compiled programs are kept between runs, and how a file that is damaged is told from one that is not."""

from __future__ import annotations

import os
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile

from siyar import places

#: What every file begins with; after it the digest of the rest.
MARK = b"siyar kernel 1\n"

#: Files kept, at most; beyond, those written longest ago go.
MOST_FILES = 256


def folder() -> Path:
    """The folder of compiled programs."""
    return places.cache() / "kernels"


def read(name: str) -> bytes | None:
    """What was kept under a name; None if nothing was, or it is not what was written."""
    try:
        content = (folder() / name).read_bytes()
    except OSError:
        return None
    head = len(MARK) + 32
    code = content[head:]
    return code if content[:head] == MARK + sha256(code).digest() else None


def write(name: str, code: bytes) -> None:
    """Keep it, whole or not at all. Where nothing can be written, nothing is kept."""
    with suppress(OSError):
        where = folder()
        where.mkdir(mode=0o700, parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=where, prefix=".", delete=False) as file:
            try:
                file.write(MARK + sha256(code).digest() + code)
                file.close()
                os.replace(file.name, where / name)
            except BaseException:
                file.close()
                os.unlink(file.name)
                raise
        _thinned(where)


def _thinned(where: Path) -> None:
    files = sorted((f for f in where.iterdir() if f.is_file()), key=lambda f: f.stat().st_mtime)
    for old in files[:-MOST_FILES]:
        with suppress(OSError):
            old.unlink()
