"""Doctrines that users saved, in the library beside those that are in it: for a process with limits, and no other.

Each stands under the name by which an address names it (``saved:ID``), and is marked as not shipped (ADR 0030).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from siyar.diagnostics import Diagnostic
from siyar.model import Library
from siyar.study.versions import put_in
from siyar.web.desk import SAVED
from siyar.web.saving import Saved
from siyar.web.trial import NAME
from siyar.workbench import Workbench
from siyar.workbench.versions import Version, version


@dataclass(frozen=True, slots=True)
class Beside:
    """The workbench with the doctrines on it; ``own``: each as it was read, by its name."""

    bench: Workbench
    own: Mapping[str, Version]


def with_saved(bench: Workbench, texts: Sequence[Saved], read: Sequence[Path] = ()) -> Beside | tuple[Diagnostic, ...]:
    """The library with these texts in it, which are written below the folder of the process; or what is wrong with one.

    ``read``: further files of the library.
    """
    own: dict[str, Version] = {}
    library = bench.library
    for number, one in enumerate(texts):
        file = Path(str(number)) / NAME  # a folder of its own each: what stands beside a file is read with it
        file.parent.mkdir()
        file.write_text(one.text, encoding="utf-8", newline="")
        found = version(file.as_posix(), beside=read)
        if isinstance(found, tuple):
            return found
        own[SAVED + one.id] = found
        library = beside(library, found, SAVED + one.id)
    return Beside(replace(bench, library=library), own)


def beside(library: Library, own: Version, name: str) -> Library:
    """The library with a user's doctrine in it, marked as it would be in the place of the shipped one."""
    (id,) = own.offered
    copied = library.doctrines.get(id)
    found = put_in(own.library, id, library, name, versions_of=id if copied else "", to_the_letter=True)
    moved = found.doctrines[name]
    known = library.sentences()
    homes = {known[s].home for s in own.library.sentences() if s in known}
    uses = tuple(dict.fromkeys((*moved.uses, *sorted(homes & set(library.doctrines)))))
    moved = replace(moved, uses=uses, shipped=False, edited=bool(copied and copied.shipped))
    return replace(found, doctrines={**found.doctrines, name: moved})
