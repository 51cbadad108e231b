"""`siyar whatif` as a sheet: what was supposed, what changes and where the explanations part, what stays."""

from __future__ import annotations

from siyar.export.sheet import Block, Heading, Item, Sheet
from siyar.export.sitting import case_title, question_words
from siyar.export.wording import as_said, clause, named, of_ruling
from siyar.hearing import Ruling
from siyar.study.whatif import Change, WhatIf


def whatif_sheet(found: WhatIf) -> Sheet:
    """Every ruling of both sittings: the changed ones with their two outcomes, the others in a word."""
    blocks: list[Block] = [Heading(f"What if: {case_title(found.before)}", 1)]
    if found.before.narrowed:
        blocks.append(Item("Narrowed by the user: other positions are left out.", role="note"))
    blocks.append(Item("Supposed", tuple(Item(words) for words in found.supposed)))
    for hearing in found.before.hearings:
        changes = [
            c for c in found.changes if (c.before.question, c.before.about) == (hearing.question.id, hearing.about)
        ]
        blocks.append(Heading(question_words(hearing)))
        blocks.append(Item(f"Asked about: {hearing.about}"))
        blocks += [_change(c) for c in changes if c.changed]
        same = [c.before for c in changes if not c.changed]
        if same:
            blocks.append(Item("Nothing changes here for", tuple(Item(of_ruling(ruling)) for ruling in same)))
    return tuple(blocks)


def _change(change: Change) -> Item:
    parts = [Item(f"as supposed: {_said(change.after)}")]
    if change.parting:
        parts.append(Item(f"they part: {change.parting.words}"))
    return Item(
        f"{named(change.before.attributed)}, as the case is given: {_said(change.before)}", tuple(parts), "status"
    )


def _said(ruling: Ruling) -> str:
    """The outcome after the title that stands on the same line, and whether it is settled."""
    words = clause(as_said(ruling.attributed, ruling.outcome))
    by = f", by {', '.join(ruling.deciding)}" if ruling.deciding else ""
    return f"{words}{by} ({'settled' if ruling.settled else 'not settled'})"
