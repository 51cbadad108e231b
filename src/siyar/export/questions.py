"""The page of questions: what each text under study says on the cases that show a question, and where they part.

The other positions are left out of it, and it says so (docs/stance.md, line 3); `siyar ask` sets them beside.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from siyar.export.citing import bracket
from siyar.export.sheet import Block, Heading, Item, Sheet, Table
from siyar.export.sitting import partings
from siyar.export.wording import capital, clause, missing, named, standing
from siyar.hearing import Hearing, Ruling, Sitting
from siyar.model import Doctrine, Library, Question

TITLE = "What the texts under study say, question by question"
ALIKE = "they do not part here"


def questions_sheet(
    shown: Iterable[tuple[Question, tuple[Sitting, ...]]],
    untouched: Sequence[Question],
    doctrines: Iterable[Doctrine],
    library: Library,
) -> Sheet:
    """A table for each question: the case, what it is asked about, what each doctrine says of it, where they part.

    ``untouched``: questions on which no text under study has a rule.
    """
    blocks: list[Block] = [
        Heading(TITLE, 1),
        Item(
            "Made of the cases that the library names for each question. Invented cases are small on purpose: each "
            "says no more than its title needs, and what it does not say is unknown."
        ),
        Item(
            "Narrowed to the doctrines under study, each in the readings it takes by default: the other positions are "
            "left out here and stand beside every answer of the command given."
        ),
    ]
    for doctrine in doctrines:
        source = library.sources.get(doctrine.source)
        date = source.date if source and source.date else "not stated"
        blocks.append(
            Item(f"{doctrine.title} ({doctrine.id}). Voice: {doctrine.voice}; date: {date}; {_encoded(doctrine)}")
        )
    for question, sittings in shown:
        titles = list(dict.fromkeys(named(r.attributed) for s in sittings for h in s.hearings for r in h.asked))
        rows = tuple(_row(sitting, hearing, library) for sitting in sittings for hearing in sitting.hearings)
        blocks += [
            Heading(f"{question.id}: {question.asks}"),
            *(Item(f"siyar ask {s.case.id} --question {question.id}") for s in sittings),
            Table(("case", "asked about", *titles, "where they part"), rows),
        ]
    if untouched:
        blocks.append(Heading("On what the texts under study are silent"))
        blocks += [Item(f"{question.id}: {question.asks}") for question in untouched]
    return tuple(blocks)


def _encoded(doctrine: Doctrine) -> str:
    return f"encoded by {doctrine.encoded_by}; reviewed by: {doctrine.reviewed_by}"


def _row(sitting: Sitting, hearing: Hearing, library: Library) -> tuple[str, ...]:
    parted = "; ".join(p.words for p in partings(hearing))
    return (
        f"{sitting.case.title} ({sitting.case.id})",
        hearing.about,
        *(_says(ruling, library) for ruling in hearing.asked),
        parted or ALIKE,
    )


def _says(ruling: Ruling, library: Library) -> str:
    """What follows the title, which stands above the column."""
    settled = f" ({standing(ruling)})" if standing(ruling) else ""
    return capital(clause(ruling.attributed, missing(ruling))) + settled + bracket(library, ruling.attributed.cites)
