"""Two versions of a doctrine as a sheet and data: the blocks that differ, then the rulings that do."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from difflib import ndiff
from itertools import groupby
from typing import Any

from siyar.export.across import across_sheet, titled
from siyar.export.across_data import across_json, doctrine_json
from siyar.export.layout import Paint, lay_out, plain
from siyar.export.sheet import Block, Heading, Item, Sheet
from siyar.export.to_html import page
from siyar.export.to_markdown import markdown
from siyar.model import Library
from siyar.phrase import chain, joined, phrase
from siyar.study.difference import Difference
from siyar.study.versions import Edit

Json = dict[str, Any]

BEFORE, NOW = phrase("before"), phrase("now")
CHANGED, REMOVED, ADDED = phrase("changed"), phrase("removed"), phrase("added")

#: The kinds of blocks, of several.
_PLURALS = {
    "rule": phrase("Rules"),
    "reading": phrase("Readings"),
    "precedent": phrase("Precedents"),
    "scope": phrase("Scopes"),
    "factor": phrase("Factors"),
    "dimension": phrase("Dimensions"),
    "evidence": phrase("Evidence"),
    "opposition": phrase("Oppositions"),
    "principle": phrase("Principles"),
    "sentence": phrase("Sentences"),
    "type": phrase("Types"),
    "question": phrase("Questions"),
    "priority": phrase("Priorities between rules of both"),
    "header": phrase("Lines of the header"),
    "impossible": phrase("What is impossible together"),
}


def difference_text(found: Difference, library: Library, *, width: int = 100, paint: Paint = plain) -> str:
    """What `siyar diff` prints."""
    return lay_out(difference_sheet(found, library), width=width, paint=paint)


def difference_markdown(found: Difference, library: Library) -> str:
    """The same as Markdown, whole."""
    return markdown(difference_sheet(found, library, full=True))


def difference_html(found: Difference, library: Library) -> str:
    """The same as a page, whole."""
    return page(difference_sheet(found, library, full=True))


def difference_sheet(found: Difference, library: Library, *, full: bool = False) -> Sheet:
    """``full``: also the words of blocks that were added or removed, and all that `across_sheet` then has."""
    _, *across = across_sheet(replace(found.across, differences=False), library, full=full)
    whose = [block for block in across if isinstance(block, Item) and block.role == "detail"][:2]
    rest = across[across.index(whose[-1]) + 1 :]
    blocks: list[Block] = [
        Heading(phrase("From {old} to {new}", old=titled(library, found.old), new=titled(library, found.new)), 1),
        Item(phrase("old: {old}; new: {new}", old=found.labels[0], new=found.labels[1])),
        *whose,
        Heading(phrase("What the blocks say otherwise")),
        *_edits(found.edits, full),
        Heading(phrase("What is ruled otherwise")),
    ]
    if not found.rules_otherwise:
        blocks.append(Item(phrase("No ruling differs in any case that was gone through.")))
    return (*blocks, *rest)


def _edits(edits: tuple[Edit, ...], full: bool) -> Iterator[Block]:
    if not edits:
        yield Item(phrase("Nothing: every block is the same in canonical form."))
    for kind, each in groupby(edits, lambda edit: edit.kind):
        yield Heading(_PLURALS[kind], 3)
        here = list(each)
        whole = kind in ("priority", "header")
        for edit in here:
            if whole:
                said = ((BEFORE, edit.before), (NOW, edit.after))
                yield Item(joined("; ", (chain(name, ": ", words) for name, words in said if words)))
            elif edit.before and edit.after:
                yield Item(chain(CHANGED, ": ", edit.id), tuple(_lines(edit)))
            elif full:
                words = (edit.before or edit.after).splitlines()[1:]
                parts = tuple(Item(" ".join(line.split())) for line in words)
                yield Item(chain(REMOVED if edit.before else ADDED, ": ", edit.id), parts)
        for name, ids in (
            (REMOVED, [e.id for e in here if not e.after]),
            (ADDED, [e.id for e in here if not e.before]),
        ):
            if ids and not full and not whole:
                yield Item(chain(name, ": ", joined(", ", ids)))


def _lines(edit: Edit) -> Iterator[Item]:
    """The lines of a block that differ."""
    names = {"- ": BEFORE, "+ ": NOW}
    for line in ndiff(edit.before.splitlines(), edit.after.splitlines()):
        if line[:2] in names:
            yield Item(chain(names[line[:2]], ": ", " ".join(line[2:].split())))


def difference_json(found: Difference, library: Library) -> Json:
    """The object `siyar diff --format json` prints; ``schema/diff.json`` describes it."""
    across = across_json(found.across, library)
    kept = ("siyar", "library", "sentences", "too_large", "force", "unshared")
    return {
        "old": doctrine_json(library, found.old),
        "new": doctrine_json(library, found.new),
        "labels": {"old": found.labels[0], "new": found.labels[1]},
        "ruled_otherwise": found.rules_otherwise,
        "whole": found.whole,
        "edits": [{"kind": e.kind, "id": e.id, "before": e.before, "after": e.after} for e in found.edits],
        **{key: across[key] for key in kept},
    }
