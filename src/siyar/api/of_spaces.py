"""What comes back of all cases of a question: doctrines side by side, what rulings hang on, audits, versions."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from siyar import export, ranging
from siyar.api.shown import Dress, Shown
from siyar.export.across import across_html, across_sheet, across_text
from siyar.export.across_data import across_csv, across_json
from siyar.export.audit import Audited, audit_cases, audit_sheet, audit_text
from siyar.export.audit_data import audit_json
from siyar.export.difference import (
    difference_html,
    difference_json,
    difference_markdown,
    difference_sheet,
    difference_text,
)
from siyar.export.influence import influence_csv, influence_json, influence_markdown, influence_sheet, influence_text
from siyar.export.influence_svg import influence_svg
from siyar.study import across
from siyar.study import influence as hanging
from siyar.study.audit import Audit, Finding
from siyar.study.versions import Edit


class Across(Shown[across.Across]):
    """Doctrines over every case of questions: ``lines``, one a sentence and way of reading them. Nothing is merged."""

    dress = Dress(text=across_text, sheet=partial(across_sheet, full=True), json=across_json, html=across_html)

    @property
    def lines(self) -> tuple[across.Line, ...]:
        """Each sentence gone through: ``scope``, ``cells`` with counts, ``differences`` of each two doctrines."""
        return self.found.lines

    def csv(self) -> str:
        """A tidy table, one row for each doctrine in each combination of answers."""
        return across_csv(self.found, self.library)

    def __repr__(self) -> str:
        count = len(self.lines)
        return f"<siyar.Across {' and '.join(self.found.doctrines)}: {count} sentence{'s' if count != 1 else ''}>"


class Influence(Shown[hanging.Influence]):
    """What a doctrine's rulings hang on over all cases of questions: ``lines``, one a sentence, each with its rows."""

    dress = Dress(text=influence_text, sheet=influence_sheet, json=influence_json, markdown=influence_markdown)

    @property
    def lines(self) -> tuple[hanging.Line, ...]:
        """Each sentence gone through: ``scope``, what the doctrine ``says`` in how many cases, and ``rows``."""
        return self.found.lines

    def csv(self) -> str:
        """A tidy table, one row for each thing that can be otherwise."""
        return influence_csv(self.found, self.library)

    def svg(self) -> str:
        """A drawing, in one file that needs nothing else."""
        return influence_svg(self.found, self.library)

    def __repr__(self) -> str:
        return f"<siyar.Influence in {self.found.doctrine}: {len(self.lines)} sentences>"


class Audits(Shown[Audited]):
    """What is found in doctrines over the whole case space of their questions: ``audits``, one a doctrine."""

    dress = Dress(text=audit_text, sheet=partial(audit_sheet, full=True), json=audit_json)

    @property
    def audits(self) -> tuple[Audit, ...]:
        """Each with its ``findings``, and the ``lines`` of the sentences gone through."""
        return self.found.audits

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings of all of them: ``kind``, ``subject``, counts, a smallest case as ``witness``, and ``why``."""
        return tuple(finding for audit in self.audits for finding in audit.findings)

    def cases(self) -> str:
        """The smallest cases, as a file of cases."""
        return audit_cases(self.found, self.library)

    def __repr__(self) -> str:
        many = len(self.findings)
        return f"<siyar.Audits of {', '.join(a.doctrine for a in self.audits)}: {many} finding{'s' * (many != 1)}>"


@dataclass(frozen=True)
class Versions:
    """Two versions of a doctrine: the blocks that differ (``edits``), and the sentences on which rulings do."""

    found: ranging.Differing

    @property
    def edits(self) -> tuple[Edit, ...]:
        """Blocks added, removed or changed, priorities and lines of the header."""
        return self.found.difference.edits

    @property
    def across(self) -> across.Across:
        """The sentences on which the versions rule otherwise in some case, with counts, conditions, smallest cases."""
        return self.found.difference.across

    @property
    def rules_otherwise(self) -> bool:
        """Whether some ruling differs in some case that was gone through."""
        return self.found.difference.rules_otherwise

    def text(self, *, width: int = 100) -> str:
        return difference_text(self.found.difference, self.found.bench.library, width=width)

    def markdown(self) -> str:
        return difference_markdown(self.found.difference, self.found.bench.library)

    def html(self) -> str:
        """A page that needs nothing beside itself."""
        return difference_html(self.found.difference, self.found.bench.library)

    def json(self) -> dict[str, Any]:
        """Plain data; its schema is ``siyar/schema/diff.json``."""
        return difference_json(self.found.difference, self.found.bench.library)

    def __repr__(self) -> str:
        old, new = self.found.difference.labels
        return f"<siyar.Versions {old} and {new}: {len(self.edits)} edits, {len(self.across.lines)} sentences>"

    def _repr_html_(self) -> str:
        return export.fragment(difference_sheet(self.found.difference, self.found.bench.library))
