"""Cases that users saved, as cases: read once a version, after a trial let the text through."""

from __future__ import annotations

import tempfile
from collections import OrderedDict
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Lock

from siyar.model import Case
from siyar.web.desk import Problems, unsaved
from siyar.web.saving import Store
from siyar.web.state import TooLong
from siyar.web.trial import ENTITIES, LINES, NAME
from siyar.workbench import Workbench

#: Cases kept as read.
KEPT = 50


@dataclass
class SavedCases:
    """``SavedCases(store)(id)``: the first case of a text that was saved. Raises `TooLong` for a very large one.

    Its words are those of the library; one that declares words of its own is only tried where it is written.
    """

    store: Store
    _read: OrderedDict[tuple[str, int], Case | Problems] = field(default_factory=OrderedDict, repr=False)
    _lock: Lock = field(default_factory=Lock, repr=False)

    def __call__(self, id: str) -> Case | Problems:
        saved = self.store.get(id)
        if saved is None:
            return unsaved(id)
        key = (saved.id, saved.version)
        with self._lock:
            found = self._read.get(key)
        if found is None:
            found = self._case(saved.text) or unsaved(id)
            with self._lock:
                while len(self._read) >= KEPT:
                    self._read.popitem(last=False)
                self._read[key] = found
        if isinstance(found, Case) and (len(found.entities) > ENTITIES or len(found.lines) > LINES):
            raise TooLong(
                f"the case saved as `{id}` has {len(found.entities)} entities and {len(found.lines)} lines; "
                f"{ENTITIES} and {LINES} can be asked about here"
            )
        return found

    def _case(self, text: str) -> Case | None:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / NAME
            file.write_text(text, encoding="utf-8", newline="")
            library = Workbench.open([file]).library
        name = file.as_posix()
        if any(s.span and s.span.text.name == name for s in library.case_sentences):
            return None
        found = [case for case in library.cases.values() if case.span and case.span.text.name == name]
        return replace(found[0], span=None) if found else None
