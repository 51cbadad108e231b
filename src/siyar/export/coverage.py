"""`siyar coverage`: what each sentence of a source does and what carries it, as a sheet and as plain data.

Numbers count the sentences of one source; nothing is counted over doctrines (docs/stance.md, line 2).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

import siyar
from siyar.export.layout import Paint, lay_out, plain
from siyar.export.sheet import Block, Heading, Item, Sheet, Table
from siyar.export.to_html import page
from siyar.export.to_markdown import markdown
from siyar.export.wording import SEEN, listed
from siyar.phrase import phrase
from siyar.sources import NORMATIVE, Carrier, Coverage, Entry

Json = dict[str, Any]

NOTHING = "nothing"
#: On every page: what the numbers do not mean.
NOTICE = phrase(
    "That a sentence is carried says that something was made of it, not that it was read rightly; "
    "the functions are the judgement of the encoders."
)
_PLURALS = {
    "rule": "rules",
    "scope": "scopes",
    "reading": "readings",
    "precedent": "precedents",
    "factor": "factors",
    "dimension": "dimensions",
    "duty": "duties",
}


#: For a passage the words of a user's own copy.
Words = Mapping[str, str]
WITH_WORDS = phrase(
    "The words are those of your own copy, which stays on this machine; think before you pass this page on."
)


def coverage_text(found: Coverage, *, width: int = 100, paint: Paint = plain, words: Words | None = None) -> str:
    """The sheet on a terminal."""
    return lay_out(coverage_sheet(found, words), width=width, paint=paint)


def coverage_markdown(found: Coverage, words: Words | None = None) -> str:
    """The sheet as Markdown."""
    return markdown(coverage_sheet(found, words))


def coverage_html(found: Coverage, words: Words | None = None) -> str:
    """The sheet as a whole page."""
    return page(coverage_sheet(found, words))


def coverage_sheet(found: Coverage, words: Words | None = None) -> Sheet:
    """The totals, then the sentences in order, those of one voice together.

    ``words``: what the passages say in a user's own copy, to stand beside what carries them.
    """
    source = found.source
    owed, done = found.of(*NORMATIVE), [e for e in found.of(*NORMATIVE) if e.covered]
    by = f", {source.author}" if source.author else ""
    blocks: list[Block] = [
        Heading(f"Coverage of {source.title}", 1),
        Item(f"{source.id}{by}; date: {source.date or 'not stated'}; {SEEN[source.seen]}"),
        Item(
            f"{len(done)} of {len(owed)} sentences whose function is {listed([*NORMATIVE], 'or')} "
            "carry a rule or a stated reason"
        ),
        Item(f"{len(found.entries) - len(found.uncovered)} of {len(found.entries)} sentences are accounted for"),
        Item(NOTICE, role="note"),
        *([Item(WITH_WORDS, role="note")] if words is not None else []),
        Heading("By function"),
        Table(("function", "sentences", "accounted for"), tuple(_totals(found))),
    ]
    if found.uncovered:
        blocks.append(Heading("Not accounted for"))
        blocks += [Item(f"{e.passage}: {_functions(e)}", role="note") for e in found.uncovered]
    for voices, entries in groupby(found.entries, lambda e: e.voices):
        blocks.append(Heading(f"Voice: {', '.join(voices) or 'not stated'}"))
        if words is None:
            rows = tuple((str(e.passage), _functions(e), _carried(e)) for e in entries)
            blocks.append(Table(("sentence", "function", "carried by"), rows))
        else:
            beside = tuple((str(e.passage), _words(e, words), _functions(e), _carried(e)) for e in entries)
            blocks.append(Table(("sentence", "the copy says", "function", "carried by"), beside))
    return tuple(blocks)


def _words(entry: Entry, words: Words) -> str:
    """What the copy says; the half of a sentence stands in the whole."""
    passage = str(entry.passage)
    return " ".join((words.get(passage) or words.get(passage.rstrip("ab")) or "not found in the copy").split())


def _totals(found: Coverage) -> Iterator[tuple[str, str, str]]:
    for function in found.functions:
        entries = found.of(function)
        yield function, str(len(entries)), str(sum(e.covered for e in entries))


def _functions(entry: Entry) -> str:
    return ", ".join(entry.functions)


def _carried(entry: Entry) -> str:
    """ "hizb-qa: rules a, b; precedent c; case d", or why nothing does."""
    parts = [
        (f"{doctrine}: " if doctrine else "") + "; ".join(_kinds(carriers))
        for doctrine, carriers in groupby(entry.carriers, lambda c: c.doctrine)
    ]
    if entry.left_out:
        parts.append(f"left out: {entry.left_out}")
    return "; ".join(parts) or NOTHING


def _kinds(carriers: Iterable[Carrier]) -> Iterator[str]:
    for kind, group in groupby(carriers, lambda c: c.kind):
        ids = [c.id for c in group]
        if kind == "passages":
            yield f"listed as {', '.join(ids)}"
        else:
            yield f"{_PLURALS.get(kind, f'{kind}s') if len(ids) > 1 and kind != 'evidence' else kind} {', '.join(ids)}"


def coverage_json(found: Coverage) -> Json:
    """The object `siyar coverage --format json` prints; ``schema/coverage.json`` describes it."""
    owed = found.of(*NORMATIVE)
    return {
        "source": found.source.id,
        "title": found.source.title,
        "siyar": siyar.__version__,
        "normative": {"functions": list(NORMATIVE), "accounted_for": sum(e.covered for e in owed), "of": len(owed)},
        "sentences": {"accounted_for": sum(e.covered for e in found.entries), "of": len(found.entries)},
        "functions": [
            {"function": f, "accounted_for": sum(e.covered for e in found.of(f)), "of": len(found.of(f))}
            for f in found.functions
        ],
        "entries": [
            {
                "id": str(e.passage),
                "voices": list(e.voices),
                "functions": list(e.functions),
                "carried_by": [{"kind": c.kind, "id": c.id, "doctrine": c.doctrine or None} for c in e.carriers],
                "left_out": e.left_out or None,
                "accounted_for": e.covered,
            }
            for e in found.entries
        ],
    }
