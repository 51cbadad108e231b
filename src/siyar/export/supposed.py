"""`siyar whatif`: what was supposed, what changes and where the explanations part, what stays."""

from __future__ import annotations

from typing import Any

import siyar
from siyar.export.layout import Paint, lay_out, plain
from siyar.export.sheet import Block, Heading, Item, Sheet
from siyar.export.sitting import before_events, case_title, question_words
from siyar.export.to_json import said
from siyar.export.to_markdown import markdown
from siyar.export.wording import as_said, clause, dated, encoded, missing, named, of_ruling, standing
from siyar.hearing import Hearing, Ruling
from siyar.model import Library
from siyar.phrase import chain, joined, phrase
from siyar.study.whatif import Change, WhatIf

Json = dict[str, Any]


def whatif_text(found: WhatIf, *, width: int = 100, paint: Paint = plain) -> str:
    """The comparison for a terminal."""
    return lay_out(whatif_sheet(found), width=width, paint=paint)


def whatif_markdown(found: WhatIf) -> str:
    """The comparison as Markdown."""
    return markdown(whatif_sheet(found))


def whatif_sheet(found: WhatIf) -> Sheet:
    """The changed rulings of both sittings with their two outcomes, and the others on the same sentence in a word.

    Further sentences of a question on which no ruling changes are only named.
    """
    blocks: list[Block] = [Heading(phrase("What if: {case}", case=case_title(found.before)), 1)]
    if found.before.narrowed:
        blocks.append(Item(phrase("Narrowed by the user: other positions are left out."), role="note"))
    blocks += before_events(found.before.case)
    blocks.append(Item(phrase("Supposed"), tuple(Item(words) for words in found.supposed)))
    asked, untouched = "", list[str]()
    for hearing in found.before.hearings:
        changes = _of(found, hearing)
        if question_words(hearing) == asked and not any(c.changed for c in changes):
            untouched.append(hearing.about)
            continue
        if (question := question_words(hearing)) and question != asked:
            blocks.append(Heading(question))
        asked = question
        blocks.append(Heading(phrase("Asked about: {what}", what=hearing.about), 3))
        blocks += [_change(c) for c in changes if c.changed]
        same = [c.before for c in changes if not c.changed]
        if same:
            encodings = {encoded(ruling.attributed) for ruling in same}
            common = encodings.pop() if len(encodings) == 1 else ""
            lines = tuple(Item(line_of(ruling, common=bool(common))) for ruling in same)
            words = phrase("Nothing changes here ({encoded}) for", encoded=common)
            blocks.append(Item(words if common else phrase("Nothing changes here for"), lines))
    if untouched:
        blocks.append(Heading(phrase("What else these questions are about: nothing changes")))
        blocks.append(Item(joined("; ", untouched)))
    return tuple(blocks)


def whatif_json(found: WhatIf, library: Library) -> Json:
    """The object `siyar whatif --format json` prints; ``schema/whatif.json`` describes it."""
    beside = {id(r) for hearing in found.before.hearings for r in hearing.beside}
    return {
        "case": found.before.case.id,
        "title": found.before.case.title,
        "before_events": bool(found.before.case.events),
        "siyar": siyar.__version__,
        "library": {v.id: v.version for v in library.vocabularies.values()},
        "narrowed": found.before.narrowed,
        "supposed": list(found.supposed),
        "changes": [
            {
                "doctrine": c.before.attributed.doctrine,
                "title": c.before.attributed.title,
                "shipped": c.before.attributed.shipped,
                "edited": c.before.attributed.edited,
                "encoded_by": c.before.attributed.encoded_by,
                "reviewed_by": c.before.attributed.reviewed_by,
                "question": c.before.question,
                "about": c.before.about,
                "beside": id(c.before) in beside,
                "changed": c.changed,
                "before": state_json(c.before),
                "after": state_json(c.after),
                "parting": c.parting.words if c.parting else None,
            }
            for hearing in found.before.hearings
            for c in _of(found, hearing)
        ],
    }


def _of(found: WhatIf, hearing: Hearing) -> list[Change]:
    return [c for c in found.changes if (c.before.question, c.before.about) == (hearing.question.id, hearing.about)]


def state_json(ruling: Ruling) -> Json:
    """A ruling in data, in short."""
    return {
        **said(ruling.attributed),
        "settled": ruling.settled,
        "deciding": [f"{ruling.attributed.doctrine}/{rule}" for rule in ruling.deciding],
        "turns_on": [list(facts) for facts in ruling.turns_on],
    }


def _change(change: Change) -> Item:
    attributed = change.before.attributed
    voice = phrase("voice: {voice}", voice=attributed.voice) if attributed.voice else ""
    notes = [voice, dated(attributed), encoded(attributed)]
    parts = [
        Item(joined("; ", (note for note in notes if note)), role="detail"),
        Item(phrase("as supposed, {whose} {says}", whose=named(attributed), says=ruled(change.after))),
    ]
    if change.parting:
        parts.append(Item(phrase("why: {parting}", parting=change.parting.words)))
    given = phrase("As the case is given, {whose} {says}", whose=named(attributed), says=ruled(change.before))
    return Item(given, tuple(parts), "status")


def line_of(ruling: Ruling, *, common: bool) -> str:
    """One ruling that stays; ``common``: how it was encoded is said above."""
    notes = joined("; ", (note for note in (standing(ruling), "" if common else encoded(ruling.attributed)) if note))
    return chain(of_ruling(ruling), *((" (", notes, ")") if notes else ()))


def ruled(ruling: Ruling) -> str:
    """The outcome after the title that stands on the same line, by which rules if it has a value, whether settled."""
    words = clause(as_said(ruling.attributed, ruling.outcome), missing(ruling))
    decided = ruling.deciding and ruling.outcome.value
    by = phrase(", by {rules}", rules=joined(", ", ruling.deciding)) if decided else ""
    return chain(words, by, *((" (", standing(ruling), ")") if standing(ruling) else ()))
