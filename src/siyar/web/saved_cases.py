"""Cases that users saved, as cases: read once a version, after a trial let the text through."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass, field, replace
from pathlib import Path

from siyar.model import Case
from siyar.web.desk import Problems, unsaved
from siyar.web.saving import Store
from siyar.web.trial import NAME
from siyar.workbench import Workbench

#: Cases kept as read.
KEPT = 50


@dataclass
class SavedCases:
    """``SavedCases(store)(id)``: the first case of a text that was saved.

    Its words are those of the library; one that declares words of its own is only tried where it is written.
    """

    store: Store
    _read: dict[tuple[str, int], Case | Problems] = field(default_factory=dict, repr=False)

    def __call__(self, id: str) -> Case | Problems:
        saved = self.store.get(id)
        if saved is None:
            return unsaved(id)
        key = (saved.id, saved.version)
        if key not in self._read:
            if len(self._read) >= KEPT:
                self._read.pop(next(iter(self._read)))
            self._read[key] = self._case(saved.text) or unsaved(id)
        return self._read[key]

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
