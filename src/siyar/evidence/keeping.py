"""Where indexes are kept between runs: a folder of the platform's cache, rebuilt when a corpus changes.

Nothing is kept where the folder cannot be written; the index is then built anew each time.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from siyar import places
from siyar.evidence.corpus import Index

#: Goes up whenever folding or the form of the index changes.
FORM = 2


def index_of(name: str, version: str, read: Callable[[], tuple[Sequence[str], Sequence[str]]]) -> Index:
    """The index kept for this version of a corpus, or one built from what ``read`` gives, and kept.

    ``read``: the folded records, and what each is called.
    """
    path, key = places.cache() / f"{name}.index", f"{FORM} {version}"
    with contextlib.suppress(OSError):
        if (kept := Index.unpacked(path.read_bytes(), key)) is not None:
            return kept
    made = Index.of(*read())
    _keep(path, made.packed(key))
    return made


def _keep(path: Path, data: bytes) -> None:
    """Whole or not at all: beside its place first, then moved there."""
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, beside = tempfile.mkstemp(dir=path.parent, prefix=path.name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
            os.replace(beside, path)
        except OSError:
            os.unlink(beside)
            raise
