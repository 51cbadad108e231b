"""Passages, tellers and grounds by the names people know them by."""

from __future__ import annotations

from collections.abc import Iterable

from siyar.explain import RuleUse
from siyar.export.wording import SEEN
from siyar.hearing import seen
from siyar.model import Cite, Doctrine, Library
from siyar.phrase import chain, joined, phrase


def passages(library: Library, cites: Iterable[Cite]) -> str:
    """``qa-2017 P10.S4 (read); hidaya muwadaa (not checked)``."""
    return joined("; ", (passage(library, cite) for cite in cites))


def passage(library: Library, cite: Cite) -> str:
    loci = f" {', '.join(cite.loci)}" if cite.loci else ""
    return phrase("{passage} ({seen})", passage=f"{cite.source}{loci}", seen=SEEN[seen(library, cite)])


def bracket(library: Library, cites: Iterable[Cite]) -> str:
    """The passages in brackets after a space; nothing if there are none."""
    words = passages(library, cites)
    return chain(" [", words, "]") if words else ""


def teller(library: Library, source: str) -> str:
    """A source by its title, as somebody who tells of the facts."""
    found = library.sources.get(source)
    if found is None:
        return source
    return chain(found.title, " (", found.author, ")") if found.author else found.title


def ground(library: Library, doctrine: Doctrine, id: str) -> str:
    """Evidence, a precedent or a rule that another rule rests on, by name."""
    for evidence in doctrine.evidence:
        if evidence.id == id:
            if not evidence.cited_as:
                return phrase("the {kind} {id}", kind=evidence.kind, id=id)
            return phrase("the {kind} {id}, cited as {what}", kind=evidence.kind, id=id, what=evidence.cited_as[0])
    for precedent in doctrine.precedents:
        if precedent.id == id:
            case = library.cases.get(precedent.case)
            if case and case.title:
                return phrase("the precedent {id} ({title})", id=id, title=case.title)
            return phrase("the precedent {id}", id=id)
    return phrase("the rule {id}", id=id)


def grounds(library: Library, use: RuleUse) -> tuple[str, ...]:
    """ "rests on …", one for each ground that is needed, and "supported by …"."""
    doctrine = library.doctrines.get(use.doctrine)
    if doctrine is None:
        return ()
    found = []
    for group in use.rests_on:
        names = [ground(library, doctrine, id) for id in group]
        if len(names) > 1:
            found.append(phrase("rests on any one of: {grounds}", grounds=joined("; ", names)))
        else:
            found.append(phrase("rests on {ground}", ground=names[0]))
    if use.supported_by:
        named = joined("; ", (ground(library, doctrine, id) for id in use.supported_by))
        found.append(phrase("supported by {grounds}", grounds=named))
    return tuple(found)


def reading(library: Library, doctrine: str, reading: str, option: str) -> str:
    """A reading that was chosen, as a question and its answer, and how many others there are."""
    home = library.doctrines.get(doctrine)
    for known in home.readings if home else ():
        if known.id == reading:
            words = next((o.words for o in known.options if o.id == option), option)
            others = len(known.options) - 1
            if others == 1:
                return phrase(
                    "{asks} Read here: {words} ({option}; 1 other reading)", asks=known.asks, words=words, option=option
                )
            return phrase(
                "{asks} Read here: {words} ({option}; {others} other readings)",
                asks=known.asks,
                words=words,
                option=option,
                others=str(others),
            )
    return f"{reading}: {option}"


def reading_in_short(library: Library, doctrine: str, reading: str, option: str) -> str:
    """``ratio-of-the-squadron: polity (it also belonged to a polity of its own)``."""
    home = library.doctrines.get(doctrine)
    words = [o.words for r in (home.readings if home else ()) if r.id == reading for o in r.options if o.id == option]
    return chain(f"{reading}: {option}", *((" (", words[0], ")") if words else ()))
