"""A past case as a doctrine tells of it: what was held, why, on whose word."""

from __future__ import annotations

from collections.abc import Iterable

from siyar.export.citing import bracket, teller
from siyar.export.sheet import Item
from siyar.export.spoken_factors import Names
from siyar.export.wording import listed
from siyar.model import Library
from siyar.phrase import chain, joined, phrase
from siyar.study.casebase import Entry
from siyar.study.reach import Reach


def entry_of(entry: Entry, found: Reach, library: Library) -> Item:
    """A past case: what was held, why, on whose word."""
    names = Names.of(found, entry.case)
    words: tuple[str, ...] = (_called(entry), ": ", names.claim(entry.held))
    parts = []
    if entry.precedent:
        if entry.precedent.because:
            because = listed([names.claim(c) for c in entry.precedent.because])
            words = (*words, ", ", phrase("because {words}", words=because))
        parts += [Item(phrase("not because {words}", words=names.claim(c))) for c in entry.precedent.not_because]
        if entry.precedent.apart_from:
            parts.append(Item(phrase("apart from {what}", what=joined(", ", entry.precedent.apart_from))))
    for side in (entry.decision.side, entry.decision.side.other):
        facts = [f for f in found.precedents.factors if f.id in entry.telling.present and names.favours(f.id) is side]
        if facts:
            which = phrase("for what was held") if side is entry.decision.side else phrase("against it")
            parts.append(Item(chain(which, ": ", joined("; ", (names.factor(f.id) for f in facts)))))
    parts += [Item(phrase("value: {value}", value=names.dimension(d, entry.telling))) for d in entry.telling.values]
    if entry.account.follows:
        tellers = tellers_of(entry.account.tellers, library)
        parts.append(Item(phrase("its facts as told by {tellers}", tellers=tellers)))
    return Item(chain(*words, bracket(library, entry.cites)), tuple(parts))


def _called(entry: Entry) -> str:
    date = (", ", entry.case.date) if entry.case.date else ()
    return chain(entry.name, " (", entry.case.title or entry.case.id, *date, ")")


def tellers_of(tellers: Iterable[str], library: Library) -> str:
    return listed([teller(library, t) for t in tellers])
