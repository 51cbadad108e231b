"""The corpora a user has installed, each opened when it is first needed, and why others cannot be used."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from siyar.diagnostics import Diagnostic, Severity
from siyar.evidence import hadith, quran
from siyar.evidence.collections import BY_ID, title
from siyar.evidence.corpus import Corpus
from siyar.evidence.own import Translation


@dataclass
class Holdings:
    """``own``: corpora a user brings along, which come before installed ones of the same name; ``translations``: those
    that words in English are compared with."""

    own: Sequence[Corpus] = ()
    translations: Sequence[Translation] = ()
    without: bool = False  # nothing installed is looked at
    problems: list[Diagnostic] = field(default_factory=list)
    _open: dict[str, Corpus | None] = field(default_factory=dict, repr=False)

    def of(self, work: str) -> Corpus | None:
        """The corpus of a work, or nothing where there is none here."""
        if work not in self._open:
            self._open[work] = self._find(work)
        return self._open[work]

    def hadith(self) -> Iterator[Corpus]:
        """All collections of hadith there are here."""
        for id in dict.fromkeys((*BY_ID, *(c.id for c in self.own if c.id != quran.ID))):
            if found := self.of(id):
                yield found

    def could_have(self, work: str) -> bool:
        """Whether some package keeps the work, so that installing it would help."""
        return work == quran.ID or bool(work in BY_ID and BY_ID[work].package)

    def _find(self, work: str) -> Corpus | None:
        if own := next((c for c in self.own if c.id == work), None):
            return own
        if self.without:
            return None
        try:
            if work == quran.ID:
                return quran.corpus()
            return hadith.corpus(work) if work in BY_ID else None
        except (quran.OtherText, hadith.OtherText) as error:
            self.problems.append(
                Diagnostic(
                    "W001",
                    f"the installed text of {title(work)} is not used: {error}",
                    help="install the version that docs/evidence.md names",
                    severity=Severity.WARNING,
                )
            )
            return None
