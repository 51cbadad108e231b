"""Who is asked when nobody is named, and who stands beside a ruling (docs/stance.md, line 3).

The vocabularies say it: the positions under ``beside`` stand beside every ruling, those under ``further`` wherever
their encoding covers the question and some rule of theirs is about it. Every other doctrine is asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from siyar.conclusion import Because
from siyar.hearing import Ruling
from siyar.language.quantities import date
from siyar.model import Case, Doctrine, Library, Quantity
from siyar.phrase import phrase


def always(library: Library) -> tuple[str, ...]:
    """The positions shown beside every ruling, in their fixed order."""
    return _known(library, (d for v in library.vocabularies.values() for d in v.beside))


def further(library: Library) -> tuple[str, ...]:
    """The positions shown beside where they speak of the question, in their fixed order."""
    fixed = always(library)
    named = (d for v in library.vocabularies.values() for d in v.further)
    return tuple(d for d in _known(library, named) if d not in fixed)


def under_study(library: Library) -> tuple[str, ...]:
    """The doctrines asked when none is named: those that are no position shown beside."""
    others = {*always(library), *further(library)}
    return tuple(d for d in library.doctrines if d not in others)


def _known(library: Library, ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(d for d in dict.fromkeys(ids) if d in library.doctrines)


def shares_words(library: Library, doctrine: str, sentence: str) -> bool:
    """Whether a doctrine can say a sentence at all: it is its own, or of a vocabulary or doctrine that it uses.

    The words of somebody's own vocabulary are nothing on which the others are silent, or not encoded yet.
    """
    return library.sentences()[sentence].home in library.in_use(doctrine)


def contemporaries_first(library: Library, case: Case, ids: Sequence[str]) -> tuple[str, ...]:
    """Doctrines of the time of the case first, those formulated after it last, each group in the order given."""
    late = {id for id in ids if anachronism(library.doctrines[id], case)}
    return (*(id for id in ids if id not in late), *(id for id in ids if id in late))


def speaks_of(ruling: Ruling) -> bool:
    """Whether a further position is shown: it is encoded on the question, and some rule of it is about it."""
    return ruling.outcome.because not in (Because.NOT_ENCODED, Because.NO_RULE)


def anachronism(doctrine: Doctrine, case: Case) -> str:
    """Words for a doctrine formulated after the moment of the case; empty where it is not, or no date is given."""
    if not doctrine.since or not case.date or not _after(doctrine.since, case.date):
        return ""
    return phrase("formulated after the case ({date})", date=doctrine.since)


@lru_cache(maxsize=4096)
def _after(since: str, moment: str) -> bool:
    """Whether all of one date is after the other; False where one of them is no date."""
    first, then = date(since), date(moment)
    return isinstance(first, Quantity) and isinstance(then, Quantity) and first.low > then.high
