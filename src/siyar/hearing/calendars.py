"""Comparisons that another calendar would decide otherwise (D4; docs/semantics.md section 11, value concepts).

A length of time is compared by fixed ratios of days. Where the case gives it in one calendar and the other would put it
on the other side of a constant the rules name, the ruling says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from siyar.explain import speech
from siyar.ground import Grounded, Said
from siyar.ground.cells import compare, touching
from siyar.language.quantities import quantity
from siyar.model import Quantity
from siyar.phrase import Phrase, phrase
from siyar.theory import Theory


def calendars(grounded: Grounded, theory: Theory) -> Iterator[str]:
    """One line for each such comparison on which the question can depend."""
    spoken = speech(grounded)
    for name, lines in grounded.given.items():
        atom = theory.atoms.get(name)
        if atom is None or not isinstance(atom.origin, Said):
            continue
        said = atom.origin
        quantities = [
            (line.claim, line.claim.comparison.relation, line.claim.comparison.than)
            for line in lines
            if line.claim.comparison and isinstance(line.claim.comparison.than, Quantity)
        ]
        for number, (claim, relation, given) in enumerate(quantities):
            other = in_the_other_calendar(given)
            if other is None:
                continue
            if said.comparison and said.comparison.comparison and len(quantities) == 2:
                pair = [q for _, _, q in quantities]
                swapped = [other if i == number else q for i, q in enumerate(pair)]
                by = said.comparison.comparison.relation
                differs = compare(by, pair[0], pair[1]) != compare(by, swapped[0], swapped[1])
            else:
                differs = touching(said.cells, relation, given) != touching(said.cells, relation, other)
            if differs:
                yield phrase(
                    "{what}: {given} as given; {other} would compare otherwise",
                    what=_subject(spoken.claim(claim)),
                    given=given.words,
                    other=other.words,
                )


def in_the_other_calendar(given: Quantity) -> Quantity | None:
    """The same numbers in lunar instead of solar units, or the reverse; None where no unit has a calendar.

    >>> ten = quantity("duration", "10 lunar years")
    >>> in_the_other_calendar(ten).words
    '10 years'
    """
    if given.kind != "duration":
        return None
    if "lunar" in given.words:
        words = given.words.replace("lunar ", "")
    else:
        words = re.sub(r"\b(years?|months?)\b", r"lunar \1", given.words)
    if words == given.words:
        return None
    other = quantity("duration", words)
    return other if isinstance(other, Quantity) else None


def _subject(words: str) -> str:
    return words.parts.get("subject", words) if isinstance(words, Phrase) else words.split(" is ")[0]
