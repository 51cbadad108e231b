"""The page of doctrines: which questions each answers, on which it is silent, and which are not encoded yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from siyar.export.sheet import Block, Heading, Item, Sheet, Table
from siyar.export.wording import UNREVIEWED
from siyar.model import Doctrine, Library, Question

TITLE = "The doctrines, and the questions each answers"

ANSWERS, SILENT, NOT_YET = "answers", "silent", "not yet"


def doctrines_sheet(library: Library, groups: Mapping[str, Sequence[str]]) -> Sheet:
    """The doctrines by number, group by group, and a table of all questions by their numbers."""
    order = [library.doctrines[id] for ids in groups.values() for id in ids]
    numbers = {doctrine.id: number for number, doctrine in enumerate(order, 1)}
    blocks: list[Block] = [
        Heading(TITLE, 1),
        Item(
            f"{ANSWERS}: its encoding of the question is finished, and some rule of it is about it. {SILENT}: the "
            f"encoding is finished, and the source has no rule about it. {NOT_YET}: not encoded yet, so that nothing "
            "can be said of the source."
        ),
    ]
    for words, ids in groups.items():
        blocks.append(Heading(words))
        blocks += [Item(f"{numbers[id]}: {_named(library.doctrines[id], library)}") for id in ids]
    blocks += [
        Heading("Questions"),
        Table(
            ("question", *(str(number) for number in numbers.values())),
            tuple((f"{q.id}: {q.asks}", *_cells(q, order)) for q in library.questions().values()),
        ),
    ]
    return tuple(blocks)


def _named(doctrine: Doctrine, library: Library) -> str:
    source = library.sources.get(doctrine.source)
    date = f"; {source.date}" if source and source.date else ""
    by = f"encoded by {doctrine.encoded_by}; reviewed by: {doctrine.reviewed_by or UNREVIEWED}"
    return f"{doctrine.title} ({doctrine.id}){date}; {by}"


def _cells(question: Question, doctrines: Sequence[Doctrine]) -> Iterator[str]:
    for doctrine in doctrines:
        if question.id not in doctrine.questions:
            yield NOT_YET
        else:
            heads = {head.sentence for rule in doctrine.rules for head in rule.heads}
            yield ANSWERS if heads & set(question.about) else SILENT
