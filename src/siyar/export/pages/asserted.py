"""The table of asserted duties: who asserts which duty to whom, and on what authority. To be read and compared.

No rule is made of them anywhere (docs/stance.md, line 5).
"""

from __future__ import annotations

from siyar.export.citing import passages
from siyar.export.pages.found import AssertedDuties
from siyar.export.sheet import Heading, Item, Sheet, Table
from siyar.model import Library
from siyar.phrase import chain, joined, phrase

NOTICE = phrase(
    "These are assertions, recorded with those who make them. Siyar derives no rule from them, no ruling rests "
    "on them, and that they stand side by side says nothing for any of them."
)
UNSTATED = phrase("not stated")
HEAD = (
    phrase("speaker"),
    phrase("addressee"),
    phrase("condition"),
    phrase("authority"),
    phrase("date"),
    phrase("passage"),
)


def asserted_sheet(asserted: AssertedDuties, library: Library) -> Sheet:
    """One row an assertion, doctrines in the order of the library; what their records add stands below."""
    rows = tuple(
        (
            duty.speaker,
            duty.to,
            duty.condition or UNSTATED,
            duty.authority or UNSTATED,
            duty.date or UNSTATED,
            passages(library, duty.cites),
        )
        for _, duty in asserted.duties
    )
    notes = tuple(
        Item(chain(passages(library, duty.cites), ": ", note)) for _, duty in asserted.duties for note in duty.notes
    )
    recorded = dict.fromkeys(doctrine.title for doctrine, _ in asserted.duties)
    sheet: Sheet = (
        Heading(phrase("Asserted duties"), 1),
        Item(NOTICE, role="note"),
        Item(phrase("Recorded in: {doctrines}", doctrines=joined("; ", recorded) or phrase("no doctrine"))),
        Table(HEAD, rows),
    )
    return (*sheet, Heading(phrase("Notes")), *notes) if notes else sheet
