"""Passages, tellers and grounds by the names people know them by."""

from __future__ import annotations

from collections.abc import Iterable

from siyar.explain import RuleUse
from siyar.export.wording import SEEN
from siyar.hearing import seen
from siyar.model import Cite, Doctrine, Library


def passages(library: Library, cites: Iterable[Cite]) -> str:
    """``qa-2017 P10.S4 (read); hidaya muwadaa (not checked)``."""
    return "; ".join(passage(library, cite) for cite in cites)


def passage(library: Library, cite: Cite) -> str:
    loci = f" {', '.join(cite.loci)}" if cite.loci else ""
    return f"{cite.source}{loci} ({SEEN[seen(library, cite)]})"


def bracket(library: Library, cites: Iterable[Cite]) -> str:
    """The passages in brackets after a space; nothing if there are none."""
    words = passages(library, cites)
    return f" [{words}]" if words else ""


def teller(library: Library, source: str) -> str:
    """A source by its title, as somebody who tells of the facts."""
    found = library.sources.get(source)
    if found is None:
        return source
    return f"{found.title} ({found.author})" if found.author else found.title


def ground(library: Library, doctrine: Doctrine, id: str) -> str:
    """Evidence, a precedent or a rule that another rule rests on, by name."""
    for evidence in doctrine.evidence:
        if evidence.id == id:
            cited = f", cited as {evidence.cited_as[0]}" if evidence.cited_as else ""
            return f"the {evidence.kind} {id}{cited}"
    for precedent in doctrine.precedents:
        if precedent.id == id:
            case = library.cases.get(precedent.case)
            return f"the precedent {id}" + (f" ({case.title})" if case and case.title else "")
    return f"the rule {id}"


def grounds(library: Library, use: RuleUse) -> tuple[str, ...]:
    """ "rests on …", one for each ground that is needed, and "supported by …"."""
    doctrine = library.doctrines.get(use.doctrine)
    if doctrine is None:
        return ()
    found = []
    for group in use.rests_on:
        names = [ground(library, doctrine, id) for id in group]
        found.append(f"rests on any one of: {'; '.join(names)}" if len(names) > 1 else f"rests on {names[0]}")
    if use.supported_by:
        found.append(f"supported by {'; '.join(ground(library, doctrine, id) for id in use.supported_by)}")
    return tuple(found)


def reading(library: Library, doctrine: str, reading: str, option: str) -> str:
    """A reading that was chosen, as a question and its answer, and how many others there are."""
    home = library.doctrines.get(doctrine)
    for known in home.readings if home else ():
        if known.id == reading:
            words = next((o.words for o in known.options if o.id == option), option)
            others = len(known.options) - 1
            return f"{known.asks} Read here: {words} ({option}; {others} other reading{'' if others == 1 else 's'})"
    return f"{reading}: {option}"


def reading_in_short(library: Library, doctrine: str, reading: str, option: str) -> str:
    """``ratio-of-the-squadron: polity (it also belonged to a polity of its own)``."""
    home = library.doctrines.get(doctrine)
    words = [o.words for r in (home.readings if home else ()) if r.id == reading for o in r.options if o.id == option]
    return f"{reading}: {option}" + (f" ({words[0]})" if words else "")
