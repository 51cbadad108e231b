"""What an interview says: its questions with why they are asked, rulings as they change, and what is left open.

Lines of text, one statement each, for the caller to wrap and print. A ruling is said with whose it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from siyar.explain.said import for_audits
from siyar.export.citing import bracket
from siyar.export.pages.doctrine import rule_item
from siyar.export.sheet import Block, Heading, Item, Sheet
from siyar.export.sitting import position
from siyar.export.wording import listed, of_ruling, standing
from siyar.hearing import Ruling, Sitting
from siyar.model import Library, Rule
from siyar.phrase import chain, phrase
from siyar.study.interview import Inquiry
from siyar.study.session import Answer

#: Rules named before the rest are counted.
FEW = 2


def reason(inquiry: Inquiry, library: Library) -> str:
    """ "asked because the rule entity-by-polity [qa-2017 P10.S4 (read)] of A question-and-answer of 2017 needs it"."""
    shown = inquiry.because[:FEW]
    left = len(inquiry.because) - len(shown)
    if not shown:
        return phrase("asked because it is tied to other facts by what cannot be so together")
    named: list[str] = []
    for id in dict.fromkeys(doctrine for doctrine, _ in shown):
        rules = [_rule(library, id, rule) for doctrine, rule in shown if doctrine == id]
        title = library.doctrines[id].title
        if len(rules) > 1:
            named.append(phrase("the rules {ids} of {title}", ids=listed(rules), title=title))
        else:
            named.append(phrase("the rule {id} of {title}", id=rules[0], title=title))
    if len(shown) > 1:
        because = phrase("asked because {rules} need it", rules=listed(named))
    else:
        because = phrase("asked because {rule} needs it", rule=named[0])
    if not left:
        return because
    more = phrase(", and so does 1 more") if left == 1 else phrase(", and so do {number} more", number=str(left))
    return chain(because, more)


def rules_behind(inquiry: Inquiry, library: Library) -> tuple[Item, ...]:
    """Every rule that needs the fact, read aloud, under the title of its doctrine; without what is noted for audits."""
    items: list[Item] = []
    for id in dict.fromkeys(doctrine for doctrine, _ in inquiry.because):
        doctrine = library.doctrines[id]
        rules = [_found(library, id, rule) for d, rule in inquiry.because if d == id]
        items.append(Item(doctrine.title, tuple(rule_item(_plain(rule), library) for rule in rules if rule)))
    return tuple(items)


def _plain(rule: Rule) -> Rule:
    return replace(rule, notes=tuple(note for note in rule.notes if not for_audits(note)))


def choices(inquiry: Inquiry) -> str:
    """The answers by number; for a quantity, how to write one and which stretches make a difference."""
    if inquiry.measure:
        shape = {"duration": "a length of time, as in `10 lunar years`", "number": "a number, as in `3`"}
        how = shape.get(inquiry.measure, "a date, as in `24 October 1945` or `6 AH`")
        # That there is none, such as no term of an endless truce, is no line of a case; another fact says it.
        stretches = [answer for answer in inquiry.answers if answer != "none"]
        return f"{how}; it makes a difference whether it is {listed(stretches, 'or')}"
    plain = set(inquiry.answers) != {"yes", "no"} or any("it is not so" in words for words in inquiry.statements)
    said = [
        answer if plain else f"{answer} ({words})"
        for answer, words in zip(inquiry.answers, inquiry.statements, strict=True)
    ]
    return " · ".join(f"{number} {words}" for number, words in enumerate(said, start=1))


def ruling_line(ruling: Ruling) -> str:
    """One ruling as it stands: "… states: forbidden (settled)"."""
    words = standing(ruling)
    return chain(of_ruling(ruling), *((" (", words, ")") if words else ()))


def rulings_so_far(rulings: Sequence[Ruling], before: Sequence[Ruling] = ()) -> tuple[str, ...]:
    """The rulings that differ from those before; all of them where there was nothing before."""
    several = len({ruling.about for ruling in rulings}) > 1
    older = {_place(r): ruling_line(r) for r in before}
    return tuple(
        f"{r.about}: {line}" if several else line
        for r in rulings
        if (line := ruling_line(r)) != older.get(_place(r), "")
    )


def answers_so_far(answers: Iterable[Answer]) -> tuple[str, ...]:
    """ "1. Was the band Muslim? no"."""
    return tuple(f"{n}. {answer.inquiry.words} {answer.words}" for n, answer in enumerate(answers, start=1))


def closing(rulings: Sequence[Ruling], *, unknown: int) -> str:
    """How an interview ends where nothing is left to ask."""
    if all(ruling.settled for ruling in rulings):
        return phrase("Settled: no further fact can change what is said here.")
    if unknown:
        if unknown == 1:
            return phrase("Nothing more is asked; what is not settled turns on the fact answered by unknown.")
        return phrase(
            "Nothing more is asked; what is not settled turns on the {number} facts answered by unknown.",
            number=str(unknown),
        )
    return phrase("Nothing more is asked: no single fact can change what is said here.")


def so_far_sheet(sitting: Sitting, library: Library) -> Sheet:
    """Every ruling on a line, with what it turns on: for an interview that ends before all is settled."""
    blocks: list[Block] = [Heading(sitting.case.title or sitting.case.id, 1)]
    for hearing in sitting.hearings:
        blocks.append(Heading(f"Asked about: {hearing.about}", 3))
        for ruling in hearing.asked:
            turning = tuple(Item(" together with ".join(facts)) for facts in ruling.turns_on)
            blocks.append(Item(position(ruling, library), (Item("it turns on", turning),) if turning else (), "status"))
        if sitting.narrowed:
            blocks.append(Heading("Other positions: left out, narrowed by the user", 3))
        elif hearing.beside:
            blocks.append(Heading("Other positions", 3))
            blocks += [Item(position(ruling, library)) for ruling in hearing.beside]
    return tuple(blocks)


def _place(ruling: Ruling) -> tuple[str, str]:
    return ruling.attributed.doctrine, ruling.about


def _rule(library: Library, doctrine: str, id: str) -> str:
    rule = _found(library, doctrine, id)
    return chain(id, bracket(library, rule.cites) if rule else "")


def _found(library: Library, doctrine: str, id: str) -> Rule | None:
    return next((rule for rule in library.doctrines[doctrine].rules if rule.id == id), None)
