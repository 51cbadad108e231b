"""Whose word a status is: title, voice, date, citation state, encoding. No status leaves without it."""

from __future__ import annotations

from collections.abc import Iterable

from siyar.hearing.ruling import Attributed, Outcome
from siyar.model import Cite, Doctrine, Library, Rule, Seen, named_word

#: From strongest to weakest.
STATES = (Seen.READ, Seen.EXCERPT, Seen.UNCHECKED)


def attribute(
    library: Library, doctrine: Doctrine, outcome: Outcome, cites: tuple[Cite, ...], deciding: Iterable[Rule] = ()
) -> Attributed:
    """The outcome, with whose it is and on which passages it rests.

    Where all ``deciding`` rules have one word of their own for the status, it is that word.
    """
    used = {rule.term for rule in deciding}
    word = used.pop() if len(used) == 1 else ""
    source = library.sources.get(doctrine.source)
    return Attributed(
        outcome=outcome,
        doctrine=doctrine.id,
        title=doctrine.title,
        voice=doctrine.voice,
        date=source.date if source else "",
        encoded_by=doctrine.encoded_by,
        reviewed_by=doctrine.reviewed_by,
        shipped=doctrine.shipped,
        digest=doctrine.digest,
        edited=doctrine.edited,
        terms=doctrine.terms,
        term=word if named_word(doctrine.terms, word, outcome.value) else "",
        cites=cites,
        seen=weakest(seen(library, cite) for cite in cites),
    )


def seen(library: Library, cite: Cite) -> Seen:
    """The state of a citation: its own, or that of the source's page."""
    if cite.seen:
        return cite.seen
    source = library.sources.get(cite.source)
    return source.seen if source else Seen.UNCHECKED


def weakest(states: Iterable[Seen]) -> Seen | None:
    """The weakest of some citation states; None of none."""
    ranked = sorted(states, key=STATES.index)
    return ranked[-1] if ranked else None
