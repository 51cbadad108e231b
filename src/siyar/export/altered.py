"""`siyar whatif --smallest`: what is ruled on the case as it is, and the smallest changes that alter it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import siyar
from siyar.export.layout import Paint, lay_out, plain
from siyar.export.sheet import Block, Heading, Item, Sheet
from siyar.export.sitting import case_title, question_words
from siyar.export.supposed import line_of, ruled, state_json
from siyar.export.to_html import page
from siyar.export.to_markdown import markdown
from siyar.export.wording import dated, encoded, named
from siyar.model import Library
from siyar.study.altered import Altered, Turning, Turnings

Json = dict[str, Any]

#: Sets of changes of one ruling that a terminal shows.
SHOWN = 12


def altered_text(found: Turnings, *, width: int = 100, paint: Paint = plain) -> str:
    """What a terminal shows: long lists cut."""
    return lay_out(altered_sheet(found, most=SHOWN), width=width, paint=paint)


def altered_markdown(found: Turnings) -> str:
    """The same as Markdown, whole."""
    return markdown(altered_sheet(found))


def altered_html(found: Turnings) -> str:
    """The same as a page, whole."""
    return page(altered_sheet(found))


def altered_sheet(found: Turnings, *, most: int | None = None) -> Sheet:
    """Hearing by hearing: each doctrine asked with its sets of changes; then other positions on the case as it is."""
    blocks: list[Block] = [Heading(f"The smallest changes: {case_title(found.sitting)}", 1)]
    if found.sitting.narrowed:
        blocks.append(Item("Narrowed by the user: other positions are left out.", role="note"))
    asked = ""
    for hearing in found.sitting.hearings:
        if (question := question_words(hearing)) and question != asked:
            blocks.append(Heading(question))
        asked = question
        blocks.append(Heading(f"Asked about: {hearing.about}", 3))
        for turning in found.found:
            if any(turning.before is ruling for ruling in hearing.asked):
                blocks += _turning(turning, most)
        if hearing.beside:
            lines = tuple(Item(line_of(ruling, common=False)) for ruling in hearing.beside)
            blocks.append(Item("Other positions on the case as it is given", lines))
    if found.force:
        blocks.append(Heading("Not looked for"))
        blocks += [Item(f"{words}: an act of force, or what rules about one turn on") for words in found.force]
    return tuple(blocks)


def _turning(turning: Turning, most: int | None) -> Iterator[Block]:
    attributed = turning.before.attributed
    notes = [attributed.voice and f"voice: {attributed.voice}", dated(attributed), encoded(attributed)]
    detail = Item("; ".join(note for note in notes if note), role="detail")
    yield Item(f"As the case is given, {named(attributed)} {ruled(turning.before)}", (detail,), "status")
    if turning.sets:
        shown = turning.sets if most is None else turning.sets[:most]
        parts = [_set(one) for one in shown]
        if len(shown) < len(turning.sets):
            left = len(turning.sets) - len(shown)
            parts.append(Item(f"… and {left} more (--format markdown shows all)", role="cut"))
        facts = "one fact" if turning.size == 1 else f"{turning.size} facts together"
        yield Item(f"The ruling is another if {facts} {'is' if turning.size == 1 else 'are'} otherwise", tuple(parts))
    else:
        yield Item(_none(turning))
    if turning.kept:
        why = "contested, stipulated, compared with others or too early"
        yield Item(f"Left as they are, being {why}: {'; '.join(turning.kept)}")
    if turning.sets and not turning.complete:
        yield Item(
            "Some changes are left out: with them the ruling depends on more cases than a hearing goes through.",
            role="note",
        )


def _none(turning: Turning) -> str:
    if not turning.complete:
        return "No change can be told: the ruling depends on more cases than a hearing goes through."
    if not turning.tried:
        return "No fact that can be changed reaches this ruling."
    many = "one fact" if turning.tried == 1 else f"{turning.tried} facts or fewer"
    return f"No change of {many} alters this ruling."


def _set(one: Altered) -> Item:
    after = Item(f"then {named(one.after.attributed)} {ruled(one.after)}")
    return Item(" and ".join(one.words), (after,))


def altered_json(found: Turnings, library: Library) -> Json:
    """The object `siyar whatif --smallest --format json` prints; ``schema/whatif-smallest.json`` describes it."""
    return {
        "case": found.sitting.case.id,
        "title": found.sitting.case.title,
        "siyar": siyar.__version__,
        "library": {v.id: v.version for v in library.vocabularies.values()},
        "narrowed": found.sitting.narrowed,
        "rulings": [
            {
                "question": one.before.question,
                "about": one.before.about,
                "encoded_by": one.before.attributed.encoded_by,
                "reviewed_by": one.before.attributed.reviewed_by,
                "shipped": one.before.attributed.shipped,
                "before": state_json(one.before),
                "facts": one.size,
                "tried": one.tried,
                "complete": one.complete,
                "kept": list(one.kept),
                "sets": [{"changes": list(each.words), "after": state_json(each.after)} for each in one.sets],
            }
            for one in found.found
        ],
        "beside": [
            {"question": r.question, "about": r.about, "says": state_json(r)}
            for hearing in found.sitting.hearings
            for r in hearing.beside
        ],
        "force": list(found.force),
    }
