"""Passages that rulings lean on, from a user's own copies: for screens, never for what is exported unasked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from siyar.language.anchors import locus, spread
from siyar.model import Cite
from siyar.sources.holding import Shelf, passages


@dataclass(frozen=True, slots=True)
class Passage:
    """The words of one passage of a source."""

    source: str
    anchor: str
    words: str


def beside(cites: Iterable[Cite], shelf: Shelf) -> Iterator[Passage]:
    """The passages cited that stand in a copy kept here, each once, in order of mention.

    Raises `siyar.sources.copies.Unreadable`.
    """
    copies = {copy.source: copy for copy in shelf.copies()}
    words = {source: passages(copy.text, shelf.found(source)) for source, copy in copies.items()}
    told: set[tuple[str, str]] = set()
    for cite in cites:
        there = words.get(cite.source, {})
        for said in cite.loci:
            ends = locus(said)
            each = [str(anchor) for anchor in spread(said)] or ([str(end) for end in ends] if ends else [])
            for anchor in each:
                # The half of a sentence stands in the whole.
                whole = anchor if anchor in there else anchor.rstrip("ab")
                if whole in there and (cite.source, whole) not in told:
                    told.add((cite.source, whole))
                    yield Passage(cite.source, anchor, " ".join(there[whole].split()))
